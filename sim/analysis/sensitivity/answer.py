"""What sensitivity analysis found, outcome by outcome, as plain data."""

from dataclasses import dataclass
from typing import Literal

from sim.analysis.asked import OutcomeAsked, StudyAsked
from sim.analysis.levels import Level
from sim.analysis.sensitivity.chance import ChanceShare
from sim.analysis.sensitivity.effects import Effect
from sim.analysis.sensitivity.indices import Indices
from sim.analysis.sensitivity.response import Scale
from sim.analysis.sensitivity.shifts import Shift

Method = Literal["morris", "sobol"]


@dataclass(frozen=True, slots=True)
class OutcomeSensitivity:
    """What moves one outcome.

    Attributes:
        outcome: The outcome.
        overall: What it is over all points.
        why_not: Why nothing can be said of factors; empty if something can.
        scale: `rank` if the ranks of the runs were looked at, because it never came in some.
        left_out: Replications left out at all points, because one point does not know them.
        chance: What share of the variance of single runs is chance; None if that is not known.
        effects: Of each factor, by Morris screening.
        indices: Of each factor, by Sobol' indices.
        shifts: The mean change from the lower to the upper half of each factor, beside indices.
    """

    outcome: OutcomeAsked
    overall: Level
    why_not: str
    scale: Scale
    left_out: int
    chance: ChanceShare | None
    effects: tuple[Effect, ...]
    indices: tuple[Indices, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class SensitivityAnswer:
    """What moves the outcomes of interest of a study.

    Attributes:
        asked: The study.
        method: How it was found out.
        size: Trajectories of Morris screening, or samples of Sobol' indices.
        outcomes: One by one.
        note: What the intervals mean.
    """

    asked: StudyAsked
    method: Method
    size: int
    outcomes: tuple[OutcomeSensitivity, ...]
    note: str = (
        "Intervals are 95 % and come from drawing the points again; all points share their chance. "
        "They hold for the ranges of this study."
    )
