"""Which way do factors work? How an outcome changes as each goes up."""

from matplotlib.axes import Axes

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.page import sentence
from sim.analysis.charts.sensitivity_dots import LABELS, change_label, factor_rows, is_share
from sim.analysis.charts.study_page import LOOKS, study_axes, write_rows
from sim.analysis.charts.study_words import outcome_title, study_told
from sim.analysis.charts.style import INK, house_style
from sim.analysis.sensitivity.answer import OutcomeSensitivity, SensitivityAnswer
from sim.analysis.sensitivity.effects import Spread

LOOK = LOOKS[0]
BAR = "#c3ccd6"


def title(found: SensitivityAnswer, outcome: str) -> str:
    """The question."""
    return f"Which way do factors move “{outcome_title(outcome, found.asked.names)}”?"


def tornado_chart(found: SensitivityAnswer, outcome: str) -> Axes:
    """Which way every factor moves an outcome, the one that moves it furthest on top.

    Of Morris trajectories, the mean change as the factor goes from its low end to its high end; of
    Sobol' points, from its lower to its upper half.

    Args:
        found: The answer of a sensitivity analysis.
        outcome: Name of the outcome.
    """
    each = next(one for one in found.outcomes if one.outcome.name == outcome)
    question = title(found, outcome)
    called = study_told(found.asked)
    explanation = [called, each.outcome.what, _how(each)]
    changes = sorted(_changes(each), key=lambda one: -abs(one[1].value))
    with house_style():
        if not changes:
            why = each.why_not or "too few points tell"
            return sentence(question, explanation, f"Nothing to draw: {why}.")
        rows = factor_rows(found, [name for name, _ in changes])
        high = rows[-1].top + rows[-1].height
        axes = study_axes(question, explanation, left=LABELS, high=high)
        times = 100.0 if is_share(each) else 1.0
        for row, (name, change) in zip(rows, changes, strict=True):
            _draw(axes, row.middle, change, times, name=name)
        axes.margins(x=0.05)
        axes.use_sticky_edges = False
        axes.axvline(0, color=INK, linewidth=1.0)
        write_rows(axes, rows)
        axes.grid(axis="x")
        axes.set_xlabel(change_label(each))
        return axes


def _draw(axes: Axes, y: float, change: Spread, times: float, *, name: str) -> None:
    axes.barh(y, times * change.value, height=0.16, color=BAR)
    axes.plot(
        [times * change.low, times * change.high],
        [y, y],
        color=LOOK.colour,
        linewidth=1.6,
        gid=f"{name}.interval",
    )
    axes.plot([times * change.value], [y], color=LOOK.colour, marker="o", markersize=6, gid=name)


def _changes(each: OutcomeSensitivity) -> list[tuple[str, Spread]]:
    if each.effects:
        return [(one.factor, one.mu) for one in each.effects]
    return [(one.factor, one.change) for one in each.shifts if one.change is not None]


def _how(each: OutcomeSensitivity) -> str:
    if each.effects:
        return (
            "Mean change of the outcome as the factor goes from its low end to its high end, or "
            "along its list of values. Lines are 95 % intervals from drawing trajectories again."
        )
    return (
        "Mean change of the outcome as the factor goes from its lower to its upper half, all else "
        "equal. Lines are 95 % intervals from the pairs of points that do so."
    )


CHART: AnswerChart[SensitivityAnswer] = AnswerChart(
    name="tornado",
    question="Which way do factors move an outcome?",
    shows="The change of an outcome as each factor goes up, with intervals.",
    offers=lambda found: {"outcome": tuple(each.outcome.name for each in found.outcomes)},
    why_not=lambda _: "",
    title=lambda found, one: title(found, one["outcome"]),
    paint=lambda found, one: tornado_chart(found, one["outcome"]),
)
