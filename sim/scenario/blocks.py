"""What all blocks of a scenario file share: strict keys, names, and instants."""

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from typing import Annotated, NoReturn, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainSerializer,
    PlainValidator,
    Tag,
    WithJsonSchema,
)
from pydantic.functional_validators import AfterValidator
from pydantic_core import core_schema

from sim.scenario import texts
from sim.scenario.amounts import CONFIDENCES, Rival
from sim.scenario.number_schema import origin_schema
from sim.scenario.quantities import NonNegative, known
from sim.scenario.reading import read_rivals
from sim.scenario.texts import Wrong, described
from sim.scenario.words import CLASSES, Choice, EventName, Reference, nearest_form

NAME_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Item = TypeVar("Item")
Read = TypeVar("Read")


class Keyed(BaseModel):
    """A mapping of a file with known keys only."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.rstrip("_"),
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
    )


class Block(Keyed):
    """A mapping of a scenario file, which may name a source for what is inside it."""

    source: Annotated[str, Reference("sources")] | None = None
    """Source of the numbers inside this block, set in the same file, that name none themselves."""


class ReadOnly(dict[str, Item]):
    """A mapping nobody can change."""

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("a scenario cannot be changed; load a variation of it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        """Equal mappings have equal names."""
        return hash(frozenset(self))

    def __reduce__(self) -> tuple[type, tuple[dict[str, Item]]]:
        """Pickle as a plain mapping, so that no item has to be set afterwards."""
        return type(self), (dict(self),)


def _asking(read: Callable[[object], Read]) -> Callable[[object], Read]:
    """The reader of a scalar as pydantic calls it."""

    def checked(value: object) -> Read:
        try:
            return read(value)
        except Wrong as wrong:
            raise wrong.as_pydantic() from None

    return checked


def _mapping(value: object) -> object:
    if not isinstance(value, Mapping):
        raise Wrong(f"a mapping keyed by name is needed here, found {described(value)}")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Wrong(
            f"{described(value)} cannot be a name: names are small letters and digits, in words "
            "joined by '-'; what people call it goes under 'name'",
            at_key=True,
        )
    return str(value)


Words = Annotated[str, BeforeValidator(_asking(texts.plain_text))]
Name = Annotated[
    str,
    PlainValidator(_asking(_name)),
    WithJsonSchema({"type": "string", "pattern": NAME_PATTERN}),
]
InstantText = Annotated[
    datetime,
    PlainValidator(_asking(texts.instant)),
    PlainSerializer(lambda value: value.strftime("%Y-%m-%d %H:%M"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"}),
]
Day = Annotated[
    str,
    PlainValidator(_asking(texts.day)),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
DayText = Annotated[str, BeforeValidator(_asking(texts.day_or_instant))]
HourOfDay = Annotated[
    str,
    BeforeValidator(_asking(texts.hour_of_day)),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
Named = Annotated[
    dict[Name, Item], BeforeValidator(_asking(_mapping)), AfterValidator(lambda m: ReadOnly(m))
]
"""A collection keyed by name."""
ByDay = Annotated[
    dict[Day, Item], BeforeValidator(_asking(_mapping)), AfterValidator(lambda m: ReadOnly(m))
]
"""A collection keyed by calendar day."""


def _read_rivals(value: object, info: core_schema.ValidationInfo) -> tuple[Rival, ...]:
    try:
        return read_rivals(value, known(info, "sources"))
    except Wrong as wrong:
        below = wrong.below[1:]  # the field itself is `rivals`
        raise Wrong(
            wrong.what, below, at_key=wrong.at_key, meant=wrong.meant
        ).as_pydantic() from None


class DatedInstant(Block):
    """An instant with where it was read."""

    value: InstantText
    """The instant, local."""
    confidence: Annotated[str, Choice(*CONFIDENCES)] | None = None
    """measured, reported or assumed."""
    rivals: Annotated[
        tuple[Rival, ...],
        PlainValidator(_read_rivals),
        WithJsonSchema(origin_schema()["rivals"]),
    ] = ()
    """Other dates given by other sources."""


class AfterEvent(Block):
    """So many hours after (or, for a due instant, before) an event."""

    event: EventName
    """What it counts from: `clauses.NAME.completed`, `extensions.NAME.public`, `signed`, ..."""
    after_hours: NonNegative | None = None
    """Hours after the event; none means at once."""
    before_hours: NonNegative | None = None
    """Hours before a due instant as it is then known; only for `clauses.NAME.due`."""


def _when_tag(value: object) -> Hashable:
    if isinstance(value, datetime):
        return "instant"
    if isinstance(value, DatedInstant | AfterEvent):
        return "dated" if isinstance(value, DatedInstant) else "event"
    forms = {"event": "event", "value": "dated", "after_hours": "event", "before_hours": "event"}
    return nearest_form(value, forms, "instant")


When = Annotated[
    Annotated[InstantText, Tag("instant")]
    | Annotated[DatedInstant, Tag("dated")]
    | Annotated[AfterEvent, Tag("event")],
    Discriminator(_when_tag),
]
"""An instant, an instant with its source, or hours after an event."""


Dated = Annotated[
    Annotated[InstantText, Tag("instant")] | Annotated[DatedInstant, Tag("dated")],
    Discriminator(lambda value: "dated" if _when_tag(value) != "instant" else "instant"),
]
"""An instant, or an instant with its source."""


def fixed_instant(when: "datetime | DatedInstant | AfterEvent") -> datetime | None:
    """The instant, unless it depends on an event."""
    if isinstance(when, DatedInstant):
        return when.value
    return when if isinstance(when, datetime) else None


__all__ = [
    "CLASSES",
    "NAME_PATTERN",
    "AfterEvent",
    "Block",
    "ByDay",
    "DatedInstant",
    "Day",
    "DayText",
    "EventName",
    "HourOfDay",
    "InstantText",
    "Item",
    "Keyed",
    "Named",
    "ReadOnly",
    "When",
    "Words",
    "fixed_instant",
]
