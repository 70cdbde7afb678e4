"""What a table says, as a short fingerprint: the same for parquet, csv or memory.

The rows of each replication are hashed by themselves and the hashes joined in the order of the
replications, so that neither the chunks a table was written in nor the order in which its
replications were finished makes a difference.
"""

from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
import pandas as pd

REPLICATION = "replication"
SIZE = 16


class TableDigest:
    """The digest of one table, grown replication by replication."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytes] = {}
        self._added: set[int] = set()

    def add(self, block: pd.DataFrame, *, replication: int = 0) -> None:
        """All rows of one replication; a table without replications is one block.

        A replication without rows says nothing: read back, the table would not know of it.

        Raises:
            ValueError: If rows of this replication were added before.
        """
        if replication in self._added:
            raise ValueError(f"replication {replication} was added twice")
        self._added.add(replication)
        if len(block) or REPLICATION not in block.columns:
            self._blocks[replication] = _block_digest(block)

    def text(self) -> str:
        """The digest of all that was added."""
        found = blake2b(digest_size=SIZE)
        for number, block in sorted(self._blocks.items()):
            found.update(number.to_bytes(8, "little") + block)
        return found.hexdigest()


def digest(table: pd.DataFrame) -> str:
    """The digest of a whole table."""
    found = TableDigest()
    for number, block in by_replication(table):
        found.add(block, replication=number)
    return found.text()


def by_replication(table: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    """A table cut into the rows of each replication; in one piece where it has no replications."""
    if REPLICATION not in table.columns:
        yield 0, table
        return
    for number, block in table.groupby(REPLICATION, sort=True):
        yield int(str(number)), block


def _block_digest(block: pd.DataFrame) -> bytes:
    found = blake2b(digest_size=SIZE)
    for name in block.columns:
        for part in _parts(block[name]):
            found.update(len(part).to_bytes(8, "little") + part)
        found.update(str(name).encode())
    return found.digest()


def _parts(column: pd.Series) -> tuple[bytes, ...]:
    """What a column holds, as bytes: which of its cells are empty, then the others."""
    empty = column.isna().to_numpy(dtype=bool)
    where = np.packbits(empty).tobytes()
    values = column[~empty]
    if pd.api.types.is_bool_dtype(column.dtype):
        return (b"truth", where, values.to_numpy(dtype=np.uint8).tobytes())
    if pd.api.types.is_integer_dtype(column.dtype):
        return (b"whole", where, values.to_numpy(dtype="<i8").tobytes())
    if pd.api.types.is_float_dtype(column.dtype):
        # Adding zero makes one zero of the two.
        return (b"number", where, (values.to_numpy(dtype="<f8") + 0.0).tobytes())
    return (b"text", where, *(str(value).encode() for value in values))
