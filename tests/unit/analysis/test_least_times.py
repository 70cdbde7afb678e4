"""The least time of every clause: no run beats it, and what binds is named."""

import math

import pytest

from sim.analysis.least_times import MOST, least_times, least_times_of
from sim.catalogue import Kind
from sim.clock import HOUR
from sim.errors import ScenarioError
from tests.builders import text
from tests.runs import roster_of, run
from tests.verification.stage import Tree, battalion, people, stage

UNSURE = {"uniform": [1, 8]}


def withdrawal(**unit: object) -> Tree:
    return stage(
        agreement={"clauses": {"handover": {"due": "2020-11-14 00:00"}}},
        troops={"battalion": battalion(**{"loading_hours": UNSURE, "vehicles": 36} | unit)},
    )


def test_no_replication_is_fulfilled_sooner_than_its_own_least_time() -> None:
    tree = withdrawal(ready_after_hours=UNSURE)
    found = least_times(roster_of(tree), seed=1, replications=range(5)).clauses["handover"]
    for replication, least in enumerate(found.at_best.hours):
        fulfilled = run(tree, replication=replication).one(Kind.COMPLETED).second / HOUR
        assert found.soonest_hours <= least <= fulfilled


def test_the_least_time_is_spread_as_the_inputs_are() -> None:
    found = least_times(
        roster_of(withdrawal(ready_after_hours=UNSURE)), seed=1, replications=range(9)
    )
    assert len(set(found.clauses["handover"].at_best.hours)) == 9

    certain = least_times(
        roster_of(withdrawal(ready_after_hours=3, loading_hours=1)), seed=1, replications=range(9)
    )
    assert len(set(certain.clauses["handover"].at_best.hours)) == 1


def test_what_binds_is_named() -> None:
    found = least_times(roster_of(withdrawal()), seed=1, replications=range(3))
    least = found.clauses["handover"]
    assert least.at_best.kind == "headway"
    assert least.at_best.of == ("troops.battalion",)
    assert not least.has_plans
    assert least.roads is not None
    assert least.roads.of == ("roads.road",)
    assert least.loads is None


def test_a_unit_that_means_to_leave_late_has_a_plan_and_could_still_go_at_once() -> None:
    found = least_times(
        roster_of(withdrawal(departure="late", margin_share=0.1)), seed=1, replications=range(3)
    )
    least = found.clauses["handover"]
    assert least.has_plans
    assert least.as_planned.kind == "plan"
    assert max(least.at_best.hours) < min(least.as_planned.hours)


def test_what_cannot_be_before_the_end_is_infinite() -> None:
    found = least_times(roster_of(withdrawal(ready_after_hours=999)), seed=1, replications=[0])
    least = found.clauses["handover"]
    assert math.isinf(least.soonest_hours)
    assert math.isinf(least.at_best.hours[0])


def test_of_many_replications_the_first_are_looked_at() -> None:
    found = least_times_of(text(withdrawal()), name="case.yaml", seed=1, replications=9999)
    assert found.replications == tuple(range(MOST))


def test_loads_bind_where_a_pool_carries_them() -> None:
    tree = stage(
        civilians={
            "townspeople": people(100, loads_per_household=1, loads_by="lorries"),
        },
        vehicle_pools={
            "lorries": {
                "base": "border",
                "vehicles": 2,
                "loading_hours": 1,
                "unloading_hours": 1,
            }
        },
    )
    least = least_times(roster_of(tree), seed=1, replications=[0]).clauses["handover"]
    assert least.loads is not None
    assert least.loads.of == ("vehicle_pools.lorries",)
    # A hundred loads by two lorries: fifty rounds of loading, unloading and two drives of 2 h.
    assert least.loads.hours == (pytest.approx(50 * (1 + 1 + 2 * 2)),)


def test_a_text_that_is_no_scenario_is_refused() -> None:
    with pytest.raises(ScenarioError):
        least_times_of("title: nothing more", name="case.yaml", seed=1, replications=1)
