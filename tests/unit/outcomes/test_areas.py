"""What came of an area: when it was left and entered, the gap, the overlap, the loads."""

from typing import Any

import pytest

from sim.catalogue import Kind
from sim.outcomes.measure import Row
from tests.builders import changed, minimal
from tests.logs import Written

UNIT, GROUP, ARMY = "troops.battalion", "civilians.townspeople", "receiving_armies.first"
END = 504
ARMIES = {
    name: {
        "party": "receiver",
        "area": "district",
        "clause": "handover",
        "entry": "gate",
        "columns": {"van": {"vehicles": 5, "reaches": ["town"], "advance_speed_kmh": 5}},
    }
    for name in ("first", "second")
}


def entered_area(**more: Any) -> dict[str, Any]:
    """The minimal scenario with two armies that are to enter, and lorries."""
    gate = {"from": "gate", "to": "town", "open_to": {"car": "never"}}
    found = changed(
        minimal(),
        {
            "places": {"gate": {"name": "Gate"}},
            "roads": {"door": {**minimal()["roads"]["road"], **gate}},
            "receiving_armies": ARMIES,
            "civilians": {"townspeople": {"loads_per_household": 1, "loads_by": "lorries"}},
            "vehicle_pools": {
                "lorries": {
                    "base": "border",
                    "vehicles": 3,
                    "loading_hours": 1,
                    "unloading_hours": 1,
                }
            },
        },
    )
    return changed(found, more)


def written(tree: dict[str, Any] | None = None) -> Written:
    """400 troops with 40 vehicles, 100 people with 25 and 30 loads."""
    log = Written(tree or entered_area())
    log.add(0, Kind.PRESENT, UNIT, at="town", people=400, vehicles=40)
    return log.add(0, Kind.PRESENT, GROUP, at="town", people=100, vehicles=25, loads=30)


def outcome(log: Written) -> Row:
    return log.row("areas", area="district")


def troops_out(log: Written, *convoys: tuple[float, int, int]) -> Written:
    """Convoys out: hour, people, vehicles."""
    for number, (hour, people, vehicles) in enumerate(convoys):
        log.add(hour, Kind.OUT, UNIT, at="border", number=number, people=people, vehicles=vehicles)
    return log


def entered(log: Written, hour: float, army: str = "first") -> Written:
    return log.add(hour, Kind.ENTERED, f"receiving_armies.{army}", at="gate")


def test_the_gap_is_from_the_last_troops_out_to_the_first_column_in():
    log = troops_out(written(), (10, 100, 10), (30, 300, 30))
    found = outcome(entered(entered(log, 45), 40, "second"))
    assert (found["troops_out_hours"], found["entered_hours"]) == (30, 40)
    assert (found["gap_hours"], found["overlap_hours"]) == (10, 0)


def test_a_gap_that_nobody_ends_is_cut_off_at_the_end():
    assert outcome(troops_out(written(), (30, 400, 40)))["gap_hours"] == END - 30


def test_a_run_that_finished_early_leaves_the_gap_open_to_the_end_all_the_same():
    assert outcome(troops_out(written(), (30, 400, 40)).end(50))["gap_hours"] == END - 30


def test_no_gap_while_troops_are_inside():
    """Neither a last convoy that is still there, nor a last vehicle."""
    for convoy in ((30, 399, 40), (30, 400, 39)):
        found = outcome(entered(troops_out(written(), convoy), 40))
        assert (found["troops_out_hours"], found["gap_hours"]) == (None, 0)


@pytest.mark.parametrize(
    "without",
    [
        {"receiving_armies": None},
        {"troops": None, "agreement": {"clauses": {"handover": {"what": ["civilians"]}}}},
    ],
)
def test_no_gap_and_no_overlap_where_no_troops_were_or_no_army_comes(without: dict[str, Any]):
    log = Written(entered_area(**without))
    log.add(0, Kind.PRESENT, GROUP, people=100)
    found = outcome(log)
    assert (found["gap_hours"], found["overlap_hours"]) == (None, None)


def test_a_unit_of_nobody_leaves_no_gap():
    log = Written(entered_area()).add(0, Kind.PRESENT, UNIT)
    assert outcome(log)["gap_hours"] is None


def test_columns_and_troops_overlap_until_the_last_troops_are_out():
    found = outcome(entered(troops_out(written(), (10, 100, 10), (30, 300, 30)), 25))
    assert (found["gap_hours"], found["overlap_hours"]) == (0, 5)
    assert found["troops_inside_at_entry_people"] == 300


def test_an_overlap_that_nobody_ends_is_cut_off_at_the_end():
    assert outcome(entered(written(), 500))["overlap_hours"] == END - 500


def test_no_overlap_before_anybody_enters():
    found = outcome(written())
    assert (found["overlap_hours"], found["entered_hours"]) == (0, None)
    assert found["troops_inside_at_entry_people"] is None


WATCHED = {
    "parties": {"keeper": {"name": "Keeper", "roles": ["peacekeeping"]}},
    "contingents": {
        "keepers": {
            "party": "keeper",
            "personnel": 10,
            "airlift": {
                "to": "border",
                "begins": "2020-11-10 02:00",
                "sorties": 1,
                "sorties_per_day": 5,
                "aircraft": {
                    "plane": {"share": 1, "fleet": 2, "flight_hours": 1, "ground_hours": 1}
                },
                "load_plan": {"all": {"from_sortie": 1, "personnel": 10, "vehicles": 0}},
            },
            "march": {"to": "town", "unit_personnel": 10, "longest_wait_hours": 1},
            "posts_begun_per_day": 9,
        }
    },
    "posts": {
        name: {
            "contingent": "keepers",
            "place": "town",
            "order": 1,
            "personnel": 1,
            "vehicles": 0,
            "set_up_hours": 1,
            "covers": {"areas": areas, "roads": [] if areas else ["road"]},
        }
        for name, areas in (("first", ["district"]), ("second", ["district"]), ("other", []))
    },
}


