"""Which factors matter for an outcome? Indices or effects with their intervals, a line a factor."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import LOOKS, Row, mark, named_rows, study_axes, write_rows
from sim.analysis.charts.study_words import case_title, factor_told, outcome_title
from sim.analysis.charts.style import MUTED, house_style
from sim.analysis.sensitivity.answer import OutcomeSensitivity, SensitivityAnswer
from sim.analysis.sensitivity.effects import Spread
from sim.analysis.sensitivity.indices import Index

APART = 0.16
LINE = 0.5
"""Inches a factor."""
LABELS = 2.2
"""Inches for the names of factors."""
Pair = tuple[str, Index | Spread, Index | Spread]


def title(found: SensitivityAnswer, outcome: str) -> str:
    """The question."""
    return f"Which factors move “{outcome_title(outcome, found.asked.names)}”?"


def sensitivity_chart(found: SensitivityAnswer, outcome: str) -> Axes:
    """The indices or effects of every factor on one outcome.

    Args:
        found: The answer of a sensitivity analysis.
        outcome: Name of the outcome.
    """
    each = next(one for one in found.outcomes if one.outcome.name == outcome)
    question = title(found, outcome)
    called = case_title(found.asked.title, found.asked.name)
    explanation = [called, each.outcome.what, _how(found, each)]
    pairs = _pairs(each)
    with house_style():
        if not pairs:
            return sentence(question, explanation, f"Nothing to tell: {each.why_not}.")
        names = ("mu*: how far", "sigma: how unevenly") if each.effects else ("first", "total")
        key = [(mark(LOOKS[0], line=False), names[0])]
        key += [(mark(LOOKS[1], is_hollow=True, line=False), names[1])]
        rows = factor_rows(found, [name for name, _, _ in pairs])
        high = rows[-1].top + rows[-1].height
        axes = study_axes(question, explanation, key=key, left=LABELS, high=high)
        times = 100.0 if each.effects and is_share(each) else 1.0
        for row, (name, first, second) in zip(rows, pairs, strict=True):
            _dot(axes, row.middle - APART * LINE, first, times, name=f"{name}.first")
            _dot(axes, row.middle + APART * LINE, second, times, name=f"{name}.second")
        axes.axvline(0, color=MUTED, linewidth=0.8)
        write_rows(axes, rows)
        shares = "Share of the variance between points"
        axes.set_xlabel(change_label(each) if each.effects else shares)
        axes.grid(axis="x")
        return axes


def _pairs(each: OutcomeSensitivity) -> list[Pair]:
    """What is drawn of every factor, the one that matters most first."""
    if each.effects:
        ordered = sorted(each.effects, key=lambda one: -one.mu_star.value)
        return [(one.factor, one.mu_star, one.sigma) for one in ordered]
    by_total = sorted(each.indices, key=lambda one: -one.total.value)
    return [(one.factor, one.first, one.total) for one in by_total]


def is_share(each: OutcomeSensitivity) -> bool:
    """Whether changes are changes of a share of runs, told in per cent."""
    return each.outcome.kind == "truth" and each.scale == "value"


def factor_rows(found: SensitivityAnswer, names: Sequence[str]) -> list[Row]:
    """A row for each factor: its name, and what it is in the scenario."""
    told = [factor_told(found.asked, name) for name in names]
    return named_rows(told, left=LABELS, least=LINE)


def _dot(axes: Axes, y: float, found: Index | Spread, times: float, *, name: str) -> None:
    is_hollow = name.endswith(".second")
    look = LOOKS[1] if is_hollow else LOOKS[0]
    axes.plot(
        [times * found.low, times * found.high],
        [y, y],
        color=look.colour,
        linewidth=1.6,
        gid=f"{name}.interval",
    )
    axes.plot(
        [times * found.value],
        [y],
        color=look.colour,
        marker=look.marker,
        markerfacecolor="white" if is_hollow else look.colour,
        markersize=7,
        gid=name,
    )


def change_label(each: OutcomeSensitivity) -> str:
    """What stands below the axis of changes."""
    if each.scale == "rank":
        return "Change of the mean rank of runs (0 first, 1 last)"
    unit = "% of runs" if each.outcome.kind == "truth" else each.outcome.unit
    return f"Change of the outcome, {unit}" if unit else "Change of the outcome"


def _how(found: SensitivityAnswer, each: OutcomeSensitivity) -> str:
    if found.method == "morris":
        told = f"Morris screening, {found.size} trajectories"
    else:
        told = f"Sobol' indices, {found.size} samples"
    runs = "1 run" if found.asked.replications == 1 else f"{found.asked.replications} runs"
    told += f", {runs} at each of {found.asked.points} points. Bars are "
    told += "95 % intervals from drawing the points again."
    if each.chance is not None:
        told += f" Chance is {100 * each.chance.value:.0f} % of the variance of single runs."
    return told


CHART: AnswerChart[SensitivityAnswer] = AnswerChart(
    name="indices",
    question="Which factors move an outcome?",
    shows="Effects or indices of every factor with intervals, those that matter most on top.",
    offers=lambda found: {"outcome": tuple(each.outcome.name for each in found.outcomes)},
    why_not=lambda _: "",
    title=lambda found, one: title(found, one["outcome"]),
    paint=lambda found, one: sensitivity_chart(found, one["outcome"]),
)
