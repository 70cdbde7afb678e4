"""What do the changes do? Paired differences with their intervals, a panel a unit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, page, sentence
from sim.analysis.charts.study_words import case_title, outcome_title
from sim.analysis.charts.style import INK, MUTED, RULE, Look, house_style
from sim.analysis.charts.words import HARD_SPACE, replications, shown, text_inches, wrapped
from sim.analysis.comparing.compared import Compared, Difference
from sim.analysis.comparing.figures import gap, verdict

NOTHING = "There is nothing to show: no outcome is known in both scenarios of any replication."
LOOKS = (
    Look("#12436d", marker="o"),
    Look("#d4511e", marker="s"),
    Look("#1b8a80", marker="D"),
    Look("#801650", marker="^"),
    Look("#9a6a00", marker="v"),
    Look("#7b5aa6", marker="P"),
)
"""Of the scenarios in turn; further ones have them again, with dashed lines."""
POINTS = "points"

_ROW, _SPACE, _HEADER, _FOOT = 0.3, 0.16, 0.34, 0.55
_SIZE, _NAME_SIZE = 8.5, 9.5
_NAMES, _WORDS = 2.9, 3.15
"""Inches for names of outcomes on the left, and for what is said on the right."""
_UNITS = {
    POINTS: "Difference of the share of replications, in percentage points",
    "h": "Difference in hours",
}


@dataclass(frozen=True, slots=True)
class _Rows:
    """An outcome: its name broken into lines, and its differences, a line each."""

    name: str
    differences: tuple[Difference, ...]

    @property
    def height(self) -> float:
        named = text_inches(self.name, _NAME_SIZE - 0.5)
        return max(len(self.differences) * _ROW, named) + _SPACE


@dataclass(frozen=True, slots=True)
class _Panel:
    """The outcomes of one unit."""

    unit: str
    rows: tuple[_Rows, ...]

    @property
    def height(self) -> float:
        return sum(rows.height for rows in self.rows)


def title(found: Compared) -> str:
    """The question."""
    base = shown(found.base.label, "the first scenario")
    if len(found.others) == 1:
        return f"What does {scenario_words(found, 0)} change, compared with {base}?"
    return f"What do the changes do, compared with {base}?"


def scenario_words(found: Compared, number: int) -> str:
    """The label of a scenario that is compared with the base."""
    return shown(found.others[number].label, f"scenario {number + 2}")


def differences_chart(found: Compared) -> tuple[Axes, ...]:
    """A panel for each unit, in it a row for each outcome and scenario.

    Filled marks are differences that stand out among all of them, hollow ones are not clear.
    """
    with house_style():
        panels = _panels(found)
        if not panels:
            return (sentence(title(found), [case_title(found.title, found.base.label)], NOTHING),)
        body = sum(_HEADER + panel.height + _FOOT for panel in panels)
        made = page(title(found), _explanation(found), body=body, key=_key(found))
        drawn, top = [], 0.0
        for panel in panels:
            top += _HEADER
            axes = made.axes(
                left=MARGIN + _NAMES,
                top=top,
                width=WIDTH - 2 * MARGIN - _NAMES - _WORDS,
                height=panel.height,
            )
            _draw(axes, panel, found)
            drawn.append(axes)
            top += panel.height + _FOOT
        return tuple(drawn)


def _panels(found: Compared) -> list[_Panel]:
    """Outcomes of one unit together, in the order in which they come."""
    told = [each for each in found.differences if each.value is not None]
    units = dict.fromkeys(_unit(each) for each in told)
    return [
        _Panel(
            unit,
            tuple(
                _Rows(
                    wrapped(
                        outcome_title(outcome, found.names), _NAME_SIZE - 0.5, width=_NAMES - 0.15
                    ),
                    differences,
                )
                for outcome in found.outcomes
                if (
                    differences := tuple(
                        each for each in told if (each.outcome, _unit(each)) == (outcome, unit)
                    )
                )
            ),
        )
        for unit in units
    ]


def _unit(each: Difference) -> str:
    return POINTS if each.measure == "share" else each.unit


def _draw(axes: Axes, panel: _Panel, found: Compared) -> None:
    reach = _reach(panel)
    axes.set(xlim=(-reach, reach), ylim=(panel.height, 0), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=INK, linewidth=0.9, zorder=2, gid="zero")
    axes.grid(axis="x", color=RULE)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.tick_params(axis="x", labelsize=_SIZE)
    axes.set_xlabel(_unit_words(panel.unit), fontsize=_SIZE)
    axes.text(
        0,
        1 + 0.06 / panel.height,
        "less than before   ←   →   more than before",
        transform=axes.transAxes,
        fontsize=_SIZE,
        color=MUTED,
        va="bottom",
    )
    top = 0.0
    looks = looks_of(found)
    for rows in panel.rows:
        middle = top + rows.height / 2
        _write(axes, rows.name, middle)
        first = middle - (len(rows.differences) - 1) * _ROW / 2
        for number, each in enumerate(rows.differences):
            _mark(axes, each, first + number * _ROW, looks[each.scenario], reach)
        top += rows.height


def _reach(panel: _Panel) -> float:
    """How far the axis goes to either side of no difference."""
    ends = [
        abs(end) * _scale(panel)
        for rows in panel.rows
        for each in rows.differences
        for end in (each.value, each.low, each.high)
        if end is not None and math.isfinite(end)
    ]
    return 1.08 * max([*ends, 0.0]) or 1.0


def _scale(panel: _Panel) -> float:
    return 100.0 if panel.unit == POINTS else 1.0


def _mark(axes: Axes, each: Difference, at: float, look: Look, reach: float) -> None:
    """The estimate with its interval, and the same in words beside it."""
    scale = 100.0 if each.measure == "share" else 1.0
    name = f"{each.outcome}.{each.scenario}"
    value = max(-reach, min(reach, (each.value or 0.0) * scale))
    if each.low is not None and each.high is not None:
        ends = [max(-reach, min(reach, end * scale)) for end in (each.low, each.high)]
        axes.plot(
            ends,
            [at, at],
            color=look.colour,
            linestyle=look.dash,
            linewidth=1.4,
            zorder=3,
            gid=f"{name}.interval",
        )
    axes.plot(
        [value],
        [at],
        linestyle="none",
        marker=_marker(each, look),
        markersize=6.5,
        markeredgewidth=1.4,
        markeredgecolor=look.colour,
        markerfacecolor=look.colour if each.is_clear else "white",
        clip_on=False,
        zorder=4,
        gid=name,
    )
    tied = verdict(each).replace("(p ", f"(p{HARD_SPACE}").replace("< ", f"<{HARD_SPACE}")
    words = "the same in every run" if each.is_same else f"{gap(each)}; {tied}"
    axes.annotate(
        wrapped(words, _SIZE - 1, width=_WORDS - 0.25),
        (1, at),
        xycoords=("axes fraction", "data"),
        xytext=(10, 0),
        textcoords="offset points",
        fontsize=_SIZE - 1,
        va="center",
        ha="left",
        linespacing=1.1,
    )


def _marker(each: Difference, look: Look) -> str:
    """An arrow where it happened in only one of the two, so that there is no size to show."""
    if each.value is None or math.isfinite(each.value):
        return look.marker
    return ">" if each.value > 0 else "<"


def _write(axes: Axes, words: str, at: float) -> None:
    axes.annotate(
        words,
        (0, at),
        xycoords=("axes fraction", "data"),
        xytext=(-10, 0),
        textcoords="offset points",
        fontsize=_NAME_SIZE - 0.5,
        va="center",
        ha="right",
        linespacing=1.15,
    )


def _unit_words(unit: str) -> str:
    return _UNITS.get(unit, f"Difference in {unit}" if unit else "Difference")


def looks_of(found: Compared) -> dict[str, Look]:
    """How each scenario that is compared looks, by its label."""
    looks = {}
    for number, each in enumerate(found.others):
        look = LOOKS[number % len(LOOKS)]
        looks[each.label] = replace(look, dash="dashed") if number >= len(LOOKS) else look
    return looks


def _explanation(found: Compared) -> Sequence[str]:
    percent = f"{100 * found.confidence:g} %"
    return [
        case_title(found.title, found.base.label),
        f"Of {replications(found.replications)} of each scenario that share their chance, run by "
        f"run, for these inputs: the mean difference with its {percent} interval (the median of "
        "the differences where something did not come about in some run). Whether a difference is "
        f"clear allows for all {len(found.differences)} of them.",
    ]


def _key(found: Compared) -> list[KeyItem]:
    key: list[KeyItem] = [
        (
            Line2D(
                [], [], color=look.colour, linestyle=look.dash, marker=look.marker, linewidth=1.4
            ),
            scenario_words(found, number),
        )
        for number, look in enumerate(looks_of(found).values())
    ]
    hollow = Line2D(
        [], [], linestyle="none", marker="o", markerfacecolor="white", markeredgecolor=MUTED
    )
    return [*key, (hollow, "hollow: no clear difference")]


CHART: AnswerChart[Compared] = AnswerChart(
    name="differences",
    question="What do the changes do?",
    shows="The differences of all outcomes with intervals, filled where they are clear.",
    offers=lambda _: {},
    why_not=lambda _: "",
    title=lambda found, _: title(found),
    paint=lambda found, _: differences_chart(found),
)
