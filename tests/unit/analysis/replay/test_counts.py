"""What a replay tells of areas and roads, against counts of the log made in another way."""

from collections import defaultdict
from itertools import pairwise

import pytest

from sim.analysis.replay.areas import ARMY, BOTH, NOBODY, POSTS, TROOPS
from sim.analysis.replay.driving import legs
from sim.analysis.replay.roads import ON_ROAD_MINUTES, OPEN, SHUT, SHUT_TO_SOME
from sim.analysis.replay.telling import Data, replay_data
from sim.catalogue import Kind
from sim.outcomes.reading import Reading
from sim.outcomes.series import Series, series
from tests.builders import changed, minimal
from tests.engines.crowded_mission import everybody
from tests.runs import HOUR, Told, run
from tests.unit.analysis.replay.reading import at
from tests.verification.test_households import loading_family
from tests.verification.test_units import lifted

NO_CIVILIANS = {"civilians": None}


@pytest.fixture(scope="module")
def crowd() -> Told:
    return run(everybody())


@pytest.fixture(scope="module")
def data(crowd: Told) -> Data:
    return replay_data(Reading(crowd.log, crowd.roster))


@pytest.fixture(scope="module")
def hourly(crowd: Told) -> Series:
    return series(crowd.log, crowd.roster)


def column(found: Series, name: str) -> list[int]:
    return [int(value) for value in found.values[:, found.names.index(name)]]


def by_the_hour(text: str, found: Series) -> list[int]:
    return [at(text, 60 * hour) for hour in range(len(found.values))]


def test_people_and_loads_inside_are_those_of_the_series(
    crowd: Told, data: Data, hourly: Series
) -> None:
    for name, area in zip(crowd.roster.scenario.areas, data["areas"], strict=True):
        path = f"areas.{name}"
        troops, civilians = (f"{path}.{who}_inside_people" for who in ("troops", "civilians"))
        assert by_the_hour(area["troops"], hourly) == column(hourly, troops)
        assert by_the_hour(area["civilians"], hourly) == column(hourly, civilians)
        assert by_the_hour(area["loads"], hourly) == column(hourly, f"{path}.loads_inside")
    assert any(max(column(hourly, name)) for name in hourly.names if "troops_inside" in name)


def test_loads_that_were_destroyed_are_inside_no_longer() -> None:
    told = run(lifted(4, destroyed_hours_before_due=108))
    assert told.one(Kind.DESTROYED).loads == 2
    loads_are_those_of_the_series(told)


def test_loads_left_behind_are_inside_no_longer() -> None:
    told = run(loading_family(last_call_hours=96))
    assert told.one(Kind.ABANDONED).loads == 1
    loads_are_those_of_the_series(told)


def loads_are_those_of_the_series(told: Told) -> None:
    (area,) = replay_data(Reading(told.log, told.roster))["areas"]
    hourly = series(told.log, told.roster)
    assert by_the_hour(area["loads"], hourly) == column(hourly, "areas.district.loads_inside")


