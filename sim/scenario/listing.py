"""Every number of a scenario by its dotted path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo

from sim.scenario.blocks import Block
from sim.scenario.model import Scenario
from sim.scenario.quantities import Bounds, Quantity


@dataclass(frozen=True, slots=True)
class Listed:
    """One number of a scenario.

    Attributes:
        path: Its dotted path, as in the file.
        quantity: The number.
        bounds: What it may be, and what it is drawn for.
    """

    path: str
    quantity: Quantity
    bounds: Bounds


def numbers(scenario: Scenario) -> dict[str, Listed]:
    """All numbers of a scenario, defaults included, by path; parameters that are drawn too."""
    found: dict[str, Listed] = {}
    for listed in _of_block(scenario, ()):
        found[listed.path] = listed
        for keys, inner in listed.quantity.nested():
            path = ".".join((listed.path, *map(str, keys)))
            found[path] = Listed(path=path, quantity=inner, bounds=Bounds())
    return found


def _of_block(block: Block, above: tuple[str, ...]) -> Iterator[Listed]:
    for name, field in type(block).model_fields.items():
        bounds = bounds_of(field)
        yield from _of_value(getattr(block, name), (*above, field.alias or name), bounds)


def _of_value(value: Any, path: tuple[str, ...], bounds: Bounds | None) -> Iterator[Listed]:
    if isinstance(value, Quantity):
        yield Listed(path=".".join(path), quantity=value, bounds=bounds or Bounds())
    elif isinstance(value, Block):
        yield from _of_block(value, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _of_value(item, (*path, str(key)), bounds)


def bounds_of(field: FieldInfo) -> Bounds | None:
    """The bounds a field's annotation states for its number."""
    return next(_bounds_in((field.annotation, *field.metadata)), None)


def _bounds_in(parts: tuple[Any, ...]) -> Iterator[Bounds]:
    for part in parts:
        if isinstance(part, Bounds):
            yield part
        elif not isinstance(part, type) or get_args(part):
            yield from _bounds_in(get_args(part))
