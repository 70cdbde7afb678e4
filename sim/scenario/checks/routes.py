"""Checks of routes that a file names road by road."""

from collections.abc import Collection

from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.ways import Ways


def route_problem(
    scenario: Scenario,
    route: tuple[str, ...],
    origin: str,
    goals: Collection[str],
    *,
    network: Ways,
) -> Found | None:
    """What keeps a named route from leading somewhere, by the position of the road.

    Args:
        scenario: The roads.
        route: Their names, in order.
        origin: Where the route begins.
        goals: Where it may end.
        network: The roads ever open to those who take it.
    """
    place = origin
    for position, name in enumerate(route):
        road = scenario.roads[name]
        if place not in (road.from_, road.to):
            ends = f"'{road.from_}' and '{road.to}'"
            what = f"the route does not connect: it is at '{place}', and '{name}' joins {ends}"
            return Found((position,), what)
        if road.open_to.get(network.mover_class) == "never":
            return Found((position,), f"'{name}' is never open to {network.mover_class}")
        place = road.to if place == road.from_ else road.from_
    if place not in goals:
        wanted = " or ".join(f"'{goal}'" for goal in sorted(goals)[:5])
        return Found((), f"the route ends at '{place}' instead of {wanted}")
    return None
