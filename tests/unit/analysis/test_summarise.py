"""What came of each clause, from tables made by hand."""

import json
from typing import Any

import pytest

from sim.analysis.summarise import summarise
from sim.analysis.summary import ClauseSummary, Summary
from tests.tables import (
    CASE,
    PEACEKEEPERS,
    area,
    clause,
    contingent,
    manifest,
    post,
    row,
    run,
    tables,
)

MOVED = {
    "due_hours": 240.0,
    "completed_hours": 200.0,
    "on_time_as_signed": False,
    "requests_number": 1,
    "first_asked_hours": 80.0,
    "asked_days": 10,
    "granted_days": 5,
    "answer": "granted",
}
REFUSED = {
    "completed_hours": 150.0,
    "on_time": False,
    "on_time_as_signed": False,
    "requests_number": 1,
    "first_asked_hours": 90.0,
    "asked_days": 5,
    "answer": "refused",
}
CUT_OFF = {
    "completed_hours": None,
    "on_time": False,
    "on_time_as_signed": False,
    "needed_not_asked": True,
}


def summary(*clauses: dict[str, Any], **more: Any) -> Summary:
    """The summary of as many runs as there are rows of the one clause."""
    runs = [run(number) for number in range(len(clauses))]
    made = tables(**{"runs": runs, "clauses": clauses, **more})
    return summarise(made.__getitem__, manifest(replications=len(runs)))


def only(*values: dict[str, Any], **more: Any) -> ClauseSummary:
    found = summary(*(clause(number, **each) for number, each in enumerate(values)), **more)
    return found.clauses[0]


def test_on_time_is_told_against_due_as_moved_and_as_signed() -> None:
    found = only({}, MOVED, REFUSED, CUT_OFF)
    assert (found.on_time.count, found.on_time.runs) == (2, 4)
    assert (found.on_time_as_signed.count, found.on_time_as_signed.runs) == (1, 4)


def test_completion_counts_the_unfinished_as_later_than_everything() -> None:
    found = only({}, MOVED, REFUSED, CUT_OFF).completed
    assert found is not None
    assert found.median.local == "2020-11-16 06:00"
    assert found.p90.is_after_end
    assert (found.happened, found.runs) == (3, 4)


def test_due_is_told_as_signed_and_where_it_moved() -> None:
    found = only({}, MOVED, REFUSED)
    assert found.due_as_signed is not None
    assert found.due_where_moved is not None
    assert found.due_as_signed.median.local == "2020-11-15 00:00"
    assert (found.moved.count, found.due_where_moved.median.local) == (1, "2020-11-20 00:00")


def test_more_time_is_told_by_answer() -> None:
    found = only({}, MOVED, REFUSED, CUT_OFF).more_time
    assert found is not None
    assert (found.asked.count, found.granted.count, found.asked.runs) == (2, 1, 4)
    assert found.first_asked is not None
    assert found.first_asked.p10.local == "2020-11-13 08:00"
    assert found.granted_days is not None
    assert found.granted_days.median == 5
    by_answer = {outcome.answer: outcome.on_time for outcome in found.by_answer}
    assert {answer: (each.count, each.runs) for answer, each in by_answer.items()} == {
        "granted": (1, 1),
        "refused": (0, 1),
        "not asked": (1, 2),
    }
    assert found.needed_not_asked.count == 1


def test_granted_and_refused_are_told_even_where_they_never_came() -> None:
    found = only({}).more_time
    assert found is not None
    assert [outcome.answer for outcome in found.by_answer] == ["granted", "refused", "not asked"]
    assert [outcome.on_time.value for outcome in found.by_answer[:2]] == [None, None]
    assert (found.first_asked, found.asked_days, found.granted_days) == (None, None, None)


def test_a_clause_that_cannot_move_has_no_word_on_more_time() -> None:
    fixed = [{**CASE["case_clauses"][0], "may_move": False}]
    assert only({}, case={"case_clauses": fixed}).more_time is None


def test_people_inside_are_told_only_where_the_clause_counts_any() -> None:
    found = only({"civilians_inside_at_due_people": 7})
    assert found.civilians_at_due is not None
    assert found.civilians_at_due.median == 7
    assert found.troops_at_due is None


def test_what_held_them_up_leaves_out_what_they_chose() -> None:
    causes = [
        row("causes", number, clause="handover", cause=cause, seconds=1, person_seconds=amount)
        for number in (0, 1)
        for cause, amount in (
            ("planned-later", 3600 * 10**6),
            ("road-queue", 3 * 3600),
            ("lorry", 3600),
            ("night", 0),
        )
    ]
    found = only({}, {}, causes=causes).hindrances
    assert [(each.cause, each.share, each.person_hours) for each in found] == [
        ("road-queue", 0.75, 3.0),
        ("lorry", 0.25, 1.0),
    ]


def test_all_clauses_together_come_from_the_runs() -> None:
    runs = [run(0), run(1, on_time_jointly=False, breaches_number=2), run(2, on_time_jointly=None)]
    found = summary(*(clause(number) for number in range(3)), runs=runs)
    assert (found.all_on_time.count, found.all_on_time.runs, found.all_on_time.unknown) == (1, 2, 1)
    assert (found.no_breach.count, found.no_breach.runs) == (2, 3)


def test_those_inside_at_entry_are_counted_where_somebody_entered() -> None:
    areas = [
        area(0, troops_inside_at_entry_people=20),
        area(1, entered_hours=None, troops_inside_at_entry_people=None),
    ]
    found = summary(clause(0), clause(1), areas=areas).areas[0]
    assert found.troops_at_entry is not None
    assert (found.troops_at_entry.runs, found.troops_at_entry.median) == (1, 20)
    assert found.entered is not None
    assert found.entered.happened == 1


