"""Panels of queues show the roads with the longest ones, both ways, in vehicles and km."""

import pytest
from matplotlib.axes import Axes

from sim.analysis.charts.data import RoadFacts
from sim.analysis.charts.queues import MOST_ROADS, NO_QUEUE, queues_chart
from tests.unit.analysis.charts.cases import case, line, parts, texts

OUT = [[0, 100, 200, 0], [0, 300, 100, 0], [0, 200, 300, 0]]
BACK = [[0, 10, 0, 0]] * 3
BOTH = {"top": OUT, "town": BACK}
LONGEST = {"top": [250, 350, 450], "town": [15, 15, 15]}


def roads(number):
    return [
        RoadFacts(name=f"r{n}", label=f"Road {n}", ends={f"a{n}": "A", f"b{n}": "B"})
        for n in range(number)
    ]


def test_it_is_axes_one_for_each_road():
    panels = queues_chart(case(queue=BOTH, longest=LONGEST))

    assert len(panels) == 1
    assert isinstance(panels[0], Axes)
    assert "Pass Road" in texts(panels[0])


def test_a_line_is_the_median_of_every_hour_and_the_band_its_range():
    (axes,) = queues_chart(case(queue=BOTH, longest=LONGEST))

    assert list(line(axes, "queue.pass.top.median").get_ydata()) == [0, 200, 200, 0]
    band = parts(axes)["queue.pass.top.band"].get_paths()[0].vertices
    assert {(1.0, 100.0), (1.0, 300.0)} <= {(float(x), float(y)) for x, y in band}


def test_the_two_directions_can_be_told_apart_without_colours():
    (axes,) = queues_chart(case(queue=BOTH, longest=LONGEST))

    out, back = (line(axes, f"queue.pass.{place}.median") for place in ("top", "town"))
    assert out.get_color() != back.get_color()
    assert out.is_dashed() != back.is_dashed()


def test_the_longest_queue_of_each_direction_is_told_in_vehicles_and_km():
    (axes,) = queues_chart(case(queue=BOTH, longest=LONGEST, vehicles_per_km=100))

    assert "toward Top: longest queue 350 vehicles, 3.5 km (250 to 450 vehicles)" in texts(axes)
    assert "toward Town: longest queue 15 vehicles, 0.1 km" in texts(axes)


def test_the_axis_on_the_right_tells_km():
    (axes,) = queues_chart(case(queue=BOTH, longest=LONGEST, vehicles_per_km=50))
    axes.figure.canvas.draw()

    (km,) = axes.child_axes
    assert km.get_ylim()[1] == pytest.approx(axes.get_ylim()[1] / 50)
    assert km.get_ylabel() == "km"


def test_a_longer_queue_that_stood_at_no_whole_hour_is_told_of():
    queue = {"a0": [[0, 50, 0]] * 3, "a1": [[0, 0, 0]] * 3}
    longest = {"a0": [60.0] * 3, "a1": [200.0, 300.0, 400.0]}
    panels = queues_chart(case(roads=roads(2), queue=queue, longest=longest))

    told = " ".join(texts(panels[0]))
    assert len(panels) == 1
    assert "less of it stood at whole hours: Road 1, toward A, 300 vehicles." in told


def test_nothing_is_told_of_queues_beyond_where_the_longest_has_a_panel():
    (axes,) = queues_chart(case(queue=BOTH, longest=LONGEST))

    assert "has no panel" not in " ".join(texts(axes))


def test_the_roads_with_the_longest_queues_come_first_and_short_ones_not_at_all():
    queue = {f"a{n}": [[0, 100 * (n + 1), 0]] * 3 for n in range(6)}
    queue["a0"] = [[0, 2, 0]] * 3
    data = case(
        roads=roads(6),
        queue=queue,
        longest={f"a{n}": [100.0 * (n + 1)] * 3 for n in range(6)},
    )

    panels = queues_chart(data)

    names = [words for words in texts(panels[0]) if words.startswith("Road ")]
    assert len(panels) == MOST_ROADS
    assert names == ["Road 5", "Road 4", "Road 3", "Road 2"]


def test_without_any_queue_a_sentence_says_so():
    (axes,) = queues_chart(case(queue={"top": [[0, 0]] * 3}))

    assert NO_QUEUE in texts(axes)


def test_queues_that_no_whole_hour_saw_are_told_in_a_sentence():
    (axes,) = queues_chart(case(queue={"top": [[0, 0]] * 3}, longest={"top": [0, 17, 4]}))

    assert any("held 17 vehicles: Pass Road, toward Top" in words for words in texts(axes))


def test_a_direction_without_queue_is_left_out():
    (axes,) = queues_chart(case(queue={"top": OUT}, longest={"top": [250, 350, 450]}))

    assert not any("toward Town" in words for words in texts(axes))


def test_one_replication_has_no_band():
    (axes,) = queues_chart(
        case(first=[1], last=[2], entered=[3], queue={"top": [OUT[0]]}, longest={"top": [250]})
    )

    assert list(line(axes, "queue.pass.top.median").get_ydata()) == [0, 100, 200, 0]
    assert "queue.pass.top.band" not in parts(axes)
    assert "toward Top: longest queue 250 vehicles, 2.5 km" in texts(axes)
