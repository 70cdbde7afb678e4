"""Convergence: the lines are shares of the first so many runs; words say what would narrow them."""

import pytest
from matplotlib.collections import PolyCollection

from sim.analysis.charts.convergence import NOTHING, ONE, TITLE, UNKNOWN, convergence_chart
from sim.statistics.shares import share
from tests.unit.analysis.charts.agreements import Fares, agreement
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs, ys

FOUR = Fares([100.0, 130, 110, 115])


def told_in(axes) -> str:
    return " ".join(texts(axes))


def test_the_line_is_the_share_in_time_of_the_first_so_many():
    (axes,) = convergence_chart(agreement({"hill": FOUR}))

    assert xs(axes, "share.signed.hill") == [1, 2, 3, 4]
    assert ys(axes, "share.signed.hill") == pytest.approx([100, 50, 200 / 3, 75])


def test_around_it_lies_wilsons_interval_of_each_number():
    (axes,) = convergence_chart(agreement({"hill": FOUR}))

    band = parts(axes)["interval.signed.hill"]
    assert isinstance(band, PolyCollection)
    corners = {(float(x), round(float(y), 6)) for x, y in band.get_paths()[0].vertices}
    for number, count in ((1, 1), (2, 1), (3, 2), (4, 3)):
        found = share(count, number)
        ends = {(number, round(100 * found.low, 6)), (number, round(100 * found.high, 6))}
        assert ends <= corners


def test_by_dates_as_moved_there_is_a_line_of_its_own_where_any_moved():
    (axes,) = convergence_chart(agreement({"hill": Fares([100, 130, 110], moved={1: 240.0})}))

    assert ys(axes, "share.signed.hill") == pytest.approx([100, 50, 200 / 3])
    assert ys(axes, "share.moved.hill") == [100, 100, 100]
    assert line(axes, "share.moved.hill").is_dashed()
    assert not line(axes, "share.signed.hill").is_dashed()


def test_dates_never_moved_are_not_spoken_of():
    (axes,) = convergence_chart(agreement({"hill": FOUR}))

    assert "share.moved.hill" not in parts(axes)
    assert "moved" not in told_in(axes)


def test_all_clauses_have_a_panel_of_whether_all_were_in_time():
    *_, axes = convergence_chart(agreement({"hill": FOUR, "river": Fares([130.0, 1, 1, 1])}))

    assert ys(axes, "share.signed.all") == pytest.approx([0, 0, 100 / 3, 50])


def test_all_clauses_are_told_by_both_dates_where_any_moved():
    hill = Fares([100.0, 130, 130, 130], moved={1: 240.0, 2: 240.0})
    *_, axes = convergence_chart(agreement({"hill": hill, "river": Fares([1.0, 1, 1, 1])}))

    assert ys(axes, "share.signed.all") == pytest.approx([100, 50, 100 / 3, 25])
    assert ys(axes, "share.moved.all") == [100, 100, 100, 75]


def test_words_say_how_wide_the_interval_is_and_what_would_narrow_it():
    (axes,) = convergence_chart(agreement({"hill": Fares([100.0, 130] * 50)}))

    told = told_in(axes)
    assert "as signed: 50 % (40 to 60), half the interval 9.6 points" in told
    assert "it takes about 390 replications for 5 points, about 2,400 for 2 points" in told


def test_what_is_narrow_enough_is_said_to_be():
    (middle,) = convergence_chart(agreement({"hill": Fares([100.0, 130] * 200)}))
    (narrow,) = convergence_chart(agreement({"hill": Fares([100.0] * 200)}))

    assert "enough for 5 points, it takes about 2,400 replications for 2 points" in told_in(middle)
    assert "half the interval 0.9 points; enough for 2 points" in told_in(narrow)
    assert "it takes" not in told_in(narrow)


def test_what_is_not_known_is_left_out_and_said():
    open_answers = [True, False, None, None] * 5
    fares = Fares(
        [100, 130, None, None] * 5, moved=dict.fromkeys(range(20), 9e3), on_time=open_answers
    )
    (axes,) = convergence_chart(agreement({"hill": fares}))

    assert ys(axes, "share.moved.hill")[-1] == 50
    told = told_in(axes)
    assert "as moved: 50 % (24 to 76) of those that tell" in told
    assert "not known by the end in 50 %, however many there are" in told


def test_a_clause_of_which_nothing_is_known_says_so():
    (axes,) = convergence_chart(agreement({"hill": Fares([None, None], due=None)}))

    assert UNKNOWN in texts(axes)
    assert not parts(axes)


def test_a_clause_of_which_nothing_is_known_keeps_the_numbers_of_those_above_it():
    unknown = Fares([None] * 4, due=None)
    upper, lower, _ = convergence_chart(agreement({"hill": FOUR, "river": unknown}))

    assert UNKNOWN in {text.get_text() for text in lower.texts}
    assert lower.get_xlim() == upper.get_xlim()
    assert list(lower.get_xticks()) == list(upper.get_xticks()) != []


def test_what_never_happens_settles_at_zero():
    (axes,) = convergence_chart(agreement({"hill": Fares([None] * 20)}))

    assert set(ys(axes, "share.signed.hill")) == {0}
    assert "none in 20: at most 14 %" in told_in(axes)


def test_ten_thousand_replications_are_few_points():
    (axes,) = convergence_chart(agreement({"hill": Fares([100.0, 130] * 5000)}))

    assert len(xs(axes, "share.signed.hill")) < 60
    assert xs(axes, "share.signed.hill")[-1] == 10_000


def test_one_replication_is_a_sentence():
    (axes,) = convergence_chart(agreement({"hill": Fares([100.0])}))

    assert ONE in texts(axes)
    assert not any(name.startswith("share") for name in parts(axes))


def test_every_clause_has_a_panel_whose_name_it_bears():
    panels = convergence_chart(agreement({f"c{k}": Fares([100, 130]) for k in range(12)}))

    assert len(panels) == 13
    assert TITLE in texts(panels[0])
    assert {"c0", "c11", "All clauses"} <= set(texts(panels[0]))


def test_nothing_to_show_is_a_sentence():
    (empty,) = convergence_chart(case(first=[], last=[], entered=[]))
    (nobody,) = convergence_chart(case({}, clauses=[]))

    assert NOTHING in texts(empty)
    assert NOTHING in texts(nobody)
