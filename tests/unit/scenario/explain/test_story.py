"""What a scenario says, block by block, on the smallest scenario that shows it."""

from typing import Any

import pytest

from sim.scenario.explain.story import story
from tests.builders import scenario

DUE = "2020-11-15 00:00"
PEOPLE_OUT = {
    "party": "leaver",
    "who": {"area": "district"},
    "what": ["civilians"],
    "due": "2020-11-20 00:00",
}


def clause(**changes: Any) -> str:
    """The sentence and details of the minimal scenario's clause with changes."""
    clauses = {"handover": changes, "people": PEOPLE_OUT}
    told = story(scenario(agreement={"clauses": clauses}).scenario).duties
    return next(
        " ".join((duty.text, *duty.details)) for duty in told if duty.path.endswith(".handover")
    )


def extension(**changes: Any) -> str:
    """The sentence and details of an extension of that clause."""
    given = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 100,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": 5},
        "grant": "always",
        **changes,
    }
    told = story(scenario(agreement={"extensions": {"delay": given}}).scenario).more_time[0]
    return " ".join((told.text, *told.details))


def calendar(changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Dated lines of the minimal scenario with changes."""
    told = story(scenario(changes).scenario).calendar
    return [(f"{line.at:%Y-%m-%d %H:%M}", line.text) for line in told]


def rules(changes: dict[str, Any]) -> list[str]:
    """What follows events in the minimal scenario with changes."""
    return [told.text for told in story(scenario(changes).scenario).rules]


def present(changes: dict[str, Any]) -> dict[str, str]:
    """Who is there, by path, in the minimal scenario with changes."""
    told = story(scenario(changes).scenario).present
    return {item.path: " ".join((item.text, *item.details)) for item in told}


def test_clause_says_who_must_have_whom_out_of_where_by_when() -> None:
    assert clause() == (
        "Clause 'handover': Leaver must have all troops and civilians out of District "
        "by 15 Nov 2020 00:00."
    )


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ({"share": 0.5}, "must have 50 % of the troops out"),
        ({"number": 300}, "must have at least 300 of the troops out"),
        ({"at_most": 20}, "must have all but 20 of the troops out"),
    ],
)
def test_clause_says_how_much_of_it(measure: dict[str, float], words: str) -> None:
    assert words in clause(measure=measure, what=["troops"])


def test_clause_on_named_units_names_them() -> None:
    changes = {"who": {"names": ["troops.battalion"]}, "what": ["troops"]}
    assert "all troops of unit 'battalion' out by" in clause(**changes)


def test_clause_that_counts_from_an_event_has_the_event_for_a_date() -> None:
    due = {"event": "signed", "after_hours": 48}
    assert "out of District by 48 hours after the agreement is signed." in clause(due=due)


def test_clause_tells_the_source_of_its_date_and_what_others_say() -> None:
    loaded = scenario(
        sources={"text": {"title": "The text"}, "news": {"title": "The news"}},
        agreement={
            "clauses": {
                "handover": {
                    "due": {
                        "value": DUE,
                        "source": "text",
                        "rivals": [{"value": "2020-11-20 00:00", "source": "news"}],
                    }
                }
            }
        },
    )
    assert story(loaded.scenario).duties[0].details == (
        "The date is from: The text.",
        "Another source has 20 Nov 2020 00:00 (The news).",
    )


def test_stragglers_are_told() -> None:
    assert "met even if 2 % of them are missing" in clause(stragglers_share=0.02)


def test_extension_says_who_asks_whom_and_that_it_is_always_granted() -> None:
    told = extension()
    assert told.startswith("Leaver may ask Receiver for more time for clause 'handover'.")
    assert "If that is later than due, it asks." in told
    assert "Receiver always grants what is asked." in told
    assert "People hear of the answer at once." in told


@pytest.mark.parametrize(
    ("grant", "words"),
    [
        ("never", "Receiver always refuses."),
        ({"probability": 0.3}, "grants what is asked with a probability of 30 %."),
        (
            {"patience": {"none_probability": 0.35, "days": {"pert": [2, 10, 30]}}},
            "none at all with a probability of 35 %, otherwise about 10 days (2 to 30)",
        ),
    ],
)
def test_extension_says_how_it_is_answered(grant: Any, words: str) -> None:
    assert words in extension(grant=grant)


def test_extension_says_what_becomes_of_a_request_open_at_due() -> None:
    assert "keeps the date open for at most 24 hours." in extension()
    assert "A request still open at due lapses." in extension(pending_at_due="lapses")


def test_calendar_begins_with_the_start_and_ends_with_the_end() -> None:
    lines = calendar({})
    assert lines[0] == ("2020-11-10 00:00", "The simulation begins.")
    assert lines[1] == ("2020-11-10 00:00", "The agreement is signed.")
    assert lines[-1] == ("2020-12-01 00:00", "The simulation ends.")


def test_calendar_is_in_the_order_of_dates_and_not_of_the_file() -> None:
    late = {"at": "2020-11-20 08:00", "groups": ["townspeople"], "says": "leave"}
    early = {"at": "2020-11-11 08:00", "groups": ["townspeople"], "says": "stay"}
    dates = [at for at, _ in calendar({"notices": {"late": late, "early": early}})]
    assert dates == sorted(dates)
    assert len(set(dates)) == 5


def test_due_instant_is_in_the_calendar() -> None:
    assert (
        "2020-11-15 00:00",
        "Clause 'handover' is due: Leaver must have all troops and civilians out of District.",
    ) in calendar({})


def test_notice_is_told_on_its_day_with_what_is_said_and_how_many_heed_it() -> None:
    notice = {"at": "2020-11-11 08:00", "groups": ["townspeople"], "says": "stay"}
    lines = calendar({"notices": {"order": {**notice, "heeded_by": 0.4}}})
    told = "Group 'townspeople' are told to stay (40 % of households heed it)."
    assert ("2020-11-11 08:00", told) in lines


def test_notice_after_an_event_is_a_rule() -> None:
    notice = {
        "at": {"event": "troops.battalion.out", "after_hours": 2},
        "groups": ["townspeople"],
        "says": "leave-by",
        "by": "2020-11-14 00:00",
    }
    assert rules({"notices": {"order": notice}}) == [
        "2 hours after the last of unit 'battalion' are out: Group 'townspeople' are told to "
        "leave by 14 Nov 2020 00:00."
    ]


def test_closing_is_told_where_it_begins_and_where_it_ends() -> None:
    closing = {
        "closed_from": "2020-11-12 18:00",
        "closed_until": {"event": "clauses.handover.due", "before_hours": 12},
        "classes": ["car"],
    }
    changes = {"roads": {"road": {"closings": {"storm": closing}}}}
    assert ("2020-11-12 18:00", "The road Town - Border closes to cars.") in calendar(changes)
    assert rules(changes) == [
        "12 hours before clause 'handover' is due: The road Town - Border opens again to cars."
    ]


def test_opening_by_class_is_told_with_its_speed_and_never_is_a_rule() -> None:
    opening = {"opens": "2020-11-11 06:00", "speed_kmh": 10}
    changes = {"roads": {"road": {"open_to": {"peacekeepers": opening, "bus": "never"}}}}
    told = "The road Town - Border opens to peacekeepers, at 10 km/h."
    assert ("2020-11-11 06:00", told) in calendar(changes)
    assert rules(changes) == ["The road Town - Border is never open to buses."]


def test_what_waits_for_a_road_to_open_names_the_class() -> None:
    flow = {"from": "town", "to": "border", "vehicles_per_day": 240}
    until = {"event": "roads.road.opened-to-lorry", "after_hours": 6}
    assert rules({"flows": {"through": {**flow, "until": until}}}) == [
        "6 hours after the road Town - Border is open to lorries: Flow 'through' ends."
    ]


def test_classes_a_road_opens_to_at_one_instant_share_a_line() -> None:
    opening = {"car": "2020-11-11 06:00", "lorry": "2020-11-11 06:00"}
    lines = calendar({"roads": {"road": {"open_to": opening}}})
    told = "The road Town - Border opens to cars and lorries."
    assert ("2020-11-11 06:00", told) in lines


def test_flow_is_told_where_it_begins_and_where_it_ends() -> None:
    flow = {"from": "town", "to": "border", "vehicles_per_day": 240, "until": "2020-11-17 12:00"}
    lines = calendar({"flows": {"through": flow}})
    assert ("2020-11-10 00:00", "Flow 'through' begins, 240 vehicles a day.") in lines
    assert ("2020-11-17 12:00", "Flow 'through' ends.") in lines


def test_army_is_told_at_due_with_what_it_does_if_the_area_is_not_empty() -> None:
    army = {
        "party": "receiver",
        "area": "district",
        "clause": "handover",
        "entry": "border",
        "enters_after_due_hours": 2,
        "late_area": "waits-hours",
        "wait_hours": 6,
        "columns": {"first": {"vehicles": 10, "reaches": ["town"], "advance_speed_kmh": 10}},
    }
    changes = {"receiving_armies": {"army": army}}
    told = (
        "Army 'army' enters District from Border 2 hours later; if troops are still inside it "
        "waits, but at most 6 hours."
    )
    assert ("2020-11-15 00:00", told) in calendar(changes)
    assert (
        "Column 'first', 10 vehicles, reaches Town at 10 km/h."
        in (present(changes)["receiving_armies.army"])
    )


def test_night_is_a_rule() -> None:
    night = {"begins": "18:00", "ends": "07:00", "binds": ["bus"]}
    assert rules({"night": night}) == [
        "Night is from 18:00 to 07:00; buses enter no road at night."
    ]


def test_unit_is_told_with_its_pattern_and_its_rear_guard() -> None:
    unit = {"departure": "late", "rear_guard": {"share": 0.2, "hours_before_due": 6}}
    told = present({"troops": {"battalion": unit}})["troops.battalion"]
    assert told.startswith("Unit 'battalion' (Leaver) at Town: 400 people and 40 vehicles.")
    assert "as late as it can" in told
    assert "The last 20 % of its convoys wait until the civilians are out" in told


def test_group_is_told_with_pools_for_people_and_loads() -> None:
    pool = {"base": "border", "vehicles": 10, "loading_hours": 5, "unloading_hours": 1}
    changes = {
        "vehicle_pools": {
            "lorries": pool,
            "buses": {**pool, "vehicle_class": "bus", "carries": "people", "capacity": 40},
        },
        "civilians": {
            "townspeople": {
                "own_vehicle_share": 0.8,
                "people_by": "buses",
                "loads_per_household": 1,
                "loads_by": "lorries",
                "stays_share": 0.02,
            }
        },
    }
    told = present(changes)
    people = told["civilians.townspeople"]
    assert "80 % of the households in their own vehicle, the others with pool 'buses'." in people
    assert "They take 1 load a household, carried by pool 'lorries'." in people
    assert "2 % of the households stay for good." in people
    assert told["vehicle_pools.lorries"].startswith("Pool 'lorries', based at Border: 10 vehicles.")
