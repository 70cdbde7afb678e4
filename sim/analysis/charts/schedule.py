"""Was each area left by its date, and when did the other army enter?"""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.typing import LineStyleType

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.instants import BIN_INCHES, Strip
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, page, sentence
from sim.analysis.charts.schedule_rows import Row, schedule_rows
from sim.analysis.charts.style import (
    BAND,
    END,
    ENTERING,
    INK,
    LEAVING,
    MOVED,
    MUTED,
    SIGNED,
    Look,
    house_style,
)
from sim.analysis.charts.words import inches, replications, text_inches, wrapped

TITLE = "Was each area left by its date, and when did the other army enter?"
NOTHING = "There is nothing to show: no replication, or no area and no clause."

_SIZE, _NAME_SIZE = 8.5, 9.5
_WORDS_WIDTH, _LABEL_WIDTH = 3.15, 1.7
_SPACE = 0.12
_PAD = 0.15
_TALL, _DATES_ABOVE = 7.0, 0.27
"""A chart that is higher has its dates above it too, and needs room for them."""


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


def schedule_chart(data: ChartData) -> Axes:
    """Areas as bars from first departure to last out, their due instants, and entries.

    Each instant is drawn with its spread over the replications; what did not happen by the end of
    the run is said. Clauses that concern no area follow below.
    """
    with house_style():
        rows = schedule_rows(data) if data.replications_number else []
        if not rows:
            return sentence(TITLE, [data.title], NOTHING)
        return _draw(data, rows)


def _draw(data: ChartData, rows: list[Row]) -> Axes:
    label_width = min(
        _LABEL_WIDTH, max(inches(lane.label, _SIZE) for row in rows for lane in row.lanes)
    )
    left = MARGIN + label_width + _PAD
    width = WIDTH - left - _PAD - _WORDS_WIDTH - MARGIN
    laid = [_lay(row, label_width=label_width, width=WIDTH - left - MARGIN) for row in rows]
    height = sum(row.height for row in laid)
    end = _end(data, rows)
    above = _DATES_ABOVE if height > _TALL else 0.0
    body = above + height + dates_inches(data.calendar, end=end, width=width)
    made = page(TITLE, _explanation(data), body=body, key=_key(data, rows))
    axes = made.axes(left=left, top=above, width=width, height=height)
    axes.tick_params(axis="x", labeltop=bool(above))
    begin = first_hour(data.calendar, end)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    draw_dates(axes, data.calendar, begin=begin, end=end, width=width)
    top = 0.0
    for row in laid:
        _draw_row(axes, row, top=top, width=width)
        if end > data.end_hours:
            _draw_line(axes, data.end_hours, row.inside(top), END, name=f"end.{row.row.name}")
        top += row.height
    return axes


def _lay(row: Row, *, label_width: float, width: float) -> _Laid:
    header = wrapped(row.label, _NAME_SIZE, width=width, weight="bold")
    labels = [wrapped(lane.label, _SIZE, width=label_width) for lane in row.lanes]
    words = [
        "\n".join(wrapped(part, _SIZE, width=_WORDS_WIDTH) for part in lane.words)
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
            max(lane.height, text_inches(label, _SIZE) + 0.05, text_inches(said, _SIZE) + 0.05)
            for lane, label, said in zip(row.lanes, labels, words, strict=True)
        ),
    )


def _end(data: ChartData, rows: list[Row]) -> float:
    """The last hour shown: a little after all that came, or after the end where some did not."""
    instants = [found for row in rows for lane in row.lanes for found in lane.instants]
    latest = max((float(found.came[-1]) for found in instants if len(found.came)), default=0.0)
    is_open = any(found.missing for found in instants) or latest > data.end_hours
    return 1.03 * (data.end_hours if is_open else max(latest, 1.0))


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
        low = middle - lane.height / 2
        lane.draw(Strip(axes, low, lane.height, *axes.get_xlim(), bins=round(width / BIN_INCHES)))
        floor += height


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


def _explanation(data: ChartData) -> list[str]:
    number = data.replications_number
    if number == 1:
        return [data.title, "One replication, which chance decided; others may go otherwise."]
    return [
        data.title,
        f"Median, and what lies between 10 and 90 % of {replications(number)}; for these inputs. "
        "Heights tell how often an instant fell there (the most frequent is highest). What never "
        "came ranks as later than everything.",
    ]


def _key(data: ChartData, rows: list[Row]) -> list[KeyItem]:
    dues = [due for row in rows for due in row.dues]
    words: dict[str, Line2D | Patch] = {}
    if data.areas:
        words["first departure to last out"] = Patch(
            facecolor=LEAVING.pale, edgecolor=LEAVING.colour
        )
    if any(due.signed is not None for due in dues):
        words["due as signed"] = _mark(SIGNED, SIGNED.dash)
    if any(due.moved is not None for due in dues):
        words["due as moved"] = _mark(MOVED, MOVED.dash)
    if any(lane.label == "entry" for row in rows for lane in row.lanes):
        words["the other army enters"] = _mark(ENTERING, "none")
    if data.replications_number > 1:
        words["how often (height)"] = Patch(facecolor=LEAVING.colour)
        words["10 to 90 %"] = Line2D([], [], color=INK, linewidth=1.1, marker="|", markersize=6)
    if _end(data, rows) > data.end_hours:
        words["end of the run"] = Line2D([], [], color=END.colour, linewidth=1, linestyle=END.dash)
    return [(handle, label) for label, handle in words.items()]


def _mark(look: Look, dash: LineStyleType) -> Line2D:
    return Line2D(
        [],
        [],
        color=look.colour,
        linestyle=dash,
        linewidth=1,
        marker=look.marker,
        markersize=5.5,
        markerfacecolor="white" if look.is_hollow else look.colour,
    )
