"""What holds of every run: it ends, it repeats itself, and what is elsewhere or later is no matter.

Whole scenarios are made up by `tests/strategies.py`.
"""

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.catalogue import Kind
from sim.engines.reference import Run
from sim.events.log import Row
from sim.processes.instant import Instant
from sim.randomness.draws import Draws, draw
from tests.builders import minimal
from tests.engines.crowded import CROWDED
from tests.engines.shuffled import Shuffled, digests
from tests.runs import roster_of, run
from tests.strategies import Tree, hour, scenarios

ROOT = Path(__file__).parents[2]


@given(scenarios())
def test_every_run_ends_with_one_row_that_says_so_and_nothing_after_it(tree: Tree) -> None:
    told = run(tree)
    rows = list(told.log.rows())
    assert [row.kind for row in rows].count(Kind.ENDED) == 1
    assert rows[-1].kind is Kind.ENDED
    assert rows[0].second >= 0
    assert rows[-1].second <= told.roster.end
    assert rows == sorted(rows, key=lambda row: (row.second, row.phase, row.kind, row.subject))


@given(scenarios(), st.integers(0, 2**32), st.integers(0, 2**31))
def test_no_order_of_the_programs_statements_decides_anything(
    tree: Tree, seed: int, replication: int
) -> None:
    assert len(digests(roster_of(tree), seed=seed, replication=replication, number=2)) == 1


@given(st.lists(scenarios(), min_size=2, max_size=3), st.integers(0, 3))
def test_a_run_is_the_same_alone_and_between_others(trees: list[Tree], replication: int) -> None:
    alone = [run(tree, replication=replication).log.digest() for tree in trees]
    rosters = [roster_of(tree) for tree in trees]
    for roster in rosters:
        run(roster, replication=replication + 1)
    together = [run(roster, replication=replication).log.digest() for roster in reversed(rosters)]
    assert alone == together[::-1]


OTHER_PROCESS = """
import json, sys
from tests.runs import run
print(json.dumps([run(tree).log.digest() for tree in json.load(sys.stdin)]))
"""


