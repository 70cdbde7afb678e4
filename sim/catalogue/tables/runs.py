"""What came of a run as a whole."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

RUNS: tuple[Entry, ...] = (
    REPLICATION,
    Entry(
        "ended_as",
        "",
        "How the run ended: finished (nothing more could happen) or cut off.",
        "value of `ended`",
    ),
    Entry("ended_hours", "h", "Hours from start to the end of the run.", "second of `ended`"),
    Entry(
        "on_time_jointly",
        "",
        "Whether every clause was fulfilled by its due as moved; empty where that is not known.",
        "all of clauses.on_time",
    ),
    Entry(
        "on_time_as_signed_jointly",
        "",
        "Whether every clause was fulfilled by its due as signed.",
        "all of clauses.on_time_as_signed",
    ),
    Entry(
        "breaches_number",
        "",
        "Clauses that fell due, as moved, before they were fulfilled.",
        "clauses.on_time that do not hold",
    ),
    Entry(
        "first_breach",
        "",
        "The clause first missed; empty where none was.",
        "the earliest due of those, ties by name",
    ),
    Entry("first_breach_hours", "h", "Hours from start to the due it missed.", "clauses.due_hours"),
    Entry("stayed_people", "people", "People who never leave.", "people of `stays`"),
    Entry(
        "delay_person_hours",
        "person-hours",
        "Time people of units and groups spent in queues of roads, in their own vehicles or "
        "in pooled ones, whatever stopped them.",
        "`wait-begin` to `wait-end` at roads, times people",
    ),
    Entry("abandoned_loads", "loads", "Loads of households left behind.", "loads of `abandoned`"),
    Entry("destroyed_loads", "loads", "Lift loads destroyed.", "loads of `destroyed`"),
    Entry("requests_number", "", "Requests for more time.", "`asked`"),
    Entry("granted_days", "days", "Days granted in all.", "value of `granted`"),
    Entry("violations_number", "", "Violations of the ceasefire.", "`violation`"),
    Entry("collapsed_hours", "h", "Hours from start until the agreement collapsed.", "`collapsed`"),
    Entry("collapsed_area", "", "The area of the violation that ended it.", "place of `collapsed`"),
    Entry("posts_manned_number", "", "Posts manned, temporary ones included.", "`manned`"),
)
