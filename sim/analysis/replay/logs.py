"""An event log as a table with names, and out of such a table again."""

import numpy as np
import pandas as pd

from sim.catalogue import Cause, Kind, Phase
from sim.events.log import COLUMNS, NOWHERE, EventLog
from sim.results.tables import event_frame
from sim.scenario.roster import Roster


def rows_of(log: EventLog) -> pd.DataFrame:
    """The log as the table `events` has it."""
    columns = {name: log.column(name) for name in COLUMNS}
    return event_frame(columns, log.subjects, log.places)


def log_of(rows: pd.DataFrame, roster: Roster) -> EventLog | None:
    """The log that a table tells; None if it is none of this roster.

    Args:
        rows: As the table `events` has it.
        roster: The names in it.
    """
    codes = {
        "phase": {phase.name.lower(): int(phase) for phase in Phase},
        "kind": {kind.word: int(kind) for kind in Kind},
        "cause": {cause.word: int(cause) for cause in Cause},
        "subject": {name: code for code, name in enumerate(roster.subjects)},
        "at": {"": NOWHERE, **{name: code for code, name in enumerate(roster.places)}},
    }
    if not set(COLUMNS) <= set(rows.columns):
        return None
    columns = [
        rows[name].fillna("").map(codes[name]) if name in codes else rows[name] for name in COLUMNS
    ]
    if any(column.isna().any() for column in columns):
        return None
    cells = np.column_stack([column.to_numpy(dtype=np.int64) for column in columns])
    return EventLog(np.ascontiguousarray(cells), roster.subjects, roster.places)
