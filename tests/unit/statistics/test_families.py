"""Holm: several differences judged together."""

import pytest

from sim.statistics.families import holm


def adjusted(*values: float) -> list[float | None]:
    return [
        verdict.adjusted for verdict in holm({str(k): v for k, v in enumerate(values)}).values()
    ]


def test_the_smallest_is_multiplied_by_all_the_next_by_one_fewer() -> None:
    assert adjusted(0.01, 0.02, 0.3) == pytest.approx([0.03, 0.04, 0.3])


def test_none_is_judged_more_clear_than_a_smaller_one() -> None:
    assert adjusted(0.02, 0.021, 0.022) == pytest.approx([0.06, 0.06, 0.06])


def test_none_passes_one() -> None:
    assert adjusted(0.6, 0.9) == [1, 1]


def test_after_the_first_that_is_not_clear_none_is() -> None:
    found = holm({"a": 0.001, "b": 0.03, "c": 0.04})
    assert [found[name].is_clear for name in "abc"] == [True, False, False]


def test_alone_an_outcome_is_judged_by_its_own_p_value() -> None:
    found = holm({"lachin": 0.05})["lachin"]
    assert (found.adjusted, found.is_clear) == (0.05, True)


def test_a_p_value_just_at_the_limit_is_clear_at_any_confidence() -> None:
    assert holm({"a": 0.1}, confidence=0.9)["a"].is_clear


def test_what_could_not_be_tested_is_not_clear_and_costs_the_others_nothing() -> None:
    found = holm({"a": 0.04, "b": None})
    assert (found["a"].adjusted, found["a"].is_clear) == (0.04, True)
    assert (found["b"].adjusted, found["b"].is_clear) == (None, False)


def test_names_keep_their_order() -> None:
    assert list(holm({"b": 0.5, "a": 0.1})) == ["b", "a"]


def test_no_outcomes_make_no_family() -> None:
    assert holm({}) == {}


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value_is_refused_by_name(wrong: float) -> None:
    with pytest.raises(ValueError, match="lachin"):
        holm({"lachin": wrong})
