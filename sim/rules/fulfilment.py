"""When a clause is fulfilled."""

import math


def needed(
    total: int,
    to_move: int,
    *,
    measure: str,
    amount: float,
    stragglers_share: float,
) -> int:
    """How many must have left (or arrived) for a clause to be fulfilled.

    Args:
        total: All whom the clause concerns.
        to_move: Those of them that are to move at all (without those who stay).
        measure: all, share, number or at_most.
        amount: The share, the number, or how many may be left.
        stragglers_share: Share of those to move that may be missing.

    >>> needed(1000, 950, measure="all", amount=0, stragglers_share=0.02)
    931
    >>> needed(1000, 950, measure="share", amount=0.5, stragglers_share=0)
    475
    >>> needed(12000, 12000, measure="at_most", amount=8600, stragglers_share=0)
    3400
    """
    match measure:
        case "share":
            wanted = math.ceil(amount * to_move)
        case "number":
            wanted = math.ceil(amount)
        case "at_most":
            wanted = max(0, total - math.floor(amount))
        case _:
            wanted = to_move
    return max(0, wanted - math.floor(stragglers_share * to_move))
