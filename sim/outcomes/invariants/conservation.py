"""Nobody and nothing is lost or doubled: everybody is in one place or state at every row."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.invariants.journeys import Checked, mover_name
from sim.outcomes.reading import Mask, Rows
from sim.outcomes.spans import MOVER, keys_of, paired

MOVING = (
    Kind.WAIT_BEGIN,
    Kind.WAIT_END,
    Kind.LOAD_BEGIN,
    Kind.LOAD_END,
    Kind.DEPART,
    Kind.ENTER,
    Kind.OUT,
    Kind.ARRIVE,
)


def _based(reading: Checked) -> Mask:
    """By subject code: whether it is a unit or group."""
    return reading.are_troops | reading.are_civilians


def presence(reading: Checked) -> Iterator[str]:
    """Who takes part is present once, at the start."""
    present = reading.of(Kind.PRESENT)
    for second in present["second"][present["second"] > 0]:
        yield f"somebody is only present at second {second}"
    expected = [
        path
        for path in reading.log.subjects
        if path.startswith(("troops.", "civilians.", "vehicle_pools.", "contingents."))
        or ".columns." in path
    ]
    times = np.bincount(present["subject"], minlength=len(reading.log.subjects))
    for path in expected:
        if times[reading.subjects[path]] != 1:
            yield f"{path} is present {times[reading.subjects[path]]} times"


def totals(reading: Checked) -> Iterator[str]:
    """No more leave than were present, and no more arrive than left."""
    of = reading.by_subject
    left_behind = of(Kind.ABANDONED, "loads") + of(Kind.DESTROYED, "loads")
    leaving = {
        "people": reading.leaving_people,
        "vehicles": of(Kind.PRESENT, "vehicles"),
        "loads": of(Kind.PRESENT, "loads") - left_behind,
    }
    based = _based(reading)
    for what, most in leaving.items():
        out, arrived = of(Kind.OUT, what), of(Kind.ARRIVE, what)
        for code in np.flatnonzero(based & ((out > most) | (most < 0))):
            path = reading.log.subjects[code]
            yield f"{path}: {out[code]} {what} are out of {most[code]} who could be"
        for code in np.flatnonzero(based & (arrived > out)):
            path = reading.log.subjects[code]
            yield f"{path}: {arrived[code]} {what} have arrived of {out[code]} that are out"


def movers(reading: Checked) -> Iterator[str]:
    """A convoy or household is the same people throughout, and together they are all who leave."""
    based = _based(reading)
    rows = reading.of(*MOVING)
    rows = rows.where(based[rows["subject"]] & (rows["loads"] == 0))
    (keys,) = keys_of(MOVER, rows.cells)
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    for column in ("people", "vehicles"):
        found = rows[column]
        for row in np.flatnonzero(found != found[first][which]):
            name = mover_name(reading, rows.cells[row])
            yield f"{name} has {found[row]} {column} at second {rows['second'][row]}, not as before"
    people = np.bincount(
        rows["subject"][first], weights=rows["people"][first], minlength=len(based)
    )
    for code in np.flatnonzero(based & (people != reading.leaving_people)):
        path, leaving = reading.log.subjects[code], reading.leaving_people[code]
        yield f"{path}: its movers are {people[code]:.0f} people, {leaving} are to leave"


def out_before_arrival(reading: Checked) -> Iterator[str]:
    """Who and what arrives was out before, the first of a mover before its first."""
    based = _based(reading)
    for is_load, what in ((False, "arrives"), (True, "has a load arrive")):
        arrivals, out = (
            rows.where(based[rows["subject"]] & ((rows["loads"] > 0) == is_load))
            for rows in (reading.of(Kind.ARRIVE), reading.of(Kind.OUT))
        )
        spans = paired(arrivals.cells, out.cells, MOVER, end=reading.end)
        seconds = arrivals["second"][spans.begins]
        for place in np.flatnonzero(spans.is_open | (spans.end > seconds)):
            name = mover_name(reading, arrivals.cells[spans.begins[place]])
            yield f"{name} {what} at second {seconds[place]} and was not out before"
        if not is_load:
            yield from _once(reading, out)


def _once(reading: Checked, out: Rows) -> Iterator[str]:
    (keys,) = keys_of(MOVER, out.cells)
    _, first, times = np.unique(keys, return_index=True, return_counts=True)
    for place in np.flatnonzero(times > 1):
        yield f"{mover_name(reading, out.cells[first[place]])} is out {times[place]} times"


def carriage(reading: Checked) -> Iterator[str]:
    """What pooled vehicles bring to a place at a second is what units and groups see arrive."""
    arrivals = reading.of(Kind.ARRIVE)
    subjects = arrivals["subject"]
    rides = (arrivals["vehicles"] == 0) & reading.are_civilians[subjects]
    carried = _based(reading)[subjects] & ((arrivals["loads"] > 0) | rides)
    brings = reading.are_pools[subjects]
    (where,) = keys_of(("second", "at"), arrivals.cells)
    _, which = np.unique(where, return_inverse=True)
    for what in ("people", "loads"):
        amounts = arrivals[what] * (brings.astype(np.int64) - carried.astype(np.int64))
        sums = np.bincount(which, weights=amounts)
        for row in np.flatnonzero(sums[which] != 0):
            if brings[row] or carried[row]:
                second, place = arrivals["second"][row], arrivals["at"][row]
                yield (
                    f"at second {second} pooled vehicles bring {sums[which[row]]:+.0f} {what} more "
                    f"to {reading.log.places[place]} than arrive"
                )
