"""Peacekeepers in a replay: how many have landed and are in place, and which posts are manned."""

from typing import TypedDict

import numpy as np

from sim.analysis.replay.clock import minute, minutes
from sim.analysis.replay.packing import steps
from sim.catalogue import Kind
from sim.outcomes.contingents import of_contingent
from sim.outcomes.reading import Reading
from sim.scenario.explain.names import Names, begun


class ContingentFacts(TypedDict):
    """One contingent.

    Attributes:
        name: What people call it.
        sorties: Sorties landed, in steps.
        landed, placed: People landed and people in place, in steps.
    """

    name: str
    sorties: str
    landed: str
    placed: str


class PostFacts(TypedDict):
    """One post.

    Attributes:
        name: What people call it.
        place: Number of its place.
        temporary: Whether it is counted apart.
        begun, manned: Minutes; None where it never was.
    """

    name: str
    place: int
    temporary: bool
    begun: int | None
    manned: int | None


def contingents(reading: Reading) -> list[ContingentFacts]:
    """Every contingent, in the order of the file."""
    names = Names(reading.roster.scenario)
    return [_contingent(reading, name, names) for name in reading.roster.scenario.contingents]


def _contingent(reading: Reading, name: str, names: Names) -> ContingentFacts:
    landed, placed = (of_contingent(reading, kind, name) for kind in (Kind.LANDED, Kind.IN_PLACE))
    flown = landed.where(landed["number"] >= 0)
    return {
        "name": begun(names.of("contingents", name)),
        "sorties": steps(minutes(flown["second"]), np.ones(len(flown), dtype=np.int64)),
        "landed": steps(minutes(landed["second"]), landed["people"]),
        "placed": steps(minutes(placed["second"]), placed["people"]),
    }


def posts(reading: Reading) -> list[PostFacts]:
    """Every post, in the order of the file."""
    scenario = reading.roster.scenario
    places = {name: number for number, name in enumerate(scenario.places)}
    names = Names(scenario)
    return [
        {
            "name": names.of("posts", name),
            "place": places[post.place],
            "temporary": bool(post.is_temporary.value),
            "begun": first(reading, Kind.POST_BEGUN, f"posts.{name}"),
            "manned": first(reading, Kind.MANNED, f"posts.{name}"),
        }
        for name, post in scenario.posts.items()
    ]


def first(reading: Reading, kind: Kind, subject: str) -> int | None:
    """The minute of the first row of a kind about somebody."""
    rows = reading.of(kind)
    seconds = rows["second"][rows["subject"] == reading.subjects[subject]]
    return minute(int(seconds[0])) if len(seconds) else None
