"""The map shows what each direction carried, its longest queue, and where everything lies."""

import math

import numpy as np
import pytest
from matplotlib.axes import Axes

from sim.analysis.charts.data import PlaceFacts, RoadFacts
from sim.analysis.charts.network import NOTHING, UNKNOWN, network_chart
from tests.unit.analysis.charts.cases import HILL, case, drawn_into, parts, texts, xs

CARRIED = {"top": [900, 1000, 1100], "town": [450, 500, 600]}
LONGEST = {"top": [90, 100, 400], "town": [0, 25, 25]}


def facts(name, latitude, longitude, area=None):
    return PlaceFacts(
        name=name, label=name.title(), area=area, latitude=latitude, longitude=longitude
    )


def pass_chart(**more):
    return network_chart(case(**{"carried": CARRIED, "longest": LONGEST} | more))


def at(axes, name):
    """The middle of a place's dot."""
    return np.array(parts(axes)[f"place.{name}"].get_center())


def width(axes, name):
    """How wide a band is."""
    outline = parts(axes)[name].get_xy()
    corners = outline[:-1]
    return math.dist(corners[0], corners[-1])


def test_it_is_axes_with_names_at_dots():
    axes = pass_chart()

    assert isinstance(axes, Axes)
    assert {"place.town", "place.top", "area.hill"} <= parts(axes).keys()
    assert {"Top", "Town (Hill District)"} <= set(texts(axes))


def test_the_width_of_a_band_is_what_the_direction_carried():
    axes = pass_chart()

    one_vehicle = width(axes, "carried.pass.top") / 1000
    assert width(axes, "carried.pass.town") == pytest.approx(500 * one_vehicle)
    assert width(axes, "carried90.pass.top") == pytest.approx(1100 * one_vehicle)
    assert width(axes, "carried90.pass.town") == pytest.approx(600 * one_vehicle)


def test_each_direction_has_its_band_on_the_right_as_one_drives():
    axes = pass_chart()  # Top lies north of Town.

    assert parts(axes)["carried.pass.top"].get_xy()[:, 0].min() > at(axes, "top")[0]
    assert parts(axes)["carried.pass.town"].get_xy()[:, 0].max() < at(axes, "top")[0]


def test_the_area_of_a_disc_is_the_longest_queue():
    found = parts(pass_chart())

    largest = found["queue90.pass.top"].get_radius()
    assert found["queue.pass.top"].get_radius() == pytest.approx(largest * math.sqrt(100 / 400))
    assert found["queue.pass.town"].get_radius() == pytest.approx(largest * math.sqrt(25 / 400))


def test_a_disc_stands_at_the_entrance_where_vehicles_queued():
    axes = pass_chart()
    disc = np.array(parts(axes)["queue.pass.top"].get_center())

    assert math.dist(disc, at(axes, "town")) < math.dist(disc, at(axes, "top"))


def test_the_longest_queues_are_told_in_words_with_their_ranges():
    told = texts(pass_chart())

    assert (
        "A: Pass Road, toward Top: longest queue 100 (90 to 400) vehicles, 1.0 km; "
        "carried 1,000 (900 to 1,100)"
    ) in told
    assert "A" in told


def test_a_road_that_carried_nothing_is_still_a_line():
    axes = network_chart(case())

    assert "road.pass.top" in parts(axes)
    assert not any(name.startswith(("carried", "queue")) for name in parts(axes))


def test_north_is_up_east_is_right_and_a_degree_of_longitude_shrinks_with_latitude():
    places = [facts("a", 60, 10), facts("b", 61, 10), facts("c", 60, 12)]
    axes = network_chart(case(places=places, roads=[]))

    north = at(axes, "b") - at(axes, "a")
    east = at(axes, "c") - at(axes, "a")
    assert north[0] == pytest.approx(0)
    assert east[1] == pytest.approx(0)
    middle = math.radians((60 + 61 + 60) / 3)
    assert east[0] / north[1] == pytest.approx(2 * math.cos(middle))
    box = axes.get_position()
    wide, high = (axes.get_xlim()[1], axes.get_ylim()[1])
    page = axes.figure.get_size_inches()
    assert box.width * page[0] / wide == pytest.approx(box.height * page[1] / high)


def test_the_scale_is_true():
    places = [facts("a", 40, 46), facts("b", 41, 46)]  # 111.2 km apart.
    axes = network_chart(case(places=places, roads=[]))

    begin, end = xs(axes, "scale")
    (km,) = (float(words.split()[0]) for words in texts(axes) if words.endswith(" km"))
    assert (end - begin) / km == pytest.approx(
        math.dist(at(axes, "a"), at(axes, "b")) / 111.195, 1e-4
    )


