"""Who is inside each area over time, and who holds it."""

from typing import TypedDict

import numpy as np

from sim.analysis.replay.clock import minute, minutes
from sim.analysis.replay.packing import steps
from sim.catalogue import Kind
from sim.outcomes.reading import Ints, Mask, Reading, Rows

NOBODY, TROOPS, POSTS, ARMY, BOTH = range(5)
"""Who holds an area: nobody, the leaving troops, peacekeepers at posts, the army, both sides."""


class AreaFacts(TypedDict):
    """One area in a replay.

    Attributes:
        name: What people call it.
        places: Numbers of its places.
        troops, civilians, loads: What is inside, in steps; those who stay left out.
        stay: People who never leave.
        held: From which minute on who holds it.
    """

    name: str
    places: list[int]
    troops: str
    civilians: str
    loads: str
    stay: int
    held: list[tuple[int, int]]


def areas(reading: Reading) -> list[AreaFacts]:
    """Every area, in the order of the file."""
    scenario = reading.roster.scenario
    places = {name: number for number, name in enumerate(scenario.places)}
    return [
        {
            "name": area.name,
            "places": [places[place] for place in area.places],
            "troops": _people(reading, reading.are_troops & (reading.areas == index)),
            "civilians": _people(reading, reading.are_civilians & (reading.areas == index)),
            "loads": _loads(reading, reading.areas == index),
            "stay": int(_of(reading, Kind.STAYS, reading.areas == index)["people"].sum()),
            "held": held(reading, name, index),
        }
        for index, (name, area) in enumerate(scenario.areas.items())
    ]


def held(reading: Reading, area: str, index: int) -> list[tuple[int, int]]:
    """From which minute on who holds an area.

    Args:
        reading: The log.
        area: Its name.
        index: Its number.
    """
    gone = _troops_gone(reading, index)
    entered = _entered(reading, area)
    covered = _covered(reading, area)
    found: list[tuple[int, int]] = []
    for moment in sorted({0, gone, entered, covered} - {_NEVER}):
        holder = _holder(moment < gone, moment >= entered, moment >= covered)
        if not found or holder != found[-1][1]:
            found.append((minute(moment), holder))
    return found


_NEVER = 1 << 62


def _holder(has_troops: bool, has_army: bool, is_covered: bool) -> int:
    if has_army:
        return BOTH if has_troops else ARMY
    if has_troops:
        return TROOPS
    return POSTS if is_covered else NOBODY


def _troops_gone(reading: Reading, index: int) -> int:
    """The second from which on none of the troops of an area are inside."""
    who = reading.are_troops & (reading.areas == index)
    out = _of(reading, Kind.OUT, who)
    there = int(_of(reading, Kind.PRESENT, who)["people"].sum())
    if not there:
        return 0
    gone = np.flatnonzero(np.cumsum(out["people"]) >= there)
    return int(out["second"][gone[0]]) if len(gone) else _NEVER


def _entered(reading: Reading, area: str) -> int:
    armies = reading.roster.scenario.receiving_armies
    codes = [
        reading.subjects[f"receiving_armies.{name}"]
        for name, army in armies.items()
        if army.area == area
    ]
    return _first(reading.of(Kind.ENTERED), codes)


def _covered(reading: Reading, area: str) -> int:
    posts = reading.roster.scenario.posts
    codes = [
        reading.subjects[f"posts.{name}"]
        for name, post in posts.items()
        if area in post.covers.areas
    ]
    return _first(reading.of(Kind.MANNED), codes)


def _first(rows: Rows, codes: list[int]) -> int:
    seconds = rows["second"][np.isin(rows["subject"], codes)]
    return int(seconds[0]) if len(seconds) else _NEVER


def _of(reading: Reading, kind: Kind, who: Mask) -> Rows:
    rows = reading.of(kind)
    return rows.where(who[rows["subject"]])


def _people(reading: Reading, who: Mask) -> str:
    come = _of(reading, Kind.PRESENT, who)
    gone = [_of(reading, kind, who) for kind in (Kind.STAYS, Kind.OUT)]
    return _steps(come, gone, "people")


def _loads(reading: Reading, who: Mask) -> str:
    come = _of(reading, Kind.PRESENT, who)
    gone = [_of(reading, kind, who) for kind in (Kind.OUT, Kind.ABANDONED, Kind.DESTROYED)]
    return _steps(come, gone, "loads")


def _steps(come: Rows, gone: list[Rows], column: str) -> str:
    seconds: Ints = np.concatenate([come["second"], *(rows["second"] for rows in gone)])
    amounts: Ints = np.concatenate([come[column], *(-rows[column] for rows in gone)])
    return steps(minutes(seconds), amounts)
