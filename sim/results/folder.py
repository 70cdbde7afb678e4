"""A results folder: where it is, what it holds, and its tables read back.

results/<name>/<fingerprint>/
    manifest.json            the question, and how far it is answered
    scenario.resolved.yaml   the scenario as one file
    journal.jsonl            a line a chunk of replications
    <table>/<chunk>.parquet  the rows of each chunk
    case_<facts>.parquet     the case's facts
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sim.errors import InputError
from sim.results.columns import CASE
from sim.results.digest import KEYS
from sim.results.journal import Record, part_path, read_journal
from sim.results.manifest import Manifest, read_manifest
from sim.results.parquet import Choice, decode
from sim.results.tables import chosen

MANIFEST = "manifest.json"
RESOLVED = "scenario.resolved.yaml"
REPLICATION = "replication"


@dataclass(frozen=True, slots=True)
class Stored:
    """A results folder in which at least one replication of every point is done.

    Attributes:
        folder: Where it is.
        manifest: What it holds; `replications` counts those that are looked at.
        records: The chunks that are kept.
    """

    folder: Path
    manifest: Manifest
    records: tuple[Record, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of all tables."""
        return tuple(self.manifest.tables)

    def table(self, name: str, *columns: str) -> pd.DataFrame:
        """One of its tables: the rows of the replications that are looked at, in order.

        Args:
            name: Of the table.
            columns: Those that are wanted, as `Tables` has it; others are not read.

        Raises:
            InputError: If there is no such table, or it cannot be read.
        """
        if name not in self.manifest.tables and name in CASE:
            raise InputError(
                f"{self.folder} was made by an earlier version and has no table '{name}'; the "
                "command that made it adds the table, and simulates nothing again"
            )
        if name not in self.manifest.tables:
            known = ", ".join(self.tables)
            raise InputError(f"{self.folder} has no table '{name}'; it has {known}")
        found = self._decoded(name, self.files(name), columns_read(columns))
        if REPLICATION in found.columns:
            wanted = found[REPLICATION] < self.manifest.replications
            found = found if wanted.all() else found[wanted].reset_index(drop=True)
        return of_columns(found, columns)

    def files(self, name: str) -> list[Path]:
        """The parquet files of a table, in the order of the replications in them."""
        fact = self.folder / f"{name}.parquet"
        chunks = sorted(
            (record for record in self.records if name in record.tables),
            key=lambda record: min(record.spans),
        )
        return [part_path(self.folder, name, record.chunk) for record in chunks] or [fact]

    def piece(self, name: str, record: Record) -> pd.DataFrame:
        """What one chunk put into a table, of the replications that are looked at.

        Raises:
            InputError: If it cannot be read.
        """
        found = self._decoded(name, [part_path(self.folder, name, record.chunk)])
        if REPLICATION not in found.columns:
            return found
        return found[found[REPLICATION] < self.manifest.replications]

    def looked_at(self, replications: int) -> "Stored":
        """The same folder, of which only the first replications are looked at."""
        return Stored(self.folder, self.manifest.of(replications), self.records)

    def resolved_text(self) -> str:
        """The scenario as one file, as it was run."""
        path = self.folder / RESOLVED
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise InputError(f"{path} cannot be read; run the scenario again") from None

    def _decoded(
        self, name: str, paths: Sequence[Path], choice: Choice | None = None
    ) -> pd.DataFrame:
        for path in paths:
            if not path.is_file():
                raise InputError(f"{path} is missing; run the scenario again to mend the folder")
        try:
            return decode(paths, choice)
        except (pa.ArrowException, OSError):
            for path in paths:
                what = f"table '{name}' of {self.folder}"
                readable(partial(decode, [path]), what, path)
            raise


def readable(read: Callable[[], pd.DataFrame], what: str, path: Path | None = None) -> pd.DataFrame:
    """What can be read, or an error that says what cannot.

    Args:
        read: Reads it.
        what: What is read.
        path: The file, if it is one. A file of the right length is taken for whole by the next
            run, so it has to be deleted for that to make it again.
    """
    try:
        return read()
    except (pa.ArrowException, OSError) as error:
        why = str(error).splitlines()[0]
        raise InputError(
            f"{what} cannot be read: {why}; delete {path or 'the damaged file'} and run the "
            "scenario again to mend the folder"
        ) from None


def columns_read(wanted: Sequence[str]) -> Choice | None:
    """Which columns must be read for those that are wanted: also those that order the rows."""
    return partial(chosen, wanted=(*KEYS, *wanted)) if wanted else None


def of_columns(table: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """What was read, in order, without columns that nobody wanted."""
    found = in_order(table)
    return found[chosen(found.columns, wanted)] if wanted else found


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """A table by point and replication; the rows of one replication stay as they are."""
    keys = [name for name in KEYS if name in table.columns]
    if not keys or (len(keys) == 1 and table[keys[0]].is_monotonic_increasing):
        return table
    return table.sort_values(keys, kind="stable", ignore_index=True)


def folder_of(out: Path, scenario: str, fingerprint: str) -> Path:
    """Where the results of a question go."""
    return out / folder_name(scenario) / fingerprint


def folder_name(scenario: str) -> str:
    """A scenario's name as the name of a folder.

    >>> folder_name("Lachin 2 (draft)"), folder_name("..")
    ('Lachin-2-draft', 'scenario')
    """
    return re.sub(r"[^\w.]+", "-", scenario).strip("-.") or "scenario"


def read_folder(folder: Path) -> Stored:
    """The results in a folder.

    Raises:
        InputError: If it holds none, unfinished or damaged ones.
    """
    manifest = manifest_in(folder)
    if manifest is None:
        raise InputError(no_results(folder))
    if manifest.replications == 0:
        raise InputError(
            f"the run in {folder} was interrupted before it was complete; the command that began "
            "it goes on where it stopped"
        )
    records = tuple(read_journal(folder))
    if not records:
        raise InputError(f"{folder} has lost its journal; run the scenario again")
    return Stored(folder, manifest, records)


def manifest_in(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none.

    Raises:
        InputError: If it cannot be read, or is of another layout.
    """
    place = folder / MANIFEST
    try:
        text = place.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{place} cannot be read") from None
    return read_manifest(text, place=str(place))


def replications_in(folder: Path) -> int:
    """How many replications a folder holds without a gap; 0 where it holds no results."""
    try:
        return read_folder(folder).manifest.replications
    except InputError:
        return 0


def damaged(folder: Path, records: Sequence[Record]) -> list[Record]:
    """The chunks some of whose files are missing or cut short."""
    return [record for record in records if not _is_whole(folder, record)]


def _is_whole(folder: Path, record: Record) -> bool:
    try:
        return all(
            part_path(folder, table, record.chunk).stat().st_size == part.size_bytes
            for table, part in record.tables.items()
        )
    except OSError:
        return False


def no_results(folder: Path) -> str:
    """What is said of a folder that holds no results; where there are some below, says where."""
    if not folder.exists():
        return f"there is no folder {folder}"
    below = sorted(folder.glob(f"**/{MANIFEST}"))[:3] if folder.is_dir() else []
    hint = f"; did you mean {' or '.join(str(found.parent) for found in below)}?" if below else ""
    return f"{folder} is no results folder: it has no {MANIFEST}{hint}"
