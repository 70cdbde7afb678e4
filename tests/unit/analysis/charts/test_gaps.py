"""Gaps show what the areas table says: who was inside when, nobody in charge, both sides."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import StepPatch

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.gaps import MOST_AREAS, NOTHING, TITLE, gaps_chart
from sim.analysis.charts.gaps_rows import edges_between, hours_words
from sim.analysis.charts.in_charge import Stays
from sim.analysis.charts.style import house_style
from sim.analysis.observed import ObservedOutcome
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs
from tests.unit.analysis.charts.test_layout import LONG, SCRIPTS, hours, problems, several


def band(axes: Axes, name: str) -> tuple[list[float], list[float]]:
    """Shares, and the hours between which they hold, as they are drawn."""
    found = parts(axes)[name]
    assert isinstance(found, StepPatch)
    values, edges, baseline = found.get_data()
    # What is beside a lane tells how high a full one is.
    lane = 0.4 if name.startswith(("gap", "overlap")) else 0.26
    shares = np.nan_to_num((baseline - np.asarray(values)) / (lane - 0.06))
    return list(shares), list(edges)


def area_under(axes: Axes, name: str) -> float:
    """Hours told by a band: shares times the hours for which they hold."""
    shares, edges = band(axes, name)
    return float(np.dot(shares, np.diff(edges)))


def share_at(axes: Axes, name: str, hour: float) -> float:
    shares, edges = band(axes, name)
    return shares[int(np.searchsorted(edges, hour, side="right")) - 1]


def words_of(axes: Axes, start: str) -> str:
    return next(words for words in texts(axes) if words.startswith(start))


def test_the_page_asks_the_question():
    assert TITLE in texts(gaps_chart(case()))


def test_at_each_hour_the_height_is_the_share_of_replications_in_which_troops_were_inside():
    axes = gaps_chart(case(last=[100, 110, 130], entered=[140] * 3))

    found = [share_at(axes, "troops.hill", hour) for hour in (50, 105, 120, 135)]
    assert found == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_what_is_drawn_of_a_gap_adds_up_to_its_mean_however_short_it_is():
    entered = [100.2, 131.0, 150.0]
    axes = gaps_chart(case(last=[100.1, 110, 130], entered=entered))

    assert area_under(axes, "gap.hill") == pytest.approx((0.1 + 21 + 20) / 3, abs=1e-3)
    assert "overlap.hill" not in parts(axes)


def test_nobody_in_charge_stands_between_the_last_troops_out_and_the_first_column_in():
    axes = gaps_chart(case(last=[100, 100, 100], entered=[110, 130, 90]))

    found = [share_at(axes, "gap.hill", hour) for hour in (95, 105, 120, 132)]
    assert found == pytest.approx([0, 2 / 3, 1 / 3, 0])
    found = [share_at(axes, "overlap.hill", hour) for hour in (85, 95, 105)]
    assert found == pytest.approx([0, 1 / 3, 0])


def test_of_a_gap_only_what_came_before_a_post_is_dark():
    axes = gaps_chart(case(last=[100] * 3, entered=[130] * 3, covered=[50, 110, None]))

    found = [share_at(axes, "gap_uncovered.hill", hour) for hour in (105, 120)]
    assert found == pytest.approx([2 / 3, 1 / 3])
    found = [share_at(axes, "post.hill", hour) for hour in (40, 60, 120)]
    assert found == pytest.approx([0, 1 / 3, 2 / 3])


def test_of_an_overlap_only_what_came_before_a_post_is_dark():
    axes = gaps_chart(case(last=[130] * 3, entered=[100] * 3, covered=[50, 110, None]))

    found = [share_at(axes, "overlap.hill", hour) for hour in (105, 120)]
    assert found == pytest.approx([1, 1])
    found = [share_at(axes, "overlap_uncovered.hill", hour) for hour in (105, 120)]
    assert found == pytest.approx([2 / 3, 1 / 3])


def test_a_gap_and_an_army_that_never_came_reach_to_the_end():
    axes = gaps_chart(case(last=[100, 110, 130], entered=[None] * 3, end_hours=200))

    assert share_at(axes, "gap.hill", 199) == pytest.approx(1)
    assert max(band(axes, "gap.hill")[1]) == 200
    assert xs(axes, "end.hill") == [200, 200]
    assert "no entry by the end in any of 3" in texts(axes)


def test_troops_that_never_left_are_inside_to_the_end():
    axes = gaps_chart(case(last=[100, None, None], entered=[120] * 3, end_hours=200))

    assert share_at(axes, "troops.hill", 199) == pytest.approx(2 / 3)
    assert share_at(axes, "overlap.hill", 199) == pytest.approx(2 / 3)


def test_after_a_collapse_nobody_is_counted():
    data = case(
        last=[100, None, 110],
        entered=[120, None, 120],
        collapsed=[None, 60, None],
        area_columns={"gap_hours": [20, 0, 10], "gap_uncovered_hours": [20, 0, 10]},
    )
    axes = gaps_chart(data)

    found = [share_at(axes, "troops.hill", hour) for hour in (50, 70)]
    assert found == pytest.approx([1, 2 / 3])
    assert any("The agreement collapsed in 1 of 3" in words for words in texts(axes))


def test_hours_are_told_over_all_replications_and_how_often_there_were_any():
    axes = gaps_chart(
        case(first=[1] * 20, last=[100] * 20, entered=[100] * 15 + [104, 106, 108, 110, 112])
    )

    told = words_of(axes, "0 h")
    assert "0 h (up to 8 h), longest 12 h at all in 25 % (11 to 47 %)" in told
    assert "no post ever covered it" in told
    assert "never in any of 20" in texts(axes)


def test_under_a_post_it_is_told_how_long_none_watched():
    axes = gaps_chart(case(last=[100] * 3, entered=[130] * 3, covered=[105, 105, 105]))

    assert "no post watching: 5 h" in words_of(axes, "30 h")


def test_an_area_that_no_army_is_to_enter_has_no_gap_and_it_says_why():
    empty = dict.fromkeys(
        ("gap_hours", "gap_uncovered_hours", "overlap_hours", "overlap_uncovered_hours"),
        [None] * 3,
    )
    axes = gaps_chart(case(entered=[None] * 3, area_columns=empty))

    assert "does not apply: no army is to come" in texts(axes)
    assert "gap.hill" not in parts(axes)
    assert "other army" not in texts(axes)


def test_an_area_without_troops_has_no_lane_for_them_and_says_so():
    columns = {"troops_people": [0] * 3, "troops_out_hours": [None] * 3} | dict.fromkeys(
        ("gap_hours", "gap_uncovered_hours", "overlap_hours", "overlap_uncovered_hours"),
        [None] * 3,
    )
    axes = gaps_chart(case(area_columns=columns))

    assert "does not apply: no troops were in it" in texts(axes)
    assert "own troops" not in texts(axes)
    assert "troops.hill" not in parts(axes)


def test_people_who_all_stay_are_not_counted():
    columns = {"stayed_people": [3000] * 3, "civilians_out_hours": [None] * 3}
    axes = gaps_chart(case(area_columns=columns))

    assert "civilians.hill" not in parts(axes)


def test_one_replication_is_told_without_shares():
    axes = gaps_chart(case(first=[1], last=[100], entered=[120], covered=[110]))

    assert share_at(axes, "gap.hill", 115) == pytest.approx(1)
    assert not any("%" in words for words in texts(axes))
    assert "20 h no post watching: 10 h" in texts(axes)


def test_what_was_observed_is_a_mark_below_its_lane():
    seen = [
        ObservedOutcome("areas", "hill", "troops_out_hours", 96, 120, 96, 120, is_scored=True),
        ObservedOutcome("areas", "hill", "entered_hours", 120, 144, 120, 144, is_scored=False),
    ]
    axes = gaps_chart(case(observed_outcomes=seen))

    assert xs(axes, "observed.troops.hill.0") == [108]
    assert line(axes, "observed.army.hill.0").get_marker() == "o"


def test_of_many_areas_the_longest_gaps_are_drawn_and_it_is_said():
    data = case({f"a{number}": f"Area {number}" for number in range(60)})
    areas = data.tables["areas"]
    late = areas["area"].isin([f"a{number}" for number in range(40, 40 + MOST_AREAS)])
    areas.loc[late, "gap_hours"] += 5

    axes = gaps_chart(data)

    drawn = [name for name in parts(axes) if name.startswith("gap.")]
    assert drawn == [f"gap.a{number}" for number in range(40, 40 + MOST_AREAS)]
    assert any("Of 60 areas those 12 are shown" in words for words in texts(axes))


def test_no_replication_is_a_sentence():
    assert NOTHING in texts(gaps_chart(case(first=[], last=[], entered=[])))


def test_a_stretch_of_time_counts_for_the_part_that_was_so():
    stays = Stays(np.array([1.0, 2.0, 9.0]), np.array([3.0, 2.5, 9.0]))

    assert stays.count == 2
    assert stays.shares(np.array([0.0, 2.0, 3.0, 4.0])) == pytest.approx([1 / 6, 0.5, 0])


@pytest.mark.parametrize("end", [1, 30, 540, 9000, 44_000])
def test_hours_are_so_close_as_can_be_told_apart_whatever_the_length(end):
    edges = edges_between(-1, end)

    assert (edges[0], edges[-1]) == (0, end)
    assert len(edges) <= 302
    assert (np.diff(edges) > 0).all()


def test_the_least_hours_are_not_told_more_precisely_than_anybody_asks():
    assert hours_words(pd.Series([0.0003]))[0].replace("\u00a0", " ") == "under 0.1 h"


def many(labels: dict[str, str], **more: object) -> ChartData:
    return several(labels, covered=hours(60, 200, never=0.3, seed=5), **more)


CASES = {
    "an area": lambda: many({"hill": "Hill District"}),
    "other scripts": lambda: many(SCRIPTS, title="Պարզ օրինակ, Пример"),
    "sixty areas": lambda: many({f"a{number}": f"{LONG} {number}" for number in range(60)}),
    "a name without spaces": lambda: many({"hill": "Aghdam" * 40}),
    "nothing finished": lambda: many(
        {"hill": "Hill"}, last=[None] * 25, entered=[None] * 25, first=[None] * 25
    ),
    "collapse": lambda: many({"hill": "Hill"}, collapsed=hours(50, 300, never=0.5, seed=8)),
    "one replication": lambda: case(first=[1], last=[100], entered=[120], covered=[110]),
    "two days": lambda: case(first=[1], last=[10], entered=[12], due=11, end_hours=48),
    "observed": lambda: many(
        {"hill": "Hill"},
        observed_outcomes=[
            ObservedOutcome("areas", "hill", column, 215, 239, 215, 239, is_scored=True)
            for column in ("troops_out_hours", "civilians_out_hours", "entered_hours")
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_no_text_lies_upon_another_or_is_cut(name):
    figure = gaps_chart(CASES[name]()).figure

    with house_style():
        assert problems(figure) == []
