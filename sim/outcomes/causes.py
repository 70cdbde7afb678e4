"""What held up those whom a clause concerns: their waits, added up by cause."""

import numpy as np

from sim.catalogue import CAUSES, Kind
from sim.outcomes.reading import Ints, Reading, Rows, summed
from sim.outcomes.spans import MOVER, keys_of


def cause_rows(reading: Reading) -> list[dict[str, object]]:
    """The waits of each clause's convoys and households, by cause, zeros included."""
    clauses = reading.roster.scenario.agreement.clauses
    arrivals = reading.of(Kind.ARRIVE)
    done = {
        "leave": _until(reading, reading.movers_out),
        "arrive": _until(reading, arrivals.where(arrivals["loads"] == 0)),
    }
    return [
        row
        for name, clause in clauses.items()
        if reading.roster.members[name] and clause.must in done
        for row in _rows_of(reading, name, done[clause.must])
    ]


def _rows_of(reading: Reading, clause: str, until: Ints) -> list[dict[str, object]]:
    waits = reading.waits
    chosen = reading.members(clause)[waits["subject"]]
    seconds = np.maximum(0, until - waits.begin)[chosen]
    causes, people = waits["cause"][chosen], waits["people"][chosen]
    size = max(CAUSES) + 1
    by_cause = summed(causes, seconds, size)
    by_person = summed(causes, seconds * people, size)
    return [
        {
            "clause": clause,
            "cause": cause.word,
            "seconds": int(by_cause[cause]),
            "person_seconds": int(by_person[cause]),
        }
        for cause in CAUSES
    ]


def _until(reading: Reading, done: Rows) -> Ints:
    """By wait: when it ended, or stopped to matter because its mover was out, or had arrived."""
    waits = reading.waits
    movers, done_movers = keys_of(MOVER, waits.rows, done.cells)
    if not len(done):
        return waits.end
    order = np.argsort(done_movers, kind="stable")
    keys, seconds = done_movers[order], done["second"][order]
    place = np.minimum(np.searchsorted(keys, movers), len(keys) - 1)
    is_done = keys[place] == movers
    return np.where(is_done, np.minimum(waits.end, seconds[place]), waits.end)
