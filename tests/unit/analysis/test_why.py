"""Why a clause was late: what the paths of all replications have in common, and its words."""

from typing import Any

import pandas as pd
import pytest

from sim.analysis.why.analyse import why
from sim.analysis.why.answer import OnPath, WhyClause
from sim.analysis.why.names import labels_of
from sim.analysis.why.telling import HELD, STEPS, in_short, sentences, steps
from sim.catalogue import CAUSES, WORK
from sim.catalogue import STEPS as ALL
from sim.errors import InputError
from sim.results.tables import frame
from tests.tables import clause, manifest, row, run, tables

Step = tuple[str, str, str, float]
UNIT, GROUP, LORRIES = "troops.battalion", "civilians.townspeople", "vehicle_pools.town-lorries"
READY: Step = ("not-ready", "places.town", UNIT, 50.0)
QUEUE: Step = ("road-queue", "roads.road>border", UNIT, 40.0)
DRIVE: Step = ("driving", "roads.road>border", UNIT, 10.0)
LORRY: Step = ("lorry", LORRIES, GROUP, 30.0)
CAR: Step = ("driving", "roads.road>border", GROUP, 5.0)
LATE, TIMELY = [READY, QUEUE, DRIVE], [READY, LORRY, CAR]


def told(
    *paths: list[Step],
    due: float = 95.0,
    signed: float | None = None,
    unfinished: tuple[int, ...] = (),
) -> dict[str, Any]:
    """The tables of as many replications as there are paths."""
    clauses, rows, floats = [], [], []
    for number, path in enumerate(paths):
        end = sum(step[3] for step in path)
        is_done = number not in unfinished
        clauses.append(
            clause(
                number,
                due_hours=due,
                completed_hours=end if is_done else None,
                on_time=is_done and end <= due,
                on_time_as_signed=is_done and end <= (due if signed is None else signed),
            )
        )
        at = 0.0
        for place, (cause, where, who, hours) in enumerate(path):
            step = {"cause": cause, "where": where, "who": who, "number": 3}
            span = {"from_hours": at, "to_hours": at + hours}
            rows.append(row("paths", number, clause="handover", step=place, **step, **span))
            at += hours
        on_path = {step[2] for step in path}
        for whose in (UNIT, GROUP):
            collection, member = whose.split(".")
            floats.append(
                row(
                    "floats",
                    number,
                    clause="handover",
                    collection=collection,
                    member=member,
                    is_on_path=whose in on_path,
                    float_hours=0.0 if whose in on_path else 12.0,
                )
            )
    return tables(
        runs=[run(number) for number in range(len(paths))],
        clauses=clauses,
        paths=rows,
        floats=floats,
    )


def found(made: dict[str, pd.DataFrame]) -> WhyClause:
    runs = len(made["runs"])
    return why(made.__getitem__, manifest(replications=runs)).clauses[0]


def of(listed: tuple[OnPath, ...], key: str) -> OnPath:
    return next(each for each in listed if each.key == key)


def words(made: dict[str, pd.DataFrame]) -> str:
    told = " ".join(sentences(found(made), len(made["runs"])))
    return told.replace("\N{NO-BREAK SPACE}", " ")


def test_the_criticality_index_is_the_share_of_replications_on_whose_path_something_lies() -> None:
    of_four = found(told(LATE, LATE, LATE, TIMELY))
    assert of(of_four.pools, LORRIES).on_path.value == 0.25
    assert of(of_four.causes, "road-queue").on_path.value == 0.75
    assert of(of_four.roads, "roads.road").on_path.value == 1.0
    assert of(of_four.members, GROUP).on_path.value == 0.25


def test_hours_of_all_causes_add_up_to_the_mean_completion() -> None:
    causes = found(told(LATE, LATE, TIMELY)).causes
    assert sum(each.hours.mean for each in causes if each.hours) == pytest.approx((200 + 85) / 3)
    assert of(causes, "lorry").hours.mean == pytest.approx(10)  # type: ignore[union-attr]


def test_of_a_road_only_the_time_stood_there_counts_not_the_drive() -> None:
    assert of(found(told(LATE, TIMELY)).roads, "roads.road").hours.mean == 20  # type: ignore[union-attr]


def test_float_is_told_of_those_off_the_path() -> None:
    members = found(told(LATE, LATE, LATE)).members
    assert of(members, GROUP).float_hours.median == 12  # type: ignore[union-attr]
    assert of(members, UNIT).float_hours.median == 0  # type: ignore[union-attr]


def test_words_look_at_the_late_runs_and_name_the_queue_and_its_road() -> None:
    said = words(told(LATE, LATE, LATE, TIMELY))
    assert "Handover was late in 75 % of the runs." in said
    assert "Last were troops of battalion, in 3 of the 3 late runs." in said
    assert "Longest held up by the queue on Road, in 3 of the 3 late runs: 40 hours" in said


def test_words_tell_lateness_against_both_dates_where_they_differ() -> None:
    said = words(told(LATE, TIMELY, TIMELY, TIMELY, signed=80.0))
    assert "late in 100 % of the runs against the date as signed, 25 % as moved." in said
    assert "never late" not in words(told(TIMELY, TIMELY, signed=80.0))


