"""Fields that take a word: one of a few, the name of something defined elsewhere, or an event."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from sim.scenario.nodes import COMMAND_LINE
from sim.scenario.quantities import known
from sim.scenario.suggestions import nearest
from sim.scenario.texts import Meant, Wrong, described

CLASSES = ("car", "lorry", "bus", "troops", "peacekeepers", "receiving")
EVENTS: dict[str, tuple[str, ...]] = {
    "clauses": ("due", "completed"),
    "extensions": ("asked", "agreed", "public", "refused"),
    "troops": ("ready", "out"),
    "civilians": ("out",),
    "receiving_armies": ("entered",),
    "roads": ("cleared", *(f"opened-to-{name}" for name in CLASSES)),
    "clearing_teams": ("done",),
    "posts": ("manned",),
    "contingents": ("landed", "deployed"),
    "suspensions": ("begun", "ended"),
}
"""Events other parts of a file may wait for, by collection; written `collection.name.event`."""
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
    "contingents": ("a contingent", "contingent"),
    "zones": ("a weather zone", "weather zone"),
}
"""What messages call the things a field may name, by collection."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Marks a field that is one of a few words.

    Attributes:
        words: The words.
        forms: Other forms the value may have, as a message names them.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]

    def __init__(self, *words: str, forms: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "forms", forms)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read one of the words."""
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, value: object) -> str:
        """The word, once it is one of them."""
        if isinstance(value, str) and value in self.words:
            return str(value)
        listed = ", ".join((*self.words, *self.forms))
        what = f"one of {listed} is needed here, found {described(value)}"
        meant = Meant(value, self.words, is_listed=True) if isinstance(value, str) else None
        raise Wrong(what, meant=meant).as_pydantic()


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names something defined elsewhere in the file, such as a place."""

    collection: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read a name and look it up."""
        return core_schema.with_info_plain_validator_function(self.read)

    def read(self, value: object, info: core_schema.ValidationInfo) -> str:
        """The name, once something has it."""
        one, kind = KINDS[self.collection]
        if not isinstance(value, str):
            raise Wrong(f"the name of {one} is needed here, found {described(value)}").as_pydantic()
        names = known(info, self.collection)
        reserved = self.collection == "sources" and value == COMMAND_LINE
        if names is not None and value not in names and not reserved:
            raise Wrong(f"no {kind} {described(value)}", meant=Meant(value, names)).as_pydantic()
        return str(value)


@dataclass(frozen=True, slots=True)
class Event:
    """Marks a field that names an event, as `collection.name.event`, or `signed`."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read an event and look up whose it is."""

        def read(value: object, info: core_schema.ValidationInfo) -> str:
            try:
                return _event(value, info)
            except Wrong as wrong:
                raise wrong.as_pydantic() from None

        return core_schema.with_info_plain_validator_function(read)

    @property
    def pattern(self) -> str:
        """What every event looks like."""
        return rf"^(signed|({'|'.join(EVENTS)})\.[a-z0-9-]+\.[a-z-]+)$"


def _event(value: object, info: core_schema.ValidationInfo) -> str:
    if not isinstance(value, str):
        raise Wrong(f"the name of an event is needed here, found {described(value)}")
    if value == "signed":
        return "signed"
    parts = value.split(".")
    if len(parts) != 3:
        raise Wrong(
            "an event is written collection.name.event, as clauses.NAME.completed, or 'signed'; "
            f"found {described(value)}"
        )
    collection, name, event = parts
    if collection not in EVENTS:
        what = f"nothing under {described(collection)} has events"
        raise Wrong(what, meant=Meant(collection, tuple(EVENTS)))
    names = known(info, collection)
    if names is not None and name not in names:
        raise Wrong(f"nothing named {described(name)} under {collection}", meant=Meant(name, names))
    if event not in EVENTS[collection]:
        what = f"{collection} have no event {described(event)}"
        raise Wrong(what, meant=Meant(event, EVENTS[collection]))
    return str(value)


EventName = Annotated[str, Event()]
Class = Annotated[str, Choice(*CLASSES)]


def nearest_form(value: object, forms: Mapping[str, str], text: str | None) -> Hashable:
    """The tag of the form a mapping most looks like, so that a typo is reported as a typo.

    Args:
        value: What stands in the file.
        forms: Tags by the key that gives the form away, the likeliest first.
        text: The tag of a bare scalar or list.
    """
    if not isinstance(value, Mapping):
        return text
    for key in forms:
        if key in value:
            return forms[key]
    for key in list(value)[:5]:
        near = nearest(str(key), tuple(forms))
        if near:
            return forms[near]
    return next(iter(forms.values()))
