"""Logs written by hand, row by row, to be measured."""

from collections.abc import Mapping
from typing import Any

from sim.catalogue import Cause, Kind, Phase
from sim.events.log import NOWHERE, EventLog, Recorder
from sim.outcomes.measure import Row, measure
from sim.outcomes.series import Series, series
from sim.scenario.roster import Roster
from tests.runs import roster_of

HOUR = 3600


class Written:
    """A log being written: seconds are given in hours."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.roster: Roster = roster_of(tree)
        self._recorder = Recorder(self.roster.subjects, self.roster.places)
        self._ended = False

    def add(
        self,
        hour: float,
        kind: Kind,
        subject: str,
        *,
        at: str = "",
        phase: Phase = Phase.HAPPENINGS,
        **numbers: int,
    ) -> "Written":
        """One row; places by name, roads as `road>place`."""
        prefix = "roads." if ">" in at else "places."
        place = self.roster.places.index(prefix + at) if at else NOWHERE
        code = self.roster.subjects.index(subject)
        second = round(hour * HOUR)
        self._recorder.record(second, phase, kind, code, at=place, **numbers)
        return self

    def wait(
        self,
        begin: float,
        end: float | None,
        subject: str,
        *,
        at: str,
        cause: Cause = Cause.ROAD_QUEUE,
        **numbers: int,
    ) -> "Written":
        """A wait; without an end it is cut off."""
        self.add(begin, Kind.WAIT_BEGIN, subject, at=at, cause=cause, **numbers)
        if end is not None:
            self.add(end, Kind.WAIT_END, subject, at=at, cause=cause, **numbers)
        return self

    def end(self, hour: float, *, finished: bool = True) -> "Written":
        """The last row."""
        self._ended = True
        return self.add(hour, Kind.ENDED, "run", phase=Phase.DECISIONS, value=int(finished))

    def log(self) -> EventLog:
        """What has been written, in canonical order; without an end it was cut off."""
        if not self._ended:
            self.end(self.roster.end / HOUR, finished=False)
        return self._recorder.log(self.roster.end)

    def tables(self) -> dict[str, list[Row]]:
        """Its outcomes."""
        return measure(self.log(), self.roster, replication=0)

    def row(self, table: str, **which: object) -> Row:
        """The one row of a table with some values."""
        found = [row for row in self.tables()[table] if which.items() <= row.items()]
        assert len(found) == 1, f"{len(found)} rows of {table} with {which}"
        return found[0]

    def series(self) -> Series:
        """Its series."""
        return series(self.log(), self.roster)

    def values(self, name: str) -> list[int]:
        """One of its series, hour by hour."""
        found = self.series()
        return [int(value) for value in found.values[:, found.names.index(name)]]
