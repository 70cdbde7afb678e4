"""What becomes of an outcome as two levers change: a field a combination, its value written in."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import on_axis, outcome_label, study_axes
from sim.analysis.charts.style import house_style
from sim.analysis.charts.sweep_lines import setting_text
from sim.analysis.sweeps import SweepAnswer

PALE = 0.55
"""On fields lighter than this text is dark."""


def sweep_heat_chart(found: SweepAnswer, outcome: str) -> Axes:
    """An outcome over two levers.

    Args:
        found: The answer of a sweep.
        outcome: Name of the outcome.
    """
    names = [each.name for each in found.outcomes]
    told = found.outcomes[names.index(outcome)]
    title = f"What becomes of {outcome} as {' and '.join(found.levers)} change?"
    explanation = [
        f"{found.asked.title} {told.what}",
        f"{outcome_label(told)}; averaged over the uncertainties, with the 95 % interval below.",
    ]
    with house_style():
        if len(found.levers) != 2:
            words = "A field needs two levers; this study has another number of them."
            return sentence(title, explanation, words)
        rows, columns = (
            list(dict.fromkeys(each.settings[lever] for each in found.combinations))
            for lever in (0, 1)
        )
        axes = study_axes(title, explanation, left=1.8, high=0.4 + 0.62 * len(rows))
        field = np.full((len(rows), len(columns)), np.nan)
        texts = dict[tuple[int, int], str]()
        for each in found.combinations:
            at = rows.index(each.settings[0]), columns.index(each.settings[1])
            level = each.levels[names.index(outcome)]
            field[at] = on_axis(level.value, told)
            ends = [on_axis(end, told) for end in (level.low, level.high)]
            shown = f"{field[at]:.3g}" if np.isfinite(field[at]) else "never"
            interval = f"{ends[0]:.3g} to {ends[1]:.3g}" if np.isfinite(ends).all() else ""
            texts[at] = f"{shown}\n{interval}".rstrip()
        axes.imshow(field, aspect="auto", cmap="cividis")
        for (row, column), text in texts.items():
            ink = "black" if _shade(field, field[row, column]) > PALE else "white"
            axes.text(column, row, text, ha="center", va="center", color=ink)
        units = {factor.name: factor.unit for factor in found.asked.factors}
        axes.set_xticks(range(len(columns)), [setting_text(one) for one in columns])
        axes.set_yticks(range(len(rows)), [setting_text(one) for one in rows])
        axes.set_xlabel(_head(found.levers[1], units))
        axes.set_ylabel(_head(found.levers[0], units))
        return axes


def _shade(field: NDArray[np.float64], value: float) -> float:
    """How light a field is, from 0 to 1; what has no value is white."""
    if not np.isfinite(value):
        return 1.0
    low, high = float(np.nanmin(field)), float(np.nanmax(field))
    return (value - low) / (high - low) if high > low else 0.0


def _head(name: str, units: dict[str, str]) -> str:
    return name if units[name] in ("", "date") else f"{name}, {units[name]}"
