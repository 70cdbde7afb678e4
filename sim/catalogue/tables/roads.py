"""What each direction of each road carried, and who queued for it."""

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
        "The same in km, at the road's most likely jam density.",
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
)
