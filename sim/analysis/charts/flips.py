"""Which clauses did the changes turn, and how often? Paired replications, a bar a scenario."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FixedLocator

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.flips_rows import KINDS, NAME_SIZE, ROW, SIZE, Bar, Group, groups_of
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, page, sentence
from sim.analysis.charts.study_words import case_title
from sim.analysis.charts.style import BAND, INK, MUTED, RULE, house_style
from sim.analysis.charts.words import inches, replications, shown
from sim.analysis.comparing.compared import Compared

NOTHING = "There is nothing to show: no clause and no area is in both scenarios."
LABELS, WORDS = 2.9, 2.55
"""Inches for names of scenarios on the left, and for what is said on the right."""
_BELOW = 0.5


def title(found: Compared) -> str:
    """The question."""
    return "Which clauses did the changes turn, and how often?"


def flips_chart(found: Compared) -> Axes:
    """For each clause and area a bar a scenario: in how many replications it turned, and stayed.

    What is on time in the base are the first two parts of a bar, what is on time in the scenario
    the second and the third.
    """
    with house_style():
        groups, left_out = groups_of(found, labels=LABELS, words=WORDS)
        if not groups:
            return sentence(title(found), [case_title(found.title, found.base.label)], NOTHING)
        high = sum(group.height for group in groups)
        told = _explanation(found, left_out=left_out)
        made = page(title(found), told, body=high + _BELOW, key=_key(groups))
        width = WIDTH - 2 * MARGIN - LABELS - WORDS
        axes = made.axes(left=MARGIN + LABELS, top=0, width=width, height=high)
        axes.set(xlim=(0, 100), ylim=(high, 0), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_locator(FixedLocator([0, 20, 40, 60, 80, 100]))
        axes.tick_params(axis="x", labelsize=SIZE)
        axes.set_xlabel("Share of the replications, %", fontsize=SIZE)
        axes.grid(axis="x", color=RULE)
        axes.set_axisbelow(True)
        top = 0.0
        for group in groups:
            _draw(axes, group, top, width=width)
            top += group.height
        return axes


def _draw(axes: Axes, group: Group, top: float, *, width: float) -> None:
    wide = (WIDTH - 2 * MARGIN) / width
    axes.add_patch(
        Rectangle(
            (-LABELS / width, top),
            wide,
            group.head_height - 0.04,
            transform=axes.get_yaxis_transform(),
            facecolor=BAND,
            linewidth=0,
            clip_on=False,
        )
    )
    middle = top + (group.head_height - 0.04) / 2
    _write(axes, group.head, 0.06 - LABELS, middle, width=width, is_head=True)
    top += group.head_height
    for bar in group.bars:
        middle = top + bar.height / 2
        _write(axes, bar.label, -0.12, middle, width=width, align="right")
        _write(axes, bar.words, width + 0.12, middle, width=width)
        _bar(axes, bar, middle, width=width)
        top += bar.height


def _bar(axes: Axes, bar: Bar, middle: float, *, width: float) -> None:
    begin = 0.0
    for kind in KINDS:
        count = bar.counts[kind.name]
        share = 100 * count / bar.total
        if not count:
            continue
        axes.add_patch(
            Rectangle(
                (begin, middle - ROW / 3),
                share,
                2 * ROW / 3,
                facecolor=kind.colour,
                edgecolor=INK,
                hatch=kind.hatch,
                linewidth=0.6,
                gid=f"{bar.name}.{kind.name}",
            )
        )
        if inches(f"{count:,}", SIZE - 1) + 0.06 <= share / 100 * width:
            axes.text(
                begin + share / 2,
                middle,
                f"{count:,}",
                fontsize=SIZE - 1,
                ha="center",
                va="center",
                color=kind.ink,
                bbox=None if not kind.hatch else {"facecolor": "white", "pad": 0.8, "lw": 0},
            )
        begin += share


def _write(
    axes: Axes,
    text: str,
    left: float,
    y: float,
    *,
    width: float,
    align: str = "left",
    is_head: bool = False,
) -> None:
    """Write so many inches from the left end of the bars."""
    axes.text(
        left / width,
        y,
        text,
        transform=axes.get_yaxis_transform(),
        ha=align,
        va="center",
        fontsize=NAME_SIZE if is_head else SIZE,
        fontweight="bold" if is_head else "normal",
        color=INK if align == "left" else MUTED,
        linespacing=1.2,
        clip_on=False,
    )


def _explanation(found: Compared, *, left_out: int) -> list[str]:
    base = shown(found.base.label, "the first scenario")
    percent = f"{100 * found.confidence:g} %"
    more = f" {left_out} clauses and areas in which nothing turns are left out." if left_out else ""
    return [
        case_title(found.title, found.base.label),
        f"Each bar holds the {replications(found.replications)} that a scenario shares with {base} "
        f"and their chance, run by run; hatched is what turned from {base} to the scenario. An "
        "area is on time if all who must leave it are out by due. Beside the bar stands the "
        f"difference of the shares with its {percent} interval (Bonett and Price); of clauses also "
        f"whether it is clear among all differences (McNemar's exact test, Holm's method).{more}",
    ]


def _key(groups: Sequence[Group]) -> list[KeyItem]:
    there = {name for group in groups for bar in group.bars for name in bar.counts}
    return [
        (
            Patch(facecolor=kind.colour, edgecolor=INK, hatch=kind.hatch, linewidth=0.6),
            kind.words,
        )
        for kind in KINDS
        if kind.name in there
        and any(bar.counts[kind.name] for group in groups for bar in group.bars)
    ]


CHART: AnswerChart[Compared] = AnswerChart(
    name="flips",
    question="Which clauses did the changes turn, and how often?",
    shows=(
        "For each clause and area a bar a scenario: in how many paired replications it stayed on "
        "time, turned to on time, turned to late, and stayed late."
    ),
    offers=lambda _: {},
    why_not=lambda _: "",
    title=lambda found, _: title(found),
    paint=lambda found, _: flips_chart(found),
)
