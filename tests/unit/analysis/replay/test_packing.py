"""Numbers as short text: what is packed comes out again."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.replay.packing import packed, steps, unpacked
from tests.unit.analysis.replay.reading import at


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_what_is_packed_comes_out_again(numbers: list[int]) -> None:
    assert unpacked(packed(numbers)) == numbers


def test_most_numbers_take_one_letter() -> None:
    assert [len(packed([number])) for number in (0, 15, -15, 16, 511, 512)] == [1, 1, 1, 2, 2, 3]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(-9, 9))))
def test_steps_add_up_to_what_went_in(changes: list[tuple[int, int]]) -> None:
    when, amounts = (
        np.array([change[place] for change in changes], dtype=np.int64) for place in (0, 1)
    )
    text = steps(when, amounts)
    assert [at(text, moment) for moment in range(52)] == [
        sum(amount for second, amount in changes if second <= moment) for moment in range(52)
    ]


def test_what_comes_to_nothing_within_an_instant_takes_no_room() -> None:
    assert steps(np.array([7, 7]), np.array([3, -3])) == ""
