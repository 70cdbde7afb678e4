"""Which way do factors work? What an outcome is, or how it changes, as each goes up."""

import math

from matplotlib.axes import Axes

from sim.analysis.charts.page import sentence
from sim.analysis.charts.sensitivity_dots import LABELS, LINE, change_label, is_share
from sim.analysis.charts.study_page import (
    LOOKS,
    dated,
    mark,
    on_axis,
    outcome_label,
    study_axes,
)
from sim.analysis.charts.style import INK, house_style
from sim.analysis.levels import Level
from sim.analysis.sensitivity.answer import OutcomeSensitivity, SensitivityAnswer

LOW, HIGH = LOOKS[0], LOOKS[1]
APART = 0.13
BAR = "#c3ccd6"


def tornado_chart(found: SensitivityAnswer, outcome: str) -> Axes:
    """Which way every factor moves an outcome, the one that moves it furthest on top.

    Of Sobol' points, the outcome over the lower and over the upper half of each factor. Of Morris
    trajectories, the mean change as the factor goes from its low end to its high end.

    Args:
        found: The answer of a sensitivity analysis.
        outcome: Name of the outcome.
    """
    each = next(one for one in found.outcomes if one.outcome.name == outcome)
    title = f"Which way do factors move {outcome}?"
    asked = f"{found.asked.title} {each.outcome.what}"
    with house_style():
        if each.effects:
            return _changes(each, title, asked)
        return _halves(found, each, title, asked)


def _changes(each: OutcomeSensitivity, title: str, asked: str) -> Axes:
    """The mean change by each factor, beside no change at all."""
    explanation = [
        asked,
        "Mean change of the outcome as the factor goes from its low end to its high end, or along "
        "its list of values. Bars are 95 % intervals from drawing trajectories again.",
    ]
    ordered = sorted(each.effects, key=lambda one: -abs(one.mu.value))
    times = 100.0 if is_share(each) else 1.0
    axes = study_axes(title, explanation, left=LABELS, high=0.3 + LINE * len(ordered))
    for row, one in enumerate(ordered):
        axes.barh(row, times * one.mu.value, height=0.3, color=BAR)
        ends = [times * one.mu.low, times * one.mu.high]
        axes.plot(ends, [row, row], color=LOW.colour, linewidth=1.6)
        axes.plot([times * one.mu.value], [row], color=LOW.colour, marker="o", markersize=6)
    axes.axvline(0, color=INK, linewidth=1.0)
    _rows(axes, [one.factor for one in ordered])
    axes.set_xlabel(change_label(each))
    return axes


def _halves(found: SensitivityAnswer, each: OutcomeSensitivity, title: str, asked: str) -> Axes:
    """The outcome over both halves of each factor, beside that over all points."""
    explanation = [
        asked,
        "Over all points at which the factor is in its lower half, and in its upper half, whatever "
        "the others are. Bars are 95 % intervals and cover chance alone; the line is over all.",
    ]
    rows = sorted(
        (one for one in each.halves if _is_drawn(one.low, one.high, each)),
        key=lambda one: -_apart(one.low, one.high, each),
    )
    if not rows:
        return sentence(title, explanation, f"Nothing to draw: {each.why_not or 'it never came'}.")
    key = [(mark(LOW, line=False), "lower half"), (mark(HIGH, line=False), "upper half")]
    axes = study_axes(title, explanation, key=key, left=LABELS, high=0.3 + LINE * len(rows))
    for row, one in enumerate(rows):
        ends = [on_axis(level.value, each.outcome) for level in (one.low, one.high)]
        axes.barh(row, ends[1] - ends[0], left=ends[0], height=0.22, color=BAR)
        for level, look, beside in ((one.low, LOW, -APART), (one.high, HIGH, APART)):
            _level(axes, level, each, at=row + beside, colour=look.colour, marker=look.marker)
    overall = on_axis(each.overall.value, each.outcome)
    if math.isfinite(overall):
        axes.axvline(overall, color=INK, linewidth=1.0, linestyle=(0, (4, 2.5)))
    _rows(axes, [one.factor for one in rows])
    axes.set_xlabel(outcome_label(each.outcome))
    dated(axes, found.asked, each.outcome, is_x=True)
    return axes


def _rows(axes: Axes, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(axis="x")


def _is_drawn(low: Level, high: Level, each: OutcomeSensitivity) -> bool:
    return all(math.isfinite(on_axis(level.value, each.outcome)) for level in (low, high))


def _apart(low: Level, high: Level, each: OutcomeSensitivity) -> float:
    return abs(on_axis(high.value, each.outcome) - on_axis(low.value, each.outcome))


def _level(
    axes: Axes, level: Level, each: OutcomeSensitivity, *, at: float, colour: str, marker: str
) -> None:
    value, low, high = (on_axis(end, each.outcome) for end in (level.value, level.low, level.high))
    if math.isfinite(low) and math.isfinite(high):
        axes.plot([low, high], [at, at], color=colour, linewidth=1.4)
    axes.plot([value], [at], color=colour, marker=marker, markersize=7)
