"""Names of outcomes: `table.subject.column`, as studies, commands and charts write them.

A run as a whole has no subject (`runs.on_time_jointly`); a direction of a road has two names
(`roads.NAME.PLACE.queue_hours`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from sim.catalogue.causes import CAUSES
from sim.catalogue.entry import Entry
from sim.catalogue.tables import OUTCOMES
from sim.errors import InputError

OutcomeKind = Literal["truth", "time", "number", "word"]
"""What a column holds; empty means, of a truth value, that it is not known; of a time, that it
never came, so that it ranks later than every other; of a number and a word, that there is none."""

SPANS = frozenset(
    {
        "gap_hours",
        "gap_uncovered_hours",
        "overlap_hours",
        "overlap_uncovered_hours",
        "queue_hours",
        "longest_jam_hours",
        "longest_wait_hours",
        "breakdown_hours",
        "float_hours",
    }
)
"""Columns in hours that measure how long something was; all others tell when, or how late."""
WORDS = frozenset(
    {
        "ended_as",
        "first_breach",
        "answer",
        "collapsed_area",
        "excess",
        "contingent",
        "breach",
        "where",
        "cause",
        "who",
    }
)
"""Columns without a unit that hold words."""
COUNTS = frozenset({"replication", "number", "step"})
"""Columns without a unit that count, beside those whose name ends so."""
LISTS = {
    "breaches": "runs.breaches_number counts them",
    "paths": "causes.CLAUSE.CAUSE.seconds adds up waits, floats.CLAUSE... tell who could wait",
}
"""Tables whose rows have an order and no names, so that no name leads to one of them, each with
what to ask for instead."""


@dataclass(frozen=True, slots=True, order=True)
class OutcomeName:
    """One outcome of a run: a column of one row of an outcome table.

    Attributes:
        table: The table.
        keys: What the row is about, in the order of the table's key columns; empty for `runs`.
        column: The column.
    """

    table: str
    keys: tuple[str, ...]
    column: str

    def __str__(self) -> str:
        return ".".join((self.table, *self.keys, self.column))

    @property
    def entry(self) -> Entry:
        """The column as the catalogue describes it."""
        return next(entry for entry in OUTCOMES[self.table] if entry.name == self.column)

    @property
    def unit(self) -> str:
        """Its unit; empty for a plain number, a truth value and a word."""
        return self.entry.unit

    @property
    def kind(self) -> OutcomeKind:
        """What it holds, and so what an empty cell means."""
        return kind_of_outcome(self.entry)

    @property
    def row(self) -> dict[str, str]:
        """What the key columns of its row hold, by column."""
        return dict(zip(key_columns(self.table), self.keys, strict=True))


def outcome_name(text: str) -> OutcomeName:
    """The outcome that a name means.

    >>> outcome_name("clauses.kelbajar-handover.on_time").keys
    ('kelbajar-handover',)

    Raises:
        InputError: If the catalogue has no such outcome; says what may have been meant. Whether a
            scenario has the clause, area or road is not looked up here.
    """
    table, *rest = text.strip().split(".")
    if table not in OUTCOMES:
        raise InputError(f"no table of outcomes '{_cut(table)}'; {_meant(table, OUTCOMES)}")
    if table in LISTS:
        raise InputError(
            f"{table} are a list in order of time, of which no row has a name; {LISTS[table]}"
        )
    columns, keys = value_columns(table), key_columns(table)
    *subjects, column = rest or [""]
    if column not in columns and (len(subjects) == len(keys) or not rest):
        meant = _meant(column, columns)
        raise InputError(f"{table} have no column '{_cut(column)}'; {meant}")
    if len(subjects) != len(keys) or not all(subjects):
        raise InputError(f"an outcome of {table} is written {_pattern(table)}")
    if "cause" in keys:
        _known_cause(subjects[keys.index("cause")])
    return OutcomeName(table=table, keys=tuple(subjects), column=column)


@cache
def key_columns(table: str) -> tuple[str, ...]:
    """The columns that say what a row of one replication is about.

    >>> key_columns("roads"), key_columns("runs")
    (('road', 'toward'), ())
    """
    return tuple(entry.name for entry in OUTCOMES[table] if entry.is_key)


@cache
def value_columns(table: str) -> tuple[str, ...]:
    """The columns that tell something about it."""
    names = (entry.name for entry in OUTCOMES[table] if not entry.is_key)
    return tuple(name for name in names if name != "replication")


def kind_of_outcome(entry: Entry) -> OutcomeKind:
    """What a column of an outcome table holds.

    >>> [kind_of_outcome(entry) for entry in OUTCOMES["runs"][1:4]]
    ['word', 'time', 'truth']
    """
    if entry.unit:
        return "time" if entry.unit == "h" and entry.name not in SPANS else "number"
    if entry.is_key or entry.name in WORDS:
        return "word"
    counts = entry.name in COUNTS or entry.name.endswith("_number")
    return "number" if counts else "truth"


def _known_cause(cause: str) -> None:
    words = [entry.name for entry in CAUSES.values()]
    if cause not in words:
        raise InputError(f"nobody waits for the cause '{_cut(cause)}'; {_meant(cause, words)}")


def _pattern(table: str) -> str:
    keys = (column.upper() for column in key_columns(table))
    return ".".join((table, *keys, "COLUMN"))


def _meant(word: str, allowed: Collection[str]) -> str:
    near: Sequence[str] = get_close_matches(word[:100], sorted(allowed), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"allowed: {', '.join(allowed)}"


def _cut(word: str) -> str:
    shown = word if len(word) <= 60 else word[:57] + "..."
    return shown if shown.isprintable() else ascii(shown)[1:-1]
