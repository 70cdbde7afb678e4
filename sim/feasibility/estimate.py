"""When a clause may be fulfilled as if people and vehicles were a fluid: an estimate, no bound."""

from sim.clock import HOUR, span_seconds
from sim.feasibility.bounds import Earliest
from sim.feasibility.numbers import NOTHING, Likely, Numbers, Reason
from sim.feasibility.roads import gates, vehicle_seconds
from sim.scenario.geography import HEAVY_CLASSES
from sim.scenario.roster import Roster


def estimate(roster: Roster, name: str) -> Reason:
    """When a clause may be fulfilled at likely values.

    Roads discharge 1 / (1/s + p B) vehicles an hour, breakdowns included; fleets carry loads at
    lorries over cycle. Nothing else delays anybody.
    """
    likely = Likely(roster)
    found = [Earliest(roster, likely).clause(name)]
    if roster.scenario.agreement.clauses[name].must == "leave":
        found += [loads_carried(roster, name, likely), roads_passed(roster, name, likely)]
    return max(found, key=lambda reason: reason.second)


def _households(path: str, likely: Numbers) -> float:
    return likely.low(f"{path}.people") / likely.low(f"{path}.household_people")


def _loads(path: str, likely: Numbers) -> float:
    return _households(path, likely) * likely.low(f"{path}.loads_per_household")


def loads_carried(roster: Roster, name: str, likely: Numbers) -> Reason:
    """The pool that needs longest for the loads of those a clause concerns.

    Loads may be left behind, so that a run can be sooner.
    """
    hours: dict[str, float] = {}
    for path in roster.members[name]:
        group = roster.scenario.civilians.get(path.removeprefix("civilians."))
        if path.startswith("civilians.") and group is not None and group.loads_by is not None:
            pool = group.loads_by
            work = _loads(path, likely) * _cycle_hours(roster, pool, group.place, likely)
            hours[pool] = hours.get(pool, 0.0) + work
    found = [NOTHING]
    for pool, work in sorted(hours.items()):
        capacity = roster.scenario.vehicle_pools[pool].capacity.value
        fleet = likely.low(f"vehicle_pools.{pool}.vehicles") * capacity
        second = max(0, roster.signed) + span_seconds(work / fleet)
        path = f"vehicle_pools.{pool}"
        found.append(Reason(second, f"the loads carried by {path}", "loads", (path,)))
    return max(found, key=lambda reason: reason.second)


def _cycle_hours(roster: Roster, pool: str, place: str, likely: Numbers) -> float:
    """A lorry's round trip without queues."""
    block, path = roster.scenario.vehicle_pools[pool], f"vehicle_pools.{pool}"
    way = roster.path(block.vehicle_class, place, block.unloads_at or block.base) or ()
    work = sum(likely.low(f"{path}.{key}") for key in ("loading_hours", "unloading_hours"))
    return 2 * sum(edge.seconds for edge in way) / HOUR + work


def roads_passed(roster: Roster, name: str, likely: Numbers) -> Reason:
    """Own cars, lorries' trips and convoys through the roads into the exits, area by area."""
    areas = {roster.bases[path].area for path in roster.members[name]}
    return max(
        (_area(roster, name, area, likely) for area in sorted(areas)),
        key=lambda reason: reason.second,
        default=NOTHING,
    )


def _area(roster: Roster, name: str, area: str, likely: Numbers) -> Reason:
    members = [path for path in roster.members[name] if roster.bases[path].area == area]
    vehicles = {"troops": 0.0, "car": 0.0, "lorry": 0.0}
    for path in members:
        if path.startswith("troops."):
            vehicles["troops"] += likely.low(f"{path}.vehicles")
        else:
            share = likely.low(f"{path}.own_vehicle_share")
            vehicles["car"] += _households(path, likely) * share
            vehicles["lorry"] += _loads(path, likely)
    places, exits = {roster.bases[path].place for path in members}, roster.bases[members[0]].exits
    hours, roads = 0.0, set()
    for mover_class, number in vehicles.items():
        ways = gates(roster, places, exits, mover_class=mover_class, numbers=likely)
        rate = sum(_vehicles_per_hour(roster, way.road, mover_class, likely) for way in ways)
        if rate:
            hours += number / rate
            roads |= {way.road for way in ways}
    second = max(0, roster.signed) + span_seconds(hours)
    words = f"{sum(vehicles.values()):.0f} vehicles over {', '.join(sorted(roads))}"
    return Reason(second, words, "roads", tuple(f"roads.{road}" for road in sorted(roads)))


def _vehicles_per_hour(roster: Roster, road: str, mover_class: str, likely: Numbers) -> float:
    """What one direction of a road discharges, breakdowns included."""
    path = f"roads.{road}"
    stops = likely.low(f"{path}.breakdown_probability") * likely.low(f"{path}.breakdown_hours")
    if mover_class in HEAVY_CLASSES:
        stops *= likely.low(f"{path}.heavy_breakdown_factor")
    return 1 / (vehicle_seconds(roster, road, mover_class, likely) / HOUR + stops)
