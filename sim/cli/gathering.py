"""Options that go together, declared once as a dataclass and given to a command as one value."""

import inspect
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, get_type_hints

P = ParamSpec("P")
R = TypeVar("R")


def gathered(command: Callable[P, R]) -> Callable[..., R]:
    """A command whose dataclass parameters are typed one by one.

    In the place of each parameter that is a dataclass its fields are declared, in their order, and
    what was typed is handed on as one instance.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {
        name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)
    }
    declared: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        fields = [parameter]
        if parameter.name in groups:
            fields = list(inspect.signature(groups[parameter.name]).parameters.values())
        declared += [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in fields]

    @wraps(command)
    def typed(**given: Any) -> R:
        for name, group in groups.items():
            names = inspect.signature(group).parameters
            given[name] = group(**{field: given.pop(field) for field in names})
        return command(**given)  # type: ignore[call-arg]  # the signature is made at run time

    typed.__dict__["__signature__"] = inspect.Signature(declared)
    typed.__annotations__ = {}
    return typed
