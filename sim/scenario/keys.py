"""What the schema says of each key of a block: meaning, unit, what is allowed, default, draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from sim.scenario.amounts import Quantity, Range, unit_of
from sim.scenario.blocks import (
    AfterEvent,
    Block,
    DatedInstant,
    Day,
    DayText,
    HourOfDay,
    InstantText,
    Words,
)
from sim.scenario.listing import bounds_of
from sim.scenario.words import KINDS, Choice, Event, Reference

TEXTS = (
    (InstantText, "an instant, YYYY-MM-DD HH:MM"),
    (Day, "a day, YYYY-MM-DD"),
    (DayText, "a day (YYYY-MM-DD) or an instant"),
    (HourOfDay, "an hour of the day, HH:MM"),
    (Words, "text"),
)
DATED = "an instant"
"""What an instant is called where a source may stand beside it."""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What the schema says of one key.

    Attributes:
        key: The key as a file writes it.
        attribute: The attribute of the block.
        meaning: What it means, from the schema.
        unit: Its unit, empty for what is no number or a plain one.
        allowed: What may stand there.
        default: What holds if it is left out; empty if it must be there.
        drawn: How often chance decides it; empty for what is no number.
        is_required: Whether it must be there.
        blocks: The blocks that may stand there, or below its names.
        keyed_by: What it is keyed by, if it is a collection: `name`, `class` or `day`.
    """

    key: str
    attribute: str
    meaning: str
    unit: str
    allowed: str
    default: str
    drawn: str
    is_required: bool
    blocks: tuple[type[Block], ...]
    keyed_by: str


@cache
def keys_of_block(block: type[Block]) -> tuple[KeyFacts, ...]:
    """All keys of a block, in the order of the schema; `source`, which all have, comes last."""
    hints = get_type_hints(block, include_extras=True)
    fields = type_fields(block)
    named = [name for name in fields if name != "source"]
    return tuple(_facts(name, fields[name], hints[name]) for name in (*named, "source"))


def type_fields(block: type[Block]) -> Mapping[str, FieldInfo]:
    """The fields of a block by attribute."""
    return block.model_fields


def _facts(name: str, field: FieldInfo, hint: Any) -> KeyFacts:
    bounds = bounds_of(field)
    blocks = tuple(dict.fromkeys(_blocks_in(hint)))
    key = field.alias or name
    return KeyFacts(
        key=key,
        attribute=name,
        meaning=field.description or "",
        unit=unit_of(key) if bounds is not None else "",
        allowed=_allowed(hint),
        default=_default(field),
        drawn=_drawn(bounds),
        is_required=field.is_required(),
        blocks=blocks,
        keyed_by=_keyed_by(hint),
    )


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.is_required() or value is None:
        return ""
    if isinstance(value, Quantity):
        return value.text()
    if isinstance(value, Block):
        set_here = {name: getattr(value, name) for name in value.model_fields_set}
        inner = ", ".join(f"{name}: {_short(item)}" for name, item in set_here.items())
        return f"{{{inner}}}"
    return "" if value in ((), {}) else str(value)


def _short(value: object) -> str:
    return value.text() if isinstance(value, Quantity) else str(value)


def _drawn(bounds: Range | None) -> str:
    if bounds is None:
        return ""
    if bounds.fixed:
        return "never"
    return f"per {bounds.each}" if bounds.each else "once per run"


def _allowed(hint: Any) -> str:
    """What may stand at a key, in words: each form once."""
    forms = list(dict.fromkeys(_forms(hint)))
    if DATED in forms and TEXTS[0][1] in forms:
        forms.remove(TEXTS[0][1])  # the same without a source
    return ", or ".join(forms)


def _forms(hint: Any) -> Iterator[str]:
    for known, words in TEXTS:
        if hint == known:
            yield words
            return
    if get_origin(hint) is tuple:
        yield f"a list, each {_allowed(get_args(hint)[0])}"
        return
    if _mapping_of(hint) is not None:
        yield from _mapping_forms(hint)
        return
    marker = next((m for m in getattr(hint, "__metadata__", ()) if _words_of(m)), None)
    if marker is not None:
        yield _words_of(marker)
    elif isinstance(hint, type) and issubclass(hint, Block):
        yield _block_words(hint)
    elif hint is not NoneType:
        for part in get_args(hint):
            yield from _forms(part)


def _words_of(marker: object) -> str:
    match marker:
        case Range():
            return marker.words()
        case Choice():
            return ", ".join(marker.words)
        case Reference():
            return f"the name of {KINDS[marker.collection][0]}"
        case Event():
            return "an event"
        case _:
            return ""


def _block_words(block: type[Block]) -> str:
    if block in (DatedInstant, AfterEvent):
        return DATED if block is DatedInstant else "hours after an event"
    shown = [fact.key for fact in keys_of_block(block) if fact.key != "source"]
    return "{" + ", ".join(shown) + "}" if len(shown) <= 3 else f"a mapping ({block.__name__})"


def _mapping_forms(hint: Any) -> Iterator[str]:
    items = get_args(_mapping_of(hint))[1]
    is_plain = _mapping_of(items) is None and isinstance(items, type)
    yield f"by {_keyed_by(hint)}" + ("" if is_plain else f": {_allowed(items)}")


def _keyed_by(hint: Any) -> str:
    mapping = _mapping_of(hint)
    if mapping is None:
        return ""
    keys = get_args(mapping)[0]
    return "day" if keys == Day else "class" if _words_in(keys) else "name"


def _words_in(hint: Any) -> bool:
    return any(isinstance(marker, Choice) for marker in getattr(hint, "__metadata__", ()))


def _mapping_of(hint: Any) -> Any:
    """The bare `dict[...]` behind an annotation, or None."""
    if get_origin(hint) is dict:
        return hint
    inner = getattr(hint, "__origin__", None)
    return inner if get_origin(inner) is dict else None


def _blocks_in(hint: Any) -> Iterator[type[Block]]:
    if isinstance(hint, type) and issubclass(hint, Block):
        if hint not in (DatedInstant, AfterEvent):
            yield hint
        return
    for part in get_args(hint):
        yield from _blocks_in(part)
