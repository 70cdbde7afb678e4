"""The branches of an extension tree: laid out before the page is made, then drawn.

Lengths are inches; the width of a branch is the share of all replications that went that way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.extension_counts import LATE, MOVED, SIGNED, UNKNOWN, Branch, Tree
from sim.analysis.charts.extension_words import branch_notes, branch_words
from sim.analysis.charts.page import MARGIN, WIDTH
from sim.analysis.charts.style import BROKEN, INK, LEAVING, MUTED, TROOPS
from sim.analysis.charts.words import text_inches, wrapped

FULL = 0.6
"""Width of a branch that all replications went."""
SIZE = 8.5
_LEVELS = ((0.0, 1.05), (1.45, 3.75), (4.15, 6.5))
"""From where to where the root, choices and answers run level."""
_LEAF = (6.9, 7.15)
_WORDS = 7.25
_WORDS_WIDTH = WIDTH - 2 * MARGIN - _WORDS
_NEAR, _APART = 0.04, 0.1

_FACES = {SIGNED: TROOPS.colour, MOVED: "#8fb2d3", LATE: "#f3cfc4", UNKNOWN: "white"}
_EDGES = {SIGNED: TROOPS.colour, MOVED: "#5f8bb5", LATE: BROKEN.colour, UNKNOWN: MUTED}
_HATCHES = {LATE: "/////"}


@dataclass(frozen=True, slots=True)
class Laid:
    """A branch with its words broken into lines.

    Attributes:
        branch: Which one.
        width: Of its band.
        above, below: Words over and under it; of a leaf those beside it.
        height: The room it needs with all that come after it.
        branches: Those.
    """

    branch: Branch
    width: float
    above: str
    below: str
    height: float
    branches: tuple["Laid", ...]

    @property
    def is_leaf(self) -> bool:
        """Whether it is what came of the clause in the end."""
        return not self.branches

    @property
    def own_height(self) -> float:
        """The room that it needs by itself."""
        over, under = text_inches(self.above, SIZE), text_inches(self.below, SIZE)
        if self.is_leaf:
            return max(self.width, over) + _APART
        return over + self.width + under + 2 * _NEAR + _APART


def laid(data: ChartData, tree: Tree) -> Laid:
    """A tree as measured."""
    return _lay(data, tree.root, of_all=tree.root.count)


def _lay(data: ChartData, branch: Branch, *, of_all: int) -> Laid:
    branches = tuple(_lay(data, each, of_all=of_all) for each in branch.branches)
    room = _room(branch)
    notes = [wrapped(note, SIZE, width=room) for note in branch_notes(data, branch)]
    found = Laid(
        branch=branch,
        width=FULL * branch.count / of_all,
        above=wrapped(branch_words(branch, of_all), SIZE, width=room),
        below="\n".join(notes),
        height=0.0,
        branches=branches,
    )
    height = max(found.own_height, sum(each.height for each in branches))
    return Laid(branch, found.width, found.above, found.below, height, branches)


def _room(branch: Branch) -> float:
    if not branch.branches:
        return _WORDS_WIDTH
    return _level_end(branch) - _LEVELS[len(branch.path)][0]


def _level_end(branch: Branch) -> float:
    """Where a branch ends; one that parts into outcomes at once runs on up to them."""
    parts_into_leaves = all(not each.branches for each in branch.branches)
    return _LEVELS[-1 if parts_into_leaves else len(branch.path)][1]


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a branch stands: the middle of its band, and where on the one before it comes from."""

    laid: Laid
    middle: float
    begin: float
    source: float


def draw_tree(axes: Axes, root: Laid, top: float, *, name: str) -> None:
    """Draw a tree into axes whose x and y are inches from the upper left corner.

    Args:
        axes: Where to draw.
        root: What to draw.
        top: From where on downwards.
        name: Of the clause; the parts are called `branch.NAME.asked.granted` in the picture.
    """
    for stand in _stands(root, top, begin=0.0, source=None):
        _draw_band(axes, stand, name=name)
        _write_words(axes, stand)


def _stands(laid: Laid, top: float, *, begin: float, source: float | None) -> Iterator[_Stand]:
    """Where a branch and all that come after it stand."""
    middle = top + (laid.height - laid.own_height) / 2 + _middle(laid)
    yield _Stand(laid, middle, begin, middle if source is None else source)
    floor = top + (laid.height - sum(each.height for each in laid.branches)) / 2
    edge = middle - laid.width / 2
    for each in laid.branches:
        yield from _stands(each, floor, begin=_end(laid), source=edge + each.width / 2)
        floor += each.height
        edge += each.width


def _middle(laid: Laid) -> float:
    """How far below its upper end the middle of a branch's band is."""
    if laid.is_leaf:
        return laid.own_height / 2
    return _APART / 2 + text_inches(laid.above, SIZE) + _NEAR + laid.width / 2


def _end(laid: Laid) -> float:
    return _LEAF[1] if laid.is_leaf else _level_end(laid.branch)


def _draw_band(axes: Axes, stand: _Stand, *, name: str) -> None:
    laid = stand.laid
    level = _LEAF[0] if laid.is_leaf else _LEVELS[len(laid.branch.path)][0]
    half, kind = laid.width / 2, laid.branch.name
    over, under = (
        ((stand.begin, stand.source + side), (level, stand.middle + side)) for side in (-half, half)
    )
    bend = (stand.begin + level) / 2
    ends = (_end(laid), stand.middle - half), (_end(laid), stand.middle + half)
    points = [over[0], (bend, over[0][1]), (bend, over[1][1]), over[1], *ends]
    points += [under[1], (bend, under[1][1]), (bend, under[0][1]), under[0], over[0]]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, *[Path.LINETO] * 3, *[Path.CURVE4] * 3]
    axes.add_patch(
        PathPatch(
            Path(points, [*codes, Path.CLOSEPOLY]),
            facecolor=_FACES.get(kind, LEAVING.pale),
            edgecolor=_EDGES.get(kind, LEAVING.pale),
            hatch=_HATCHES.get(kind),
            linewidth=0.7,
            zorder=3,
            gid=".".join(("branch", name, *laid.branch.path)),
        )
    )


def _write_words(axes: Axes, stand: _Stand) -> None:
    laid = stand.laid
    write = partial(_write, axes)
    if laid.is_leaf:
        write(laid.above, _WORDS, stand.middle, va="center")
        return
    left = _LEVELS[len(laid.branch.path)][0]
    write(laid.above, left, stand.middle - laid.width / 2 - _NEAR, va="bottom")
    write(laid.below, left, stand.middle + laid.width / 2 + _NEAR, va="top", colour=MUTED)


def _write(axes: Axes, text: str, x: float, y: float, *, va: str, colour: str = INK) -> None:
    if text:
        axes.text(x, y, text, fontsize=SIZE, color=colour, ha="left", va=va, linespacing=1.25)
