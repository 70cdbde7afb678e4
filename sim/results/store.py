"""Writing a results folder, chunk by chunk: whatever stops the program, what was kept stays.

The rows of a chunk are written aside and renamed, then the journal gets its line: a chunk is there
whole or not at all. A question (resolved inputs, seed, RESULTS_VERSION) has one folder; asking it
again goes on where the last time ended, and more replications extend it. One program writes at a
time.
"""

import errno
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from sim.errors import InputError
from sim.results import digest
from sim.results.chunks import Chunk
from sim.results.files import ASIDE, write_whole
from sim.results.folder import MANIFEST, Stored, damaged, manifest_in
from sim.results.journal import JOURNAL, Part, Record, append, mend, part_path, read_journal
from sim.results.manifest import Manifest
from sim.results.parquet import encode
from sim.results.spans import Done
from sim.results.tables import TABLES

LOCK = ".lock"


@dataclass(slots=True)
class Store:
    """A results folder that is being written.

    Attributes:
        folder: Where it is.
        records: The chunks that are kept.
        done: The replications that are kept.
    """

    folder: Path
    records: list[Record]
    done: Done
    _kept: int = field(default=0)

    def keep(self, chunk: Chunk) -> None:
        """Keep a chunk; once this returns, nothing can lose it any more.

        Raises:
            InputError: If the disk is full, or the folder cannot be written.
        """
        number = self._kept
        with self._told():
            for table, rows in chunk.tables.items():
                path = part_path(self.folder, table, number)
                path.parent.mkdir(exist_ok=True)
                write_whole(path, rows.content)
            record = _record(number, chunk)
            append(self.folder, record)
        self._kept += 1
        self.records.append(record)
        for span in chunk.spans:
            self.done.add(span)

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """A whole table at once, such as a fact of the case."""
        with self._told():
            write_whole(self.folder / f"{table}.parquet", encode(rows))

    def put_text(self, name: str, text: str) -> None:
        """A file of text beside the tables."""
        with self._told():
            write_whole(self.folder / name, text.encode())

    def put_csv(self, stored: Stored) -> None:
        """Every table of the folder as csv beside it."""
        for name in stored.tables:
            text = stored.table(name).to_csv(index=False, lineterminator="\n")
            self.put_text(f"{name}.csv", text)

    def complete(self, manifest: Manifest, facts: Mapping[str, pd.DataFrame]) -> Stored:
        """Say how far the question is answered.

        Args:
            manifest: The question, with the number of replications that were asked for.
            facts: The facts that were put into the folder, by table.

        Returns:
            The folder, of which all replications that are there without a gap are looked at.
        """
        replications = min(self.done.leading(point) for point in range(manifest.points))
        first_logs = [record.first_log for record in self.records if record.first_log]
        whole = replace(
            manifest,
            replications=replications,
            failed=sum(record.failed for record in self.records),
            tables=dict.fromkeys((*_tables(self.records), *facts), ""),
            first_log=first_logs[0] if first_logs else "",
        )
        stored = Stored(self.folder, whole, tuple(self.records))
        digests = self._digests(stored) | {
            name: digest.digest(rows) for name, rows in facts.items()
        }
        told = replace(whole, tables=digests)
        self.put_text(MANIFEST, told.text())
        return Stored(self.folder, told, tuple(self.records))

    def _digests(self, stored: Stored) -> dict[str, str]:
        """The digest of every table of rows: those of its chunks added up.

        Only a chunk with more replications than are looked at is read, one at a time.
        """
        return {
            name: digest.text(
                digest.added(
                    int(record.tables[name].digest, 16)
                    if all(span.end <= stored.manifest.replications for span in record.spans)
                    else digest.number(stored.piece(name, record))
                    for record in self.records
                    if name in record.tables
                )
            )
            for name in _tables(self.records)
        }

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the system refuses, told with a way out."""
        try:
            yield
        except OSError as error:
            kept = sum(record.runs for record in self.records)
            raise InputError(_refusal(self.folder, error, kept)) from None


@contextmanager
def writing(folder: Path, question: Manifest) -> Iterator[Store]:
    """Write a results folder, going on with what is there.

    Chunks with files that are missing or cut short are done again.

    Raises:
        InputError: If another program is writing it, if it holds another question or is damaged
            beyond mending, or if it cannot be written.
    """
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(_refusal(folder, error, 0)) from None
    try:
        with _locked(folder):
            try:
                yield _opened(folder, question)
            finally:
                _leave_nothing_empty(folder, missing)
    finally:
        for made in missing:
            with suppress(OSError):  # there is something in it
                made.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InputError(
            f"another program is writing {folder}; wait for it, or name another folder (--out DIR)"
        ) from None
    except (OSError, NotImplementedError) as error:
        found = error if isinstance(error, OSError) else OSError(errno.ENOTSUP, str(error))
        raise InputError(_refusal(folder, found, 0)) from None
    try:
        yield
    finally:
        lock.release()


def _opened(folder: Path, question: Manifest) -> Store:
    known = manifest_in(folder)
    if known is not None and known.fingerprint != question.fingerprint:
        raise InputError(
            f"{folder} holds the answer to another question; name another folder (--out DIR)"
        )
    if known is None and (folder / JOURNAL).exists():
        raise InputError(
            f"{folder} has lost its {MANIFEST}; put it back, or move the folder away and run again"
        )
    try:
        records = read_journal(folder)
        lost = damaged(folder, records)
        records = [record for record in records if record not in lost]
        _sweep(folder, records)
        mend(folder, records)
        kept = max((record.chunk for record in records), default=-1) + 1
        if known is None:
            write_whole(folder / MANIFEST, question.text().encode())
    except OSError as error:
        raise InputError(_refusal(folder, error, 0)) from None
    done = Done(span for record in records for span in record.spans)
    return Store(folder, records, done, kept)


def _sweep(folder: Path, records: Sequence[Record]) -> None:
    """Remove the files of chunks that the journal does not know, and those half written."""
    for table in TABLES:
        known = {f"{each.chunk:06d}" for each in records if table in each.tables}
        for path in folder.glob(f"{table}/*.parquet"):
            if path.stem.isdecimal() and path.stem not in known:
                path.unlink()
        for path in folder.glob(f"{table}/.*{ASIDE}"):
            path.unlink()
    for path in folder.glob(f".*{ASIDE}"):
        path.unlink()


def _record(number: int, chunk: Chunk) -> Record:
    return Record(
        chunk=number,
        spans=chunk.spans,
        failed=chunk.failed,
        events=chunk.events,
        seconds=round(chunk.seconds, 3),
        tables={
            name: Part(rows.number, len(rows.content), rows.digest)
            for name, rows in chunk.tables.items()
        },
        first_log=chunk.first_log,
    )


def _tables(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record.tables))


def _leave_nothing_empty(folder: Path, missing: Sequence[Path]) -> None:
    """Empty a folder of our own making in which nothing is kept."""
    if folder in missing and not (folder / JOURNAL).exists():
        shutil.rmtree(folder, ignore_errors=True)


def _refusal(folder: Path, error: OSError, kept: int) -> str:
    told = f"; {kept} replications are kept" if kept else "; nothing of it was kept"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"no space left for {folder}{told}. Make room and repeat the command, or name a folder "
            "on another disk (--out DIR)"
        )
    reason = (error.strerror or str(error)).lower()
    return f"{folder} cannot be written: {reason}{told}; name another folder (--out DIR)"
