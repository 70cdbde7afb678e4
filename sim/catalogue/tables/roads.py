"""What each direction of each road carried, and who queued for it."""

from sim.catalogue.causes import CAUSES, Cause
from sim.catalogue.entry import Entry
from sim.catalogue.tables.shared import REPLICATION

ROADS: tuple[Entry, ...] = (
    REPLICATION,
    Entry("road", "", "Name of the road.", "at", is_key=True),
    Entry("toward", "", "The place the direction leads to.", "at", is_key=True),
    Entry("vehicles", "vehicles", "Vehicles let in.", "vehicles of `enter`"),
    Entry(
        "longest_queue_vehicles",
        "vehicles",
        "The longest queue at its entrance, of all who wait there for whatever cause.",
        "`wait-begin` less `wait-end` at the road, each second settled",
    ),
    Entry(
        "longest_queue_km",
        "km",
        "Length of the longest queue at its entrance, at the road's most likely jam density.",
        "longest_queue_vehicles by jam_density_vehicles_per_km",
    ),
    Entry(
        "longest_queue_at_hours",
        "h",
        "Hours from start until the queue was first so long; empty where none stood.",
        "the same waits",
    ),
    Entry("queue_hours", "h", "How long there was a queue.", "the same waits"),
    Entry(
        "longest_jam_hours",
        "h",
        "The longest time for which the queue held at least 100 vehicles.",
        "the same waits",
    ),
    Entry(
        "longest_jam_from_hours",
        "h",
        "Hours from start to the beginning of that; empty where it never did.",
        "the same waits",
    ),
    Entry(
        "jam_vehicles_per_hour",
        "vehicles/h",
        "Vehicles let in per hour over that time; empty where it never did.",
        "vehicles of `enter` within it",
    ),
    Entry(
        "longest_wait_hours",
        "h",
        "The longest single wait at its entrance, whatever its causes in turn.",
        "adjoining waits of one mover",
    ),
    Entry(
        "delay_vehicle_hours",
        "vehicle-hours",
        "All waits at its entrance, by vehicles.",
        "`wait-begin` to `wait-end` at the road, times vehicles",
    ),
    *(
        Entry(
            f"delay_{cause.name.lower()}_vehicle_hours",
            "vehicle-hours",
            f"Of these, by cause: {CAUSES[cause].meaning[:1].lower()}{CAUSES[cause].meaning[1:]}",
            "those of one cause",
        )
        for cause in (
            Cause.ROAD_QUEUE,
            Cause.BREAKDOWN,
            Cause.CLOSED,
            Cause.WEATHER,
            Cause.NIGHT,
            Cause.PAUSE,
        )
    ),
    Entry(
        "breakdowns_number",
        "",
        "Times a broken vehicle stopped the direction; several of one mover are one.",
        "`breakdown-begin`",
    ),
    Entry(
        "breakdown_hours",
        "h",
        "How long they stopped it, cut off at the end.",
        "value of `breakdown-begin`",
    ),
    Entry(
        "cleared_hours",
        "h",
        "Hours from start until a team had cleared it; empty where none did.",
        "second of `cleared`",
    ),
    *(
        Entry(
            f"opened_to_{name}_hours",
            "h",
            f"Hours from start until it was open to {called}: 0 where nothing keeps them from it, "
            "empty where it did not open to them.",
            "second of `opened-to`",
        )
        for name, called in (
            ("car", "cars"),
            ("lorry", "lorries"),
            ("bus", "buses"),
            ("troops", "troops"),
            ("peacekeepers", "peacekeepers"),
            ("receiving", "the receiving army"),
        )
    ),
    Entry(
        "covered_from_hours",
        "h",
        "Hours from start until the first post that covers it was manned; empty where none was.",
        "second of the first `manned` of its posts",
    ),
)
