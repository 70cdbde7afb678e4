"""A sheet of paper in inches: title and explanation above, charts in the middle, key below.

Everything is measured before the figure is made, so that nothing overlaps and nothing is cut.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerLine2D
from matplotlib.lines import Line2D

from sim.analysis.charts.style import INK, MUTED
from sim.analysis.charts.words import line_inches, text_inches, wrapped

WIDTH = 10.5
MARGIN = 0.2
_TITLE, _TEXT, _KEY = 14.0, 9.0, 8.5
_GAP = 0.14

KeyItem = tuple[Artist, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A figure, and where on it charts may stand.

    Attributes:
        figure: The figure.
        height: Its height in inches.
        top: Inches from its upper edge to where the charts begin.
    """

    figure: Figure
    height: float
    top: float

    def axes(self, *, left: float, top: float, width: float, height: float) -> Axes:
        """New axes; their place in inches, `top` counted from where the charts begin."""
        bottom = self.height - self.top - top - height
        return self.figure.add_axes(
            (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        )


def page(title: str, explanation: Sequence[str], *, body: float, key: Sequence[KeyItem]) -> Page:
    """A figure with room for charts so many inches high.

    Args:
        title: The question the charts answer.
        explanation: Paragraphs that say what is drawn and what the uncertainty means.
        body: Height of the charts, labels of their axes included.
        key: What each kind of line and mark means.
    """
    width = WIDTH - 2 * MARGIN
    key = [(handle, wrapped(label, _KEY, width=width - 0.7)) for handle, label in key]
    title = wrapped(title, _TITLE, width=width, weight="bold")
    text = "\n".join(wrapped(part, _TEXT, width=width) for part in explanation if part)
    head = MARGIN + text_inches(title, _TITLE) + text_inches(text, _TEXT) + _GAP
    foot = _key_height(key) + MARGIN
    height = head + body + foot
    figure = Figure(figsize=(WIDTH, height), dpi=100, facecolor="white")
    FigureCanvasAgg(figure)
    _write(figure, title, MARGIN, size=_TITLE, weight="bold", colour=INK)
    _write(figure, text, MARGIN + text_inches(title, _TITLE), size=_TEXT, colour=MUTED)
    if key:
        _legend(figure, key, foot - 0.02)
    return Page(figure=figure, height=height, top=head)


def sentence(title: str, explanation: Sequence[str], words: str) -> Axes:
    """A page that says in words why there is nothing to draw."""
    made = page(title, explanation, body=1.4, key=())
    axes = made.axes(left=MARGIN, top=0, width=WIDTH - 2 * MARGIN, height=1.4)
    axes.set_xticks([])
    say(axes, words, width=0.75 * WIDTH)
    return axes


def say(axes: Axes, words: str, *, width: float) -> None:
    """A sentence in the middle of an empty frame, which keeps its dates: others may stand above."""
    axes.set_yticks([])
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(True)
    axes.text(
        0.5,
        0.5,
        wrapped(words, 11, width=width),
        transform=axes.transAxes,
        ha="center",
        va="center",
        fontsize=11,
        color=MUTED,
        bbox={"facecolor": "white", "edgecolor": "none"},
    )


def _write(
    figure: Figure, text: str, top: float, *, size: float, colour: str, weight: str = "normal"
) -> None:
    height = figure.get_figheight()
    figure.text(
        MARGIN / WIDTH,
        1 - top / height,
        text,
        ha="left",
        va="top",
        fontsize=size,
        fontweight=weight,
        color=colour,
        linespacing=1.3,
    )


def _legend(figure: Figure, key: Sequence[KeyItem], top: float) -> float:
    """Write the key, its items in as few rows as the width allows; returns its height."""
    for rows in range(1, len(key) + 1):
        columns = math.ceil(len(key) / rows)
        # A legend is filled column by column, but read row by row.
        items = [item for column in range(columns) for item in key[column::columns]]
        legend = figure.legend(
            [handle for handle, _ in items],
            [label for _, label in items],
            loc="upper left",
            bbox_to_anchor=(MARGIN / WIDTH, top / figure.get_figheight()),
            ncol=columns,
            borderaxespad=0,
            borderpad=0,
            columnspacing=1.8,
            handlelength=3,
            labelspacing=0.5,
            fontsize=_KEY,
            handler_map={
                handle: HandlerLine2D(numpoints=2)
                for handle, _ in key
                if isinstance(handle, Line2D) and handle.get_marker() == "|"
            },
        )
        extent = legend.get_window_extent()
        if columns == 1 or extent.width <= figure.dpi * (WIDTH - 2 * MARGIN):
            break
        legend.remove()
    return float(extent.height) / figure.dpi


def _key_height(key: Sequence[KeyItem]) -> float:
    if not key:
        return 0.0
    trial = Figure(figsize=(WIDTH, WIDTH), dpi=100)
    FigureCanvasAgg(trial)
    return _legend(trial, key, WIDTH) + line_inches(_KEY) / 2
