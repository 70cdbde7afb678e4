"""What people call the roads, places, pools and movers of a path."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sim.results.tables import Tables

MOVERS = {"troops": "convoy", "civilians": "household", "vehicle_pools": "vehicle"}
OF = {"troops": "troops of", "civilians": "civilians of", "posts": "post"}


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of one case; what its facts do not name is called by its key.

    Attributes:
        roads, places, clauses: What people call them, by name.
        movers: Units, groups and pools of vehicles, by dotted path.
    """

    roads: Mapping[str, str]
    places: Mapping[str, str]
    clauses: Mapping[str, str]
    movers: Mapping[str, str] = field(default_factory=dict)

    def road(self, name: str) -> str:
        """A road."""
        return self.roads.get(name, words(name))

    def place(self, name: str) -> str:
        """A place."""
        return self.places.get(name, words(name))

    def clause(self, name: str) -> str:
        """A clause."""
        return self.clauses.get(name, words(name))

    def where(self, where: str) -> str:
        """A place, a direction of a road, a pool or an event."""
        collection, _, name = where.partition(".")
        if collection == "roads" and ">" in name:
            road, _, toward = name.partition(">")
            return f"{self.road(road)}, toward {self.place(toward)}"
        if collection == "places":
            return self.place(name)
        if collection == "vehicle_pools":
            return self.who(where)
        return self._event(where) if where else ""

    def _event(self, event: str) -> str:
        """An event, as what is waited for: `the last of Units in Hill to be out`."""
        collection, _, rest = event.partition(".")
        name, _, what = rest.partition(".")
        path = f"{collection}.{name}"
        called = self.road(name) if collection == "roads" else self.who(path)
        if collection in MOVERS and what == "out":
            return f"the last {'of ' if path in self.movers else ''}{called} to be out"
        done = {"completed": "be fulfilled", "due": "fall due"}.get(what, f"be {words(what)}")
        return f"{called} to {done}" if what else f"the agreement to be {words(event)}"

    def who(self, who: str) -> str:
        """A unit, a group, a pool or a clause."""
        if who in self.movers:
            return self.movers[who]
        collection, _, name = who.partition(".")
        if collection == "clauses":
            return self.clause(name)
        if collection in OF:
            return f"{OF[collection]} {words(name)}"
        return words(name)

    def mover(self, who: str, number: int) -> str:
        """A convoy, household or vehicle."""
        collection, _, name = who.partition(".")
        if collection not in MOVERS or number < 0:
            return self.who(who)
        return f"{MOVERS[collection]} {number} of {self.movers.get(who, words(name))}"


def words(key: str) -> str:
    """A key as words.

    >>> words("goris-lorries")
    'goris lorries'
    """
    return key.replace("-", " ")


def labels_of(tables: Tables) -> Labels:
    """The names in the facts of a case."""
    roads, places, clauses, movers = (
        _named(tables(f"case_{what}s"), what) for what in ("road", "place", "clause", "mover")
    )
    return Labels(roads, places, clauses, movers)


def _named(facts: pd.DataFrame, key: str) -> dict[str, str]:
    return {
        str(name): str(label)
        for name, label in zip(facts[key], facts["name"], strict=True)
        if not pd.isna(label)
    }
