"""A closed road grants nothing to the classes it binds."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.invariants.journeys import Checked, classes, mover_name
from sim.outcomes.reading import POSITION
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
