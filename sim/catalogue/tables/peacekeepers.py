"""What came of each contingent and each of its posts."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

CONTINGENTS: tuple[Entry, ...] = (
    REPLICATION,
    Entry("contingent", "", "Name of the contingent.", "one row each", is_key=True),
    Entry("personnel_people", "people", "People who come in all.", "`present`"),
    Entry("sorties_number", "", "Sorties landed.", "`landed`"),
    Entry("landed_people", "people", "People landed.", "`landed`"),
    Entry("landed_vehicles", "vehicles", "Vehicles and pieces landed.", "`landed`"),
    Entry(
        "in_place_people",
        "people",
        "People at the end of their march or at posts on the way.",
        "`in-place`",
    ),
    Entry("in_place_vehicles", "vehicles", "Their vehicles there.", "`in-place`"),
    Entry(
        "first_in_place_hours",
        "h",
        "Hours from start until the first march unit was in place.",
        "first `in-place` of a march unit",
    ),
    Entry(
        "excess",
        "",
        "Kinds landed beyond what was authorised, each with by how much.",
        "last `excess` of each kind",
    ),
    Entry(
        "excess_number",
        "",
        "People and vehicles landed beyond what was authorised, in all.",
        "`excess`",
    ),
    *(
        Entry(
            f"strength_{share}_hours",
            "h",
            f"Hours from start until {share} % of its people were in place.",
            "`in-place`",
        )
        for share in (50, 90, 100)
    ),
)

POSTS: tuple[Entry, ...] = (
    REPLICATION,
    Entry("post", "", "Name of the post.", "one row each", is_key=True),
    Entry("contingent", "", "Whose it is.", "the scenario"),
    Entry("is_temporary", "", "Whether it is counted apart.", "the scenario"),
    Entry("begun_hours", "h", "Hours from start until those who man it set out.", "`post-begun`"),
    Entry("manned_hours", "h", "Hours from start until it was manned.", "`manned`"),
)
