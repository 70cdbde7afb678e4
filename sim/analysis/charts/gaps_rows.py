"""What the chart of gaps tells of each area, lane by lane: who was inside, nobody, both sides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from sim.analysis.charts.breach_order import in_share
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.due_dates import clauses_of, due_dates
from sim.analysis.charts.in_charge import InCharge, Stays
from sim.analysis.charts.instants import Strip
from sim.analysis.charts.spread import Numbers, Spread, spread
from sim.analysis.charts.style import BAND, CIVILIANS, ENTERING, INK, POSTS, TROOPS, Look
from sim.analysis.charts.telling import came_words, observed_words
from sim.analysis.charts.timeline import Lane, Row
from sim.analysis.charts.words import HARD_SPACE
from sim.analysis.phrases import number
from sim.statistics.quantiles import ranked

NOBODY = Look(INK, pale="#e0a020")
"""Of times nobody was in charge, or both sides were: pale while a post watched."""
_LANE, _TIMES, _MARGIN = 0.26, 0.4, 0.03
_HOURS = f"{HARD_SPACE}h"
_MOST_BINS = 300
_STEPS = (0.25, 0.5, 1, 2, 3, 6, 12, 24)
"""Hours over which shares are averaged; on longer axes whole days."""


@dataclass(frozen=True, slots=True)
class _Actor:
    """Somebody who may be inside.

    Attributes:
        name: What the parts of the lane are called in the picture.
        label: What people call them.
        column: The instant at which it changed whether they are inside.
        came, never: What to say of that, where it came and where it never did.
        look: Their colour.
        is_leaving: Whether they are inside from the start until then.
    """

    name: str
    label: str
    column: str
    came: str
    never: str
    look: Look
    is_leaving: bool


_OUT = "not all out by the end"
_TROOPS = _Actor("troops", "own troops", "troops_out_hours", "out", _OUT, TROOPS, True)
_CIVILIANS = _Actor("civilians", "civilians", "civilians_out_hours", "out", _OUT, CIVILIANS, True)
_POST = _Actor(
    "post", "a post", "covered_from_hours", "manned", "none manned by the end", POSTS, False
)
_ARMY = _Actor(
    "army", "other army", "entered_hours", "entered", "no entry by the end", ENTERING, False
)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is drawn in a lane: a time, its colours, and what it is called in the picture."""

    stays: Stays
    colour: str
    edge: str
    name: str


def gaps_row(data: ChartData, found: InCharge) -> Row:
    """One area: a lane for all who were ever inside, and one each for gap and overlap."""
    inside = (
        (_TROOPS, found.troops),
        (_CIVILIANS, found.civilians),
        (_POST, found.post),
        (_ARMY, found.army),
    )
    lanes = [
        _inside_lane(data, found, actor, stays)
        for actor, stays in inside
        if stays.count
        or data.observed_cells("areas", found.area, actor.column)
        or (actor is _ARMY and found.has_gaps)
    ]
    return Row(
        name=found.area,
        label=data.areas[found.area],
        dues=tuple(due_dates(data, clause) for clause in clauses_of(data, found.area)),
        lanes=(*lanes, *(_times_lanes(data, found) if found.has_gaps else (_no_times(found),))),
    )


def _inside_lane(data: ChartData, found: InCharge, actor: _Actor, stays: Stays) -> Lane:
    """When somebody was inside; of those who leave only replications tell that have any."""
    instants = found.rows[actor.column]
    told = spread(instants[stays.end > stays.begin] if actor.is_leaving else instants)
    words = actor.never
    drawn: tuple[Spread, ...] = ()
    if told is not None:
        words = came_words(data, told, came=actor.came, never=actor.never)
        # For a few that never came the axis would run on to the end with nothing to show.
        is_open = math.isinf(told.high) and actor is not _POST
        drawn = (told if is_open else Spread(told.came),)
    observed = data.observed_cells("areas", found.area, actor.column)
    name = f"{actor.name}.{found.area}"
    part = _Part(stays, actor.look.colour, actor.look.colour, name)
    return Lane(
        label=actor.label,
        words=(words, *observed_words(data, observed)),
        height=_LANE,
        instants=drawn,
        draw=partial(_draw, data=data, parts=(part,)),
        observed=observed,
        name=name,
    )


