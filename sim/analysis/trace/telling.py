"""One replication told from its log: what a reader wants to know of it, or every row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sim.analysis.trace.days import daily
from sim.analysis.trace.jams import jams
from sim.analysis.trace.sentences import Sentences
from sim.analysis.trace.speech import Speech
from sim.catalogue import Cause, Kind, Phase
from sim.clock import HOUR
from sim.events.log import EventLog, Row
from sim.outcomes.reading import Reading
from sim.scenario.explain.names import Names, sentence
from sim.scenario.roster import Roster

ALWAYS = frozenset(
    {
        Kind.PRESENT,
        Kind.STAYS,
        Kind.DUE_SET,
        Kind.NOTICE,
        Kind.READY,
        Kind.DESTROYED,
        Kind.COMPLETED,
        Kind.ASKED,
        Kind.RELAYED,
        Kind.GRANTED,
        Kind.REFUSED,
        Kind.LAPSED,
        Kind.DUE_MOVED,
        Kind.PUBLIC,
        Kind.DUE,
        Kind.ENTERED,
        Kind.REACHED,
        Kind.WEATHER,
        Kind.VIOLATION,
        Kind.COLLAPSED,
        Kind.SUSPENDED,
        Kind.RESUMED,
        Kind.POST_BEGUN,
        Kind.MANNED,
        Kind.CLEARING,
        Kind.CLEARED,
        Kind.OPENED_TO,
        Kind.ENDED,
    }
)
FIRST = frozenset({Kind.BEGIN, Kind.DEPART})
"""Of these the first of each unit and group is told."""
AT_TIMES = frozenset({Kind.OPENED, Kind.CLOSED, Kind.BREAKDOWN_BEGIN, Kind.OUT})
"""Some of these are told."""
LONG_BREAKDOWN = 3 * HOUR
"""A shorter breakdown is one among a hundred."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened.

    Attributes:
        second: When, in seconds of the run.
        at: The local instant.
        subject: Dotted path of whom or what it is about.
        text: A sentence.
        kind: Of the row it tells; None where it sums up many rows.
    """

    second: int
    at: datetime
    subject: str
    text: str
    kind: Kind | None = None


def tell(log: EventLog, roster: Roster, *, everything: bool = False) -> list[Told]:
    """A replication as dated sentences, in the order of its log.

    Args:
        log: Its events.
        roster: The names in it.
        everything: Every row, down to single households; otherwise only decisions, notices, dates,
            entries, first and last departures, jams and long breakdowns, and day by day how many
            left each area.
    """
    reading = Reading(log, roster)
    speech = Speech(roster, Names(roster.scenario))
    found = list(_rows(reading, everything=everything))
    # Of a second, first what happened, then what it added up to, then what was decided.
    found += [
        ((second, Phase.GRANTS, 1), subject, text, None) for second, subject, text in daily(reading)
    ]
    found += [
        ((second, Phase.GRANTS, 0), subject, text, None)
        for second, subject, text in jams(reading, speech)
    ]
    found.sort(key=lambda told: told[0])
    local = roster.calendar.local
    return [
        Told(key[0], local(key[0]), subject, sentence(text), kind)
        for key, subject, text, kind in found
    ]


Line = tuple[tuple[int, int, int], str, str, Kind | None]
"""Its place in the order of the story, whom it is about, the sentence, and the kind of its row."""


def _rows(reading: Reading, *, everything: bool) -> Iterator[Line]:
    sentences, chosen = Sentences(reading), _Chosen(reading)
    last = (-1, "")
    for row in reading.log.rows(*(() if everything else ALWAYS | FIRST | AT_TIMES)):
        key = (row.second, row.phase, 0)
        if everything or chosen.is_told(row):
            is_first = not everything and row.kind in FIRST
            text = sentences.first(row) if is_first else sentences.of(row)
            # A notice to three groups, or an opening to three classes, is one thing to tell.
            if everything or (row.second, text) != last:
                yield key, row.subject, text, row.kind
            last = row.second, text
        if chosen.is_last_out(row):
            yield key, row.subject, sentences.last(row), row.kind


class _Chosen:
    """Which rows are worth telling, looking at them in order."""

    def __init__(self, reading: Reading) -> None:
        self._began: set[tuple[Kind, str]] = set()
        opened = reading.of(Kind.OPENED_TO)
        paths = [reading.log.subjects[code] for code in opened["subject"]]
        self._opened_to = set(zip(opened["second"], paths, opened["value"], strict=True))
        self._left = {
            path: int(reading.leaving_people[code]) for path, code in reading.subjects.items()
        }

    def is_told(self, row: Row) -> bool:
        """Whether a row is told."""
        if row.kind is Kind.OPENED and (row.second, row.subject, row.value) in self._opened_to:
            return False
        if row.kind in (Kind.CLOSED, Kind.OPENED):
            return row.second > 0 and row.cause is not Cause.NIGHT
        if row.kind is Kind.BREAKDOWN_BEGIN:
            return row.value >= LONG_BREAKDOWN
        if row.kind in FIRST:
            return self._is_first(row)
        return row.kind in ALWAYS

    def _is_first(self, row: Row) -> bool:
        is_told = row.subject.startswith(("troops.", "civilians."))
        key = (row.kind, row.subject)
        if not is_told or key in self._began:
            return False
        self._began.add(key)
        return True

    def is_last_out(self, row: Row) -> bool:
        """Whether with this row the last people of a unit or group are out."""
        if row.kind is not Kind.OUT or not row.people:
            return False
        self._left[row.subject] -= row.people
        return self._left[row.subject] == 0
