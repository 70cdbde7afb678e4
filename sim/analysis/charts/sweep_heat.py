"""What becomes of an outcome as two levers change: a field a combination, its value written in."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.analysis.asked import OutcomeAsked
from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import (
    BELOW,
    SIZE,
    named_rows,
    on_axis,
    outcome_label,
    study_axes,
    when_words,
    wide,
    write_columns,
    write_rows,
)
from sim.analysis.charts.study_words import (
    factor_head,
    factor_words,
    factors_told,
    outcome_title,
    setting_words,
    study_told,
)
from sim.analysis.charts.style import house_style
from sim.analysis.charts.words import line_inches, wrapped
from sim.analysis.levels import Level
from sim.analysis.sweeps import SweepAnswer

PALE = 0.55
"""On fields lighter than this text is dark."""
LEFT, FIELD = 2.2, 0.62
"""Inches for the names of rows, and a row's least height."""


def title(found: SweepAnswer, outcome: str) -> str:
    """The question."""
    told = outcome_title(outcome, found.asked.names)
    levers = " and ".join(f"“{factor_words(name)}”" for name in found.levers)
    return f"What becomes of “{told}” as {levers} change?"


def sweep_heat_chart(found: SweepAnswer, outcome: str) -> Axes:
    """An outcome over two levers.

    Args:
        found: The answer of a sweep.
        outcome: Name of the outcome.
    """
    number = [each.name for each in found.outcomes].index(outcome)
    told = found.outcomes[number]
    levers = {name: f"“{factor_words(name)}”" for name in found.levers}
    explanation = [
        study_told(found.asked),
        f"{told.what} {factors_told(found.asked, levers)}".rstrip(),
        f"{outcome_label(told)}; averaged over the uncertainties, with the 95 % interval below.",
    ]
    with house_style():
        if len(found.levers) != 2:
            words = "A field needs two levers; this study has another number of them."
            return sentence(title(found, outcome), explanation, words)
        return _draw(found, number, title(found, outcome), explanation)


def _draw(found: SweepAnswer, number: int, question: str, explanation: list[str]) -> Axes:
    told = found.outcomes[number]
    across, down = (
        list(dict.fromkeys(each.settings[lever] for each in found.combinations)) for lever in (1, 0)
    )
    width = wide(LEFT)
    rows = named_rows([setting_words(one) for one in down], left=LEFT - 0.3, least=FIELD)
    columns = [wrapped(setting_words(one), SIZE, width=width / len(across) - 0.1) for one in across]
    lines = max(text.count("\n") for text in columns)
    high = rows[-1].top + rows[-1].height
    axes = study_axes(
        question, explanation, left=LEFT, high=high, below=BELOW + lines * line_inches(SIZE)
    )
    values = np.full((len(down), len(across)), np.nan)
    texts = dict[tuple[int, int], str]()
    for each in found.combinations:
        at = down.index(each.settings[0]), across.index(each.settings[1])
        values[at] = on_axis(each.levels[number].value, told)
        texts[at] = _written(each.levels[number], told, found)
    edges = [row.top for row in rows] + [high]
    axes.pcolormesh(np.arange(len(across) + 1) - 0.5, edges, values, cmap="cividis", gid="field")
    for (row, column), text in texts.items():
        ink = "black" if _shade(values, values[row, column]) > PALE else "white"
        fitted = _fitted(text, width / len(across) - 0.06)
        axes.text(column, rows[row].middle, fitted, ha="center", va="center", color=ink)
    axes.set_xlim(-0.5, len(across) - 0.5)
    write_columns(axes, columns, range(len(across)), width=width)
    write_rows(axes, rows)
    axes.set_xlabel(wrapped(factor_head(found.asked, found.levers[1]), SIZE, width=width))
    axes.set_ylabel(wrapped(factor_head(found.asked, found.levers[0]), SIZE, width=max(1.0, high)))
    return axes


def _written(level: Level, told: OutcomeAsked, found: SweepAnswer) -> str:
    """The value, and its interval below."""
    value, low, high = (on_axis(one, told) for one in (level.value, level.low, level.high))
    if not np.isfinite(value):
        return "not known" if level.value is None else "never"
    ends = [one for one in (low, high) if np.isfinite([low, high]).all()]
    first, *rest = (
        when_words(one, found.asked) if told.is_instant else f"{one:,.3g}" for one in (value, *ends)
    )
    return f"{first}\n{' to '.join(rest)}".rstrip()


def _fitted(text: str, width: float) -> str:
    """The text, without its interval where that finds no room."""
    lines = text.split("\n")
    told = [wrapped(line, SIZE, width=width) for line in lines]
    return "\n".join(told) if sum(one.count("\n") + 1 for one in told) <= 3 else told[0]


def _shade(field: NDArray[np.float64], value: float) -> float:
    """How light a field is, from 0 to 1; what has no value is white."""
    if not np.isfinite(value):
        return 1.0
    low, high = float(np.nanmin(field)), float(np.nanmax(field))
    return (value - low) / (high - low) if high > low else 0.0


CHART: AnswerChart[SweepAnswer] = AnswerChart(
    name="heat",
    question="What becomes of an outcome as two levers change?",
    shows="An outcome over two levers as a field, its value and its interval written in.",
    offers=lambda found: {"outcome": tuple(each.name for each in found.outcomes)},
    why_not=lambda found: "" if len(found.levers) == 2 else "a field needs a study with two levers",
    title=lambda found, one: title(found, one["outcome"]),
    paint=lambda found, one: sweep_heat_chart(found, one["outcome"]),
)
