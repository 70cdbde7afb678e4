"""Were there enough replications to tell how often clauses are fulfilled in time?"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.convergence_words import settling_words
from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.due_dates import due_dates
from sim.analysis.charts.fulfilments import ALL, Dates
from sim.analysis.charts.page import KeyItem, page, say, sentence
from sim.analysis.charts.panels import (
    NAME_SIZE,
    Place,
    panel_width,
    places,
    total_height,
    write_above,
)
from sim.analysis.charts.running_shares import RunningShare, running_share
from sim.analysis.charts.share_axis import PERCENT, share_axis
from sim.analysis.charts.style import (
    IN_TIME_AS_MOVED,
    IN_TIME_AS_SIGNED,
    MUTED,
    RULE,
    Look,
    house_style,
)
from sim.analysis.charts.words import replications, text_inches, wrapped

TITLE = "Were there enough replications?"
NOTHING = "There is nothing to show: no replication or no clause."
ONE = (
    "One replication tells no share that could settle. Have more of them done, such as 200 "
    "(--replications 200)."
)
UNKNOWN = "Not known by the end in any replication."

_SIZE = 8.5
_RIGHT = 0.2
_AXIS_INCHES = 0.55
_LOOKS: dict[Dates, Look] = {"signed": IN_TIME_AS_SIGNED, "moved": IN_TIME_AS_MOVED}


@dataclass(frozen=True, slots=True)
class _Panel:
    """How often one clause, or all of them, were in time by some dates."""

    name: str
    label: str
    settling: dict[Dates, RunningShare]
    words: str = ""

    @property
    def is_known(self) -> bool:
        """Whether any replication tells."""
        return any(one.last.total for one in self.settling.values())


def convergence_chart(data: ChartData) -> tuple[Axes, ...]:
    """A panel a clause: the share in time over the number of replications, with its interval.

    A last panel tells the same of all clauses together. Words say how wide the interval is, and
    how many replications would narrow it to what one may want.
    """
    with house_style():
        if not data.replications_number or not data.clauses:
            return (sentence(TITLE, [data.title], NOTHING),)
        if data.replications_number == 1:
            return (sentence(TITLE, [data.title], ONE),)
        panels = [_of_clause(data, clause) for clause in data.clauses]
        if len(panels) > 1:
            panels.append(_of_all(data))
        return _draw(data, panels)


CHART = Chart(
    name="convergence",
    question=TITLE,
    shows="For each clause, and for all of them, the share in time over the number of "
    "replications, with its interval, and how many replications would narrow that.",
    draw=convergence_chart,
    has=lambda data: bool(data.clauses),
)


def _of_clause(data: ChartData, clause: ClauseFacts) -> _Panel:
    dues = due_dates(data, clause)
    answers: dict[Dates, pd.Series[bool]] = {"signed": dues.rows["on_time_as_signed"]}
    if dues.moved_number:
        answers["moved"] = dues.rows["on_time"]
    return _panel(clause.name, clause.label, answers)


def _of_all(data: ChartData) -> _Panel:
    rows, runs = data.tables["clauses"], data.tables["runs"]
    answers: dict[Dates, pd.Series[bool]] = {"signed": runs["on_time_as_signed_jointly"]}
    if (rows["due_hours"] > rows["due_as_signed_hours"]).any():
        answers["moved"] = runs["on_time_jointly"]
    return _panel(ALL, "All clauses", answers)


def _panel(name: str, label: str, answers: "dict[Dates, pd.Series[bool]]") -> _Panel:
    settling = {by: running_share(found) for by, found in answers.items()}
    words = [settling_words(by, found) for by, found in settling.items() if found.last.total]
    return _Panel(name, label, settling, "\n".join(words))


def _draw(data: ChartData, panels: Sequence[_Panel]) -> tuple[Axes, ...]:
    width = panel_width(len(panels), right=_RIGHT)
    names = [wrapped(panel.label, NAME_SIZE, width=width, weight="bold") for panel in panels]
    words = [
        "\n".join(wrapped(part, _SIZE, width=width) for part in panel.words.split("\n"))
        for panel in panels
    ]
    headers = [
        text_inches(name, NAME_SIZE) + text_inches(said, _SIZE) + 0.1
        for name, said in zip(names, words, strict=True)
    ]
    stand = places(headers, right=_RIGHT)
    body = total_height(stand) + _AXIS_INCHES
    made = page(TITLE, _explanation(data), body=body, key=_key(panels))
    drawn = []
    for panel, place, name, said in zip(panels, stand, names, words, strict=True):
        axes = made.axes(left=place.left, top=place.top, width=width, height=place.height)
        _draw_panel(axes, panel, place, number=data.replications_number)
        write_above(axes, said, 0.05, size=_SIZE)
        write_above(axes, name, text_inches(said, _SIZE) + 0.06, size=NAME_SIZE, weight="bold")
        drawn.append(axes)
    return tuple(drawn)


def _draw_panel(axes: Axes, panel: _Panel, place: Place, *, number: int) -> None:
    axes.set_xlim(0, number)
    ticks = max(2, round(place.width / 1.2))
    found = MaxNLocator(nbins=ticks, integer=True, steps=[1, 2, 5, 10]).tick_values(0, number)
    axes.xaxis.set_major_locator(FixedLocator([at for at in found if at <= number]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(axis="x", labelsize=8.5, labelbottom=place.is_lowest)
    if place.is_lowest:
        axes.set_xlabel("replications", fontsize=8.5)
    if not panel.is_known:
        say(axes, UNKNOWN, width=place.width)
        return
    share_axis(axes, "in time")
    axes.grid(axis="both", color=RULE)
    axes.set_axisbelow(True)
    for by, settling in panel.settling.items():
        _draw_share(axes, settling, _LOOKS[by], name=f"{by}.{panel.name}")


def _draw_share(axes: Axes, found: RunningShare, look: Look, *, name: str) -> None:
    numbers, value, low, high = found.known()
    axes.fill_between(
        numbers,
        PERCENT * low,
        PERCENT * high,
        facecolor=look.colour,
        edgecolor=look.colour,
        alpha=0.22,
        linewidth=0.8,
        linestyle=look.dash,
        zorder=2.5,
        gid=f"interval.{name}",
    )
    axes.plot(
        numbers,
        PERCENT * value,
        color=look.colour,
        linestyle=look.dash,
        linewidth=1.8,
        zorder=4,
        clip_on=False,
        gid=f"share.{name}",
    )


def _explanation(data: ChartData) -> list[str]:
    return [
        data.title,
        f"The share in time of the first so many of {replications(data.replications_number)}, and "
        "the 95 % interval of that probability at each number by itself. A share that still "
        "wanders within a wide interval is not settled. How many replications an interval of a "
        "smaller width would take is reckoned for the share as it stands now. More of them narrow "
        "what chance leaves open, and nothing else: the inputs may be wrong all the same.",
    ]


def _key(panels: Sequence[_Panel]) -> list[KeyItem]:
    shown = [by for by in _LOOKS if any(_is_drawn(panel, by) for panel in panels)]
    items: list[KeyItem] = []
    for by in shown:
        look = _LOOKS[by]
        line = Line2D([], [], color=look.colour, linestyle=look.dash, linewidth=1.8)
        items.append((line, f"in time as {by}"))
    if items:
        items.append((Patch(facecolor=MUTED, alpha=0.25), "95 % interval"))
    return items


def _is_drawn(panel: _Panel, by: Dates) -> bool:
    return by in panel.settling and panel.settling[by].last.total > 0
