"""The panels of what is still inside show the series hour by hour, and the due instants."""

import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from sim.analysis.charts.remaining import NOBODY, NOTHING, remaining_chart
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs

PEOPLE = "civilians_inside_people"
RIVER = f"areas.river.{PEOPLE}"
INSIDE = {
    PEOPLE: [[90, 60, 30, 0, 0], [80, 50, 40, 0, 0], [70, 40, 20, 10, 0]],
    "troops_inside_people": [[9, 9, 0, 0, 0]] * 3,
    "loads_inside": [[5, 4, 3, 2, 1]] * 3,
}


def test_it_is_axes_one_for_each_area():
    panels = remaining_chart(case({"hill": "Hill", "river": "River"}, inside=INSIDE))

    assert len(panels) == 2
    assert all(isinstance(axes, Axes) for axes in panels)
    assert {"Hill", "River"} <= set(texts(panels[0]))


def test_a_line_is_the_median_of_every_hour_until_it_is_zero_for_good():
    (axes,) = remaining_chart(case(inside=INSIDE))

    people = line(axes, "civilians.hill.median")
    assert list(people.get_xdata()) == [0, 1, 2, 3]
    assert list(people.get_ydata()) == [80, 50, 30, 0]


def test_a_band_goes_from_ten_to_ninety_percent_of_every_hour():
    (axes,) = remaining_chart(case(inside=INSIDE))

    band = parts(axes)["civilians.hill.band"]
    assert isinstance(band, PolyCollection)
    corners = {(float(x), float(y)) for x, y in band.get_paths()[0].vertices}
    assert {(0, 70), (0, 90), (1, 40), (1, 60), (2, 20), (2, 40), (3, 0), (3, 10)} <= corners


def test_troops_and_loads_have_lines_of_their_own():
    (axes,) = remaining_chart(case(inside=INSIDE))

    assert list(line(axes, "troops.hill.median").get_ydata()) == [9, 9, 0]
    assert list(line(axes, "loads.hill.median").get_ydata()) == [5, 4, 3, 2, 1]


def test_lines_can_be_told_apart_without_colours():
    (axes,) = remaining_chart(case(inside=INSIDE))

    styles = {
        str(line(axes, f"{who}.hill.median")._unscaled_dash_pattern)
        for who in ("civilians", "troops", "loads")
    }
    assert len(styles) == 3


def test_an_area_without_loads_does_not_speak_of_them():
    (axes,) = remaining_chart(case(inside={PEOPLE: INSIDE[PEOPLE]}))

    assert "loads.hill.median" not in parts(axes)
    assert axes.get_ylabel() == "people"
    assert "loads" not in texts(axes)


def test_one_replication_has_no_band():
    (axes,) = remaining_chart(
        case(first=[1], last=[3], entered=[4], inside={PEOPLE: [[90, 60, 30, 0]]})
    )

    assert list(line(axes, "civilians.hill.median").get_ydata()) == [90, 60, 30, 0]
    assert "civilians.hill.band" not in parts(axes)


def test_due_instants_are_lines_with_labels():
    (axes,) = remaining_chart(case(inside=INSIDE, moved={2: 240}))

    assert xs(axes, "due.hill-handover") == [120, 120]
    assert xs(axes, "moved.hill-handover") == [240, 240]
    assert {"due 15 Nov 00:00", "moved in 1 of 3, to 20 Nov 00:00"} <= set(texts(axes))


def test_a_due_instant_beyond_the_end_is_still_told():
    (axes,) = remaining_chart(case(inside=INSIDE, moved={2: 600}, end_hours=480))

    assert any(words.startswith("moved in 1 of 3, to 5 Dec") for words in texts(axes))


def test_all_panels_show_the_same_hours():
    panels = remaining_chart(case({f"a{n}": f"Area {n}" for n in range(5)}, inside=INSIDE))

    assert len({axes.get_xlim() for axes in panels}) == 1


@pytest.mark.parametrize("number", [1, 2, 4, 5, 6, 12, 13])
def test_the_lowest_panel_of_every_column_carries_the_dates(number):
    panels = remaining_chart(case({f"a{n}": f"Area {n}" for n in range(number)}, inside=INSIDE))

    columns = {axes.get_position().x0 for axes in panels}
    for left in columns:
        column = [axes for axes in panels if axes.get_position().x0 == left]
        lowest = min(column, key=lambda axes: axes.get_position().y0)
        assert [axes.get_xlabel() != "" for axes in column] == [axes is lowest for axes in column]


def test_an_area_in_which_nobody_was_says_so():
    (axes,) = remaining_chart(case(inside={PEOPLE: [[0, 0]] * 3}))

    assert NOBODY in texts(axes)


def test_an_area_in_which_nobody_was_keeps_the_dates_of_those_above_it():
    inside = {PEOPLE: [[90, 60, 0]] * 3}
    data = case({"hill": "Hill", "river": "River"}, inside=inside, unrecorded=[RIVER])
    upper, lower = remaining_chart(data)

    assert NOBODY in texts(lower)
    assert list(lower.get_xticks()) == list(upper.get_xticks()) != []
    assert all(tick.get_text() for tick in lower.get_xticklabels())


def test_the_due_date_is_not_drawn_through_the_words_of_an_empty_panel():
    (axes,) = remaining_chart(case(inside={PEOPLE: [[0, 0]] * 3}))

    (words,) = [text for text in axes.texts if text.get_text() == NOBODY]
    ground = words.get_bbox_patch()
    assert ground is not None
    assert ground.get_facecolor() == (1, 1, 1, 1)


def test_what_never_leaves_is_drawn_to_the_end():
    (axes,) = remaining_chart(
        case(last=[None] * 3, inside={PEOPLE: [[7] * 481] * 3}, end_hours=480)
    )

    people = line(axes, "civilians.hill.median")
    assert list(people.get_ydata()) == [7] * 481
    assert axes.get_xlim()[1] > 480


def test_no_replication_is_a_sentence_and_no_empty_frame():
    (axes,) = remaining_chart(case(first=[], last=[], entered=[]))

    assert NOTHING in texts(axes)
