"""PRIM step by step: slices, ties, pasting, pruning, and the box to choose."""

from itertools import pairwise

import numpy as np
import pytest

from sim.statistics.boxes import Cases, box, cases
from sim.statistics.peeling import choose, paste, peel, prune


def line(values: list[float], interest: list[float]) -> Cases:
    return cases(["loads"], [[value] for value in values], interest)


def late_above(limit: float, runs: int = 40) -> Cases:
    """Loads 0, 1, 2 ...; late where there are as many as the limit, or more."""
    return line([float(k) for k in range(runs)], [k >= limit for k in range(runs)])


def test_a_slice_takes_a_twentieth_of_the_box_off_the_worse_end() -> None:
    """Of 40 points two go, of 38 one (1.9), always the least loads, until all is late."""
    found = peel(late_above(30))
    assert [one.points for one in found[:4]] == [40, 38, 37, 36]
    assert found[1].bounds == {"loads": (2, None)}
    assert found[-1].bounds == {"loads": (30, None)}
    assert (found[-1].coverage, found[-1].density) == (1, 1)


def test_slices_come_off_the_upper_end_as_well() -> None:
    mirrored = cases(["loads"], [[-float(k)] for k in range(40)], [k >= 30 for k in range(40)])
    assert peel(mirrored)[-1].bounds == {"loads": (None, -30)}


def test_the_trajectory_starts_with_everything_and_only_shrinks() -> None:
    found = peel(late_above(30))
    assert (found[0].support, found[0].coverage, found[0].bounds) == (1, 1, {})
    assert all(after.points < before.points for before, after in pairwise(found))


def test_a_box_keeps_a_least_support() -> None:
    random = np.random.default_rng(1)
    among = cases(["a", "b"], random.random((200, 2)), random.random(200) < 0.3)
    assert peel(among, least_support=0.25)[-1].points >= 50
    assert peel(among, least_support=0.25)[-1].points < 60


def test_equal_values_go_together() -> None:
    """One or two lanes, half each: no slice can split the one lane."""
    found = peel(line([1.0] * 10 + [2.0] * 10, [0] * 10 + [1, 1, 1, 1, 1, 0, 1, 1, 1, 1]))
    assert [(one.points, one.bounds) for one in found] == [(20, {}), (10, {"loads": (2, None)})]


def test_the_gain_of_a_slice_is_counted_for_each_point_it_loses() -> None:
    """Dropping one lane (half the points) lifts the density more, a slice of loads more a point.

    40 points: late from 4 loads on, and a little more often on two lanes.
    """
    points = [[float(lane), float(load)] for lane in (1, 2) for load in range(20)]
    interest = [load >= 1 + (lane == 1) * 3 for lane, load in points]
    first = peel(cases(["lanes", "loads"], points, interest))[1]
    assert first.bounds == {"loads": (1, None)}


def test_an_input_that_never_varies_is_never_limited() -> None:
    points = [[5.0, float(k)] for k in range(40)]
    found = peel(cases(["fixed", "loads"], points, [k >= 30 for k in range(40)]))
    assert set(found[-1].bounds) == {"loads"}


def test_it_ends_where_all_that_is_left_is_equally_of_interest() -> None:
    found = peel(line([float(k) for k in range(20)], [0.1] * 10 + [0.7] * 10))
    assert found[-1].points == 10
    assert found[-1].density == pytest.approx(0.7)


def test_pasting_takes_back_what_a_greedy_slice_lost() -> None:
    among = late_above(30)
    assert paste(among, box(among, {"loads": (37, None)})).bounds == {"loads": (30, None)}
    mirrored = cases(["loads"], [[-float(k)] for k in range(40)], [k >= 30 for k in range(40)])
    assert paste(mirrored, box(mirrored, {"loads": (None, -37)})).bounds == {"loads": (None, -30)}


def test_pasting_leaves_a_box_that_cannot_be_wider() -> None:
    among = late_above(30)
    best = box(among, {"loads": (30, None)})
    assert paste(among, best) == best


def test_pasting_drops_a_limit_with_nothing_beyond_it() -> None:
    among = late_above(30)
    assert paste(among, box(among, {"loads": (30, 39)})).bounds == {"loads": (30, None)}


def test_pruning_drops_limits_that_chance_explains_and_keeps_the_others() -> None:
    points = [[float(a), float(b)] for a in range(10) for b in range(10)]
    among = cases(["breakdowns", "loads"], points, [a >= 6 for a, _ in points])
    found = prune(among, box(among, {"breakdowns": (6, None), "loads": (None, 7)}))
    assert found.bounds == {"breakdowns": (6, None)}


def test_pruning_may_leave_everything() -> None:
    points = [[float(a), float(b)] for a in range(10) for b in range(10)]
    among = cases(["a", "b"], points, [(a + b) % 2 for a, b in points])
    assert prune(among, box(among, {"a": (2, 7), "b": (None, 5)})).bounds == {}


def test_of_boxes_dense_enough_the_one_that_covers_most_is_chosen() -> None:
    random = np.random.default_rng(3)
    points = random.random((300, 2))
    found = peel(cases(["a", "b"], points, random.random(300) < points[:, 0]))
    chosen = choose(found, density=0.75)
    assert chosen.density >= 0.75
    assert all(one.coverage <= chosen.coverage for one in found if one.density >= 0.75)
    assert choose(found, density=1.01).density == max(one.density for one in found)


@pytest.mark.parametrize(("part", "least"), [(0, 0.05), (1, 0.05), (0.05, 1), (0.05, -0.1)])
def test_parts_that_are_none_are_refused(part: float, least: float) -> None:
    with pytest.raises(ValueError, match="a part lies between 0 and 1"):
        peel(late_above(30), part=part, least_support=least)
