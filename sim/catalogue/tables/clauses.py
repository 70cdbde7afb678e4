"""What came of each clause, and what its units and groups waited for."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

CLAUSES: tuple[Entry, ...] = (
    REPLICATION,
    Entry("clause", "", "Name of the clause.", "subject", is_key=True),
    Entry(
        "due_as_signed_hours",
        "h",
        "Hours from start to due as signed; empty where the event it counts from never came.",
        "value of `due-set`",
    ),
    Entry(
        "due_hours",
        "h",
        "Hours from start to due as moved last.",
        "value of the last `due-moved`, else of `due-set`",
    ),
    Entry(
        "completed_hours",
        "h",
        "Hours from start until it was fulfilled; empty where it was not.",
        "second of `completed`",
    ),
    Entry(
        "on_time",
        "",
        "Whether it was fulfilled by its due as moved, that second included; empty where it "
        "was not fulfilled by then and has not fallen due by the end.",
        "`completed` against due; not, if `due` came without it",
    ),
    Entry(
        "on_time_as_signed",
        "",
        "Whether it was fulfilled by its due as signed, that second included; empty where it was "
        "not fulfilled by then and has not fallen due by the end.",
        "`completed` against the value of `due-set`",
    ),
    Entry(
        "lateness_hours",
        "h",
        "Fulfilled so long after its due as moved; negative before it.",
        "completed less due",
    ),
    Entry(
        "lateness_as_signed_hours",
        "h",
        "Fulfilled so long after its due as signed; negative before it.",
        "completed less due as signed",
    ),
    Entry(
        "ended_as",
        "",
        "How it ended: finished (fulfilled), cut off (the end came first) or stuck (nothing "
        "more could happen).",
        "`completed`, value of `ended`",
    ),
    Entry(
        "troops_inside_at_due_people",
        "people",
        "Troops it concerns still inside when due as moved was over; empty where it concerns "
        "none, or due lies beyond the end.",
        "`present` less `out` by then",
    ),
    Entry(
        "civilians_inside_at_due_people",
        "people",
        "Civilians it concerns still inside then, those who stay left out.",
        "`present` less `stays` and `out` by then",
    ),
    Entry(
        "troops_inside_at_due_as_signed_people",
        "people",
        "Troops inside at due as signed.",
        "`present` less `out` by then",
    ),
    Entry(
        "civilians_inside_at_due_as_signed_people",
        "people",
        "Civilians inside at due as signed.",
        "`present` less `stays` and `out` by then",
    ),
    Entry("requests_number", "", "Requests for more time.", "`asked`"),
    Entry(
        "first_asked_hours",
        "h",
        "Hours from start to the first request.",
        "second of the first `asked`",
    ),
    Entry(
        "asked_days",
        "days",
        "Days asked for in the first request.",
        "value of the first `asked`",
    ),
    Entry(
        "first_relayed_hours",
        "h",
        "Hours from start until the first request reached the answering side; empty where none "
        "did.",
        "second of the first `relayed`",
    ),
    Entry("granted_days", "days", "Days granted in all.", "value of `granted`"),
    Entry(
        "first_granted_hours",
        "h",
        "Hours from start to the first grant.",
        "second of the first `granted`",
    ),
    Entry(
        "public_hours",
        "h",
        "Hours from start until people first heard of an answer.",
        "second of the first `public`",
    ),
    Entry(
        "answer",
        "",
        "not asked, granted (at least once), or what became of the last request: refused, "
        "lapsed or pending.",
        "`asked`, `granted`, `refused`, `lapsed`",
    ),
    Entry(
        "asked_not_needed",
        "",
        "It asked, and was fulfilled by due as signed all the same.",
        "`asked` and on_time_as_signed",
    ),
    Entry(
        "needed_not_asked",
        "",
        "It was not fulfilled by due as signed and never asked.",
        "no `asked` and not on_time_as_signed",
    ),
)

CAUSES: tuple[Entry, ...] = (
    REPLICATION,
    Entry("clause", "", "The clause whose units and groups waited.", "subject", is_key=True),
    Entry(
        "cause", "", "What they waited for; a row for each, zeros included.", "cause", is_key=True
    ),
    Entry(
        "seconds",
        "s",
        "Waits of their convoys and households added up, each until it was out (or arrived, "
        "where that is what must be); what they wait for in a pooled vehicle on the road is "
        "left out.",
        "`wait-begin` to `wait-end`, at most to `out`",
    ),
    Entry(
        "person_seconds",
        "person-s",
        "Time waited for this cause, of each person who waited.",
        "the same times people",
    ),
)
