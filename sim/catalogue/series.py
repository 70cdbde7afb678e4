"""Every series: a value at each whole hour from the start."""

from sim.catalogue.entry import Entry

SERIES: tuple[Entry, ...] = (
    Entry(
        "areas.NAME.troops_inside_people",
        "people",
        "Troops inside an area.",
        "`present` less `out`",
    ),
    Entry(
        "areas.NAME.civilians_inside_people",
        "people",
        "Civilians inside an area, those who stay left out.",
        "`present` less `stays` and `out`",
    ),
    Entry("areas.NAME.out_people", "people", "Troops and civilians who have left it.", "`out`"),
    Entry(
        "areas.NAME.arrived_people",
        "people",
        "Those who have reached their destination.",
        "`arrive`",
    ),
    Entry(
        "areas.NAME.loads_inside",
        "loads",
        "Loads still inside, abandoned and destroyed ones left out.",
        "`present` less `out`, `abandoned`, `destroyed`",
    ),
    Entry(
        "roads.NAME>PLACE.queue_vehicles",
        "vehicles",
        "Vehicles queueing at the entrance of a direction of a road, whatever stops them.",
        "`wait-begin` less `wait-end` at the road",
    ),
    Entry(
        "clauses.NAME.extension_days",
        "days",
        "Days by which due has been moved so far.",
        "value of `due-moved` less that of `due-set`",
    ),
    Entry("contingents.NAME.sorties_number", "", "Sorties landed.", "`landed`"),
    Entry("contingents.NAME.landed_people", "people", "Peacekeepers landed.", "`landed`"),
    Entry(
        "contingents.NAME.landed_vehicles", "vehicles", "Vehicles and pieces landed.", "`landed`"
    ),
    Entry(
        "contingents.NAME.in_place_people",
        "people",
        "Peacekeepers at the end of their march or at posts on the way.",
        "`in-place`",
    ),
    Entry("contingents.NAME.in_place_vehicles", "vehicles", "Their vehicles there.", "`in-place`"),
    Entry("posts.manned_number", "", "Posts manned, temporary ones left out.", "`manned`"),
    Entry("posts.temporary_number", "", "Temporary posts manned.", "`manned`"),
    Entry(
        "flows.NAME.arrived_people",
        "people",
        "People of a flow who have arrived, such as returnees.",
        "`arrive`",
    ),
)
"""Series: values at every whole hour from the start, one column a thing."""
