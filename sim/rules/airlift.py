"""When sorties take off, what they are flown with and what they carry."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise


def take_offs(sorties: int, hours: Iterable[tuple[int, int, float]], *, begins: int) -> list[int]:
    """Planned take-offs: each day's number spread evenly over the hours of its operation.

    The sorties of a day are half a step from the ends of its hours; of the first day only those
    after the beginning are flown. Where the hours run out the rest never take off.

    Args:
        sorties: How many there are to be.
        hours: Of each day: when operation opens and shuts, and how many sorties it would hold.
        begins: The earliest second.

    >>> take_offs(5, [(0, 90, 3.0), (100, 190, 3.0)], begins=30)
    [45, 75, 115, 145, 175]
    """
    planned: list[int] = []
    number_planned = 0
    expected = 0.0
    for opens, shuts, number in hours:
        rate = number / (shuts - opens)
        first = max(opens, begins)
        upto = expected + rate * max(0, shuts - first)
        while number_planned < sorties and number_planned + 0.5 < upto:
            planned.append(first + int((number_planned + 0.5 - expected) / rate))
            number_planned += 1
        expected = upto
        if number_planned == sorties:
            break
    return planned


def dealt_kinds(number: int, shares: Sequence[tuple[str, float]]) -> Sequence[str]:
    """So many sorties, or pieces, by kind: whoever is furthest behind its share, ties by name.

    >>> dealt_kinds(5, [("an-124", 0.2), ("il-76", 0.8)])
    ('il-76', 'il-76', 'an-124', 'il-76', 'il-76')
    """
    return _dealt_kinds(number, tuple(shares))


# The numbers of an airlift are mostly certain, and then the same in every run.
@lru_cache(maxsize=64)
def _dealt_kinds(number: int, shares: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    total = sum(share for _, share in shares)
    dealt = {name: 0 for name, _ in shares}
    kinds = []
    for place in range(1, number + 1):
        behind = [(dealt[name] - place * share / total, name) for name, share in shares]
        kind = min(behind)[1]
        dealt[kind] += 1
        kinds.append(kind)
    return tuple(kinds)


def carried_by(number: int, stages: Sequence[tuple[int, float]]) -> float:
    """What the first so many sorties carry on average, by stages of the load plan.

    Args:
        number: How many sorties.
        stages: First sortie of each stage and its mean, in order.

    >>> carried_by(76, [(1, 14.6), (76, 5.0)])
    1100.0
    """
    total = 0.0
    for place, (first, mean) in enumerate(stages):
        last = stages[place + 1][0] - 1 if place + 1 < len(stages) else number
        total += mean * max(0, min(number, last) - first + 1)
    return total


def carried(sorties: int, stages: Sequence[tuple[int, float]], *, most: int) -> Sequence[int]:
    """Whole numbers carried by each sortie: their sums follow the plan and never pass the total.

    >>> carried(6, [(1, 0.5)], most=2)
    (1, 0, 1, 0, 0, 0)
    """
    return _carried(sorties, tuple(stages), most)


@lru_cache(maxsize=64)
def _carried(sorties: int, stages: tuple[tuple[int, float], ...], most: int) -> tuple[int, ...]:
    sums = [
        min(most, math.floor(carried_by(number, stages) + 0.5)) for number in range(sorties + 1)
    ]
    return tuple([upto - before for before, upto in pairwise(sums)])


def excess(landed: int, *, authorised: int) -> int:
    """Strength above what was authorised.

    Source: 552 vehicles and pieces against 470 in 2020 (NK-152).

    >>> excess(552, authorised=470)
    82
    """
    return max(0, landed - authorised)
