"""All that chance decides in one replication, looked up before the run.

Two kinds are told apart: what is drawn once per run (a road's saturation, a group's size) and what
is drawn for each household, load, convoy, request or breakdown. Both come from addresses, so that
adding a unit, or changing a parameter, changes no other draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.clock import DAY, duration_seconds, span_seconds, whole_number
from sim.randomness import hazards, peacekeeping
from sim.randomness.distributions import invert
from sim.randomness.lookup import Floats, Lookup, inverted, to_seconds
from sim.randomness.purposes import Purpose
from sim.rules.departure import convoy_count, dealt
from sim.scenario.actors import CivilianGroup, Flow, TroopUnit
from sim.scenario.roster import Roster, day_parts, lane_name

MOST_LOADS = 64
"""Loads one household may have: the room its loads take among the addresses of its group."""
BREAKDOWNS = 256
"""Breakdowns drawn per direction of a road; a run that needs more draws twice as many."""


@dataclass(frozen=True, slots=True)
class GroupDraws:
    """What is drawn for the households of a civilian group, by household.

    Attributes:
        people, loads: Whole numbers.
        stays, has_vehicle: Whether it never leaves; whether it has a vehicle of its own.
        prepare, margin: Seconds.
        obedience: Uniforms.
        loading, unloading: Seconds by household and load.
        boarding, alighting: Seconds in a pooled vehicle.
    """

    people: tuple[int, ...]
    loads: tuple[int, ...]
    stays: tuple[bool, ...]
    has_vehicle: tuple[bool, ...]
    prepare: tuple[int, ...]
    margin: tuple[int, ...]
    obedience: tuple[float, ...]
    loading: tuple[tuple[int, ...], ...]
    unloading: tuple[tuple[int, ...], ...]
    boarding: tuple[int, ...]
    alighting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnitDraws:
    """What is drawn for a troop unit, by convoy and by lift load.

    Attributes:
        vehicles, personnel: By convoy.
        equipment: Numbers by kind and convoy.
        loading: Seconds by convoy.
        lift_loading, lift_unloading: Seconds by lift load.
    """

    vehicles: tuple[int, ...]
    personnel: tuple[int, ...]
    equipment: Mapping[str, tuple[int, ...]]
    loading: tuple[int, ...]
    lift_loading: tuple[int, ...]
    lift_unloading: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BreakdownDraws:
    """The breakdowns of one direction of a road, in order.

    Attributes:
        thresholds: Sums of probabilities at which they happen (sums of exponential(1) gaps).
        seconds: How long each stops the direction.
    """

    thresholds: tuple[float, ...]
    seconds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RequestDraws:
    """What is drawn for the requests of one clause, by request.

    Attributes:
        relay, answer, public: Seconds.
        grant: Uniforms.
    """

    relay: tuple[int, ...]
    answer: tuple[int, ...]
    public: tuple[int, ...]
    grant: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Draws:
    """All that chance decides in one replication.

    Attributes:
        seed, replication: The address of the whole.
        values: Numbers drawn once per run (or certain), by path.
        groups, units, flows, breakdowns, requests: By path; flows hold seconds in order,
            breakdowns are by direction of a road, requests by extension and clause.
        patience: Uniform by extension.
        durations: Seconds of clauses that happen, by clause.
        contingents, suspensions: By path.
        weather, violations: Of the whole region.
    """

    seed: int
    replication: int
    values: Mapping[str, float]
    groups: Mapping[str, GroupDraws]
    units: Mapping[str, UnitDraws]
    flows: Mapping[str, tuple[int, ...]]
    breakdowns: Mapping[str, BreakdownDraws]
    requests: Mapping[tuple[str, str], RequestDraws]
    patience: Mapping[str, float]
    durations: Mapping[str, int]
    contingents: Mapping[str, peacekeeping.ContingentDraws]
    weather: hazards.WeatherDraws
    violations: tuple[hazards.Candidate, ...]
    suspensions: Mapping[str, tuple[float, ...]]


def draw(roster: Roster, *, seed: int, replication: int, breakdowns: int = BREAKDOWNS) -> Draws:
    """Look up everything chance decides in a replication.

    Args:
        roster: The scenario's roster.
        seed, replication: Which of all the possible runs.
        breakdowns: How many breakdowns per direction of a road.
    """
    lookup = Lookup(roster, seed=seed, replication=replication)
    scenario = roster.scenario
    extensions = scenario.agreement.extensions
    violations = hazards.violations(lookup)
    return Draws(
        seed=seed,
        replication=replication,
        values=lookup.values,
        groups={
            f"civilians.{name}": _group(lookup, f"civilians.{name}", group)
            for name, group in scenario.civilians.items()
        },
        units={
            f"troops.{name}": _unit(lookup, f"troops.{name}", unit)
            for name, unit in scenario.troops.items()
        },
        flows={
            f"flows.{name}": _flow(lookup, f"flows.{name}", flow)
            for name, flow in scenario.flows.items()
        },
        breakdowns=_breakdowns(lookup, breakdowns),
        requests={
            (name, clause): _requests(lookup, name, clause)
            for name, extension in extensions.items()
            for clause in extension.clauses
        },
        patience={
            name: float(
                lookup.uniforms(Purpose.REQUEST_GRANT, f"agreement.extensions.{name}", 1)[0]
            )
            for name in extensions
        },
        durations={
            name: duration_seconds(
                lookup.each(
                    f"agreement.clauses.{name}.duration_hours", Purpose.CLAUSE_DURATION, name, 1
                )[0]
            )
            for name, clause in scenario.agreement.clauses.items()
            if clause.duration_hours is not None
        },
        contingents={
            f"contingents.{name}": peacekeeping.contingent(lookup, name)
            for name in scenario.contingents
        },
        weather=hazards.weather(lookup),
        violations=violations,
        suspensions=hazards.suspensions(lookup, len(violations)),
    )


def _group(lookup: Lookup, path: str, group: CivilianGroup) -> GroupDraws:
    values = lookup.values
    people = lookup.whole(f"{path}.people")
    size = max(1.0, values[f"{path}.household_people"])
    count = max(whole_number(people / size), 1) if people else 0
    mean_loads = values[f"{path}.loads_per_household"]
    goods = np.floor(mean_loads + lookup.uniforms(Purpose.HOUSEHOLD_LOADS, path, count))
    loads = tuple(min(MOST_LOADS, int(number)) for number in goods.tolist())
    vehicle = lookup.uniforms(Purpose.HOUSEHOLD_VEHICLE, path, count)
    stays = lookup.uniforms(Purpose.HOUSEHOLD_STAYS, path, count)
    margin = lookup.each(f"{path}.margin_hours", Purpose.HOUSEHOLD_MARGIN, path, count)
    return GroupDraws(
        people=tuple(dealt(people, count)),
        loads=loads,
        stays=tuple((stays < values[f"{path}.stays_share"]).tolist()),
        has_vehicle=tuple((vehicle < values[f"{path}.own_vehicle_share"]).tolist()),
        prepare=_prepare(lookup, path, group, count),
        margin=tuple(span_seconds(hours) for hours in margin.tolist()),
        obedience=tuple(lookup.uniforms(Purpose.HOUSEHOLD_OBEDIENCE, path, count).tolist()),
        loading=_by_load(lookup, path, group.loads_by, "loading_hours", loads),
        unloading=_by_load(lookup, path, group.loads_by, "unloading_hours", loads),
        boarding=_riding(lookup, path, group.people_by, "loading_hours", count),
        alighting=_riding(lookup, path, group.people_by, "unloading_hours", count),
    )


def _prepare(lookup: Lookup, path: str, group: CivilianGroup, count: int) -> tuple[int, ...]:
    """Seconds from being told: by the S-curve's inverse where there is one (NK-297)."""
    if group.departure_curve is not None:
        half = lookup.values[f"{path}.departure_curve.half_time_hours"]
        steepness = lookup.values[f"{path}.departure_curve.steepness_per_hour"]
        found = lookup.uniforms(Purpose.HOUSEHOLD_CURVE, path, count)
        hours = np.maximum(0.0, half + np.log(found / (1 - found)) / steepness)
        return tuple(span_seconds(value) for value in hours.tolist())
    if group.prepare_days is None:
        return (0,) * count
    days = lookup.each(f"{path}.prepare_days", Purpose.HOUSEHOLD_PREPARE, path, count)
    return tuple(span_seconds(value * 24) for value in days.tolist())


