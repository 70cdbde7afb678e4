"""Which events of a replay are steps from one to the next, and how long there is something to see.

Weather, posts and the sums of a day are many and decide nothing by themselves: they are listed, and
stepped over. After the last event that concerns who leaves, enters or watches, or breaks the
ceasefire, only weather, roads and through traffic go on.
"""

from collections.abc import Sequence

from sim.analysis.replay.clock import last_minute, minute
from sim.analysis.trace.telling import Told
from sim.catalogue import Kind
from sim.outcomes.reading import Reading

STEPS = frozenset(
    {
        Kind.DUE_SET,
        Kind.ASKED,
        Kind.RELAYED,
        Kind.GRANTED,
        Kind.REFUSED,
        Kind.LAPSED,
        Kind.DUE_MOVED,
        Kind.PUBLIC,
        Kind.OUT,
        Kind.COMPLETED,
        Kind.DUE,
        Kind.ENTERED,
        Kind.CLOSED,
        Kind.OPENED,
        Kind.OPENED_TO,
        Kind.VIOLATION,
        Kind.COLLAPSED,
        Kind.SUSPENDED,
        Kind.RESUMED,
    }
)
"""Clauses and requests, the last who are out, entries, closings, and breaches of the ceasefire."""
GOES_ON = frozenset(
    {
        None,
        Kind.WEATHER,
        Kind.CLOSED,
        Kind.OPENED,
        Kind.BREAKDOWN_BEGIN,
        Kind.ENDED,
    }
)
"""What goes on, or comes and goes, when nobody is left to leave, to enter or to watch."""
AFTERWARDS_MINUTES = 12 * 60
"""So much is shown after the last event, that nobody takes it for cut off."""


def steps_of(told: Sequence[Told]) -> list[int]:
    """The numbers of the sentences that are steps; all of them if none is."""
    found = [number for number, each in enumerate(told) if each.kind in STEPS]
    return found or list(range(len(told)))


def seen_until(told: Sequence[Told], reading: Reading) -> int:
    """The last minute that is played.

    That is the end of the run where a clause was never fulfilled: that it still is not, is news.
    The sum of the last day on which somebody left is played too, though it stands at its midnight.

    Args:
        told: What is told of the run.
        reading: Its log.
    """
    end = last_minute(reading.ended)
    if len(reading.of(Kind.COMPLETED)) < len(reading.roster.scenario.agreement.clauses):
        return end
    last = max((each.second for each in told if each.kind not in GOES_ON), default=reading.ended)
    summed = max((each.second for each in told if _is_sum(each)), default=0)
    return min(end, max(minute(last) + AFTERWARDS_MINUTES, minute(summed)))


def _is_sum(told: Told) -> bool:
    """Whether it sums up a day of an area; what sums up the queue of a road goes on."""
    return told.kind is None and told.subject.startswith("areas.")
