"""Clearance: curves are what the tables tell, and being in time is never read off a wrong curve."""

from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from sim.analysis.charts import clearance
from sim.analysis.charts.clearance import NOTHING, TITLE, clearance_chart
from sim.analysis.charts.clearance_words import NO_POINT
from sim.analysis.observed import ObservedOutcome
from sim.statistics.shares import share
from tests.unit.analysis.charts.agreements import Fares, agreement
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs, ys
from tests.unit.analysis.charts.pictures import difference, picture

HILL = Fares([100.0, 110, 130, None])


def one(fares: Fares = HILL, **more: object) -> Axes:
    (axes,) = clearance_chart(agreement({"hill": fares}, **more))
    return axes


def heights(axes: Axes, name: str) -> dict[float, tuple[float, float]]:
    """From where to where a band reaches at each hour in the middle of a level stretch."""
    band = parts(axes)[name]
    assert isinstance(band, PolyCollection)
    corners = [(float(x), float(y)) for x, y in band.get_paths()[0].vertices]
    hours = sorted({x for x, _ in corners})
    return {
        hour: (min(found), max(found))
        for hour in hours
        if (found := [y for x, y in corners if x == hour])
    }


def test_the_curve_rises_at_each_instant_by_what_came_then_and_ends_below_all():
    axes = one()

    assert xs(axes, "curve.hill")[1:-1] == [100, 100, 110, 110, 130, 130]
    assert ys(axes, "curve.hill") == [0, 0, 25, 25, 50, 50, 75, 75]


def test_instants_that_are_the_same_are_one_step():
    axes = one(Fares([100, 100, 100, 130]))

    assert xs(axes, "curve.hill")[1:-1] == [100, 100, 130, 130]
    assert ys(axes, "curve.hill") == [0, 0, 75, 75, 100, 100]


def test_around_the_curve_lies_wilsons_interval():
    found = heights(one(), "interval.hill")

    low, high = share(0, 4).low, share(1, 4).high
    assert found[100.0] == pytest.approx((100 * low, 100 * high))
    assert found[max(found)] == pytest.approx((100 * share(3, 4).low, 100 * share(3, 4).high))


def test_where_due_is_the_same_in_all_the_share_in_time_is_a_point_of_the_curve():
    axes = one()

    assert xs(axes, "due.signed.hill") == [120, 120]
    assert (xs(axes, "in-time.signed.hill"), ys(axes, "in-time.signed.hill")) == ([120], [50])
    assert xs(axes, "in-time.guide.signed.hill")[1] == 120
    assert "50 % (15 to 85) by the date as signed, 15 Nov 00:00" in " ".join(texts(axes))


def test_what_comes_at_the_due_second_is_in_time():
    assert ys(one(Fares([120, 120.01])), "in-time.signed.hill") == [50]


def test_where_dates_differ_the_share_in_time_stands_at_the_edge_not_on_the_curve():
    moved = Fares([100, 130, 130, 230], moved={1: 240.0, 3: 168.0})
    axes = one(moved)

    (x,), (y,) = xs(axes, "in-time.moved.hill"), ys(axes, "in-time.moved.hill")
    assert x > axes.get_xlim()[1]
    assert y == 50
    assert ys(axes, "in-time.interval.moved.hill") == pytest.approx(
        [100 * share(2, 4).low, 100 * share(2, 4).high]
    )
    assert "no point of the curve tells it" in " ".join(texts(axes))


def test_dates_moved_alike_in_all_replications_are_read_off_the_curve():
    axes = one(Fares([100, 130, 250], moved=dict.fromkeys(range(3), 240.0)))

    assert xs(axes, "in-time.moved.hill") == [240]
    assert ys(axes, "in-time.moved.hill") == pytest.approx([200 / 3])
    assert "no point" not in " ".join(texts(axes))


def test_dates_that_were_moved_are_a_line_at_the_median_and_their_range():
    axes = one(Fares([100] * 20, moved={number: 130.0 + number for number in range(10)}))

    assert xs(axes, "due.moved.hill") == [134, 134]
    assert parts(axes)["due.moved.hill.range"].get_x() == 130
    assert any("moved in 50 % to 15 Nov 14:00" in told for told in texts(axes))


