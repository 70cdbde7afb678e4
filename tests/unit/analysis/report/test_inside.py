"""Civilians who were still inside, in words: only of areas and clauses that have any."""

from dataclasses import replace

from sim.analysis.estimates import Amounts
from sim.analysis.report.inside import civilians_inside
from sim.analysis.summary import ClauseSummary
from tests.unit.analysis.report.test_answers import AREA, at, clause, summary

SOME = Amounts(100, 0, 0, 2349, 300, 200, 400, 4228)
NONE = Amounts(100, 0, 0, 0, 0, 0, 0, 0)
ENTERED = replace(AREA, entered=at("2020-11-15 00:00"), civilians_at_entry=NONE)


def said(one: ClauseSummary, *areas: object) -> list[str]:
    return [*civilians_inside(one, replace(summary(one), areas=areas))]  # type: ignore[arg-type]


def test_they_are_counted_at_the_date_as_signed_and_when_the_other_army_entered() -> None:
    assert said(clause(civilians_at_due_as_signed=SOME), ENTERED) == [
        "Civilians still inside at the date as signed: none in at least half of the runs, 2,349 or "
        "more in one in ten; most: 4,228.",
        "Civilians still inside when the other army entered: none in any run.",
    ]


def test_the_same_at_both_instants_is_told_once() -> None:
    assert said(clause(civilians_at_due_as_signed=NONE), ENTERED) == [
        "Civilians still inside at the date as signed and when the other army entered: none in any "
        "run."
    ]


def test_a_clause_of_troops_alone_tells_of_no_civilians() -> None:
    assert said(clause(), replace(ENTERED, has_civilians=False)) == []
    assert said(clause(), AREA) == []


def test_an_army_that_did_not_always_enter_is_said_so() -> None:
    some = replace(ENTERED, entered=replace(at("2020-11-15 00:00"), happened=40))
    assert "when the other army entered (in 40 of 100 runs): none" in said(clause(), some)[0]


def test_thousands_of_runs_are_told_apart() -> None:
    when = replace(at("2020-11-15 00:00", runs=2000), happened=1400)
    told = said(clause(), replace(ENTERED, entered=when))[0]
    assert "(in 1,400 of 2,000 runs)" in told


def test_one_of_several_areas_is_named_and_others_are_left_out() -> None:
    one = clause(areas=("hill", "vale"))
    other = replace(ENTERED, area="dale")
    assert said(one, ENTERED, other) == [
        "Civilians still inside when the other army entered Hill district: none in any run."
    ]
