"""The rows of the tables of paths and of floats."""

from collections.abc import Mapping

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.clauses import fulfilment
from sim.outcomes.paths.clauses import ClausePaths
from sim.outcomes.paths.segments import Segment, joined
from sim.outcomes.reading import Ints, Reading, hours, summed

Paths = Mapping[str, list[Segment]]


def paths_of(reading: Reading) -> Paths:
    """The critical path of every clause, from the start until it was fulfilled or the run ended."""
    paths = ClausePaths(reading)
    return {name: joined(paths.of(name)) for name in reading.roster.scenario.agreement.clauses}


def path_rows(paths: Paths) -> list[dict[str, object]]:
    """A row for each step of each clause's path."""
    return [
        {
            "clause": clause,
            "step": step,
            "cause": each.cause,
            "where": each.where,
            "who": each.who,
            "number": each.number,
            "from_hours": hours(each.begin),
            "to_hours": hours(each.end),
        }
        for clause, path in paths.items()
        for step, each in enumerate(path)
    ]


def float_rows(reading: Reading, paths: Paths) -> list[dict[str, object]]:
    """A row for each unit and group of each clause."""
    out = _last(reading, reading.movers_out.cells)
    arrivals = reading.of(Kind.ARRIVE)
    arrived = _last(reading, arrivals.where(arrivals["loads"] == 0).cells)
    found: list[dict[str, object]] = []
    for clause, members in reading.roster.members.items():
        must = reading.roster.scenario.agreement.clauses[clause].must
        if must == "happen":
            continue
        completed = fulfilment(reading, clause).completed
        on_path = {each.who for each in paths[clause]}
        for path in members:
            last = int((arrived if must == "arrive" else out)[reading.subjects[path]])
            found.append(_float_row(clause, path, completed, last=last, is_on_path=path in on_path))
    return found


def _float_row(
    clause: str, path: str, completed: int | None, *, last: int, is_on_path: bool
) -> dict[str, object]:
    collection, _, member = path.partition(".")
    float_seconds = None
    if completed is not None and 0 <= last <= completed:
        float_seconds = 0 if is_on_path else completed - last
    return {
        "clause": clause,
        "collection": collection,
        "member": member,
        "out_hours": hours(last if last >= 0 else None),
        "is_on_path": is_on_path,
        "float_hours": hours(float_seconds),
    }


def _last(reading: Reading, cells: Ints) -> Ints:
    """By subject code: the second of the last of its rows, -1 while people are missing."""
    size = len(reading.log.subjects)
    last = np.zeros(size, dtype=np.int64)
    # Rows are in the order of time, so that the last of a subject is the one that stays.
    last[cells[:, 3]] = cells[:, 0]
    people = summed(cells[:, 3], cells[:, 6], size)
    return np.where(people < reading.leaving_people, -1, last)
