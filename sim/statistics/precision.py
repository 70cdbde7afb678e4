"""Run until it is precise enough: stopping at looks fixed beforehand, with a floor and a cap.

Looking at an interval again and again, and stopping when it happens to be narrow, makes it hold
less often than it says. Three things keep that loss small: no look before the floor, where a spread
is still badly known; each look at half as many runs again, so that there are few; and a wish for a
width, never for an answer. With the looks as they are here intervals of 95 % still hold in at least
93 of 100 cases, for probabilities and for means of values as skewed as waits (so measured in the
tests); values skewed far more lose more, looked at once or often.

Source: Y. S. Chow and H. Robbins, Annals of Mathematical Statistics 36 (1965), and P. W. Glynn and
W. Whitt, Annals of Applied Probability 2 (1992): such stopping is valid as the width goes to zero,
and stopping too early is what harms it. A. M. Law, Simulation Modeling and Analysis (5th ed. 2015),
section 9.4.1, asks for a floor for that reason.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.statistics.flips import truths
from sim.statistics.means import mean
from sim.statistics.quantiles import Values, quantile
from sim.statistics.shares import CONFIDENCE, cases_for, share

FLOOR = 50
"""Runs before the first look."""
GROWTH = 1.5
"""Each look comes at so many times the runs of the one before."""
CAP = 10_000
"""Runs at which it ends, precise or not."""

Measure = Literal["share", "mean", "quantile"]
Interval = tuple[float | None, float | None, float | None]
"""The value and the two ends; None for what cannot be told."""


@dataclass(frozen=True, slots=True)
class Goal:
    """How precisely one outcome is wanted.

    Attributes:
        name: Of the outcome.
        half_width: Half the width its interval may have: in the unit of the outcome, as a
            probability for a share, or as a part of the estimate if relative.
        measure: What is estimated: the share of yes, the mean, or a quantile.
        is_relative: Whether the half-width is a part of the estimate itself.
        probability: Which quantile.
    """

    name: str
    half_width: float
    measure: Measure = "mean"
    is_relative: bool = False
    probability: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.half_width < math.inf:
            raise ValueError(f"{self.name}: a half-width is more than 0, not {self.half_width}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one outcome is at a look.

    Attributes:
        goal: What is wanted.
        value, low, high: The estimate and its interval; None for what cannot be told yet.
        half_width: Half the width of the interval, told as the goal is; None where it has none,
            or is relative to an estimate of 0.
        is_met: Whether that is narrow enough.
        needed: How many runs this outcome needs by itself: the first look at which it was met, or
            where it has not been, about how many it would take; None where nothing tells.
        refusal: Why it can never be met, in words.
    """

    goal: Goal
    value: float | None
    low: float | None
    high: float | None
    half_width: float | None
    is_met: bool
    needed: int | None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Stopping:
    """Whether to go on, and if not, why.

    Attributes:
        verdict: Go on; precise enough; at the cap; or refused, for more runs would not help.
        runs: Runs at the last look, of which everything is to be told; 0 before the first.
        looks: The looks taken so far.
        next_look: Runs to have for the next look; None when it is over.
        goals: How far each outcome is at the last look.
        decided_by: Outcomes for which it had to go on past the look before the last.
    """

    verdict: Literal["go on", "precise", "cap", "refused"]
    runs: int
    looks: tuple[int, ...]
    next_look: int | None
    goals: tuple[Progress, ...]
    decided_by: tuple[str, ...]

    @property
    def words(self) -> str:
        """What happened, with the word that stopping was sequential."""
        if self.verdict == "go on":
            return f"goes on to {self.next_look} runs"
        looked = f"looked {len(self.looks)} time{'s' if len(self.looks) > 1 else ''}"
        said = f"stopped after {self.runs} runs by sequential stopping ({looked})"
        if self.verdict == "refused":
            reasons = "; ".join(one.refusal for one in self.goals if one.refusal)
            return f"{said}: {reasons}"
        if self.verdict == "cap":
            short = ", ".join(one.goal.name for one in self.goals if not one.is_met)
            return f"{said}: the most allowed, and not yet precise enough: {short}"
        if not self.decided_by:
            return f"{said}: all precise enough at the first look"
        return f"{said}: precise enough; decided by {', '.join(self.decided_by)}"


def looks(*, floor: int = FLOOR, cap: int = CAP, growth: float = GROWTH) -> tuple[int, ...]:
    """The numbers of runs at which to look: from the floor up to the cap, growing by a factor.

    Raises:
        ValueError: If the floor is below 2, the cap below the floor, or there is no growth.

    >>> looks(cap=400)
    (50, 75, 113, 170, 255, 383, 400)
    """
    if floor < 2 or cap < floor or not growth > 1:
        raise ValueError(f"no looks from {floor} to {cap} runs, each {growth:g} times the last")
    found = [floor]
    while found[-1] < cap:
        found.append(min(cap, max(found[-1] + 1, math.ceil(found[-1] * growth - 1e-9))))
    return tuple(found)


