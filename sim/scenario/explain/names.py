"""Names of a scenario in words: what people call a place, a unit, an event, an instant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sim.clock import instant_text
from sim.scenario.blocks import AfterEvent, DatedInstant, fixed_instant
from sim.scenario.explain.numbers import in_words, listed
from sim.scenario.model import Scenario

CLASSES = {
    "car": "cars",
    "lorry": "lorries",
    "bus": "buses",
    "troops": "troops",
    "peacekeepers": "peacekeepers",
    "receiving": "the receiving army",
}
_KINDS = {
    "troops": "unit",
    "civilians": "group",
    "vehicle_pools": "pool",
    "flows": "flow",
    "receiving_armies": "army",
    "contingents": "contingent",
    "posts": "post",
    "clearing_teams": "clearing team",
    "suspensions": "suspension",
}
EVENT_WORDS = {
    ("clauses", "due"): "{} is due",
    ("clauses", "completed"): "{} is fulfilled",
    ("extensions", "asked"): "more time is asked for {}",
    ("extensions", "agreed"): "more time is agreed for {}",
    ("extensions", "public"): "people hear of more time for {}",
    ("extensions", "refused"): "more time is refused for {}",
    ("troops", "ready"): "{} is ready",
    ("troops", "out"): "the last of {} are out",
    ("civilians", "out"): "the last of {} are out",
    ("receiving_armies", "entered"): "{} has entered",
    ("roads", "cleared"): "{} is cleared of mines",
    **{
        ("roads", f"opened-to-{name}"): f"{{}} is open to {called}"
        for name, called in CLASSES.items()
    },
    ("clearing_teams", "done"): "{} have cleared all their roads",
    ("posts", "manned"): "{} is manned",
    ("contingents", "landed"): "the last of {} have landed",
    ("contingents", "deployed"): "all of {} are in place",
    ("suspensions", "begun"): "{} has begun",
    ("suspensions", "ended"): "{} is over",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the things of one scenario are called."""

    scenario: Scenario

    def place(self, name: str) -> str:
        """A place."""
        return str(self.scenario.places[name].name)

    def places(self, names: Iterable[str]) -> str:
        """Some places, in order."""
        return listed([self.place(name) for name in names])

    def area(self, name: str) -> str:
        """An area."""
        return str(self.scenario.areas[name].name)

    def area_of(self, place: str) -> str | None:
        """The key of the area a place belongs to, or None."""
        areas = self.scenario.areas.items()
        return next((name for name, area in areas if place in area.places), None)

    def party(self, name: str) -> str:
        """A side of the agreement."""
        return str(self.scenario.parties[name].name)

    def clause(self, name: str) -> str:
        """A clause."""
        return self.scenario.agreement.clauses[name].name or f"clause '{name}'"

    def road(self, name: str) -> str:
        """A road, by its name or by its ends."""
        road = self.scenario.roads[name]
        ends = f"{self.place(road.from_)} - {self.place(road.to)}"
        return road.name or f"the road {ends}"

    def of(self, collection: str, name: str) -> str:
        """A unit, group, pool, flow or army."""
        item = getattr(self.scenario, collection).get(name)
        return getattr(item, "name", None) or f"{_KINDS.get(collection, '')} '{name}'".strip()

    def member(self, member: str) -> str:
        """A unit or group given as `troops.NAME` or `civilians.NAME`."""
        collection, _, name = member.partition(".")
        return self.of(collection, name)

    def event(self, event: str) -> str:
        """An event as a clause of a sentence: `... is fulfilled`."""
        if event == "signed":
            return "the agreement is signed"
        collection, name, what = event.split(".")
        if collection == "clauses":
            called = self.clause(name)
        elif collection == "extensions":
            asked = self.scenario.agreement.extensions[name].clauses
            called = listed([self.clause(clause) for clause in asked])
        elif collection == "roads":
            called = self.road(name)
        else:
            called = self.of(collection, name)
        return EVENT_WORDS.get((collection, what), "{} is " + what).format(called)

    def events(self, events: Iterable[str]) -> str:
        """Some events, all of which must have happened."""
        return listed([self.event(event) for event in events])

    def after(self, when: AfterEvent) -> str:
        """An instant that counts from an event: `12 hours after ...`."""
        event = self.event(when.event)
        if when.before_hours is not None:
            return f"{in_words(when.before_hours, 'h')} before {event}"
        if when.after_hours is not None:
            return f"{in_words(when.after_hours, 'h')} after {event}"
        return f"as soon as {event}"

    def when(self, when: datetime | DatedInstant | AfterEvent) -> str:
        """An instant, dated or counted from an event."""
        fixed = fixed_instant(when)
        return instant_text(fixed) if fixed is not None else self.after(cast(AfterEvent, when))


def classes_in_words(classes: Iterable[str]) -> str:
    """Classes of vehicles: `cars and buses`."""
    return listed([CLASSES.get(name, name) for name in classes])


def sentence(text: str) -> str:
    """The text as a sentence: capital first, full stop last."""
    told = begun(text)
    return told if told.endswith((".", "?", "!")) else told + "."


def begun(text: str) -> str:
    """The text with a capital first, in scripts that begin a sentence with one.

    Georgian has capital letters but begins nothing with them, and few fonts have them: its title
    case (Unicode 11, chapter 7.7) is the letter itself.

    >>> begun("hill people"), begun("ლაჩინი")
    ('Hill people', 'ლაჩინი')
    """
    return text[:1].title() + text[1:]
