"""All checks, each with the blocks it reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.scenario.checks import (
    areas,
    armies,
    circles,
    clauses,
    events,
    extensions,
    flows,
    frame,
    groups,
    hazards,
    notices,
    peacekeepers,
    pools,
    roads,
    sizes,
    units,
)
from sim.scenario.model import Scenario
from sim.scenario.problems import Found


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold.

    Attributes:
        find: Yields what breaks it.
        reads: Blocks of the top level it reads; it is left out if one of them is broken.
    """

    find: Callable[[Scenario], Iterator[Found]]
    reads: tuple[str, ...]


_WHO = ("agreement", "areas", "troops", "civilians")
_WAYS = ("places", "roads", "areas")
_MISSION = ("roads", "clearing_teams", "contingents", "posts", "suspensions")

CHECKS: tuple[Check, ...] = (
    Check(frame.end_after_start, ("start", "end")),
    Check(frame.zone_known, ("time_zone",)),
    Check(frame.signed_before_end, ("agreement", "end")),
    Check(frame.night_means_something, ("night", "flows")),
    Check(events.counted_one_way, ()),
    Check(roads.two_ends, ("roads",)),
    Check(roads.one_lane_within, ("roads",)),
    Check(roads.closings_in_order, ("roads",)),
    Check(roads.open_to_somebody, ("roads",)),
    Check(roads.opened_at_all, ("roads", "agreement", "troops")),
    Check(roads.coordinates_in_pairs, ("places",)),
    Check(areas.places_and_exits, ("areas",)),
    Check(areas.one_area_each, ("areas",)),
    Check(areas.way_out, _WAYS),
    Check(clauses.who_and_what, ("agreement",)),
    Check(clauses.somebody_concerned, _WHO),
    Check(clauses.enough_to_count, _WHO),
    Check(clauses.dues_inside, ("agreement", "start", "end")),
    Check(circles.nothing_waits_for_itself, (*_WHO, "notices", "receiving_armies", *_MISSION)),
    Check(extensions.clauses_that_leave, ("agreement",)),
    Check(extensions.asking, ("agreement",)),
    Check(units.based_in_area, ("areas", "troops", "civilians")),
    Check(units.due_where_needed, _WHO),
    Check(units.kinds_apart, ("troops",)),
    Check(units.lift_loads_lifted, ("troops", "vehicle_pools")),
    Check(units.way_out, (*_WAYS, "troops", "civilians")),
    Check(groups.told_or_due, (*_WHO, "notices")),
    Check(groups.carried, ("civilians", "vehicle_pools")),
    Check(groups.one_pattern, ("civilians",)),
    Check(pools.reaches_whom_it_serves, ("roads", "troops", "civilians", "vehicle_pools")),
    Check(pools.passes_an_exit, (*_WAYS, "troops", "civilians", "vehicle_pools")),
    Check(flows.how_much, ("flows", "start", "end")),
    Check(flows.way, ("flows", "roads")),
    Check(flows.begins_before_end, ("flows",)),
    Check(flows.night_known, ("flows", "night")),
    Check(notices.complete, ("notices",)),
    Check(armies.policy, ("receiving_armies",)),
    Check(armies.outside_and_concerned, (*_WHO, "receiving_armies")),
    Check(armies.columns_on_the_way, ("receiving_armies", "roads", "areas")),
    Check(peacekeepers.airlifts, ("contingents",)),
    Check(peacekeepers.air_legs, ("contingents",)),
    Check(peacekeepers.marches, ("contingents", "posts", "roads")),
    Check(peacekeepers.clearing, ("clearing_teams", "roads")),
    Check(hazards.closed_days_are_slow, ("weather",)),
    Check(hazards.areas_in_contact, ("violations", "areas")),
    Check(hazards.one_beginning, ("suspensions", "violations")),
    Check(hazards.somebody_clears, ("clearing_teams", "roads", "agreement", "troops")),
    Check(sizes.small_enough, ("troops", "civilians", "flows", "start", "end")),
)


def check(scenario: Scenario, broken: frozenset[str] = frozenset()) -> Iterator[Found]:
    """What means nothing in a scenario that the schema allows.

    Args:
        scenario: The scenario; its broken blocks are not looked at.
        broken: Keys of the top level with something wrong below them.
    """
    for one in CHECKS:
        if broken.isdisjoint(one.reads):
            yield from one.find(scenario)
    if broken.isdisjoint(("time_zone",)):
        yield from frame.instants_exist(scenario, broken)
