"""Least times against due and runs: what is drawn was worked out, and what binds is said."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.feasibility import (
    CHART,
    NOTHING,
    UNREADABLE,
    feasibility_chart,
)
from sim.analysis.charts.style import house_style
from sim.analysis.least_times import LeastTime, LeastTimes, Limit
from sim.errors import Problem, ScenarioError
from sim.feasibility import Kind
from tests.unit.analysis.charts.cases import case, parts, texts, xs
from tests.unit.analysis.charts.test_layout import LONG, NUMBER, SCRIPTS, hours, problems, several

NAME = "hill-handover"
BATTALION = ("troops.battalion",)


def limit(*least: float, kind: Kind = "headway", of: Sequence[str] = BATTALION) -> Limit:
    return Limit(least, kind, tuple(of))


def least_time(
    *best: float,
    soonest: float | None = None,
    planned: Limit | None = None,
    roads: Limit | None = None,
    loads: Limit | None = None,
) -> LeastTime:
    at_best = limit(*best)
    return LeastTime(
        soonest_hours=min(best) if soonest is None else soonest,
        at_best=at_best,
        as_planned=at_best if planned is None else planned,
        roads=roads,
        loads=loads,
    )


def with_least(data: ChartData, time: LeastTime, *, looked: int | None = None) -> ChartData:
    """A case all of whose clauses have the same least time."""
    number = len(time.at_best.hours) if looked is None else looked
    found = LeastTimes(tuple(range(number)), {clause.name: time for clause in data.clauses})
    return replace(data, least_times=lambda: found)


ALL = least_time(
    20,
    30,
    40,
    soonest=12,
    planned=limit(90, 95, 99, kind="plan"),
    roads=limit(50, 60, 70, kind="roads", of=["roads.pass"]),
    loads=limit(100, 119, 140, kind="loads", of=["vehicle_pools.goris-lorries"]),
)


def test_every_limit_is_drawn_where_it_was_worked_out() -> None:
    axes = feasibility_chart(with_least(case(), ALL))

    assert xs(axes, f"soonest.{NAME}") == [12]
    for name, middle, ends in (
        ("best", 30, [20, 40]),
        ("planned", 95, [90, 99]),
        ("roads", 60, [50, 70]),
        ("loads", 119, [100, 140]),
        ("done", 110, [100, 130]),
    ):
        assert xs(axes, f"{name}.{NAME}.median") == [middle]
        assert xs(axes, f"{name}.{NAME}.range") == ends


def test_due_stands_through_all_lanes_where_it_was_signed() -> None:
    axes = feasibility_chart(with_least(case(moved={1: 168}), ALL))

    assert xs(axes, f"due.{NAME}.line") == [120, 120]
    assert xs(axes, f"moved.{NAME}.line") == [168, 168]


def test_slack_and_what_binds_stand_beside_it() -> None:
    told = texts(feasibility_chart(with_least(case(), ALL)))

    best = "11 Nov 06:00 (10 Nov 20:00 to 11 Nov 16:00); 3.8 days before due (3.3 to 4.2); "
    assert f"{best}troops of battalion leave with a headway between convoys" in told
    assert any("later than due in 1 of 3; by goris lorries" in words for words in told)
    assert any("through Pass Road" in words for words in told)
    assert any("troops of battalion mean to leave no sooner" in words for words in told)


def test_a_due_that_no_run_can_meet_is_called_so() -> None:
    told = texts(feasibility_chart(with_least(case(due=10), ALL)))
    assert any(words.startswith("Cannot be met: no run can be done before") for words in told)
    assert any("later than due in 3 of 3" in words for words in told)


def test_a_due_that_can_be_met_is_not() -> None:
    told = texts(feasibility_chart(with_least(case(), ALL)))
    assert not any("Cannot be met" in words for words in told)


def test_lanes_that_say_nothing_of_their_own_are_left_out() -> None:
    axes = feasibility_chart(with_least(case(), least_time(20, 30, 40)))
    names = {name.partition(".")[0] for name in parts(axes)}
    assert not names & {"planned", "roads", "loads"}
    assert "as planned" not in texts(axes)
    assert "as units mean to leave" not in texts(axes)


@pytest.mark.parametrize(
    ("kind", "of", "told"),
    [
        ("loading", BATTALION, "troops of battalion cannot be ready, loaded and out sooner"),
        ("driving", ["civilians.town"], "civilians of town cannot drive out sooner"),
        ("roads", ["roads.pass"], "the road lets no more pass: Pass Road"),
        ("work", ["agreement.clauses.hill-handover"], "it takes its time once it can begin"),
        ("event", ["clearing_teams.sappers.cleared"], "it waits for sappers to be cleared"),
        ("event", ["signed"], "it waits for the agreement to be signed"),
        ("nothing", [], "nothing holds it up for sure"),
    ],
)
def test_what_binds_is_told_in_words(kind: Kind, of: Sequence[str], told: str) -> None:
    time = replace(least_time(20, 30, 40), at_best=limit(20, 30, 40, kind=kind, of=of))
    time = replace(time, as_planned=time.at_best)
    assert any(words.endswith(told) for words in texts(feasibility_chart(with_least(case(), time))))


def test_what_is_after_the_end_is_said() -> None:
    never = least_time(math.inf, math.inf, math.inf)
    told = texts(feasibility_chart(with_least(case(), never)))
    assert any("Cannot be met: no run can be done before the end." in words for words in told)
    assert any("not by the end in any of 3" in words for words in told)


def test_one_replication_has_marks_and_no_ranges() -> None:
    data = with_least(case(first=[3], last=[100], entered=[121]), least_time(20))
    axes = feasibility_chart(data)
    assert xs(axes, f"best.{NAME}.median") == [20]
    assert f"best.{NAME}.range" not in parts(axes)
    assert any("One replication" in words for words in texts(axes))


def test_where_fewer_replications_were_looked_at_it_says_so() -> None:
    axes = feasibility_chart(with_least(case(), least_time(20, 30)))
    assert any("what the first 2 of them drew" in words for words in texts(axes))


def test_a_due_that_never_fell_leaves_no_slack_to_tell() -> None:
    data = with_least(case(due=math.nan), ALL)
    told = texts(feasibility_chart(data))
    assert not any("before due" in words or "than due" in words for words in told)


def test_without_replication_or_scenario_it_says_so() -> None:
    empty = with_least(case(first=[], last=[], entered=[]), least_time(20))
    assert NOTHING in texts(feasibility_chart(empty))
    assert not CHART.has(case())
    assert CHART.has(with_least(case(), ALL))


def test_a_scenario_of_an_older_version_is_no_crash() -> None:
    def broken() -> LeastTimes:
        raise ScenarioError([Problem("case.yaml:1", "", "a key of old")])

    data = replace(case(), least_times=broken)
    assert UNREADABLE in texts(feasibility_chart(data))


def all_limits(number: int) -> LeastTime:
    """Limits of so many replications, some of them after the end."""
    values = [math.inf if found is None else found for found in hours(10, 400, never=0.1)]
    roads = ["roads.pass", "roads.pass"]
    return least_time(
        *values[:number],
        soonest=5,
        planned=limit(*values[:number], kind="plan", of=["troops.battalion"] * 4),
        roads=limit(*values[:number], kind="roads", of=roads),
        loads=limit(*values[:number], kind="loads", of=["vehicle_pools.lorries"]),
    )


LAID: dict[str, ChartData] = {
    "one area": several({"hill": "Hill District"}),
    "forty": several({f"a{number}": f"Area {number}" for number in range(40)}),
    "long": several({"hill": LONG * 2}, party=LONG),
    "scripts": several(SCRIPTS, party="Հայաստան"),
    "no spaces": several({"hill": "Aghdam" * 40}, party="Veldia" * 40),
    "nothing done": several({"hill": "Hill"}, last=[None] * NUMBER, entered=[None] * NUMBER),
    "clauses": several(
        {"hill": "Hill"},
        clauses=[ClauseFacts(name="prisoners", label=LONG, party="Karsenia")],
    ),
}


@pytest.mark.parametrize("name", LAID)
def test_no_text_lies_upon_another_or_is_cut(name: str) -> None:
    figure = feasibility_chart(with_least(LAID[name], all_limits(NUMBER))).figure

    with house_style():
        assert problems(figure) == []


def test_what_is_hollow_is_said_to_be_circles():
    told = " ".join(texts(feasibility_chart(with_least(case(), ALL)))).replace("\n", " ")
    assert "Hollow circles: estimates" in told
