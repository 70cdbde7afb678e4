"""The schedule shows what the tables say of each area: dates, leaving, entry."""

import math

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.analysis.charts.data import ClauseFacts
from sim.analysis.charts.schedule import NOTHING, TITLE, schedule_chart
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs


def bar(axes: Axes, area: str = "hill") -> tuple[float, float]:
    found = parts(axes)[f"bar.{area}"]
    assert isinstance(found, Rectangle)
    return found.get_x(), found.get_x() + found.get_width()


def test_it_is_axes_whose_page_asks_the_question():
    axes = schedule_chart(case())

    assert isinstance(axes, Axes)
    assert TITLE in texts(axes)


def test_a_bar_goes_from_the_median_first_departure_to_the_median_last_out():
    axes = schedule_chart(case(first=[10, 14, 12], last=[130, 100, 110]))

    assert bar(axes) == (12, 110)


def test_ranges_go_from_ten_to_ninety_percent():
    twenty = [float(hour) for hour in range(101, 121)]

    axes = schedule_chart(case(first=[5] * 20, last=twenty, entered=[121] * 20))

    assert xs(axes, "last.hill.range") == [102, 118]
    assert xs(axes, "last.hill.median") == [110]


def test_heights_tell_how_often_an_instant_fell_there():
    axes = schedule_chart(case(first=[5] * 4, last=[100, 100, 100, 300], entered=[301] * 4))

    heights, edges, baseline = parts(axes)["last.hill.often"].get_data()
    stands = {
        round((edges[i] + edges[i + 1]) / 2): baseline - height
        for i, height in enumerate(heights)
        if height < baseline
    }
    (first, high), (second, low) = sorted(stands.items())
    assert (abs(first - 100) < 3, abs(second - 300) < 3) == (True, True)
    assert high / low == pytest.approx(3)


def test_the_most_frequent_hour_is_equally_high_however_many_replications_it_has():
    def tallest(last: list[float]) -> float:
        axes = schedule_chart(case(first=[5] * 4, last=last, entered=[301] * 4))
        heights, _, baseline = parts(axes)["last.hill.often"].get_data()
        return float(baseline - min(heights))

    assert tallest([100, 100, 100, 300]) == pytest.approx(tallest([100, 100, 200, 300]))


def test_the_due_instant_is_a_line_at_its_hour():
    axes = schedule_chart(case(due=120))

    assert xs(axes, "due.hill-handover.line") == [120, 120]


def test_a_due_instant_that_was_moved_stands_where_it_was_moved_to_and_how_often_is_said():
    axes = schedule_chart(case(last=[100, 110, 230], moved={2: 240}))

    assert xs(axes, "moved.hill-handover.line") == [240, 240]
    words = next(words for words in texts(axes) if "moved in" in words)
    assert "15 Nov 00:00: in time in 2 of 3" in words
    assert "moved in 1 of 3, to 20 Nov 00:00" in words
    assert "as moved: in time in 3 of 3" in words


def test_a_due_instant_that_was_not_moved_says_nothing_of_moving():
    axes = schedule_chart(case())

    assert "moved.hill-handover.line" not in parts(axes)
    assert not any("moved" in words for words in texts(axes))


def test_the_median_entry_is_a_mark():
    axes = schedule_chart(case(entered=[121, 125, 131]))

    assert xs(axes, "entered.hill.median") == [125]


def test_without_any_entry_there_is_no_lane_for_it():
    axes = schedule_chart(case(entered=[None] * 3))

    assert "entry" not in texts(axes)
    assert "the other army enters" not in texts(axes)


def test_dates_are_those_of_the_scenarios_zone():
    axes = schedule_chart(case(zone="Asia/Yerevan"))

    hour = axes.get_xticks()[[tick.get_text() for tick in axes.get_xticklabels()].index("15 Nov")]
    assert hour == 120
    assert any("Asia/Yerevan" in words for words in texts(axes))


def test_where_most_are_not_out_by_the_end_the_bar_goes_on_and_it_is_said():
    axes = schedule_chart(case(last=[100, None, None], end_hours=480))

    assert bar(axes) == (12, axes.get_xlim()[1])
    assert "open.hill" in parts(axes)
    assert xs(axes, "end.hill") == [480, 480]
    assert any("not out by the end in 2 of 3" in words for words in texts(axes))
    assert "last.hill.median" not in parts(axes)


