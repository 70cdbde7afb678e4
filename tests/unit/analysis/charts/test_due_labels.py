"""Labels above due lines: none upon another, none across another's line."""

import random
from itertools import combinations

import pytest

from sim.analysis.charts.due_labels import place_labels, rows_of

SIGNED, MOVED = "due 15 Nov 00:00", "moved in 33 %, to 20 Nov 00:00 (17 Nov to 25 Nov)"


def are_apart(labels):
    """Whether no label covers another, or the line that goes up to a higher one."""
    return all(
        (one.row != other.row or one.right <= other.left or other.right <= one.left)
        and not (one.row < other.row and one.left < other.x < one.right)
        and not (other.row < one.row and other.left < one.x < other.right)
        for one, other in combinations(labels, 2)
    )


def test_labels_far_apart_stand_side_by_side():
    assert rows_of(place_labels([(1, SIGNED), (5, SIGNED)], width=8)) == 1


def test_labels_close_together_stand_one_above_the_other():
    labels = place_labels([(1, SIGNED), (1.2, "due 15 Nov 06:00")], width=8)

    assert rows_of(labels) == 2
    assert are_apart(labels)


@pytest.mark.parametrize("width", [3.5, 4.5, 9.0])
@pytest.mark.parametrize(
    "places", [(0.1, 0.3), (1.2, 2.4), (3.2, 3.4), (0.0, 3.5), (1.0, 1.1, 1.2), (0.2, 1.7, 3.3)]
)
def test_no_label_hides_another_or_is_cut(places, width):
    wanted = list(zip(places, (SIGNED, MOVED, SIGNED), strict=False))

    labels = place_labels(wanted, width=width)

    assert {label.text for label in labels} == {text for _, text in wanted}
    assert all(label.left >= 0 and label.right <= width for label in labels)
    assert are_apart([label for label in labels if label.has_line])


def test_no_label_ever_hides_another_or_its_line():
    chance = random.Random(1)
    for _ in range(300):
        wanted = [
            (chance.uniform(0, 6), f"{SIGNED} {number}"[: chance.randint(3, 18)] + str(number))
            for number in range(chance.randint(2, 5))
        ]

        labels = place_labels(wanted, width=6)

        assert are_apart([label for label in labels if label.has_line])


def test_where_no_order_serves_each_label_has_a_row_of_its_own():
    wanted = [(0.5 + step / 10, f"{MOVED} {step}") for step in range(4)]

    labels = place_labels(wanted, width=3.5)

    assert len({label.row for label in labels}) == 4


def test_nothing_due_needs_no_row():
    assert rows_of(place_labels([], width=3)) == 0
