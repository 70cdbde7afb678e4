"""From the tables of a run to what is told of breaches: what, where, how often and when first."""

import pandas as pd

from sim.analysis.estimates import chance, moments
from sim.analysis.summary import BreachSummary
from sim.clock import Calendar
from sim.results.tables import Tables


def breaches(tables: Tables, calendar: Calendar) -> tuple[BreachSummary, ...]:
    """Each kind of breach in each place, the one that comes first in time first."""
    rows, replications = tables("breaches"), tables("runs")["replication"]
    names = _names(tables)
    found: list[tuple[float, BreachSummary]] = []
    for (breach, where), own in rows.groupby(["breach", "where"], sort=True):
        first = own.groupby("replication")["hours"].min()
        told = BreachSummary(
            breach=str(breach),
            where=str(where),
            name=names.get(str(where), str(where).replace("-", " ")),
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
