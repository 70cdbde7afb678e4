"""Sentences that somebody can quote: each must say what the summary says."""

from dataclasses import replace

import pytest

from sim.analysis.beside import Beside
from sim.analysis.estimates import Chance, Moment, Moments
from sim.analysis.report.answers import answers, jointly
from sim.analysis.report.likelihoods import probably
from sim.analysis.summary import AreaSummary, ClauseSummary, MoreTime, Summary

SOME = Chance(count=12, runs=100, value=0.12, low=0.09, high=0.15, bound=None)
NEVER = Chance(count=0, runs=100, value=0.0, low=0.0, high=0.037, bound=0.03)
ALWAYS = Chance(count=100, runs=100, value=1.0, low=0.963, high=1.0, bound=0.97)
UNKNOWN = Chance(count=0, runs=0, value=None, low=0, high=1, bound=None, unknown=100)
YES = Chance(count=1, runs=1, value=1.0, low=0.2, high=1.0, bound=0.05)
AREA = AreaSummary("hill", "Hill district", *[True] * 2, *[None] * 11)  # type: ignore[arg-type]


def at(local: str, *, runs: int = 100) -> Moments:
    moment = Moment(1.0, local)
    return Moments(runs, runs, moment, moment, moment, None, None, None, None)


def clause(**other: object) -> ClauseSummary:
    made = ClauseSummary(
        clause="handover",
        name="Handover of the hill",
        party="Leaver",
        areas=("hill",),
        due_as_signed=at("2020-11-15 00:00"),
        due=at("2020-11-15 00:00"),
        moved=NEVER,
        due_where_moved=None,
        on_time=SOME,
        on_time_as_signed=SOME,
        completed=at("2020-11-16 12:00"),
        troops_at_due=None,
        civilians_at_due=None,
        troops_at_due_as_signed=None,
        civilians_at_due_as_signed=None,
        more_time=None,
        hindrances=(),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def summary(*clauses: ClauseSummary) -> Summary:
    return Summary(
        scenario="case",
        title="Case",
        time_zone="Asia/Yerevan",
        start="2020-11-10 00:00",
        end="2020-12-01 00:00",
        seed=1,
        replications=100,
        all_on_time=SOME,
        all_on_time_as_signed=NEVER,
        no_breach=SOME,
        clauses=clauses,
        areas=(AREA,),
        queues=(),
        openings=(),
        contingents=(),
        ceasefire=None,
        breaches=(),
    )


def said(*clauses: ClauseSummary) -> list[str]:
    found = answers(summary(*clauses))[0]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in (found.first, *found.further)]


def test_an_area_is_cleared_with_a_probability_and_its_interval() -> None:
    assert said(clause())[0] == (
        "Hill district would have been cleared by 15 Nov 00:00 (the end of 14 Nov) with "
        "probability 12 % (9 to 15)."
    )


def test_a_clause_about_no_area_is_fulfilled() -> None:
    first = said(clause(areas=()))[0]
    assert first.startswith("Handover of the hill would have been fulfilled by 15 Nov 00:00")


def test_two_clauses_about_one_area_are_told_apart_by_their_names() -> None:
    assert said(clause(), clause(name="Guns"))[0].startswith("Handover of the hill would have")


def test_a_clause_that_never_fell_due_says_so() -> None:
    assert said(clause(due_as_signed=None)) == ["Hill district: the clause never fell due."]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (NEVER, "in none of 100 runs (probability at most 3 %)"),
        (ALWAYS, "in all 100 runs (probability at least 97 %)"),
        (UNKNOWN, "in a share of runs that is not known"),
        (YES, "in the one run that was made"),
        (replace(YES, count=0, value=0.0), "in no run (one was made)"),
        (replace(NEVER, runs=20_000), "in none of the runs (probability at most 3 %)"),
        (replace(ALWAYS, count=20_000, runs=20_000), "in all runs (probability at least 97 %)"),
    ],
)
def test_what_always_or_never_happened_has_a_bound(found: Chance, words: str) -> None:
    assert probably(found).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_date_that_was_moved_is_told_beside_the_one_that_was_signed() -> None:
    moved = replace(SOME, count=43)
    found = said(clause(moved=moved, due_where_moved=at("2020-11-20 00:00"), on_time=ALWAYS))
    assert found[1] == (
        "The date was moved in 43 of 100 runs, to 20 Nov 00:00. By the date as moved it would have "
        "been cleared in all 100 runs (probability at least 97 %)."
    )


def test_time_that_was_never_asked_for_was_not_granted_either() -> None:
    more = MoreTime(NEVER, NEVER, *[None] * 5, NEVER, NEVER, ())  # type: ignore[arg-type]
    told = said(clause(more_time=more))
    assert told[-1] == ("More time was asked for in none of 100 runs (probability at most 3 %).")


def test_dates_that_were_moved_to_several_are_told_by_half_and_nine_in_ten() -> None:
    moments = (Moment(1.0, f"2020-11-{day} 00:00") for day in (20, 21, 25))
    to = Moments(43, 43, *moments, None, None, None, None)
    found = said(clause(moved=replace(SOME, count=43), due_where_moved=to))
    assert found[1].startswith(
        "The date was moved in 43 of 100 runs, to 21 Nov 00:00 or earlier in half of them, to "
        "25 Nov 00:00 or earlier in nine in ten."
    )


@pytest.mark.parametrize(("runs", "share"), [(43, "nine in ten"), (3, "all")])
def test_dates_moved_to_one_are_told_of_all_where_there_are_few(runs: int, share: str) -> None:
    early, late = (Moment(1.0, f"2020-11-{day} 00:00") for day in (20, 21))
    to = Moments(runs, runs, early, late, late, None, None, None, None)
    found = said(clause(moved=replace(SOME, count=runs), due_where_moved=to))
    assert f"runs, to 21 Nov 00:00 or earlier in {share} of them." in found[1]


def test_what_was_observed_stands_under_the_clause_even_where_it_never_fell_due() -> None:
    seen = Beside(
        "areas.hill.entered_hours", "Hill district", "entered", True, None,
        24.0, 47.98, True, 1.0, 1.0, 1.0, NEVER,
    )  # fmt: skip
    made = replace(summary(clause(due_as_signed=None)), observed=(seen,))
    found = [text.replace("\N{NO-BREAK SPACE}", " ") for text in answers(made)[0].seen]
    assert found == [
        "The other army enters: 11 Nov. None of 100 runs agree; the middle run is 23 hours "
        "earlier.",
    ]


def test_all_clauses_together_are_told_where_there_are_several() -> None:
    assert jointly(summary(clause())) == ()
    told = jointly(summary(clause(), clause()))[0].replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "Both clauses would have been kept by their dates as signed in none of 100 runs "
        "(probability at most 3 %)."
    )


def test_three_clauses_are_counted() -> None:
    assert jointly(summary(*[clause()] * 3))[0].startswith("All 3 clauses would")


def test_what_held_a_clause_up_stands_with_its_answer() -> None:
    held = {clause().clause: "Last were units in Kelbajar."}
    (answer,) = answers(summary(clause()), why=held)
    assert answer.why == "Last were units in Kelbajar."
    assert answers(summary(clause()))[0].why == ""
