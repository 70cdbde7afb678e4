"""By when would each clause be fulfilled, and how often by its date?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.clearance_words import clearance_words
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.due_lines import draw_due
from sim.analysis.charts.fulfilments import (
    Dates,
    Fulfilment,
    InTime,
    curve_of,
    fulfilment_of,
    fulfilment_of_all,
)
from sim.analysis.charts.marks import LINE_INCHES, draw_instant, key_of_marks
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.panels import (
    NAME_SIZE,
    PANEL,
    Place,
    panel_width,
    places,
    total_height,
    write_above,
)
from sim.analysis.charts.share_axis import PERCENT, share_axis
from sim.analysis.charts.style import (
    DONE,
    END,
    INK,
    LEAVING,
    MOVED,
    MUTED,
    SIGNED,
    Look,
    house_style,
)
from sim.analysis.charts.thinning import seen
from sim.analysis.charts.words import replications, text_inches, wrapped
from sim.statistics.shares import share

TITLE = "By when would each clause be fulfilled, and how often by its date?"
NOTHING = "There is nothing to show: no replication or no clause."

_ENDED = "end of the run"
_SIZE = 8.5
_RIGHT = 0.5
_EDGE: dict[Dates, float] = {"signed": 0.16, "moved": 0.34}
"""Inches from a panel's right edge to marks that are no points of its curve."""
_LOOKS: dict[Dates, Look] = {"signed": SIGNED, "moved": MOVED}


@dataclass(frozen=True, slots=True)
class _Panel:
    """One panel with its texts broken into lines."""

    found: Fulfilment
    name: str
    words: str

    @property
    def header(self) -> float:
        """Height of what stands above it, in inches."""
        return text_inches(self.name, NAME_SIZE) + text_inches(self.words, _SIZE) + 0.1


def clearance_chart(data: ChartData) -> tuple[Axes, ...]:
    """A panel a clause: the share of replications in which it is fulfilled by an instant.

    With the interval of that probability, the dates, and how often it was fulfilled by them; a last
    panel tells the same of all clauses together.
    """
    with house_style():
        if not data.replications_number or not data.clauses:
            return (sentence(TITLE, [data.title], NOTHING),)
        found = [fulfilment_of(data, clause) for clause in data.clauses]
        if len(found) > 1:
            found.append(fulfilment_of_all(data))
        return _draw(data, found)


CHART = Chart(
    name="clearance",
    question=TITLE,
    shows="For each clause, and for all of them, the share of replications in which it is "
    "fulfilled by an instant, with its interval, the due dates as signed and as moved, and how "
    "often it was fulfilled by them.",
    draw=clearance_chart,
    has=lambda data: bool(data.clauses),
)


def _draw(data: ChartData, found: list[Fulfilment]) -> tuple[Axes, ...]:
    width = panel_width(len(found), right=_RIGHT)
    end = _end(data, found)
    panels = [_panel(data, each, width) for each in found]
    stand = places([panel.header for panel in panels], right=_RIGHT)
    body = total_height(stand) + dates_inches(data.calendar, end=end, width=width)
    made = page(TITLE, _explanation(data, found), body=body, key=_key(data, found))
    drawn = []
    for panel, place in zip(panels, stand, strict=True):
        axes = made.axes(left=place.left, top=place.top, width=width, height=place.height)
        _draw_panel(axes, data, panel, place, end=end)
        drawn.append(axes)
    return tuple(drawn)


def _panel(data: ChartData, found: Fulfilment, width: float) -> _Panel:
    room = width + _RIGHT - 0.1
    return _Panel(
        found=found,
        name=wrapped(found.label, NAME_SIZE, width=room, weight="bold"),
        words="\n".join(wrapped(part, _SIZE, width=room) for part in clearance_words(data, found)),
    )


def _end(data: ChartData, found: Sequence[Fulfilment]) -> float:
    """The last hour shown: a little after all is done and due, at most after the end."""
    hours = [1.0]
    for each in found:
        hours += [float(each.when.came.max(initial=0))]
        hours += [one.due.high for one in each.in_time if one.due is not None]
        hours += [bound or 0.0 for one in each.observed for bound in (one.low, one.high)]
    return 1.03 * min(data.end_hours, max(hours))


def _draw_panel(axes: Axes, data: ChartData, panel: _Panel, place: Place, *, end: float) -> None:
    found, width = panel.found, place.width
    begin = first_hour(data.calendar, end)
    draw_dates(axes, data.calendar, begin=begin, end=end, width=width, is_labelled=place.is_lowest)
    share_axis(axes, "fulfilled", below=LINE_INCHES * len(found.observed))
    _draw_curve(axes, found, begin=begin, end=min(end, data.end_hours), width=width)
    if end > data.end_hours:
        axes.axvline(data.end_hours, color=END.colour, linewidth=1, linestyle=END.dash, zorder=3)
    for one in found.in_time:
        if one.due is not None:
            draw_due(axes, one.due, _LOOKS[one.by], name=f"due.{one.by}.{found.name}")
        if found.total > 1 and one.found.value is not None:
            _draw_in_time(axes, one, begin=begin, width=width, name=f"{one.by}.{found.name}")
    inch = PERCENT / (PANEL - LINE_INCHES * len(found.observed))
    for number, each in enumerate(found.observed):
        y = -LINE_INCHES * (number + 0.5) * inch
        draw_instant(axes, each, y, name=f"observed.{found.name}.{number}")
    write_above(axes, panel.words, 0.05, size=_SIZE)
    above = text_inches(panel.words, _SIZE) + 0.06
    write_above(axes, panel.name, above, size=NAME_SIZE, weight="bold")


