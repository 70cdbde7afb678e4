"""Checks of vehicle pools."""

from collections.abc import Iterator

from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Key
from sim.scenario.ways import Ways, ways


def reaches_whom_it_serves(scenario: Scenario) -> Iterator[Found]:
    """A pool's vehicles get from their base to whom they serve, and on to where they unload."""
    networks: dict[str, Ways] = {}
    for pool_name, place, path in _served(scenario):
        pool = scenario.vehicle_pools[pool_name]
        mover = pool.vehicle_class
        network = networks.setdefault(mover, ways(scenario, mover))
        if not network.connect(pool.base, place):
            what = (
                f"pool '{pool_name}' cannot get from its base '{pool.base}' to '{place}' by roads "
                f"that are ever open to {mover}"
            )
            yield Found(path, what)
    for name, pool in scenario.vehicle_pools.items():
        mover = pool.vehicle_class
        network = networks.setdefault(mover, ways(scenario, mover))
        if pool.unloads_at is not None and not network.connect(pool.base, pool.unloads_at):
            what = (
                f"no way from '{pool.unloads_at}' back to the base '{pool.base}' by roads that are "
                f"ever open to {mover}"
            )
            yield Found(("vehicle_pools", name, "unloads_at"), what)


def passes_an_exit(scenario: Scenario) -> Iterator[Found]:
    """What a pool fetches is carried past an exit of the area, or it would never count as out."""
    area_of = {place: area for area in scenario.areas.values() for place in area.places}
    networks: dict[str, Ways] = {}
    for pool_name, place, path in _served(scenario):
        pool, area = scenario.vehicle_pools[pool_name], area_of.get(place)
        if area is None or not area.exits:
            continue
        mover, goal = pool.vehicle_class, pool.unloads_at or pool.base
        network = networks.setdefault(mover, ways(scenario, mover))
        passed = network.quickest(place, goal)
        if passed and set(passed).isdisjoint(area.exits):
            what = (
                f"pool '{pool_name}' unloads at '{goal}', and its way ({' - '.join(passed[:8])}) "
                "passes no exit of the area, so what it carries would never count as out; add the "
                "first place outside to the exits"
            )
            yield Found(path, what)


def _served(scenario: Scenario) -> Iterator[tuple[str, str, tuple[Key, ...]]]:
    for name, unit in scenario.troops.items():
        if unit.lifted_by is not None:
            yield unit.lifted_by, unit.place, ("troops", name, "lifted_by")
    for name, group in scenario.civilians.items():
        for key, pool in (("loads_by", group.loads_by), ("people_by", group.people_by)):
            if pool is not None:
                yield pool, group.place, ("civilians", name, key)
