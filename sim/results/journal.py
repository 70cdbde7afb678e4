"""The journal of a results folder: a line for every chunk of replications that is safely kept.

A chunk counts from the moment its line is complete; what a killed program left before that is
swept away by the next one. The journal is only ever added to.
"""

import errno
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sim.errors import InputError
from sim.results.files import write_whole
from sim.results.spans import Span

JOURNAL = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """What one chunk put into one table: how many rows and bytes, and their digest."""

    rows: int
    size_bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """One chunk.

    Attributes:
        chunk: Its number, which names its files.
        spans: The replications in it.
        failed: How many of them failed.
        events: Length of all their event logs.
        seconds: How long they took.
        tables: What it put into each table.
        first_log: Digest of the event log of replication 0 of point 0, if that is in it.
    """

    chunk: int
    spans: tuple[Span, ...]
    failed: int
    events: int
    seconds: float
    tables: Mapping[str, Part]
    first_log: str = ""

    def line(self) -> bytes:
        """The record as it stands in the journal."""
        spans = [(span.point, span.first, span.count) for span in self.spans]
        content = {**asdict(self), "spans": spans}
        return json.dumps(content, separators=(",", ":")).encode() + b"\n"

    @property
    def runs(self) -> int:
        """How many replications are in it."""
        return sum(span.count for span in self.spans)


def part_path(folder: Path, table: str, chunk: int) -> Path:
    """Where the rows of a chunk are."""
    return folder / table / f"{chunk:06d}.parquet"


def read_journal(folder: Path) -> list[Record]:
    """All chunks of a folder, in the order in which they were kept; none where nothing is.

    A last line that is not complete was being written when the program was killed: its chunk does
    not count.

    Raises:
        InputError: If the journal cannot be read.
    """
    path = folder / JOURNAL
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    except OSError:
        raise InputError(f"{path} cannot be read") from None
    return [_record(line, f"{path}:{number}") for number, line in enumerate(lines, start=1)]


def append(folder: Path, record: Record) -> None:
    """Add a record, and have it on the disk.

    Raises:
        OSError: If the system refuses; the journal is then as it was.
    """
    path = folder / JOURNAL
    line = record.line()
    # Without a buffer, or closing the file would try once more what was refused.
    with path.open("ab", buffering=0) as file:
        whole = file.tell()
        try:
            if file.write(line) != len(line):
                raise OSError(errno.ENOSPC, "no space left on the device", str(path))
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, whole)
            raise


def mend(folder: Path, records: Sequence[Record]) -> None:
    """Leave these records in the journal and nothing else, not even half a line."""
    path = folder / JOURNAL
    lines = b"".join(record.line() for record in records)
    if not records:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != lines:
        write_whole(path, lines)


def _record(line: bytes, place: str) -> Record:
    try:
        found = json.loads(line)
        found["spans"] = tuple(Span(*map(int, span)) for span in found["spans"])
        found["tables"] = {name: Part(**part) for name, part in found["tables"].items()}
        return Record(**found)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise InputError(
            f"{place}: the journal is damaged; move the folder away and run the scenario again"
        ) from None
