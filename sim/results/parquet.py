"""Tables on disk: parquet, written piece by piece, and csv on request."""

from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_TO_ARROW: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "Int64": pa.int64(),
    "boolean": pa.bool_(),
    "float64": pa.float64(),
    "int32": pa.int32(),
}
_TO_PANDAS = {
    pa.string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


class TableFile:
    """One table on its way to the disk, as parquet and perhaps as csv too.

    The parquet holds no notes of pandas: what a column is follows from its own type.
    """

    def __init__(self, path: Path, first: pd.DataFrame, *, with_csv: bool) -> None:
        self._schema = _schema(first)
        # A file of Python's own reports a full disk as what it is.
        self._file = path.open("wb")
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")
        self._csv: IO[str] | None = None
        if with_csv:
            self._csv = path.with_suffix(".csv").open("w", encoding="utf-8", newline="")
        self._is_begun = False
        self.write(first)

    def write(self, rows: pd.DataFrame) -> None:
        """Add rows at the end."""
        table = pa.Table.from_pandas(rows, schema=self._schema, preserve_index=False)
        self._writer.write_table(table)
        if self._csv is not None:
            rows.to_csv(self._csv, index=False, header=not self._is_begun, lineterminator="\n")
        self._is_begun = True

    def close(self) -> None:
        """Have all of it on the disk."""
        self._writer.close()
        self._file.close()
        if self._csv is not None:
            self._csv.close()

    def abandon(self) -> None:
        """Let go of a file that will be removed."""
        # Or the writer would try to end the file once more when it is collected.
        self._writer.is_open = False
        self._file.close()
        if self._csv is not None:
            self._csv.close()


def _schema(rows: pd.DataFrame) -> pa.Schema:
    names = {str(name): str(dtype) for name, dtype in rows.dtypes.items()}
    return pa.schema([(name, _TO_ARROW[kind]) for name, kind in names.items()])


def read_table(path: Path) -> pd.DataFrame:
    """A table back from its parquet file, its columns of the kinds they had."""
    # Opened here, because pyarrow reports a file that is missing in its own words.
    with path.open("rb") as file:
        found: pd.DataFrame = pq.read_table(file).to_pandas(types_mapper=_TO_PANDAS.get)
    return found