def _purpose(key: str) -> Purpose:
    return Purpose.LOAD_LOADING if key == "loading_hours" else Purpose.LOAD_UNLOADING


def _by_load(
    lookup: Lookup, path: str, pool: str | None, key: str, loads: tuple[int, ...]
) -> tuple[tuple[int, ...], ...]:
    """Seconds by household and load; the time belongs to the load, not to who carries it."""
    if pool is None:
        return tuple((1,) * number for number in loads)
    places = [
        household * MOST_LOADS + number
        for household, count in enumerate(loads)
        for number in range(count)
    ]
    quantity = lookup.quantity(f"vehicle_pools.{pool}.{key}")
    found = lookup.at_indices(_purpose(key), path, np.array(places, dtype=np.int64))
    seconds = iter(to_seconds(inverted(quantity, found)))
    return tuple(tuple(next(seconds) for _ in range(count)) for count in loads)


def _riding(lookup: Lookup, path: str, pool: str | None, key: str, count: int) -> tuple[int, ...]:
    if pool is None:
        return (1,) * count
    quantity = f"vehicle_pools.{pool}.{key}"
    return to_seconds(lookup.each(quantity, _purpose(key), f"{path}.people", count))


def _unit(lookup: Lookup, path: str, unit: TroopUnit) -> UnitDraws:
    vehicles, personnel, lifts = (
        lookup.whole(f"{path}.{key}") for key in ("vehicles", "personnel", "lift_loads")
    )
    size = int(unit.convoy_vehicles.value)
    count = convoy_count(vehicles=vehicles, personnel=personnel, convoy_vehicles=size)
    loading = lookup.each(f"{path}.loading_hours", Purpose.CONVOY_LOADING, path, count)
    return UnitDraws(
        vehicles=tuple(dealt(vehicles, count)),
        personnel=tuple(dealt(personnel, count)),
        equipment={
            kind: tuple(dealt(lookup.whole(f"{path}.equipment.{kind}"), count))
            for kind in sorted(unit.equipment)
        },
        loading=to_seconds(loading),
        lift_loading=_riding(lookup, path, unit.lifted_by, "loading_hours", lifts),
        lift_unloading=_riding(lookup, path, unit.lifted_by, "unloading_hours", lifts),
    )


