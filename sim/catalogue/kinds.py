"""Every kind of event: what a row of the log tells.

The order of the kinds is the order in which rows of one second and phase stand in the log. It is
append-only within a RESULTS_VERSION.
"""

from enum import IntEnum

from sim.catalogue.entry import Entry


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
    WEATHER = 35
    VIOLATION = 36
    COLLAPSED = 37
    SUSPENDED = 38
    RESUMED = 39
    TAKE_OFF = 40
    LANDED = 41
    EQUIPMENT_LANDED = 42
    EXCESS = 43
    IN_PLACE = 44
    POST_BEGUN = 45
    MANNED = 46
    CLEARING = 47
    CLEARED = 48
    OPENED_TO = 49
    ENDED = 50

    @property
    def word(self) -> str:
        """The kind as it stands in tables: `wait-begin`."""
        return self.name.lower().replace("_", "-")


KINDS: dict[Kind, Entry] = {
    kind: Entry(name=kind.word, unit=unit, meaning=meaning)
    for kind, unit, meaning in (
        (Kind.PRESENT, "", "Somebody is present when the run begins: people, vehicles and loads."),
        (Kind.STAYS, "", "People of a group who will never leave."),
        (Kind.DUE_SET, "s", "A clause's due instant is known; value: the due instant."),
        (Kind.NOTICE, "", "A notice is given to a group."),
        (
            Kind.CLOSED,
            "",
            "A road stops granting entry; value: to whom, a bit a class from car on.",
        ),
        (Kind.OPENED, "", "It grants entry to them again; value: as when it closed."),
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
        (Kind.COMPLETED, "", "A clause's measure is reached; value: how much it asks for."),
        (Kind.RELAYED, "days", "A request for more time reaches the answering side."),
        (Kind.GRANTED, "days", "A request is granted; value: days granted."),
        (Kind.REFUSED, "days", "A request is refused; value: days asked for."),
        (Kind.PUBLIC, "s", "The answer is publicly known; value: due as people now know it."),
        (Kind.DUE_MOVED, "s", "A clause's due instant moves; value: the new one."),
        (Kind.ASKED, "days", "A party asks for more time; value: days."),
        (Kind.LAPSED, "", "A request still open at due comes to nothing."),
        (Kind.DUE, "s", "A clause falls due; value: the due instant."),
        (Kind.ENTERED, "", "The first column of a receiving army crosses into the area."),
        (Kind.REACHED, "", "A column reaches a place."),
        (Kind.WEATHER, "", "A zone's weather turns; value: 0 fair, 1 slow, 2 closed."),
        (Kind.VIOLATION, "", "Fire or a clash in an area."),
        (Kind.COLLAPSED, "", "A violation ends the agreement, and the run."),
        (Kind.SUSPENDED, "s", "A side stops its withdrawal; value: for how long."),
        (Kind.RESUMED, "", "It takes it up again."),
        (Kind.TAKE_OFF, "", "A sortie takes off with people and vehicles."),
        (Kind.LANDED, "", "It is on the ground at the airfield."),
        (Kind.EQUIPMENT_LANDED, "", "Equipment on board; value: how many; place: kind."),
        (Kind.EXCESS, "", "Strength landed exceeds what was authorised; value: by how much."),
        (Kind.IN_PLACE, "", "Peacekeepers and their vehicles are where they are needed."),
        (Kind.POST_BEGUN, "", "People and vehicles set out for a post, or are dropped there."),
        (Kind.MANNED, "", "A post is set up and manned."),
        (Kind.CLEARING, "", "A team begins to clear a road."),
        (Kind.CLEARED, "", "A road is cleared."),
        (
            Kind.OPENED_TO,
            "",
            "A road that was not yet open to a class is open to it from now on; value: the bit of "
            "the class, as when it closed.",
        ),
        (
            Kind.ENDED,
            "",
            "The run ends; value: 1 where nothing more could happen, 0 where cut off, "
            "2 where the agreement collapsed.",
        ),
    )
}