def test_dates_never_moved_are_not_spoken_of():
    axes = one()

    assert not any("moved" in name for name in parts(axes))
    assert not any("moved" in told for told in texts(axes))


def test_signed_and_moved_can_be_told_apart_without_colours():
    axes = one(Fares([100, 130, 130], moved={1: 240.0}))

    signed, moved = (line(axes, f"in-time.{by}.hill") for by in ("signed", "moved"))
    assert signed.get_markerfacecolor() != moved.get_markerfacecolor() == "white"
    assert line(axes, "due.moved.hill").is_dashed()
    assert not line(axes, "due.signed.hill").is_dashed()


def test_all_clauses_are_fulfilled_when_the_last_is():
    *_, axes = clearance_chart(
        agreement({"hill": HILL, "river": Fares([90, 140, 120, 10], due=130.0)})
    )

    assert xs(axes, "curve.all")[1:-1] == [100, 100, 130, 130, 140, 140]
    assert ys(axes, "curve.all")[-1] == 75


def test_clauses_due_at_different_dates_are_jointly_in_time_at_no_point_of_the_curve():
    *_, axes = clearance_chart(
        agreement({"hill": HILL, "river": Fares([90, 140, 120, 10], due=130.0)})
    )

    assert ys(axes, "in-time.signed.all") == [25]
    assert xs(axes, "in-time.signed.all")[0] > axes.get_xlim()[1]
    assert any(NO_POINT in told for told in texts(axes))
    assert "due.signed.all" not in parts(axes)


def test_clauses_due_together_are_jointly_read_off_the_curve():
    *_, axes = clearance_chart(agreement({"hill": HILL, "river": Fares([90, 121, 119, 10])}))

    assert (xs(axes, "in-time.signed.all"), ys(axes, "in-time.signed.all")) == ([120], [25])
    assert not any(NO_POINT in told for told in texts(axes))


def test_one_clause_needs_no_curve_of_all():
    assert len(clearance_chart(agreement({"hill": HILL}))) == 1


def test_replications_that_do_not_tell_leave_a_range_open_and_no_square():
    axes = one(
        Fares([100, 130, None, None], moved={2: 600.0, 3: 600.0}, on_time=[True, False, None, None])
    )

    assert "in-time.moved.hill" not in parts(axes)
    assert ys(axes, "in-time.interval.moved.hill") == pytest.approx(
        [100 * share(1, 4).low, 100 * share(3, 4).high]
    )
    told = " ".join(texts(axes))
    assert "25 to 75 % (5 to 95) by the date as moved" in told
    assert "not known by the end in 2 of 4" in told


def test_a_run_that_ended_before_its_date_keeps_the_share_off_the_curve():
    axes = one(Fares([100, 130, None, None], on_time_as_signed=[True, False, None, None]))

    assert "in-time.signed.hill" not in parts(axes)
    assert min(xs(axes, "in-time.interval.signed.hill")) > axes.get_xlim()[1]


def test_one_in_many_that_does_not_tell_is_told_and_changes_little():
    answers = [True] * 100 + [False] * 99 + [None]
    axes = one(Fares([100.0] * 100 + [130] * 99 + [None], moved={199: 600.0}, on_time=answers))

    assert ys(axes, "in-time.moved.hill") == pytest.approx([100 * 100 / 199])
    assert any("not known by the end in under 1 %" in told for told in texts(axes))


def test_a_clause_of_which_nothing_is_known_says_so():
    axes = one(Fares([None, None], due=600.0, on_time_as_signed=[None, None]))

    assert not any(name.startswith("in-time") for name in parts(axes))
    told = " ".join(texts(axes))
    assert "not known by the end whether by the date as signed, 5 Dec 00:00" in told
    assert "not fulfilled by the end in any of 2" in told


def test_a_clause_that_never_falls_due_has_a_curve_and_no_date():
    axes = one(Fares([100, 110], due=None))

    assert ys(axes, "curve.hill")[-1] == 100
    assert not any(name.startswith(("due", "in-time")) for name in parts(axes))
    assert "never fell due" in texts(axes)


