"""What each clause rested on in the end: its critical path, and the float of all others."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

PATHS: tuple[Entry, ...] = (
    REPLICATION,
    Entry("clause", "", "Name of the clause.", "subject", is_key=True),
    Entry(
        "step",
        "",
        "Number of the step, in order of time, from 0.",
        "the order of time",
        is_key=True,
    ),
    Entry(
        "cause",
        "",
        "What took the time: a cause of waiting, or work such as driving and loading.",
        "cause of the wait; `load-begin`, `enter`",
    ),
    Entry(
        "where",
        "",
        "Where: a place, a direction of a road, the pool waited for, or the event.",
        "at",
    ),
    Entry(
        "who",
        "",
        "Whose step it is: a unit, a group, a pool whose vehicle was waited for.",
        "subject",
    ),
    Entry("number", "", "Which of its convoys, households or vehicles; -1 for none.", "number"),
    Entry(
        "from_hours",
        "h",
        "Hours from start to its beginning: the end of the step before, 0 for the first.",
        "`wait-begin`, `load-begin`, `enter`",
    ),
    Entry(
        "to_hours",
        "h",
        "Hours from start to its end; of the last step the completion of the clause, or the end of "
        "the run where it was not fulfilled.",
        "`wait-end`, `load-end`, `out`, `completed`",
    ),
)

FLOATS: tuple[Entry, ...] = (
    REPLICATION,
    Entry("clause", "", "Name of the clause.", "subject", is_key=True),
    Entry("collection", "", "troops or civilians.", "subject", is_key=True),
    Entry("member", "", "Name of the unit or group the clause concerns.", "subject", is_key=True),
    Entry(
        "out_hours",
        "h",
        "Hours from start until its last were out (or had arrived, where that is what must be); "
        "empty where some never were.",
        "`out`, `arrive`",
    ),
    Entry("is_on_path", "", "Whether a step of the clause's path is its own.", "the path"),
    Entry(
        "float_hours",
        "h",
        "So much later at most it could have been without delaying the clause, if nobody else had "
        "been delayed by that: 0 on the path; empty where the clause was not fulfilled, or it was "
        "not out.",
        "completion less out_hours",
    ),
)
