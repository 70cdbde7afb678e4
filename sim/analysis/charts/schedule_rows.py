"""What the schedule tells of each area, lane by lane: its due instants, its leaving, an entry."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.patches import Rectangle

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.due_dates import DueDates, clauses_of, due_dates
from sim.analysis.charts.instants import Strip, draw_instants
from sim.analysis.charts.spread import Spread, spread
from sim.analysis.charts.style import DONE, ENTERING, LEAVING, MOVED, SIGNED
from sim.analysis.charts.telling import came_words, due_words, observed_words, range_words
from sim.analysis.charts.timeline import Lane, Row
from sim.analysis.charts.words import share
from sim.analysis.observed import ObservedOutcome

_OF_AREAS = (("troops_out_hours", "troops out"), ("civilians_out_hours", "civilians out"))
_OF_CLAUSES = (
    ("completed_hours", "fulfilled"),
    ("first_asked_hours", "asked for more time"),
    ("first_granted_hours", "granted"),
    ("public_hours", "answer known"),
)
"""Instants that have a lane where they were observed: the column, and what the lane is called."""
_CHOICES = ("first_asked_hours", "first_granted_hours", "public_hours")


def schedule_rows(data: ChartData) -> list[Row]:
    """The areas in order, then the clauses that concern none."""
    with_entry = bool(data.tables["areas"]["entered_hours"].notna().any())
    rows = [_area_row(data, name, with_entry=with_entry) for name in data.areas]
    return rows + [_clause_row(data, clause) for clause in data.clauses if not clause.areas]


def _area_row(data: ChartData, area: str, *, with_entry: bool) -> Row:
    clauses = clauses_of(data, area)
    dues = tuple(due_dates(data, clause) for clause in clauses)
    lanes = [_due_lane(data, due, is_only=len(dues) == 1) for due in dues]
    for due in dues:
        lanes += _observed_clause_lanes(data, due, _OF_CLAUSES, is_only=len(dues) == 1)
    rows = data.of("areas", "area", area)
    first, last = spread(rows["first_out_hours"]), spread(rows["last_out_hours"])
    if first is not None and last is not None:
        lanes.append(_leaving_lane(data, area, first, last))
    lanes += _observed_lanes(data, "areas", area, rows, _OF_AREAS)
    entered = spread(rows["entered_hours"])
    if entered is not None and (with_entry or data.observed_cells("areas", area, "entered_hours")):
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
        observed = data.observed_cells("clauses", clause.name, "completed_hours")
        words = came_words(data, done, came="", never="not done by the end")
        lanes.append(
            Lane(
                "done",
                (words, *observed_words(data, observed)),
                0.3,
                (done,),
                lambda strip: draw_instants(strip, done, DONE, name=f"done.{clause.name}"),
                observed,
                f"done.{clause.name}",
            )
        )
    lanes += _observed_clause_lanes(data, dues, _OF_CLAUSES[1:], is_only=True)
    return Row(
        name=clause.name,
        label=f"{clause.label} ({clause.party})" if clause.party else clause.label,
        dues=(dues,),
        lanes=tuple(lanes),
    )


def _due_lane(data: ChartData, dues: DueDates, *, is_only: bool) -> Lane:
    name = dues.clause.name
    observed = data.observed_cells("clauses", name, "due_as_signed_hours", "due_hours")

    def draw(strip: Strip) -> None:
        if dues.signed is not None:
            draw_instants(strip, dues.signed, SIGNED, name=f"due.{name}")
        if dues.moved is not None:
            draw_instants(strip, dues.moved, MOVED, name=f"moved.{name}")

    return Lane(
        label="due" if is_only else f"due: {dues.clause.label}",
        words=(*due_words(data, dues), *observed_words(data, observed)),
        height=0.3,
        instants=tuple(found for found in (dues.signed, dues.moved) if found is not None),
        draw=draw,
        observed=observed,
        name=f"due.{name}",
    )


def _leaving_lane(data: ChartData, area: str, first: Spread, last: Spread) -> Lane:
    observed = data.observed_cells("areas", area, "first_out_hours", "last_out_hours")

    def draw(strip: Strip) -> None:
        _draw_bar(strip, first, last, name=area)
        draw_instants(strip, first, LEAVING, name=f"first.{area}")
        draw_instants(strip, last, LEAVING, name=f"last.{area}")

    if not len(first.came):
        words = "nobody left"
    else:
        words = came_words(data, last, came="out", never="not out by the end")
    told = (words, *observed_words(data, observed))
    return Lane("leaving", told, 0.42, (first, last), draw, observed, f"leaving.{area}")


def _entry_lane(data: ChartData, area: str, entered: Spread) -> Lane:
    observed = data.observed_cells("areas", area, "entered_hours")
    words = came_words(data, entered, came="", never="no entry by the end")
    return Lane(
        "entry",
        (words, *observed_words(data, observed)),
        0.3,
        (entered,),
        lambda strip: draw_instants(strip, entered, ENTERING, name=f"entered.{area}"),
        observed,
        f"entered.{area}",
    )


def _observed_clause_lanes(
    data: ChartData, dues: DueDates, columns: Sequence[tuple[str, str]], *, is_only: bool
) -> list[Lane]:
    clause = dues.clause
    named = columns if is_only else [(name, f"{what}: {clause.label}") for name, what in columns]
    return _observed_lanes(data, "clauses", clause.name, dues.rows, named)


def _observed_lanes(
    data: ChartData,
    table: str,
    thing: str,
    rows: pd.DataFrame,
    columns: Sequence[tuple[str, str]],
) -> list[Lane]:
    """A lane for each instant that was observed of a thing: what runs gave, and the mark."""
    lanes = []
    for column, label in columns:
        observed = data.observed_cells(table, thing, column)
        instants = spread(rows[column]) if observed and column in rows else None
        if instants is not None:
            lanes.append(_observed_lane(data, f"{column}.{thing}", label, instants, observed))
    return lanes


def _observed_lane(
    data: ChartData,
    name: str,
    label: str,
    instants: Spread,
    observed: tuple[ObservedOutcome, ...],
) -> Lane:
    """What is a choice, such as asking, is told of the runs in which it was made."""
    if name.startswith(_CHOICES) and instants.missing:
        of, instants = len(instants.values), Spread(instants.came)
        in_runs = f"in {share(len(instants.came), of)}"
        words = f"{in_runs}: {range_words(data, instants)}" if len(instants.came) else "never"
    else:
        words = came_words(data, instants, came="", never="not by the end")
    return Lane(
        label,
        (words, *observed_words(data, observed)),
        0.3,
        (instants,),
        lambda strip: draw_instants(strip, instants, DONE, name=name),
        observed,
        name,
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
