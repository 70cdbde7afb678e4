"""The charts of studies, each by name in a notebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.asked import OutcomeAsked
from sim.analysis.charts.box_way import box_way_chart
from sim.analysis.charts.due_curves import due_curves_chart
from sim.analysis.charts.sensitivity_dots import sensitivity_chart
from sim.analysis.charts.sweep_heat import sweep_heat_chart
from sim.analysis.charts.sweep_lines import sweep_lines_chart
from sim.analysis.charts.tornado import tornado_chart
from sim.analysis.discovery.answer import DiscoveryAnswer
from sim.analysis.dues.answer import DuesAnswer
from sim.analysis.sensitivity.answer import SensitivityAnswer
from sim.analysis.sweeps import SweepAnswer
from sim.errors import InputError

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
        if not self.answer.levers:
            raise InputError("the study has no lever to draw an outcome over")
        name = _one("lever", lever, self.answer.levers)
        return sweep_lines_chart(self.answer, _outcome(outcome, self.answer.outcomes), name)

    def heat(self, outcome: str | None = None) -> "Axes":
        """An outcome over two levers as a field.

        Args:
            outcome: The first outcome of interest, if none is named.

        Raises:
            InputError: If there is no such outcome.
        """
        return sweep_heat_chart(self.answer, _outcome(outcome, self.answer.outcomes))


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
        return sensitivity_chart(self.answer, self._outcome(outcome))

    def tornado(self, outcome: str | None = None) -> "Axes":
        """Which way factors work: how the outcome changes as each goes up.

        Args:
            outcome: The first outcome of interest, if none is named.

        Raises:
            InputError: If there is no such outcome.
        """
        return tornado_chart(self.answer, self._outcome(outcome))

    def _outcome(self, name: str | None) -> str:
        return _outcome(name, [each.outcome for each in self.answer.outcomes])


@dataclass(frozen=True, slots=True)
class DiscoveryPlots:
    """Charts of a discovery.

    Attributes:
        answer: What was found.
    """

    answer: DiscoveryAnswer

    def way(self) -> "Axes":
        """Density over coverage, from everything to a small dense box."""
        return box_way_chart(self.answer)


@dataclass(frozen=True, slots=True)
class DesignPlots:
    """Charts of a design.

    Attributes:
        answer: What was found.
    """

    answer: DuesAnswer

    def curves(self, moved: str = "together") -> "Axes":
        """The probability of being on time over the dues tried.

        Args:
            moved: `together`, or the clause that was moved by itself.

        Raises:
            InputError: If nothing was moved so.
        """
        _one("way of moving dues", moved, tuple({one.moved for one in self.answer.sought}))
        return due_curves_chart(
            self.answer, [one for one in self.answer.sought if one.moved == moved]
        )


def _outcome(name: str | None, outcomes: Sequence[OutcomeAsked]) -> str:
    return _one("outcome of interest", name, [outcome.name for outcome in outcomes])


def _one(what: str, name: str | None, names: Sequence[str]) -> str:
    if name is None:
        return names[0]
    if name not in names:
        raise InputError(f"no {what} '{name}'; there are {', '.join(names)}")
    return name
