"""When a leaving party believes it will be out, and how much time it asks for."""

import math


def revealed_vehicles_per_hour(
    discharged: int,
    own: int,
    *,
    stood_seconds: int,
    window_seconds: int,
    planned_vehicles_per_hour: float,
    nearly_all: float = 0.9,
    least_share: float = 0.5,
) -> float:
    """The capacity a party counts on for itself.

    A queue that stood nearly all the last day shows what the road really discharges; the party
    counts its own share of it, at least half. Without such a queue nothing is revealed and it
    counts on its plan. (A rate since the beginning would raise false alarms: every departure
    curve starts near zero.)

    Args:
        discharged: Vehicles let out over the window.
        own: Those of them that are the party's.
        stood_seconds: How long a queue stood within the window.
        window_seconds: Length of the window.
        planned_vehicles_per_hour: What it counts on otherwise.
        nearly_all: Share of the window the queue must have stood.
        least_share: Share of the discharge it counts as its own at least.

    >>> revealed_vehicles_per_hour(
    ...     960, 720, stood_seconds=86400, window_seconds=86400, planned_vehicles_per_hour=400)
    30.0
    """
    if discharged == 0 or stood_seconds < nearly_all * window_seconds:
        return planned_vehicles_per_hour
    share = max(own / discharged, least_share)
    return discharged * share / window_seconds * 3600


def projected_out_second(
    now: int,
    *,
    vehicles_left: int,
    vehicles_per_hour: float,
    loads_left: int,
    cycle_seconds: float,
    lorries: int,
    last_planned: int,
    travel: int,
) -> int:
    """The second at which a party believes its last vehicle will be out.

    The latest of three: the road's work, the lorries' work, its own last planned departure; then
    the drive.

    >>> projected_out_second(0, vehicles_left=100, vehicles_per_hour=50, loads_left=0,
    ...     cycle_seconds=0, lorries=1, last_planned=3600, travel=600)
    7800
    """
    road = now + vehicles_left / vehicles_per_hour * 3600
    fleet = now + (loads_left * cycle_seconds / lorries if lorries else 0)
    return math.ceil(max(road, fleet, last_planned)) + travel


def extension_days(
    projected_late_hours: float, *, prudence: float, round_up_to_days: int, most_days: int
) -> int:
    """Days a late party asks for: prudence times its projected delay, up to a negotiable number.

    Source: Kelbajar 2020, ten days granted after a request for five or ten (NK-028).

    >>> extension_days(100.0, prudence=2.0, round_up_to_days=5, most_days=10)
    10
    """
    late_days = math.ceil(prudence * projected_late_hours / 24)
    asked = math.ceil(late_days / round_up_to_days) * round_up_to_days
    return min(max(asked, 0), most_days)
