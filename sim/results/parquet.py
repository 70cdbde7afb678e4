"""Tables as parquet: made in memory, so that whoever stores them need not know what they hold.

The parquet holds no notes of pandas: what a column is follows from its own type.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

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


def encode(rows: pd.DataFrame) -> bytes:
    """A table as the bytes of a parquet file; the same rows give the same bytes."""
    names = {str(name): str(dtype) for name, dtype in rows.dtypes.items()}
    schema = pa.schema([(name, _TO_ARROW[kind]) for name, kind in names.items()])
    table = pa.Table.from_pandas(rows, schema=schema, preserve_index=False)
    with BytesIO() as file:
        # Small tables are mostly notes about themselves; none of these is needed to read them.
        pq.write_table(table, file, compression="zstd", write_statistics=False, store_schema=False)
        return file.getvalue()


Choice = Callable[[Sequence[str]], Sequence[str]]
"""Says of the columns of a table which are read."""


def decode(parts: Sequence[bytes | Path], choice: Choice | None = None) -> pd.DataFrame:
    """The rows of parquet files one under the other, their columns of the kinds they had.

    Args:
        parts: The files.
        choice: Which columns are read; all, if nobody chooses.

    Raises:
        FileNotFoundError: If a file is not there.
        pyarrow.ArrowException, OSError: If one is damaged.
    """
    tables = [_read(part, choice) for part in parts]
    whole = tables[0] if len(tables) == 1 else pa.concat_tables(tables, promote_options="default")
    found: pd.DataFrame = whole.to_pandas(types_mapper=_TO_PANDAS.get)
    return found


def _read(part: bytes | Path, choice: Choice | None) -> pa.Table:
    # Opened here, because pyarrow reports a file that is missing in its own words.
    with BytesIO(part) if isinstance(part, bytes) else part.open("rb") as source:
        file = pq.ParquetFile(source)
        columns = None if choice is None else list(choice(file.schema_arrow.names))
        # A few rows of many files: threads would cost more than they bring.
        return file.read(columns, use_threads=False)
