"""Which duties were broken in how many replications, and in what order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.words import HARD_SPACE
from sim.analysis.charts.words import share as share_words
from sim.analysis.excess import contingents_of, put_in
from sim.analysis.terms import excess_words
from sim.statistics.quantiles import ranked
from sim.statistics.shares import Share, share

Duty = tuple[str, str]
"""Kind of breach and where, as the outcome table `breaches` has them."""

KINDS = ("late", "excess", "violation", "collapse")
MOST_ORDERS = 6
_A_FEW = 2
"""From so many duties on one replication has an order of them."""
_IN_AN_ORDER = {
    "late": "{}",
    "excess": "too many {}",
    "violation": "fire or a clash in {}",
    "collapse": "collapse in {}",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A duty and what became of it.

    Attributes:
        duty: Which one.
        label: What people call it.
        first: When it was first broken, over the replications; infinite where it was not.
        share: In how many replications it was broken.
        most: The most times it was broken in one replication.
        foremost: In how many it was the first of all duties to be broken, inputs left aside.
        is_input: Whether no replication changes it, because the case was given so much.
    """

    duty: Duty
    label: str
    first: Spread
    share: Share
    most: int
    foremost: int
    is_input: bool


def broken(data: ChartData) -> list[Broken]:
    """Every clause, and all else that was ever broken, by kind and then by when."""
    orders, inputs = _orders(data), _inputs(data)
    happened = {duty for order in orders for duty, _ in order}
    late = [("late", clause.name) for clause in data.clauses]
    others = sorted(duty for duty in happened if duty not in late)
    found = [_broken(data, duty, orders, inputs) for duty in [*late, *others]]
    return sorted(found, key=lambda each: (KINDS.index(each.duty[0]), each.first.values.tolist()))


def _inputs(data: ChartData) -> frozenset[Duty]:
    """Excess that every replication shows alike: chance had no part in it."""
    if "contingents" not in data.tables:
        return frozenset()
    found = put_in(data.tables["contingents"], data.tables["runs"]["replication"])
    return frozenset(("excess", kind) for kind in found)


def _orders(data: ChartData) -> list[list[tuple[Duty, float]]]:
    """For each replication the duties broken, each with when it was first, in order of time."""
    found: dict[int, dict[Duty, float]] = {
        int(replication): {} for replication in data.tables["runs"]["replication"]
    }
    rows = data.tables["breaches"].sort_values(["replication", "number"])
    columns = (rows[name] for name in ("replication", "breach", "where", "hours"))
    for replication, breach, where, hours in zip(*columns, strict=True):
        found[int(replication)].setdefault((str(breach), str(where)), float(hours))
    return [list(order.items()) for order in found.values()]


def _without(order: Sequence[tuple[Duty, float]], inputs: frozenset[Duty]) -> list[Duty]:
    return [duty for duty, _ in order if duty not in inputs]


def _broken(
    data: ChartData,
    duty: Duty,
    orders: Sequence[list[tuple[Duty, float]]],
    inputs: frozenset[Duty],
) -> Broken:
    first = [dict(order).get(duty, np.inf) for order in orders]
    found = [_without(order, inputs) for order in orders]
    rows = data.tables["breaches"]
    mine = rows[(rows["breach"] == duty[0]) & (rows["where"] == duty[1])]
    count = int(np.isfinite(first).sum())
    return Broken(
        duty=duty,
        label=duty_label(data, duty),
        first=Spread(ranked(first)),
        share=share(count, len(orders)),
        most=int(mine.groupby("replication").size().max()) if len(mine) else 0,
        foremost=sum(order[:1] == [duty] for order in found),
        is_input=duty in inputs,
    )


def duty_label(data: ChartData, duty: Duty) -> str:
    """What people call a duty: the clause, the area, or the kind of equipment."""
    kind, where = duty
    if kind == "late":
        return next((each.label for each in data.clauses if each.name == where), where)
    return _excess_label(data, where) if kind == "excess" else data.areas.get(where, where)


def _excess_label(data: ChartData, kind: str) -> str:
    """`Peacekeepers: vehicles`, where it is known whose they were."""
    if "contingents" not in data.tables:
        return excess_words(kind, ())
    names = {each.name: each.label for each in data.contingents}
    whose = contingents_of(data.tables["contingents"]).get(kind, ())
    return excess_words(kind, tuple(names.get(name, name) for name in whose))


def orders_told(data: ChartData) -> list[str]:
    """The orders in which duties were first broken, the most frequent first, with their shares.

    `35 % (18 to 57 %): Handover of Kelbajar, then too many vehicles`. What every replication shows
    because the case was given so is left out; nothing is told where no two duties are left in any
    replication, since the shares of the lanes say it all then.
    """
    inputs = _inputs(data)
    orders = [tuple(_without(order, inputs)) for order in _orders(data)]
    if inputs and all(len(order) < _A_FEW for order in orders):
        return []
    counted = sorted(Counter(orders).items(), key=lambda item: (-item[1], item[0]))
    shown, rest = counted[:MOST_ORDERS], counted[MOST_ORDERS:]
    lines = [
        f"{in_share(count, len(orders))}: {_order_words(data, order)}" for order, count in shown
    ]
    if rest:
        count = sum(number for _, number in rest)
        others = "another order" if len(rest) == 1 else f"{len(rest)} other orders"
        lines.append(f"{in_share(count, len(orders))}: {others}")
    return lines


def _order_words(data: ChartData, order: Sequence[Duty]) -> str:
    told = (_IN_AN_ORDER[duty[0]].format(duty_label(data, duty)) for duty in order)
    return ", then ".join(told) or "nothing broken"


def in_share(count: int, of: int) -> str:
    """A share with its interval: `35 % (18 to 57 %)`; of a single replication nothing is inferred.

    >>> in_share(7, 20).replace(HARD_SPACE, " "), in_share(0, 20).replace(HARD_SPACE, " ")
    ('35 % (18 to 57 %)', '0 % (at most 14 %)')
    """
    if of == 1:
        return "in it" if count else "not in it"
    found = share(count, of)
    if found.bound is not None:
        told = f"{'at least' if count else 'at most'} {100 * found.bound:.0f} %"
    else:
        told = f"{100 * found.low:.0f} to {100 * found.high:.0f} %"
    return f"{share_words(count, of)}{HARD_SPACE}({told.replace(' ', HARD_SPACE)})"
