"""Movers drive connected routes, wait where they are, and take their time on every road."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.catalogue import Cause, Kind
from sim.outcomes.invariants.journeys import Checked, Journeys, classes, mover_name
from sim.outcomes.reading import POSITION, Ints, Mask
from sim.outcomes.spans import MOVER, keys_of

NOTHING = -1
BEFORE = {
    Kind.DEPART: (NOTHING, Kind.ARRIVE),
    Kind.ENTER: (Kind.DEPART, Kind.ENTER, Kind.REACHED),
    Kind.ARRIVE: (Kind.DEPART, Kind.ENTER),
    Kind.REACHED: (Kind.ENTER,),
}
"""What may stand before each kind in the journeys of one mover."""


def sequence(reading: Checked) -> Iterator[str]:
    """A mover departs, enters road after road, and arrives; only pooled vehicles do so again."""
    found = reading.journeys
    above = np.where(found.follows, np.append(NOTHING, found["kind"])[:-1], NOTHING)
    for kind, allowed in BEFORE.items():
        for row in np.flatnonzero(found.is_kind(kind) & ~np.isin(above, allowed)):
            before = "nothing" if above[row] == NOTHING else Kind(int(above[row])).word
            name = mover_name(reading, found.rows[row])
            yield f"{name}: {kind.word} at second {found['second'][row]} after {before}"
    again = found.is_kind(Kind.DEPART) & found.follows & ~reading.are_pools[found["subject"]]
    for row in np.flatnonzero(again):
        yield f"{mover_name(reading, found.rows[row])} departs twice"


def positions(reading: Checked) -> Iterator[str]:
    """Every row of a journey begins where the one above it ended; the first where it is based."""
    found = reading.journeys
    homes = _homes(reading)[found["subject"]]
    here = np.where(found.follows, np.append(NOTHING, found.ends)[:-1], homes)
    for row in np.flatnonzero(here != found.begins):
        places = reading.log.places
        name = mover_name(reading, found.rows[row])
        yield (
            f"{name} is at {places[here[row]]} and goes on from {places[found.begins[row]]} "
            f"at second {found['second'][row]}"
        )


def _homes(reading: Checked) -> Ints:
    """By subject code: the place from which its movers first set out."""
    scenario = reading.roster.scenario
    homes = {path: base.place for path, base in reading.roster.bases.items()}
    homes |= {f"vehicle_pools.{name}": pool.base for name, pool in scenario.vehicle_pools.items()}
    homes |= {f"contingents.{name}": it.airlift.to for name, it in scenario.contingents.items()}
    homes |= {
        f"posts.{name}": scenario.contingents[post.contingent].march.to
        for name, post in scenario.posts.items()
    }
    homes |= {f"flows.{name}": flow.from_ for name, flow in scenario.flows.items()}
    homes |= {
        f"receiving_armies.{name}.columns.{column}": army.entry
        for name, army in scenario.receiving_armies.items()
        for column in army.columns
    }
    return np.array(
        [
            reading.places[f"places.{homes[path]}"] if path in homes else NOTHING
            for path in reading.log.subjects
        ]
    )


def places_of_waits(reading: Checked) -> Iterator[str]:
    """On a journey a mover waits at the entrance of its next road, or for a way where it is.

    A march unit also rests where it is.
    """
    found, waits = reading.journeys, reading.waits
    entrances, at = np.append(found["at"], NOTHING)[found.next_row], waits["at"]
    here = np.append(found.ends, NOTHING)[found.next_row - 1]
    marches = reading.are_contingents[waits["subject"]]
    stays = (waits["cause"] == Cause.CLOSED) | (marches & (waits["cause"] == Cause.HALT))
    # Who is never let in waits at an entrance that begins here.
    leads_on = reading.are_lanes[at] & (reading.place_ends[0][at] == here)
    at_entrance = np.where(found.has_next, at == entrances, leads_on)
    wrong = found.is_on_road & ~at_entrance & ~((at == here) & stays)
    for wait in np.flatnonzero(wrong):
        name = mover_name(reading, waits.rows[wait])
        yield f"{name} waits at {reading.log.places[at[wait]]}, where it is not"


def standing(reading: Checked) -> Iterator[str]:
    """From setting out, or reaching a place, until it is let into a road a mover waits."""
    found = reading.journeys
    drives = np.append(False, found.is_kind(Kind.ENTER))[:-1]
    stands = found.follows & ~drives & ~found.is_kind(Kind.DEPART)
    gaps = np.diff(found["second"], prepend=0)
    for row in np.flatnonzero(stands & (gaps != found.waited)):
        name = mover_name(reading, found.rows[row])
        yield f"{name} spends {gaps[row]} s at a place of which it waits {found.waited[row]} s"


def driving_times(reading: Checked) -> Iterator[str]:
    """Between two entrances a mover waits or drives, and a road takes all of a class as long."""
    drives = _drives(reading)
    if not len(drives.seconds):
        return
    road_and_speed = drives.lane * (2 * len(reading.log.subjects)) + drives.speed
    _, first, which = np.unique(road_and_speed, return_index=True, return_inverse=True)
    usual = drives.seconds[first][which]
    for place in np.flatnonzero((drives.seconds != usual) | (drives.seconds < 1)):
        name = mover_name(reading, drives.rows[place])
        lane = reading.log.places[drives.lane[place]]
        yield f"{name} drives {lane} in {drives.seconds[place]} s, others in {usual[place]} s"


@dataclass(frozen=True, slots=True)
class _Drives:
    """Completed drives over roads.

    Attributes:
        lane: Codes of the roads.
        speed: A number alike for those who are equally fast.
        seconds: How long they took.
        rows: The cells that tell of it.
    """

    lane: Ints
    speed: Ints
    seconds: Ints
    rows: Ints


def _drives(reading: Checked) -> _Drives:
    """Every drive of a head to the next entrance, of a tail to the end, and to the exit.

    The head drives from being let in; the tail as long, from the second at which the entrance is
    free again. Who rests does so when its tail is there, and then its head drives on.
    """
    found = reading.journeys
    over = np.flatnonzero(found.follows & np.append(False, found.is_kind(Kind.ENTER))[:-1])
    seconds = found["second"]
    free = found["value"][over - 1]
    begins = np.where(_has_rested(reading)[over], free, seconds[over - 1])
    head = seconds[over] - begins - found.waited[over]
    tail = seconds[over] - free
    out, entry = _exits(reading, found)
    lane = np.concatenate((found["at"][over - 1], found["at"][entry]))
    subject = np.concatenate((found["subject"][over], found["subject"][entry]))
    let_in = np.concatenate((seconds[over - 1], seconds[entry]))
    return _Drives(
        lane=lane,
        speed=2 * _speeds(reading)[subject] + _is_faster(reading, lane, subject, let_in),
        seconds=np.concatenate(
            (
                np.where(found.is_kind(Kind.ENTER)[over], head, tail),
                out[:, 0] - found["value"][entry],
            )
        ),
        rows=np.concatenate((found.rows[over], out)),
    )


def _has_rested(reading: Checked) -> Mask:
    """By row of the journeys: whether its mover has rested since the row above."""
    found, waits = reading.journeys, reading.waits
    rests = found.is_on_road & found.has_next & (waits["cause"] == Cause.HALT)
    rested = np.zeros(len(found.rows), dtype=bool)
    rested[found.next_row[rests]] = True
    return rested


def _is_faster(reading: Checked, lanes: Ints, subjects: Ints, seconds: Ints) -> Mask:
    """Which of those let into lanes at some seconds drive at the speed of a road since cleared.

    Only classes to which the road opens at a speed of its own are bound to that until then.
    """
    roads, of = reading.roster.scenario.roads, classes(reading.roster)
    cleared = reading.of(Kind.CLEARED)
    names = {code: name for name, _, code in reading.lanes}
    second_of = {
        names[at]: second
        for at, second in zip(cleared["at"].tolist(), cleared["second"].tolist(), strict=True)
    }
    paths = reading.log.subjects
    return np.array(
        [
            (road := names[lane]) in second_of
            and of[paths[subject]] in roads[road].open_to
            and second > second_of[road]
            for lane, subject, second in zip(
                lanes.tolist(), subjects.tolist(), seconds.tolist(), strict=True
            )
        ],
        dtype=bool,
    )


def _exits(reading: Checked, found: Journeys) -> tuple[Ints, Ints]:
    """Cells of `out` rows of those who drive themselves, and who entered the road to that exit."""
    out = reading.movers_out
    drives = reading.are_troops[out["subject"]] | (out["vehicles"] > 0)
    cells = out.where(drives).cells
    entries = np.flatnonzero(found.is_kind(Kind.ENTER))
    keys, out_keys = keys_of(MOVER, found.rows[entries], cells)
    size = len(reading.log.places)
    keys, out_keys = keys * size + found.ends[entries], out_keys * size + cells[:, POSITION["at"]]
    order = np.argsort(keys, kind="stable")
    place = np.searchsorted(keys[order], out_keys)
    exists = np.append(keys[order], NOTHING)[place] == out_keys
    return cells[exists], entries[order[place[exists]]]


def _speeds(reading: Checked) -> Ints:
    """By subject code: a number alike for those who are equally fast on every road.

    A class has one speed on a road; columns have their own.
    """
    of = classes(reading.roster)
    names = [
        path if of.get(path) == "receiving" else of.get(path, "") for path in reading.log.subjects
    ]
    return np.array([names.index(name) for name in names])
