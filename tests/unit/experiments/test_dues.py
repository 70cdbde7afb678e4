"""Points that move due instants."""

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.experiments.designs import points_of, scenario_at
from sim.experiments.dues import (
    TOGETHER,
    due_points,
    dues_of,
    shift_hours,
    study_of_scenario,
)
from sim.scenario.load import load_scenario
from tests.builders import scenario, text, two_districts
from tests.studies import case, study

CLAUSE = {"party": "leaver", "who": {"area": "district"}, "what": ["troops"]}
LATER = {
    "agreement": {
        "clauses": {"after": CLAUSE | {"due": {"event": "clauses.handover.due", "after_hours": 48}}}
    }
}


def due_at(points, number: int, clause: str) -> str:
    loaded = scenario_at(points.study, points[number])
    due = loaded.scenario.agreement.clauses[clause].due
    return f"{due.value if hasattr(due, 'value') else due}"


@pytest.fixture
def both(tmp_path: Path):
    path = tmp_path / "both.yaml"
    path.write_text(text(two_districts()), "utf-8")
    return study_of_scenario(load_scenario(path), seed=1, replications=3)


def test_all_dues_move_together_day_by_day(both) -> None:
    dues = dues_of(both.study.scenario.scenario, from_hours=-24, to_hours=48)
    points = due_points(both, dues)
    assert dues.later_hours == (-24, 0, 24, 48)
    assert [due_at(points, 3, clause) for clause in dues.clauses] == ["2020-11-17 00:00:00"] * 2
    assert [point.values["later_hours"] for point in points] == [-24, 0, 24, 48]


def test_each_by_itself_leaves_the_others_as_signed(both) -> None:
    dues = dues_of(both.study.scenario.scenario, from_hours=0, to_hours=24, is_alone=True)
    points = due_points(both, dues)
    assert dues.families == (TOGETHER, "north-handover", "south-handover")
    (number,) = points.numbers("south-handover", 24, [0])
    assert due_at(points, number, "north-handover") == "2020-11-15 00:00:00"
    assert due_at(points, number, "south-handover") == "2020-11-16 00:00:00"


def test_one_clause_named_is_moved_and_no_other(both) -> None:
    dues = dues_of(both.study.scenario.scenario, clauses=["north-handover"], to_hours=24)
    assert list(dues.clauses) == ["north-handover"]
    assert dues.families == (TOGETHER,)


def test_dues_are_tried_at_every_point_of_a_study(tmp_path: Path) -> None:
    base = points_of(study(tmp_path))
    dues = dues_of(base.study.scenario.scenario, from_hours=0, to_hours=24)
    points = due_points(base, dues)
    assert len(points) == 2 * len(base)
    (number,) = points.numbers(TOGETHER, 24, [3])
    assert points[number].values == {**base[3].values, "moved": TOGETHER, "later_hours": 24}
    assert due_at(points, number, "handover") == "2020-11-16 00:00:00"
    assert len({point.settings for point in points}) == len(points)


def test_without_a_wish_it_goes_from_three_days_before_to_fifteen_after(both) -> None:
    later = dues_of(both.study.scenario.scenario).later_hours
    assert (later[0], later[-1], len(later)) == (-72, 360, 19)


def test_it_goes_no_further_than_the_run_and_no_earlier_than_signing() -> None:
    loaded = scenario(end="2020-11-17 06:00", agreement={"signed": "2020-11-13 00:00"})
    assert dues_of(loaded.scenario).later_hours == (-24, 0, 24, 48)


def test_a_due_that_counts_from_an_event_moves_with_it() -> None:
    loaded = scenario(LATER)
    assert list(dues_of(loaded.scenario).clauses) == ["handover"]
    with pytest.raises(InputError, match="counts from an event and moves with it"):
        dues_of(loaded.scenario, clauses=["after"])


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"clauses": ["handovr"]}, "no clause 'handovr'; there are handover"),
        ({"to_hours": 24 * 30}, "30 days later lie after the end of the run"),
        ({"from_hours": 48, "to_hours": 24}, "no due lies from 2 days later to 1 day later"),
        ({"every_hours": 0}, "at least 1h"),
        ({"from_hours": -(10**5), "every_hours": 1}, "dues are too many"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(wish: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        dues_of(scenario().scenario, **wish)


def test_a_due_that_the_scenario_refuses_is_told_before_anything_runs(tmp_path: Path) -> None:
    base = study_of_scenario(load_scenario(case(tmp_path)), seed=1, replications=1)
    dues = dues_of(base.study.scenario.scenario, from_hours=-24 * 8, to_hours=0)
    with pytest.raises(InputError, match="refuses dues 8 days earlier: agreement"):
        due_points(base, dues)


def test_a_study_that_varies_the_due_itself_is_refused(tmp_path: Path) -> None:
    lever = {"path": "agreement.clauses.handover.due", "values": ["2020-11-15 00:00"]}
    base = points_of(study(tmp_path, levers={"due": lever}))
    dues = dues_of(base.study.scenario.scenario)
    with pytest.raises(InputError, match=r"study\.yaml:.*'due' sets .* which is what is sought"):
        due_points(base, dues)


@pytest.mark.parametrize("typed", ["3", "d", "1.5d", "3 weeks", "", "1000000000d"])
def test_what_is_no_shift_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="write days or hours"):
        shift_hours(typed)
