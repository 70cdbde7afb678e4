"""When the receiving army enters."""


def may_enter(
    *,
    late_area: str,
    is_empty: bool,
    waited_seconds: int,
    wait_seconds: int,
) -> bool:
    """Whether the army, due to enter, enters now.

    Args:
        late_area: waits, waits-hours or enters.
        is_empty: Whether those it waits for are out.
        waited_seconds: How long it has waited since it was to enter.
        wait_seconds: How long it waits at most, for waits-hours.

    >>> may_enter(late_area="waits-hours", is_empty=False, waited_seconds=3600, wait_seconds=3600)
    True
    """
    if is_empty or late_area == "enters":
        return True
    return late_area == "waits-hours" and waited_seconds >= wait_seconds
