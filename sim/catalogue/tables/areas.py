"""What came of each area."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

AREAS: tuple[Entry, ...] = (
    REPLICATION,
    Entry("area", "", "Name of the area.", "where units and groups are based", is_key=True),
    Entry("troops_people", "people", "Troops based in it.", "people of `present`"),
    Entry("civilians_people", "people", "People living in it.", "people of `present`"),
    Entry("stayed_people", "people", "People who never leave.", "people of `stays`"),
    Entry(
        "first_out_hours",
        "h",
        "Hours from start until the first of its convoys, households or loads set out.",
        "first `depart` of its own, or of a pooled vehicle with people or loads from it",
    ),
    Entry(
        "troops_out_hours",
        "h",
        "Hours until the last of its troops was out; empty where they were not all out, and "
        "where there were none.",
        "last `out`",
    ),
    Entry(
        "civilians_out_hours",
        "h",
        "Hours until the last of its people who leave was out; empty where they were not all out, "
        "and where there were none.",
        "last `out`",
    ),
    Entry(
        "last_out_hours",
        "h",
        "Hours until the last of both was out; empty where they were not all out.",
        "last `out`",
    ),
    Entry(
        "entered_hours",
        "h",
        "Hours until the first column entered.",
        "second of the first `entered`",
    ),
    Entry(
        "covered_from_hours",
        "h",
        "Hours until the first post that covers it was manned; empty where none was.",
        "second of the first `manned` of its posts",
    ),
    Entry(
        "gap_hours",
        "h",
        "Nobody in charge: from the last troops out until the first column in, cut off at the "
        "end of the scenario; empty where there were no troops or no army is to come.",
        "last `out` of troops to first `entered`",
    ),
    Entry(
        "gap_uncovered_hours",
        "h",
        "Nobody in charge and nobody watching: the part of the gap before a post that covers it "
        "was manned.",
        "last `out` of troops to first `entered` or `manned`",
    ),
    Entry(
        "overlap_hours",
        "h",
        "Both sides inside: from the first column in until the last troops out, cut off at the end "
        "of the scenario; empty where there were no troops or no army is to come.",
        "first `entered` to last `out` of troops",
    ),
    Entry(
        "overlap_uncovered_hours",
        "h",
        "Both sides inside and nobody watching: the part of the overlap before a post that covers "
        "it was manned.",
        "first `entered` to last `out` of troops or `manned`",
    ),
    Entry(
        "troops_inside_at_entry_people",
        "people",
        "Troops inside when the first column entered.",
        "`present` less `out` by then",
    ),
    Entry(
        "civilians_inside_at_entry_people",
        "people",
        "Civilians inside then, those who stay left out.",
        "`present` less `stays` and `out` by then",
    ),
    Entry(
        "loads",
        "loads",
        "Loads of its units and groups (of households that leave).",
        "loads of `present`",
    ),
    Entry("loads_out", "loads", "Loads that left it.", "loads of `out`"),
    Entry(
        "loads_abandoned",
        "loads",
        "Loads of households left behind.",
        "loads of `abandoned`",
    ),
    Entry("loads_destroyed", "loads", "Lift loads destroyed.", "loads of `destroyed`"),
    Entry(
        "ended_as",
        "",
        "How its evacuation ended: finished (all troops, people and vehicles out that leave), "
        "cut off (the end came first) or stuck (nothing more could happen).",
        "`out`, value of `ended`",
    ),
)
