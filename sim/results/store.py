"""Writing a results folder: aside, and then moved, so that half a folder never looks complete.

A question (resolved inputs, seed, RESULTS_VERSION) has one folder, named after the scenario and its
fingerprint. Asking it again replaces the folder, unless the one that is there holds more
replications: then that one stays, because all rows of the shorter run are among its own. The
manifest is written last.
"""

import errno
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from sim.errors import InputError
from sim.results.folder import MANIFEST, Stored, read_folder, replications_in
from sim.results.gathering import Gathering
from sim.results.manifest import Manifest
from sim.results.parquet import TableFile
from sim.results.tables import Row

CHUNK = 50
"""Replications held in memory before they go to the disk."""
STALE_SECONDS = 24 * 3600
"""What a killed run left is swept away when nothing has touched it for a day."""


@dataclass(slots=True)
class Writer:
    """A results folder being written, aside of where it will be.

    Attributes:
        folder: Where it will be.
        aside: Where it is written.
        with_csv: Whether every table is written as csv too.
    """

    folder: Path
    aside: Path
    with_csv: bool = False
    _gathering: Gathering = field(default_factory=Gathering)
    _files: dict[str, TableFile] = field(default_factory=dict)
    _waiting: int = 0

    def add(
        self,
        replication: int,
        tables: Mapping[str, Sequence[Row]],
        *,
        names: Sequence[str],
        values: npt.NDArray[np.int32],
    ) -> None:
        """The rows of one replication, and its series by name."""
        self._gathering.add(replication, tables, names=names, values=values)
        self._waiting += 1
        if self._waiting == CHUNK:
            self._flush()

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """A whole table at once, such as a fact of the case or the first event log."""
        self._gathering.put(table, rows)

    def put_text(self, name: str, text: str) -> None:
        """A file of text beside the tables."""
        with _told(self.folder):
            (self.aside / name).write_text(text, encoding="utf-8", newline="\n")

    def digests(self) -> dict[str, str]:
        """The digest of every table so far."""
        return self._gathering.digests()

    def complete(self, manifest: Manifest) -> Stored:
        """Have all of it on the disk, still aside."""
        self._flush()
        with _told(self.folder):
            for file in self._files.values():
                file.close()
        self.put_text(MANIFEST, manifest.text())
        return Stored(self.aside, manifest)

    def move(self, written: Stored) -> Stored:
        """Put the complete folder in its place, unless a longer run is there."""
        older = longer_run(self.folder, written.manifest.replications)
        if older is not None:
            return older
        with _told(self.folder):
            _move(self.aside, self.folder)
        return Stored(self.folder, written.manifest)

    def abandon(self) -> None:
        """Remove all that was written."""
        for file in self._files.values():
            with suppress(OSError, pa.ArrowException):
                file.abandon()
        shutil.rmtree(self.aside, ignore_errors=True)

    def _flush(self) -> None:
        with _told(self.folder):
            for table, rows in self._gathering.take().items():
                if table in self._files:
                    self._files[table].write(rows)
                else:
                    path = self.aside / f"{table}.parquet"
                    self._files[table] = TableFile(path, rows, with_csv=self.with_csv)
        self._waiting = 0


@contextmanager
def writing(folder: Path, *, with_csv: bool = False) -> Iterator[Writer]:
    """Write a results folder; whatever goes wrong before it is moved leaves nothing behind.

    Raises:
        InputError: If the folder cannot be written, as when the disk is full.
    """
    aside = _aside(folder)
    with _told(folder):
        missing = [above for above in folder.parents if not above.exists()]
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        aside.mkdir()
    writer = Writer(folder, aside, with_csv)
    try:
        yield writer
    finally:
        writer.abandon()
        for made in missing:
            with suppress(OSError):  # there is something in it
                made.rmdir()


def longer_run(folder: Path, replications: int) -> Stored | None:
    """The results in a folder, if they are of more replications than a new run."""
    if replications_in(folder) <= replications:
        return None
    return Stored(folder, read_folder(folder).manifest, is_older=True)


def _aside(folder: Path) -> Path:
    """A name beside a folder that nobody else has."""
    return folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")


def _sweep(folder: Path) -> None:
    """Remove what runs of the same question left when they were killed."""
    for left in folder.parent.glob(f".{folder.name}.*"):
        newest = max(path.stat().st_mtime for path in (left, *left.glob("*")))
        if time.time() - newest > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _move(aside: Path, folder: Path) -> None:
    """Put a folder in its place, where another one may be."""
    if not folder.exists():
        aside.rename(folder)
        return
    old = _aside(folder)
    folder.rename(old)
    try:
        aside.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the system refuses, told with a way out."""
    try:
        yield
    except OSError as error:
        raise InputError(_refusal(folder, error)) from None


def _refusal(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"no space left for {folder}; nothing of it was kept. Make room, or name a folder on "
            "another disk (--out DIR)"
        )
    reason = (error.strerror or str(error)).lower()
    return f"{folder} cannot be written: {reason}; name another folder (--out DIR)"
