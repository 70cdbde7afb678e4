"""Places, roads and areas that cannot mean anything."""

import pytest

from tests.builders import refusals, scenario, two_districts

ROAD = {
    "from": "town",
    "to": "border",
    "length_km": 60,
    "car_speed_kmh": 60,
    "convoy_speed_kmh": 30,
    "saturation_vehicles_per_hour": 600,
}


def road(**changes: object) -> dict:
    return {"roads": {"road": changes}}


def test_an_area_without_an_exit_is_refused():
    assert refusals(areas={"district": {"exits": []}}) == [
        (
            "[]",
            "areas.district.exits",
            "an area needs an exit: a place just outside by which it is left",
        )
    ]


def test_an_area_without_a_place_is_refused():
    found = refusals(areas={"district": {"places": []}})
    assert ("[]", "areas.district.places", "an area needs at least one place inside it") in found


def test_an_exit_inside_its_area_is_refused():
    found = refusals(areas={"district": {"places": ["town", "border"]}})
    assert (
        "border",
        "areas.district.exits.0",
        "the exit 'border' lies inside the area; an exit is the first place outside",
    ) in found


def test_a_place_in_two_areas_is_refused():
    areas = {"other": {"name": "Other", "places": ["town"], "exits": ["border"]}}
    assert refusals(areas=areas) == [
        (
            "town",
            "areas.other.places.0",
            "'town' lies in area 'district' already; a place belongs to one area only",
        )
    ]


def test_a_place_twice_in_one_area_is_refused():
    [(_, path, what)] = refusals(areas={"district": {"places": ["town", "town"]}})
    assert path == "areas.district.places.1"
    assert what == "'town' stands here twice; a place belongs to one area only"


def test_an_area_that_no_road_leaves_is_refused():
    found = refusals(places={"haven": {"name": "Haven"}}, areas={"district": {"exits": ["haven"]}})
    assert (
        "town",
        "areas.district.places.0",
        "no road leads from 'town' to an exit of the area (haven)",
    ) in found


def test_an_area_whose_only_road_is_never_open_is_refused_for_those_it_is_closed_to():
    assert refusals(road(open_to={"troops": "never"})) == [
        (
            "town",
            "troops.battalion.place",
            "no way from 'town' to 'border' by roads that are ever open to troops",
        )
    ]
    assert refusals(road(open_to={"car": "never"})) == [
        (
            "town",
            "civilians.townspeople.place",
            "no way from 'town' to 'border' by roads that are ever open to car",
        )
    ]


def test_nobody_waits_for_a_road_to_open_to_whom_it_never_opens():
    flow = {"from": "town", "to": "border", "vehicles_per_day": 9}
    waiting = {"flows": {"through": {**flow, "until": {"event": "roads.road.opened-to-bus"}}}}
    [(_, path, what)] = refusals(road(open_to={"bus": "never"}), **waiting)
    assert path == "flows.through.until.event"
    assert what == "road 'road' is never open to bus"
    assert not refusals(road(open_to={"bus": "2020-11-12 00:00"}), **waiting)
    assert not refusals(**waiting)


def test_a_road_that_opens_late_is_a_way_out():
    assert not refusals(road(open_to={"troops": "2020-11-30 00:00"}))


def test_people_without_vehicles_need_no_road_for_cars():
    buses = {
        "base": "border",
        "vehicles": 5,
        "vehicle_class": "bus",
        "carries": "people",
        "loading_hours": 1,
        "unloading_hours": 1,
    }
    assert not refusals(
        road(open_to={"car": "never"}),
        civilians={"townspeople": {"own_vehicle_share": 0, "people_by": "buses"}},
        vehicle_pools={"buses": buses},
    )


def test_a_unit_in_no_area_is_refused():
    places = {"hamlet": {"name": "Hamlet"}}
    roads = {"lane": {**ROAD, "from": "hamlet"}}
    found = refusals(places=places, roads=roads, troops={"battalion": {"place": "hamlet"}})
    assert (
        "hamlet",
        "troops.battalion.place",
        "'hamlet' lies in no area; add it to the places of the area it is in",
    ) in found


def test_a_unit_that_goes_to_its_own_area_is_refused():
    assert refusals(troops={"battalion": {"to": "town"}}) == [
        ("town", "troops.battalion.to", "'town' lies in the area that is to be left")
    ]


def test_a_unit_whose_destination_no_road_reaches_is_refused():
    found = refusals(places={"haven": {"name": "Haven"}}, troops={"battalion": {"to": "haven"}})
    assert found == [
        (
            "town",
            "troops.battalion.place",
            "no way from 'town' to 'haven' by roads that are ever open to troops",
        )
    ]


def test_a_way_that_passes_no_exit_is_refused_because_nobody_would_count_as_out():
    found = refusals(
        places={"haven": {"name": "Haven"}},
        roads={"side": {**ROAD, "to": "haven"}},
        troops={"battalion": {"to": "haven"}},
    )
    assert found == [
        (
            "haven",
            "troops.battalion.to",
            "the way to 'haven' (town - haven) passes no exit of the area, so they would never "
            "count as out; add the first place outside to its exits",
        )
    ]