def test_a_case_may_lie_across_the_180th_meridian():
    places = [facts("west", 0, 179.5), facts("east", 0, -179.5), facts("far", 0, 178.5)]
    axes = network_chart(case(places=places, roads=[]))

    assert at(axes, "far")[0] < at(axes, "west")[0] < at(axes, "east")[0]


def test_without_coordinates_it_is_a_sketch_without_scale_in_which_lengths_are_those_of_roads():
    places = [facts(name, None, None) for name in "abc"]
    roads = [
        RoadFacts(name="ab", label="AB", ends={"a": "A", "b": "B"}, likely_length_km=10),
        RoadFacts(name="bc", label="BC", ends={"b": "B", "c": "C"}, likely_length_km=30),
    ]
    axes = network_chart(case(places=places, roads=roads))

    assert "scale" not in parts(axes)
    assert any("A sketch, not a map" in words for words in texts(axes))
    one, other = math.dist(at(axes, "a"), at(axes, "b")), math.dist(at(axes, "b"), at(axes, "c"))
    assert other / one == pytest.approx(3, rel=0.02)


def test_places_that_are_known_stay_where_they_are_when_another_is_not():
    known = [facts("a", 40, 46), facts("b", 40, 47)]
    axes = network_chart(
        case(
            places=[*known, facts("lost", None, None)],
            roads=[
                RoadFacts(name="r", label="R", ends={"a": "A", "lost": "L"}, likely_length_km=9)
            ],
        )
    )

    assert at(axes, "b")[1] == pytest.approx(at(axes, "a")[1])
    assert "scale" in parts(axes)
    assert UNKNOWN in texts(axes)
    assert parts(axes)["place.lost"].get_facecolor() != parts(axes)["place.a"].get_facecolor()
    near, far = (math.dist(at(axes, "lost"), at(axes, name)) for name in "ab")
    assert near < far


def test_two_roads_between_the_same_places_lie_apart():
    roads = [
        RoadFacts(name=name, label=name, ends={"top": "Top", "town": "Town"})
        for name in ("old", "new")
    ]
    axes = network_chart(case(roads=roads, carried=CARRIED))

    lines = [parts(axes)[f"road.{name}.top"].get_xydata() for name in ("old", "new")]
    assert np.abs(lines[0] - lines[1]).max() > 0.3


def test_places_upon_each_other_are_drawn_apart():
    axes = network_chart(case(places=[facts("a", 40, 46), facts("b", 40, 46)], roads=[]))

    assert math.dist(at(axes, "a"), at(axes, "b")) > 0.2


def test_an_area_encloses_all_of_its_places_and_is_named():
    places = [facts("a", 40, 46, "hill"), facts("b", 41, 46, "hill"), facts("c", 40, 47)]
    axes = network_chart(case(places=places, roads=[]))

    outline = parts(axes)["area.hill"].get_path()
    assert outline.contains_point(at(axes, "a"))
    assert outline.contains_point(at(axes, "b"))
    assert not outline.contains_point(at(axes, "c"))
    assert HILL["hill"] in texts(axes)


def test_a_single_place_is_drawn_without_scale():
    axes = network_chart(case(places=[facts("a", 40, 46)], roads=[]))

    assert "place.a" in parts(axes)
    assert "scale" not in parts(axes)


@pytest.mark.parametrize("with_coordinates", [True, False])
def test_every_name_that_finds_no_room_is_a_number_and_stands_in_the_list(with_coordinates):
    number = 60
    places = [
        facts(
            f"settlement with a long name {one}",
            40 + (one % 8) / 500 if with_coordinates else None,
            46 + (one // 8) / 500 if with_coordinates else None,
        )
        for one in range(number)
    ]
    axes = network_chart(case(places=places, roads=[]))

    told = " ".join(texts(axes)) + " "
    for one in range(number):
        assert f"Settlement With A Long Name {one} " in told
    assert sum(str(part).startswith("name.place.") for part in parts(axes)) == number


def test_coordinates_that_put_all_places_at_one_point_tell_nothing():
    there = (facts("town", 40, 46, area="hill"), facts("top", 40, 46))
    nowhere = (facts("town", None, None, area="hill"), facts("top", None, None))
    stacked, sketched = pass_chart(places=there), pass_chart(places=nowhere)

    assert all(
        parts(stacked)[f"place.{name}"].center == parts(sketched)[f"place.{name}"].center
        for name in ("town", "top")
    )


def test_it_is_the_same_each_time():
    one, other = (
        parts(pass_chart(places=[facts("town", None, None), facts("top", None, None)]))
        for _ in range(2)
    )
    assert all(
        one[f"place.{name}"].center == other[f"place.{name}"].center for name in ("town", "top")
    )


def test_nothing_to_show_is_a_sentence(tmp_path):
    assert NOTHING in texts(network_chart(case(places=[])))
    assert any(path.name == "network.png" for path in drawn_into(tmp_path, case(places=[])))
