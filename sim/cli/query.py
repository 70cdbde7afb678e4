"""`query`: ask the tables of results folders anything, in SQL."""

import csv
import math
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, document, note, styled, wrapped
from sim.cli.options import AsJson
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.results.querying import Answer, Library

MOST_ROWS = 50
"""More are not printed as a table."""


def query(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER...",
            show_default=False,
            help="Results folders.",
            autocompletion=completions.results_folders,
        ),
    ],
    question: Annotated[
        str, typer.Argument(metavar="SQL", show_default=False, help="What is asked, as text.")
    ],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print all rows as csv.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ask the tables of results folders anything, in SQL.

    Every table of a folder can be asked: runs, clauses, areas and so on as the outcomes reference
    lists them, points and settings of a study, the facts of the case. "show tables" lists them,
    "describe clauses" says what is in one. The SQL is that of duckdb; nothing can be changed.

    With several folders, or with one that holds several, every table begins with the columns
    scenario and folder. A study or run that is still going on shows what is kept so far.
    """
    from sim.results.querying import Library

    if as_csv and as_json:
        raise InputError("--csv and --json are two forms of the same; choose one")
    library = Library(folders)
    found = library.ask(question)
    _tell_unfinished(library)
    if as_json:
        document(
            {
                "columns": found.columns,
                "rows": [
                    dict(zip(found.columns, map(_plain, row), strict=True)) for row in found.rows
                ],
            }
        )
    elif as_csv:
        _print_csv(found)
    else:
        _print_table(found)


def _tell_unfinished(library: "Library") -> None:
    for shelf in library.shelves:
        if shelf.manifest.replications == 0:
            note(f"{shelf.folder} is not complete; {shelf.runs} runs are there so far")


def _print_table(found: "Answer") -> None:
    from sim.cli.tabular import table

    rows = list(islice(found.rows, MOST_ROWS + 1))
    shown = table(found.columns, rows[:MOST_ROWS])
    answer(styled(shown.lines[0], "bold"))
    for line in shown.lines[1:]:
        answer(line)
    if not rows:
        answer("no rows")
    if len(rows) > MOST_ROWS:
        more = sum(1 for _ in found.rows) + 1
        answer(wrapped(f"and {more} rows more; --csv prints all of them"))
    if shown.left_out:
        names = ", ".join(shown.left_out)
        answer(wrapped(f"No room for the columns {names}; name those you want, or use --csv."))


def _print_csv(found: "Answer") -> None:
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([found.columns], found.rows):
        writer.writerow(row)
        answer(line.getvalue(), end="")
        line.seek(0)
        line.truncate()


def _plain(value: object) -> object:
    """A value as JSON can hold it; what is no number is empty, as in the tables."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return str(value)
