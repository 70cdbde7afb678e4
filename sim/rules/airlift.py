"""What a sortie is flown with and what it carries."""

import math


def due_by_now(number: int, *, share: float, total_share: float) -> int:
    """How many of the first so many sorties are of a kind with a share of all, dealt evenly.

    >>> [due_by_now(number, share=0.1, total_share=1.0) for number in (9, 10, 20)]
    [1, 1, 2]
    """
    return math.floor(number * share / total_share + 0.5)


def kinds_of_sorties(sorties: int, shares: list[tuple[str, float]]) -> list[str]:
    """The kind of aircraft of each sortie: whoever is furthest behind its share, ties by name.

    >>> kinds_of_sorties(5, [("an-124", 0.2), ("il-76", 0.8)])
    ['il-76', 'il-76', 'an-124', 'il-76', 'il-76']
    """
    total = sum(share for _, share in shares)
    flown = {name: 0 for name, _ in shares}
    kinds = []
    for number in range(1, sorties + 1):
        behind = [(flown[name] - number * share / total, name) for name, share in sorted(shares)]
        kind = min(behind)[1]
        flown[kind] += 1
        kinds.append(kind)
    return kinds


def carried_by(number: int, stages: list[tuple[int, float]]) -> float:
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


def carried(number: int, stages: list[tuple[int, float]], *, most: int) -> int:
    """Whole number carried by one sortie, so that sums follow the plan and never pass the total.

    >>> [carried(number, [(1, 0.5)], most=10) for number in (1, 2, 3, 4)]
    [1, 0, 1, 0]
    """
    upto = min(most, math.floor(carried_by(number, stages) + 0.5))
    before = min(most, math.floor(carried_by(number - 1, stages) + 0.5))
    return upto - before


def excess(landed: int, *, authorised: int) -> int:
    """Strength above what was authorised.

    Source: 552 vehicles and pieces against 470 in 2020 (NK-152).

    >>> excess(552, authorised=470)
    82
    """
    return max(0, landed - authorised)
