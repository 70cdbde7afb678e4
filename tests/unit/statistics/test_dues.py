"""The earliest due that is met often enough, and what a day more buys."""

import math

import pytest

from sim.statistics.dues import DueCurve, due_curve, earliest_due, exact_interval

RUNS = 100


def column(met: int, runs: int = RUNS) -> list[float]:
    """The first so many runs are on time: a run that is once stays so when due is later."""
    return [1.0] * met + [0.0] * (runs - met)


def curve(*met: int) -> DueCurve:
    """A due a day, met so often of a hundred."""
    dues = [24.0 * (day + 1) for day in range(len(met))]
    return due_curve(dues, [column(count) for count in met])


def test_where_shares_rise_the_curve_is_theirs() -> None:
    found = curve(10, 55, 90)
    assert [point.fitted for point in found.points] == pytest.approx([0.1, 0.55, 0.9])
    assert [point.met for point in found.points] == [10, 55, 90]
    assert not found.is_doubtful


def test_a_fall_by_chance_is_levelled() -> None:
    found = curve(10, 60, 56, 90)
    assert [point.fitted for point in found.points] == pytest.approx([0.1, 0.58, 0.58, 0.9])
    assert not found.is_doubtful


def test_a_fall_that_chance_does_not_explain_is_noticed() -> None:
    assert curve(10, 90, 30).is_doubtful


def test_the_earliest_due_is_one_that_was_tried() -> None:
    """At 48 h between 45 and 65 %, at 72 h between 82 and 95 %, at 96 h from 96 % on."""
    found = earliest_due(curve(10, 55, 90, 100), 0.9)
    assert (found.hours, found.after_hours, found.by_hours) == (72, 48, 96)


def test_what_is_met_from_the_first_due_on_may_be_due_earlier_still() -> None:
    found = earliest_due(curve(99, 100, 100), 0.5)
    assert (found.hours, found.after_hours, found.by_hours) == (24, None, 24)


def test_what_no_due_reaches_is_later_than_all_of_them() -> None:
    found = earliest_due(curve(1, 5, 20), 0.9)
    assert (found.hours, found.after_hours, found.by_hours) == (None, 72, None)


def test_one_due_beyond_doubt_proves_nothing_if_a_later_one_is_in_doubt() -> None:
    found = earliest_due(curve(10, 99, 93, 99), 0.9)
    assert found.by_hours == 96


def test_a_curve_that_just_reaches_a_probability_reaches_it() -> None:
    """Pooled from 2/3 and 1/3 of three runs each: one half, but for rounding."""
    found = due_curve([24, 48], [[1, 1, 0], [0, 0, 1]])
    assert earliest_due(found, 0.5).hours == 24


def test_a_day_more_buys_the_runs_that_turn_on_time() -> None:
    """From 10 to 55 of 100 in one day, then to 90 in two: 0.45 a day, then 0.175."""
    found = due_curve([24, 48, 96], [column(10), column(55), column(90)]).gains
    assert [gain.per_day for gain in found] == pytest.approx([0.45, 0.175])
    assert (found[1].from_hours, found[1].until_hours) == (48, 96)
    assert 0.1 < found[1].low < 0.175 < found[1].high < 0.25


def test_what_a_day_buys_is_surer_where_runs_share_their_chance() -> None:
    """Of 100 runs 50 and 60 are on time: ten turn, or forty turn and thirty turn back."""
    together = due_curve([24, 48], [column(50), column(60)]).gains[0]
    apart = due_curve([24, 48], [column(50), [*column(20, 50), *column(40, 50)]]).gains[0]
    assert together.per_day == apart.per_day
    assert together.low > 0 > apart.low


def test_runs_that_do_not_tell_are_left_out_and_counted() -> None:
    found = due_curve([24, 48], [[1, 0, None], [1, math.nan, None]])
    assert [(p.met, p.known, p.unknown) for p in found.points] == [(1, 2, 1), (1, 1, 2)]


def test_the_exact_interval_leaves_half_of_the_rest_on_either_side() -> None:
    """P(B(n, low) >= k) = P(B(n, high) <= k) = 0.025."""
    low, high = exact_interval(7, 20)
    above = sum(math.comb(20, k) * low**k * (1 - low) ** (20 - k) for k in range(7, 21))
    below = sum(math.comb(20, k) * high**k * (1 - high) ** (20 - k) for k in range(8))
    assert (above, below) == pytest.approx((0.025, 0.025))


def test_never_and_always_touch_the_ends_exactly() -> None:
    assert exact_interval(0, 7)[0] == 0.0
    assert exact_interval(7, 7)[1] == 1.0


@pytest.mark.parametrize(
    ("dues", "columns", "said"),
    [
        ([], [], "0 dues"),
        ([24, 48], [[1, 0]], "2 dues need as many columns"),
        ([48, 24], [[1, 0], [1, 0]], "from the earliest to the latest"),
        ([24, 24], [[1, 0], [1, 0]], "each once"),
        ([24, 48], [[1, 0], [1]], "2 and 1 values are no pairs"),
        ([24, 48], [[1, 0], [None, None]], "no run tells .* due after 48 hours"),
        ([24], [[2.0]], "neither yes"),
    ],
)
def test_dues_that_do_not_fit_their_runs_are_refused(
    dues: list[float], columns: list[list[float | None]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        due_curve(dues, columns)


@pytest.mark.parametrize("wrong", [0, 1, 90, math.nan])
def test_a_due_met_with_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="no probability"):
        earliest_due(curve(10, 90), wrong)
