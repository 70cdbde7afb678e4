"""A closed road grants nothing to the classes it binds, and opens to each class once."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.invariants.journeys import Checked, classes, mover_name
from sim.outcomes.reading import POSITION
from sim.scenario.blocks import AfterEvent, fixed_instant
from sim.scenario.geography import Opening, OpenTo
from sim.scenario.words import CLASSES


def shut_roads(reading: Checked) -> Iterator[str]:
    """Nobody enters a road between its closing and its opening to that class."""
    shut = reading.positions(Kind.CLOSED, Kind.OPENED)
    entries = reading.positions(Kind.ENTER)
    cells = reading.log.cells
    of = classes(reading.roster)
    index = np.array(
        [CLASSES.index(of[path]) if path in of else -1 for path in reading.log.subjects]
    )
    roads = {lane: reading.subjects[f"roads.{road}"] for road, _, lane in reading.lanes}
    road_of = np.array([roads.get(code, -1) for code in range(len(reading.log.places))])
    entered = road_of[cells[entries, POSITION["at"]]]
    drivers = index[cells[entries, POSITION["subject"]]]
    for road in np.unique(cells[shut, POSITION["subject"]]):
        told = shut[cells[shut, POSITION["subject"]] == road]
        step = np.where(cells[told, POSITION["kind"]] == Kind.CLOSED, 1, -1)
        for number, name in enumerate(CLASSES):
            binds = (cells[told, POSITION["value"]] >> number) & 1
            held = np.append(0, np.cumsum(step * binds))
            mine = entries[(entered == road) & (drivers == number)]
            if np.any(held < 0):
                yield f"{reading.log.subjects[road]} opens to {name} without having been closed"
            for row in mine[held[np.searchsorted(told, mine)] > 0]:
                mover = mover_name(reading, cells[row])
                yield f"{mover} enters {reading.log.subjects[road]} at {cells[row, 0]}, closed"


def openings(reading: Checked) -> Iterator[str]:
    """A road opens to a class as its file says, once, and nobody of it enters before that."""
    told = _told_open(reading)
    of, entries = classes(reading.roster), reading.of(Kind.ENTER)
    drivers = [of.get(reading.log.subjects[code]) for code in entries["subject"].tolist()]
    for name, road in reading.roster.scenario.roads.items():
        for mover_class in CLASSES:
            opening = road.open_to.get(mover_class)
            seconds = told.pop((f"roads.{name}", mover_class), [])
            due = _dated(reading, opening)
            if (opening in (None, "never") and seconds) or len(seconds) > 1:
                yield f"{name} opens to {mover_class} at {seconds}, not once as it should"
            if due is not None and due <= reading.ended and seconds != [due]:
                yield f"{name} opens to {mover_class} at {seconds}, not at {due}"
            if opening is None:
                continue
            first = min(seconds, default=reading.end + 1)
            lanes = [code for road_name, _, code in reading.lanes if road_name == name]
            here = np.isin(entries["at"], lanes) & (entries["second"] <= first)
            for position in np.flatnonzero(here):
                if drivers[position] == mover_class:
                    mover = mover_name(reading, entries.cells[position])
                    yield f"{mover} enters {name} before it opens to {mover_class}"
    for (path, value), seconds in told.items():
        yield f"{path} opens to {value}, which is no class, at {seconds}"


def _told_open(reading: Checked) -> dict[tuple[str, str], list[int]]:
    """When each road opened to each class."""
    rows = reading.of(Kind.OPENED_TO)
    bits = {1 << number: name for number, name in enumerate(CLASSES)}
    found: dict[tuple[str, str], list[int]] = {}
    cells = zip(*(rows[key].tolist() for key in ("second", "subject", "value")), strict=True)
    for second, subject, value in cells:
        key = (reading.log.subjects[subject], bits.get(value, str(value)))
        found.setdefault(key, []).append(second)
    return found


def _dated(reading: Checked, opening: Opening | None) -> int | None:
    """The second at which a class is let in, where the file gives a date."""
    moment = opening.opens if isinstance(opening, OpenTo) else opening
    if moment is None or isinstance(moment, str | AfterEvent):
        return None
    local = fixed_instant(moment)
    assert local is not None
    return max(0, reading.roster.second(local))
