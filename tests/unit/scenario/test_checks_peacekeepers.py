"""Contingents, posts, clearing teams, weather, violations and suspensions that mean nothing."""

from typing import Any

import pytest

from tests.builders import refusals

AIRCRAFT = {"share": 1, "fleet": 2, "flight_hours": 1, "ground_hours": 1}
CONTINGENT: dict[str, Any] = {
    "party": "receiver",
    "personnel": 100,
    "airlift": {
        "to": "border",
        "begins": "2020-11-10 02:00",
        "sorties": 10,
        "sorties_per_day": 5,
        "aircraft": {"heavy": AIRCRAFT},
        "load_plan": {"all": {"from_sortie": 1, "personnel": 10, "vehicles": 1}},
    },
    "march": {"to": "town", "unit_personnel": 20, "longest_wait_hours": 12},
    "posts_begun_per_day": 2,
}
POST = {
    "contingent": "watchers",
    "place": "town",
    "order": 1,
    "personnel": 5,
    "vehicles": 1,
    "set_up_hours": 2,
}

EVENT = "roads.road.cleared"


def told(**blocks: Any) -> list[tuple[str, str]]:
    return [(path, what) for _, path, what in refusals(**blocks)]


def airlift(**changes: Any) -> dict[str, Any]:
    return {"watchers": {**CONTINGENT, "airlift": {**CONTINGENT["airlift"], **changes}}}


def test_a_contingent_with_all_it_needs_is_accepted():
    assert not told(contingents={"watchers": CONTINGENT}, posts={"first": POST})


@pytest.mark.parametrize(
    ("changes", "path", "what"),
    [
        ({"aircraft": {}}, "aircraft", "some kind of aircraft must fly a share of the sorties"),
        (
            {"load_plan": {"later": {"from_sortie": 5, "personnel": 1, "vehicles": 1}}},
            "load_plan",
            "one stage must begin with 'from_sortie: 1'",
        ),
        (
            {"opens": "06:00", "shuts": "06:00"},
            "shuts",
            "sorties stop in the minute in which they begin",
        ),
    ],
)
def test_an_airlift_that_cannot_fly(changes: dict[str, Any], path: str, what: str):
    assert told(contingents=airlift(**changes)) == [(f"contingents.watchers.airlift.{path}", what)]


def test_what_flies_itself_is_equipment():
    legs = {"helicopters": {"leaves": "2020-11-11 08:00", "to": "town", "number": 4, "hours": 2}}
    found = told(contingents={"watchers": {**CONTINGENT, "air_legs": legs}})
    path = "contingents.watchers.air_legs.helicopters"
    assert found == [(path, "'helicopters' must be among the contingent's equipment")]


def test_no_more_fly_themselves_than_come():
    leg = {"leaves": "2020-11-11 08:00", "to": "town", "number": 4, "hours": 2, "personnel": 101}
    found = told(
        contingents={
            "watchers": {
                **CONTINGENT,
                "equipment": {"helicopters": 3},
                "air_legs": {"helicopters": leg},
            }
        }
    )
    path = "contingents.watchers.air_legs"
    assert found == [
        (path, "101 people fly themselves there, 100 come"),
        (f"{path}.helicopters.number", "more than there are in all: 3"),
    ]


def test_a_march_needs_a_way():
    found = told(contingents=airlift(to="island"), places={"island": {"name": "Island"}})
    what = "no way from 'island' to 'town' by roads ever open to peacekeepers"
    assert found == [("contingents.watchers.march.to", what)]


def test_a_post_needs_a_way():
    places = {"island": {"name": "Island"}}
    posts = {"first": {**POST, "place": "island"}}
    found = told(contingents={"watchers": CONTINGENT}, posts=posts, places=places)
    what = "no way from 'town' to 'island' by roads ever open to peacekeepers"
    assert found == [("posts.first.place", what)]


def test_a_team_clears_what_is_mined():
    team = {"party": "receiver", "begins": "2020-11-11 08:00", "km_per_day": 3, "roads": ["road"]}
    found = told(clearing_teams={"sappers": team})
    assert found == [("clearing_teams.sappers.roads.0", "'road' is not mined; give it 'mined_km'")]
    assert not told(clearing_teams={"sappers": team}, roads={"road": {"mined_km": 2}})


def test_nobody_waits_for_a_road_that_no_team_clears():
    flow = {
        "from": "town",
        "to": "border",
        "vehicles_per_day": 9,
        "until": {"event": "roads.road.cleared"},
    }
    found = told(flows={"through": flow})
    assert found == [("flows.through.until.event", "no team clears road 'road'")]


@pytest.mark.parametrize(
    ("blocks", "path"),
    [
        ({"troops": {"battalion": {"ready_after": EVENT}}}, "troops.battalion.ready_after"),
        ({"troops": {"battalion": {"needs": [EVENT]}}}, "troops.battalion.needs.0"),
        (
            {"agreement": {"clauses": {"handover": {"needs": ["signed", EVENT]}}}},
            "agreement.clauses.handover.needs.1",
        ),
    ],
    ids=["ready-after", "needs-of-a-unit", "needs-of-a-clause"],
)
def test_an_event_that_never_comes_is_found_wherever_it_is_named(blocks: dict[str, Any], path: str):
    assert told(**blocks) == [(path, "no team clears road 'road'")]


def test_violations_fall_on_areas_that_there_are():
    block = {
        "fragile_probability": 0.5,
        "held_per_day": 0.1,
        "fragile_per_day": 9,
        "covered_factor": 0.3,
        "areas": {"districts": {}},
    }
    found = told(violations=block)
    what = "no area 'districts'; did you mean 'district'?"
    assert found == [("violations.areas.districts", what)]


def test_a_suspension_has_one_beginning():
    block = {"party": "leaver", "lasts_hours": 24}
    what = "give either 'begins' or 'after_violation_probability'"
    assert told(suspensions={"crisis": block}) == [("suspensions.crisis", what)]


def test_a_suspension_after_a_violation_needs_violations():
    block = {"party": "leaver", "lasts_hours": 24, "after_violation_probability": 0.5}
    path = "suspensions.crisis.after_violation_probability"
    what = "there are no 'violations' that it could follow"
    assert told(suspensions={"crisis": block}) == [(path, what)]