def _times_lanes(data: ChartData, found: InCharge) -> tuple[Lane, ...]:
    return (
        _times_lane(data, found, "nobody in charge", "gap", found.gap, found.gap_uncovered),
        _times_lane(data, found, "both sides", "overlap", found.overlap, found.overlap_uncovered),
    )


def _times_lane(
    data: ChartData, found: InCharge, label: str, name: str, whole: Stays, uncovered: Stays
) -> Lane:
    parts = (
        _Part(whole, NOBODY.pale, NOBODY.colour, f"{name}.{found.area}"),
        _Part(uncovered, NOBODY.colour, NOBODY.colour, f"{name}_uncovered.{found.area}"),
    )
    told = [*hours_words(found.rows[f"{name}_hours"])]
    if whole.count:
        if found.post.count:
            of_that, *rest = hours_words(found.rows[f"{name}_uncovered_hours"])
            told += [f"no post watching: {of_that}", *rest]
        else:
            told.append("no post ever covered it")
    return Lane(label, tuple(told), _TIMES, (), partial(_draw, data=data, parts=parts), (), name)


def _no_times(found: InCharge) -> Lane:
    why = "no army is to come" if found.troops.count else "no troops were in it"
    return Lane("nobody in charge", (f"does not apply: {why}",), 0.0, (), lambda strip: None)


def hours_words(hours: "pd.Series[float]") -> list[str]:
    """How long something lasted and how often it was at all; those in which it was not count as 0.

    `7.6 h (4.9 to 12 h), longest 16 h`, `at all in 95 % (76 to 99 %)`.

    Args:
        hours: One a replication; empty where it could not be.
    """
    values = ranked(hours.dropna().to_numpy(dtype=np.float64))
    count = int((values > 0).sum())
    if not count:
        return ["never" if len(values) == 1 else f"never in any of {len(values):,}"]
    found = Spread(values)
    middle, low, high, most = (
        _hours(value) for value in (found.middle, found.low, found.high, float(values[-1]))
    )
    if len(values) == 1:
        return [middle]
    ends = f"up to {high}" if low == middle else f"{low.removesuffix(_HOURS)} to {high}"
    told = middle if low == high else f"{middle} ({ends.replace(' ', HARD_SPACE)})"
    longest = f", longest {most}" if most != high else ""
    return [f"{told}{longest}", f"at all in {in_share(count, len(values))}"]


def _hours(value: float) -> str:
    """Hours as precise as anybody would ask: `under 0.1 h` says more than `0.0003 h`."""
    return f"{'under 0.1' if 0 < value < 0.1 else number(value)}{_HOURS}".replace(" ", HARD_SPACE)


def _draw(strip: Strip, *, data: ChartData, parts: Sequence[_Part]) -> None:
    """Heights that tell the share of replications, hour by hour; the whole lane is all of them."""
    high, floor = strip.top + _MARGIN, strip.top + strip.height - _MARGIN
    end = min(strip.end, data.end_hours)
    strip.axes.add_patch(
        Rectangle((0, high), end, floor - high, facecolor=BAND, linewidth=0, zorder=0.3)
    )
    edges = edges_between(strip.begin, end)
    for part in parts:
        if part.stays.count:
            shares, ends = _merged(part.stays.shares(edges), edges)
            strip.axes.stairs(
                # What is not there has no edge along the floor either.
                floor - np.where(shares > 0, shares, np.nan) * (floor - high),
                ends,
                baseline=floor,
                fill=True,
                facecolor=part.colour,
                edgecolor=part.edge,
                linewidth=0.6,
                zorder=3,
                gid=part.name,
            )


def edges_between(begin: float, end: float) -> Numbers:
    """Hours from the start, as close as can be told apart, the last at the end."""
    step = next((each for each in _STEPS if (end - begin) / each <= _MOST_BINS), None)
    step = step or 24 * math.ceil((end - begin) / 24 / _MOST_BINS)
    return np.append(np.arange(0, end - 1e-9, step), end)


def _merged(shares: Numbers, edges: Numbers) -> tuple[Numbers, Numbers]:
    """Neighbours that are alike as one."""
    changes = np.flatnonzero(np.diff(shares)) + 1
    return shares[np.append(0, changes)], edges[np.concatenate(([0], changes, [len(shares)]))]