def in_another_process(trees: list[Tree]) -> list[str]:
    """The digests of the runs in a fresh process that hashes words in its own way."""
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS],
        input=json.dumps(trees),
        env=os.environ | {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


@settings(max_examples=3)
@given(st.lists(scenarios(), min_size=8, max_size=8))
def test_a_run_is_the_same_in_a_fresh_process(trees: list[Tree]) -> None:
    assert in_another_process(trees) == [run(tree).log.digest() for tree in trees]


def test_crowded_runs_are_the_same_in_a_fresh_process() -> None:
    trees = [minimal(), *(make() for make in CROWDED.values())]
    assert in_another_process(trees) == [run(tree).log.digest() for tree in trees]


# --- elsewhere -----------------------------------------------------------------------------------

ISLAND: Tree = {
    "parties": {"islanders": {"name": "Islanders", "roles": ["withdrawing"]}},
    "places": {"bay": {"name": "Bay", "loading_points": 1}, "airfield": {"name": "Airfield"}},
    "roads": {
        "airfield-road": {
            "from": "bay",
            "to": "airfield",
            "length_km": 10,
            "car_speed_kmh": 60,
            "convoy_speed_kmh": 30,
            "saturation_vehicles_per_hour": {"pert": [20, 60, 700]},
            "breakdown_probability": 0.1,
        }
    },
    "areas": {"atoll": {"name": "Atoll", "places": ["bay"], "exits": ["airfield"]}},
    "troops": {
        "coast-guard": {
            "party": "islanders",
            "place": "bay",
            "personnel": 20,
            "vehicles": 7,
            "loading_hours": {"uniform": [0.5, 2]},
        }
    },
    "civilians": {
        "fishers": {
            "party": "islanders",
            "place": "bay",
            "people": {"uniform": [10, 20]},
            "household_people": 2,
            "loads_per_household": 1,
            "loads_by": "carts",
        }
    },
    "vehicle_pools": {
        "carts": {"base": "airfield", "vehicles": 2, "loading_hours": 1, "unloading_hours": 1}
    },
    "flows": {"visitors": {"from": "airfield", "to": "bay", "vehicles_per_day": 48}},
}
"""An area with people, lorries and traffic of its own that no road joins to the others."""


def with_island(tree: Tree) -> Tree:
    """The same scenario, and an island far away."""
    made = deepcopy(tree)
    for collection, blocks in ISLAND.items():
        made[collection] = {**blocks, **made[collection]}
    made["agreement"]["clauses"]["atoll-handover"] = {
        "party": "islanders",
        "who": {"area": "atoll"},
        "what": ["troops", "civilians"],
        "due": hour(36),
    }
    return made


def of_others(rows: list[Row]) -> list[Row]:
    """The rows that do not tell of the island or of the end."""
    names = [name for blocks in ISLAND.values() for name in (*blocks, "atoll-handover")]
    return [
        row
        for row in rows
        if row.kind is not Kind.ENDED and not any(name in row.subject for name in names)
    ]


def is_part(less: Draws, more: Draws) -> bool:
    """Whether all that was drawn there was drawn here, and came out the same."""
    by_path = ("values", "groups", "units", "flows", "breakdowns", "requests", "patience")
    return (less.weather, less.violations) == (more.weather, more.violations) and all(
        getattr(more, name)[path] == value
        for name in (*by_path, "contingents", "suspensions")
        for path, value in getattr(less, name).items()
    )


@given(scenarios(), st.integers(0, 100))
def test_an_island_elsewhere_changes_no_draw_and_no_row(tree: Tree, replication: int) -> None:
    near, far = roster_of(tree), roster_of(with_island(tree))
    drawn = [draw(roster, seed=1, replication=replication) for roster in (near, far)]
    assert is_part(*drawn)
    told, more = (run(roster, replication=replication) for roster in (near, far))
    assert of_others(list(more.log.rows())) == of_others(list(told.log.rows()))
    assert len(more.log) > len(told.log)


# --- later ---------------------------------------------------------------------------------------


@given(scenarios())
def test_what_is_to_come_does_not_change_what_has_happened(tree: Tree) -> None:
    longer = deepcopy(tree)
    longer["end"] = hour(96)
    told, more = run(tree), run(longer)
    end = told.roster.end
    # Nights go on as long as the run does, and nobody looks at the sky in its last second, in
    # which no wait has lasted for any time that could be told.
    last = (Kind.CLOSED, Kind.OPENED, Kind.WEATHER, Kind.WAIT_BEGIN, Kind.WAIT_END)
    before, after = (
        [
            row
            for row in found.log.rows()
            if row.kind is not Kind.ENDED
            and (row.second < end or (row.second == end and row.kind not in last))
        ]
        for found in (told, more)
    )
    assert before == after


@given(scenarios(), st.sampled_from((512, 1024)))
def test_more_breakdowns_drawn_are_the_same_run(tree: Tree, breakdowns: int) -> None:
    roster = roster_of(tree)
    drawn = draw(roster, seed=1, replication=0, breakdowns=breakdowns)
    assert Run(roster, drawn, Instant()).log().digest() == run(roster).log.digest()


def test_a_shuffled_run_is_another_order_of_the_same_events() -> None:
    """The positive control of the shuffles themselves stands in tests/engines."""
    first, second = Shuffled(1), Shuffled(2)
    order: dict[Shuffled, list[int]] = {first: [], second: []}
    for instant, found in order.items():
        for number in range(10):
            instant.at(5, lambda number=number, found=found: found.append(number))
        instant.run_to(5)
    assert sorted(order[first]) == sorted(order[second]) == list(range(10))
    assert order[first] != order[second]


@pytest.mark.parametrize("replication", [0, 1])
def test_another_replication_is_another_run(replication: int) -> None:
    tree = with_island({**minimal(), "vehicle_pools": {}, "flows": {}})
    tree["start"], tree["end"] = "2021-03-27 00:00", "2021-03-30 00:00"
    tree["agreement"]["signed"] = "2021-03-27 00:00"
    tree["agreement"]["clauses"]["handover"]["due"] = "2021-03-28 00:00"
    runs = [run(tree, seed=seed, replication=replication).log.digest() for seed in (1, 2)]
    assert len(set(runs)) == 2
    assert run(tree, seed=1, replication=replication + 1).log.digest() not in runs
