"""The time of every mover is parted without gap or overlap into waiting, loading and journeys."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.invariants.journeys import Checked, mover_name
from sim.outcomes.reading import POSITION, Ints, Mask
from sim.outcomes.spans import MOVER, keys_of, paired

NOTHING = -1
PAIRS = ((Kind.LOAD_BEGIN, Kind.LOAD_END), (Kind.UNLOAD_BEGIN, Kind.UNLOAD_END))


def waits(reading: Checked) -> Iterator[str]:
    """Every wait ends for the cause and at the place it began with, or with the run."""
    found = reading.waits
    if found.loose_ends:
        yield f"{found.loose_ends} waits end that have not begun"
    for wait in np.flatnonzero((found.seconds < 1) & ~found.is_open):
        yield f"{mover_name(reading, found.rows[wait])} waits {found.seconds[wait]} s"


def partition(reading: Checked) -> Iterator[str]:
    """From the start a convoy, a household and a pooled vehicle does one thing after another."""
    begins, ends = _segments(reading)
    (keys,) = keys_of(MOVER, begins)
    order = np.lexsort((ends, begins[:, 0], keys))
    begins, ends, keys = begins[order], ends[order], keys[order]
    follows = np.append(False, np.diff(keys) == 0)[: len(keys)]
    expected = np.where(follows, np.append(0, ends)[:-1], 0)
    for row in np.flatnonzero(begins[:, 0] != expected):
        name, kind = mover_name(reading, begins[row]), Kind(int(begins[row, POSITION["kind"]]))
        yield f"{name}: {kind.word} at second {begins[row, 0]}, free from {expected[row]} on"
    is_last = np.append(~follows[1:], True)[: len(keys)]
    is_pooled = reading.are_pools[begins[:, POSITION["subject"]]]
    for row in np.flatnonzero(is_last & is_pooled & (ends != reading.end)):
        yield f"{mover_name(reading, begins[row])} does nothing from second {ends[row]} on"


def riders(reading: Checked) -> Iterator[str]:
    """Who rides in a pooled vehicle waits no longer when it takes them out."""
    waits, out = reading.waits, reading.movers_out
    out = out.where(reading.are_civilians[out["subject"]] & (out["vehicles"] == 0))
    keys, wait_keys = keys_of(MOVER, out.cells, waits.rows)
    order = np.argsort(keys)
    place = np.searchsorted(keys[order], wait_keys)
    rides = np.append(keys[order], NOTHING)[place] == wait_keys
    leaves = np.append(out["second"][order], 0)[place]
    for wait in np.flatnonzero(rides & (waits.end > leaves)):
        name = mover_name(reading, waits.rows[wait])
        yield f"{name} is out at {leaves[wait]} and waits until {waits.end[wait]}"


def _segments(reading: Checked) -> tuple[Ints, Ints]:
    """The cells with which all segments begin, and the seconds at which they end."""
    waits, on_road = reading.waits, reading.journeys.is_on_road
    own = _parted(reading)
    still = ~on_road & own[waits["subject"]]
    begins, ends = [waits.rows[still]], [waits.end[still]]
    for first, last in PAIRS:
        spans = paired(reading.of(first).cells, reading.of(last).cells, MOVER, end=reading.end)
        begins.append(reading.of(first).cells[spans.begins])
        ends.append(spans.end)
    trips = reading.journeys
    mine = own[trips["subject"]]
    departures = trips.rows[mine & trips.is_kind(Kind.DEPART)]
    arrivals = trips.rows[mine & trips.is_kind(Kind.ARRIVE)]
    spans = paired(departures, arrivals, MOVER, end=reading.end)
    return (
        np.concatenate((*begins, departures[spans.begins])),
        np.concatenate((*ends, spans.end)),
    )


def _parted(reading: Checked) -> Mask:
    """By subject code: whether its movers' time is told from the start."""
    return reading.are_troops | reading.are_civilians | reading.are_pools
