"""One replication as the data of a replay: movers, timetable, ledger, and odd cases."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from sim.analysis.replay.choosing import Choice
from sim.analysis.replay.ledger import MOST, shortened
from sim.analysis.replay.logs import log_of, rows_of
from sim.analysis.replay.movers import CONVOY
from sim.analysis.replay.packing import unpacked
from sim.analysis.replay.rows import Row
from sim.analysis.replay.sketch import GUESSED, KNOWN, NEARER, sketch
from sim.analysis.replay.telling import Data, lead, replay_data, replay_of
from sim.analysis.trace.telling import Told as Line
from sim.analysis.trace.telling import tell
from sim.catalogue import Kind
from sim.outcomes.reading import Reading
from tests.builders import changed, minimal, scenario
from tests.engines.crowded_mission import everybody
from tests.runs import Told, run
from tests.verification.test_violations import front

CHOICE = Choice(number=3, chosen="median", place=2, of=4, lateness_hours=30.0, breaches=0)


def played(changes: dict[str, Any] | None = None) -> tuple[Told, Data]:
    told = run(changed(minimal(), changes or {}))
    return told, replay_data(Reading(told.log, told.roster))


def row_of(data: Data, path: str) -> Row:
    return next(row for row in data["rows"] if row["path"] == path)


# --- movers ---------------------------------------------------------------------------------


def test_each_convoy_is_seen_and_households_are_not() -> None:
    told, data = played()
    assert [mover["kind"] for mover in data["movers"]] == [CONVOY, CONVOY]
    road, way, begin, length = unpacked(data["movers"][0]["legs"])
    enter = told.one(Kind.ENTER, subject="troops.battalion", number=0)
    assert (road, way) == (0, 0)
    assert begin == -(-enter.second // 60)
    assert length == 120  # 60 km at 30 km/h
    assert data["movers"][0]["gone"] == -(
        -told.one(Kind.ARRIVE, number=0, subject="troops.battalion").second // 60
    )


# --- the timetable --------------------------------------------------------------------------


def test_a_clause_has_its_due_date_and_what_comes_after_it_is_late() -> None:
    told, data = played({"agreement": {"clauses": {"handover": {"due": "2020-11-10 02:00"}}}})
    done = -(-told.one(Kind.COMPLETED).second // 60)
    row = row_of(data, "clauses.handover")
    assert (120, "signed", 0) in row["marks"]
    assert (done, "done", done) in row["marks"]
    assert row["bars"] == [(0, 120, "duty"), (120, done, "late")]


def test_a_unit_is_not_ready_then_leaving_then_out() -> None:
    told, data = played({"troops": {"battalion": {"ready_after_hours": 5}}})
    (waiting, leaving) = row_of(data, "troops.battalion")["bars"]
    begun, gone = (
        -(-told.rows(kind, subject="troops.battalion")[place].second // 60)
        for kind, place in ((Kind.DEPART, 0), (Kind.OUT, -1))
    )
    assert (waiting, leaving) == ((0, begun, "waiting"), (begun, gone, "leaving"))


def test_who_never_gets_out_is_leaving_to_the_end() -> None:
    early = {"agreement": {"clauses": {"handover": {"due": "2020-11-10 01:30"}}}}
    _, data = played({**early, "end": "2020-11-10 02:00"})
    assert row_of(data, "troops.battalion")["bars"][-1][1:] == (120, "leaving")
    assert row_of(data, "troops.battalion")["marks"] == []


def test_everybody_with_a_part_has_a_row() -> None:
    told = run(everybody())
    data = replay_data(Reading(told.log, told.roster))
    paths = {row["path"] for row in data["rows"]}
    parts = told.roster.scenario
    for collection in ("troops", "civilians", "receiving_armies", "contingents"):
        assert {f"{collection}.{name}" for name in getattr(parts, collection)} <= paths
    assert {f"clauses.{name}" for name in parts.agreement.clauses} <= paths


# --- the ledger -----------------------------------------------------------------------------


def test_the_ledger_tells_what_a_trace_tells() -> None:
    told, data = played()
    assert [text for _, text, _ in data["ledger"]] == [
        line.text for line in tell(told.log, told.roster)
    ]
    minutes = [minute for minute, _, _ in data["ledger"]]
    assert minutes == sorted(minutes)
    assert minutes[-1] <= data["ended"]


def test_a_sentence_leads_to_its_area_and_its_row() -> None:
    _, data = played()
    number = [row["path"] for row in data["rows"]].index("clauses.handover")
    done = next(about for _, text, about in data["ledger"] if "is fulfilled" in text)
    assert data["about"][done].split() == [f"t{number}", "a0"]


def test_whatever_a_sentence_leads_to_is_there() -> None:
    told = run(everybody())
    data = replay_data(Reading(told.log, told.roster))
    many = {
        "a": len(data["areas"]),
        "r": len(data["roads"]),
        "p": len(data["sketch"]["places"]),
        "t": len(data["rows"]),
    }
    named = [name for about in data["about"] for name in about.split()]
    assert named
    assert all(int(name[1:]) < many[name[0]] for name in named)


def test_of_too_many_sentences_the_least_telling_go_first() -> None:
    told, _ = played()
    first = tell(told.log, told.roster)[0]
    lines = [
        Line(first.second, first.at, subject, "")
        for subject in ("areas.a", "clauses.b", "posts.c")
        for _ in range(MOST // 2)
    ]
    assert {line.subject for line in shortened(lines)} == {"clauses.b", "posts.c"}


# --- where places stand ---------------------------------------------------------------------


def placed(**where: tuple[float, float] | None) -> dict[str, Any]:
    names = {name: {"name": name} for name in where}
    for name, point in where.items():
        if point is not None:
            names[name] |= {"latitude": point[0], "longitude": point[1]}
    return {"places": names}


def test_a_remote_place_that_one_road_leads_to_is_drawn_nearer() -> None:
    far = scenario(
        changed(
            placed(town=(40.0, 46.0), border=(40.5, 46.0), airfield=(45.0, 46.0)),
            {"roads": {"air": {**minimal()["roads"]["road"], "from": "airfield", "to": "border"}}},
        )
    )
    found = sketch(far.scenario)
    assert [by for *_, by in found["places"]] == [KNOWN, KNOWN, NEARER]
    assert 55 < found["km"] < 80  # half a degree of latitude and a third more, not five degrees


def test_without_coordinates_it_is_a_sketch_in_which_no_distance_counts() -> None:
    found = sketch(scenario().scenario)
    assert found["km"] == 0
    assert [by for *_, by in found["places"]] == [GUESSED, GUESSED]


# --- as text, and odd cases -----------------------------------------------------------------


def test_names_in_a_script_that_begins_nothing_with_a_capital_are_left_as_they_are() -> None:
    georgian = "\u10da\u10d0\u10e9\u10d8\u10dc\u10d8"
    _, data = played({"agreement": {"clauses": {"handover": {"name": georgian}}}})

    assert row_of(data, "clauses.handover")["name"] == georgian
    assert any(text.startswith(georgian) for _, text, _ in data["ledger"])


def test_no_name_can_end_the_element_that_holds_the_data() -> None:
    told = run(changed(minimal(), {"areas": {"district": {"name": "</script><b>&"}}}))
    text = replay_of(told.log, told.roster, choice=CHOICE).text
    assert not set("<>&") & set(text)
    assert json.loads(text)["areas"][0]["name"] == "</script><b>&"


@pytest.mark.parametrize("absent", ["troops", "civilians"])
def test_without_one_of_its_parts_a_case_still_has_a_replay(absent: str) -> None:
    _, data = played({absent: None})
    assert 0 <= data["still"] <= data["end"]
    assert [row["path"] for row in data["rows"]][1] == "clauses.handover"


def test_an_agreement_that_collapsed_is_played_to_its_end() -> None:
    told = run(front(collapse_probability=1))
    data = replay_data(Reading(told.log, told.roster))
    collapsed = -(-told.one(Kind.COLLAPSED).second // 60)
    assert data["end"] == collapsed
    assert max(bar[1] for row in data["rows"] for bar in row["bars"]) <= collapsed
    assert any("collapses" in text for _, text, _ in data["ledger"])


def test_a_log_comes_back_from_its_table() -> None:
    told = run(everybody())
    again = log_of(rows_of(told.log), told.roster)
    assert again is not None
    assert again.digest() == told.log.digest()


def test_a_table_with_a_name_that_nobody_has_is_no_log() -> None:
    told, _ = played()
    rows = rows_of(told.log)
    rows.loc[0, "subject"] = "troops.nobody"
    assert log_of(rows, told.roster) is None


# --- the words before it --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({}, "This is replication 3, the middle one of 4 when they are ordered by how late"),
        ({}, "the latest clause was fulfilled 30 hours after its date as signed"),
        (
            {"lateness_hours": -3.0},
            "every clause was fulfilled by its date as signed, the tightest 3 hours before",
        ),
        ({"lateness_hours": math.inf}, "not every clause was fulfilled before the end"),
        ({"lateness_hours": -math.inf}, "no clause had a date"),
        ({"chosen": "worst"}, "the latest of 4"),
        ({"chosen": "first"}, "the first of 4; it is number 2 when"),
        ({"of": 1, "place": 1}, "This is replication 3, the only one there is. "),
        (
            {},
            "possible course of events; the other replications show others. It is no forecast.",
        ),
    ],
)
def test_it_says_which_replication_it_is_and_what_it_is_not(
    choice: dict[str, Any], says: str
) -> None:
    assert says in " ".join(lead(replace(CHOICE, **choice)))