def test_people_who_stay_are_told_apart_from_those_inside() -> None:
    told = run(changed(minimal(), {"civilians": {"townspeople": {"stays_share": 0.5}}}))
    (area,) = replay_data(Reading(told.log, told.roster))["areas"]
    stay = told.one(Kind.STAYS).people
    assert (area["stay"], at(area["civilians"], 0)) == (stay, 400 - stay)
    assert at(area["civilians"], told.roster.end // 60) == 0 < stay


def test_queues_are_those_of_the_series(crowd: Told, data: Data, hourly: Series) -> None:
    places = list(crowd.roster.scenario.places)
    stood = 0
    for name, road in zip(crowd.roster.scenario.roads, data["roads"], strict=True):
        for lane in road["lanes"]:
            expected = column(hourly, f"roads.{name}>{places[lane['to']]}.queue_vehicles")
            assert by_the_hour(lane["queue"], hourly) == expected
            stood += max(expected)
    assert stood


def test_peacekeepers_are_those_of_the_series(crowd: Told, data: Data, hourly: Series) -> None:
    for name, each in zip(crowd.roster.scenario.contingents, data["contingents"], strict=True):
        path = f"contingents.{name}"
        assert by_the_hour(each["sorties"], hourly) == column(hourly, f"{path}.sorties_number")
        assert by_the_hour(each["landed"], hourly) == column(hourly, f"{path}.landed_people")
        assert by_the_hour(each["placed"], hourly) == column(hourly, f"{path}.in_place_people")
    by_end = [post["manned"] is not None for post in data["posts"] if not post["temporary"]]
    assert sum(by_end) == column(hourly, "posts.manned_number")[-1] > 0


def on_roads(told: Told) -> dict[str, list[tuple[int, int, int]]]:
    """From and to which second how many vehicles were on a direction of a road, row by row."""
    found = defaultdict(list)
    driving: dict[tuple[str, int], tuple[str, int, int, int]] = {}
    ends = told.roster.scenario.roads
    for row in told.log.rows():
        mover = (row.subject, row.number)
        if mover in driving and row.kind in (
            Kind.ENTER,
            Kind.WAIT_BEGIN,
            Kind.ARRIVE,
            Kind.REACHED,
        ):
            lane, begin, tail_in, vehicles = driving[mover]
            toward = lane.partition(">")[2]
            head_there = row.kind is Kind.ENTER or row.at.startswith("roads.")
            if head_there:
                new, _, beyond = row.at.removeprefix("roads.").partition(">")
                origin = ends[new].from_ if beyond == ends[new].to else ends[new].to
                assert origin == toward
                found[lane].append((begin, row.second + tail_in - begin, vehicles))
                del driving[mover]
            elif row.at == f"places.{toward}" and row.vehicles:
                found[lane].append((begin, row.second, vehicles))
                del driving[mover]
        if row.kind is Kind.ENTER:
            driving[mover] = (row.at, row.second, row.value, row.vehicles)
    for lane, begin, _, vehicles in driving.values():
        found[lane].append((begin, told.roster.end + HOUR, vehicles))
    return found


def test_vehicles_on_roads_are_those_whose_tail_is_not_yet_out(crowd: Told, data: Data) -> None:
    spans, places = on_roads(crowd), list(crowd.roster.scenario.places)
    seen = 0
    for name, road in zip(crowd.roster.scenario.roads, data["roads"], strict=True):
        for lane in road["lanes"]:
            own = spans.get(f"roads.{name}>{places[lane['to']]}", [])
            for step in range(0, data["end"] // ON_ROAD_MINUTES, 3):
                second = step * ON_ROAD_MINUTES * 60
                there = sum(count for begin, end, count in own if begin <= second < end)
                assert at(lane["on"], step) == there
                seen += there
    assert seen


def test_a_convoy_alone_is_on_its_road_from_its_head_in_to_its_tail_out() -> None:
    told = run(changed(minimal(), NO_CIVILIANS))
    found = legs(Reading(told.log, told.roster))
    # 60 km at 30 km/h; 20 vehicles at a spacing of 100 m take 240 s to enter.
    assert found.head[0] - found.begin[0] == 7200
    assert found.tail[0] - found.begin[0] == 7440
    assert found.tail[0] == told.one(Kind.ARRIVE, number=0).second


def test_a_count_that_forgets_tails_would_be_noticed() -> None:
    told = run(changed(minimal(), NO_CIVILIANS))
    (spans,) = on_roads(told).values()
    found = legs(Reading(told.log, told.roster))
    assert sorted(end for _, end, _ in spans) == found.tail.tolist() != found.head.tolist()


# --- who holds an area ----------------------------------------------------------------------

ENTERING = {
    "civilians": None,
    "receiving_armies": {
        "army": {
            "party": "receiver",
            "area": "district",
            "clause": "handover",
            "entry": "border",
            "late_area": "enters",
            "columns": {"first": {"vehicles": 5, "reaches": ["town"], "advance_speed_kmh": 10}},
        }
    },
}


def held(tree: dict[str, object]) -> list[tuple[int, int]]:
    told = run(tree)
    return replay_data(Reading(told.log, told.roster))["areas"][0]["held"]


def test_troops_hold_an_area_until_the_last_are_out_and_then_nobody_does() -> None:
    told = run(changed(minimal(), NO_CIVILIANS))
    gone = -(-told.rows(Kind.OUT)[-1].second // 60)
    assert held(changed(minimal(), NO_CIVILIANS)) == [(0, TROOPS), (gone, NOBODY)]


def test_an_area_without_troops_is_held_by_nobody() -> None:
    assert held(changed(minimal(), {"troops": None})) == [(0, NOBODY)]


def test_the_army_holds_it_from_when_it_enters() -> None:
    found = held(changed(minimal(), ENTERING))
    assert [holder for _, holder in found] == [TROOPS, NOBODY, ARMY]
    assert found[-1][0] == 5 * 1440 + 1  # a second after the handover falls due


def test_troops_still_inside_when_it_enters_make_it_both() -> None:
    late = {"troops": {"battalion": {"ready_after_hours": 130}}}
    found = held(changed(changed(minimal(), ENTERING), late))
    assert [holder for _, holder in found] == [TROOPS, BOTH, ARMY]


def test_posts_that_cover_it_and_the_army_hold_it_in_turn(crowd: Told, data: Data) -> None:
    holders = [[holder for _, holder in area["held"]] for area in data["areas"]]
    assert all(before != after for each in holders for before, after in pairwise(each))
    assert {holder for each in holders for holder in each} <= {NOBODY, TROOPS, POSTS, ARMY, BOTH}
    assert any(POSTS in each for each in holders)


# --- roads ----------------------------------------------------------------------------------


def shut(closings: dict[str, object]) -> list[tuple[int, int]]:
    told = run(changed(minimal(), {"roads": {"road": {"closings": closings}}}))
    return replay_data(Reading(told.log, told.roster))["roads"][0]["shut"]


def test_a_road_is_shut_while_any_closing_holds() -> None:
    day = {"closed_from": "2020-11-11 00:00", "closed_until": "2020-11-12 00:00"}
    later = {"closed_from": "2020-11-11 12:00", "closed_until": "2020-11-13 00:00"}
    assert shut({"one": day, "two": later}) == [(1440, SHUT), (4320, OPEN)]


def test_a_road_shut_to_some_classes_is_told_apart() -> None:
    cars = {"closed_from": "2020-11-11 00:00", "closed_until": "2020-11-12 00:00"}
    assert shut({"one": {**cars, "classes": ["car"]}}) == [(1440, SHUT_TO_SOME), (2880, OPEN)]
