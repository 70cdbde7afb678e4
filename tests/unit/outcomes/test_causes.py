"""What held up those whom a clause concerns: their waits by cause."""

from typing import Any

from sim.catalogue import CAUSES, Cause, Kind
from sim.outcomes.measure import measure
from tests.builders import changed, minimal
from tests.logs import HOUR, Written
from tests.runs import run

UNIT, GROUP = "troops.battalion", "civilians.townspeople"


def seconds(log: Written, cause: Cause, clause: str = "handover") -> tuple[object, object]:
    """Seconds and person-seconds, in hours."""
    row = log.row("causes", clause=clause, cause=cause.word)
    values = row["seconds"], row["person_seconds"]
    assert all(isinstance(value, int) for value in values)
    return tuple(value / HOUR for value in values)  # type: ignore[operator, return-value]


def test_waits_of_all_convoys_and_households_add_up_by_cause():
    log = Written(minimal())
    log.wait(0, 2, UNIT, at="town", number=0, people=10, cause=Cause.NOT_READY)
    log.wait(0, 3, UNIT, at="town", number=1, people=10, cause=Cause.NOT_READY)
    log.wait(0, 5, GROUP, at="town", number=0, people=4, cause=Cause.NOT_READY)
    log.wait(5, 6, GROUP, at="road>border", number=0, people=4)
    assert seconds(log, Cause.NOT_READY) == (10, 70)
    assert seconds(log, Cause.ROAD_QUEUE) == (1, 4)
    assert seconds(log, Cause.NIGHT) == (0, 0)


def test_every_clause_that_concerns_somebody_has_every_cause():
    talks = {"party": "leaver", "must": "happen", "due": "2020-11-12 00:00", "duration_hours": 5}
    log = Written(changed(minimal(), {"agreement": {"clauses": {"talks": talks}}}))
    found = [(row["clause"], row["cause"]) for row in log.tables()["causes"]]
    assert found == [("handover", CAUSES[cause].name) for cause in CAUSES]


def test_what_a_mover_waits_for_once_it_is_out_holds_up_nothing():
    """It queues from 5 h to 9 h for the road beyond the exit, and its tail is out at 7 h."""
    log = Written(minimal()).wait(5, 9, UNIT, at="road>border", number=0, people=1)
    log.add(7, Kind.OUT, UNIT, at="border", number=0, people=1)
    log.wait(20, 21, UNIT, at="road>border", number=0, people=1)
    assert seconds(log, Cause.ROAD_QUEUE) == (2, 2)


def test_a_load_that_is_out_does_not_end_the_waits_of_its_household():
    log = Written(minimal()).wait(5, 9, GROUP, at="town", number=0, people=1, cause=Cause.LORRY)
    log.add(7, Kind.OUT, GROUP, at="border", number=0, loads=1)
    assert seconds(log, Cause.LORRY) == (4, 4)


def test_where_they_must_arrive_all_waits_until_then_count():
    arrive = {"agreement": {"clauses": {"handover": {"must": "arrive"}}}}
    log = Written(changed(minimal(), arrive)).wait(5, 9, UNIT, at="road>border", number=0)
    log.add(7, Kind.OUT, UNIT, at="border", number=0, people=1)
    log.add(8, Kind.ARRIVE, UNIT, at="border", number=0, people=1)
    assert seconds(log, Cause.ROAD_QUEUE) == (3, 0)


def test_a_wait_that_the_end_cuts_off_lasts_until_then():
    log = Written(minimal()).wait(500, None, UNIT, at="town", number=0, cause=Cause.PREREQUISITE)
    assert seconds(log, Cause.PREREQUISITE) == (4, 0)


def test_waits_of_those_whom_a_clause_does_not_concern_are_left_out():
    troops_only = {
        "agreement": {"clauses": {"handover": {"what": ["troops"]}}},
        "notices": {
            "order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}
        },
    }
    log = Written(changed(minimal(), troops_only)).wait(0, 9, GROUP, at="town", number=0)
    assert seconds(log, Cause.ROAD_QUEUE) == (0, 0)


def test_the_causes_of_a_convoy_and_its_driving_make_up_the_time_until_it_is_out():
    """One convoy of 20: ready after 6 h, loads 2 h; the tail enters 20 x 12 s after the head and
    drives 2 h. All the rest until it is out is told by causes: 6 h, and the second by which it
    follows the decision to go.
    """
    tree: dict[str, Any] = changed(
        minimal(),
        {
            "civilians": None,
            "agreement": {"clauses": {"handover": {"what": ["troops"]}}},
            "troops": {
                "battalion": {"vehicles": 20, "ready_after_hours": 6, "loading_hours": 2},
            },
        },
    )
    told = run(tree)
    rows = measure(told.log, told.roster, replication=0)["causes"]
    waited = sum(row["seconds"] for row in rows)  # type: ignore[misc]
    assert waited == 6 * HOUR + 1
    assert told.one(Kind.OUT).second == waited + 2 * HOUR + 20 * 12 + 2 * HOUR