def test_where_nobody_is_out_there_is_no_range_to_draw():
    axes = schedule_chart(case(last=[None] * 3))

    assert not {"last.hill.range", "last.hill.often"} & parts(axes).keys()
    assert any("not out by the end in any of 3" in words for words in texts(axes))


def test_where_nobody_even_left_there_is_no_bar():
    axes = schedule_chart(case(first=[None] * 3, last=[None] * 3))

    assert "bar.hill" not in parts(axes)
    assert "nobody left" in texts(axes)


def test_one_replication_is_told_without_shares_and_ranges():
    axes = schedule_chart(case(first=[12], last=[110], entered=[121]))

    assert bar(axes) == (12, 110)
    assert not any(name.endswith((".range", ".often")) for name in parts(axes))
    assert any(words == "15 Nov 00:00: in time" for words in texts(axes))
    assert not any("%" in words for words in texts(axes))


def test_many_replications_are_told_in_percent():
    axes = schedule_chart(
        case(first=[5] * 40, last=[100.0] * 30 + [130.0] * 10, entered=[131] * 40)
    )

    assert any("in time in 75 %" in words for words in texts(axes))
    assert any("40 replications" in words for words in texts(axes))


def test_whether_a_date_beyond_the_end_was_kept_is_not_known():
    axes = schedule_chart(
        case(last=[100, None, None], moved={1: 600, 2: 600}, on_time=[True, None, None])
    )

    words = next(words for words in texts(axes) if "as moved" in words)
    assert "as moved: in time in 1 of 1; not known in 2 of 3" in words


def test_a_date_beyond_the_end_is_said_and_does_not_stand_among_the_words():
    axes = schedule_chart(case(last=[100, 110, None], moved={2: 600}, end_hours=480))

    lines = [part for part in axes.lines if part.get_transform() == axes.transData]
    hours = [float(hour) for part in lines for hour in part.get_xdata()]
    assert max(hours) <= axes.get_xlim()[1]
    assert any("5 Dec 00:00" in words for words in texts(axes))


def test_each_clause_of_an_area_has_a_line_of_its_own():
    clauses = [
        ClauseFacts(name="troops-out", label="Troops", party="Veldia", areas=("hill",)),
        ClauseFacts(name="people-out", label="People", party="Veldia", areas=("hill",)),
    ]

    axes = schedule_chart(case(clauses=clauses))

    assert {"due.troops-out.line", "due.people-out.line"} <= parts(axes).keys()
    assert {"due: Troops", "due: People"} <= set(texts(axes))


def test_a_clause_that_concerns_no_area_has_a_row_of_its_own():
    prisoners = ClauseFacts(name="prisoners", label="Exchange of prisoners", party="Karsenia")

    axes = schedule_chart(case(clauses=[prisoners], last=[100, 110, 130]))

    assert "Exchange of prisoners (Karsenia)" in texts(axes)
    assert xs(axes, "done.prisoners.median") == [110]


def test_the_year_is_written_where_a_date_may_come_twice():
    axes = schedule_chart(case(last=[9000] * 3, entered=[9001] * 3, due=9100, end_hours=12_000))

    assert any("24 Nov 2021 04:00" in words for words in texts(axes))


def test_areas_keep_the_order_of_the_scenario_from_top_to_bottom():
    axes = schedule_chart(case({"b": "Bravo", "a": "Alpha"}))

    assert line(axes, "last.b.median").get_ydata()[0] < line(axes, "last.a.median").get_ydata()[0]


def test_no_replication_is_a_sentence_and_no_empty_frame():
    assert NOTHING in texts(schedule_chart(case(first=[], last=[], entered=[])))


def test_an_instant_is_never_drawn_at_infinity():
    axes = schedule_chart(case(last=[100, None, 120], entered=[None, 121, None]))

    hours = [float(hour) for part in axes.lines for hour in part.get_xdata()]
    assert all(math.isfinite(hour) for hour in hours)
