"""How shares settle: each is that of the first so many replications, with Wilson's interval."""

import pandas as pd
import pytest

from sim.analysis.charts.running_shares import looked_at, running_share
from sim.statistics.shares import cases_for, share, wilson


def answers(*found: bool | None) -> "pd.Series[bool]":
    return pd.Series(found, dtype="boolean")


def test_each_share_is_that_of_the_first_so_many_replications():
    found = running_share(answers(True, False, True, True))

    assert found.replications.tolist() == [1, 2, 3, 4]
    assert found.shares == (share(1, 1), share(1, 2), share(2, 3), share(3, 4))


def test_replications_that_do_not_tell_count_neither_way():
    found = running_share(answers(None, True, None, False))

    assert found.shares == (share(0, 0), share(1, 1), share(1, 1), share(1, 2))
    assert found.unknown == 2


def test_before_the_first_that_tells_there_is_no_share():
    numbers, values, low, high = running_share(answers(None, True, False)).known()

    assert numbers.tolist() == [2, 3]
    assert values.tolist() == [1, 0.5]
    assert (low[1], high[1]) == (share(1, 2).low, share(1, 2).high)


def test_where_nothing_tells_there_is_nothing_to_draw_nor_to_wish_for():
    found = running_share(answers(None, None))

    assert [len(column) for column in found.known()] == [0, 0, 0, 0]
    assert found.replications_for(0.05) is None


def test_so_many_replications_as_told_make_the_interval_so_narrow():
    found = running_share(answers(*[True, False, False] * 20))

    needed = found.replications_for(0.05)

    low, high = wilson(1 / 3, needed)
    assert (high - low) / 2 <= 0.05
    low, high = wilson(1 / 3, needed - 1)
    assert (high - low) / 2 > 0.05


def test_where_every_second_one_does_not_tell_it_takes_twice_as_many():
    found = running_share(answers(*[True, None, False, None] * 10))

    assert found.replications_for(0.05) == 2 * cases_for(0.5, 0.05)


@pytest.mark.parametrize("total", [1, 2, 39, 40, 41, 53, 1000, 10_000, 123_457])
def test_it_is_told_after_few_numbers_that_grow_up_to_all(total):
    found = looked_at(total).tolist()

    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (1, total)
    assert len(found) <= 52


def test_without_replications_there_is_no_share():
    with pytest.raises(ValueError, match="without replications"):
        running_share(answers())