def _flow(lookup: Lookup, path: str, flow: Flow) -> tuple[int, ...]:
    """Seconds at which a flow's platoons set out.

    A Poisson stream is a sequence of exponential(1) gaps laid along the expected number of
    platoons; a stronger flow has the same platoons sooner, and more of them.
    """
    knots, expected = _expected_platoons(lookup, path, flow)
    total = expected[-1]
    if flow.arrivals == "even":
        marks = np.arange(int(total + 0.5)) + 0.5
    else:
        count = int(total + 6 * total**0.5 + 20)
        gaps = lookup.uniforms(Purpose.FLOW_GAP, path, count)
        marks = np.cumsum(invert("exponential", (1.0,), gaps))
        while marks[-1] < total:
            count *= 2
            gaps = lookup.uniforms(Purpose.FLOW_GAP, path, count)
            marks = np.cumsum(invert("exponential", (1.0,), gaps))
    marks = marks[marks < total]
    instants = np.maximum(1.0, np.ceil(np.interp(marks, expected, knots)))
    return tuple(int(second) for second in instants.tolist())


def _expected_platoons(lookup: Lookup, path: str, flow: Flow) -> tuple[Floats, Floats]:
    """The expected number of platoons up to each end of a day part."""
    night_share = lookup.values.get(f"{path}.night_share")
    knots, expected = [0.0], [0.0]
    for part in day_parts(lookup.roster):
        if flow.vehicles_per_day is not None:
            vehicles = lookup.values[f"{path}.vehicles_per_day"]
        else:
            vehicles = lookup.values.get(f"{path}.vehicles_by_date.{part.date}", 0.0)
        if night_share is None:
            a_second = vehicles / DAY
        else:
            share = night_share if part.is_night else 1 - night_share
            a_second = vehicles * share / part.whole_seconds
        platoons = a_second * (part.end - part.begin) / flow.platoon_vehicles.value
        knots.append(float(part.end))
        expected.append(expected[-1] + platoons)
    return np.array(knots), np.array(expected)


def _breakdowns(lookup: Lookup, count: int) -> dict[str, BreakdownDraws]:
    found: dict[str, BreakdownDraws] = {}
    for name, road in lookup.roster.scenario.roads.items():
        path = f"roads.{name}"
        for destination in (road.from_, road.to):
            lane = lane_name(name, destination)
            if lookup.values[f"{path}.breakdown_probability"] == 0:
                found[lane] = BreakdownDraws(thresholds=(), seconds=())
                continue
            gaps = invert(
                "exponential", (1.0,), lookup.uniforms(Purpose.BREAKDOWN_GAP, lane, count)
            )
            hours = lookup.each(f"{path}.breakdown_hours", Purpose.BREAKDOWN_TIME, lane, count)
            found[lane] = BreakdownDraws(
                thresholds=tuple(np.cumsum(gaps).tolist()), seconds=to_seconds(hours)
            )
    return found


def _requests(lookup: Lookup, extension: str, clause: str) -> RequestDraws:
    path = f"agreement.extensions.{extension}"
    entity = f"{path}.{clause}"
    count = int(lookup.values[f"{path}.most_requests"])

    def spans(key: str, purpose: Purpose) -> tuple[int, ...]:
        hours = lookup.each(f"{path}.{key}", purpose, entity, count)
        return tuple(span_seconds(value) for value in hours.tolist())

    return RequestDraws(
        relay=spans("relay_hours", Purpose.REQUEST_RELAY),
        answer=spans("answer_hours", Purpose.REQUEST_ANSWER),
        public=spans("public_after_hours", Purpose.REQUEST_PUBLIC),
        grant=tuple(lookup.uniforms(Purpose.REQUEST_GRANT, entity, count).tolist()),
    )


__all__ = [
    "BREAKDOWNS",
    "BreakdownDraws",
    "Draws",
    "GroupDraws",
    "RequestDraws",
    "UnitDraws",
    "draw",
]
