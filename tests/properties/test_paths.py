"""What must hold of every critical path holds of the cases, of crowded seconds and made-up ones."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sim.catalogue import CAUSES, STEPS, WORK, Cause, Kind
from sim.outcomes.paths import paths_of
from sim.outcomes.paths.segments import Segment
from sim.outcomes.reading import Reading
from sim.scenario.load import load_scenario
from sim.scenario.roster import make_roster
from tests.engines.crowded import CROWDED
from tests.runs import Told, run
from tests.strategies import Tree, scenarios

CASES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
WIDELY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
WAITS = {CAUSES[cause].name for cause in CAUSES}
Stretch = tuple[int, int]


def partition(told: Told) -> list[str]:
    """What a path says against this: it runs from the start to its end without gap or overlap."""
    reading = Reading(told.log, told.roster)
    completed = {row.subject: row.second for row in told.rows(Kind.COMPLETED)}
    wrong = []
    for clause, path in paths_of(reading).items():
        end = completed.get(f"clauses.{clause}", reading.ended)
        ends = [0, *(each.end for each in path)]
        begins = [*(each.begin for each in path), end]
        if ends != begins or any(each.begin >= each.end for each in path):
            wrong.append(f"{clause}: {ends} {begins}")
    return wrong


def stretches(told: Told) -> dict[tuple[str, int, str], list[Stretch]]:
    """When each mover waited, loaded and was on its way, by cause, as its rows tell."""
    found: dict[tuple[str, int, str], list[Stretch]] = {}
    waits = Reading(told.log, told.roster).waits
    subjects = told.log.subjects
    for row, end in zip(waits.rows.tolist(), waits.end.tolist(), strict=True):
        key = (subjects[row[3]], row[4], Cause(row[10]).word)
        found.setdefault(key, []).append((row[0], end))
    opened: dict[tuple[str, int, str], int] = {}
    pairs = {Kind.LOAD_BEGIN: "loading", Kind.DEPART: "driving"}
    ends = {Kind.LOAD_END: "loading", Kind.ARRIVE: "driving"}
    for at in told.rows(*pairs, *ends):
        # Goods arrive apart from those whose they are, by the vehicle of a pool.
        if at.kind is Kind.ARRIVE and at.loads and not at.subject.startswith("vehicle_pools."):
            continue
        if at.kind in pairs:
            opened[at.subject, at.number, pairs[at.kind]] = at.second
        elif (key := (at.subject, at.number, ends[at.kind])) in opened:
            found.setdefault(key, []).append((opened.pop(key), at.second))
    for key, second in opened.items():
        found.setdefault(key, []).append((second, told.roster.end))
    return found


def unfounded(told: Told) -> list[str]:
    """Steps of movers that no row of theirs tells of, but for a second between two of them."""
    known = stretches(told)
    breakdowns = [(row.second, row.second + row.value) for row in told.rows(Kind.BREAKDOWN_BEGIN)]
    wrong = []
    for clause, path in paths_of(Reading(told.log, told.roster)).items():
        for each in path:
            rows = list(known.get((each.who, each.number, each.cause), ()))
            rows += breakdowns if each.cause == Cause.BREAKDOWN.word else []
            if each.number >= 0 and not is_told(each, rows):
                wrong.append(f"{clause}: {each}")
    return wrong


def is_told(step: Segment, rows: list[Stretch]) -> bool:
    return any(begin <= step.begin + 1 and step.end - 1 <= end for begin, end in rows)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_paths_part_the_time_and_tell_what_rows_tell_in_every_case(path: Path):
    told = run(make_roster(load_scenario(path).scenario))
    assert partition(told) == []
    assert unfounded(told) == []


@pytest.mark.parametrize("name", CROWDED)
def test_paths_part_crowded_seconds(name: str):
    told = run(CROWDED[name]())
    assert partition(told) == []
    assert unfounded(told) == []


@WIDELY
@given(scenarios())
def test_paths_part_the_time_of_made_up_scenarios(tree: Tree):
    told = run(tree)
    assert partition(told) == []
    assert unfounded(told) == []


@WIDELY
@given(scenarios())
def test_every_step_has_a_cause_of_the_catalogue(tree: Tree):
    told = run(tree)
    for path in paths_of(Reading(told.log, told.roster)).values():
        assert {each.cause for each in path} <= STEPS.keys()
    assert not WAITS & WORK.keys()
