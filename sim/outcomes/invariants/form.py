"""The form of a log: codes that stand for something, canonical order, nothing after the end."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Cause, Kind, Phase
from sim.events.log import NOWHERE
from sim.outcomes.reading import POSITION, Reading

AMOUNTS = ("people", "vehicles", "loads")
WAITS = (Kind.WAIT_BEGIN, Kind.WAIT_END)
SHUT = (Kind.CLOSED, Kind.OPENED, Kind.BREAKDOWN_BEGIN, Kind.BREAKDOWN_END)


def codes(reading: Reading) -> Iterator[str]:
    """Every code stands for something."""
    log = reading.log
    for column, least, most in (
        ("second", 0, None),
        ("phase", min(Phase), max(Phase)),
        ("kind", min(Kind), max(Kind)),
        ("subject", 0, len(log.subjects) - 1),
        ("number", NOWHERE, None),
        ("at", NOWHERE, len(log.places) - 1),
        ("cause", min(Cause), max(Cause)),
    ):
        found = log.column(column)
        wrong = (found < least) | (False if most is None else found > most)
        for row in np.flatnonzero(wrong):
            yield f"row {row} has {column} {found[row]}"


def amounts(reading: Reading) -> Iterator[str]:
    """Nobody counts less than nothing."""
    for column in AMOUNTS:
        found = reading.log.column(column)
        for row in np.flatnonzero(found < 0):
            yield f"row {row} has {found[row]} {column}"


def order(reading: Reading) -> Iterator[str]:
    """Rows stand in canonical order, and only what can have a cause has one."""
    cells = reading.log.cells
    steps = np.diff(cells, axis=0)
    first = np.argmax(steps != 0, axis=1)
    for row in np.flatnonzero(steps[np.arange(len(steps)), first] < 0):
        yield f"row {row + 1} belongs before the row above it"
    kinds = cells[:, POSITION["kind"]]
    has_cause = cells[:, POSITION["cause"]] != Cause.NONE
    for row in np.flatnonzero(has_cause != np.isin(kinds, (*WAITS, *SHUT))):
        yield f"row {row}, a {Kind(int(kinds[row])).word}, has a cause or lacks one"


def end(reading: Reading) -> Iterator[str]:
    """A log ends once, with nothing after that."""
    ended = reading.of(Kind.ENDED)
    if len(ended) != 1:
        yield f"it ends {len(ended)} times"
        return
    second, is_finished = int(ended["second"][0]), ended["value"][0] != 0
    if second > reading.end or (second < reading.end and not is_finished):
        yield f"it ends at second {second} of {reading.end}"
    seconds = reading.log.column("second")
    for row in np.flatnonzero(seconds > second):
        yield f"row {row} is at second {seconds[row]}, after the end at {second}"
