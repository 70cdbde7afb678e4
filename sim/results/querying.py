"""SQL over results folders: every table a view over the chunks that are safely kept, read-only.

A view reads the parquet files when it is asked, and only the columns that are asked for, so that
the rows of a large study never have to fit into memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb

from sim.errors import InputError
from sim.results.folder import MANIFEST, damaged, manifest_in, no_results
from sim.results.journal import part_path, read_journal
from sim.results.manifest import Manifest
from sim.results.tables import TABLES

ROWS_AT_A_TIME = 1000
READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
REFUSALS = ("IO Error", "Invalid Input Error", "Invalid Error")
"""How duckdb tells of a file that it cannot read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question in SQL brought.

    Attributes:
        columns: Names of the columns.
        rows: The rows, fetched as they are asked for.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder: the files of each table.

    Attributes:
        folder: Where it is.
        manifest: What it holds.
        runs: How many runs are kept.
        files: The parquet files by table.
    """

    folder: Path
    manifest: Manifest
    runs: int
    files: Mapping[str, Sequence[Path]]


class Library:
    """Some results folders that can be asked questions in SQL.

    With several folders every table begins with two columns more: `scenario`, the name, and
    `folder`, where it is.

    Attributes:
        shelves: The folders.
        tables: Names of the tables that there are, in reading order.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Open folders, or all results folders below them.

        Raises:
            InputError: If there are no results in one of them, or damaged ones.
        """
        found = dict.fromkeys(chain.from_iterable(map(_results_in, folders)))
        self.shelves = tuple(_shelf(folder) for folder in found)
        names = {name for shelf in self.shelves for name in shelf.files}
        order = {name: place for place, name in enumerate(TABLES)}
        self.tables = tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))
        self._connection = duckdb.connect(":memory:")
        for setting in ("autoinstall_known_extensions", "autoload_known_extensions"):
            self._connection.execute(f"set {setting} = false")
        for name in self.tables:
            self._open(name)
        allowed = ", ".join(_text(str(shelf.folder)) for shelf in self.shelves)
        self._connection.execute(f"set allowed_directories = [{allowed}]")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def ask(self, question: str) -> Answer:
        """What a question in SQL brings.

        Raises:
            InputError: If it cannot be understood, or would change something.
        """
        try:
            statements = duckdb.extract_statements(question)
            if len(statements) != 1 or statements[0].type not in READING:
                raise InputError(
                    'one question is needed, as "select * from runs"; nothing can be changed, and '
                    "of several statements only one can be answered"
                )
            cursor = self._connection.execute(statements[0])
            columns = tuple(str(column[0]) for column in cursor.description or ())
            first = cursor.fetchmany(ROWS_AT_A_TIME)
        except duckdb.Error as error:
            raise self._told(error) from None
        return Answer(columns, self._rows(cursor, first))

    def _rows(
        self, cursor: duckdb.DuckDBPyConnection, first: list[tuple[object, ...]]
    ) -> Iterator[tuple[object, ...]]:
        rows = first
        while rows:
            yield from rows
            try:
                rows = cursor.fetchmany(ROWS_AT_A_TIME)
            except duckdb.Error as error:
                raise self._told(error) from None

    def _open(self, name: str) -> None:
        is_one = len(self.shelves) == 1
        parts = [
            f"select {'' if is_one else _where(shelf)} * "
            f"from read_parquet([{', '.join(_text(str(path)) for path in shelf.files[name])}], "
            "union_by_name = true)"
            for shelf in self.shelves
            if name in shelf.files
        ]
        try:
            self._connection.execute(
                f"create view {_name(name)} as {' union all by name '.join(parts)}"
            )
        except duckdb.Error as error:
            raise self._told(error) from None

    def _told(self, error: duckdb.Error) -> InputError:
        why = str(error).strip()
        if why.startswith(REFUSALS) and ".parquet" in why:
            line = why.splitlines()[0].partition(": ")[2]
            return InputError(
                f"{line}; delete the file and run the scenario again to mend the folder"
            )
        # duckdb proposes tables of its own making, which is no help here.
        lines = [line for line in why.splitlines() if not line.startswith('Did you mean "pg_')]
        told = "\n".join(line for line in lines if line.strip())
        return InputError(f"{told}\nThe tables are {', '.join(self.tables)}.")


def _results_in(folder: Path) -> list[Path]:
    """The folder itself, or all results folders below it."""
    if (folder / MANIFEST).exists():
        return [folder]
    found = sorted(path.parent for path in folder.glob(f"**/{MANIFEST}")) if folder.is_dir() else []
    if not found:
        raise InputError(no_results(folder))
    return found


def _shelf(folder: Path) -> Shelf:
    manifest = manifest_in(folder)
    if manifest is None:
        raise InputError(no_results(folder))
    records = read_journal(folder)
    if not records:
        raise InputError(f"nothing is kept in {folder} yet; the command that began it goes on")
    lost = damaged(folder, records)
    if lost:
        raise InputError(
            f"{folder} is damaged: files of chunk {lost[0].chunk} are missing or cut short; run "
            "the scenario again to mend the folder"
        )
    names = dict.fromkeys(name for record in records for name in record.tables)
    files = {
        name: [part_path(folder, name, record.chunk) for record in records if name in record.tables]
        for name in names
    }
    facts = {path.stem: [path] for path in sorted(folder.glob("*.parquet"))}
    return Shelf(folder, manifest, sum(record.runs for record in records), facts | files)


def _where(shelf: Shelf) -> str:
    scenario, folder = _text(shelf.manifest.scenario), _text(str(shelf.folder))
    return f"{scenario} as scenario, {folder} as folder,"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
