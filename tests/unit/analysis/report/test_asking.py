"""More time, step by step: asked for, granted of those, and what became of the clause."""

from dataclasses import replace

import pytest

from sim.analysis.estimates import Amounts, chance_of
from sim.analysis.phrases import Dates
from sim.analysis.report.asking import asking
from sim.analysis.report.granting import Granting, grantings
from sim.analysis.summary import MoreTime, Outcome
from sim.scenario.provenance import assumptions
from tests.builders import scenario
from tests.unit.analysis.report.test_answers import NEVER, at

DATES = Dates("2020-11-10 00:00", "2020-12-01 00:00")
LEAVER = Granting("handover", "Leaver", is_assumed=True)
FIVE = Amounts(72, 2, 5, 10, 6, 5, 7, 10)


def outcome(answer: str, on_time: int, runs: int) -> Outcome:
    return Outcome(answer, chance_of(on_time, runs), chance_of(on_time, runs), None)


def more(asked: int, granted: int, *by_answer: Outcome, runs: int = 100) -> MoreTime:
    return MoreTime(
        asked=chance_of(asked, runs),
        granted=chance_of(granted, runs),
        first_asked=at("2020-11-13 01:00", runs=asked) if asked else None,
        first_relayed=None,
        asked_days=replace(FIVE, runs=asked) if asked else None,
        granted_days=replace(FIVE, runs=granted) if granted else None,
        public=None,
        asked_not_needed=NEVER,
        needed_not_asked=NEVER,
        by_answer=by_answer,
    )


def said(found: MoreTime, granting: Granting | None = LEAVER) -> list[str]:
    told = asking(found, "cleared", DATES, granting)
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in told]


def test_requests_are_of_all_runs_and_answers_of_those_in_which_it_was_asked() -> None:
    found = more(72, 43, outcome("granted", 38, 43), outcome("refused", 10, 29))
    assert said(found) == [
        "Leaver asked for more time in 72 of 100 runs, for the first time by 13 Nov 01:00 in nine "
        "in ten of them. Asked for: 5 days or fewer in half of those runs, 10 or fewer in nine in "
        "ten.",
        "It was granted in 43 of those 72 (60 %, 48 to 70) and refused in 29. How readily it is "
        "granted rests on assumed numbers alone. Granted: 5 days or fewer in half of those runs, "
        "10 or fewer in nine in ten. Cleared by the date that then held: where it was granted, in "
        "38 of 43 runs (88 %, 76 to 95); where it was refused, in 10 of 29 runs (34 %, 20 to 53).",
    ]


def test_an_answer_with_a_source_is_not_called_assumed() -> None:
    found = more(72, 43, outcome("granted", 38, 43))
    assert "assumed" not in " ".join(said(found, replace(LEAVER, is_assumed=False)))
    assert said(found, None)[0].startswith("More time was asked for in 72 of 100 runs")


def test_requests_that_lapse_or_stay_open_are_counted_too() -> None:
    refused, lapsed, pending = (
        outcome(answer, 0, runs) for answer, runs in (("refused", 2), ("lapsed", 3), ("pending", 5))
    )
    assert said(more(20, 10, refused, lapsed, pending))[1].startswith(
        "It was granted in 10 of those 20 (50 %, 30 to 70), refused in 2, left unanswered in 3 "
        "and still open at the end in 5."
    )


@pytest.mark.parametrize(
    ("granted", "says"),
    [(20, "It was granted in all of those 20."), (0, "It was granted in none of those 20")],
)
def test_an_answer_that_is_always_the_same_has_no_interval(granted: int, says: str) -> None:
    refused = outcome("refused", 0, 20 - granted)
    assert said(more(20, granted, refused))[1].startswith(says)


@pytest.mark.parametrize(
    ("granted", "answer"), [(1, "granted"), (0, "refused"), (0, "lapsed"), (0, "pending")]
)
def test_one_request_has_one_answer(granted: int, answer: str) -> None:
    words = {"lapsed": "left unanswered", "pending": "still open at the end"}.get(answer, answer)
    found = said(more(1, granted, outcome(answer, 1, 1)))[1]
    assert words in found.partition(".")[0]
    assert "In that run" in found
    only = said(more(1, granted, outcome(answer, 1, 1), runs=1))
    assert only[0].startswith("Leaver asked for more time, for the first time by 13 Nov 01:00. ")
    assert "runs" not in " ".join(only)


def test_one_run_in_which_nothing_was_asked_for_says_so_without_a_share() -> None:
    assert said(more(0, 0, runs=1)) == ["Leaver did not ask for more time."]
    assert said(more(0, 0, runs=1), None) == ["More time was not asked for."]


@pytest.mark.parametrize(
    ("median", "p90", "most", "runs", "says"),
    [
        (5, 5, 10, 72, "5 days or fewer in nine in ten of those runs."),
        (5, 10, 10, 3, "5 days or fewer in half of those runs, at most 10."),
        (5, 5, 5, 72, "5 days or fewer."),
        (1, 1, 1, 1, "1 day."),
    ],
)
def test_days_are_told_without_brackets(
    median: int, p90: int, most: int, runs: int, says: str
) -> None:
    days = Amounts(runs, 1, median, p90, 3, None, None, most)
    found = said(replace(more(runs, 0, outcome("refused", 0, runs)), asked_days=days))
    assert found[0].endswith(f"Asked for: {says}")


def test_what_was_always_asked_for_has_a_bound() -> None:
    found = said(more(100, 50, outcome("refused", 0, 50)))[0]
    assert found.startswith(
        "Leaver asked for more time in all 100 runs (probability at least 97 %)"
    )


EXTENSION = {
    "clauses": ["handover"],
    "asked_by": "leaver",
    "answered_by": "receiver",
    "planned_vehicles_per_hour": 20,
    "ask_if_late_by_hours": 6,
    "ask": {"prudence": 1, "most_days": 10},
}


@pytest.mark.parametrize(
    ("grant", "is_assumed"),
    [
        ({"probability": {"value": 0.5, "confidence": "assumed"}}, True),
        ({"probability": 0.5}, False),
        ({"patience": {"none_probability": {"value": 0.5, "confidence": "assumed"}, "days": 9}},
         False),
        ("always", False),
    ],
)  # fmt: skip
def test_an_answer_rests_on_judgement_where_all_its_numbers_do(
    grant: object, *, is_assumed: bool
) -> None:
    loaded = scenario({"agreement": {"extensions": {"more": {**EXTENSION, "grant": grant}}}})
    assert [*grantings(loaded.scenario, assumptions(loaded))] == [
        Granting("handover", loaded.scenario.parties["leaver"].name, is_assumed)
    ]
