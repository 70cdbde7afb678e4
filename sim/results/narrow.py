"""The few columns of a table that one outcome needs, read chunk by chunk.

A table of a million runs has some hundred million cells; an outcome needs three columns of it, and
of these the rows about one subject.
"""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.catalogue.naming import OutcomeName
from sim.results.chunks import POINT
from sim.results.folder import Stored, readable


def narrow(stored: Stored, name: OutcomeName) -> Callable[[str], pd.DataFrame]:
    """Gives the tables of a folder as `outcome_values` asks for them, with what it needs only.

    Args:
        stored: The folder.
        name: The outcome.
    """

    def table(wanted: str) -> pd.DataFrame:
        about = name.row if wanted == name.table else {}
        own = [name.column] if wanted == name.table else []
        found = readable(
            lambda: _read(stored, wanted, [*about, *own], about),
            f"table '{wanted}' of {stored.folder}",
        )
        if about and found.empty:
            return stored.table(wanted)  # so that what there is instead can be told
        return found[found["replication"] < stored.manifest.replications]

    return table


def _read(stored: Stored, table: str, columns: list[str], about: dict[str, str]) -> pd.DataFrame:
    if table not in stored.manifest.tables:
        return stored.table(table)
    parts = [_part(path, columns, about) for path in stored.files(table)]
    whole = pa.concat_tables(parts, promote_options="default")
    found: pd.DataFrame = whole.to_pandas(types_mapper=_KINDS.get, categories=list(about))
    return found


_KINDS = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def _part(path: object, columns: list[str], about: dict[str, str]) -> pa.Table:
    file = pq.ParquetFile(path)
    with file:
        there = [
            each for each in (POINT, "replication", *columns) if each in file.schema_arrow.names
        ]
        rows = file.read(columns=there)
    for column, key in about.items():
        rows = rows.filter(pc.equal(rows[column], key))
    return rows