def stopping(
    samples: Mapping[str, Values],
    goals: Sequence[Goal],
    *,
    schedule: Sequence[int] | None = None,
    confidence: float = CONFIDENCE,
) -> Stopping:
    """Whether runs so far are precise enough, looking as often as the schedule says.

    All looks are taken again from the first on, so the answer depends on the runs alone: not on how
    they came in, nor on whether the study was interrupted. It ends at the first look at which every
    outcome is precise enough at once; runs beyond that look do not count.

    Args:
        samples: Values by outcome, in the order of the replications. Infinity (or NaN) stands for
            what did not happen; in a share NaN stands for what is not known.
        goals: How precisely outcomes are wanted.
        schedule: Numbers of runs at which to look, growing; `looks()` unless given.
        confidence: Of the intervals.

    Raises:
        ValueError: Without a goal or a look, or if a share holds anything but yes and no.
        KeyError: If there is no sample for a goal.

    >>> stopping({"hours": [1.0, 3.0] * 20}, [Goal("hours", 0.5)]).next_look
    50
    >>> found = stopping({"hours": [1.0, 3.0] * 80}, [Goal("hours", 0.2)])
    >>> print(found.words)
    stopped after 113 runs by sequential stopping (looked 3 times): precise enough; decided by hours
    """
    if not goals:
        raise ValueError("there is no outcome to be precise about")
    planned = tuple(schedule) if schedule is not None else looks()
    if not planned:
        raise ValueError("there is no look at which to stop")
    have = min(len(samples[goal.name]) for goal in goals)
    first: dict[Goal, int] = {}
    taken: list[tuple[Progress, ...]] = []
    for runs in (look for look in planned if look <= have):
        taken.append(
            tuple(
                _progress(goal, samples[goal.name][:runs], first, confidence=confidence)
                for goal in goals
            )
        )
        if all(one.is_met for one in taken[-1]) or any(one.refusal for one in taken[-1]):
            break
    return _told(planned, taken)


def _told(planned: tuple[int, ...], taken: list[tuple[Progress, ...]]) -> Stopping:
    if not taken:
        return Stopping("go on", 0, (), planned[0], (), ())
    done, last = planned[: len(taken)], taken[-1]
    verdict: Literal["go on", "precise", "cap", "refused"] = "go on"
    if any(one.refusal for one in last):
        verdict = "refused"
    elif all(one.is_met for one in last):
        verdict = "precise"
    elif done == planned:
        verdict = "cap"
    held_up = taken[-2] if len(taken) > 1 else ()
    return Stopping(
        verdict=verdict,
        runs=done[-1],
        looks=done,
        next_look=planned[len(done)] if verdict == "go on" else None,
        goals=last,
        decided_by=tuple(one.goal.name for one in held_up if not one.is_met),
    )


def _progress(goal: Goal, values: Values, first: dict[Goal, int], *, confidence: float) -> Progress:
    """How far a goal is; `first` remembers the first look at which each goal was met."""
    value, low, high = _interval(goal, values, confidence)
    half = _half_width(low, high)
    scale = abs(value or 0.0) if goal.is_relative else 1.0
    is_met = half is not None and half <= goal.half_width * scale
    if is_met:
        first.setdefault(goal, len(values))
    needed = first.get(goal)
    if needed is None and value is not None and half is not None and scale:
        needed = _needed(
            goal, values, value, half, wanted=goal.half_width * scale, level=confidence
        )
    reported = half / scale if half is not None and scale else None
    return Progress(goal, value, low, high, reported, is_met, needed, _refusal(goal, values))


def _needed(
    goal: Goal, values: Values, value: float, half: float, *, wanted: float, level: float
) -> int:
    """About how many runs would do, if what comes is like what came.

    The width of a mean goes with the root of the runs. That of a share does not where it is near
    0 or 1: there its own formula tells. A quantile is taken to be like a mean.
    """
    if goal.measure != "share":
        return math.ceil(len(values) * (half / wanted) ** 2)
    known = len(values) - int(np.isnan(truths(values)).sum())
    return math.ceil(cases_for(value, wanted, confidence=level) * len(values) / known - 1e-9)


def _interval(goal: Goal, values: Values, confidence: float) -> Interval:
    if goal.measure == "share":
        known = truths(values)
        known = known[~np.isnan(known)]
        told = share(int(known.sum()), len(known), confidence=confidence)
        return told.value, told.low, told.high
    if goal.measure == "quantile":
        found = quantile(values, goal.probability, confidence=confidence)
        return found.value, found.low, found.high
    middle = mean(values, confidence=confidence)
    return (middle.value, middle.low, middle.high) if middle else (None, None, None)


def _half_width(low: float | None, high: float | None) -> float | None:
    """Half the width; 0 where both ends are later than everything, for that is known then."""
    if low is None or high is None:
        return None
    if low == high:
        return 0.0
    return (high - low) / 2 if math.isfinite(high - low) else None


def _refusal(goal: Goal, values: Values) -> str | None:
    missing = len(values) - int(np.isfinite(np.asarray(values, dtype=np.float64)).sum())
    if goal.measure != "mean" or not missing:
        return None
    return (
        f"{goal.name} did not happen in {missing} of {len(values)} runs, so it has no mean, however"
        " many runs there are: ask for a quantile"
    )
