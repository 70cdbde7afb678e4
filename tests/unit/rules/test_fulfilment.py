"""How many must have gone: what holds whatever the numbers are."""

import math

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.fulfilment import needed

COUNT = st.integers(0, 10**5)
SHARE = st.floats(0, 1)


def how_many(
    measure: str, amount: float = 0, *, total: int = 1000, stays: int = 0, stragglers: float = 0
) -> int:
    return needed(total, total - stays, measure=measure, amount=amount, stragglers_share=stragglers)


@given(to_move=COUNT, stays=COUNT, stragglers=SHARE)
def test_all_are_those_who_are_to_move_without_stragglers(
    to_move: int, stays: int, stragglers: float
) -> None:
    found = how_many("all", total=to_move + stays, stays=stays, stragglers=stragglers)
    assert found == to_move - math.floor(stragglers * to_move)


@given(to_move=COUNT, stays=COUNT, share=SHARE)
def test_a_share_is_of_those_who_are_to_move(to_move: int, stays: int, share: float) -> None:
    found = how_many("share", share, total=to_move + stays, stays=stays)
    assert found - 1 < share * to_move <= found
    assert found <= to_move


@given(total=COUNT, number=COUNT)
def test_a_number_is_that_number(total: int, number: int) -> None:
    assert how_many("number", number, total=total) == number


@given(to_move=COUNT, stays=COUNT, most=COUNT)
def test_at_most_so_many_left_counts_those_who_stay(to_move: int, stays: int, most: int) -> None:
    total = to_move + stays
    found = how_many("at_most", most, total=total, stays=stays)
    assert found == max(0, total - most)


@given(
    measure=st.sampled_from(("all", "share", "number", "at_most")),
    amount=SHARE,
    stragglers=SHARE,
    total=COUNT,
)
def test_nothing_negative_is_ever_needed(
    measure: str, amount: float, stragglers: float, total: int
) -> None:
    assert how_many(measure, amount, total=total, stragglers=stragglers) >= 0


@given(total=COUNT, one=SHARE, other=SHARE)
def test_more_stragglers_need_fewer(total: int, one: float, other: float) -> None:
    few, many = sorted((one, other))
    assert how_many("all", total=total, stragglers=many) <= how_many(
        "all", total=total, stragglers=few
    )
