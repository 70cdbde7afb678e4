"""A replication told in sentences: in the order of its log, in the scenario's own words."""

from typing import Any

import pytest

from sim.analysis.trace.telling import Told, tell
from sim.catalogue import Kind
from sim.events.log import EventLog
from sim.scenario.roster import Roster
from tests.builders import changed, minimal
from tests.runs import run
from tests.verification.test_violations import front

NAMES = {
    "troops": {"battalion": {"name": "First Battalion"}},
    "civilians": {"townspeople": {"name": "The townspeople"}},
    "agreement": {"clauses": {"handover": {"name": "The handover"}}},
}
ASKING = {
    "parties": {"broker": {"name": "Broker", "roles": ["mediating"]}},
    "roads": {"road": {"length_km": 3600}},
    "civilians": None,
    "agreement": {
        "extensions": {
            "policy": {
                "clauses": ["handover"],
                "asked_by": "leaver",
                "through": "broker",
                "answered_by": "receiver",
                "planned_vehicles_per_hour": 400,
                "ask_if_late_by_hours": 0,
                "ask": {"prudence": 1, "most_days": 10},
                "relay_hours": 2,
                "answer_hours": 10,
                "grant": "always",
                "public_after_hours": 5,
            }
        }
    },
}


def told(changes: dict[str, Any] | None = None, *, everything: bool = False) -> list[Told]:
    found = run(changed(changed(minimal(), NAMES), changes or {}))
    return tell(found.log, found.roster, everything=everything)


def lines(changes: dict[str, Any] | None = None, **how: Any) -> list[str]:
    return [f"{each.at:%d %b %H:%M} {each.text}" for each in told(changes, **how)]


def test_a_withdrawal_is_told_from_those_present_to_the_last_out() -> None:
    found = lines({"civilians": None})
    assert found == [
        "10 Nov 00:00 First Battalion: 400 people, 40 vehicles, at Town.",
        "10 Nov 00:00 The handover is due 15 Nov 2020 00:00.",
        "10 Nov 00:00 First Battalion: ready to leave Town.",
        "10 Nov 01:00 First Battalion: the first convoy sets out (200 people, 20 vehicles).",
        "10 Nov 03:34 First Battalion: the last are out.",
        "10 Nov 03:34 The handover is fulfilled, 4.9 days before it is due.",
        "11 Nov 00:00 District: 400 people, 40 vehicles left over the day; nobody inside any more.",
        "15 Nov 00:00 The handover falls due: nobody is inside any more.",
        "15 Nov 00:00 Nothing more can happen: the run ends.",
    ]


def test_a_request_for_more_time_names_who_asks_whom_through_whom() -> None:
    found = "\n".join(lines(ASKING))
    assert "Leaver asks Receiver, through Broker, for 1 more day for The handover." in found
    assert "The request for The handover reaches Receiver." in found
    assert "Receiver grants 1 day for The handover." in found
    assert "The handover is now due 16 Nov 2020 00:00." in found
    assert "People hear that The handover is now due 16 Nov 2020 00:00." in found


def test_a_refusal_is_told_and_that_due_stays() -> None:
    never = {"agreement": {"extensions": {"policy": {"grant": "never"}}}}
    found = "\n".join(lines(changed(ASKING, never)))
    assert "Receiver refuses more time for The handover." in found
    assert "People hear that The handover stays due 15 Nov 2020 00:00." in found
    assert "The handover falls due: 400 people still inside." in found


def test_a_late_clause_says_how_late() -> None:
    late = {"civilians": None, "roads": {"road": {"length_km": 3750}}}
    assert any("The handover is fulfilled, 6.6 hours late." in line for line in lines(late))


def test_a_notice_to_two_groups_is_one_sentence() -> None:
    village = changed(minimal()["civilians"]["townspeople"], {"name": "The villagers"})
    notice = {"at": "2020-11-10 06:00", "groups": ["townspeople", "villagers"], "says": "leave-by"}
    found = lines(
        {
            "civilians": {"villagers": village},
            "notices": {"order": {**notice, "by": "2020-11-12 18:00"}},
        }
    )
    told = [line for line in found if "are told" in line]
    assert told == [
        "10 Nov 06:00 The townspeople and The villagers are told to leave by 12 Nov 2020 18:00."
    ]


def test_households_are_counted_by_the_day_and_not_told_one_by_one() -> None:
    found = lines()
    assert len([line for line in found if "household" in line]) == 2
    assert len([line for line in found if "left over the day" in line]) >= 1


def test_told_in_full_every_row_has_a_sentence() -> None:
    found = run(changed(minimal(), NAMES))
    everything = tell(found.log, found.roster, everything=True)
    by_day = [each for each in everything if each.subject.startswith("areas.")]
    assert len(everything) - len(by_day) >= len(found.log)
    texts = [each.text for each in everything]
    assert any(text.startswith("Household 7 of The townspeople sets out") for text in texts)
    assert all(text[0].isupper() or not text[0].isalpha() for text in texts)
    assert all(text.endswith(".") for text in texts)


