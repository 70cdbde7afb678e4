"""What discovery found: boxes among the inputs, as plain data."""

from dataclasses import dataclass

from sim.analysis.asked import StudyAsked
from sim.scenario.studies.study import Value


@dataclass(frozen=True, slots=True)
class LimitFound:
    """What a box asks of one factor.

    Attributes:
        factor: Its name.
        unit: Its unit.
        is_exact: Whether the ends are values that were run, and inside; otherwise they lie between
            the last value inside and the first outside.
        low, high: From where to where it goes; None on a side without a limit.
        words: What it may be, where its values are words or instants, or are listed.
        quasi_p: How probable so many cases in the box are if this factor made no difference. The
            box was searched for, so that small values prove little.
    """

    factor: str
    unit: str
    is_exact: bool
    low: float | None
    high: float | None
    words: tuple[Value, ...]
    quasi_p: float


@dataclass(frozen=True, slots=True)
class BoxFound:
    """A box, and how well it tells where the condition holds.

    Attributes:
        limits: What it asks.
        points: How many points lie in it.
        density: In what share of the runs in it the condition holds.
        coverage: Of all runs in which the condition holds, the share that lies in it.
        by_chance: In what share of shuffles, in which no factor mattered, a box as telling was
            found.
    """

    limits: tuple[LimitFound, ...]
    points: int
    density: float
    coverage: float
    by_chance: float


@dataclass(frozen=True, slots=True)
class Step:
    """One box on the way from everything to a small dense one."""

    density: float
    coverage: float
    limits: int


@dataclass(frozen=True, slots=True)
class DiscoveryAnswer:
    """Where a condition holds.

    Attributes:
        asked: The study.
        condition: The condition, as it was written.
        holds: In how many runs it holds.
        runs: How many runs tell.
        unknown: How many do not.
        wished: The density that was wished for.
        boxes: The boxes, each among the points that those before it leave; none where nothing was
            found.
        way: The first box's way from everything to a small dense one.
        why_not: Why nothing was found; empty if something was.
        note: What the numbers mean.
    """

    asked: StudyAsked
    condition: str
    holds: int
    runs: int
    unknown: int
    wished: float
    boxes: tuple[BoxFound, ...]
    way: tuple[Step, ...]
    why_not: str
    note: str = (
        "A box was searched for among these very runs, and looks a little better than it would "
        "among new ones."
    )
