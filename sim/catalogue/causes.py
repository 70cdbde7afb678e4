"""Every cause of waiting, and of a road being shut.

The number of a cause is its code in tables, append-only within a RESULTS_VERSION.
"""

from enum import IntEnum

from sim.catalogue.entry import Entry


class Cause(IntEnum):
    """Why somebody waits, or a road is shut."""

    NONE = 0
    NOT_READY = 1
    PLANNED_LATER = 2
    PREREQUISITE = 3
    LOADING_POINT = 4
    LORRY = 5
    ROAD_QUEUE = 6
    BREAKDOWN = 7
    CLOSED = 8
    WEATHER = 9
    NIGHT = 10
    PAUSE = 11
    SUSPENSION = 12
    HALT = 13
    IDLE = 14
    AIRCRAFT = 15
    PARKING = 16

    @property
    def word(self) -> str:
        """The cause as it stands in tables: `road-queue`; empty for none."""
        return "" if self is Cause.NONE else self.name.lower().replace("_", "-")


CAUSES: dict[Cause, Entry] = {
    cause: Entry(name=cause.word, unit="", meaning=meaning)
    for cause, meaning in (
        (Cause.NOT_READY, "Not yet ready, not yet told, or still preparing."),
        (Cause.PLANNED_LATER, "Ready, but planned to leave later."),
        (Cause.PREREQUISITE, "Planned to leave, but something else must happen first."),
        (Cause.LOADING_POINT, "Waiting for a loading point."),
        (Cause.LORRY, "Waiting for vehicles of a pool, and while they load."),
        (Cause.ROAD_QUEUE, "In the queue at the entrance of a road."),
        (Cause.BREAKDOWN, "In that queue while a broken vehicle stops it."),
        (Cause.CLOSED, "A road is closed or not yet open to its class, or an airfield is shut."),
        (Cause.WEATHER, "A road or airfield is closed by weather."),
        (Cause.NIGHT, "A road is closed to its class at night."),
        (Cause.PAUSE, "Nobody sets out after a violation."),
        (Cause.SUSPENSION, "Its side has suspended the withdrawal."),
        (Cause.HALT, "A march unit rests."),
        (Cause.IDLE, "A pooled vehicle has nothing to carry."),
        (Cause.AIRCRAFT, "A sortie waits for an aircraft."),
        (Cause.PARKING, "An aircraft waits for a parking place."),
    )
}
