"""Which dates would have been feasible in the first place? Least times against due, and runs."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.feasibility_rows import (
    AT_BEST,
    ESTIMATE,
    PLANNED,
    RUNS,
    SOONEST,
    feasibility_rows,
)
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.style import END, INK, MOVED, SIGNED, Look, house_style
from sim.analysis.charts.timeline import Row, draw_timeline, timeline
from sim.analysis.charts.words import replications
from sim.analysis.least_times import LeastTimes
from sim.errors import ScenarioError

TITLE = "Which dates would have been feasible in the first place?"
NOTHING = "There is nothing to show: no replication, or no clause."
UNREADABLE = (
    "There is nothing to show: this version of the program cannot read the scenario of the results."
)


def feasibility_chart(data: ChartData) -> Axes:
    """For each clause its due, the least time by what binds, and when runs fulfilled it.

    What no run can beat is told apart from what units mean to do, and from estimates of what roads
    and pools need. Each is drawn with its spread over what the replications drew.
    """
    with house_style():
        if data.least_times is None or not (data.replications_number and data.clauses):
            return sentence(TITLE, [data.title], NOTHING)
        try:
            least = data.least_times()
        except ScenarioError:
            return sentence(TITLE, [data.title], UNREADABLE)
        rows = feasibility_rows(data, least)
        found = timeline(data, rows)
        key = _key(data, rows, is_end_shown=found.end > data.end_hours)
        made = page(TITLE, _explanation(data, least), body=found.body, key=key)
        return draw_timeline(made, found, data)


def has_least_times(data: ChartData) -> bool:
    """Whether the scenario is at hand and has a clause."""
    return data.least_times is not None and bool(data.clauses)


def _explanation(data: ChartData, least: LeastTimes) -> list[str]:
    number, looked = data.replications_number, len(least.replications)
    if number == 1:
        over = "One replication, with what it drew"
    elif looked < number:
        over = (
            f"Median, and what lies between 10 and 90 %: of runs over {replications(number)}, of "
            f"least times over what the first {looked} of them drew"
        )
    else:
        over = f"Median, and what lies between 10 and 90 % of {replications(number)}"
    return [
        data.title,
        "At best: roads carry the most they may, nothing breaks, nobody waits for anybody, and "
        "all leave as soon as they can; no run can be sooner. Hollow circles: estimates as if "
        "vehicles, or loads, were a fluid that flows from the signing on, over roads with their "
        "usual breakdowns, or in lorries that never queue. Loads may be left behind, so that a run "
        "can be sooner than all of them are carried.",
        f"{over}; for these inputs. Heights tell how often an instant fell there.",
    ]


def _key(data: ChartData, rows: Sequence[Row], *, is_end_shown: bool) -> list[KeyItem]:
    lanes = {lane.name.partition(".")[0] for row in rows for lane in row.lanes}
    dues = [due for row in rows for due in row.dues]
    found: list[KeyItem] = []
    if any(due.signed is not None for due in dues):
        found.append((_mark(SIGNED, is_line=True), "due as signed"))
    if any(due.moved is not None for due in dues):
        found.append((_mark(MOVED, is_line=True), "due as moved"))
    found.append((_mark(SOONEST), "never sooner, whatever is drawn"))
    found.append((_mark(AT_BEST), "at best"))
    if "planned" in lanes:
        found.append((_mark(PLANNED), "as units mean to leave"))
    if lanes & {"roads", "loads"}:
        found.append((_mark(ESTIMATE), "estimate"))
    found.append((_mark(RUNS), "fulfilled in runs"))
    if data.replications_number > 1:
        ends = Line2D([], [], color=INK, linewidth=1.1, marker="|", markersize=6)
        found.append((ends, "10 to 90 %"))
    if is_end_shown:
        end = Line2D([], [], color=END.colour, linewidth=1, linestyle=END.dash)
        found.append((end, "end of the run"))
    return found


def _mark(look: Look, *, is_line: bool = False) -> Line2D:
    return Line2D(
        [],
        [],
        color=look.colour,
        linestyle=look.dash if is_line else "none",
        linewidth=1,
        marker=look.marker,
        markersize=5.5,
        markerfacecolor="white" if look.is_hollow else look.colour,
    )


CHART = Chart(
    name="feasibility",
    question=TITLE,
    shows=(
        "For each clause its due as signed and as moved, the least time it can take, by what binds "
        "(units, roads, loads, what is waited for), and when runs fulfilled it."
    ),
    draw=feasibility_chart,
    has=has_least_times,
)
