"""Inverted distribution functions agree with scipy.stats and keep the order of the uniforms."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from sim.randomness.distributions import invert

Form = tuple[str, tuple[Any, ...]]

CELLS = 20_000
MIDDLES = (np.arange(CELLS) + 0.5) / CELLS
TAILS = np.concatenate([2.0 ** -np.arange(1, 54), MIDDLES, 1.0 - 2.0 ** -np.arange(1, 54)])

# Each form with two sets of parameters and what scipy.stats calls it.
TWINS: list[tuple[str, tuple[float, ...], Any]] = [
    ("pert", (200, 400, 800), stats.beta(1 + 4 / 3, 5 - 4 / 3, 200, 600)),
    ("pert", (0, 0, 12), stats.beta(1, 5, 0, 12)),
    ("pert", (-3, 6, 6), stats.beta(5, 1, -3, 9)),
    ("triangular", (1, 2, 4), stats.triang(1 / 3, 1, 3)),
    ("triangular", (1, 1, 4), stats.triang(0, 1, 3)),
    ("triangular", (-4, 1, 1), stats.triang(1, -4, 5)),
    ("uniform", (-2, 5), stats.uniform(-2, 7)),
    ("lognormal", (30, 2.5), stats.lognorm(np.log(2.5) / stats.norm.ppf(0.9), 0, 30)),
    ("lognormal", (0.4, 1.1), stats.lognorm(np.log(1.1) / stats.norm.ppf(0.9), 0, 0.4)),
    ("normal", (-1, 0.08), stats.norm(-1, 0.08)),
    ("normal", (20, 3), stats.norm(20, 3)),
    ("exponential", (3.5,), stats.expon(0, 3.5)),
    ("weibull", (2, 0.7), stats.weibull_min(0.7, 0, 2)),
    ("weibull", (8, 3), stats.weibull_min(3, 0, 8)),
]
NAMES = [f"{form} {parameters}" for form, parameters, _ in TWINS]
every_twin = pytest.mark.parametrize(("form", "parameters", "twin"), TWINS, ids=NAMES)

scalars = st.floats(-1e6, 1e6)
positives = st.floats(1e-3, 1e6)
ordered = st.lists(scalars, min_size=3, max_size=3).map(sorted)
weights = st.lists(st.tuples(scalars, st.floats(0, 10)), min_size=1, max_size=6).filter(
    lambda pairs: any(weight > 0 for _, weight in pairs)
)


def form_of(name: str, *parameters: st.SearchStrategy[Any]) -> st.SearchStrategy[Form]:
    return st.tuples(st.just(name), st.tuples(*parameters))


forms: st.SearchStrategy[Form] = st.one_of(
    form_of("value", scalars),
    st.tuples(st.sampled_from(["pert", "triangular"]), ordered.map(tuple)),
    st.tuples(st.just("uniform"), ordered.map(lambda three: tuple(three[:2]))),
    form_of("lognormal", positives, st.floats(1, 20)),
    form_of("normal", scalars, st.floats(0, 1e6)),
    form_of("exponential", st.floats(0, 1e6)),
    form_of("weibull", st.floats(0, 1e6), st.floats(0.2, 20)),
    form_of("discrete", weights.map(tuple)),
)
uniform_lists = st.lists(
    st.integers(1, 2**53 - 1).map(lambda cell: cell * 2.0**-53), min_size=2, max_size=20
)


def is_in_order(values: NDArray[np.float64]) -> bool:
    """No value falls below the one before, except in its last digits."""
    slack = 1e-13 * np.abs(values).max()
    return bool(np.all(np.diff(values) >= -slack))


@every_twin
def test_a_form_agrees_with_scipy_far_into_its_tails(
    form: str, parameters: tuple[float, ...], twin: Any
) -> None:
    found = invert(form, parameters, TAILS)
    scale = twin.std()
    np.testing.assert_allclose(found, twin.ppf(TAILS), rtol=1e-11, atol=1e-11 * scale)


@every_twin
def test_the_mean_over_equal_cells_is_the_mean(
    form: str, parameters: tuple[float, ...], twin: Any
) -> None:
    found = invert(form, parameters, MIDDLES).mean()
    assert abs(found - twin.mean()) < 1e-3 * twin.std()


@every_twin
def test_the_mean_of_random_draws_lies_in_its_interval(
    form: str, parameters: tuple[float, ...], twin: Any
) -> None:
    draws = np.random.default_rng(7).uniform(2.0**-53, 1.0, size=10_000)
    found = invert(form, parameters, draws)
    assert abs(found.mean() - twin.mean()) < 4.0 * twin.std() / np.sqrt(draws.size)


def test_the_mean_of_a_pert_counts_the_likely_value_four_times() -> None:
    found = invert("pert", (2, 10, 30), MIDDLES).mean()
    assert found == pytest.approx((2 + 4 * 10 + 30) / 6, rel=1e-6)


def test_a_pert_that_only_falls_or_only_rises_has_a_closed_form() -> None:
    falling = invert("pert", (2, 2, 7), MIDDLES)
    np.testing.assert_allclose(falling, 2 + 5 * (1 - (1 - MIDDLES) ** 0.2), rtol=1e-13)
    rising = invert("pert", (2, 7, 7), MIDDLES)
    np.testing.assert_allclose(rising, 2 + 5 * MIDDLES**0.2, rtol=1e-13)


def test_a_lognormal_has_its_median_and_its_nine_tenths() -> None:
    found = invert("lognormal", (30, 2.5), np.array([0.5, 0.9]))
    assert found.tolist() == pytest.approx([30, 75], rel=1e-14)


@every_twin
def test_truncation_keeps_the_proportions_between_the_bounds(
    form: str, parameters: tuple[float, ...], twin: Any
) -> None:
    low, high = (float(bound) for bound in twin.ppf([0.2, 0.7]))
    within = invert(form, parameters, MIDDLES, low=low, high=high)
    np.testing.assert_allclose(within, twin.ppf(0.2 + 0.5 * MIDDLES), rtol=1e-10, atol=1e-10)
    above = invert(form, parameters, MIDDLES, low=low)
    np.testing.assert_allclose(above, twin.ppf(0.2 + 0.8 * MIDDLES), rtol=1e-10, atol=1e-10)
    below = invert(form, parameters, MIDDLES, high=high)
    np.testing.assert_allclose(below, twin.ppf(0.7 * MIDDLES), rtol=1e-10, atol=1e-10)


@every_twin
def test_bounds_outside_the_range_change_nothing(
    form: str, parameters: tuple[float, ...], twin: Any
) -> None:
    free = invert(form, parameters, MIDDLES)
    bounded = invert(form, parameters, MIDDLES, low=-1e9, high=1e9)
    assert np.array_equal(free, bounded)


def test_a_lower_bound_never_makes_an_infinite_value() -> None:
    nearest_to_one = np.array([1.0 - 2.0**-53])
    assert np.isfinite(invert("normal", (0, 1), nearest_to_one, low=0.5))


@given(forms, uniform_lists)
def test_a_larger_uniform_never_gives_a_smaller_value(form: Form, numbers: list[float]) -> None:
    found = invert(*form, np.sort(numbers))
    assert np.all(np.isfinite(found))
    assert is_in_order(found)


@given(forms, uniform_lists, scalars, scalars)
def test_truncated_values_stay_within_the_bounds_and_in_order(
    form: Form, numbers: list[float], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    try:
        found = invert(*form, np.sort(numbers), low=low, high=high)
    except ValueError as refusal:
        assume("probability between" not in str(refusal))
        assume("no value lies between" not in str(refusal))
        raise
    assert np.all((low <= found) & (found <= high))
    assert is_in_order(found)


@every_twin
def test_rounding_never_carries_a_value_beyond_its_bounds(
    form: str, parameters: tuple[float, ...], twin: Any
) -> None:
    ends = np.array([2.0**-53, 1.0 - 2.0**-53])
    for low, high in twin.ppf(np.random.default_rng(3).uniform(0.0, [0.5, 1.0], size=(200, 2))):
        if low < high:
            found = invert(form, parameters, ends, low=low, high=high)
            assert low <= found[0] <= found[1] <= high


@given(st.sampled_from(["pert", "triangular"]), ordered, uniform_lists)
def test_bounded_forms_stay_in_their_range(
    form: str, three: list[float], numbers: list[float]
) -> None:
    found = invert(form, tuple(three), np.array(numbers))
    assert np.all((three[0] <= found) & (found <= three[2]))


@given(forms, uniform_lists)
def test_one_by_one_gives_the_same_as_a_batch_of_any_shape(
    form: Form, numbers: list[float]
) -> None:
    batch = invert(*form, np.array(numbers))
    alone = [float(invert(*form, np.array(number))) for number in numbers]
    column = invert(*form, np.repeat(numbers, 3).reshape(-1, 3)[:, :1])
    assert batch.dtype == np.float64
    assert batch.tolist() == alone == column[:, 0].tolist()
    assert column.shape == (len(numbers), 1)


@pytest.mark.parametrize(
    ("form", "parameters", "expected"),
    [
        ("value", (4,), 4.0),
        ("pert", (3, 3, 3), 3.0),
        ("triangular", (3, 3, 3), 3.0),
        ("uniform", (3, 3), 3.0),
        ("lognormal", (30, 1), 30.0),
        ("normal", (-2, 0), -2.0),
        ("exponential", (0,), 0.0),
        ("weibull", (0, 2), 0.0),
        ("discrete", (((5, 1),),), 5.0),
    ],
)
def test_a_distribution_without_width_is_certain(
    form: str, parameters: tuple[Any, ...], expected: float
) -> None:
    assert set(invert(form, parameters, MIDDLES).tolist()) == {expected}
    assert set(invert(form, parameters, MIDDLES, low=expected).tolist()) == {expected}
    assert set(invert(form, parameters, MIDDLES, high=expected).tolist()) == {expected}
    with pytest.raises(ValueError, match="no value lies between"):
        invert(form, parameters, MIDDLES, low=expected + 1)


def test_discrete_values_come_by_weight_and_in_order() -> None:
    pairs = ((10, 1), (-5, 2), (3, 0), (7, 1))
    found = invert("discrete", (pairs,), np.array([0.01, 0.5, 0.51, 0.75, 0.76, 0.99]))
    assert found.tolist() == [-5, -5, 7, 7, 10, 10]


def test_a_discrete_value_without_weight_is_never_drawn() -> None:
    pairs = ((1, 0), (2, 0.1), (3, 0), (4, 0.2), (5, 0))
    assert set(invert("discrete", (pairs,), TAILS).tolist()) == {2, 4}


def test_a_truncated_discrete_keeps_its_values_and_proportions() -> None:
    pairs = ((1, 5), (2, 1), (3, 3), (9, 5))
    found = invert("discrete", (pairs,), MIDDLES, low=1.5, high=3)
    assert np.count_nonzero(found == 2) == CELLS // 4
    assert np.count_nonzero(found == 3) == CELLS - CELLS // 4


@pytest.mark.parametrize(
    ("form", "parameters", "message"),
    [
        ("beta", (1, 2), "one of the forms value, pert"),
        ("pert", (1, 2), r"3 parameter\(s\)"),
        ("pert", (1, 5, 4), "low <= likely <= high"),
        ("triangular", (3, 2, 4), "low <= likely <= high"),
        ("uniform", (2, 1), "low <= high"),
        ("lognormal", (0, 2), "median > 0"),
        ("lognormal", (1, 0.9), "p90_over_median >= 1"),
        ("normal", (0, -1), "sd >= 0"),
        ("normal", (float("nan"), 1), "finite"),
        ("exponential", (-1,), "mean >= 0"),
        ("exponential", (float("inf"),), "finite"),
        ("weibull", (-1, 2), "scale >= 0"),
        ("weibull", (1, 0), "shape > 0"),
        ("discrete", ((),), "at least one value"),
        ("discrete", (((1, -1), (2, 3)),), "weights >= 0"),
        ("discrete", (((1, 0),),), "a weight > 0"),
        ("discrete", (((1, float("nan")),),), "finite"),
    ],
)
def test_parameters_outside_their_range_are_refused(
    form: str, parameters: tuple[Any, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        invert(form, parameters, MIDDLES)


@pytest.mark.parametrize("wrong", [0.0, 1.0, -0.1, float("nan")])
def test_a_uniform_outside_the_open_interval_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="strictly between 0 and 1"):
        invert("uniform", (0, 1), np.array([0.5, wrong]))


@pytest.mark.parametrize(("low", "high"), [(7.0, None), (None, -40.0), (1.0, 1.0), (50.0, 60.0)])
def test_bounds_that_leave_next_to_nothing_are_refused(
    low: float | None, high: float | None
) -> None:
    with pytest.raises(ValueError, match="almost no probability between"):
        invert("normal", (0, 1), MIDDLES, low=low, high=high)


@pytest.mark.parametrize("form", [("exponential", (1,)), ("pert", (0, 1, 2))])
def test_bounds_beside_the_range_are_refused(form: Form) -> None:
    with pytest.raises(ValueError, match="almost no probability between"):
        invert(*form, MIDDLES, low=-3, high=-1)


@pytest.mark.parametrize("form", [("weibull", (1, 0.001)), ("lognormal", (1e300, 1e9))])
def test_values_too_large_for_a_float_are_refused(form: Form) -> None:
    with np.errstate(over="ignore"), pytest.raises(ValueError, match="finite values"):
        invert(*form, TAILS)


@pytest.mark.parametrize("form", [("weibull", (1e-9, 20)), ("exponential", (1e-300,))])
def test_a_bound_far_beyond_the_tail_changes_nothing(form: Form) -> None:
    assert np.array_equal(invert(*form, TAILS), invert(*form, TAILS, low=-1e300, high=1e300))


def test_crossed_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="low must not exceed high"):
        invert("normal", (0, 1), MIDDLES, low=1, high=-1)


def test_importing_the_module_does_not_import_scipy() -> None:
    code = "import sys, sim.randomness.distributions; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
