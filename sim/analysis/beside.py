"""The runs beside what was observed: how many of them agree with it.

A run agrees with a series if the values that it had at the full hours of the observed time reach
what was observed, from above or from below, so that it had or passed through it; with an outcome,
if its value lies within what was observed. Observations on which numbers of the case rest cannot
judge it; they are told apart from those that can.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.estimates import Chance, chance
from sim.analysis.observed import Observed, ObservedOutcome, observed_outcomes, observed_series
from sim.analysis.outcome_words import measured_words
from sim.catalogue.naming import OutcomeName
from sim.clock import Calendar
from sim.results.tables import Tables
from sim.results.values import outcome_values
from sim.scenario.explain.names import begun
from sim.statistics.quantiles import quantile

OBSERVED = "case_observed"
_FACTS = {"contingents": "contingent", "clauses": "clause", "areas": "area", "roads": "road"}
"""The kinds of things that have a name for people, and the column that names them."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Beside:
    """One observation beside what the runs say of the same.

    Attributes:
        outcome: The series or outcome it is about.
        name: What people call the thing; empty for the case as a whole.
        what: What of it, in words.
        is_instant: Whether it is an instant, in hours from the start.
        at_hours: The middle of the time in which a series was observed; None for an outcome.
        low, high: It was no less and no more; None where nobody says, never both.
        is_scored: Whether runs are judged by it; else numbers of the case rest on it.
        p10, median, p90: Of the runs, of a series at the end of the time in which it was observed;
            None where that is later than the end.
        agree: How many of the runs agree with it.
        sources_differ: Whether another observation of the same, at the same time, says what cannot
            be true beside it.
    """

    outcome: str
    name: str
    what: str
    is_instant: bool
    at_hours: float | None
    low: float | None
    high: float | None
    is_scored: bool
    p10: float | None
    median: float | None
    p90: float | None
    agree: Chance
    sources_differ: bool = False


def beside(tables: Tables, calendar: Calendar, *, replications: int) -> tuple[Beside, ...]:
    """Every observation that can be set beside a series or an outcome.

    Clauses come first, each with its areas; then missions with their posts, flows and roads; within
    each, what was observed earlier.

    Args:
        tables: Gives a table by its name; `case_observed` is among them.
        calendar: Of the run.
        replications: How many runs there are.
    """
    seen, names = tables(OBSERVED), _names(tables)
    found = [*_series(tables, observed_series(seen, calendar), names)]
    for each in observed_outcomes(seen, calendar):
        found += _outcome(tables, each, names, replications)
    order = _order(tables)
    found.sort(key=lambda each: (order(each), _when(each)))
    return tuple(replace(each, sources_differ=_is_disputed(each, found)) for each in found)


def _is_disputed(one: Beside, found: Iterable[Beside]) -> bool:
    """Whether what was observed of the same thing at the same time has no value in common with it.

    Times are the same where their middles lie within half a day: a report of a day and one of its
    noon are of the same.
    """
    return any(
        one.outcome == other.outcome
        and _is_near(one.at_hours, other.at_hours)
        and (_is_below(one, other) or _is_below(other, one))
        for other in found
    )


def _is_near(one: float | None, other: float | None) -> bool:
    return one is other is None or (
        one is not None and other is not None and abs(one - other) < _NEAR_HOURS
    )


def _is_below(one: Beside, other: Beside) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


_NEAR_HOURS = 12
_RANKS = ("clauses", "contingents", "posts", "flows", "roads")
"""Kinds of things in the order they are told; areas are told with their clauses."""


def _order(tables: Tables) -> Callable[[Beside], tuple[int, int, str]]:
    """Where the thing that an observation is about stands among all others."""
    facts = tables("case_clauses")
    clauses = [str(clause) for clause in facts["clause"]]
    areas = {
        area: number
        for number, listed in reversed([*enumerate(facts["areas"])])
        for area in ([] if pd.isna(listed) else str(listed).split())
    }
    last = len(clauses)

    def order(found: Beside) -> tuple[int, int, str]:
        table, thing = _about(found.outcome)
        if table == "areas":
            return (0, areas.get(thing, last), f"areas.{thing}")
        if table == "clauses":
            return (0, clauses.index(thing) if thing in clauses else last, "")
        return (_RANKS.index(table) if table in _RANKS else len(_RANKS), 0, thing)

    return order