@pytest.mark.parametrize("everything", [False, True])
def test_the_story_goes_forward(everything: bool) -> None:
    seconds = [each.second for each in told(everything=everything)]
    assert seconds == sorted(seconds)


def test_people_still_inside_at_due_are_those_of_that_instant() -> None:
    """The last convoy is out a second too late: all of its people count as inside."""
    found = run(changed(minimal(), {"civilians": None}))
    out = found.seconds(Kind.OUT)[-1]
    due = found.roster.calendar.local(out - 60).strftime("%Y-%m-%d %H:%M")
    late = changed(
        minimal(),
        {"civilians": None, "agreement": {"clauses": {"handover": {"due": due}}}},
    )
    again = run(late)
    falls_due = [each for each in tell(again.log, again.roster) if "falls due" in each.text]
    assert falls_due[0].text.endswith("200 people still inside.")


def test_a_closing_is_told_but_not_that_of_every_night() -> None:
    closing = {"closed_from": "2020-11-11 06:00", "closed_until": "2020-11-11 18:00"}
    changes = {
        "night": {"begins": "20:00", "ends": "06:00", "binds": ["troops"]},
        "roads": {"road": {"name": "The road", "closings": {"works": closing}}},
    }
    found = [line for line in lines(changes) if "The road" in line]
    assert found == ["11 Nov 06:00 The road closes.", "11 Nov 18:00 The road opens."]


def test_that_a_road_opens_to_a_class_is_told_once_and_with_the_class() -> None:
    opening = {"bus": "2020-11-11 06:00", "lorry": {"event": "signed"}, "peacekeepers": "never"}
    found = [
        line
        for line in lines({"roads": {"road": {"name": "The road", "open_to": opening}}})
        if "The road" in line
    ]
    assert found == [
        "10 Nov 00:00 The road is open to lorries from now on.",
        "11 Nov 06:00 The road is open to buses from now on.",
    ]


def test_a_long_jam_has_a_beginning_a_worst_and_an_end() -> None:
    """250 cars, one in three minutes: the first goes at once, 49 are left after 200 more."""
    jam = {
        "troops": None,
        "roads": {"road": {"name": "The road", "saturation_vehicles_per_hour": 20}},
        "civilians": {"townspeople": {"people": 1000}},
        "notices": {
            "order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}
        },
    }
    found = [line for line in lines(jam) if "jam" in line]
    assert found == [
        "10 Nov 06:00 100 vehicles queue for The road, toward Border: a jam begins.",
        "10 Nov 16:00 The jam for The road, toward Border is over; at its worst it held "
        "249 vehicles.",
    ]


def test_the_army_enters_and_reaches_its_places() -> None:
    army = {
        "name": "The army",
        "party": "receiver",
        "area": "district",
        "clause": "handover",
        "entry": "border",
        "columns": {"first": {"vehicles": 10, "reaches": ["town"], "advance_speed_kmh": 10}},
    }
    found = "\n".join(lines({"receiving_armies": {"army": army}}))
    assert "The army enters District from Border (10 vehicles)." in found
    assert "The army reaches Town (10 vehicles)." in found


def test_of_several_columns_of_an_army_each_is_told_by_itself() -> None:
    column = {"vehicles": 10, "reaches": ["town"], "advance_speed_kmh": 10}
    army = {
        "name": "The army",
        "party": "receiver",
        "area": "district",
        "clause": "handover",
        "entry": "border",
        "columns": {"first": column, "east-side": column},
    }
    found = "\n".join(lines({"receiving_armies": {"army": army}}))
    assert "The army, column 'first' reaches Town (10 vehicles)." in found
    assert "The army, column 'east side' reaches Town (10 vehicles)." in found


@pytest.mark.parametrize(
    ("named", "called"), [({}, "Sotk pass"), ({"name": "the hills"}, "the hills")]
)
def test_weather_is_over_what_people_call_its_zone(named: dict[str, str], called: str) -> None:
    zones = {"sotk-pass": {**named, "slow_days_share": 1}}
    found = "\n".join(lines({"weather": {"zones": zones}}))
    assert f"The weather over {called} turns bad." in found


def test_telling_changes_nothing() -> None:
    found = run(minimal())
    before = found.log.digest()
    told_twice: list[list[Told]] = [_tell(found.log, found.roster) for _ in range(2)]
    assert told_twice[0] == told_twice[1]
    assert found.log.digest() == before


def _tell(log: EventLog, roster: Roster) -> list[Told]:
    return tell(log, roster)


def test_the_same_sentence_is_told_again_when_it_happens_again() -> None:
    """Some eighty violations in one district, a sentence each, with nothing told between many."""
    found = run(front())
    happened = sum(row.kind is Kind.VIOLATION for row in found.log.rows(Kind.VIOLATION))
    told_of = [each.kind for each in tell(found.log, found.roster)].count(Kind.VIOLATION)
    assert told_of == happened > 10
