"""When people and convoys set out."""

import math


def begin_second(
    told: int | None,
    due: int | None,
    *,
    prepare: int,
    stopped: int,
    is_stopped: bool,
    margin: int,
    last_call: int,
) -> int | None:
    """The second at which a household begins to load, or None while nothing makes it go.

    Once told it prepares; an order to stay stops that clock. Whatever it was told it begins its
    own margin before due, and never before it was told. One that heeds no notice goes by due
    alone.

    Args:
        told: Second of the first notice to leave that it heeds.
        due: Due as publicly known, or as a notice to leave by an hour put it.
        prepare: Seconds it needs from being told.
        stopped: Seconds for which orders to stay stopped the clock so far.
        is_stopped: Whether an order to stay holds now.
        margin: Seconds before due at which it means to begin at the latest.
        last_call: Seconds before due at which it leaves with what is on the road.

    >>> begin_second(100, 1000, prepare=300, stopped=0, is_stopped=False, margin=200, last_call=50)
    400
    >>> begin_second(100, 1000, prepare=3000, stopped=0, is_stopped=False, margin=200, last_call=50)
    800
    >>> begin_second(None, 9, prepare=3, stopped=0, is_stopped=False, margin=2, last_call=4)
    5
    """
    ends = []
    if told is not None and not is_stopped:
        ends.append(told + prepare + stopped)
    if due is not None:
        ends.append(due - max(margin, last_call))
    if not ends:
        return None
    return max(told or 0, min(ends))


def last_moment(begin: int, due: int | None, *, last_call: int) -> int | None:
    """The second at which a household leaves whatever is still to be loaded.

    >>> last_moment(100, 1000, last_call=300), last_moment(800, 1000, last_call=300)
    (700, 800)
    """
    return None if due is None else max(begin, due - last_call)


def heeds(obedience: float, *, heeded_by: float) -> bool:
    """Whether a household heeds a notice that a share of all households heeds.

    Its draw of obedience is fixed, so who heeds a weak notice heeds every stronger one.
    """
    return obedience < heeded_by


def soonest_plan(first: int, *, convoys: int, headway: int) -> list[int]:
    """Planned seconds of convoys that leave as soon as possible, a headway apart.

    >>> soonest_plan(100, convoys=3, headway=60)
    [100, 160, 220]
    """
    return [first + number * headway for number in range(convoys)]


def spread_plan(first: int, last: int, *, convoys: int) -> list[int]:
    """Planned seconds of convoys spread evenly over a span, the first and last at its ends.

    >>> spread_plan(0, 90, convoys=4)
    [0, 30, 60, 90]
    """
    if convoys == 1:
        return [max(first, last)]
    span = max(0, last - first)
    return [first + math.floor(span * number / (convoys - 1)) for number in range(convoys)]


def late_plan(first: int, last: int, *, convoys: int, headway: int) -> list[int]:
    """Planned seconds of convoys that leave late: the last at the end, a headway apart.

    Where the span is too short for that they start at once, a headway apart.

    >>> late_plan(0, 300, convoys=3, headway=60), late_plan(0, 60, convoys=3, headway=60)
    ([180, 240, 300], [0, 60, 120])
    """
    start = max(first, last - (convoys - 1) * headway)
    return soonest_plan(start, convoys=convoys, headway=headway)


def convoy_count(*, vehicles: int, personnel: int, convoy_vehicles: int) -> int:
    """Convoys a unit forms; people without vehicles still make one.

    >>> convoy_count(vehicles=45, personnel=900, convoy_vehicles=20)
    3
    """
    return max(math.ceil(vehicles / convoy_vehicles), 1 if personnel or vehicles else 0)


def rear_guard_count(*, convoys: int, share: float) -> int:
    """Convoys that stay behind until the civilians are out.

    >>> rear_guard_count(convoys=7, share=0.2)
    2
    """
    return min(convoys, math.ceil(share * convoys))


def dealt(total: int, parts: int) -> list[int]:
    """A whole number dealt out as evenly as whole numbers allow, the larger parts first.

    >>> dealt(10, 4)
    [3, 3, 2, 2]
    """
    if parts == 0:
        return []
    share, rest = divmod(total, parts)
    return [share + (1 if number < rest else 0) for number in range(parts)]
