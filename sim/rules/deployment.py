"""When march units leave, how large they are and where they rest, and when posts are begun."""

from collections.abc import Sequence


def march_leaves(
    *,
    people: int,
    pieces: int,
    unit_people: int,
    waited_seconds: int,
    longest_wait: int,
    is_last: bool,
) -> bool:
    """Whether those who have landed march off: enough of them, or the first waited long enough.

    Args:
        people, pieces: Who and what waits at the airfield.
        unit_people: How many people are enough.
        waited_seconds: How long the first of them has waited.
        longest_wait: How long it waits at most.
        is_last: Whether nobody else will land.

    >>> march_leaves(people=120, pieces=50, unit_people=150, waited_seconds=0, longest_wait=9,
    ...     is_last=False)
    False
    """
    if people + pieces == 0:
        return False
    return people >= unit_people or waited_seconds >= longest_wait or is_last


def march_unit(people: int, pieces: int, *, unit_people: int) -> tuple[int, int]:
    """People and pieces of the next march unit: where people stay behind, so do their pieces.

    >>> march_unit(500, 50, unit_people=400), march_unit(100, 50, unit_people=400)
    ((400, 40), (100, 50))
    """
    if people <= unit_people:
        return people, pieces
    return unit_people, pieces * unit_people // people


def stretches(drives: Sequence[int], *, most_seconds: int) -> list[int]:
    """How many roads a march unit drives before each rest; it rests only where roads meet.

    >>> stretches([4, 4, 4, 12, 1], most_seconds=10)
    [2, 1, 1, 1]
    """
    parts: list[int] = []
    driven = 0
    for seconds in drives:
        if parts and driven + seconds <= most_seconds:
            parts[-1] += 1
            driven += seconds
        else:
            parts.append(1)
            driven = seconds
    return parts


def can_man(*, people: int, vehicles: int, needed_people: int, needed_vehicles: int) -> bool:
    """Whether those at hand are enough for a post.

    >>> can_man(people=30, vehicles=1, needed_people=20, needed_vehicles=2)
    False
    """
    return people >= needed_people and vehicles >= needed_vehicles
