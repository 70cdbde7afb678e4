"""Which way do factors work? How an outcome changes as each goes up."""

from matplotlib.axes import Axes

from sim.analysis.charts.page import sentence
from sim.analysis.charts.sensitivity_dots import LABELS, LINE, change_label, is_share
from sim.analysis.charts.study_page import LOOKS, study_axes
from sim.analysis.charts.style import INK, house_style
from sim.analysis.sensitivity.answer import OutcomeSensitivity, SensitivityAnswer
from sim.analysis.sensitivity.effects import Spread

LOOK = LOOKS[0]
BAR = "#c3ccd6"


def tornado_chart(found: SensitivityAnswer, outcome: str) -> Axes:
    """Which way every factor moves an outcome, the one that moves it furthest on top.

    Of Morris trajectories, the mean change as the factor goes from its low end to its high end; of
    Sobol' points, from its lower to its upper half.

    Args:
        found: The answer of a sensitivity analysis.
        outcome: Name of the outcome.
    """
    each = next(one for one in found.outcomes if one.outcome.name == outcome)
    title = f"Which way do factors move {outcome}?"
    explanation = [f"{found.asked.title} {each.outcome.what}", _how(each)]
    changes = sorted(_changes(each), key=lambda one: -abs(one[1].value))
    with house_style():
        if not changes:
            why = each.why_not or "too few points tell"
            return sentence(title, explanation, f"Nothing to draw: {why}.")
        axes = study_axes(title, explanation, left=LABELS, high=0.3 + LINE * len(changes))
        times = 100.0 if is_share(each) else 1.0
        for row, (_, change) in enumerate(changes):
            axes.barh(row, times * change.value, height=0.3, color=BAR)
            ends = [times * change.low, times * change.high]
            axes.plot(ends, [row, row], color=LOOK.colour, linewidth=1.6)
            axes.plot([times * change.value], [row], color=LOOK.colour, marker="o", markersize=6)
        axes.margins(x=0.05)
        axes.use_sticky_edges = False
        axes.axvline(0, color=INK, linewidth=1.0)
        axes.set_yticks(range(len(changes)), [name for name, _ in changes])
        axes.set_ylim(len(changes) - 0.5, -0.5)
        axes.grid(axis="x")
        axes.set_xlabel(change_label(each))
        return axes


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
