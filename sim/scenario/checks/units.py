"""Checks of troop units, and of the way out that units and groups share."""

from collections.abc import Iterator

from sim.scenario.actors import CivilianGroup
from sim.scenario.checks.clauses import COUNTED
from sim.scenario.checks.members import Member, based, clauses_of
from sim.scenario.checks.routes import route_problem
from sim.scenario.geography import Area
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Key
from sim.scenario.ways import Ways, ways

Path = tuple[Key, ...]


def based_in_area(scenario: Scenario) -> Iterator[Found]:
    """A unit or group stands in an area, because it is areas that are left."""
    places = {place for area in scenario.areas.values() for place in area.places}
    for member_path, member in based(scenario):
        if member.place not in places:
            what = f"'{member.place}' lies in no area; add it to the places of the area it is in"
            yield Found((*member_path.split("."), "place"), what)


def due_where_needed(scenario: Scenario) -> Iterator[Found]:
    """What counts back from due needs a clause that gives one."""
    clauses = clauses_of(scenario)
    for name, unit in scenario.troops.items():
        if clauses.get(f"troops.{name}"):
            continue
        needing = {
            "departure": unit.departure != "as-soon-as-possible",
            "margin_share": unit.margin_share.most() > 0,
            "rear_guard": unit.rear_guard is not None,
            "lift_loads": unit.lift_loads.most() > 0,
        }
        for key, needs_due in needing.items():
            if needs_due:
                what = "this counts back from due, and no clause concerns the unit; write one"
                yield Found(("troops", name, key), what)


def kinds_apart(scenario: Scenario) -> Iterator[Found]:
    """A kind of equipment has a name of its own, so that a clause can tell what it counts."""
    for name, unit in scenario.troops.items():
        for kind in unit.equipment:
            if kind in COUNTED:
                what = f"a clause that counts '{kind}' means the whole unit's; name the kind itself"
                yield Found(("troops", name, "equipment", kind), what, at_key=True)


def lift_loads_lifted(scenario: Scenario) -> Iterator[Found]:
    """Loads that need a transporter have a pool of them."""
    for name, unit in scenario.troops.items():
        path = ("troops", name)
        if unit.lifted_by is None:
            if unit.lift_loads.most() > 0:
                what = "lift loads need transporters; name their pool under 'lifted_by'"
                yield Found((*path, "lift_loads"), what)
            continue
        if "lift_loads" not in unit.model_fields_set:
            yield Found((*path, "lifted_by"), "give the number of 'lift_loads' as well")
        if scenario.vehicle_pools[unit.lifted_by].carries != "loads":
            what = f"pool '{unit.lifted_by}' carries people; a pool that carries loads is needed"
            yield Found((*path, "lifted_by"), what)


def way_out(scenario: Scenario) -> Iterator[Found]:
    """Every unit and group can get out of its area by roads that are ever open to it."""
    area_of = {place: area for area in scenario.areas.values() for place in area.places}
    networks = {mover: ways(scenario, mover) for mover in ("troops", "car")}
    for member_path, member in based(scenario):
        area = area_of.get(member.place)
        drives = not isinstance(member, CivilianGroup) or member.own_vehicle_share.most() > 0
        if area is not None and area.exits and drives:
            network = networks["car" if isinstance(member, CivilianGroup) else "troops"]
            path = tuple(member_path.split("."))
            yield from _way(path, member, area, network=network, scenario=scenario)


def _way(
    path: Path, member: Member, area: Area, *, network: Ways, scenario: Scenario
) -> Iterator[Found]:
    if member.to is not None and member.to in area.places:
        what = f"'{member.to}' lies in the area that is to be left"
        yield Found((*path, "to"), what)
        return
    goals = (member.to,) if member.to is not None else area.exits
    if member.route:
        found = route_problem(scenario, member.route, member.place, goals, network=network)
        if found is not None:
            yield Found((*path, "route", *found.path), found.what)
        elif not _passes(scenario, member, area):
            what = f"the route passes no exit of the area ({', '.join(area.exits[:5])})"
            yield Found((*path, "route"), what)
        return
    if not any(network.connect(member.place, goal) for goal in goals):
        what = (
            f"no way from '{member.place}' to {_either(goals)} by roads that are ever open to "
            f"{network.mover_class}"
        )
        yield Found((*path, "place"), what)
    elif member.to is not None:
        yield from _by_an_exit((*path, "to"), member.place, member.to, area=area, network=network)


def _passes(scenario: Scenario, member: Member, area: Area) -> bool:
    ends = {end for name in member.route for end in _ends(scenario, name)}
    return not ends.isdisjoint(area.exits)


def _ends(scenario: Scenario, road: str) -> tuple[str, str]:
    return scenario.roads[road].from_, scenario.roads[road].to


def _by_an_exit(
    path: Path, origin: str, goal: str, *, area: Area, network: Ways
) -> Iterator[Found]:
    """Out means past an exit, so the way must lead over one."""
    passed = network.quickest(origin, goal) or ()
    if passed and not set(passed) & set(area.exits):
        what = (
            f"the way to '{goal}' ({' - '.join(passed[:8])}) passes no exit of the area, so they "
            "would never count as out; add the first place outside to its exits"
        )
        yield Found(path, what)


def _either(goals: tuple[str, ...]) -> str:
    return f"'{goals[0]}'" if len(goals) == 1 else f"any exit ({', '.join(goals[:5])})"
