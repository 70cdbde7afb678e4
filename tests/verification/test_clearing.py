"""Clearing teams: kilometres over their rate, road after road, and what waits for it."""

from typing import Any

from sim.catalogue import Cause, Kind
from tests.builders import changed
from tests.runs import DAY, HOUR, run
from tests.verification.mission import mission
from tests.verification.stage import battalion, enters, flow, road, stage

Tree = dict[str, Any]
BEGINS = 8 * HOUR + 1
"""They begin at 08:00; what a decision sets off begins a second later."""


def team(*roads: str, **changes: Any) -> Tree:
    """A team that clears 240 kilometres a day, ten an hour."""
    return {
        "sappers": {
            "party": "leaver",
            "begins": "2020-11-10 08:00",
            "km_per_day": 240,
            "roads": list(roads),
        }
        | changes
    }


def test_a_team_clears_road_after_road_at_its_rate() -> None:
    """Ten kilometres an hour: 30 km take three hours, then 5 km half an hour."""
    tree = mission(
        roads={"ridge": {"mined_km": 30}, "valley": {"mined_km": 5}},
        clearing_teams=team("ridge", "valley", party="keeper"),
    )
    told = run(tree)
    begun = [(row.second, row.at) for row in told.rows(Kind.CLEARING)]
    assert begun == [
        (BEGINS, "roads.ridge>camp"),
        (BEGINS + 3 * HOUR, "roads.valley>junction"),
    ]
    cleared = BEGINS + 3 * HOUR + HOUR // 2
    assert told.seconds(Kind.CLEARED) == [BEGINS + 3 * HOUR, cleared]


def test_a_team_may_begin_after_an_event_and_others_wait_for_it_to_be_done() -> None:
    """The second team begins when the first is done, and a milestone waits for the second."""
    first = team("valley", party="keeper")
    after = {"event": "clearing_teams.sappers.done", "after_hours": 2}
    second = {"others": first["sappers"] | {"roads": ["ridge"], "begins": after}}
    clause = {
        "party": "keeper",
        "must": "happen",
        "needs": ["clearing_teams.others.done"],
        "due": "2020-11-20 00:00",
    }
    tree = mission(
        roads={"ridge": {"mined_km": 10}, "valley": {"mined_km": 10}},
        clearing_teams=first | second,
        agreement={"clauses": {"cleared": clause}},
    )
    told = run(tree)
    done = BEGINS + HOUR + 2 * HOUR + 1 + HOUR
    assert told.one(Kind.CLEARED, subject="clearing_teams.others").second == done
    assert told.one(Kind.COMPLETED, subject="clauses.cleared").second == done + 1


def mined(**changes: Any) -> Tree:
    """A mined road of 30 km on which cars wait for the team: until 11:00."""
    opening = {"car": {"event": "roads.test.cleared"}}
    return changed(
        stage(
            roads={"test": road(mined_km=30, open_to=opening)},
            clearing_teams=team("test"),
            flows={"cars": flow(24)},
        ),
        changes,
    )


