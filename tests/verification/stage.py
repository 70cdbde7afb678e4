"""A stage on which one thing happens at a time.

One person lives in the town and leaves by the road to the border when the run is nearly over. All
else is added by the test, usually on a road of its own.
"""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import Any

from scipy.special import stdtrit

from sim.catalogue import Kind
from tests.builders import changed, minimal
from tests.runs import Told

Tree = dict[str, Any]
LANE = "roads.test>east"


def stage(changes: Mapping[str, Any] | None = None, **top: Any) -> Tree:
    """A quiet scenario with a road `test` from `west` to `east`, and changes merged in."""
    quiet = changed(
        minimal(),
        {
            "places": {"west": {"name": "West"}, "east": {"name": "East"}},
            "roads": {"test": road()},
            "agreement": {"clauses": {"handover": {"due": "2020-11-30 00:00"}}},
            "troops": None,
            "civilians": {"townspeople": {"people": 1, "household_people": 1}},
        },
    )
    return changed(changed(quiet, changes or {}), top)


def road(**changes: Any) -> Tree:
    """A road of 30 km: an hour for convoys, half an hour for cars; six seconds for a vehicle."""
    return {
        "from": "west",
        "to": "east",
        "length_km": 30,
        "car_speed_kmh": 60,
        "convoy_speed_kmh": 30,
        "saturation_vehicles_per_hour": 600,
    } | changes


def flow(vehicles: float, **changes: Any) -> Tree:
    """Traffic on the road `test` over the first day, evenly spaced."""
    return {
        "from": "west",
        "to": "east",
        "vehicles_by_date": {"2020-11-10": vehicles},
        "arrivals": "even",
    } | changes


def battalion(**changes: Any) -> Tree:
    """One convoy of twelve vehicles that loads for an hour and leaves the town."""
    return {
        "party": "leaver",
        "place": "town",
        "personnel": 120,
        "vehicles": 12,
        "convoy_vehicles": 12,
        "loading_hours": 1,
    } | changes


def people(number: int, **changes: Any) -> Tree:
    """So many people who live alone, with a car each."""
    return {
        "party": "leaver",
        "place": "town",
        "people": number,
        "household_people": 1,
    } | changes


def told_at(local: str, *groups: str, **changes: Any) -> Tree:
    """An order to leave that everybody heeds."""
    return {"at": local, "groups": list(groups) or ["townspeople"], "says": "leave"} | changes


def enters(told: Told, lane: str = LANE, subject: str | None = None) -> list[int]:
    """Seconds at which movers were let into a lane, in order."""
    return told.seconds(Kind.ENTER, at=lane, subject=subject)


def waited(told: Told, subject: str, *, place: str = "places.west", lane: str = LANE) -> list[int]:
    """How long each mover of a subject waited between setting out and being let into a lane."""
    departs = {row.number: row.second for row in told.rows(Kind.DEPART, subject=subject, at=place)}
    return [
        row.second - departs[row.number] for row in told.rows(Kind.ENTER, subject=subject, at=lane)
    ]


def interval(values: Sequence[float], confidence: float = 0.99) -> tuple[float, float]:
    """Student's interval for the mean of independent values."""
    half = float(stdtrit(len(values) - 1, (1 + confidence) / 2)) * stdev(values)
    half /= math.sqrt(len(values))
    return fmean(values) - half, fmean(values) + half
