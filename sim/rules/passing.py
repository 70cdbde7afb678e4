"""How long a mover takes to enter a road, and where its tail is."""


def entrance_seconds(
    vehicles: int, *, saturation_vehicles_per_hour: float, spacing_m: float, speed_kmh: float
) -> float:
    """Seconds for which so many vehicles take the entrance of a road.

    Each vehicle needs the longer of the road's own headway and the time in which a vehicle drives
    the spacing kept in column; a car keeps none.

    Source: point queue of Vickrey (1969); pass time of a march column, FM 55-10 App. E (NK-293).

    >>> entrance_seconds(20, saturation_vehicles_per_hour=400, spacing_m=0, speed_kmh=35)
    180.0
    >>> entrance_seconds(20, saturation_vehicles_per_hour=400, spacing_m=100, speed_kmh=20)
    360.0
    """
    road_headway = 3600 / saturation_vehicles_per_hour
    column_headway = spacing_m * 3.6 / speed_kmh
    return vehicles * max(road_headway, column_headway)


def service_start(*, free_at: float, asked_second: int, granted_second: int) -> float:
    """The exact instant at which service begins.

    While the road is busy the next mover starts where the last one ended, fractions included, so
    that throughput over a busy period is exact although grants fall on whole seconds. A grant that
    came later than that was held up by something else (a closing) and starts when it is given.

    >>> service_start(free_at=100.4, asked_second=90, granted_second=101)
    100.4
    >>> service_start(free_at=100.4, asked_second=90, granted_second=500)
    500
    """
    start = max(free_at, asked_second)
    return start if start > granted_second - 1 else granted_second


def entrance_free_at(*, start: float, entrance_seconds: float, tail_second: int) -> float:
    """The instant at which a mover has wholly entered: its vehicles passed, its tail arrived.

    >>> entrance_free_at(start=100.0, entrance_seconds=50.0, tail_second=170)
    170
    """
    return max(start + entrance_seconds, tail_second)


def clearing_seconds(*, one_lane_km: float, speed_kmh: float) -> float:
    """Time for the last vehicle to clear a one-lane stretch before the other side may enter.

    >>> clearing_seconds(one_lane_km=2, speed_kmh=20)
    360.0
    """
    return one_lane_km / speed_kmh * 3600


def must_turn(
    *, served_vehicles: int, turn_vehicles: float, own_waits: bool, other_waits: bool
) -> bool:
    """Whether a one-lane stretch changes direction: its turn is over, or only the others wait.

    >>> must_turn(served_vehicles=15, turn_vehicles=15, own_waits=True, other_waits=True)
    True
    >>> must_turn(served_vehicles=40, turn_vehicles=15, own_waits=True, other_waits=False)
    False
    """
    return other_waits and (served_vehicles >= turn_vehicles or not own_waits)
