"""When to stop: looks fixed beforehand, a floor, a cap, and who decided."""

import math

import numpy as np
import pytest

from sim.statistics.precision import Goal, looks, stopping

NEVER = math.inf
WIDE = [0.0, 10.0] * 500
NARROW = [4.0, 6.0] * 500


def test_looks_grow_from_the_floor_to_the_cap() -> None:
    assert looks(floor=50, cap=300, growth=2) == (50, 100, 200, 300)
    assert looks(floor=50, cap=50) == (50,)
    assert looks(floor=2, cap=5, growth=1.01) == (2, 3, 4, 5)


def test_there_are_few_looks_up_to_ten_thousand() -> None:
    assert len(looks()) == 15
    assert (looks()[0], looks()[-1]) == (50, 10_000)


@pytest.mark.parametrize(("floor", "cap", "growth"), [(1, 10, 2), (50, 40, 2), (50, 100, 1)])
def test_a_schedule_that_leads_nowhere_is_refused(floor: int, cap: int, growth: float) -> None:
    with pytest.raises(ValueError, match="no looks"):
        looks(floor=floor, cap=cap, growth=growth)


def test_before_the_floor_nothing_is_told() -> None:
    found = stopping({"a": [5.0] * 49}, [Goal("a", 1)])
    assert (found.verdict, found.runs, found.next_look, found.goals) == ("go on", 0, 50, ())


def test_the_floor_is_kept_though_nothing_varies() -> None:
    found = stopping({"a": [5.0] * 400}, [Goal("a", 1)])
    assert (found.verdict, found.runs, found.looks, found.next_look) == ("precise", 50, (50,), None)
    assert found.decided_by == ()
    assert found.words.endswith("all precise enough at the first look")


def test_the_cap_is_kept_and_what_is_not_precise_is_named() -> None:
    samples = {"wide": WIDE, "narrow": NARROW}
    found = stopping(
        samples, [Goal("wide", 0.1), Goal("narrow", 0.3)], schedule=looks(floor=50, cap=120)
    )
    assert (found.verdict, found.runs, found.next_look) == ("cap", 120, None)
    assert "sequential" in found.words
    assert found.words.endswith("not yet precise enough: wide")


def test_the_outcome_that_needed_most_decides() -> None:
    """Half-widths fall as 10 / sqrt(n): 1.0 needs 97 or more, so the look at 113."""
    samples = {"wide": WIDE, "narrow": NARROW}
    found = stopping(samples, [Goal("narrow", 1), Goal("wide", 1)])
    assert (found.verdict, found.runs, found.decided_by) == ("precise", 113, ("wide",))
    assert [one.needed for one in found.goals] == [50, 113]
    assert "decided by wide" in found.words


def test_what_is_short_at_a_look_is_told_about_how_many_it_needs() -> None:
    """At 50 the half-width is t(0.975; 49) x 5.05 / sqrt(50) = 1.435: 50 x 14.35^2 for 0.1."""
    found = stopping({"a": WIDE[:60]}, [Goal("a", 0.1)])
    assert (found.verdict, found.next_look) == ("go on", 75)
    assert found.goals[0].half_width == pytest.approx(1.4354, abs=1e-3)
    assert found.goals[0].needed == pytest.approx(10_302, abs=15)


def test_all_must_be_precise_at_the_same_look() -> None:
    """A burst of spread after the first look spoils an outcome that was precise before."""
    calm_then_wild = [5.0] * 50 + [0.0, 10.0] * 12 + [5.0] * 1000
    found = stopping({"a": calm_then_wild, "b": WIDE}, [Goal("a", 0.5), Goal("b", 1.2)])
    assert (found.runs, found.decided_by) == (113, ("a",))
    assert [one.needed for one in found.goals] == [50, 75]


def test_runs_beyond_the_look_that_ended_it_do_not_count() -> None:
    samples = {"wide": WIDE[:113]}
    longer = {"wide": [*WIDE[:113], 1e9, -1e9]}
    goals = [Goal("wide", 1)]
    assert stopping(samples, goals) == stopping(longer, goals)


def test_the_outcome_with_fewest_values_sets_the_pace() -> None:
    assert stopping({"a": WIDE, "b": WIDE[:49]}, [Goal("a", 1), Goal("b", 1)]).next_look == 50


def test_a_relative_half_width_is_a_part_of_the_estimate() -> None:
    """Mean 5: a fifth of it is 1, so the same look as an absolute 1."""
    found = stopping({"a": WIDE}, [Goal("a", 0.2, is_relative=True)])
    assert found.runs == 113
    one = found.goals[0]
    assert one.half_width == pytest.approx((one.high - one.low) / 2 / one.value)
    assert one.half_width < 0.2


