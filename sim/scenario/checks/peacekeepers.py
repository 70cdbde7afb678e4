"""Checks of contingents, their posts and clearing teams."""

from collections.abc import Iterator

from sim.scenario.checks.routes import route_problem
from sim.scenario.checks.searching import repeated
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.ways import ways

CLASS = "peacekeepers"


def airlifts(scenario: Scenario) -> Iterator[Found]:
    """An airlift has aircraft, something to carry from its first sortie on, and sensible hours."""
    for name, contingent in scenario.contingents.items():
        path, airlift = ("contingents", name, "airlift"), contingent.airlift
        if not airlift.aircraft or all(
            kind.share.most() == 0 for kind in airlift.aircraft.values()
        ):
            yield Found(
                (*path, "aircraft"), "some kind of aircraft must fly a share of the sorties"
            )
        firsts = [stage.from_sortie.value for stage in airlift.load_plan.values()]
        if 1 not in firsts:
            yield Found((*path, "load_plan"), "one stage must begin with 'from_sortie: 1'")
        if len(firsts) != len(set(firsts)):
            yield Found((*path, "load_plan"), "two stages begin with the same sortie")
        if airlift.opens and airlift.shuts == airlift.opens:
            yield Found((*path, "shuts"), "sorties stop in the minute in which they begin")
        for kind in contingent.air_legs:
            if kind not in contingent.equipment:
                what = f"'{kind}' must be among the contingent's equipment"
                yield Found(("contingents", name, "air_legs", kind), what, at_key=True)


def air_legs(scenario: Scenario) -> Iterator[Found]:
    """No more fly themselves there than come at all."""
    for name, contingent in scenario.contingents.items():
        path = ("contingents", name, "air_legs")
        for kind, leg in contingent.air_legs.items():
            there = contingent.equipment.get(kind)
            if there is not None and leg.number.least() > there.most():
                what = f"more than there are in all: {there.most():g}"
                yield Found((*path, kind, "number"), what)
        crews = sum(leg.personnel.least() for leg in contingent.air_legs.values())
        if crews > contingent.personnel.most():
            what = f"{crews:g} people fly themselves there, {contingent.personnel.most():g} come"
            yield Found(path, what, at_key=True)


def marches(scenario: Scenario) -> Iterator[Found]:
    """Those who have landed can drive to the end of the march, and from there to their posts."""
    network = ways(scenario, CLASS)
    for name, contingent in scenario.contingents.items():
        path, march = ("contingents", name, "march"), contingent.march
        origin = contingent.airlift.to
        if march.route:
            problem = route_problem(scenario, march.route, origin, (march.to,), network=network)
            if problem is not None:
                yield Found((*path, "route", *problem.path), problem.what)
        elif not network.connect(origin, march.to):
            what = f"no way from '{origin}' to '{march.to}' by roads ever open to {CLASS}"
            yield Found((*path, "to"), what)
    for name, post in scenario.posts.items():
        hub = scenario.contingents[post.contingent].march.to
        if post.place != hub and not network.connect(hub, post.place):
            what = f"no way from '{hub}' to '{post.place}' by roads ever open to {CLASS}"
            yield Found(("posts", name, "place"), what)


def clearing(scenario: Scenario) -> Iterator[Found]:
    """A team clears roads that are mined, each road once."""
    seen: set[str] = set()
    for name, team in scenario.clearing_teams.items():
        path = ("clearing_teams", name, "roads")
        if not team.roads:
            yield Found(path, "a team needs at least one road to clear")
        for position, road in enumerate(team.roads):
            if scenario.roads[road].mined_km is None:
                yield Found((*path, position), f"'{road}' is not mined; give it 'mined_km'")
            if road in seen:
                yield Found((*path, position), f"'{road}' is cleared already by a team")
            seen.add(road)
        for position, road in repeated(team.roads):
            yield Found((*path, position), f"'{road}' stands here twice")
