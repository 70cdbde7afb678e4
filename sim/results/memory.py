"""Results that are kept in memory: as compressed chunks, each table made when it is asked for."""

from dataclasses import dataclass, field

import pandas as pd

from sim.results.chunks import Chunk
from sim.results.digest import added, text
from sim.results.folder import columns_read, of_columns
from sim.results.parquet import decode
from sim.results.spans import Done


@dataclass(slots=True)
class Memory:
    """Chunks in memory.

    Attributes:
        done: The replications that are kept.
    """

    done: Done = field(default_factory=Done)
    _chunks: list[Chunk] = field(default_factory=list)

    def keep(self, chunk: Chunk) -> None:
        """Keep a chunk."""
        self._chunks.append(chunk)
        for span in chunk.spans:
            self.done.add(span)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks, in the order in which they were kept."""
        return tuple(self._chunks)

    def table(self, name: str, *columns: str) -> pd.DataFrame:
        """The rows of a table in the order of the replications.

        Args:
            name: Of the table.
            columns: Those that are wanted, as `Tables` has it.

        Raises:
            KeyError: If there is no such table.
        """
        chunks = sorted(
            (chunk for chunk in self._chunks if name in chunk.tables),
            key=lambda chunk: min(chunk.spans),
        )
        if not chunks:
            raise KeyError(name)
        contents = [chunk.tables[name].content for chunk in chunks]
        return of_columns(decode(contents, columns_read(columns)), columns)

    def digests(self) -> dict[str, str]:
        """The digest of every table."""
        names = dict.fromkeys(name for chunk in self._chunks for name in chunk.tables)
        return {
            name: text(
                added(
                    int(chunk.tables[name].digest, 16)
                    for chunk in self._chunks
                    if name in chunk.tables
                )
            )
            for name in names
        }
