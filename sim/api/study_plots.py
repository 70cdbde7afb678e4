"""The charts of studies, each by name in a notebook."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.charts.box_way import CHART as WAY
from sim.analysis.charts.due_curves import CHART as CURVES
from sim.analysis.charts.sensitivity_dots import CHART as INDICES
from sim.analysis.charts.sweep_heat import CHART as HEAT
from sim.analysis.charts.sweep_lines import CHART as LINES
from sim.analysis.charts.tornado import CHART as TORNADO
from sim.analysis.discovery.answer import DiscoveryAnswer
from sim.analysis.dues.answer import DuesAnswer
from sim.analysis.sensitivity.answer import SensitivityAnswer
from sim.analysis.sweeps import SweepAnswer

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class SweepPlots:
    """Charts of a sweep.

    Attributes:
        answer: What came of it.
    """

    answer: SweepAnswer

    def lines(self, outcome: str | None = None, lever: str | None = None) -> "Axes":
        """An outcome over one lever, a line for each combination of the others.

        Args:
            outcome: The first outcome of interest, if none is named.
            lever: The first lever, if none is named.

        Raises:
            InputError: If there is no such outcome or lever.
        """
        return LINES.axes(self.answer, {"outcome": outcome, "lever": lever})

    def heat(self, outcome: str | None = None) -> "Axes":
        """An outcome over two levers as a field.

        Args:
            outcome: The first outcome of interest, if none is named.

        Raises:
            InputError: If there is no such outcome, or the study has not two levers.
        """
        return HEAT.axes(self.answer, {"outcome": outcome})


@dataclass(frozen=True, slots=True)
class SensitivityPlots:
    """Charts of a sensitivity analysis.

    Attributes:
        answer: What was found.
    """

    answer: SensitivityAnswer

    def indices(self, outcome: str | None = None) -> "Axes":
        """Which factors matter: indices or effects with intervals.

        Args:
            outcome: The first outcome of interest, if none is named.

        Raises:
            InputError: If there is no such outcome.
        """
        return INDICES.axes(self.answer, {"outcome": outcome})

    def tornado(self, outcome: str | None = None) -> "Axes":
        """Which way factors work: how the outcome changes as each goes up.

        Args:
            outcome: The first outcome of interest, if none is named.

        Raises:
            InputError: If there is no such outcome.
        """
        return TORNADO.axes(self.answer, {"outcome": outcome})


@dataclass(frozen=True, slots=True)
class DiscoveryPlots:
    """Charts of a discovery.

    Attributes:
        answer: What was found.
    """

    answer: DiscoveryAnswer

    def way(self) -> "Axes":
        """Density over coverage, from everything to a small dense box."""
        return WAY.axes(self.answer, {})


@dataclass(frozen=True, slots=True)
class DesignPlots:
    """Charts of a design.

    Attributes:
        answer: What was found.
    """

    answer: DuesAnswer

    def curves(self, moved: str = "together", clause: str | None = None) -> "Axes":
        """The probability of being on time over the dues tried.

        Args:
            moved: `together`, or the clause that was moved by itself.
            clause: One clause, or `jointly`; all of them, if none is named.

        Raises:
            InputError: If nothing was moved so, or there is no such clause.
        """
        return CURVES.axes(self.answer, {"moved": moved, "clause": clause})