def _about(outcome: str) -> tuple[str, str]:
    """The kind of thing, and its name; empty for the whole case."""
    table, _, rest = outcome.partition(".")
    return table, rest.rpartition(".")[0]


def _when(found: Beside) -> float:
    if found.at_hours is not None:
        return found.at_hours
    known = [bound for bound in (found.low, found.high) if bound is not None]
    return min(known) if found.is_instant else float("inf")


def _series(
    tables: Tables, observed: tuple[Observed, ...], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Beside]:
    columns = dict.fromkeys(each.series for each in observed)
    series = tables("series", "replication", "hour", *columns)
    hours = series["hour"].to_numpy()
    for each in observed:
        # Seen some time that day: a run agrees if it had such a value at one of its hours.
        window = (hours >= np.floor(each.earliest)) & (hours <= np.ceil(each.latest))
        if each.series not in series.columns or not window.any():
            continue
        runs = series.loc[window].groupby("replication")[each.series]
        agree = _agrees(runs.max().to_numpy(), each.low, None) & _agrees(
            runs.min().to_numpy(), None, each.high
        )
        yield _beside(each.series, each, runs.last().to_numpy(), agree, names, at=each.hours)


def _outcome(
    tables: Tables,
    observed: ObservedOutcome,
    names: Mapping[str, Mapping[str, str]],
    replications: int,
) -> Iterator[Beside]:
    keys = tuple(observed.thing.split(">"))
    name = OutcomeName(observed.table, keys, observed.column)
    values = outcome_values(tables, name, points=1, replications=replications)[0]
    known = values[~np.isnan(values)]
    if len(known):
        agree = _agrees(known, observed.low, observed.high)
        yield _beside(str(name), observed, known, agree, names, at=None, kind=name.kind)


def _agrees(values: Floats, low: float | None, high: float | None) -> npt.NDArray[np.bool_]:
    is_above = values >= low if low is not None else np.ones(len(values), dtype=bool)
    is_below = values <= high if high is not None else np.ones(len(values), dtype=bool)
    return np.asarray(is_above & is_below)


def _beside(
    outcome: str,
    observed: Observed | ObservedOutcome,
    values: Floats,
    agree: npt.NDArray[np.bool_],
    names: Mapping[str, Mapping[str, str]],
    *,
    at: float | None,
    kind: str = "number",
) -> Beside:
    p10, median, p90 = (_finite(quantile(values, part).value) for part in (0.1, 0.5, 0.9))
    table, thing = _about(outcome)
    return Beside(
        outcome=outcome,
        name=_name(table, thing, names),
        what=measured_words(outcome.rpartition(".")[2]),
        # How late a clause is counts hours, though one that is never fulfilled ranks last.
        is_instant=kind == "time" and not outcome.rpartition(".")[2].startswith("lateness"),
        at_hours=at,
        low=observed.low,
        high=observed.high,
        is_scored=observed.is_scored,
        p10=p10,
        median=median,
        p90=p90,
        agree=chance(pd.Series(agree, dtype="boolean")),
    )


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _name(table: str, thing: str, names: Mapping[str, Mapping[str, str]]) -> str:
    key = thing.replace(">", ".").partition(".")[0]
    called = names.get(table, {}).get(key)
    return called or begun(thing.replace("-", " "))


def _names(tables: Tables) -> dict[str, dict[str, str]]:
    """What people call things, by the table they are in."""
    return {
        table: dict(zip(facts[key], facts["name"], strict=True))
        for table, key in _FACTS.items()
        for facts in [tables(f"case_{table}")]
    }