def manned(hour: float, post: str = "first") -> Written:
    """A district that is watched by a post from an hour on."""
    return written(entered_area(**WATCHED)).add(hour, Kind.MANNED, f"posts.{post}", at="town")


@pytest.mark.parametrize(("hour", "uncovered"), [(20, 0), (33, 3), (60, 10)])
def test_a_gap_is_watched_from_the_first_post_on_that_covers_the_area(hour: int, uncovered: int):
    """From 30 h to 40 h nobody is in charge; another post comes later than the first."""
    log = entered(troops_out(manned(hour), (30, 400, 40)), 40)
    found = outcome(log.add(hour + 1, Kind.MANNED, "posts.second", at="town"))
    assert (found["gap_hours"], found["gap_uncovered_hours"]) == (10, uncovered)
    assert found["covered_from_hours"] == hour


@pytest.mark.parametrize(("hour", "uncovered"), [(20, 0), (33, 8), (60, 15)])
def test_an_overlap_is_watched_likewise(hour: int, uncovered: int):
    """From 25 h to 40 h both sides are inside."""
    found = outcome(entered(troops_out(manned(hour), (40, 400, 40)), 25))
    assert (found["overlap_hours"], found["overlap_uncovered_hours"]) == (15, uncovered)


def test_a_post_that_covers_something_else_watches_nothing():
    found = outcome(entered(troops_out(manned(31, "other"), (30, 400, 40)), 40))
    assert (found["covered_from_hours"], found["gap_uncovered_hours"]) == (None, 10)


def test_a_road_is_watched_from_the_first_post_on_that_covers_it():
    log = manned(31, "other").add(12, Kind.MANNED, "posts.first", at="town")
    assert log.row("roads", road="road", toward="border")["covered_from_hours"] == 31
    assert log.row("roads", road="door", toward="town")["covered_from_hours"] is None


def test_who_is_out_in_the_second_of_the_entry_is_not_inside():
    log = entered(troops_out(written(), (40, 400, 40)), 40)
    assert outcome(log)["troops_inside_at_entry_people"] == 0


def test_those_who_stay_are_not_inside_at_the_entry():
    log = entered(written().add(0, Kind.STAYS, GROUP, people=7), 40)
    found = outcome(log)
    assert (found["civilians_inside_at_entry_people"], found["stayed_people"]) == (93, 7)


def test_people_are_out_when_the_last_who_leaves_is():
    log = written().add(0, Kind.STAYS, GROUP, people=4)
    log.add(20, Kind.OUT, GROUP, number=0, people=90, vehicles=20)
    assert outcome(log)["civilians_out_hours"] is None
    log.add(22, Kind.OUT, GROUP, number=1, people=6, vehicles=5)
    found = outcome(log)
    assert (found["civilians_out_hours"], found["last_out_hours"]) == (22, None)
    assert found["ended_as"] == "cut off"
    found = outcome(troops_out(log, (21, 400, 40)))
    assert (found["last_out_hours"], found["ended_as"]) == (22, "finished")


def test_a_load_that_is_out_last_makes_nobody_late():
    log = troops_out(written(), (21, 400, 40))
    log.add(22, Kind.OUT, GROUP, number=0, people=100, vehicles=25)
    log.add(40, Kind.OUT, GROUP, number=0, loads=1)
    found = outcome(log)
    assert (found["civilians_out_hours"], found["last_out_hours"]) == (22, 22)


def test_the_area_is_first_left_by_a_convoy_a_household_or_a_lorry_with_a_load():
    log = written().add(9, Kind.DEPART, UNIT, at="town", number=0, people=10, vehicles=2)
    assert outcome(log)["first_out_hours"] == 9
    lorry = "vehicle_pools.lorries"
    log.add(2, Kind.DEPART, lorry, at="border", number=0, vehicles=1)
    log.add(3, Kind.DEPART, lorry, at="town", number=1, vehicles=1)
    assert outcome(log)["first_out_hours"] == 9
    log.add(5, Kind.DEPART, lorry, at="town", number=0, vehicles=1, loads=1)
    assert outcome(log)["first_out_hours"] == 5


def test_loads_are_out_abandoned_or_destroyed():
    log = written().add(20, Kind.OUT, GROUP, number=0, loads=1)
    log.add(21, Kind.OUT, GROUP, number=0, loads=2)
    log.add(30, Kind.ABANDONED, GROUP, number=1, loads=4).add(31, Kind.DESTROYED, UNIT, loads=5)
    found = outcome(log)
    names = ("loads", "loads_out", "loads_abandoned", "loads_destroyed")
    assert [found[name] for name in names] == [30, 3, 4, 5]
    run = log.row("runs")
    assert (run["abandoned_loads"], run["destroyed_loads"]) == (4, 5)


def test_areas_are_kept_apart():
    """What leaves the north is nothing to the south."""
    from tests.builders import two_districts

    log = Written(two_districts())
    for side, people in (("north", 10), ("south", 20)):
        log.add(0, Kind.PRESENT, f"troops.{side}-battalion", people=people)
    log.add(5, Kind.OUT, "troops.north-battalion", number=0, people=10)
    assert log.row("areas", area="north")["troops_out_hours"] == 5
    assert log.row("areas", area="south")["troops_out_hours"] is None
