"""All charts of what studies and comparisons answer, in the order in which they are read."""

from typing import Any

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.box_way import CHART as WAY
from sim.analysis.charts.differences import CHART as DIFFERENCES
from sim.analysis.charts.due_curves import CHART as CURVES
from sim.analysis.charts.flips import CHART as FLIPS
from sim.analysis.charts.sensitivity_dots import CHART as INDICES
from sim.analysis.charts.sweep_heat import CHART as HEAT
from sim.analysis.charts.sweep_lines import CHART as LINES
from sim.analysis.charts.tornado import CHART as TORNADO
from sim.analysis.comparing.compared import Compared
from sim.analysis.discovery.answer import DiscoveryAnswer
from sim.analysis.dues.answer import DuesAnswer
from sim.analysis.sensitivity.answer import SensitivityAnswer
from sim.analysis.sweeps import SweepAnswer

OF_SWEEP: tuple[AnswerChart[SweepAnswer], ...] = (LINES, HEAT)
OF_SENSITIVITY: tuple[AnswerChart[SensitivityAnswer], ...] = (INDICES, TORNADO)
OF_DISCOVERY: tuple[AnswerChart[DiscoveryAnswer], ...] = (WAY,)
OF_DESIGN: tuple[AnswerChart[DuesAnswer], ...] = (CURVES,)
OF_COMPARISON: tuple[AnswerChart[Compared], ...] = (DIFFERENCES, FLIPS)

BY_KIND: dict[str, tuple[AnswerChart[Any], ...]] = {
    "sweep": OF_SWEEP,
    "sensitivity": OF_SENSITIVITY,
    "discovery": OF_DISCOVERY,
    "design": OF_DESIGN,
    "comparison": OF_COMPARISON,
}
"""The charts of each kind of answer, by the word that its file has for it."""
