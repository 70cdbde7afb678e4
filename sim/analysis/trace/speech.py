"""Who and what the rows of a log are about, in words."""

from dataclasses import dataclass

from sim.catalogue import Kind
from sim.clock import HOUR
from sim.events.log import Row
from sim.scenario.agreement import Extension
from sim.scenario.explain.names import Names, begun
from sim.scenario.roster import Roster

MOVERS = {
    "troops": "convoy",
    "civilians": "household",
    "vehicle_pools": "vehicle",
    "flows": "platoon",
}


GOODS = (Kind.OUT, Kind.ARRIVE)
"""What is told of goods by themselves."""


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "vehicle"), counted(1200, "load")
    ('1 vehicle', '1,200 loads')
    """
    return f"{number:,} {thing if number == 1 else thing + 's'}"


def people(number: int) -> str:
    """A number of people.

    >>> people(1), people(3801)
    ('1 person', '3,801 people')
    """
    return "1 person" if number == 1 else f"{number:,} people"


def cargo(row: Row) -> str:
    """The people, vehicles and loads of a row; empty where there are none."""
    told = [people(row.people)] if row.people else []
    told += [counted(row.vehicles, "vehicle")] if row.vehicles else []
    told += [counted(row.loads, "load")] if row.loads else []
    return ", ".join(told)


def span(seconds: int) -> str:
    """A length of time.

    >>> span(5400), span(90), span(260000)
    ('1.5 hours', '2 minutes', '3 days')
    >>> span(37800), span(3600)
    ('10 hours', '1 hour')
    """
    if seconds < HOUR:
        return counted(max(1, round(seconds / 60)), "minute")
    if seconds < 48 * HOUR:
        return _measured(seconds / HOUR, "hour")
    return _measured(seconds / (24 * HOUR), "day")


def _measured(value: float, unit: str) -> str:
    figure = f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")
    return f"{figure} {unit if figure == '1' else unit + 's'}"


@dataclass(frozen=True, slots=True)
class Speech:
    """The names of one scenario as the story of a run uses them."""

    roster: Roster
    names: Names

    def someone(self, subject: str) -> str:
        """A unit, group, pool, flow, army, column, clause or road."""
        collection, _, name = subject.partition(".")
        match collection:
            case "clauses":
                return self.names.clause(name)
            case "roads":
                return self.names.road(name)
            case "weather" | "violations" | "run":
                return collection
            case "receiving_armies" if ".columns." in name:
                army, _, column = name.partition(".columns.")
                return self._column(army, column)
            case _:
                return self.names.of(collection, name)

    def _column(self, army: str, column: str) -> str:
        """A column of an army: the army itself, if it has no other."""
        called = self.names.of("receiving_armies", army)
        is_alone = len(self.roster.scenario.receiving_armies[army].columns) == 1
        return called if is_alone else f"{called}, column '{column.replace('-', ' ')}'"

    def _zone(self, name: str) -> str:
        """A zone of the weather: what people call it, or its key in words."""
        weather = self.roster.scenario.weather
        called = weather.zones[name].name if weather else None
        return str(called or begun(name.replace("-", " ")))

    def mover(self, row: Row) -> str:
        """A convoy, household, pooled vehicle, platoon or column, or the goods of one."""
        kind = MOVERS.get(row.subject.partition(".")[0])
        whose = self.someone(row.subject)
        if kind is None or row.number < 0:
            return whose
        # Goods go by a pool's vehicle, apart from those whose they are.
        is_goods = row.loads and not (row.people or row.vehicles) and row.kind in GOODS
        return f"{'goods of ' if is_goods else ''}{kind} {row.number} of {whose}"

    def where(self, at: str) -> str:
        """A place, or a direction of a road."""
        collection, _, name = at.partition(".")
        if collection == "places":
            return self.names.place(name)
        if collection == "areas":
            return self.names.area(name)
        if collection == "zones":
            return self._zone(name)
        if collection == "equipment":
            return name.replace("-", " ")
        road, _, toward = name.partition(">")
        return f"{self.names.road(road)}, toward {self.names.place(toward)}"

    def instant(self, second: int) -> str:
        """The local instant of a second of the run."""
        return self.roster.calendar.text(second)

    def policy(self, clause: str) -> Extension | None:
        """How more time for a clause is asked for."""
        found = self.roster.scenario.agreement.extensions.values()
        return next((policy for policy in found if clause in policy.clauses), None)