def test_a_cause_is_told_in_the_words_of_readers() -> None:
    first: Step = ("prerequisite", "civilians.townspeople.out", UNIT, 40.0)
    causes = found(told([READY, first])).causes
    assert {each.key: each.label for each in causes} == {
        "not-ready": "not ready",
        "prerequisite": "waiting for others to go first",
    }


def test_one_run_that_only_the_moved_date_saved_is_told_so() -> None:
    said = words(told(TIMELY, signed=80.0))
    assert "Handover was late against the date as signed, on time as moved." in said
    assert "Handover was on time." in words(told(TIMELY))


def test_in_short_it_names_who_was_last_and_what_took_longest() -> None:
    said = in_short(found(told(LATE, LATE, LATE, TIMELY))).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Last were troops of battalion, in 3 of the 3 late runs. What took longest on the way "
        "there was the queue on Road (in 3; 40 hours in the middle one)."
    )


def test_in_short_of_one_run_counts_nothing() -> None:
    said = in_short(found(told(LATE))).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Last were troops of battalion. What took longest on the way there was the queue on Road "
        "(40 hours)."
    )


def test_in_short_there_is_nothing_to_say_where_nobody_was_last() -> None:
    assert in_short(found(told([], []))) == ""


def test_a_clause_for_which_nobody_moved_before_the_end_has_nobody_last() -> None:
    waits: Step = ("untold", "", "clauses.handover", 160.0)
    assert in_short(found(told([waits], [waits]))) == ""
    said = words(told([waits], LATE))
    assert "Last were handover" not in said
    assert "Last were troops of battalion, in 1 of the 2 late runs." in said


def test_words_name_the_lorries_that_were_away() -> None:
    said = words(told(TIMELY, TIMELY))
    assert "Handover was never late." in said
    assert "Last were civilians of townspeople" in said
    assert "the wait for town lorries that were away" in said


def test_who_has_a_name_is_called_by_it() -> None:
    made = told(TIMELY, LATE)
    names = {GROUP: "People of the town", LORRIES: "Lorries from the town", UNIT: "First brigade"}
    made["case_movers"] = frame(
        "case_movers", [{"mover": mover, "name": name} for mover, name in names.items()]
    )
    clause = found(made)
    assert {each.label for each in clause.members} == {"People of the town", "First brigade"}
    assert of(clause.pools, LORRIES).label == "Lorries from the town"
    found_steps = steps(made.__getitem__, manifest(replications=2), "handover", replication=0)
    assert "Household 3 of People of the town waits for a vehicle of Lorries from the town" in [
        step.text for step in found_steps
    ]
    assert labels_of(made.__getitem__).where(f"{UNIT}.out") == "the last of First brigade to be out"


def test_what_was_only_planned_is_told_where_nothing_else_held_up_for_an_hour() -> None:
    brief = ("road-queue", "roads.road>border", UNIT, 0.5)
    planned = ("planned-later", "places.town", UNIT, 90.0)
    said = words(told([planned, brief, DRIVE]))
    assert "Longest held up by a plan to leave no earlier" in said


def test_runs_in_which_it_was_not_fulfilled_are_told_and_left_out_of_the_hours() -> None:
    made = told(LATE, LATE, TIMELY, unfinished=(2,))
    assert "In 1 of 3 it was not fulfilled by the end." in words(made)
    assert of(found(made).causes, "lorry").hours.mean == 0  # type: ignore[union-attr]


def test_never_fulfilled_there_are_no_hours() -> None:
    causes = found(told(LATE, unfinished=(0,))).causes
    assert all(each.hours is None for each in causes)


def test_the_path_of_one_replication_is_told_with_dates() -> None:
    path = steps(
        told(LATE, TIMELY).__getitem__, manifest(replications=2), "handover", replication=1
    )
    assert [(step.begin, step.text) for step in path] == [
        ("2020-11-10 00:00", "Convoy 3 of battalion is not ready or not told yet, in Town"),
        ("2020-11-12 02:00", "Household 3 of townspeople waits for a vehicle of town lorries"),
        ("2020-11-13 08:00", "Household 3 of townspeople is on Road, toward Border"),
    ]


def test_a_step_of_who_has_a_name_without_capitals_begins_with_it_as_it_is() -> None:
    made = told(TIMELY)
    made["case_movers"] = frame("case_movers", [{"mover": LORRIES, "name": "ლაჩინი"}])
    loads: Step = ("loading", "places.town", LORRIES, 1.0)
    made |= {"paths": told([loads])["paths"].assign(number=-1)}
    (step,) = steps(made.__getitem__, manifest(), "handover", replication=0)
    assert step.text == "ლაჩინი loads in Town"


def test_every_cause_has_words() -> None:
    assert set(STEPS) >= ALL.keys() - {"aircraft", "parking", "flying"}
    assert set(HELD) >= {entry.name for entry in CAUSES.values()} - {"idle", "aircraft", "parking"}
    assert not set(HELD) & WORK.keys()


def test_an_unknown_clause_a_replication_that_is_not_there_and_a_study_are_refused() -> None:
    made = told(LATE)
    with pytest.raises(InputError, match="no clause 'hill'; there are handover"):
        why(made.__getitem__, manifest(), clause="hill")
    with pytest.raises(InputError, match="no replication 5"):
        steps(made.__getitem__, manifest(), "handover", replication=5)
    with pytest.raises(InputError, match="a study has many scenarios"):
        why(made.__getitem__, manifest(points=3))
