"""When would it have to be due? The probability of being on time over the dues that were tried."""

from collections.abc import Sequence
from datetime import datetime

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.analysis.asked import INSTANT
from sim.analysis.charts.answer_chart import AnswerChart, Choices
from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import LOOKS, mark, study_axes
from sim.analysis.charts.study_words import factor_words, setting_words, study_told
from sim.analysis.charts.style import INK, MUTED, house_style
from sim.analysis.charts.words import shown
from sim.analysis.dues.answer import DuesAnswer, Sought
from sim.clock import instant_text

APART_HOURS = 1.2
TOGETHER = "together"
ALL, JOINTLY = "all", "jointly"
"""Words for all curves, and for that of all clauses together, where one clause may be chosen."""


def title(found: DuesAnswer) -> str:
    """The question."""
    return f"When would it have to be due to be met with {100 * found.probability:g} %?"


def due_curves_chart(found: DuesAnswer, sought: Sequence[Sought]) -> Axes:
    """The probability over the shift of the dues, a curve for each that is sought.

    Args:
        found: The answer of a design.
        sought: Those that are drawn.
    """
    percent = 100 * found.probability
    explanation = [
        study_told(found.asked),
        "Dots are the share of runs on time at each due that was tried, with 95 % intervals; "
        "lines are the likeliest curves that never fall. Each due has runs of its own: people "
        "leave by it.",
    ]
    with house_style():
        if not 0 < len(sought) <= len(LOOKS):
            words = f"{len(sought)} curves do not go into one chart; choose one clause."
            return sentence(title(found), explanation, words)
        key = [
            (mark(look), _name(one, found.levers)) for look, one in zip(LOOKS, sought, strict=False)
        ]
        wished = Line2D([], [], color=MUTED, linestyle="dotted")
        axes = study_axes(title(found), explanation, key=[*key, (wished, f"{percent:g} %")])
        for number, (one, look) in enumerate(zip(sought, LOOKS, strict=False)):
            beside = APART_HOURS * (number - (len(sought) - 1) / 2)
            x = [point.later_hours / 24 for point in one.tried]
            shares = [100 * point.met / point.known for point in one.tried]
            ends = [
                [share - 100 * point.low for share, point in zip(shares, one.tried, strict=True)],
                [100 * point.high - share for share, point in zip(shares, one.tried, strict=True)],
            ]
            axes.errorbar(
                [day + beside / 24 for day in x],
                shares,
                yerr=[[max(0.0, length) for length in side] for side in ends],
                color=look.colour,
                linestyle="none",
                marker=look.marker,
                markersize=5,
                capsize=2,
                elinewidth=0.9,
            ).lines[0].set_gid(f"tried.{number}")
            fitted = [100 * point.fitted for point in one.tried]
            curve = f"curve.{number}"
            axes.plot(x, fitted, color=look.colour, linestyle=look.dash, linewidth=1.4, gid=curve)
        axes.axhline(percent, color=MUTED, linestyle="dotted", linewidth=1.2)
        axes.axvline(0, color=INK, linewidth=0.7)
        axes.set_ylim(-3, 103)
        axes.set_xlabel(_label(sought))
        axes.set_ylabel("Runs on time, %")
        axes.grid(axis="y")
        return axes


def _name(one: Sought, levers: Sequence[str]) -> str:
    by_itself = "" if one.moved == TOGETHER else " (moved by itself)"
    told = ", ".join(
        f"{factor_words(name)} {setting_words(setting)}"
        for name, setting in zip(levers, one.settings, strict=True)
    )
    return f"{shown(one.name, one.clause)}{by_itself}{f': {told}' if told else ''}"


def _label(sought: Sequence[Sought]) -> str:
    signed = {one.signed for one in sought}
    if len(signed) == 1 and (only := signed.pop()):
        due = instant_text(datetime.strptime(only, INSTANT))
        return f"Due so many days after {due}, as signed"
    return "Dues so many days later than signed"


def _offers(found: DuesAnswer) -> dict[str, tuple[str, ...]]:
    clauses = dict.fromkeys(one.clause or JOINTLY for one in found.sought)
    moved = dict.fromkeys(one.moved for one in found.sought)
    return {"moved": tuple(moved), "clause": (ALL, *clauses) if len(clauses) > 1 else (ALL,)}


def _chosen(found: DuesAnswer, choices: Choices) -> list[Sought]:
    return [
        one
        for one in found.sought
        if one.moved == choices["moved"] and choices["clause"] in (ALL, one.clause or JOINTLY)
    ]


def _is_worth(found: DuesAnswer, choices: Choices) -> bool:
    """Whether a chart has curves, and others than that of one clause.

    Of a due that is moved by itself there is one clause; curves of all may be too many.
    """
    sought = _chosen(found, choices)
    if choices["clause"] != ALL or len(_offers(found)["clause"]) == 1:
        return bool(sought)
    return len({one.clause for one in sought}) > 1 and len(sought) <= len(LOOKS)


CHART: AnswerChart[DuesAnswer] = AnswerChart(
    name="curves",
    question="When would it have to be due?",
    shows="The share of runs on time over the dues that were tried, a curve a clause.",
    offers=_offers,
    why_not=lambda found: "" if found.sought else "no due was tried",
    title=lambda found, _: title(found),
    paint=lambda found, one: due_curves_chart(found, _chosen(found, one)),
    is_worth=_is_worth,
)
