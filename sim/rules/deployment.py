"""When march units leave and rest, and when posts are begun."""


def march_leaves(
    *, people: int, unit_people: int, waited_seconds: int, longest_wait: int, is_last: bool
) -> bool:
    """Whether those who have landed march off: enough of them, or the first waited long enough.

    >>> march_leaves(people=120, unit_people=400, waited_seconds=0, longest_wait=9, is_last=True)
    True
    """
    if people == 0:
        return False
    return people >= unit_people or waited_seconds >= longest_wait or is_last


def stretches(drives: list[int], *, most_seconds: int) -> list[int]:
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


def may_begin_post(
    *,
    people: int,
    vehicles: int,
    needed_people: int,
    needed_vehicles: int,
    begun_today: int,
    most_a_day: int,
) -> bool:
    """Whether a post can be begun with those at hand.

    >>> may_begin_post(people=30, vehicles=1, needed_people=20, needed_vehicles=2, begun_today=0,
    ...     most_a_day=3)
    False
    """
    return begun_today < most_a_day and people >= needed_people and vehicles >= needed_vehicles
