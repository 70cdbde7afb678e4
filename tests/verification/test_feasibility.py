"""What no run can beat: whatever happens in a run happens no sooner than its bound."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.catalogue import Kind
from sim.engines.reference import Run
from sim.feasibility import (
    Drawn,
    Earliest,
    Likely,
    Limits,
    Ranges,
    Typical,
    Verdict,
    least_landing,
    limits,
    verdicts,
)
from sim.processes.instant import Instant
from sim.processes.world import event_paths
from sim.randomness.draws import draw
from tests.builders import changed
from tests.runs import DAY, HOUR, MINUTE, Told, roster_of, run
from tests.strategies import scenarios
from tests.theatres import theatres
from tests.verification.mission import FORCE, landings, mission, plane, post
from tests.verification.stage import battalion, people, stage

Tree = dict[str, Any]
SOME = settings.default.max_examples * 2 // 3 if settings.default else 40
"""Each of these examples is a whole run, and a whole scenario read."""

# --- no run beats it ---------------------------------------------------------------------------


def too_late(tree: Tree, replication: int) -> list[str]:
    """Events, and last landings, whose bounds say that they could not have come as soon."""
    roster = roster_of(tree)
    draws = draw(roster, seed=1, replication=replication, breakdowns=8192)
    played = Run(roster, draws, Instant())
    told = Told(roster, played.log())
    happened = {
        name: signal.second
        for name, signal in played.world.signals.items()
        if signal.second is not None
    }
    found = []
    for numbers in (Drawn(roster, draws.values), Ranges(roster)):
        earliest = Earliest(roster, numbers)
        bounds = {name: earliest.event(name).second for name in happened}
        found += [name for name, second in happened.items() if second < bounds[name]]
        for name in roster.scenario.contingents:
            path = f"contingents.{name}"
            last = max(told.seconds(Kind.LANDED, subject=path), default=0)
            bound = least_landing(roster, name, numbers).second
            if f"{path}.landed" in happened and last < bound:
                found.append(f"{path}: {last} < {bound}")
    return found


@settings(max_examples=SOME)
@given(theatres(), st.integers(0, 1000))
def test_no_run_with_peacekeepers_beats_the_bounds(tree: Tree, replication: int) -> None:
    """Neither those of its own draws nor those of all ranges."""
    assert too_late(tree, replication) == []


@settings(max_examples=SOME)
@given(scenarios(), st.integers(0, 1000))
def test_no_run_of_a_made_up_scenario_beats_the_bounds(tree: Tree, replication: int) -> None:
    assert too_late(tree, replication) == []


@settings(max_examples=SOME // 2)
@given(theatres())
def test_what_the_ranges_allow_is_no_later_than_what_was_drawn_allows(tree: Tree) -> None:
    roster = roster_of(tree)
    ranges = Earliest(roster, Ranges(roster))
    drawn = Earliest(roster, Drawn(roster, draw(roster, seed=1, replication=0).values))
    for name in event_paths(roster.scenario):
        assert ranges.event(name).second <= drawn.event(name).second


# --- clauses -----------------------------------------------------------------------------------


def said_of(tree: Tree, clause: str = "handover") -> Verdict:
    """What is said of one clause."""
    (found,) = [verdict for verdict in verdicts(roster_of(tree)) if verdict.clause == clause]
    return found


def district(due: str, *, unit: Tree | None = None, road: Tree | None = None) -> Tree:
    """A battalion of two convoys of twelve, two hours from the border."""
    return stage(
        agreement={"clauses": {"handover": {"due": due}}},
        troops={"battalion": battalion(vehicles=24) | (unit or {})},
        roads={"road": road or {}},
    )


@pytest.mark.parametrize(("due", "is_feasible"), [("03:29", False), ("03:30", True)])
def test_a_due_before_the_last_convoy_can_be_out_cannot_be_met(due: str, is_feasible: bool) -> None:
    """A headway of 30 min, an hour of loading, two hours of driving: not before 03:30."""
    said = said_of(district(f"2020-11-10 {due}"))
    assert said.bound.second == 3 * HOUR + 30 * MINUTE
    assert said.bound.because == "troops.battalion sends its convoys a headway apart"
    assert said.is_feasible is is_feasible


def test_the_run_itself_is_later_by_what_the_bound_leaves_out() -> None:
    """A second from readiness to loading does not count, nor the pass of twelve at 12 s each."""
    tree = district("2020-11-11 00:00")
    out = run(tree).seconds(Kind.OUT, subject="troops.battalion")
    assert out[-1] == said_of(tree).bound.second + 12 * 12


def test_loading_points_serve_one_after_another() -> None:
    """One point, five hours a convoy: 2 x 5 h and the drive."""
    tree = district("2020-11-11 00:00", unit={"loading_hours": 5})
    tree["places"]["town"]["loading_points"] = 1
    assert said_of(tree).bound.second == 12 * HOUR


def test_a_road_carries_no_more_than_it_can() -> None:
    """24 vehicles at two an hour: twelve hours from the first hour of loading, and the drive."""
    said = said_of(district("2020-11-10 12:00", road={"saturation_vehicles_per_hour": 2}))
    assert said.bound.second == (1 + 12 + 2) * HOUR
    assert said.bound.because == "road: at most 2 vehicles an hour together"
    assert not said.is_feasible


def test_cars_of_households_need_the_road_as_well() -> None:
    """A hundred cars at ten an hour, and an hour of driving."""
    tree = stage(
        agreement={"clauses": {"handover": {"due": "2020-11-10 10:59"}}},
        civilians={"townspeople": people(100)},
        roads={"road": {"saturation_vehicles_per_hour": 10}},
    )
    said = said_of(tree)
    assert said.bound.second == 11 * HOUR
    assert not said.is_feasible


def test_all_roads_into_the_exits_share_the_work() -> None:
    """By a way round over the west as well: 24 vehicles at 2 + 4 an hour, and the quicker drive."""
    tree = district("2020-11-20 00:00", road={"saturation_vehicles_per_hour": 2})
    for name, ends in (("back", ("town", "west")), ("round", ("west", "border"))):
        road = tree["roads"]["road"] | {"saturation_vehicles_per_hour": 4}
        tree["roads"][name] = road | {"from": ends[0], "to": ends[1], "length_km": 30}
    said = said_of(tree)
    assert said.bound.because == "road, round: at most 6 vehicles an hour together"
    assert said.bound.second == (1 + 4 + 1) * HOUR


def test_the_best_end_of_every_range_counts() -> None:
    """Ready within 10 to 30 h, 60 to 90 km at 20 to 40 km/h: 10 h + 1 h + 1 h 30 min.

    Twelve vehicles 100 m apart at 40 km/h enter in 12 x 9 s.
    """
    tree = district(
        "2020-11-20 00:00",
        unit={"ready_after_hours": {"pert": [10, 20, 30]}, "vehicles": 12},
        road={"length_km": {"uniform": [60, 90]}, "convoy_speed_kmh": {"pert": [20, 30, 40]}},
    )
    assert said_of(tree).bound.second == 12 * HOUR + 30 * MINUTE + 12 * 9


def test_a_unit_that_means_to_leave_at_due_is_late() -> None:
    """The last convoy is planned for due, and has an hour to load and two to drive."""
    said = said_of(district("2020-11-20 00:00", unit={"departure": "late"}))
    assert said.bound.second == 10 * DAY + 3 * HOUR
    assert said.bound.because == "troops.battalion means to leave no sooner"
    assert not said.is_feasible
    kept = said_of(district("2020-11-20 00:00", unit={"departure": "late", "margin_share": 0.1}))
    assert kept.bound.second == 9 * DAY + 3 * HOUR
    assert kept.is_feasible


def test_whoever_may_stay_or_does_not_count_holds_up_nothing() -> None:
    """Only the first half has to go, or all but who may stay."""
    half = {"agreement": {"clauses": {"handover": {"measure": {"share": 0.5}}}}}
    assert said_of(changed(district("2020-11-20 00:00"), half)).bound.second == 0
    stays = stage(civilians={"townspeople": {"stays_share": {"uniform": [0, 1]}}})
    assert said_of(stays).bound.second == 0


def test_a_clause_due_after_an_event_is_never_said_to_be_infeasible() -> None:
    tree = district("2020-11-20 00:00")
    due = {"event": "signed", "after_hours": 1}
    said = said_of(changed(tree, {"agreement": {"clauses": {"handover": {"due": due}}}}))
    assert said.due is None
    assert said.is_feasible


def test_needs_are_bounded_through_the_events_they_wait_for() -> None:
    """The battalion waits for relief: a flight of 3 h, 2 h on the ground, 3 h of driving, 1 h.

    It loads for an hour, enters in 12 x 12 s and drives two hours. The milestone waits for the road
    as well, which is cleared after 8 h + 20 km at 1 km an hour, and takes five hours.
    """
    milestone = {
        "party": "keeper",
        "must": "happen",
        "needs": ["clauses.handover.completed", "roads.ridge.cleared"],
        "duration_hours": {"uniform": [5, 9]},
        "due": "2020-11-11 08:00",
    }
    team = {
        "party": "keeper",
        "begins": "2020-11-10 08:00",
        "km_per_day": 24,
        "roads": ["ridge"],
    }
    tree = changed(
        mission(posts={"relief": post("outpost")}),
        {
            "troops": {"battalion": battalion(needs=["posts.relief.manned"])},
            "roads": {"ridge": {"mined_km": 20}},
            "clearing_teams": {"sappers": team},
            "agreement": {"clauses": {"centre": milestone}},
        },
    )
    assert said_of(tree).bound.second == (3 + 2 + 3 + 1 + 1 + 2) * HOUR + 12 * 12
    said = said_of(tree, "centre")
    assert said.bound.second == (8 + 20 + 5) * HOUR
    assert not said.is_feasible


def test_what_waits_for_a_road_to_open_is_bounded_by_when_it_can() -> None:
    """Cleared in a day from 08:00 on, open to cars two to five hours later, to lorries another.

    What waits for a class that nothing keeps out is not held up.
    """
    opening = {
        "car": {"event": "roads.ridge.cleared", "after_hours": {"uniform": [2, 5]}},
        "lorry": {"opens": {"event": "roads.ridge.opened-to-car", "after_hours": 1}},
    }
    happens = {"party": "keeper", "must": "happen", "duration_hours": 1, "due": "2020-11-20 00:00"}
    team = {"party": "keeper", "begins": "2020-11-10 08:00", "km_per_day": 20, "roads": ["ridge"]}
    tree = mission(
        roads={"ridge": {"mined_km": 20, "open_to": opening}},
        clearing_teams={"sappers": team},
        agreement={
            "clauses": {
                name: happens | {"needs": [f"roads.ridge.opened-to-{name}"]}
                for name in ("car", "lorry", "bus")
            }
        },
    )
    found = [said_of(tree, name).bound.second for name in ("car", "lorry", "bus")]
    assert found == [(32 + 2 + 1) * HOUR, (32 + 2 + 1 + 1) * HOUR, HOUR]


def test_the_estimate_is_never_sooner_than_the_bound() -> None:
    """A hundred households with a load each: twenty lorry trips for each of five lorries.

    Three hours of driving there and back, two of loading, one of unloading: 100 x 6 h / 5.
    """
    tree = stage(
        agreement={"clauses": {"handover": {"due": "2020-11-20 00:00"}}},
        civilians={"townspeople": people(100, loads_per_household=1, loads_by="lorries")},
        vehicle_pools={
            "lorries": {
                "base": "border",
                "vehicles": 5,
                "loading_hours": 2,
                "unloading_hours": 1,
            }
        },
    )
    said = said_of(tree)
    assert said.estimate.because == "the loads carried by vehicle_pools.lorries"
    assert said.estimate.second == 100 * (2 * 2 + 3) * HOUR // 5
    assert said.bound.second <= said.estimate.second


# --- the contingent ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("airlift", "because"),
    [
        ({}, "10 sorties at 24 a day"),
        ({"begins": "2020-11-10 07:00", "opens": "06:00", "shuts": "12:00"}, "10 sorties at 24"),
        ({"sorties_per_day": 2400, "parking_places": 1}, "10 sorties through 1 parking places"),
        ({"sorties_per_day": 2400, "aircraft": {"plane": plane(fleet=2)}}, "10 sorties by 2"),
    ],
)
def test_the_last_landing_is_as_soon_as_the_bound_where_one_thing_holds_it_up(
    airlift: Tree, because: str
) -> None:
    """Within the minute by which the first of so many a day takes off after the beginning."""
    tree = mission({"airlift": airlift})
    roster = roster_of(tree)
    bound = least_landing(roster, "force", Ranges(roster))
    last = max(landings(run(tree)))
    assert bound.because.startswith(because)
    assert bound.second <= last <= bound.second + MINUTE


def test_a_contingent_that_cannot_be_there_in_time() -> None:
    """Nobody from the first sortie can be in the camp before 3 h + 2 h + 2 h; due is a minute less.

    Landing is done at 12:30 at the soonest, so that is no sooner either.
    """
    clauses = {
        what: {
            "party": "keeper",
            "must": "happen",
            "needs": [f"contingents.force.{what}"],
            "due": due,
        }
        for what, due in (("deployed", "2020-11-10 06:59"), ("landed", "2020-11-10 12:29"))
    }
    tree = mission(agreement={"clauses": clauses})
    assert said_of(tree, "deployed").bound.second == 7 * HOUR
    assert said_of(tree, "landed").bound.second == 12 * HOUR + 30 * MINUTE
    assert not said_of(tree, "deployed").is_feasible
    assert not said_of(tree, "landed").is_feasible
    assert said_of(tree, "landed").bound.because == f"it waits for {FORCE}.landed"


# --- limit by limit ----------------------------------------------------------------------------


def limits_of(tree: Tree) -> Limits:
    """What holds the one clause up, by the best ends of all ranges."""
    roster = roster_of(tree)
    return limits(roster, "handover", hard=Ranges(roster), typical=Typical(roster, {}))


def test_what_a_unit_means_to_do_is_told_apart_from_what_it_could_do() -> None:
    """Due after 96 h with a margin of a tenth: it means to leave after 86.4 h; it could at once."""
    tree = district(
        "2020-11-14 00:00", unit={"departure": "late", "margin_share": 0.1, "headway_minutes": 30}
    )
    found = limits_of(tree)

    assert found.at_best.kind == "headway"
    assert found.at_best.second == 3 * HOUR + 30 * MINUTE
    assert found.as_planned.kind == "plan"
    assert found.as_planned.second > found.at_best.second
    assert found.as_planned.of == ("troops.battalion",)


def test_roads_and_loads_have_limits_of_their_own() -> None:
    """Twenty-four vehicles of the battalion and a household's car, six an hour."""
    tree = district("2020-11-14 00:00", road={"saturation_vehicles_per_hour": 6})
    found = limits_of(tree)

    assert found.roads.kind == "roads"
    assert found.roads.of == ("roads.road",)
    assert found.roads.second == 25 * HOUR // 6
    assert found.loads.kind == "nothing"


@settings(max_examples=SOME // 2)
@given(scenarios())
def test_plans_make_nothing_sooner(tree: Tree) -> None:
    roster = roster_of(tree)
    for clause in roster.scenario.agreement.clauses:
        found = limits(roster, clause, hard=Ranges(roster), typical=Typical(roster, {}))
        assert found.at_best.second <= found.as_planned.second


@settings(max_examples=SOME // 2)
@given(scenarios())
def test_without_draws_the_limits_are_those_of_the_estimate(tree: Tree) -> None:
    roster = roster_of(tree)
    for said in verdicts(roster):
        likely = Likely(roster)
        found = limits(roster, said.clause, hard=likely, typical=Typical(roster, {}))
        of_all = (found.as_planned, found.roads, found.loads)
        assert said.estimate.second == max(limit.second for limit in of_all)
