"""How a request is answered: what holds whatever the numbers are."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules import answer

UNIFORM = st.floats(0, 1, exclude_max=True)
DAYS = st.floats(0, 100)
ASKED = st.integers(1, 100)


def patience(
    *,
    uniform: float = 0.99,
    none_probability: float = 0,
    days: float = 10,
    earlier: int = 0,
    has_breached: bool = False,
    lacks: float = 0,
) -> float:
    return answer.patience_days(
        uniform=uniform,
        none_probability=none_probability,
        days=days,
        earlier_extensions=earlier,
        has_breached=has_breached,
        readiness_lacks_days=lacks,
    )


@given(uniform=UNIFORM, none=st.floats(0, 1), days=DAYS)
def test_patience_is_none_or_all(uniform: float, none: float, days: float) -> None:
    found = patience(uniform=uniform, none_probability=none, days=days)
    assert found == (0 if uniform < none else days)


@given(days=DAYS, earlier=st.integers(0, 20))
def test_each_extension_halves_it(days: float, earlier: int) -> None:
    assert patience(days=days, earlier=earlier + 1) == patience(days=days, earlier=earlier) / 2


@given(days=DAYS, earlier=st.integers(0, 20), lacks=DAYS)
def test_after_a_breach_only_its_own_readiness_counts(
    days: float, earlier: int, lacks: float
) -> None:
    assert patience(days=days, earlier=earlier, has_breached=True, lacks=lacks) == lacks


@given(uniform=UNIFORM, none=st.floats(0, 1), days=DAYS, lacks=DAYS, breached=st.booleans())
def test_it_never_is_less_than_its_own_readiness_lacks(
    uniform: float, none: float, days: float, lacks: float, breached: bool
) -> None:
    found = patience(
        uniform=uniform, none_probability=none, days=days, lacks=lacks, has_breached=breached
    )
    assert found >= lacks


@given(asked=ASKED, willing=DAYS)
def test_patience_grants_whole_days_up_to_what_was_asked(asked: int, willing: float) -> None:
    found = answer.granted_by_patience(asked, patience_days=willing)
    assert 0 <= found <= min(asked, willing)
    assert found == asked or found + 1 > willing


@given(asked=ASKED, uniform=UNIFORM, probability=st.floats(0, 1))
def test_chance_grants_all_or_nothing(asked: int, uniform: float, probability: float) -> None:
    found = answer.granted_by_probability(asked, uniform=uniform, probability=probability)
    assert found == (asked if uniform < probability else 0)


@given(asked=ASKED, uniform=UNIFORM)
def test_certain_and_impossible_are_just_that(asked: int, uniform: float) -> None:
    assert answer.granted_by_probability(asked, uniform=uniform, probability=1) == asked
    assert answer.granted_by_probability(asked, uniform=uniform, probability=0) == 0
