"""What the extension tree says in words: branches with shares, days, what was observed."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.extension_counts import (
    ASKED,
    GRANTED,
    LAPSED,
    LATE,
    MOVED,
    NOT_ASKED,
    PENDING,
    REFUSED,
    SIGNED,
    UNKNOWN,
    Branch,
    Tree,
)
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.telling import amount_words, observed_words, range_words
from sim.analysis.charts.words import HARD_SPACE, replications
from sim.analysis.charts.words import share as share_words
from sim.analysis.phrases import number
from sim.scenario.explain.names import begun
from sim.statistics.quantiles import ranked
from sim.statistics.shares import share

LABELS = {
    NOT_ASKED: "not asked",
    ASKED: "asked",
    GRANTED: "granted",
    REFUSED: "refused",
    LAPSED: "lapsed",
    PENDING: "still open at the end",
    SIGNED: "in time as signed",
    MOVED: "in time as moved",
    LATE: "late",
    UNKNOWN: "not known by the end",
}
_MANY = 20
"""From so many replications on a share is told in per cent, and of how many is said beside it."""
_INSTANTS = {
    "first_asked_hours": "first asked",
    "first_relayed_hours": "request received",
    "first_granted_hours": "granted",
    "public_hours": "answer publicly known",
}
_AMOUNTS = {
    "requests_number": "requests",
    "asked_days": "days asked for",
    "granted_days": "days granted",
}


def part_words(count: int, of: int) -> str:
    """A share with its interval and of how many: `75 % of 20 (53 to 89 %)`, `6 of 15 (20 to 64 %)`.

    >>> part_words(15, 20).replace(HARD_SPACE, " "), part_words(0, 5).replace(HARD_SPACE, " ")
    ('75 % of 20 (53 to 89 %)', '0 of 5 (at most 45 %)')
    """
    found = share(count, of)
    if found.bound is not None:
        ends = f"{'at least' if count else 'at most'} {100 * found.bound:.0f} %"
    else:
        ends = f"{100 * found.low:.0f} to {100 * found.high:.0f} %"
    told = f"{share_words(count, of)}{f' of {of:,}' if of >= _MANY else ''} ({ends})"
    return told.replace(" ", HARD_SPACE)


def branch_words(branch: Branch, of_all: int) -> str:
    """What a branch is, and in what share of those before it; of a leaf the share of all too."""
    if not branch.path:
        return replications(branch.count)
    label = LABELS[branch.name]
    if of_all == 1:
        return label
    told = f"{label}: {part_words(branch.count, branch.of)}"
    if branch.branches or branch.of == of_all or of_all < _MANY:
        return told
    of_that = f"{share_words(branch.count, of_all)} of all".replace(" ", HARD_SPACE)
    return f"{told}, {of_that}"


def branch_notes(data: ChartData, branch: Branch) -> list[str]:
    """When it was first asked and for how long, and how much was granted."""
    if branch.path == (ASKED,):
        asked = Spread(_values(branch.rows["first_asked_hours"]))
        return [
            f"first {range_words(data, asked)}",
            f"for {days_words(branch.rows['asked_days'])} at first",
        ]
    if branch.path == (ASKED, GRANTED):
        return [f"{days_words(branch.rows['granted_days'])} in all"]
    return []


def days_words(days: "pd.Series[float]") -> str:
    """How many days: `5 days (5 to 10)`."""
    found = Spread(_values(days))
    low, middle, high = (number(value) for value in (found.low, found.middle, found.high))
    unit = "day" if middle == "1" else "days"
    ends = f"{'up' if low == middle else low} to {high}"
    told = f"{middle} {unit}" if low == high else f"{middle} {unit} ({ends})"
    return told.replace(" ", HARD_SPACE)


def _values(column: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return ranked(column.dropna().to_numpy(dtype=np.float64))


def needed_words(tree: Tree) -> str:
    """Whether more time was asked for though not needed, or needed but not asked for."""
    rows = tree.root.rows
    told = "; ".join(
        (
            _needed("asked though not needed", rows["asked_not_needed"]),
            _needed("needed but not asked", rows["needed_not_asked"]),
        )
    )
    return f"{begun(told)}."


def _needed(what: str, column: pd.Series) -> str:
    known = column.dropna()
    if len(column) == 1:
        return f"{what}: {'not known' if known.empty else 'yes' if known.all() else 'no'}"
    if known.empty:
        return f"{what}: not known"
    told = f"{what}: {part_words(int(known.sum()), len(known))}"
    unknown = len(column) - len(known)
    return f"{told}, not known in {unknown:,}" if unknown else told


def never_words(tree: Tree) -> str:
    """Answers that never came, with how probable they are at most; empty where both came."""
    asked = next((each for each in tree.root.branches if each.name == ASKED), None)
    if asked is None or tree.root.count == 1:
        return ""
    came = {each.name for each in asked.branches}
    never = [LABELS[answer] for answer in (GRANTED, REFUSED) if answer not in came]
    return f"Never {' nor '.join(never)}: {part_words(0, asked.count)}." if never else ""


def observed_facts(data: ChartData, clause: str) -> str:
    """What was observed of a clause's extension, in one sentence; empty for nothing."""
    told: list[str] = []
    for column, what in _INSTANTS.items():
        for each in data.observed_cells("clauses", clause, column):
            (words,) = observed_words(data, [each])
            when = words.removeprefix("observed").strip()
            told.append(f"{what} {when}{_rests(each.is_scored)}")
    for column, what in _AMOUNTS.items():
        told += [
            f"{what} {amount_words(each.low, each.high)}{_rests(each.is_scored)}"
            for each in data.observed_cells("clauses", clause, column)
        ]
    return f"Observed: {'; '.join(told)}." if told else ""


def _rests(is_scored: bool) -> str:
    return "" if is_scored else " (the case rests on it)"


def not_asked_words(data: ChartData, found: Sequence[Tree], *, most: int) -> str:
    """Clauses for which nobody ever asked, in one sentence; empty where there are none."""
    if not found:
        return ""
    of = data.replications_number
    names = [f"{each.clause.label}{_needed_in(each)}" for each in found[:most]]
    if len(found) > most:
        names.append(f"and {len(found) - most} more")
    ever = "" if of == 1 else f" in any of {of:,} replications (at most {_bound(of):.0f} %)"
    return f"No more time was asked for{ever}: {'; '.join(names)}."


def _bound(of: int) -> float:
    return 100 * (share(0, of).bound or 0)


def _needed_in(tree: Tree) -> str:
    needed = tree.root.rows["needed_not_asked"].dropna()
    count = int(needed.sum())
    if not count:
        return ""
    return (
        " (needed)" if tree.root.count == 1 else f" (needed in {share_words(count, len(needed))})"
    )


def left_out_words(found: Sequence[Tree], *, most: int) -> str:
    """Clauses whose trees are not drawn, each with how often it was asked."""
    if not found:
        return ""
    names = [
        f"{each.clause.label} (asked in {share_words(each.asked, each.root.count)})"
        for each in found[:most]
    ]
    if len(found) > most:
        names.append(f"and {len(found) - most} more")
    return f"Not drawn, because asked for no more often: {'; '.join(names)}."
