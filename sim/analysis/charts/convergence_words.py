"""How wide an interval is and what would narrow it, in the words above a panel of convergence."""

import math

from sim.analysis import phrases
from sim.analysis.charts.fulfilments import Dates
from sim.analysis.charts.running_shares import RunningShare
from sim.analysis.charts.words import share
from sim.analysis.estimates import chance_of

POINTS = (5, 2)
"""Half-widths of intervals, in percentage points, for which it is told what they would take."""
_PERCENT = 100.0
_FEW = 0.01
"""So small a share of replications may say nothing without more being said of it."""


def settling_words(by: Dates, found: RunningShare) -> str:
    """The share in time by some dates as it is now, how wide its interval is, what narrows that."""
    half = phrases.number(_PERCENT * found.half_width)
    is_open = found.unknown > _FEW * found.total
    of = " of those that tell" if is_open else ""
    chance = phrases.chance(chance_of(found.last.count, found.last.total))
    told = f"as {by}: {chance}{of}, half the interval {phrases.tied(f'{half} points')}"
    parts = [told, _wanted(found)]
    if found.unknown:
        missing = f"not known by the end in {share(found.unknown, found.total)}"
        parts.append(f"{missing}, however many there are" if is_open else missing)
    return "; ".join(parts)


def _wanted(found: RunningShare) -> str:
    """Whether there are enough replications for each half-width, or how many it would take."""
    half = _PERCENT * found.half_width
    enough = [points for points in POINTS if half <= points]
    needed = {points: found.replications_for(points / _PERCENT) for points in POINTS}
    short = [(number, points) for points, number in needed.items() if half > points and number]
    told = [f"enough for {phrases.tied(f'{enough[-1]} points')}"] if enough else []
    for place, (number, points) in enumerate(short):
        about = f"about {rounded_up(number):,}"
        runs = f"it takes {about} replications" if place == 0 else about
        told.append(f"{runs} for {phrases.tied(f'{points} points')}")
    return ", ".join(told)


def rounded_up(number: int) -> int:
    """A number of replications to two figures: more would feign that the share is known.

    >>> rounded_up(93), rounded_up(345), rounded_up(1_937)
    (93, 350, 2000)
    """
    step = int(10 ** max(0, len(str(number)) - 2))
    return math.ceil(number / step) * step
