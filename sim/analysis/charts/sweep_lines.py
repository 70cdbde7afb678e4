"""What becomes of an outcome as levers change: a line a combination of all levers but one."""

import math

from matplotlib.axes import Axes

from sim.analysis.asked import OutcomeAsked
from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import (
    LOOKS,
    dated,
    mark,
    on_axis,
    outcome_label,
    study_axes,
)
from sim.analysis.charts.style import house_style
from sim.analysis.levels import Level
from sim.analysis.sweeps import Setting, SweepAnswer

APART = 0.012
"""Lines stand so far beside one another, as a share of the axis, that intervals do not hide."""


def sweep_lines_chart(found: SweepAnswer, outcome: str, lever: str) -> Axes:
    """An outcome over one lever, a line for each combination of the others.

    Args:
        found: The answer of a sweep.
        outcome: Name of the outcome.
        lever: Name of the lever along the axis.
    """
    names = [each.name for each in found.outcomes]
    told = found.outcomes[names.index(outcome)]
    lines = _lines(found, names.index(outcome), found.levers.index(lever))
    title = f"What becomes of {outcome} as {lever} changes?"
    never = sum(each.levels[names.index(outcome)].never for each in found.combinations)
    explanation = [
        f"{found.asked.title} {told.what}",
        "Averaged over the uncertainties; bars are 95 % intervals and cover chance alone."
        + (f" In {never} runs it never came; these rank last." if never else ""),
    ]
    with house_style():
        if len(lines) > len(LOOKS):
            words = f"{len(lines)} combinations of the other levers are too many lines for a chart."
            return sentence(title, explanation, words)
        key = [(mark(look), name) for look, name in zip(LOOKS, lines, strict=False) if name]
        axes = study_axes(title, explanation, key=key)
        _draw(axes, found, told, lines, lever)
        return axes


def _lines(found: SweepAnswer, outcome: int, lever: int) -> dict[str, list[tuple[Setting, Level]]]:
    """The line of each combination of the other levers, by what it is called."""
    lines: dict[str, list[tuple[Setting, Level]]] = {}
    for each in found.combinations:
        others = [
            f"{name} {setting_text(setting)}"
            for number, (name, setting) in enumerate(zip(found.levers, each.settings, strict=True))
            if number != lever
        ]
        line = lines.setdefault(", ".join(others), [])
        line.append((each.settings[lever], each.levels[outcome]))
    return lines


def setting_text(setting: Setting) -> str:
    """What a lever is in a combination."""
    low, high = (
        value if isinstance(value, str) else f"{value:g}" for value in (setting.low, setting.high)
    )
    return f"{low} to {high}" if setting.is_part else low


def _draw(
    axes: Axes,
    found: SweepAnswer,
    outcome: OutcomeAsked,
    lines: dict[str, list[tuple[Setting, Level]]],
    lever: str,
) -> None:
    asked = next(factor for factor in found.asked.factors if factor.name == lever)
    settings = list(dict.fromkeys(setting for line in lines.values() for setting, _ in line))
    is_number = all(
        isinstance(end, int | float) for setting in settings for end in (setting.low, setting.high)
    )
    places = {
        setting: _middle(setting) if is_number else float(position)
        for position, setting in enumerate(settings)
    }
    wide = max(places.values()) - min(places.values()) or 1.0
    for number, (line, look) in enumerate(zip(lines.values(), LOOKS, strict=False)):
        beside = wide * APART * (number - (len(lines) - 1) / 2)
        x = [places[setting] + beside for setting, _ in line]
        y = [on_axis(level.value, outcome) for _, level in line]
        bars = [
            [_length(level.value, level.low, outcome) for _, level in line],
            [_length(level.high, level.value, outcome) for _, level in line],
        ]
        axes.errorbar(
            x,
            y,
            yerr=bars,
            color=look.colour,
            linestyle=look.dash,
            marker=look.marker,
            markersize=6,
            capsize=3,
            linewidth=1.4,
            elinewidth=1.0,
        )
    axes.set_xticks(list(places.values()), [setting_text(setting) for setting in places])
    unit = "" if asked.unit in ("", "date") else f", {asked.unit}"
    axes.set_xlabel(f"{lever}{unit}")
    axes.set_ylabel(outcome_label(outcome))
    if outcome.kind == "truth":
        axes.set_ylim(-3, 103)
    dated(axes, found.asked, outcome)
    axes.grid(axis="y")


def _middle(setting: Setting) -> float:
    return (float(setting.low) + float(setting.high)) / 2


def _length(more: float | None, less: float | None, outcome: OutcomeAsked) -> float:
    """How long a bar is; none where an end is not known."""
    length = on_axis(more, outcome) - on_axis(less, outcome)
    return max(0.0, length) if math.isfinite(length) else 0.0
