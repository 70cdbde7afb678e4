"""Rows of lanes over one axis of time: what happened when, with words beside it.

Everything is measured before the page is made, so that the words have room.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.due_dates import DueDates
from sim.analysis.charts.instants import BIN_INCHES, Strip
from sim.analysis.charts.marks import LINE_INCHES, draw_instant
from sim.analysis.charts.page import MARGIN, WIDTH, Page
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.style import BAND, END, INK, MOVED, MUTED, SIGNED, Look
from sim.analysis.charts.words import inches, text_inches, wrapped
from sim.analysis.observed import ObservedOutcome

_SIZE, _NAME_SIZE = 8.5, 9.5
_WORDS_WIDTH, _LABEL_WIDTH = 3.15, 1.7
_SPACE = 0.12
_PAD = 0.15
_TALL, _DATES_ABOVE = 7.0, 0.27
"""A chart that is higher has its dates above it too, and needs room for them."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing told in a row, from left to right.

    Attributes:
        label: To its left.
        words: To its right, paragraph by paragraph.
        height: The least height in inches of what is drawn.
        instants: What is drawn in it.
        draw: Draws it.
        observed: Instants that were observed, drawn below it, a line each.
        name: What those are called in the picture: `observed.NAME.0`, and so on.
    """

    label: str
    words: tuple[str, ...]
    height: float
    instants: tuple[Spread, ...]
    draw: Callable[[Strip], None]
    observed: tuple[ObservedOutcome, ...] = ()
    name: str = ""

    @property
    def whole_height(self) -> float:
        """The least height with the lines of what was observed."""
        return self.height + LINE_INCHES * len(self.observed)


@dataclass(frozen=True, slots=True)
class Row:
    """Lanes under one header.

    Attributes:
        name: What it is about, by its name in the scenario.
        label: What people call it.
        dues: Its due instants, drawn through all of its lanes.
        lanes: What is told of it.
    """

    name: str
    label: str
    dues: tuple[DueDates, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row with its texts broken into lines, and the heights that they need, in inches."""

    row: Row
    header: str
    header_height: float
    labels: tuple[str, ...]
    words: tuple[str, ...]
    heights: tuple[float, ...]
    width: float

    @property
    def height(self) -> float:
        return self.header_height + sum(self.heights) + _SPACE

    def inside(self, top: float) -> tuple[float, float]:
        """From where to where its lanes reach, if it begins at `top`."""
        return top + self.header_height, top + self.height - _SPACE


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows as measured; lengths in inches.

    Attributes:
        left, width: Where the axis of time stands.
        above: Kept free above the rows.
        begin, end: The first and last hour shown.
        rows: From the top down.
        body: Height of it all with the dates below.
    """

    left: float
    width: float
    above: float
    begin: float
    end: float
    rows: tuple[_Laid, ...]
    body: float

    @property
    def rows_height(self) -> float:
        """Height of the rows."""
        return sum(row.height for row in self.rows)

    def lane_heights(self) -> Iterator[tuple[float, float]]:
        """From where to where each lane reaches, counted from the top of the rows."""
        top = 0.0
        for row in self.rows:
            floor, _ = row.inside(top)
            for height in row.heights:
                yield floor, floor + height
                floor += height
            top += row.height


def timeline(
    data: ChartData,
    rows: Sequence[Row],
    *,
    least_end: float = 0.0,
    words_width: float = _WORDS_WIDTH,
) -> Timeline:
    """Measure rows.

    Args:
        data: Of the chart.
        rows: From the top down.
        least_end: An hour up to which the axis of time reaches at least.
        words_width: Room for words to the right, in inches.
    """
    label_width = min(
        _LABEL_WIDTH,
        max((inches(lane.label, _SIZE) for row in rows for lane in row.lanes), default=0),
    )
    left = MARGIN + label_width + _PAD
    width = WIDTH - left - _PAD - _WORDS_WIDTH - MARGIN
    laid = tuple(
        _lay(row, label_width=label_width, width=WIDTH - left - MARGIN, words_width=words_width)
        for row in rows
    )
    height = sum(row.height for row in laid)
    end = max(least_end, _last_hour(data, rows))
    above = _DATES_ABOVE if height > _TALL else 0.0
    return Timeline(
        left=left,
        width=width,
        above=above,
        begin=first_hour(data.calendar, end),
        end=end,
        rows=laid,
        body=above + height + dates_inches(data.calendar, end=end, width=width),
    )


def draw_timeline(made: Page, found: Timeline, data: ChartData, *, top: float = 0.0) -> Axes:
    """Draw rows on a page.

    Args:
        made: The page.
        found: The rows as measured.
        data: Of the chart.
        top: Inches from where the charts begin.
    """
    height = found.rows_height
    axes = made.axes(left=found.left, top=top + found.above, width=found.width, height=height)
    axes.tick_params(axis="x", labeltop=bool(found.above))
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    draw_dates(axes, data.calendar, begin=found.begin, end=found.end, width=found.width)
    floor = 0.0
    for row in found.rows:
        _draw_row(axes, row, top=floor, width=found.width)
        if found.end > data.end_hours:
            _draw_line(axes, data.end_hours, row.inside(floor), END, name=f"end.{row.row.name}")
        floor += row.height
    return axes


def _lay(row: Row, *, label_width: float, width: float, words_width: float) -> _Laid:
    header = wrapped(row.label, _NAME_SIZE, width=width, weight="bold")
    labels = [wrapped(lane.label, _SIZE, width=label_width) for lane in row.lanes]
    words = [
        "\n".join(wrapped(part, _SIZE, width=words_width) for part in lane.words)
        for lane in row.lanes
    ]
    return _Laid(
        row=row,
        header=header,
        header_height=text_inches(header, _NAME_SIZE) + 0.1,
        width=width,
        labels=tuple(labels),
        words=tuple(words),
        heights=tuple(
            max(
                lane.whole_height,
                text_inches(label, _SIZE) + 0.05,
                text_inches(said, _SIZE) + 0.05,
            )
            for lane, label, said in zip(row.lanes, labels, words, strict=True)
        ),
    )


def _last_hour(data: ChartData, rows: Sequence[Row]) -> float:
    """The last hour shown: a little after all that came, or after the end where some did not."""
    lanes = [lane for row in rows for lane in row.lanes]
    instants = [found for lane in lanes for found in lane.instants]
    latest = max((float(found.came[-1]) for found in instants if len(found.came)), default=0.0)
    is_open = any(found.missing for found in instants) or latest > data.end_hours
    seen = [
        bound
        for lane in lanes
        for each in lane.observed
        for bound in (each.low, each.high)
        if bound is not None and bound <= data.end_hours
    ]
    return 1.03 * (data.end_hours if is_open else max(latest, 1.0, *seen))


def _draw_row(axes: Axes, laid: _Laid, *, top: float, width: float) -> None:
    axes.add_patch(
        Rectangle(
            (0, top),
            laid.width / width,
            laid.header_height - 0.03,
            transform=axes.get_yaxis_transform(),
            facecolor=BAND,
            linewidth=0,
            clip_on=False,
            zorder=2,
        )
    )
    _write(axes, laid.header, 0.05 / width, top + laid.header_height / 2 - 0.015, is_name=True)
    floor, _ = laid.inside(top)
    _draw_dues(axes, laid.row, laid.inside(top))
    for lane, label, words, height in zip(
        laid.row.lanes, laid.labels, laid.words, laid.heights, strict=True
    ):
        middle = floor + height / 2
        _write(axes, label, -_PAD / width, middle, is_right=True)
        _write(axes, words, 1 + _PAD / width, middle)
        _draw_lane(axes, lane, middle - lane.whole_height / 2, width=width)
        floor += height


def _draw_lane(axes: Axes, lane: Lane, low: float, *, width: float) -> None:
    """What runs gave, and below it what was observed."""
    lane.draw(Strip(axes, low, lane.height, *axes.get_xlim(), bins=round(width / BIN_INCHES)))
    for number, each in enumerate(lane.observed):
        y = low + lane.height + LINE_INCHES * (number + 0.5)
        draw_instant(axes, each, y, name=f"observed.{lane.name}.{number}")


def _draw_dues(axes: Axes, row: Row, inside: tuple[float, float]) -> None:
    """Lines through all lanes of a row where its clauses fall due."""
    for dues in row.dues:
        for instants, look, what in ((dues.signed, SIGNED, "due"), (dues.moved, MOVED, "moved")):
            if instants is not None:
                name = f"{what}.{dues.clause.name}.line"
                _draw_line(axes, instants.middle, inside, look, name=name)


def _draw_line(
    axes: Axes, hours: float, inside: tuple[float, float], look: Look, *, name: str
) -> None:
    """A line through all lanes of a row, if its hour is shown."""
    if hours <= axes.get_xlim()[1]:
        axes.plot(
            [hours, hours],
            inside,
            color=look.colour,
            linestyle=look.dash,
            linewidth=1,
            zorder=3.5,
            gid=name,
        )


def _write(
    axes: Axes, text: str, x: float, y: float, *, is_name: bool = False, is_right: bool = False
) -> None:
    axes.text(
        x,
        y,
        text,
        transform=axes.get_yaxis_transform(),
        ha="right" if is_right else "left",
        va="center",
        fontsize=_NAME_SIZE if is_name else _SIZE,
        fontweight="bold" if is_name else "normal",
        color=MUTED if is_right else INK,
        linespacing=1.25,
        clip_on=False,
    )
