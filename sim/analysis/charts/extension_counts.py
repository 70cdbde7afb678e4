"""Of each clause in how many replications more time was asked for, with what answer and outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from sim.analysis.charts.data import ChartData, ClauseFacts

ASKED, NOT_ASKED = "asked", "not asked"
GRANTED, REFUSED, LAPSED, PENDING = "granted", "refused", "lapsed", "pending"
SIGNED, MOVED, LATE, UNKNOWN = "signed", "moved", "late", "unknown"

_CHOICES = (ASKED, NOT_ASKED)
_ANSWERS = (GRANTED, REFUSED, LAPSED, PENDING)
_OUTCOMES = (SIGNED, MOVED, LATE, UNKNOWN)

Chooser = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True, slots=True)
class Branch:
    """Replications that went the same way so far.

    Attributes:
        path: What happened in them, from the root on.
        rows: Their rows of the outcome table `clauses`.
        of: How many replications there are one step before.
        branches: How they part; empty for what came of the clause in the end.
    """

    path: tuple[str, ...]
    rows: pd.DataFrame
    of: int
    branches: tuple["Branch", ...]

    @property
    def count(self) -> int:
        """How many replications."""
        return len(self.rows)

    @property
    def name(self) -> str:
        """What happened last; empty for the root."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Tree:
    """What came of more time for one clause.

    Attributes:
        clause: Which one.
        root: All replications.
    """

    clause: ClauseFacts
    root: Branch

    @property
    def asked(self) -> int:
        """In how many replications more time was asked for."""
        return sum(each.count for each in self.root.branches if each.name == ASKED)


def trees(data: ChartData) -> list[Tree]:
    """Every clause for which more time was ever asked, or may be, in the order of the scenario."""
    found = [tree(data, clause) for clause in data.clauses]
    return [each for each in found if each.asked or each.clause.may_move]


def tree(data: ChartData, clause: ClauseFacts) -> Tree:
    """All ways that more time for one clause went."""
    rows = data.of("clauses", "clause", clause.name)
    return Tree(clause, _grown(rows, (), len(rows), _STEPS))


def _grown(
    rows: pd.DataFrame,
    path: tuple[str, ...],
    of: int,
    steps: Sequence[tuple[tuple[str, ...], Chooser]],
) -> Branch:
    """A branch with all that come after it; steps that were not taken have none."""
    if not steps:
        return Branch(path, rows, of, ())
    (names, choose), *rest = steps
    if path == (NOT_ASKED,) and names == _ANSWERS:
        return _grown(rows, path, of, rest)
    went = choose(rows)
    branches = (
        _grown(rows[went == name], (*path, name), len(rows), rest)
        for name in names
        if (went == name).any()
    )
    return Branch(path, rows, of, tuple(branches))


def _choices(rows: pd.DataFrame) -> pd.Series:
    return (rows["requests_number"] > 0).map({True: ASKED, False: NOT_ASKED})


def _answers(rows: pd.DataFrame) -> pd.Series:
    return rows["answer"]


def _outcomes(rows: pd.DataFrame) -> pd.Series:
    """In time, and by which due; what is neither in time nor late is not known."""
    found = pd.Series(UNKNOWN, index=rows.index)
    on_time = rows["on_time"].astype("boolean")
    found[~on_time.fillna(True)] = LATE
    found[on_time.fillna(False)] = MOVED
    found[rows["on_time_as_signed"].astype("boolean").fillna(False)] = SIGNED
    return found


_STEPS: tuple[tuple[tuple[str, ...], Chooser], ...] = (
    (_CHOICES, _choices),
    (_ANSWERS, _answers),
    (_OUTCOMES, _outcomes),
)
