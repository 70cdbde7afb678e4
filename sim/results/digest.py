"""What a table says, as a short fingerprint: the same for parquet, csv or memory.

The rows of each replication are hashed by themselves and the hashes added up, so that neither the
chunks a table was written in nor the order in which its replications were finished makes a
difference, and the digest of a whole is the sum of those of its parts.

Source: M. Bellare and D. Micciancio, A New Paradigm for Collision-Free Hashing (1997): AdHash.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

KEYS = ("point", "replication")
"""Columns by which rows belong together."""
SIZE = 16
_MODULUS = 1 << (8 * SIZE)

Bytes = npt.NDArray[np.uint8]


def digest(table: pd.DataFrame) -> str:
    """The digest of a whole table."""
    return text(number(table))


def number(table: pd.DataFrame) -> int:
    """The digest of a table as a number, which may be added to that of other rows.

    A replication without rows says nothing: read back, the table would not know of it. A table
    without replications is one block.
    """
    return added(_blocks(table, _bounds(table)))


def by_replication(table: pd.DataFrame) -> dict[tuple[int, int], int]:
    """The digest of each replication in a table, by point and number; point 0 where there is none.

    A table without replications belongs to replication 0 of point 0.
    """
    bounds = _bounds(table)
    begins = [begin for begin, _ in bounds]
    zero = np.zeros(len(begins), dtype=np.int64)
    keys = [
        table[name].to_numpy(dtype=np.int64)[begins] if name in table.columns else zero
        for name in KEYS
    ]
    places = zip(*(column.tolist() for column in keys), strict=True)
    return dict(zip(places, _blocks(table, bounds), strict=True))


def added(numbers: Iterable[int]) -> int:
    """The digest of all rows together."""
    return sum(numbers) % _MODULUS


def text(found: int) -> str:
    """A digest as it is written down."""
    return f"{found:0{2 * SIZE}x}"


def _blocks(table: pd.DataFrame, bounds: Sequence[tuple[int, int]]) -> Iterator[int]:
    columns = [_column(str(name), table[name]) for name in table.columns] if bounds else []
    return (_block(columns, begin, end) for begin, end in bounds)


def _bounds(table: pd.DataFrame) -> list[tuple[int, int]]:
    """Where the rows of each replication begin and end; rows of one stand together."""
    keys = [name for name in KEYS if name in table.columns]
    rows = len(table)
    if not keys:
        return [(0, rows)]
    if rows == 0:
        return []
    is_new = np.zeros(rows, dtype=bool)
    is_new[0] = True
    for name in keys:
        values = table[name].to_numpy(dtype=np.int64)
        is_new[1:] |= values[1:] != values[:-1]
    begins = [int(row) for row in np.flatnonzero(is_new)]
    return list(zip(begins, [*begins[1:], rows], strict=True))


class _Column(NamedTuple):
    """A column as bytes: which cells are empty, and what the others hold."""

    head: bytes
    is_empty: Bytes
    lengths: npt.NDArray[np.int64] | None
    starts: npt.NDArray[np.int64]
    data: memoryview


def _column(name: str, column: pd.Series) -> _Column:
    empty = column.isna().to_numpy(dtype=bool)
    kind, values = _values(column, empty)
    if isinstance(values, list):
        lengths = np.fromiter((len(each) for each in values), dtype=np.int64, count=len(values))
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        data = memoryview(b"".join(values))
    else:
        lengths = None
        starts = np.arange(len(values) + 1, dtype=np.int64) * values.itemsize
        data = memoryview(values.tobytes())
    return _Column(f"{name}:{kind}".encode(), empty.view(np.uint8), lengths, starts, data)


def _values(
    column: pd.Series, empty: npt.NDArray[np.bool_]
) -> tuple[str, list[bytes] | npt.NDArray[np.generic]]:
    if pd.api.types.is_bool_dtype(column.dtype):
        return "truth", _filled(column, empty, False).astype(np.uint8)
    if pd.api.types.is_integer_dtype(column.dtype):
        return "whole", _filled(column, empty, 0).astype("<i8")
    if pd.api.types.is_float_dtype(column.dtype):
        # Adding zero makes one zero of the two.
        return "number", _filled(column, empty, 0.0).astype("<f8") + 0.0
    cells = column.to_numpy(dtype=object)
    return "text", [
        b"" if gone else str(cell).encode() for cell, gone in zip(cells, empty, strict=True)
    ]


def _filled(
    column: pd.Series, empty: npt.NDArray[np.bool_], nothing: object
) -> npt.NDArray[np.generic]:
    if not empty.any():
        return column.to_numpy()
    return column.where(~empty, nothing).to_numpy()


def _block(columns: Iterable[_Column], begin: int, end: int) -> int:
    found = blake2b(digest_size=SIZE)
    for part in _parts(columns, begin, end):
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return int.from_bytes(found.digest(), "big")


def _parts(columns: Iterable[_Column], begin: int, end: int) -> Iterator[bytes | memoryview]:
    for column in columns:
        yield column.head
        yield column.is_empty[begin:end].tobytes()
        if column.lengths is not None:
            yield column.lengths[begin:end].tobytes()
        yield column.data[column.starts[begin] : column.starts[end]]
