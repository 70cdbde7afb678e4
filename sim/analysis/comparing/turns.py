"""Which clauses and areas turn from late to on time and back, and in which replications.

An area is on time if all its troops, or people, or both, of whom a clause asks that they leave it
are out by the due of that clause. It has to be left by the same people in both scenarios or not,
each by its own clauses; one of which no clause asks for all troops or all people is not looked at.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.comparing.compared import Level, Turn
from sim.catalogue.naming import OutcomeName
from sim.results.values import Rows, outcome_values
from sim.scenario.roster import Roster

Floats = npt.NDArray[np.float64]
Due = Literal["as moved", "as signed"]

DUES: dict[Due, tuple[str, str, str]] = {
    "as moved": ("on_time_jointly", "on_time", "due_hours"),
    "as signed": ("on_time_as_signed_jointly", "on_time_as_signed", "due_as_signed_hours"),
}
"""For each way to count: the columns of runs and of clauses, and when a clause is due."""
_OUT = {
    (True, True): "last_out_hours",
    (True, False): "troops_out_hours",
    (False, True): "civilians_out_hours",
}
"""When the troops, the people, or both, are out."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two scenarios.

    Attributes:
        label: What it is called.
        tables: Gives its outcome tables by name.
        roster: Who takes part.
        replications: How many there are.
    """

    label: str
    tables: Rows
    roster: Roster
    replications: int

    def values(self, name: OutcomeName) -> Floats:
        """An outcome, replication by replication."""
        found = outcome_values(self.tables, name, points=1, replications=self.replications)
        return found.reshape(self.replications)


def turns(base: Side, other: Side) -> tuple[Turn, ...]:
    """What turned between two scenarios; of due as signed only where that is another story."""
    found: list[Turn] = []
    for level, name, told in _things(base, other):
        moved = turn(told(base, "as moved"), told(other, "as moved"), other.label, level, name)
        signed = turn(
            told(base, "as signed"), told(other, "as signed"), other.label, level, name, "as signed"
        )
        found.append(moved)
        if (signed.to_on_time, signed.to_late) != (moved.to_on_time, moved.to_late):
            found.append(signed)
    return tuple(found)


def turn(
    first: Floats,
    second: Floats,
    scenario: str,
    level: Level,
    name: str,
    due: Due = "as moved",
) -> Turn:
    """What turned, from truth values replication by replication; NaN is not known."""
    known = ~(np.isnan(first) | np.isnan(second))
    was, now = first == 1, second == 1
    return Turn(
        scenario=scenario,
        level=level,
        name=name,
        due=due,
        to_on_time=_numbers(known & ~was & now),
        to_late=_numbers(known & was & ~now),
        on_time=int((known & was & now).sum()),
        late=int((known & ~was & ~now).sum()),
        unknown=int((~known).sum()),
    )


def _numbers(chosen: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(number) for number in np.flatnonzero(chosen))


Truths = Callable[[Side, Due], Floats]


def _things(base: Side, other: Side) -> Iterator[tuple[Level, str, Truths]]:
    """What both have, and how it is judged: all clauses if there are several, clauses, areas."""
    theirs = other.roster.scenario
    if any(len(one.agreement.clauses) > 1 for one in (base.roster.scenario, theirs)):
        yield "run", "", lambda side, due: side.values(OutcomeName("runs", (), DUES[due][0]))
    for clause in base.roster.scenario.agreement.clauses:
        if clause in theirs.agreement.clauses:
            yield "clause", clause, _of_clause(clause)
    for area in base.roster.scenario.areas:
        if area in theirs.areas and asks(base.roster, area) and asks(other.roster, area):
            yield "area", area, _of_area(area)


def _of_clause(clause: str) -> Truths:
    return lambda side, due: side.values(OutcomeName("clauses", (clause,), DUES[due][1]))


def _of_area(area: str) -> Truths:
    return lambda side, due: left_in_time(side, area, DUES[due][2])


def asks(roster: Roster, area: str) -> dict[str, str]:
    """The clauses that ask for all troops or people of an area, and the column that tells.

    Returns:
        By clause, the column of the outcome table `areas` with the hour at which they are out.
    """
    based = {path for path, base in roster.bases.items() if base.area == area}
    found = {}
    for name, clause in roster.scenario.agreement.clauses.items():
        whom = based.intersection(roster.members[name])
        kinds = {path.partition(".")[0] for path in whom}
        of_these_kinds = {path for path in based if path.partition(".")[0] in kinds}
        if clause.must == "leave" and whom and whom == of_these_kinds:
            found[name] = _OUT["troops" in kinds, "civilians" in kinds]
    return found


def left_in_time(side: Side, area: str, due_column: str) -> Floats:
    """Whether an area was left by the dues of all its clauses: 1, 0, or NaN where not known."""
    ended = _column(side, "runs", (), "ended_hours")
    found = np.ones(side.replications)
    found[np.isnan(ended)] = np.nan
    for clause, out_column in asks(side.roster, area).items():
        out = _column(side, "areas", (area,), out_column)
        due = _column(side, "clauses", (clause,), due_column)
        is_late = (due <= ended) & ~(out <= due) | (out > due)
        is_unknown = ~is_late & ~(out <= due)
        found[is_unknown & (found != 0)] = np.nan
        found[is_late] = 0.0
    return found


def _column(side: Side, table: str, keys: tuple[str, ...], column: str) -> Floats:
    """A column of hours, replication by replication; NaN where it never came."""
    rows: pd.DataFrame = side.tables(table)
    for key in keys:
        rows = rows[rows[table.removesuffix("s")] == key]
    found = np.full(side.replications, np.nan)
    where = rows["replication"].to_numpy(dtype=np.int64)
    found[where] = rows[column].to_numpy(dtype=np.float64, na_value=np.nan)
    return found