def test_a_road_opens_to_a_class_once_it_is_cleared() -> None:
    """Cars from half past midnight on wait for a way; it opens in the second of the clearing.

    Those who wait look again a second later and enter one after another, six seconds each; lorries
    were never kept from it.
    """
    tree = mined(flows={"lorries": flow(24, vehicle_class="lorry", until="2020-11-10 06:00")})
    told = run(tree)
    opened = BEGINS + 3 * HOUR
    cars = [s for s in enters(told, subject="flows.cars") if s < 12 * HOUR]
    assert cars[:11] == [opened + 1 + 6 * k for k in range(11)]
    assert told.waits(Cause.CLOSED, subject="flows.cars", number=0) == [(HOUR // 2, opened + 1)]
    assert enters(told, subject="flows.lorries") == [HOUR // 2 + k * HOUR for k in range(6)]


def test_it_may_open_some_hours_after_it_was_cleared() -> None:
    opening = {"car": {"event": "roads.test.cleared", "after_hours": 5}}
    told = run(mined(roads={"test": {"open_to": opening}}))
    assert enters(told, subject="flows.cars")[0] == BEGINS + 8 * HOUR + 1


def test_a_flow_may_end_when_a_road_is_cleared() -> None:
    """One an hour at half past, by another road, until this one is cleared a second past 11:00."""
    detour = {"cars": {"route": ["detour"], "until": {"event": "roads.test.cleared"}}}
    told = run(mined(roads={"detour": road(length_km=90)}, flows=detour))
    seconds = enters(told, "roads.detour>east", "flows.cars")
    assert seconds == [HOUR // 2 + k * HOUR for k in range(11)]


def test_its_own_speed_holds_until_then() -> None:
    """Peacekeepers may use it from the start, at 10 km/h: three hours, and one after 11:00."""
    opening = {"opens": "2020-11-10 00:00", "speed_kmh": 10}
    tree = stage(
        roads={"test": road(mined_km=30, open_to={"peacekeepers": opening})},
        clearing_teams=team("test"),
        flows={"watchers": flow(2, vehicle_class="peacekeepers")},
    )
    told = run(tree)
    arrived = told.seconds(Kind.ARRIVE, subject="flows.watchers")
    # A single vehicle keeps its spacing of 100 m: 36 s at 10 km/h, 12 s at 30 km/h.
    assert arrived == [DAY // 4 + 36 + 3 * HOUR, 3 * DAY // 4 + 12 + HOUR]


def test_once_it_is_cleared_it_is_the_quicker_way_again() -> None:
    """Three hours by the mined road, two by the detour; after 11:00 an hour by the road."""
    opening = {"opens": "2020-11-10 00:00", "speed_kmh": 10}
    tree = stage(
        roads={
            "test": road(mined_km=30, open_to={"peacekeepers": opening}),
            "detour": road(length_km=60),
        },
        clearing_teams=team("test"),
        flows={"watchers": flow(2, vehicle_class="peacekeepers")},
    )
    lanes = [row.at for row in run(tree).rows(Kind.ENTER, subject="flows.watchers")]
    assert lanes == ["roads.detour>east", "roads.test>east"]


def opening(**classes: Any) -> Tree:
    """Cars may use the mined road five hours after it is cleared at 11:00; others as told."""
    return {"car": {"event": "roads.test.cleared", "after_hours": 5}, **classes}


OPENS = BEGINS + 8 * HOUR
"""Cleared a second past 11:00, open to cars five hours later."""


def test_that_a_road_opens_to_a_class_is_written_down_for_that_class() -> None:
    told = run(mined(roads={"test": {"open_to": opening(bus="2020-11-10 09:00")}}))
    found = [(row.second, row.subject, row.value) for row in told.rows(Kind.OPENED_TO)]
    assert found == [(9 * HOUR, "roads.test", 4), (OPENS, "roads.test", 1)]


def test_one_class_may_be_let_in_when_another_is() -> None:
    """The hours stand once: lorries follow cars a second later, buses an hour after them."""
    after_cars = {"event": "roads.test.opened-to-car"}
    others = {"lorry": after_cars, "bus": {"opens": after_cars | {"after_hours": 1}}}
    told = run(mined(roads={"test": {"open_to": opening(**others)}}))
    assert told.seconds(Kind.OPENED_TO) == [OPENS, OPENS + 1, OPENS + HOUR]


def test_others_may_wait_for_a_road_to_be_open_to_a_class() -> None:
    """A flow ends by it, a unit needs it, a clause is due after it, a notice is given at it.

    It opens among the decisions of a second and is heard of in the next; the unit then loads.
    """
    event = "roads.test.opened-to-car"
    due = {"event": event, "after_hours": 2}
    clause = {"party": "leaver", "must": "happen", "duration_hours": 1, "due": due}
    tree = mined(
        roads={"test": {"open_to": opening()}, "detour": road(length_km=90)},
        flows={"cars": {"route": ["detour"], "until": {"event": event}}},
        troops={"battalion": battalion(needs=[event])},
        agreement={"clauses": {"talks": clause}},
        notices={"news": {"at": {"event": event}, "groups": ["townspeople"], "says": "leave"}},
    )
    told = run(tree)
    assert enters(told, subject="flows.cars", lane="roads.detour>east")[-1] < OPENS
    assert len(enters(told, subject="flows.cars", lane="roads.detour>east")) == 16
    assert told.one(Kind.LOAD_BEGIN, subject="troops.battalion").second == OPENS + 2
    assert told.one(Kind.DUE_SET, subject="clauses.talks").value == OPENS + 2 * HOUR
    assert told.one(Kind.NOTICE).second == OPENS + 1


def test_a_road_that_nothing_keeps_a_class_from_is_open_to_it_at_the_start() -> None:
    """No row says so, since nothing happens; what waits for it goes on at once."""
    event = {"event": "roads.test.opened-to-lorry", "after_hours": 2}
    told = run(mined(flows={"cars": {"vehicle_class": "lorry", "begins": event}}))
    assert told.one(Kind.OPENED_TO).value == 1
    assert enters(told, subject="flows.cars")[0] == 2 * HOUR + HOUR // 2


def test_a_road_that_is_never_cleared_opens_to_nobody() -> None:
    """The team would begin after the end."""
    late = {"sappers": {"begins": "2020-12-30 00:00"}}
    after_cars = {"bus": {"event": "roads.test.opened-to-car"}}
    tree = mined(clearing_teams=late, roads={"test": {"open_to": opening(**after_cars)}})
    assert not run(tree).rows(Kind.OPENED_TO)
