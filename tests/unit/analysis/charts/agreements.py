"""Agreements whose clauses fare each in its own way, and what a run tells of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sim.analysis.charts.data import ChartData, ClauseFacts
from tests.unit.analysis.charts.cases import Hours, case

Known = Sequence[bool | None]


@dataclass(frozen=True)
class Fares:
    """What comes of a clause, by replication.

    Attributes:
        done: Hours until it is fulfilled.
        due: As signed.
        moved: As moved, where it was; by replication.
        on_time, on_time_as_signed: Worked out where they are not given.
        label: What people call it.
    """

    done: Hours
    due: float | Hours | None = 120.0
    moved: Mapping[int, float] | None = None
    on_time: Known | None = None
    on_time_as_signed: Known | None = None
    label: str = ""

    def rows(self, name: str) -> pd.DataFrame:
        signed = list(self.due) if isinstance(self.due, Sequence) else [self.due] * len(self.done)
        dues = [(self.moved or {}).get(number, due) for number, due in enumerate(signed)]
        found = pd.DataFrame(
            {
                "replication": range(len(self.done)),
                "clause": name,
                "due_as_signed_hours": signed,
                "due_hours": dues,
                "completed_hours": self.done,
                "on_time": self.on_time or in_time(self.done, dues),
                "on_time_as_signed": self.on_time_as_signed or in_time(self.done, signed),
            }
        )
        truths = dict.fromkeys(["on_time", "on_time_as_signed"], "boolean")
        hours = [column for column in found if column.endswith("_hours")]
        return found.astype(dict.fromkeys(hours, "float64") | truths)


def in_time(done: Hours, dues: Hours) -> list[bool | None]:
    return [
        None if due is None else out is not None and out <= due
        for out, due in zip(done, dues, strict=True)
    ]


def agreement(fares: Mapping[str, Fares], **more: object) -> ChartData:
    """Results of a scenario with these clauses, about no area."""
    clauses = [
        ClauseFacts(name=name, label=one.label or name, party="") for name, one in fares.items()
    ]
    number = len(next(iter(fares.values())).done)
    never: Hours = [None] * number
    data = case({}, first=never, last=never, entered=never, clauses=clauses, **more)  # type: ignore[arg-type]
    rows = pd.concat([one.rows(name) for name, one in fares.items()])
    rows = rows.sort_values(["replication", "clause"], ignore_index=True)
    runs = data.tables["runs"].copy()
    for told, column in (
        ("on_time_jointly", "on_time"),
        ("on_time_as_signed_jointly", "on_time_as_signed"),
    ):
        runs[told] = pd.array([_all(rows, column, one) for one in range(number)], dtype="boolean")
    return replace(data, tables={**data.tables, "clauses": rows, "runs": runs})


def _all(rows: pd.DataFrame, column: str, replication: int) -> bool | None:
    """Whether it holds of all clauses: not, if of one it does not; else it may not be known."""
    answers = rows.loc[rows["replication"] == replication, column]
    return None if answers.isna().any() and not (answers == False).any() else bool(answers.all())  # noqa: E712
