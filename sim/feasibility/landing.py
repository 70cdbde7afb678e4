"""How soon a contingent can be there at best: aircraft, parking, sorties a day, the drive."""

import math

from sim.clock import duration_seconds, span_seconds
from sim.feasibility.numbers import Numbers, Reason
from sim.feasibility.roads import least_drive
from sim.rules import airlift
from sim.scenario.blocks import fixed_instant
from sim.scenario.hours import hours_of_operation
from sim.scenario.roster import Roster


def least_landing(roster: Roster, name: str, numbers: Numbers) -> Reason:
    """The earliest second at which a contingent's last sortie can have landed.

    Aircraft fly in cycles of two flights, the time on the ground and the time at home; parking
    places take so many sorties at once; so many a day take off and no more.
    """
    path, block = f"contingents.{name}.airlift", roster.scenario.contingents[name].airlift
    sorties = math.floor(numbers.low(f"{path}.sorties"))
    flight, ground, home = _cycle(roster, name, numbers)
    first = max(0, _begins(roster, name)) + flight
    fleet = sum(numbers.high(f"{path}.aircraft.{kind}.fleet") for kind in block.aircraft)
    flown = first + _rounds(sorties, fleet) * (2 * flight + ground + home)
    found = [Reason(flown, f"{sorties} sorties by {fleet:.0f} aircraft")]
    if block.parking_places is not None:
        places = numbers.high(f"{path}.parking_places")
        unloaded = first + _rounds(sorties, places) * ground
        found.append(Reason(unloaded, f"{sorties} sorties through {places:.0f} parking places"))
    if numbers.high(f"{path}.day_spread") == 0:
        a_day = numbers.high(f"{path}.sorties_per_day")
        second = _last_take_off(roster, name, sorties, a_day) + flight
        found.append(Reason(second, f"{sorties} sorties at {a_day:g} a day"))
    return max(found, key=lambda reason: reason.second)


def least_arrival(roster: Roster, name: str, place: str, numbers: Numbers) -> int:
    """The earliest second at which the first who have landed can be at a place."""
    flight, ground, _ = _cycle(roster, name, numbers)
    airfield = roster.scenario.contingents[name].airlift.to
    drive = least_drive(roster, airfield, {place}, "peacekeepers", numbers)
    return max(0, _begins(roster, name)) + flight + ground + drive


def _begins(roster: Roster, name: str) -> int:
    local = fixed_instant(roster.scenario.contingents[name].airlift.begins)
    assert local is not None
    return roster.second(local)


def _rounds(sorties: int, slots: float) -> int:
    """How often a slot must have been used before the last sortie gets one."""
    return max(0, math.ceil(sorties / slots) - 1)


def _cycle(roster: Roster, name: str, numbers: Numbers) -> tuple[int, int, int]:
    """The least seconds of a flight, on the ground, and at home, of all kinds of aircraft."""
    kinds = roster.scenario.contingents[name].airlift.aircraft

    def least(key: str) -> float:
        path = f"contingents.{name}.airlift.aircraft"
        return min(numbers.low(f"{path}.{kind}.{key}") for kind in kinds)

    return (
        duration_seconds(least("flight_hours")),
        duration_seconds(least("ground_hours")),
        span_seconds(least("home_hours")),
    )


def _last_take_off(roster: Roster, name: str, sorties: int, a_day: float) -> int:
    """The second for which the last sortie is planned; the end of the run where it is later."""
    block, begins = roster.scenario.contingents[name].airlift, _begins(roster, name)
    if math.isinf(a_day):
        return max(0, begins)
    hours = hours_of_operation(
        roster.calendar, block.opens, block.shuts, first=begins, last=roster.end
    )
    days = [(opens, shuts, a_day) for opens, shuts in hours]
    planned = airlift.take_offs(sorties, days, begins=begins)
    return max(0, planned[-1]) if len(planned) == sorties else roster.end
