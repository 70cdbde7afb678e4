"""Every kind of event, cause of waiting, outcome and series: its name, its unit, one sentence.

The order of the kinds is the order in which rows of one second and phase stand in the log; the
order of the causes is their code. Both are append-only within a RESULTS_VERSION.
"""

from dataclasses import dataclass
from enum import IntEnum


class Phase(IntEnum):
    """The three phases of a second; also SimPy's priorities."""

    HAPPENINGS = 1
    GRANTS = 2
    DECISIONS = 3


class Kind(IntEnum):
    """What an event row tells; the number is its rank within a second and phase."""

    PRESENT = 0
    STAYS = 1
    DUE_SET = 2
    NOTICE = 3
    CLOSED = 4
    OPENED = 5
    BREAKDOWN_BEGIN = 6
    BREAKDOWN_END = 7
    TURN = 8
    WAIT_END = 9
    READY = 10
    BEGIN = 11
    LOAD_END = 12
    UNLOAD_END = 13
    OUT = 14
    EQUIPMENT_OUT = 15
    ARRIVE = 16
    ABANDONED = 17
    DESTROYED = 18
    DEPART = 19
    LOAD_BEGIN = 20
    UNLOAD_BEGIN = 21
    ENTER = 22
    WAIT_BEGIN = 23
    COMPLETED = 24
    RELAYED = 25
    GRANTED = 26
    REFUSED = 27
    DUE_MOVED = 28
    PUBLIC = 29
    ASKED = 30
    LAPSED = 31
    DUE = 32
    ENTERED = 33
    REACHED = 34
    ENDED = 35

    @property
    def word(self) -> str:
        """The kind as it stands in tables: `wait-begin`."""
        return self.name.lower().replace("_", "-")


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

    @property
    def word(self) -> str:
        """The cause as it stands in tables: `road-queue`; empty for none."""
        return "" if self is Cause.NONE else self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the program tells: its name, unit, meaning, and how it follows from the log."""

    name: str
    unit: str
    meaning: str
    follows: str = ""


KINDS: dict[Kind, Entry] = {
    kind: Entry(name=kind.word, unit=unit, meaning=meaning)
    for kind, unit, meaning in (
        (Kind.PRESENT, "", "Somebody is present when the run begins: people, vehicles and loads."),
        (Kind.STAYS, "", "People of a group who will never leave."),
        (Kind.DUE_SET, "s", "A clause's due instant is known; value: the due instant."),
        (Kind.NOTICE, "", "A notice is given to a group."),
        (Kind.CLOSED, "", "A road stops granting entry, to the classes bound by the cause."),
        (Kind.OPENED, "", "A road grants entry again."),
        (Kind.BREAKDOWN_BEGIN, "s", "A broken vehicle stops a direction; value: for how long."),
        (Kind.BREAKDOWN_END, "", "The direction is free of the broken vehicle."),
        (Kind.TURN, "s", "A one-lane stretch changes direction; value: how long clearing takes."),
        (Kind.WAIT_END, "", "A mover stops waiting for the cause named."),
        (Kind.READY, "", "A troop unit is ready to send its first convoy."),
        (Kind.BEGIN, "", "A household begins to load."),
        (Kind.LOAD_END, "", "Loading is done."),
        (Kind.UNLOAD_END, "", "Unloading is done."),
        (Kind.OUT, "", "A mover's tail has passed the exit of its area."),
        (Kind.EQUIPMENT_OUT, "", "Equipment left with the convoy; value: how many; place: kind."),
        (Kind.ARRIVE, "", "A mover's tail is at its destination."),
        (Kind.ABANDONED, "", "Loads of a household are left behind."),
        (Kind.DESTROYED, "", "Lift loads of a unit are destroyed."),
        (Kind.DEPART, "", "A mover sets out from a place."),
        (Kind.LOAD_BEGIN, "", "Loading begins; from here on a convoy or load counts as gone."),
        (Kind.UNLOAD_BEGIN, "", "Unloading begins."),
        (Kind.ENTER, "s", "A mover is let into a road; value: second its entrance is free again."),
        (Kind.WAIT_BEGIN, "", "A mover starts waiting for the cause named."),
        (Kind.COMPLETED, "", "A clause's measure is reached."),
        (Kind.RELAYED, "days", "A request for more time reaches the answering side."),
        (Kind.GRANTED, "days", "A request is granted; value: days granted."),
        (Kind.REFUSED, "days", "A request is refused; value: days asked for."),
        (Kind.PUBLIC, "s", "The answer is publicly known; value: due as people now know it."),
        (Kind.DUE_MOVED, "s", "A clause's due instant moves; value: the new one."),
        (Kind.ASKED, "days", "A party asks for more time; value: days."),
        (Kind.LAPSED, "days", "A request still open at due comes to nothing."),
        (Kind.DUE, "s", "A clause falls due; value: the due instant."),
        (Kind.ENTERED, "", "The first column of a receiving army crosses into the area."),
        (Kind.REACHED, "", "A column reaches a place."),
        (
            Kind.ENDED,
            "",
            "The run ends; value: 1 where nothing more could happen, 0 where cut off.",
        ),
    )
}

CAUSES: dict[Cause, Entry] = {
    cause: Entry(name=cause.word, unit="", meaning=meaning)
    for cause, meaning in (
        (Cause.NOT_READY, "Not yet ready, not yet told, or still preparing."),
        (Cause.PLANNED_LATER, "Ready, but planned to leave later."),
        (Cause.PREREQUISITE, "Planned to leave, but something else must happen first."),
        (Cause.LOADING_POINT, "Waiting for a loading point."),
        (Cause.LORRY, "Waiting for a vehicle of a pool."),
        (Cause.ROAD_QUEUE, "In the queue at the entrance of a road."),
        (Cause.BREAKDOWN, "In that queue while a broken vehicle stops it."),
        (Cause.CLOSED, "A road is closed or not yet open to its class."),
        (Cause.WEATHER, "A road is closed by weather."),
        (Cause.NIGHT, "A road is closed to its class at night."),
        (Cause.PAUSE, "Nobody sets out after a violation."),
        (Cause.SUSPENSION, "Its side has suspended the withdrawal."),
        (Cause.HALT, "A march unit rests."),
        (Cause.IDLE, "A pooled vehicle has nothing to carry."),
    )
}
