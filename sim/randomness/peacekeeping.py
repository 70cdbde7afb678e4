"""What chance decides about peacekeepers: how many sorties a day, how long they stand, set-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from sim.randomness.distributions import invert
from sim.randomness.lookup import Lookup, to_seconds
from sim.randomness.purposes import Purpose
from sim.rules.airlift import kinds_of_sorties
from sim.scenario.blocks import fixed_instant
from sim.scenario.peacekeeping import Airlift

P90 = 1.2815515655446004
"""90th percentile of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class ContingentDraws:
    """What is drawn for a contingent.

    Attributes:
        take_offs: Planned seconds of the run, by sortie.
        kinds: Kind of aircraft by sortie.
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
    kinds = kinds_of_sorties(sorties, shares)
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


def _ground(lookup: Lookup, path: str, kinds: list[str]) -> tuple[int, ...]:
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
    return tuple(by_kind[kind][number] for number, kind in enumerate(kinds))


def _take_offs(lookup: Lookup, path: str, block: Airlift, sorties: int) -> tuple[int, ...]:
    """Planned take-offs: a day's number, spread evenly over its hours of operation.

    A day's number is the one drawn once per run times a lognormal factor of the day; of the first
    day only the hours after the beginning count.
    """
    local = fixed_instant(block.begins)
    assert local is not None
    begun = lookup.roster.second(local)
    a_day = lookup.values[f"{path}.airlift.sorties_per_day"]
    take_offs: list[int] = []
    planned = 0.0
    for day in range(sorties * 1000):
        opens, shuts = _window(block, local.replace(hour=0, minute=0) + timedelta(days=day))
        begin, end = lookup.roster.second(opens), lookup.roster.second(shuts)
        rate = a_day * _day_factor(lookup, path, day) / (end - begin)
        begin = max(begin, begun)
        upto = planned + rate * max(0, end - begin)
        while len(take_offs) < sorties and len(take_offs) + 0.5 <= upto:
            take_offs.append(begin + int((len(take_offs) + 0.5 - planned) / rate))
        if len(take_offs) == sorties:
            break
        planned = upto
    return tuple(take_offs)


def _window(block: Airlift, day: datetime) -> tuple[datetime, datetime]:
    """The hours of a day in which sorties take off."""

    def at(text: str | None, otherwise: datetime) -> datetime:
        if text is None:
            return otherwise
        return day.replace(hour=int(text[:2]), minute=int(text[3:]))

    return at(block.opens, day), at(block.shuts, day + timedelta(days=1))


def _day_factor(lookup: Lookup, path: str, day: int) -> float:
    spread = lookup.values[f"{path}.airlift.day_spread"]
    if spread == 0:
        return 1.0
    uniform = lookup.at_indices(Purpose.AIRLIFT_DAY, path, np.array([day]))
    # The p90 of a lognormal lies z(0.9) standard deviations of its logarithm above the median.
    return float(invert("lognormal", (1.0, float(np.exp(P90 * spread))), uniform)[0])
