"""What the chart of feasible dates tells of each clause, lane by lane, and the words beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.due_dates import DueDates, due_dates
from sim.analysis.charts.instants import Strip, draw_instants
from sim.analysis.charts.spread import Spread, spread
from sim.analysis.charts.style import DONE, MOVED, SIGNED, Look
from sim.analysis.charts.telling import came_words, due_words
from sim.analysis.charts.timeline import Lane, Row
from sim.analysis.charts.words import HARD_SPACE, share
from sim.analysis.least_times import LeastTime, LeastTimes, Limit
from sim.analysis.why.names import Labels
from sim.statistics.quantiles import ranked

SOONEST = Look("#9b2335", marker="X")
AT_BEST = Look("#9b2335", marker="D")
PLANNED = Look("#7b5aa6", marker="P", pale="#cbbfdc")
ESTIMATE = Look("#12436d", marker="o", is_hollow=True, pale="#aab6c3")
RUNS = DONE
Floats = npt.NDArray[np.float64]
_LANE = 0.3
_DAY = 72.0
"""Slack of more hours than this is told in days."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the lanes of one clause have in common.

    Attributes:
        data: Of the chart.
        labels: What people call roads, places and clauses.
        clause: Its name.
        due: Due as signed in each replication that was looked at; NaN where it never fell due.
    """

    data: ChartData
    labels: Labels
    clause: str
    due: "pd.Series[float]"


def feasibility_rows(data: ChartData, least: LeastTimes) -> list[Row]:
    """A row a clause: its due, its least times, and when runs fulfilled it."""
    labels = data.labels
    return [
        _row(data, labels, clause, least) for clause in data.clauses if clause.name in least.clauses
    ]


def _row(data: ChartData, labels: Labels, clause: ClauseFacts, least: LeastTimes) -> Row:
    dues = due_dates(data, clause)
    due = dues.rows.set_index("replication")["due_as_signed_hours"]
    told = _Told(data, labels, clause.name, due.reindex(list(least.replications)))
    time = least.clauses[clause.name]
    lanes = [_due_lane(told, dues), _best_lane(told, time)]
    if time.has_plans:
        words = "as planned", binding_words(labels, time.as_planned)
        lanes.append(_limit_lane(told, "planned", time.as_planned, PLANNED, *words))
    if time.roads is not None:
        words = "all through the roads", _where(told, "through", time.roads)
        lanes.append(_limit_lane(told, "roads", time.roads, ESTIMATE, *words))
    if time.loads is not None:
        words = "all loads carried", _where(told, "by", time.loads)
        lanes.append(_limit_lane(told, "loads", time.loads, ESTIMATE, *words))
    lanes.append(_runs_lane(told, dues))
    return Row(
        name=clause.name,
        label=f"{clause.label} ({clause.party})" if clause.party else clause.label,
        dues=(dues,),
        lanes=tuple(lanes),
    )


def _due_lane(told: _Told, dues: DueDates) -> Lane:
    def draw(strip: Strip) -> None:
        if dues.signed is not None:
            draw_instants(strip, dues.signed, SIGNED, name=f"due.{told.clause}")
        if dues.moved is not None:
            draw_instants(strip, dues.moved, MOVED, name=f"moved.{told.clause}")

    instants = tuple(found for found in (dues.signed, dues.moved) if found is not None)
    return Lane("due", tuple(due_words(told.data, dues)), _LANE, instants, draw)


def _best_lane(told: _Told, time: LeastTime) -> Lane:
    """What no run can beat, and the hour before which none can whatever is drawn."""
    instants, soonest = _spread(time.at_best.hours), time.soonest_hours

    def draw(strip: Strip) -> None:
        draw_instants(_coarse(strip), instants, AT_BEST, name=f"best.{told.clause}")
        if soonest <= strip.end:
            strip.axes.plot(
                [soonest],
                [strip.line],
                color=SOONEST.colour,
                marker=SOONEST.marker,
                markersize=6,
                linestyle="none",
                zorder=6,
                gid=f"soonest.{told.clause}",
            )

    words = [_sentence(told, time.at_best, binding_words(told.labels, time.at_best))]
    earliest = told.due.min()
    if soonest > earliest or (math.isinf(soonest) and told.due.notna().any()):
        when = "the end" if math.isinf(soonest) else told.data.instant(soonest)
        words.insert(0, f"Cannot be met: no run can be done before {when}.")
    return Lane("at best", tuple(words), _LANE, (instants,), draw, name=f"best.{told.clause}")


def _limit_lane(told: _Told, name: str, limit: Limit, look: Look, label: str, because: str) -> Lane:
    instants = _spread(limit.hours)
    return Lane(
        label,
        (_sentence(told, limit, because),),
        _LANE,
        (instants,),
        lambda strip: draw_instants(_coarse(strip), instants, look, name=f"{name}.{told.clause}"),
        name=f"{name}.{told.clause}",
    )


def _coarse(strip: Strip) -> Strip:
    """The strip with half as many stretches: an estimate has no use for fine ones."""
    return replace(strip, bins=max(1, strip.bins // 2))


def _runs_lane(told: _Told, dues: DueDates) -> Lane:
    done = spread(dues.rows["completed_hours"])
    assert done is not None  # no row is made where there is no replication
    words = came_words(told.data, done, came="", never="not fulfilled by the end")
    return Lane(
        "runs",
        (words,),
        _LANE,
        (done,),
        lambda strip: draw_instants(strip, done, RUNS, name=f"done.{told.clause}"),
        name=f"done.{told.clause}",
    )


def _sentence(told: _Told, limit: Limit, because: str) -> str:
    """When, how far that is from due, and what binds."""
    when = came_words(told.data, _spread(limit.hours), came="", never="not by the end")
    due, least = (np.asarray(hours, dtype=np.float64) for hours in (told.due, limit.hours))
    slack = slack_words(due, least)
    return "; ".join(filter(None, (when, slack, because)))


def _spread(hours: Sequence[float]) -> Spread:
    return Spread(ranked(np.array(hours, dtype=np.float64)))


def binding_words(labels: Labels, limit: Limit) -> str:
    """What binds, in words."""
    who = " and ".join(labels.who(path) for path in limit.of)
    match limit.kind:
        case "loading":
            return f"{who} cannot be ready, loaded and out sooner"
        case "headway":
            return f"{who} leave with a headway between convoys"
        case "driving":
            return f"{who} cannot drive out sooner"
        case "roads":
            return f"the road lets no more pass: {_roads(labels, limit.of)}"
        case "plan":
            return f"{who} mean to leave no sooner"
        case "work":
            return "it takes its time once it can begin"
        case "event":
            return f"it waits for {labels.where(limit.of[0])}"
        case _:
            return "nothing holds it up for sure"


def _where(told: _Told, preposition: str, limit: Limit) -> str:
    roads = [path for path in limit.of if path.startswith("roads.")]
    named = _roads(told.labels, roads) if roads else ", ".join(map(told.labels.where, limit.of))
    return f"{preposition} {named}" if named else ""


def _roads(labels: Labels, paths: Sequence[str]) -> str:
    return ", ".join(labels.road(path.partition(".")[2]) for path in paths)


def slack_words(due: Floats, least: Floats) -> str:
    """By how long a limit leaves room before due, or how often it leaves none.

    >>> slack_words(np.array([100.0] * 3), np.array([40.0, 50.0, 60.0])).replace(HARD_SPACE, " ")
    '50 h before due (40 to 60)'
    >>> slack_words(np.array([48.0] * 2), np.array([40.0, 50.0])).replace(HARD_SPACE, " ")
    'later than due in 1 of 2'
    """
    known = ~np.isnan(due)
    if not known.any():
        return ""
    slack = due[known] - least[known]
    late, of = int((slack < 0).sum()), len(slack)
    if late:
        return "later than due" if late == of == 1 else f"later than due in {share(late, of)}"
    found = Spread(np.sort(slack))
    scale, unit, digits = (24, "days", 1) if found.high > _DAY else (1, "h", 0)
    low, middle, high = (
        f"{each / scale:.{digits}f}" for each in (found.low, found.middle, found.high)
    )
    told = f"{middle}{HARD_SPACE}{unit} before due"
    return told if low == high else f"{told} ({low} to {high})"