def test_what_never_comes_is_a_curve_at_zero_below_what_it_may_be():
    axes = one(Fares([None] * 20))

    assert set(ys(axes, "curve.hill")) == {0}
    assert heights(axes, "interval.hill")[0 + min(xs(axes, "curve.hill"))] == pytest.approx(
        (0, 100 * share(0, 20).high)
    )
    assert any(told.startswith("none in 20: at most 14 % by the date") for told in texts(axes))


def test_the_curve_goes_no_further_than_the_end_of_the_run():
    axes = one(Fares([100, None], due=600.0, on_time_as_signed=[True, None]), end_hours=480)

    assert xs(axes, "curve.hill")[-1] == 480
    assert axes.get_xlim()[1] > 480


def test_one_replication_is_a_step_and_words():
    axes = one(Fares([130], moved={0: 240.0}))

    assert ys(axes, "curve.hill") == [0, 0, 100, 100]
    assert not any(name.startswith(("interval", "in-time")) for name in parts(axes))
    told = " ".join(texts(axes))
    assert "not in time by the date as signed, 15 Nov 00:00" in told
    assert "in time by the date as moved, 20 Nov 00:00" in told
    assert "fulfilled 15 Nov 10:00" in told


def test_observed_instants_stand_below_the_curve_they_belong_to():
    seen = [
        ObservedOutcome("clauses", "hill", "completed_hours", 96, 120, 96, 120, is_scored=True),
        ObservedOutcome("clauses", "hill", "completed_hours", None, 200, 96, 200, is_scored=False),
    ]
    axes = one(observed_outcomes=seen)

    assert xs(axes, "observed.hill.0") == [108]
    assert line(axes, "observed.hill.0").get_marker() == "D"
    assert xs(axes, "observed.hill.1.open") == [200]
    assert max(*ys(axes, "observed.hill.0"), *ys(axes, "observed.hill.1")) < 0
    assert axes.get_xlim()[1] >= 200
    assert any("observed by 18 Nov 08:00" in told for told in texts(axes))


def test_ten_thousand_replications_are_few_points():
    fares = Fares([100 + (number * 7919 % 10_000) / 200 for number in range(10_000)])
    axes = one(fares)

    assert len(xs(axes, "curve.hill")) < 400
    assert ys(axes, "in-time.signed.hill") == pytest.approx([40.01])


def test_every_clause_has_a_panel_whose_name_it_bears():
    panels = clearance_chart(agreement({f"c{k}": Fares([100, 130]) for k in range(12)}))

    assert len(panels) == 13
    assert TITLE in texts(panels[0])
    assert {"c0", "c11", "All clauses"} <= set(texts(panels[0]))


def test_nothing_to_show_is_a_sentence():
    (empty,) = clearance_chart(case(first=[], last=[], entered=[]))
    (nobody,) = clearance_chart(case({}, clauses=[]))

    assert NOTHING in texts(empty)
    assert NOTHING in texts(nobody)


def drawn(place: Path, *, due: float = 120.0) -> Path:
    """Two clauses: one whose date moves and that was observed, one that is not always fulfilled."""
    seen = ObservedOutcome("clauses", "hill", "completed_hours", 96, 132, 96, 132, is_scored=True)
    hill = Fares([90, 100, 110, 118, 130, 250], due=due, moved={3: 168.0, 4: 168.0, 5: 240.0})
    river = Fares([150.0, 160, 170, 180, 190, None], due=180.0)
    found = agreement({"hill": hill, "river": river}, observed_outcomes=[seen])
    return picture(clearance_chart(found), place / "clearance.png")


def test_the_chart_looks_as_it_did(tmp_path):
    assert difference("clearance.png", drawn(tmp_path)) is None


def test_a_date_six_hours_later_is_another_picture(tmp_path):
    assert difference("clearance.png", drawn(tmp_path, due=126.0)) is not None


def test_a_curve_of_another_colour_is_another_picture(tmp_path, monkeypatch):
    monkeypatch.setattr(clearance, "DONE", replace(clearance.DONE, colour="#d4511e"))

    assert difference("clearance.png", drawn(tmp_path)) is not None
