"""Event logs of single replications, kept in a results folder because somebody looked at them.

<folder>/replays/<number>.parquet

They are no part of what was asked for: the folder is whole without them, and whatever is not as it
was written is taken for not there.
"""

from io import BytesIO
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.results import digest
from sim.results.files import write_whole
from sim.results.parquet import decode, encode

REPLAYS = "replays"
_NOTE = b"withdrawal-sim"


def replay_path(folder: Path, number: int) -> Path:
    """Where the log of a replication is kept."""
    return folder / REPLAYS / f"{number}.parquet"


def keep_log(folder: Path, number: int, rows: pd.DataFrame, *, question: str) -> None:
    """Keep the log of a replication, whole or not at all.

    Args:
        folder: The results folder.
        number: Of the replication.
        rows: The log, as the table `events` has it.
        question: What the log is an answer to: fingerprint and version of the program.

    Raises:
        OSError: If the system refuses.
    """
    path = replay_path(folder, number)
    path.parent.mkdir(exist_ok=True)
    table = pq.read_table(BytesIO(encode(rows)))
    noted = table.replace_schema_metadata({_NOTE: _note(rows, question)})
    with BytesIO() as file:
        pq.write_table(noted, file, compression="zstd", write_statistics=False)
        write_whole(path, file.getvalue())


def kept_log(folder: Path, number: int, *, question: str) -> pd.DataFrame | None:
    """The log of a replication, if it is kept as it was written, and as an answer to this question.

    Args:
        folder: The results folder.
        number: Of the replication.
        question: What it must be an answer to.
    """
    path = replay_path(folder, number)
    try:
        content = path.read_bytes()
        noted = pq.read_schema(BytesIO(content)).metadata or {}
        rows = decode([content])
    except (OSError, pa.ArrowException):
        return None
    return rows if noted.get(_NOTE) == _note(rows, question) else None


def _note(rows: pd.DataFrame, question: str) -> bytes:
    return f"{question} {digest.digest(rows)}".encode()
