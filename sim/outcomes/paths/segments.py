"""Segments of a path: stretches of time, one after another, each with its cause."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sim.catalogue.causes import Cause

DRIVING, LOADING, FLYING, UNTOLD = "driving", "loading", "flying", "untold"
SETTING_UP, CLEARING, MILESTONE = "setting-up", "clearing", "milestone"
LORRY, PREREQUISITE = Cause.LORRY.word, Cause.PREREQUISITE.word
PLANNED_LATER, NOT_READY = Cause.PLANNED_LATER.word, Cause.NOT_READY.word


class Mover(NamedTuple):
    """A convoy, household, pooled vehicle or sortie: the code of its subject, and its number."""

    subject: int
    number: int


class Segment(NamedTuple):
    """One step of a path.

    Attributes:
        begin, end: Seconds.
        cause: What took the time.
        where: A place, a direction of a road, a pool or an event.
        who: Dotted path of whose step it is.
        number: Which of its movers; -1 for none.
    """

    begin: int
    end: int
    cause: str
    where: str
    who: str
    number: int = -1


def clipped(segments: Iterable[Segment], begin: int, end: int) -> list[Segment]:
    """The parts of segments within a stretch of time.

    >>> clipped([Segment(0, 9, "driving", "", "")], 4, 20)[0][:2]
    (4, 9)
    """
    cut = (each._replace(begin=max(begin, each.begin), end=min(end, each.end)) for each in segments)
    return [each for each in cut if each.begin < each.end]


def filled(segments: Iterable[Segment], begin: int, end: int, *, empty: Segment) -> list[Segment]:
    """Segments without gap or overlap from one second to another.

    A gap, a second between a decision and what it sets off, belongs to the segment before it.

    Args:
        segments: In any order; what begins first keeps its time.
        begin, end: Seconds.
        empty: What stands for all of it where there is none.
    """
    found: list[Segment] = []
    at = begin
    for each in sorted(clipped(segments, begin, end)):
        if each.end <= at:
            continue
        if found and each.begin > at:
            found[-1] = found[-1]._replace(end=each.begin)
        found.append(each._replace(begin=each.begin if found else begin))
        if len(found) > 1:
            found[-1] = found[-1]._replace(begin=found[-2].end)
        at = each.end
    if not found:
        return [empty._replace(begin=begin, end=end)] if begin < end else []
    return [*found[:-1], found[-1]._replace(end=end)]


def joined(segments: Sequence[Segment]) -> list[Segment]:
    """Adjoining segments that differ in nothing else, as one."""
    found: list[Segment] = []
    for each in segments:
        if found and found[-1][2:] == each[2:] and found[-1].end == each.begin:
            found[-1] = found[-1]._replace(end=each.end)
        else:
            found.append(each)
    return found
