"""What chance decides about peacekeepers: how many sorties a day, how long they stand, set-up."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.randomness.distributions import invert
from sim.randomness.lookup import Lookup, to_seconds
from sim.randomness.purposes import Purpose
from sim.rules import airlift
from sim.scenario.blocks import fixed_instant
from sim.scenario.hours import hours_of_operation
from sim.scenario.peacekeeping import Airlift

NORMAL_P90 = 1.2815515655446004
"""90th percentile of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class ContingentDraws:
    """What is drawn for a contingent.

    Attributes:
        take_offs: Planned seconds of the run; those planned after its end are left out.
        kinds: Kind of aircraft of each sortie there is to be.
        ground: Seconds on the ground by sortie.
        set_up: Seconds by post.
    """

    take_offs: tuple[int, ...]
    kinds: tuple[str, ...]
    ground: tuple[int, ...]
    set_up: Mapping[str, int]


def contingent(lookup: Lookup, name: str) -> ContingentDraws:
    """What is drawn for one contingent."""
    scenario = lookup.roster.scenario
    path = f"contingents.{name}"
    block = scenario.contingents[name].airlift
    sorties = lookup.whole(f"{path}.airlift.sorties")
    shares = [
        (kind, lookup.values[f"{path}.airlift.aircraft.{kind}.share"])
        for kind in sorted(block.aircraft)
    ]
    kinds = airlift.dealt_kinds(sorties, shares)
    posts = [post for post, found in scenario.posts.items() if found.contingent == name]
    return ContingentDraws(
        take_offs=_take_offs(lookup, path, block, sorties),
        kinds=tuple(kinds),
        ground=_ground(lookup, path, kinds),
        set_up={
            post: to_seconds(
                lookup.each(f"posts.{post}.set_up_hours", Purpose.POST_SET_UP, f"posts.{post}", 1)
            )[0]
            for post in posts
        },
    )


def _ground(lookup: Lookup, path: str, kinds: Sequence[str]) -> tuple[int, ...]:
    """Seconds on the ground: one uniform a sortie, by the law of its kind of aircraft."""
    by_kind = {
        kind: to_seconds(
            lookup.each(
                f"{path}.airlift.aircraft.{kind}.ground_hours",
                Purpose.SORTIE_GROUND,
                path,
                len(kinds),
            )
        )
        for kind in set(kinds)
    }
    return tuple([by_kind[kind][number] for number, kind in enumerate(kinds)])


def _take_offs(lookup: Lookup, path: str, block: Airlift, sorties: int) -> tuple[int, ...]:
    """Planned take-offs: a day's number is the run's, times a lognormal factor of the day."""
    roster = lookup.roster
    local = fixed_instant(block.begins)
    assert local is not None
    begins = roster.second(local)
    hours = hours_of_operation(
        roster.calendar, block.opens, block.shuts, first=begins, last=roster.end
    )
    factors = _day_factors(lookup, path, len(hours))
    a_day = lookup.values[f"{path}.airlift.sorties_per_day"]
    days = [
        (opens, shuts, a_day * factor)
        for (opens, shuts), factor in zip(hours, factors, strict=True)
    ]
    planned = airlift.take_offs(sorties, days, begins=begins)
    return tuple(second for second in planned if second <= roster.end)


def _day_factors(lookup: Lookup, path: str, days: int) -> list[float]:
    """One lognormal factor a day, of median one and the spread of its logarithm given."""
    spread = lookup.values[f"{path}.airlift.day_spread"]
    uniforms = lookup.uniforms(Purpose.AIRLIFT_DAY, path, days)
    p90 = math.exp(NORMAL_P90 * spread)
    found: list[float] = invert("lognormal", (1.0, p90), uniforms).tolist()
    return found
