"""From the tables of a run to what is told of breaches: what, where, how often and when first."""

import pandas as pd

from sim.analysis.estimates import chance, moments
from sim.analysis.excess import contingents_of, put_in
from sim.analysis.summary import BreachSummary
from sim.analysis.terms import excess_words
from sim.clock import Calendar
from sim.results.tables import Tables


def breaches(tables: Tables, calendar: Calendar) -> tuple[BreachSummary, ...]:
    """Each kind of breach in each place, the one that comes first in time first."""
    rows, replications = tables("breaches"), tables("runs")["replication"]
    names, brought = _names(tables), _contingents(tables)
    inputs = put_in(tables("contingents"), replications)
    found: list[tuple[float, BreachSummary]] = []
    for (breach, where), own in rows.groupby(["breach", "where"], sort=True):
        first = own.groupby("replication")["hours"].min()
        told = BreachSummary(
            breach=str(breach),
            where=str(where),
            name=names.get(str(where)) or excess_words(str(where), brought.get(str(where), ())),
            is_input=breach == "excess" and where in inputs,
            happened=chance(replications.isin(first.index)),
            first=moments(pd.Series(first.to_numpy()), calendar),
        )
        found.append((float(first.median()), told))
    found.sort(key=lambda each: (each[0], each[1].breach, each[1].where))
    return tuple(told for _, told in found)


def _names(tables: Tables) -> dict[str, str]:
    """What clauses and areas are called; kinds of equipment have no other name."""
    return {
        fact[what]: fact["name"]
        for what in ("area", "clause")
        for fact in tables(f"case_{what}s").to_dict("records")
    }


def _contingents(tables: Tables) -> dict[str, tuple[str, ...]]:
    """By kind of equipment what the contingents are called that brought too much of it."""
    facts = tables("case_contingents")
    names = dict(zip(facts["contingent"], facts["name"], strict=True))
    found = contingents_of(tables("contingents"))
    return {kind: tuple(str(names.get(it, it)) for it in mine) for kind, mine in found.items()}
