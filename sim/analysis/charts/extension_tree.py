"""Was more time asked for, was it granted, and what came of it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.extension_counts import Tree, trees
from sim.analysis.charts.extension_shapes import SIZE, Laid, draw_tree, laid
from sim.analysis.charts.extension_words import (
    left_out_words,
    needed_words,
    never_words,
    not_asked_words,
    observed_facts,
)
from sim.analysis.charts.page import MARGIN, WIDTH, page, sentence
from sim.analysis.charts.style import BAND, INK, house_style
from sim.analysis.charts.words import replications, text_inches, wrapped

TITLE = "Was more time asked for, was it granted, and what came of it?"
NOTHING = (
    "There is nothing to show: no replication, or no clause for which more time may be granted."
)
MOST_TREES, MOST_NAMES = 8, 12
"""A page with more could not be taken in."""

_NAME_SIZE = 9.5
_ROOM = WIDTH - 2 * MARGIN
_SPACE, _INDENT = 0.16, 0.06


@dataclass(frozen=True, slots=True)
class _Block:
    """What the page has of one clause: its name, its tree, and lines below it."""

    tree: Tree
    header: str
    laid: Laid
    lines: str

    @property
    def header_height(self) -> float:
        return text_inches(self.header, _NAME_SIZE) + 0.1

    @property
    def height(self) -> float:
        return self.header_height + self.laid.height + text_inches(self.lines, SIZE) + 2 * _SPACE


def extension_chart(data: ChartData) -> Axes:
    """A tree for each clause more time was asked for: asked, answered, fulfilled or not.

    Branches are as wide as the share of replications that went that way. Clauses that might have
    been given more time, and for which nobody ever asked, are named below.
    """
    with house_style():
        found = trees(data) if data.replications_number else []
        if not found:
            return sentence(TITLE, [data.title], NOTHING)
        shown = _shown(found)
        blocks = [_block(data, each) for each in shown]
        rest = _rest(data, found, shown)
        body = sum(each.height for each in blocks) + text_inches(rest, SIZE) + 0.1
        made = page(TITLE, [data.title, _explanation(data)], body=body, key=())
        axes = made.axes(left=MARGIN, top=0, width=_ROOM, height=body)
        axes.set(xlim=(0, _ROOM), ylim=(body, 0))
        axes.set_axis_off()
        top = 0.0
        for block in blocks:
            _draw_block(axes, block, top)
            top += block.height
        _write(axes, rest, 0, top)
        return axes


def _shown(found: Sequence[Tree]) -> list[Tree]:
    """Those for which more time was asked most often, in their own order."""
    asked = [each for each in found if each.asked]
    most = sorted(asked, key=lambda each: -each.asked)[:MOST_TREES]
    return [each for each in asked if each in most]


def _block(data: ChartData, tree: Tree) -> _Block:
    clause = tree.clause
    told = (needed_words(tree), never_words(tree), observed_facts(data, clause.name))
    header = f"{clause.label} ({clause.party})" if clause.party else clause.label
    return _Block(
        tree=tree,
        header=wrapped(header, _NAME_SIZE, width=_ROOM - 2 * _INDENT, weight="bold"),
        laid=laid(data, tree),
        lines="\n".join(wrapped(line, SIZE, width=_ROOM) for line in told if line),
    )


def _rest(data: ChartData, found: Sequence[Tree], shown: Sequence[Tree]) -> str:
    """Clauses that have no tree: those drawn less often, and those nobody asked for."""
    asked = [each for each in found if each.asked and each not in shown]
    never = [each for each in found if not each.asked]
    told = (
        left_out_words(asked, most=MOST_NAMES),
        not_asked_words(data, never, most=MOST_NAMES),
    )
    return "\n".join(wrapped(line, SIZE, width=_ROOM) for line in told if line)


def _draw_block(axes: Axes, block: _Block, top: float) -> None:
    height = block.header_height
    axes.add_patch(Rectangle((0, top), _ROOM, height - 0.03, facecolor=BAND, linewidth=0))
    _write(axes, block.header, _INDENT, top + 0.035, size=_NAME_SIZE, weight="bold")
    floor = top + height + _SPACE / 2
    draw_tree(axes, block.laid, floor, name=block.tree.clause.name)
    _write(axes, block.lines, 0, floor + block.laid.height + _SPACE / 2)


def _write(
    axes: Axes, text: str, x: float, y: float, *, size: float = SIZE, weight: str = "normal"
) -> None:
    axes.text(
        x,
        y,
        text,
        ha="left",
        va="top",
        fontsize=size,
        fontweight=weight,
        color=INK,
        linespacing=1.25,
    )


def _explanation(data: ChartData) -> str:
    of = data.replications_number
    if of == 1:
        return "One replication, which chance decided; others may go otherwise."
    return (
        f"Of {replications(of)}, for these inputs: a branch is as wide as the share of them that "
        "went that way. Beside it how many of those one step before, in brackets the 95 % interval "
        "of the probability; instants and days are the median and what lies between 10 and 90 %. "
        "The answer is that to the last request, or granted if any was. In time means fulfilled by "
        "the due as signed, or else by the due as it was moved."
    )


CHART = Chart(
    name="extension",
    question=TITLE,
    shows="A tree for each clause: in what share of replications more time was asked for, granted "
    "or refused, and whether the clause was then fulfilled in time.",
    draw=extension_chart,
    has=lambda data: bool(trees(data)),
)