def _draw_curve(axes: Axes, found: Fulfilment, *, begin: float, end: float, width: float) -> None:
    """The curve, and the interval of each of its points."""
    hours, counts = curve_of(found.when).corners(begin, end)
    left, right = axes.get_xlim()
    kept = seen(hours * (width / (right - left)), counts * (PANEL / found.total))
    hours, counts = hours[kept], counts[kept]
    if found.total > 1:
        shares = [share(int(count), found.total) for count in counts]
        axes.fill_between(
            hours,
            [PERCENT * each.low for each in shares],
            [PERCENT * each.high for each in shares],
            facecolor=LEAVING.pale,
            linewidth=0,
            zorder=2,
            gid=f"interval.{found.name}",
        )
    axes.plot(
        hours,
        PERCENT * counts / found.total,
        color=DONE.colour,
        linewidth=1.6,
        solid_joinstyle="miter",
        zorder=4,
        clip_on=False,
        gid=f"curve.{found.name}",
    )


def _draw_in_time(axes: Axes, one: InTime, *, begin: float, width: float, name: str) -> None:
    """The share in time: on the curve where a point of it tells that, else at the right edge."""
    value = PERCENT * (one.found.value or 0.0)
    end = axes.get_xlim()[1]
    x = one.hours if one.hours is not None and one.hours <= end else math.inf
    if math.isinf(x):
        x = end + _EDGE[one.by] * (end - begin) / width
        _draw_interval(axes, x, one, name=name)
    if one.is_open:
        return
    axes.plot(
        [begin, min(x, end)],
        [value, value],
        color=MUTED,
        linewidth=0.8,
        linestyle="dotted",
        zorder=3.2,
        gid=f"in-time.guide.{name}",
    )
    mark = _square(one.by, [x], [value])
    mark.set(clip_on=False, zorder=6, gid=f"in-time.{name}")
    axes.add_line(mark)


def _draw_interval(axes: Axes, x: float, one: InTime, *, name: str) -> None:
    """As far as chance, and replications that do not tell, leave a share open."""
    axes.plot(
        [x, x],
        [PERCENT * one.least.low, PERCENT * one.most.high],
        color=INK,
        linewidth=1.1,
        linestyle=_LOOKS[one.by].dash if one.is_open else "solid",
        marker="_",
        markersize=5,
        clip_on=False,
        zorder=5,
        gid=f"in-time.interval.{name}",
    )


def _square(by: Dates, x: Sequence[float] = (), y: Sequence[float] = ()) -> Line2D:
    """The mark of a share in time by some dates: filled as signed, hollow as moved."""
    return Line2D(
        x,
        y,
        linestyle="none",
        marker="s",
        markersize=6,
        markeredgecolor=INK,
        markeredgewidth=1.2,
        markerfacecolor=INK if by == "signed" else "white",
    )


def _explanation(data: ChartData, found: Sequence[Fulfilment]) -> list[str]:
    number = data.replications_number
    if number == 1:
        return [data.title, "One replication, which chance decided; others may go otherwise."]
    told = (
        f"In what share of {replications(number)} each clause is fulfilled by an instant, and the "
        "95 % interval of that probability, instant by instant; for these inputs. What is not "
        "fulfilled by the end ranks as later than everything."
    )
    in_time = [one for each in found for one in each.in_time]
    if any(one.hours is None and one.found.value is not None for one in in_time):
        told += (
            " At the right edge stands the share in time where dates differ from replication to "
            "replication or from clause to clause: no point of the curve tells it."
        )
    if any(one.is_open and one.found.value is not None for one in in_time):
        told += " A line without a square leaves open what the replications do not tell."
    return [data.title, told]


def _key(data: ChartData, found: Sequence[Fulfilment]) -> list[KeyItem]:
    shown = [one for each in found for one in each.in_time]
    is_single = data.replications_number == 1
    items: list[KeyItem] = [
        (Line2D([], [], color=DONE.colour, linewidth=1.6), "fulfilled by then"),
    ]
    if not is_single:
        items.append((Patch(facecolor=LEAVING.pale), "95 % interval"))
    for by, look in _LOOKS.items():
        dues = [one.due for one in shown if one.by == by and one.due is not None]
        if dues:
            line = Line2D([], [], color=look.colour, linestyle=look.dash, linewidth=1.1)
            items.append((line, f"due as {by}"))
        if any(due.high > due.low for due in dues):
            pale = Patch(facecolor=look.colour, alpha=0.08)
            items.append((pale, f"due as {by}, 10 to 90 %"))
        if not is_single and any(one.by == by and not one.is_open for one in shown):
            items.append((_square(by), f"in time as {by}"))
    if _end(data, found) > data.end_hours:
        items.append((Line2D([], [], color=END.colour, linewidth=1, linestyle=END.dash), _ENDED))
    return items + key_of_marks(instants=[one for each in found for one in each.observed])
