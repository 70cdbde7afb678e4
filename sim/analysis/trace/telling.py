"""One replication told from its log: what a reader wants to know of it, or every row."""

from dataclasses import dataclass
from datetime import datetime

from sim.clock import HOUR
from sim.events.log import EventLog
from sim.scenario.roster import Roster

LONG_BREAKDOWN = 3 * HOUR
"""A shorter breakdown is noise among a hundred others."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened.

    Attributes:
        second: When, in seconds of the run.
        at: The local instant.
        subject: Dotted path of whom or what it is about.
        text: A sentence.
    """

    second: int
    at: datetime
    subject: str
    text: str


def tell_notable(log: EventLog, roster: Roster) -> list[Told]:
    """What an analyst wants to know of a replication, in order.

    Decisions, notices, dues, entries, first and last departures, jams and long breakdowns one by
    one; departures, day by day, as numbers.
    """
