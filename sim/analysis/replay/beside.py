"""What happened in the replication that is played, beside what was observed of the same.

Of a real case the page has real names and minutes. Whoever reads them has to be told at once where
the run went another way than the world did.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from sim.analysis.beside import OBSERVED, Beside, beside
from sim.analysis.beside_words import Days, seen_words
from sim.analysis.phrases import INSTANT, TIE, Dates, number
from sim.analysis.replay.clock import MINUTE, minute
from sim.clock import HOUR, Calendar
from sim.results.tables import Tables
from sim.scenario.explain.names import begun
from sim.scenario.model import Scenario

MOST = 6
"""So many things are told of; the table of observations has all."""
_FIRST = ("clauses", "areas")


@dataclass(frozen=True, slots=True)
class Pair:
    """One outcome of the run beside what was observed of it.

    Attributes:
        what: Which outcome, in words.
        here: What it was in this run.
        seen: What was observed.
        agrees: Whether the run lies within what was observed.
    """

    what: str
    here: str
    seen: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A clause, an area or another thing, and its outcomes beside what was observed."""

    name: str
    pairs: tuple[Pair, ...]


def compared(
    tables: Tables, scenario: Scenario, calendar: Calendar, *, replication: int
) -> tuple[Compared, ...]:
    """The outcomes of one replication that were observed too.

    Clauses and areas come first; where there are too many, those are left out in which the run
    went as was observed.

    Args:
        tables: Gives a table by its name.
        scenario: That was run.
        calendar: Of the run.
        replication: Its number.
    """
    found = beside(_only(tables, replication), calendar, replications=1)
    words = _Words(scenario, calendar)
    things: dict[str, list[Beside]] = {}
    for each in found:
        things.setdefault(begun(each.name), []).append(each)
    told = [Compared(name, tuple(map(words.pair, of))) for name, of in things.items()]
    ranks = [_rank(of[0], each) for of, each in zip(things.values(), told, strict=True)]
    kept = sorted(range(len(told)), key=lambda place: ranks[place])[:MOST]
    return tuple(told[place] for place in sorted(kept, key=lambda place: (ranks[place][0], place)))


def _rank(found: Beside, told: Compared) -> tuple[bool, bool]:
    """What is told of sooner where there is too much: clauses and areas, and what differs."""
    is_first = found.outcome.partition(".")[0] in _FIRST
    return not is_first, not differing(told.pairs)


def differing(pairs: Iterable[Pair]) -> int:
    """In how many outcomes the run went another way."""
    return sum(not pair.agrees for pair in pairs)


def _only(tables: Tables, replication: int) -> Tables:
    """The tables as they would be had one replication alone been run.

    Of what was observed only that of outcomes is left: a series has a value at every hour, and
    would fill the page.
    """

    def of(name: str, *columns: str) -> pd.DataFrame:
        if name == "series":
            return pd.DataFrame({"replication": [], "hour": []})
        found = tables(name, *columns)
        if name == OBSERVED and "outcome" in found.columns:
            return found[found["outcome"].fillna("").str.startswith("outcome ")]
        if name.startswith("case_") or "replication" not in found.columns:
            return found
        return found[found["replication"] == replication].assign(replication=0)

    return of


class _Words(Days):
    """Instants and amounts of one run as people read them."""

    def __init__(self, scenario: Scenario, calendar: Calendar) -> None:
        self._calendar = calendar
        self._dates = Dates(str(scenario.start)[:16], str(scenario.end)[:16])

    def day(self, hours: float) -> str:
        """The local day of an hour of the run."""
        return self._instant(hours).rpartition(" ")[0]

    def _instant(self, hours: float) -> str:
        local = self._calendar.local(minute(round(hours * HOUR)) * MINUTE)
        return self._dates.local(f"{local:{INSTANT}}").replace(TIE, " ")

    def pair(self, found: Beside) -> Pair:
        """An outcome beside what was observed of it."""
        agrees = found.agree.count == found.agree.runs
        seen = seen_words(found, self)
        if found.is_instant and not agrees and self._is_same_day(found.median, seen):
            seen = self._to_the_hour(found)
        return Pair(found.what, self._here(found, unlike="" if agrees else seen), seen, agrees)

    def _is_same_day(self, hours: float | None, seen: str) -> bool:
        return hours is not None and self.day(hours) in seen

    def _to_the_hour(self, found: Beside) -> str:
        """What was observed, where its day alone would look like that of the run."""
        low, high = (
            "" if hours is None else self._instant(hours) for hours in (found.low, found.high)
        )
        if not low or not high:
            return f"by {high}" if high else f"not before {low}"
        return low if low == high else f"{low} to {high}"

    def _here(self, found: Beside, *, unlike: str) -> str:
        """What it is in this run; not rounded to what it is unlike."""
        if found.median is None:
            return "never"
        if found.is_instant:
            return self._instant(found.median)
        told = number(found.median)
        return f"{found.median:.1f}" if told in unlike.split() else told
