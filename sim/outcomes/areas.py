"""What came of each area: when it was left and entered, the gap, the overlap, the loads."""

from dataclasses import dataclass

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.clauses import ended_as
from sim.outcomes.posts import covered_from
from sim.outcomes.reading import Mask, Reading, hours


@dataclass(frozen=True, slots=True)
class Evacuation:
    """How the troops, or the people, of an area left.

    Attributes:
        people, vehicles: How many there were.
        out: The second at which the last who left was out; None where somebody was not, and
            where there was nobody to leave.
        is_done: Whether all who were to leave did.
    """

    people: int
    vehicles: int
    out: int | None
    is_done: bool

    @property
    def is_nobody(self) -> bool:
        """Whether there was nobody in the first place."""
        return not self.people and not self.vehicles


@dataclass(frozen=True, slots=True)
class Span:
    """A time from a second until another; nothing where it would end before it begins."""

    begin: int
    end: int

    @property
    def seconds(self) -> int:
        """How long it lasts."""
        return max(0, self.end - self.begin)

    def before(self, second: int | None) -> "Span":
        """The part of it before a second; all of it where that never comes."""
        return self if second is None else Span(self.begin, min(self.end, second))


def evacuation(reading: Reading, who: Mask) -> Evacuation:
    """How some subjects left, with the vehicles of their own."""
    people = int(reading.by_subject(Kind.PRESENT, "people")[who].sum())
    vehicles = int(reading.by_subject(Kind.PRESENT, "vehicles")[who].sum())
    out = reading.movers_out
    out = out.where(who[out["subject"]])
    leaving = int(reading.leaving_people[who].sum())
    is_done = out["people"].sum() >= leaving and out["vehicles"].sum() >= vehicles
    last = int(out["second"].max()) if is_done and len(out) else None
    return Evacuation(people, vehicles, last, bool(is_done))


def area_row(reading: Reading, name: str, *, run: str) -> dict[str, object]:
    """The outcome of one area.

    Args:
        reading: The log.
        name: The area.
        run: How the run ended.
    """
    based = reading.areas == list(reading.roster.scenario.areas).index(name)
    troops_based, civilians_based = based & reading.are_troops, based & reading.are_civilians
    troops, civilians = (evacuation(reading, who) for who in (troops_based, civilians_based))
    entered = _entered(reading, name)
    is_done = troops.is_done and civilians.is_done
    last = max((each.out for each in (troops, civilians) if each.out is not None), default=None)
    return {
        "area": name,
        "troops_people": troops.people,
        "civilians_people": civilians.people,
        "stayed_people": int(reading.by_subject(Kind.STAYS, "people")[based].sum()),
        "first_out_hours": hours(_first_departure(reading, name, based)),
        "troops_out_hours": hours(troops.out),
        "civilians_out_hours": hours(civilians.out),
        "last_out_hours": hours(last) if is_done else None,
        "entered_hours": hours(entered),
        **_in_charge(reading, name, troops, entered),
        "troops_inside_at_entry_people": _inside(reading, troops_based, entered),
        "civilians_inside_at_entry_people": _inside(reading, civilians_based, entered),
        "loads": int(reading.by_subject(Kind.PRESENT, "loads")[based].sum()),
        "loads_out": int(reading.by_subject(Kind.OUT, "loads")[based].sum()),
        "loads_abandoned": int(reading.by_subject(Kind.ABANDONED, "loads")[based].sum()),
        "loads_destroyed": int(reading.by_subject(Kind.DESTROYED, "loads")[based].sum()),
        "ended_as": ended_as(is_done, run=run),
    }


def _armies(reading: Reading, area: str) -> list[int]:
    """Codes of the armies that are to enter an area."""
    armies = reading.roster.scenario.receiving_armies
    return [
        reading.subjects[f"receiving_armies.{name}"]
        for name, army in armies.items()
        if army.area == area
    ]


def _entered(reading: Reading, area: str) -> int | None:
    """The second at which the first column of any army crossed into an area."""
    entries = reading.of(Kind.ENTERED)
    seconds = entries["second"][np.isin(entries["subject"], _armies(reading, area))]
    return int(seconds.min()) if len(seconds) else None


def _in_charge(
    reading: Reading, area: str, troops: Evacuation, entered: int | None
) -> dict[str, object]:
    """Gap, overlap and cover; no gap and no overlap where no troops were or no army is to come."""
    covered = covered_from(reading, area=area)
    gap = overlap = Span(0, 0)
    if troops.out is not None:
        gap = Span(troops.out, reading.ended if entered is None else entered)
    if entered is not None:
        overlap = Span(entered, reading.ended if troops.out is None else troops.out)
    may_be = not troops.is_nobody and bool(_armies(reading, area))
    return {
        "covered_from_hours": hours(covered),
        "gap_hours": hours(gap.seconds) if may_be else None,
        "gap_uncovered_hours": hours(gap.before(covered).seconds) if may_be else None,
        "overlap_hours": hours(overlap.seconds) if may_be else None,
        "overlap_uncovered_hours": hours(overlap.before(covered).seconds) if may_be else None,
    }


def _inside(reading: Reading, who: Mask, second: int | None) -> int | None:
    return None if second is None else reading.inside(who, second)


def _first_departure(reading: Reading, area: str, based: Mask) -> int | None:
    """The first departure of its units, groups, or of a pooled vehicle that carries for them."""
    places = reading.roster.scenario.areas[area].places
    here = [reading.places[f"places.{place}"] for place in places]
    departures = reading.of(Kind.DEPART)
    carries = (departures["people"] > 0) | (departures["loads"] > 0)
    fetches = reading.are_pools[departures["subject"]] & carries & np.isin(departures["at"], here)
    seconds = departures["second"][based[departures["subject"]] | fetches]
    return int(seconds[0]) if len(seconds) else None