def test_nothing_is_precise_relative_to_an_estimate_of_zero() -> None:
    found = stopping({"a": [-1.0, 1.0] * 100}, [Goal("a", 0.5, is_relative=True)])
    assert (found.verdict, found.goals[0].half_width, found.goals[0].needed) == (
        "go on",
        None,
        None,
    )


def test_a_share_is_as_precise_as_its_wilson_interval_is_narrow() -> None:
    """Half of the runs: z / 2 / sqrt(n + z^2) is 0.1 at 92.2, so the look at 113 and not 75."""
    found = stopping({"on_time": [1, 0] * 500}, [Goal("on_time", 0.1, "share")])
    assert (found.runs, found.decided_by) == (113, ("on_time",))
    z = 1.959964
    assert found.goals[0].half_width == pytest.approx(z / 2 / math.sqrt(113 + z * z), abs=1e-4)


def test_runs_that_do_not_tell_make_a_share_less_precise() -> None:
    known = stopping({"a": [1, 0] * 500}, [Goal("a", 0.1, "share")])
    half = stopping({"a": [1, math.nan, 0, math.nan] * 250}, [Goal("a", 0.1, "share")])
    assert (known.runs, half.runs) == (113, 255)


def test_a_quantile_is_as_precise_as_half_its_interval_is_wide() -> None:
    """Of 1, 2 ... 50 the median lies between the 18th and the 33rd: half of 15."""
    values = np.arange(1, 51.0)
    met, short = (stopping({"a": values}, [Goal("a", half, "quantile")]) for half in (7.5, 7.4))
    assert (met.verdict, met.goals[0].low, met.goals[0].high) == ("precise", 18, 33)
    assert (short.verdict, short.goals[0].half_width) == ("go on", 7.5)


def test_a_quantile_stays_valid_beside_what_did_not_happen() -> None:
    found = stopping({"a": [*range(40), *[NEVER] * 10]}, [Goal("a", 9, "quantile")])
    assert (found.verdict, found.goals[0].value) == ("precise", 24)


def test_a_quantile_whose_end_is_not_in_sight_is_not_precise() -> None:
    found = stopping(
        {"a": [*range(30), *[NEVER] * 20]}, [Goal("a", 9, "quantile", probability=0.6)]
    )
    assert (found.verdict, found.goals[0].half_width) == ("go on", None)


def test_a_quantile_surely_later_than_everything_is_known() -> None:
    found = stopping({"a": [NEVER] * 50}, [Goal("a", 1, "quantile")])
    assert (found.verdict, found.goals[0].value, found.goals[0].half_width) == ("precise", NEVER, 0)


def test_a_mean_over_what_did_not_happen_is_refused_at_once() -> None:
    """More runs would never help: it does not go on to the cap."""
    found = stopping({"a": [1.0, 2.0] * 24 + [NEVER, 2.0]}, [Goal("a", 0.01)])
    assert (found.verdict, found.runs, found.next_look) == ("refused", 50, None)
    assert "a did not happen in 1 of 50 runs" in found.words
    assert "ask for a quantile" in found.words


@pytest.mark.parametrize("wrong", [0, -1, NEVER, math.nan])
def test_a_half_width_is_more_than_nothing(wrong: float) -> None:
    with pytest.raises(ValueError, match="lachin: a half-width is more than 0"):
        Goal("lachin", wrong)


def test_without_a_goal_there_is_nothing_to_be_precise_about() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        stopping({}, [])


def test_without_a_look_it_would_never_stop() -> None:
    with pytest.raises(ValueError, match="no look"):
        stopping({"a": WIDE}, [Goal("a", 1)], schedule=())


def test_what_goes_on_says_to_how_many_runs() -> None:
    assert stopping({"a": WIDE[:60]}, [Goal("a", 1)]).words == "goes on to 75 runs"


def test_a_share_that_never_happened_needs_fewer_runs_than_the_root_of_its_width_says() -> None:
    """A width of 0.02 at a share of 0: Wilson's interval is that narrow with 93 cases."""
    found = stopping({"late": [0.0] * 50}, [Goal("late", 0.02, "share")])
    assert found.goals[0].needed == 93
    assert (
        stopping({"late": [0.0] * 93}, [Goal("late", 0.02, "share")], schedule=[93]).goals[0].is_met
    )


def test_runs_that_do_not_tell_count_among_those_a_share_needs() -> None:
    half_known = [0.0, np.nan] * 50
    found = stopping({"late": half_known}, [Goal("late", 0.02, "share")], schedule=[100, 300])
    assert found.goals[0].needed == 2 * 93
