"""What came of every combination of levers, whatever the uncertainties are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.asked import OutcomeAsked, StudyAsked
from sim.analysis.levels import Level, level
from sim.scenario.studies.study import Factor, Value

Floats = NDArray[np.float64]

MOST_VALUES = 12
"""A lever with more values than this is told in parts."""
PARTS = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What one lever is in a combination: one value, or anything from one to another.

    Attributes:
        low, high: The value; where they differ, the lowest and the highest in this part.
    """

    low: Value
    high: Value

    @property
    def is_part(self) -> bool:
        """Whether it stands for several values."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Combination:
    """Points at which all levers are alike.

    Attributes:
        settings: Of every lever, in the order of the study.
        points: How many points: the uncertainties differ in them.
        levels: What came of every outcome of interest, in the order of the study.
    """

    settings: tuple[Setting, ...]
    points: int
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class SweepAnswer:
    """What came of a study.

    Attributes:
        asked: The study.
        outcomes: Its outcomes of interest.
        levers: Names of the levers.
        combinations: Of the levers, in the order of their values.
        note: What the intervals mean.
    """

    asked: StudyAsked
    outcomes: tuple[OutcomeAsked, ...]
    levers: tuple[str, ...]
    combinations: tuple[Combination, ...]
    note: str = (
        "Intervals are 95 % and cover chance alone: they hold for these points, not for values of "
        "uncertainties in between."
    )


def combinations(
    levers: Sequence[Factor],
    values: Mapping[str, Sequence[Value]],
    outcomes: Sequence[tuple[str, Floats]],
    *,
    points: int,
) -> tuple[Combination, ...]:
    """The combinations of levers among the points, and what came of each.

    Args:
        levers: The levers.
        values: The value of each lever at every point, by name.
        outcomes: What each outcome holds, and what it was, shape (points, replications).
        points: How many points there are.
    """
    return tuple(
        Combination(
            settings=settings,
            points=len(members),
            levels=tuple(level(found[members], kind=kind) for kind, found in outcomes),
        )
        for settings, members in grouped(levers, values, points=points)
    )


def grouped(
    levers: Sequence[Factor], values: Mapping[str, Sequence[Value]], *, points: int
) -> list[tuple[tuple[Setting, ...], list[int]]]:
    """Every combination of levers among the points, and the numbers of its points.

    Args:
        levers: The levers; without any there is one combination.
        values: The value of each lever at every point, by name.
        points: How many points there are.
    """
    groups = [_groups(lever, values[lever.name]) for lever in levers]
    members: dict[tuple[int, ...], list[int]] = {}
    for point in range(points):
        members.setdefault(tuple(which[point] for which, _ in groups), []).append(point)
    return [
        (
            tuple(of[number] for number, (_, of) in zip(key, groups, strict=True)),
            members[key],
        )
        for key in sorted(members)
    ]


def _groups(lever: Factor, values: Sequence[Value]) -> tuple[Sequence[int], list[Setting]]:
    """Which group each point is in, and what the lever is in each group."""
    distinct = _in_order(lever, values)
    if len(distinct) <= MOST_VALUES or not lever.is_continuous:
        number = {value: position for position, value in enumerate(distinct)}
        return [number[value] for value in values], [Setting(value, value) for value in distinct]
    cuts = [distinct[round(part * len(distinct) / PARTS)] for part in range(1, PARTS)]
    which = [int(np.searchsorted(np.array(cuts), value, side="right")) for value in values]
    parts = [[value for value in distinct if _part(cuts, value) == one] for one in range(PARTS)]
    return which, [Setting(part[0], part[-1]) for part in parts]


def _part(cuts: Sequence[Value], value: Value) -> int:
    return int(np.searchsorted(np.array(cuts), value, side="right"))


def _in_order(lever: Factor, values: Sequence[Value]) -> list[Value]:
    """The values there are, each once: as the study lists them, or from low to high."""
    there = set(values)
    if lever.choices:
        return [choice.value for choice in lever.choices if choice.value in there]
    return sorted(there, key=float)