def test_an_area_without_troops_has_no_gap() -> None:
    areas = [area(0, troops_people=0, gap_hours=None, overlap_hours=None)]
    found = summary(clause(0), areas=areas).areas[0]
    assert (found.has_troops, found.gap_hours, found.overlap_hours) == (False, None, None)


def test_roads_are_listed_by_their_queues_and_only_where_there_was_one() -> None:
    def lane(replication: int, toward: str, vehicles: int) -> dict[str, Any]:
        return row(
            "roads",
            replication,
            road="road",
            toward=toward,
            longest_queue_vehicles=vehicles,
            longest_queue_km=vehicles / 100,
        )

    roads = [lane(number, "border", 10 * number) for number in range(10)]
    roads += [lane(number, "town", 0) for number in range(10)]
    found = summary(*(clause(number) for number in range(10)), roads=roads).queues
    assert [(queue.name, queue.toward) for queue in found] == [("Road", "Border")]
    assert (found[0].vehicles.median, found[0].vehicles.p90, found[0].km.p90) == (40, 80, 0.8)


@pytest.mark.parametrize("values", [[{}], [CUT_OFF], [{}, MOVED, REFUSED, CUT_OFF]])
def test_the_summary_is_plain_json(values: list[dict[str, Any]]) -> None:
    found = summary(*(clause(number, **each) for number, each in enumerate(values)))
    text = json.dumps(found.to_json(), allow_nan=False)
    assert json.loads(text)["clauses"][0]["on_time"]["runs"] == len(values)


def test_an_interval_says_what_it_covers() -> None:
    assert "for these inputs" in summary(clause(0)).note


def peacekeepers(*values: dict[str, Any], **more: Any) -> Summary:
    """The summary of runs with one contingent."""
    return summary(
        *(clause(number) for number in range(len(values))),
        contingents=[contingent(number, **each) for number, each in enumerate(values)],
        case={"case_contingents": [PEACEKEEPERS]},
        **more,
    )


def test_contingent_that_never_was_all_in_place_is_later_than_the_end() -> None:
    (found,) = peacekeepers({}, {"strength_100_hours": None}).contingents
    assert found.sorties is not None
    assert found.first_in_place is not None
    assert found.half_in_place is not None
    assert found.all_in_place is not None
    assert found.sorties.median == 100
    assert found.first_in_place.median.local == "2020-11-11 00:00"
    assert found.half_in_place.p90.local == "2020-11-13 00:00"
    assert (found.all_in_place.happened, found.all_in_place.p90.is_after_end) == (1, True)


def test_posts_manned_by_the_end_are_counted_run_by_run_and_sort_by_sort() -> None:
    posts = [
        post(0, "hill"),
        post(0, "pass"),
        post(0, "ford", is_temporary=True, manned_hours=None),
        post(1, "hill", manned_hours=None),
        post(1, "pass", manned_hours=None),
        post(1, "ford", is_temporary=True),
    ]
    (found,) = peacekeepers({}, {}, posts=posts).contingents
    assert (found.posts, found.temporary_posts) == (2, 1)
    assert found.posts_manned is not None
    assert found.temporary_posts_manned is not None
    assert (found.posts_manned.mean, found.posts_manned.most) == (1, 2)
    assert (found.temporary_posts_manned.mean, found.temporary_posts_manned.most) == (0.5, 1)


def test_contingent_without_posts_tells_nothing_of_them() -> None:
    (found,) = peacekeepers({}).contingents
    assert (found.posts, found.posts_manned, found.temporary_posts_manned) == (0, None, None)


def test_strength_beyond_the_authorised_is_told_kind_by_kind() -> None:
    (found,) = peacekeepers(
        {"excess": "grad-launchers 4, personnel 30"}, {"excess": "grad-launchers 2"}, {}
    ).contingents
    launchers, people = found.excess
    assert (launchers.kind, launchers.happened.count, launchers.happened.runs) == (
        "grad-launchers",
        2,
        3,
    )
    assert launchers.over is not None
    assert (launchers.over.mean, launchers.over.most) == (3, 4)
    assert (people.kind, people.happened.count) == ("personnel", 1)


def test_collapse_is_told_with_when_and_where_the_most_frequent_place_first() -> None:
    areas = (None, "district", "hills", "hills")
    runs = [
        run(
            number,
            violations_number=number,
            collapsed_area=where,
            collapsed_hours=None if where is None else 24.0 * number,
        )
        for number, where in enumerate(areas)
    ]
    facts = [*CASE["case_areas"], {"area": "hills", "name": "Hills"}]
    found = summary(
        *(clause(number) for number in range(4)), runs=runs, case={"case_areas": facts}
    ).ceasefire
    assert found is not None
    assert found.violations is not None
    assert found.collapsed_when is not None
    assert (found.violations.mean, found.violations.most) == (1.5, 3)
    assert (found.collapsed.count, found.collapsed.runs) == (3, 4)
    assert found.collapsed_when.median.local == "2020-11-12 00:00"
    assert [(place.name, place.count) for place in found.collapsed_where] == [
        ("Hills", 2),
        ("District", 1),
    ]


def test_case_without_peacekeepers_and_violations_has_neither_block() -> None:
    found = summary(clause(0), runs=[run(0, violations_number=0)])
    assert (found.contingents, found.ceasefire) == ((), None)
