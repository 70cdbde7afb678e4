"""Checks that a run fits into a machine."""

from collections.abc import Iterator

from sim.scenario.model import Scenario
from sim.scenario.problems import Found

MOST_MOVERS = 1_000_000
"""More vehicles or households than this under one name are taken for a slip of the pen."""


def small_enough(scenario: Scenario) -> Iterator[Found]:
    """No single name stands for more movers than can be simulated."""
    for name, unit in scenario.troops.items():
        yield from _few(("troops", name, "vehicles"), unit.vehicles.likely(), "vehicles")
        yield from _few(("troops", name, "lift_loads"), unit.lift_loads.likely(), "loads")
    for name, group in scenario.civilians.items():
        households = group.people.likely() / max(1.0, group.household_people.likely())
        yield from _few(("civilians", name, "people"), households, "households")
        loads = households * group.loads_per_household.likely()
        yield from _few(("civilians", name, "loads_per_household"), loads, "loads")
    days = (scenario.end - scenario.start).days + 1
    for name, flow in scenario.flows.items():
        vehicles = sum(vehicles.likely() for vehicles in flow.vehicles_by_date.values())
        if flow.vehicles_per_day is not None:
            vehicles += days * flow.vehicles_per_day.likely()
        movers = vehicles / flow.platoon_vehicles.value
        key = "vehicles_per_day" if flow.vehicles_per_day is not None else "vehicles_by_date"
        yield from _few(("flows", name, key), movers, "vehicles or platoons")


def _few(path: tuple[str, ...], number: float, what: str) -> Iterator[Found]:
    if number > MOST_MOVERS:
        message = f"this makes {number:.3g} {what}, more than a run can hold ({MOST_MOVERS:,})"
        yield Found(path, message)
