"""Small scenarios run once, and their logs asked what happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sim.catalogue import Cause, Kind
from sim.engines.reference import simulate
from sim.events.log import EventLog, Row
from sim.processes.instant import Instant
from sim.scenario.load import parse_scenario
from sim.scenario.roster import Roster, make_roster
from tests.builders import text

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True)
class Told:
    """One run: who took part, and what happened."""

    roster: Roster
    log: EventLog

    def rows(
        self,
        *kinds: Kind,
        subject: str | None = None,
        at: str | None = None,
        number: int | None = None,
        cause: Cause | None = None,
    ) -> list[Row]:
        """The rows of some kinds (all when none is named), of one subject, place, number, cause."""
        return [
            row
            for row in self.log.rows()
            if (not kinds or row.kind in kinds)
            and (subject is None or row.subject == subject)
            and (at is None or row.at == at)
            and (number is None or row.number == number)
            and (cause is None or row.cause is cause)
        ]

    def seconds(self, *kinds: Kind, **which: Any) -> list[int]:
        """When it happened, each time."""
        return [row.second for row in self.rows(*kinds, **which)]

    def one(self, *kinds: Kind, **which: Any) -> Row:
        """The one row of its sort; there must be one only."""
        found = self.rows(*kinds, **which)
        assert len(found) == 1, f"{len(found)} rows of {kinds}, {which}"
        return found[0]

    def waits(self, cause: Cause, **which: Any) -> list[tuple[int, int | None]]:
        """Begin and end of all waits for a cause, in the order of their beginnings."""
        begins = self.rows(Kind.WAIT_BEGIN, cause=cause, **which)
        ends = self.rows(Kind.WAIT_END, cause=cause, **which)
        found: list[tuple[int, int | None]] = []
        for begin in begins:
            end = next(
                (row for row in ends if _who(row) == _who(begin) and row.second > begin.second),
                None,
            )
            if end is not None:
                ends.remove(end)
            found.append((begin.second, end.second if end else None))
        return found

    def second(self, local: str) -> int:
        """The second of the run of a local instant, `YYYY-MM-DD HH:MM`."""
        return self.roster.second(datetime.fromisoformat(local))


def _who(row: Row) -> tuple[str, int, str]:
    return row.subject, row.number, row.at


def roster_of(tree: Mapping[str, Any]) -> Roster:
    """The roster of a scenario given as plain dicts."""
    return make_roster(parse_scenario(text(tree)).scenario)


def run(
    tree: Mapping[str, Any] | Roster,
    *,
    seed: int = 1,
    replication: int = 0,
    make_instant: Callable[[], Instant] = Instant,
) -> Told:
    """One replication of a scenario."""
    roster = tree if isinstance(tree, Roster) else roster_of(tree)
    log = simulate(roster, seed=seed, replication=replication, make_instant=make_instant)
    return Told(roster, log)
