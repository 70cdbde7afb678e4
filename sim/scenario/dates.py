"""Every date of a scenario by its dotted path, as `listing` gives every number."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, get_args

from sim.scenario.blocks import Block, DatedInstant
from sim.scenario.model import Scenario


def dates(scenario: Scenario) -> dict[str, datetime | DatedInstant]:
    """All instants that something happens by, with or without a source of their own.

    The frame of a run (start, end) and what can name no source (the signing) are not among them.
    """
    return {".".join(path): value for path, value in _of_block(scenario, ())}


Found = Iterator[tuple[tuple[str, ...], datetime | DatedInstant]]


def _of_block(block: Block, above: tuple[str, ...]) -> Found:
    for name, field in type(block).model_fields.items():
        path = (*above, field.alias or name)
        yield from _of_value(getattr(block, name), path, may_be_dated=_names(field.annotation))


def _of_value(value: object, path: tuple[str, ...], *, may_be_dated: bool) -> Found:
    if isinstance(value, DatedInstant) or (isinstance(value, datetime) and may_be_dated):
        yield path, value
    elif isinstance(value, Block):
        yield from _of_block(value, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _of_value(item, (*path, str(key)), may_be_dated=may_be_dated)


def _names(annotation: Any) -> bool:
    """Whether an annotation allows an instant with its source."""
    return annotation is DatedInstant or any(_names(part) for part in get_args(annotation))
