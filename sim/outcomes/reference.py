"""The reference page of what a run tells, written from the catalogue."""

from collections.abc import Iterable

from sim.catalogue import CAUSES, EVENTS, KINDS, OUTCOMES, SERIES, WORK, Cause, Entry

TABLES = {
    "runs": "One row a run.",
    "clauses": "One row a clause: whether in time, who was still inside, what was asked for.",
    "areas": "One row an area: when it was left and entered, and by whom.",
    "roads": "One row a direction of a road: its queue and what stopped it.",
    "causes": "One row a clause and cause: what held up those whom the clause concerns.",
    "contingents": "One row a replication and contingent.",
    "posts": "One row a replication and post.",
    "breaches": "One row a breach, in order of time within its replication.",
    "paths": "One row a step of a clause's critical path: its steps part the time without a gap.",
    "floats": "One row a clause and unit or group: how much later it could have been.",
}
"""What each table is about, in one sentence."""


def reference_page(template: str) -> str:
    """The page: a template's prose with the tables of the catalogue filled in.

    Args:
        template: Markdown with places for columns, kinds, causes, outcomes and series.
    """
    return template.format(
        outcome_links="\n".join(f"  - [`{table}`](#{table})" for table in OUTCOMES),
        columns=_lines(_row(entry) for entry in EVENTS),
        kinds=_lines(_row(KINDS[kind]) for kind in sorted(KINDS)),
        causes=_lines(
            _cells(f"`{CAUSES[cause].name}`", CAUSES[cause].meaning)
            for cause in Cause
            if cause in CAUSES
        ),
        work=_lines(_cells(f"`{entry.name}`", entry.meaning) for entry in WORK.values()),
        outcomes="\n\n".join(_table(table) for table in OUTCOMES),
        series=_lines(_row_with_origin(entry) for entry in SERIES),
    )


def _table(table: str) -> str:
    rows = _lines(_row_with_origin(entry) for entry in OUTCOMES[table])
    head = "| Column | Unit | What it means | How it follows |\n|---|---|---|---|"
    return f"### `{table}`\n\n{TABLES[table]}\n\n{head}\n{rows}"


def _row(entry: Entry) -> str:
    return _cells(f"`{entry.name}`", entry.unit, entry.meaning)


def _row_with_origin(entry: Entry) -> str:
    return _cells(f"`{entry.name}`", entry.unit, entry.meaning, entry.follows)


def _cells(*cells: str) -> str:
    """One row of a markdown table."""
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)
