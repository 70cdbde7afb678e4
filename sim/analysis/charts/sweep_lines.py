"""What becomes of an outcome as levers change: a line a combination of all levers but one."""

import math

from matplotlib.axes import Axes

from sim.analysis.asked import OutcomeAsked
from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import (
    BELOW,
    LOOKS,
    SIZE,
    dated,
    mark,
    on_axis,
    outcome_label,
    study_axes,
    wide,
    write_columns,
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
from sim.analysis.sweeps import Setting, SweepAnswer

APART = 0.012
"""Lines stand so far beside one another, as a share of the axis, that intervals do not hide."""
Line = list[tuple[Setting, Level]]


def title(found: SweepAnswer, outcome: str, lever: str) -> str:
    """The question."""
    told = outcome_title(outcome, found.asked.names)
    return f"What becomes of “{told}” as “{factor_words(lever)}” changes?"


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
    question = title(found, outcome, lever)
    never = sum(each.levels[names.index(outcome)].never for each in found.combinations)
    levers = {name: f"“{factor_words(name)}”" for name in found.levers}
    explanation = [
        study_told(found.asked),
        f"{told.what} {factors_told(found.asked, levers)}".rstrip(),
        "Averaged over the uncertainties; bars are 95 % intervals and cover chance alone."
        + (f" In {never} runs it never came; these rank last." if never else ""),
    ]
    with house_style():
        if len(lines) > len(LOOKS):
            words = f"{len(lines)} combinations of the other levers are too many lines for a chart."
            return sentence(question, explanation, words)
        key = [(mark(look), name) for look, name in zip(LOOKS, lines, strict=False) if name]
        places = _places(lines)
        below = {setting: _below(setting, len(places)) for setting in places}
        most = max(text.count("\n") for text in below.values())
        axes = study_axes(question, explanation, key=key, below=BELOW + most * line_inches(SIZE))
        _draw(axes, told, lines, places)
        write_columns(axes, list(below.values()), list(places.values()), width=wide())
        axes.set_xlabel(wrapped(factor_head(found.asked, lever), SIZE, width=wide()))
        axes.set_ylabel(outcome_label(told))
        if told.kind == "truth":
            axes.set_ylim(-3, 103)
        dated(axes, found.asked, told)
        axes.grid(axis="y")
        return axes


def _lines(found: SweepAnswer, outcome: int, lever: int) -> dict[str, Line]:
    """The line of each combination of the other levers, by what it is called."""
    lines: dict[str, Line] = {}
    for each in found.combinations:
        others = [
            f"{factor_words(name)} {setting_words(setting)}"
            for number, (name, setting) in enumerate(zip(found.levers, each.settings, strict=True))
            if number != lever
        ]
        line = lines.setdefault(", ".join(others), [])
        line.append((each.settings[lever], each.levels[outcome]))
    return lines


def _places(lines: dict[str, Line]) -> dict[Setting, float]:
    """Where each setting stands: numbers at their values, words side by side."""
    settings = list(dict.fromkeys(setting for line in lines.values() for setting, _ in line))
    is_number = all(
        isinstance(end, int | float) for setting in settings for end in (setting.low, setting.high)
    )
    if is_number:
        return {setting: (float(setting.low) + float(setting.high)) / 2 for setting in settings}
    return {setting: float(position) for position, setting in enumerate(settings)}


def _below(setting: Setting, number: int) -> str:
    return wrapped(setting_words(setting), SIZE, width=max(0.6, wide() / number - 0.1))


def _draw(
    axes: Axes, outcome: OutcomeAsked, lines: dict[str, Line], places: dict[Setting, float]
) -> None:
    step = max(places.values()) - min(places.values()) or 1.0
    for number, (line, look) in enumerate(zip(lines.values(), LOOKS, strict=False)):
        beside = step * APART * (number - (len(lines) - 1) / 2)
        x = [places[setting] + beside for setting, _ in line]
        y = [on_axis(level.value, outcome) for _, level in line]
        bars = [
            [_length(level.value, level.low, outcome) for _, level in line],
            [_length(level.high, level.value, outcome) for _, level in line],
        ]
        drawn = axes.errorbar(
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
        drawn.lines[0].set_gid(f"line.{number}")


def _length(more: float | None, less: float | None, outcome: OutcomeAsked) -> float:
    """How long a bar is; none where an end is not known."""
    length = on_axis(more, outcome) - on_axis(less, outcome)
    return max(0.0, length) if math.isfinite(length) else 0.0


CHART: AnswerChart[SweepAnswer] = AnswerChart(
    name="lines",
    question="What becomes of an outcome as a lever changes?",
    shows="An outcome over one lever with intervals, a line a combination of the other levers.",
    offers=lambda found: {
        "outcome": tuple(each.name for each in found.outcomes),
        "lever": found.levers,
    },
    why_not=lambda found: "" if found.levers else "the study has no lever",
    title=lambda found, one: title(found, one["outcome"], one["lever"]),
    paint=lambda found, one: sweep_lines_chart(found, one["outcome"], one["lever"]),
)
