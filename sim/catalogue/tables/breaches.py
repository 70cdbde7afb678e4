"""What was missed, broken or exceeded, in order."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

BREACHES: tuple[Entry, ...] = (
    REPLICATION,
    Entry("number", "", "Its place in the order of time.", "the order of the rows", is_key=True),
    Entry("hours", "h", "Hours from start.", "second of the row"),
    Entry(
        "breach",
        "",
        "late (a clause fell due unfulfilled), violation, excess (of strength), or collapse.",
        "`due`, `violation`, `excess`, `collapsed`",
    ),
    Entry("where", "", "The clause, the area, or the kind of equipment.", "place of the row"),
)
