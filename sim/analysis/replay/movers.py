"""Movers worth seeing by themselves: convoys, peacekeepers on the march, columns of the army."""

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from sim.analysis.replay.clock import minute
from sim.analysis.replay.driving import Legs
from sim.analysis.replay.packing import packed
from sim.analysis.trace.speech import Speech
from sim.catalogue import Kind
from sim.outcomes.reading import Reading
from sim.scenario.explain.names import Names

CONVOY, MARCH, COLUMN = range(3)
SEEN = {"troops": CONVOY, "contingents": MARCH, "posts": MARCH, "receiving_armies": COLUMN}
"""By the collection of whose it is, what a mover is shown as. Cars, lorries and platoons of a flow
are thousands; they are told as numbers on their roads."""


class MoverFacts(TypedDict):
    """One mover.

    Attributes:
        kind: Convoy, march unit (or the people of a post on their way), or column.
        name: What it is called.
        people, vehicles: What it is made of.
        set_out: The minute from which on it is on its way.
        legs: For each road, packed: number of the road, 0 toward its second end and 1 toward its
            first, minutes since the leg before (or the start), minutes until its head is there.
        gone: The minute from which on it is no longer on its way.
    """

    kind: int
    name: str
    people: int
    vehicles: int
    set_out: int
    legs: str
    gone: int


def movers(reading: Reading, driven: Legs) -> list[MoverFacts]:
    """Every mover worth seeing, in the order of the log's names."""
    return list(_movers(reading, driven))


def _movers(reading: Reading, driven: Legs) -> Iterator[MoverFacts]:
    speech = Speech(reading.roster, Names(reading.roster.scenario))
    lanes = {code: number for number, (_, _, code) in enumerate(reading.lanes)}
    made_of, set_out = _made_of(reading), _set_out(reading)
    for code, path in enumerate(reading.log.subjects):
        kind = SEEN.get(path.partition(".")[0])
        if kind is None:
            continue
        own = np.flatnonzero(driven.subject == code)
        for number in np.unique(driven.number[own]).tolist():
            legs = own[driven.number[own] == number]
            people, vehicles = made_of[code, number]
            whose = speech.someone(path)
            yield {
                "kind": kind,
                "name": f"convoy {number} of {whose}" if kind == CONVOY else whose,
                "people": people,
                "vehicles": vehicles,
                "set_out": minute(set_out.get((code, number), int(driven.begin[legs[0]]))),
                "legs": _packed(driven, legs.tolist(), lanes),
                "gone": minute(int(driven.tail[legs[-1]])),
            }


def _packed(driven: Legs, legs: list[int], lanes: dict[int, int]) -> str:
    """Roads and directions are numbered as they stand in the file, two directions a road."""
    found: list[int] = []
    before = 0
    for leg in legs:
        begin, head = minute(int(driven.begin[leg])), minute(int(driven.head[leg]))
        found += [*divmod(lanes[int(driven.lane[leg])], 2), begin - before, head - begin]
        before = begin
    return packed(found)


def _made_of(reading: Reading) -> dict[tuple[int, int], tuple[int, int]]:
    """People and vehicles of each mover when it was last let into a road."""
    rows = reading.of(Kind.ENTER)
    columns = (rows[name].tolist() for name in ("subject", "number", "people", "vehicles"))
    return {
        (subject, number): (people, vehicles)
        for subject, number, people, vehicles in zip(*columns, strict=True)
    }


def _set_out(reading: Reading) -> dict[tuple[int, int], int]:
    """The second at which each mover set out first."""
    rows = reading.of(Kind.DEPART)
    columns = (rows[name].tolist() for name in ("subject", "number", "second"))
    found: dict[tuple[int, int], int] = {}
    for subject, number, second in zip(*columns, strict=True):
        found.setdefault((subject, number), second)
    return found