def test_two_districts_with_a_shared_road_are_not_refused():
    assert scenario(two_districts())


FURTHER = {
    "roads": {"further": {**ROAD, "from": "border", "to": "haven"}},
    "places": {"haven": {"name": "Haven"}},
}


class TestNamedRoutes:
    def refused(self, route: list[str], **changes: object) -> list[tuple[str, str, str]]:
        unit = {"troops": {"battalion": {"route": route, **changes}}}
        return refusals(FURTHER, **unit)

    def test_a_route_that_connects_is_taken(self):
        assert not self.refused(["road", "further"], to="haven")
        assert not self.refused(["road"])

    def test_a_route_that_does_not_begin_where_they_are_is_refused(self):
        assert self.refused(["further"], to="haven") == [
            (
                "further",
                "troops.battalion.route.0",
                "the route does not connect: it is at 'town', and 'further' joins 'border' and "
                "'haven'",
            )
        ]

    def test_a_route_that_ends_elsewhere_is_refused(self):
        [(_, path, what)] = self.refused(["road"], to="haven")
        assert path == "troops.battalion.route"
        assert what == "the route ends at 'border' instead of 'haven'"

    def test_a_route_over_a_road_never_open_to_them_is_refused(self):
        found = refusals(
            {"roads": {"road": {"open_to": {"troops": "never"}}, "other": dict(ROAD)}},
            troops={"battalion": {"route": ["road"]}},
        )
        assert [(path, what) for _, path, what in found] == [
            ("troops.battalion.route.0", "'road' is never open to troops")
        ]

    def test_a_route_past_no_exit_is_refused(self):
        found = refusals(
            {"roads": {"side": {**ROAD, "to": "haven"}}, "places": {"haven": {"name": "Haven"}}},
            troops={"battalion": {"route": ["side"], "to": "haven"}},
        )
        assert [(path, what) for _, path, what in found] == [
            ("troops.battalion.route", "the route passes no exit of the area (border)")
        ]


def test_a_road_from_a_place_to_itself_is_refused():
    found = refusals(roads={"loop": {**ROAD, "to": "town"}})
    assert found == [
        (
            "town",
            "roads.loop.to",
            "this road leads from 'town' to itself; a road has two ends",
        )
    ]


def test_a_one_lane_stretch_longer_than_its_road_is_refused():
    assert refusals(road(one_lane_km=61, turn_vehicles=5)) == [
        (
            "61",
            "roads.road.one_lane_km",
            "the one-lane stretch can be longer (61 km) than the road (60 km)",
        )
    ]
    assert not refusals(road(one_lane_km={"uniform": [10, 60]}, turn_vehicles=5))
    assert refusals(road(one_lane_km={"uniform": [10, 61]}, turn_vehicles=5))


def test_turns_without_a_one_lane_stretch_are_refused():
    assert refusals(road(turn_vehicles=5)) == [
        (
            "5",
            "roads.road.turn_vehicles",
            "turns are taken on a one-lane stretch only; give one_lane_km too",
        )
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "is_refused"),
    [
        ("2020-11-12 00:00", "2020-11-11 00:00", True),
        ("2020-11-12 00:00", "2020-11-12 00:00", True),
        ("2020-11-12 00:00", "2020-11-12 01:00", False),
        ({"value": "2020-11-12 00:00"}, "2020-11-11 00:00", True),
        (
            {"event": "clauses.handover.due", "before_hours": 6},
            {"event": "clauses.handover.due", "before_hours": 12},
            True,
        ),
        (
            {"event": "clauses.handover.due", "before_hours": 12},
            {"event": "clauses.handover.due"},
            False,
        ),
        ({"event": "signed"}, "2020-11-11 00:00", False),
    ],
)
def test_a_closing_that_ends_before_it_begins_is_refused(
    begins: object, ends: object, is_refused: bool
):
    found = refusals(road(closings={"storm": {"closed_from": begins, "closed_until": ends}}))
    path = "roads.road.closings.storm.closed_until"
    assert [(p, what) for _, p, what in found] == (
        [(path, "this closing ends before it begins")] if is_refused else []
    )


def test_a_road_that_nobody_may_ever_use_is_refused():
    classes = ("car", "lorry", "bus", "troops", "peacekeepers", "receiving")
    other = {**ROAD, "open_to": dict.fromkeys(classes, "never")}
    assert [(path, what) for _, path, what in refusals(roads={"other": other})] == [
        ("roads.other.open_to", "nobody may ever use this road; leave the road out instead")
    ]


def test_half_a_point_on_the_map_is_refused():
    assert refusals(places={"town": {"latitude": 40}}) == [
        (
            "40",
            "places.town.latitude",
            "a latitude without a longitude is no point on a map; give both or none",
        )
    ]
    [(_, path, _)] = refusals(places={"town": {"longitude": 40}})
    assert path == "places.town.longitude"


def test_a_latitude_beyond_the_pole_is_refused():
    [(_, _, what)] = refusals(places={"town": {"latitude": 91, "longitude": 0}})
    assert what == "a number from -90 to 90 is needed here, found 91"
