"""How precisely outcomes are known in the end, and which of them decided when to stop."""

import math
from typing import TYPE_CHECKING, Any

from sim.cli.console import answer, styled, wrapped
from sim.cli.phrases import number

if TYPE_CHECKING:
    from sim.statistics.precision import Progress, Stopping

INDENT = 2


def tell_precision(stopping: "Stopping") -> None:
    """Why it stopped, and how far each outcome is."""
    answer("")
    answer(styled("Precision", "bold"))
    answer(wrapped(stopping.words, indent=INDENT, first=" " * INDENT))
    for goal in stopping.goals:
        answer(wrapped(_goal(goal), indent=2 * INDENT, first=" " * INDENT))


def _goal(found: "Progress") -> str:
    goal = found.goal
    wanted = _width(goal.half_width, goal.is_relative)
    return f"{goal.name}: {_known(found)}; wanted ± {wanted}{_runs(found)}"


def _known(found: "Progress") -> str:
    if found.half_width is None:
        return "its half-width is not known"
    return f"{_value(found.value)}± {_width(found.half_width, found.goal.is_relative)}"


def _value(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.4g} " if math.isfinite(value) else "later than the end "


def _width(width: float, is_relative: bool) -> str:
    return f"{100 * width:.2g} %" if is_relative else f"{width:.2g}"


def _runs(found: "Progress") -> str:
    if found.needed is None:
        return ""
    if found.is_met:
        return f", reached at {number(found.needed)} runs"
    return f"; that would take about {number(found.needed)} runs"


def precision_json(stopping: "Stopping | None") -> dict[str, Any] | None:
    """The same for programs."""
    if stopping is None:
        return None
    return {
        "verdict": stopping.verdict,
        "sequential": True,
        "replications": stopping.runs,
        "looks": list(stopping.looks),
        "decided_by": list(stopping.decided_by),
        "goals": [
            {
                "outcome": found.goal.name,
                "measure": found.goal.measure,
                "wanted_half_width": found.goal.half_width,
                "is_relative": found.goal.is_relative,
                "half_width": found.half_width,
                "value": found.value if math.isfinite(found.value or 0.0) else None,
                "needed_replications": found.needed,
                "is_met": found.is_met,
            }
            for found in stopping.goals
        ],
    }
