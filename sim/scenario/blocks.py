"""What all blocks of a scenario file share: strict keys, names, references, instants and events."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Annotated, Any, NoReturn, TypeVar, cast

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
from sim.scenario.quantities import Any_, Confidence, NonNegative, Rival, known, read_origin
from sim.scenario.texts import Wrong, described, did_you_mean

NAME_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
EVENTS: dict[str, tuple[str, ...]] = {
    "clauses": ("due", "completed"),
    "extensions": ("asked", "agreed", "public", "refused"),
    "troops": ("ready", "out"),
    "civilians": ("out",),
    "receiving_armies": ("entered",),
}
"""Events other parts of a file may wait for, by collection; written `collection.name.event`."""

Item = TypeVar("Item")


class Block(BaseModel):
    """A mapping of the file with known keys only."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        arbitrary_types_allowed=True,
    )

    source: Annotated[str | None, BeforeValidator(lambda v: v)] = None
    """Source of the numbers inside this block, set in the same file, that name none themselves."""


class ReadOnly(dict[str, Item]):
    """A mapping nobody can change."""

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("a scenario cannot be changed; load a variation of it")

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]

    def __hash__(self) -> int:  # type: ignore[override]
        """Equal mappings have equal names."""
        return hash(frozenset(self))

    def __reduce__(self) -> tuple[type, tuple[dict[str, Item]]]:
        """Pickle as a plain mapping, so that no item has to be set afterwards."""
        return type(self), (dict(self),)


def _wrapped(read: Any) -> Any:
    def checked(value: object) -> object:
        try:
            return read(value)
        except Wrong as wrong:
            raise wrong.as_pydantic() from None

    return checked


def _mapping(value: object) -> object:
    if not isinstance(value, Mapping):
        raise Wrong(f"a mapping keyed by name is needed here, found {described(value)}")
    return value


Words = Annotated[str, BeforeValidator(_wrapped(texts.plain_text))]
InstantText = Annotated[
    datetime,
    PlainValidator(_wrapped(texts.instant)),
    PlainSerializer(lambda value: value.strftime("%Y-%m-%d %H:%M"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"}),
]
DayText = Annotated[str, BeforeValidator(_wrapped(texts.day_or_instant))]
HourOfDay = Annotated[
    str,
    BeforeValidator(_wrapped(texts.hour_of_day)),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
Named = Annotated[
    dict[str, Item], BeforeValidator(_wrapped(_mapping)), AfterValidator(lambda m: ReadOnly(m))
]


def reference(collection: str) -> Any:
    """A field that names something defined elsewhere in the file, such as a place."""

    def read(value: object, info: core_schema.ValidationInfo) -> str:
        kind = KINDS[collection]
        if not isinstance(value, str):
            wrong = Wrong(f"the name of {kind[0]} is needed here, found {described(value)}")
            raise wrong.as_pydantic()
        names = known(info, collection)
        if names is not None and value not in names:
            raise Wrong(f"no {kind[1]} '{value}'; {did_you_mean(value, names)}").as_pydantic()
        return str(value)

    return Annotated[str, PlainValidator(read), WithJsonSchema({"type": "string"})]


KINDS = {
    "places": ("a place", "place"),
    "roads": ("a road", "road"),
    "areas": ("an area", "area"),
    "parties": ("a party", "party"),
    "clauses": ("a clause", "clause"),
    "civilians": ("a civilian group", "civilian group"),
    "vehicle_pools": ("a vehicle pool", "vehicle pool"),
    "members": ("a unit or group (as troops.NAME or civilians.NAME)", "unit or group"),
    "sources": ("a source", "source"),
}


def choice(*words: str) -> Any:
    """A field that is one of a few words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            hint = did_you_mean(str(value), words) if isinstance(value, str) else ""
            listed = ", ".join(words)
            raise Wrong(f"one of {listed} is needed here, found {described(value)}; {hint}".rstrip(
                "; ")).as_pydantic()
        return str(value)

    return Annotated[str, PlainValidator(read), WithJsonSchema({"enum": list(words)})]


CLASSES = ("car", "lorry", "bus", "troops", "peacekeepers", "receiving")
Class = choice(*CLASSES)


def nearest_form(value: object, forms: Mapping[str, str], text: str | None) -> Hashable:
    """The tag of the form a mapping most looks like, so that a typo is reported as a typo."""
    if not isinstance(value, Mapping):
        return text
    for key in forms:
        if key in value:
            return forms[key]
    for key in value:
        near = texts.get_close_matches(str(key), list(forms), n=1, cutoff=0.6)
        if near:
            return forms[near[0]]
    return next(iter(forms.values()))


def event_name(value: object, info: core_schema.ValidationInfo) -> str:
    """An event as `collection.name.event`, or `signed`.

    Raises:
        PydanticCustomError: If the collection, the name or the event is unknown.
    """
    if not isinstance(value, str):
        raise Wrong(f"the name of an event is needed here, found {described(value)}").as_pydantic()
    if value == "signed":
        return "signed"
    parts = value.split(".")
    if len(parts) != 3:
        raise Wrong(
            f"an event is written collection.name.event, as clauses.NAME.completed, or 'signed'; "
            f"found {described(value)}"
        ).as_pydantic()
    collection, name, event = parts
    if collection not in EVENTS:
        hint = did_you_mean(collection, EVENTS)
        raise Wrong(f"nothing under '{collection}' has events; {hint}").as_pydantic()
    names = known(info, collection)
    if names is not None and name not in names:
        hint = did_you_mean(name, names)
        raise Wrong(f"nothing named '{name}' under {collection}; {hint}").as_pydantic()
    if event not in EVENTS[collection]:
        hint = did_you_mean(event, EVENTS[collection])
        raise Wrong(f"{collection} have no event '{event}'; {hint}").as_pydantic()
    return str(value)


EventName = Annotated[str, PlainValidator(event_name), WithJsonSchema({"type": "string"})]


class DatedInstant(Block):
    """An instant with where it was read."""

    value: InstantText
    """The instant, local."""
    confidence: Confidence | None = None
    """measured, reported or assumed."""
    rivals: tuple[Rival, ...] = ()
    """Other dates given by other sources."""

    @classmethod
    def origin(cls, value: object, info: core_schema.ValidationInfo) -> object:
        """Read source, confidence and rivals as they are read beside numbers."""
        if isinstance(value, Mapping):
            try:
                source, confidence, rivals = read_origin(value, known(info, "sources"))
            except Wrong as wrong:
                raise wrong.as_pydantic() from None
            found = {"source": source, "confidence": confidence, "rivals": rivals}
            return {**value, **{key: found[key] for key in found if key in value}}
        return value


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
    | Annotated[DatedInstant, BeforeValidator(DatedInstant.origin), Tag("dated")]
    | Annotated[AfterEvent, Tag("event")],
    Discriminator(_when_tag),
]
"""An instant, an instant with its source, or hours after an event."""


def fixed_instant(when: "datetime | DatedInstant | AfterEvent") -> datetime | None:
    """The instant, unless it depends on an event."""
    if isinstance(when, DatedInstant):
        return cast(datetime, when.value)
    return when if isinstance(when, datetime) else None


Coordinate = Any_
