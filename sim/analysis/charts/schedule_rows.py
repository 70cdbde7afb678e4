"""What the schedule tells of each area, lane by lane: its due instants, its leaving, an entry."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.due_dates import DueDates, clauses_of, due_dates
from sim.analysis.charts.instants import Strip, draw_instants
from sim.analysis.charts.spread import Spread, spread
from sim.analysis.charts.style import DONE, ENTERING, LEAVING, MOVED, SIGNED
from sim.analysis.charts.telling import came_words, due_words


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing told of an area, from left to right.

    Attributes:
        label: To its left.
        words: To its right, paragraph by paragraph.
        height: The least height in inches.
        instants: What is drawn in it.
        draw: Draws it.
    """

    label: str
    words: tuple[str, ...]
    height: float
    instants: tuple[Spread, ...]
    draw: Callable[[Strip], None]


@dataclass(frozen=True, slots=True)
class Row:
    """An area, or a clause that concerns none.

    Attributes:
        name: Its name in the scenario.
        label: What people call it, and who must leave it.
        dues: Its due instants.
        lanes: What is told of it.
    """

    name: str
    label: str
    dues: tuple[DueDates, ...]
    lanes: tuple[Lane, ...]


def schedule_rows(data: ChartData) -> list[Row]:
    """The areas in order, then the clauses that concern none."""
    with_entry = bool(data.tables["areas"]["entered_hours"].notna().any())
    rows = [_area_row(data, name, with_entry=with_entry) for name in data.areas]
    return rows + [_clause_row(data, clause) for clause in data.clauses if not clause.areas]


def _area_row(data: ChartData, area: str, *, with_entry: bool) -> Row:
    clauses = clauses_of(data, area)
    dues = tuple(due_dates(data, clause) for clause in clauses)
    lanes = [_due_lane(data, due, is_only=len(dues) == 1) for due in dues]
    rows = data.of("areas", "area", area)
    first, last = spread(rows["first_out_hours"]), spread(rows["last_out_hours"])
    if first is not None and last is not None:
        lanes.append(_leaving_lane(data, area, first, last))
    entered = spread(rows["entered_hours"])
    if with_entry and entered is not None:
        lanes.append(_entry_lane(data, area, entered))
    parties = " and ".join(dict.fromkeys(clause.party for clause in clauses if clause.party))
    return Row(
        name=area,
        label=f"{data.areas[area]}, to be left by {parties}" if parties else data.areas[area],
        dues=dues,
        lanes=tuple(lanes),
    )


def _clause_row(data: ChartData, clause: ClauseFacts) -> Row:
    dues = due_dates(data, clause)
    done = spread(dues.rows["completed_hours"])
    lanes = [_due_lane(data, dues, is_only=True)]
    if done is not None:
        lanes.append(
            Lane(
                "done",
                (came_words(data, done, came="", never="not done by the end"),),
                0.3,
                (done,),
                lambda strip: draw_instants(strip, done, DONE, name=f"done.{clause.name}"),
            )
        )
    return Row(
        name=clause.name,
        label=f"{clause.label} ({clause.party})" if clause.party else clause.label,
        dues=(dues,),
        lanes=tuple(lanes),
    )


def _due_lane(data: ChartData, dues: DueDates, *, is_only: bool) -> Lane:
    name = dues.clause.name

    def draw(strip: Strip) -> None:
        if dues.signed is not None:
            draw_instants(strip, dues.signed, SIGNED, name=f"due.{name}")
        if dues.moved is not None:
            draw_instants(strip, dues.moved, MOVED, name=f"moved.{name}")

    return Lane(
        label="due" if is_only else f"due: {dues.clause.label}",
        words=tuple(due_words(data, dues)),
        height=0.3,
        instants=tuple(found for found in (dues.signed, dues.moved) if found is not None),
        draw=draw,
    )


def _leaving_lane(data: ChartData, area: str, first: Spread, last: Spread) -> Lane:
    def draw(strip: Strip) -> None:
        _draw_bar(strip, first, last, name=area)
        draw_instants(strip, first, LEAVING, name=f"first.{area}")
        draw_instants(strip, last, LEAVING, name=f"last.{area}")

    if not len(first.came):
        words = "nobody left"
    else:
        words = came_words(data, last, came="out", never="not out by the end")
    return Lane("leaving", (words,), 0.42, (first, last), draw)


def _entry_lane(data: ChartData, area: str, entered: Spread) -> Lane:
    return Lane(
        "entry",
        (came_words(data, entered, came="", never="no entry by the end"),),
        0.3,
        (entered,),
        lambda strip: draw_instants(strip, entered, ENTERING, name=f"entered.{area}"),
    )


def _draw_bar(strip: Strip, first: Spread, last: Spread, *, name: str) -> None:
    """From the median first departure to the median last out; to the end where that never came."""
    if math.isinf(first.middle):
        return
    end = min(last.middle, strip.end)
    strip.axes.add_patch(
        Rectangle(
            (first.middle, strip.top + 0.06),
            end - first.middle,
            strip.floor - strip.top - 0.06,
            facecolor=LEAVING.pale,
            edgecolor=LEAVING.colour,
            linewidth=0.8,
            zorder=3,
            gid=f"bar.{name}",
        )
    )
    if math.isinf(last.middle):
        strip.axes.plot(
            [strip.end],
            [(strip.top + 0.06 + strip.floor) / 2],
            marker=">",
            markersize=9,
            color=LEAVING.colour,
            linestyle="none",
            clip_on=False,
            zorder=6,
            gid=f"open.{name}",
        )
