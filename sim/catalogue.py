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
    ENDED = 49

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
    AIRCRAFT = 15
    PARKING = 16

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
            Kind.ENDED,
            "",
            "The run ends; value: 1 where nothing more could happen, 0 where cut off, "
            "2 where the agreement collapsed.",
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

EVENTS: tuple[Entry, ...] = (
    Entry("second", "s", "Seconds from the start."),
    Entry("phase", "", "Which phase of the second: happenings, grants, decisions."),
    Entry("kind", "", "What happened."),
    Entry("subject", "", "To whom or what, as a dotted path."),
    Entry("number", "", "Which of its convoys, households, platoons, vehicles or requests."),
    Entry("at", "", "Where: a place, a direction of a road, or the kind of equipment."),
    Entry("people", "people", "People of the mover."),
    Entry("vehicles", "vehicles", "Vehicles of the mover."),
    Entry("loads", "loads", "Loads it carries."),
    Entry("value", "", "What the kind says."),
    Entry("cause", "", "Why somebody waits, or a road is shut."),
)
"""The columns of the event log."""

_REPLICATION = Entry("replication", "", "Number of the replication.", "which one was run")

OUTCOMES: dict[str, tuple[Entry, ...]] = {
    "runs": (
        _REPLICATION,
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
            "Whether every clause was fulfilled by its due as moved; "
            "empty where that is not known.",
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
        Entry(
            "first_breach_hours", "h", "Hours from start to the due it missed.", "clauses.due_hours"
        ),
        Entry("stayed_people", "people", "People who never leave.", "people of `stays`"),
        Entry(
            "delay_person_hours",
            "person-hours",
            "Time people of units and groups spent in queues of roads, in their own vehicles or "
            "in pooled ones, whatever stopped them.",
            "`wait-begin` to `wait-end` at roads, times people",
        ),
        Entry(
            "abandoned_loads", "loads", "Loads of households left behind.", "loads of `abandoned`"
        ),
        Entry("destroyed_loads", "loads", "Lift loads destroyed.", "loads of `destroyed`"),
        Entry("requests_number", "", "Requests for more time.", "`asked`"),
        Entry("granted_days", "days", "Days granted in all.", "value of `granted`"),
        Entry("violations_number", "", "Violations of the ceasefire.", "`violation`"),
        Entry(
            "collapsed_hours", "h", "Hours from start until the agreement collapsed.", "`collapsed`"
        ),
        Entry(
            "collapsed_area", "", "The area of the violation that ended it.", "place of `collapsed`"
        ),
        Entry("posts_manned_number", "", "Posts manned, temporary ones included.", "`manned`"),
    ),
    "clauses": (
        _REPLICATION,
        Entry("clause", "", "Name of the clause.", "subject"),
        Entry(
            "due_as_signed_hours",
            "h",
            "Hours from start to due as signed; empty where the event it counts from never came.",
            "value of `due-set`",
        ),
        Entry(
            "due_hours",
            "h",
            "Hours from start to due as moved last.",
            "value of the last `due-moved`, else of `due-set`",
        ),
        Entry(
            "completed_hours",
            "h",
            "Hours from start until it was fulfilled; empty where it was not.",
            "second of `completed`",
        ),
        Entry(
            "on_time",
            "",
            "Whether it was fulfilled by its due as moved, that second included; empty where it "
            "was not fulfilled by then and has not fallen due by the end.",
            "`completed` against due; not, if `due` came without it",
        ),
        Entry(
            "on_time_as_signed",
            "",
            "The same against its due as signed.",
            "`completed` against the value of `due-set`",
        ),
        Entry(
            "lateness_hours",
            "h",
            "Fulfilled so long after its due as moved; negative before it.",
            "completed less due",
        ),
        Entry(
            "lateness_as_signed_hours",
            "h",
            "The same against its due as signed.",
            "completed less due as signed",
        ),
        Entry(
            "ended_as",
            "",
            "How it ended: finished (fulfilled), cut off (the end came first) or stuck (nothing "
            "more could happen).",
            "`completed`, value of `ended`",
        ),
        Entry(
            "troops_inside_at_due_people",
            "people",
            "Troops it concerns still inside when due as moved was over; empty where it concerns "
            "none, or due lies beyond the end.",
            "`present` less `out` by then",
        ),
        Entry(
            "civilians_inside_at_due_people",
            "people",
            "Civilians it concerns still inside then, those who stay left out.",
            "`present` less `stays` and `out` by then",
        ),
        Entry(
            "troops_inside_at_due_as_signed_people",
            "people",
            "Troops inside at due as signed.",
            "`present` less `out` by then",
        ),
        Entry(
            "civilians_inside_at_due_as_signed_people",
            "people",
            "Civilians inside at due as signed.",
            "`present` less `stays` and `out` by then",
        ),
        Entry("requests_number", "", "Requests for more time.", "`asked`"),
        Entry(
            "first_asked_hours",
            "h",
            "Hours from start to the first request.",
            "second of the first `asked`",
        ),
        Entry(
            "asked_days",
            "days",
            "Days asked for in the first request.",
            "value of the first `asked`",
        ),
        Entry("granted_days", "days", "Days granted in all.", "value of `granted`"),
        Entry(
            "first_granted_hours",
            "h",
            "Hours from start to the first grant.",
            "second of the first `granted`",
        ),
        Entry(
            "public_hours",
            "h",
            "Hours from start until people first heard of an answer.",
            "second of the first `public`",
        ),
        Entry(
            "answer",
            "",
            "not asked, granted (at least once), or what became of the last request: refused, "
            "lapsed or pending.",
            "`asked`, `granted`, `refused`, `lapsed`",
        ),
        Entry(
            "asked_not_needed",
            "",
            "It asked, and was fulfilled by due as signed all the same.",
            "`asked` and on_time_as_signed",
        ),
        Entry(
            "needed_not_asked",
            "",
            "It was not fulfilled by due as signed and never asked.",
            "no `asked` and not on_time_as_signed",
        ),
    ),
    "areas": (
        _REPLICATION,
        Entry("area", "", "Name of the area.", "where units and groups are based"),
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
            "Hours until the last of its people who leave was out; empty likewise.",
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
            "gap_hours",
            "h",
            "Nobody in charge: from the last troops out until the first column in, cut off at the "
            "end of the scenario; empty where there were no troops or no army is to come.",
            "last `out` of troops to first `entered`",
        ),
        Entry(
            "overlap_hours",
            "h",
            "A column inside while troops were inside, cut off and empty likewise.",
            "first `entered` to last `out` of troops",
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
    ),
    "roads": (
        _REPLICATION,
        Entry("road", "", "Name of the road.", "at"),
        Entry("toward", "", "The place the direction leads to.", "at"),
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
    ),
    "causes": (
        _REPLICATION,
        Entry("clause", "", "The clause whose units and groups waited.", "subject"),
        Entry("cause", "", "What they waited for; a row for each, zeros included.", "cause"),
        Entry(
            "seconds",
            "s",
            "Waits of their convoys and households added up, each until it was out (or arrived, "
            "where that is what must be); what they wait for in a pooled vehicle on the road is "
            "left out.",
            "`wait-begin` to `wait-end`, at most to `out`",
        ),
        Entry(
            "person_seconds",
            "person-s",
            "The same weighted by people.",
            "the same times people",
        ),
    ),
    "contingents": (
        _REPLICATION,
        Entry("contingent", "", "Name of the contingent.", "one row each"),
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
        Entry("excess_number", "", "The same in all.", "`excess`"),
        *(
            Entry(
                f"strength_{share}_hours",
                "h",
                f"Hours from start until {share} % of its people were in place.",
                "`in-place`",
            )
            for share in (50, 90, 100)
        ),
    ),
    "posts": (
        _REPLICATION,
        Entry("post", "", "Name of the post.", "one row each"),
        Entry("contingent", "", "Whose it is.", "the scenario"),
        Entry("is_temporary", "", "Whether it is counted apart.", "the scenario"),
        Entry(
            "begun_hours", "h", "Hours from start until those who man it set out.", "`post-begun`"
        ),
        Entry("manned_hours", "h", "Hours from start until it was manned.", "`manned`"),
    ),
    "breaches": (
        _REPLICATION,
        Entry("number", "", "Its place in the order of time.", "the order of the rows"),
        Entry("hours", "h", "Hours from start.", "second of the row"),
        Entry(
            "breach",
            "",
            "late (a clause fell due unfulfilled), violation, excess (of strength), or collapse.",
            "`due`, `violation`, `excess`, `collapsed`",
        ),
        Entry("where", "", "The clause, the area, or the kind of equipment.", "place of the row"),
    ),
}
"""Outcome tables: one row a replication and thing, columns in this order."""

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
