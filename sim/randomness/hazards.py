"""What chance decides about weather, violations and suspensions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.clock import DAY, duration_seconds
from sim.randomness.distributions import invert
from sim.randomness.lookup import Lookup
from sim.randomness.purposes import Purpose

CANDIDATES = 64
"""Candidate violations drawn at first; twice as many until the run is covered."""


@dataclass(frozen=True, slots=True)
class WeatherDraws:
    """The severity of each day, and the thresholds of each zone, in standard deviations."""

    severity: tuple[float, ...]
    slow_above: Mapping[str, float]
    closed_above: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A violation that happens unless somebody watches.

    Attributes:
        second, area: When and where.
        mark: Against the factor of cover.
        pause, impatience, collapse: Against their probabilities.
        pause_seconds: How long a pause would last.
    """

    second: int
    area: str
    mark: float
    pause: float
    impatience: float
    collapse: float
    pause_seconds: int


FAIR = WeatherDraws(severity=(), slow_above={}, closed_above={})
"""No weather at all."""


def weather(lookup: Lookup) -> WeatherDraws:
    """One severity a day: first-order autoregression with standard normal margins."""
    block = lookup.roster.scenario.weather
    if block is None:
        return FAIR
    days = len(lookup.roster.calendar.midnights(lookup.roster.end)) + 1
    shocks = invert("normal", (0.0, 1.0), lookup.uniforms(Purpose.WEATHER_DAY, "weather", days))
    persistence = lookup.values["weather.persistence"]
    trend = lookup.values["weather.trend_per_day"]
    rest = float(np.sqrt(1 - persistence * persistence))
    state = float(shocks[0])
    severity = [state]
    for shock in shocks[1:].tolist():
        state = persistence * state + rest * shock
        severity.append(state)
    return WeatherDraws(
        severity=tuple(value + trend * day for day, value in enumerate(severity)),
        slow_above={zone: _above(lookup, zone, "slow_days_share") for zone in block.zones},
        closed_above={zone: _above(lookup, zone, "closed_days_share") for zone in block.zones},
    )


def _above(lookup: Lookup, zone: str, key: str) -> float:
    """The severity that a share of all days exceeds."""
    share = lookup.values[f"weather.zones.{zone}.{key}"]
    if share <= 0:
        return float("inf")
    if share >= 1:
        return float("-inf")
    return float(invert("normal", (0.0, 1.0), np.array([1 - share]))[0])


def violations(lookup: Lookup) -> tuple[Candidate, ...]:
    """Candidate violations at the uncovered rate of the regime drawn for the run."""
    block = lookup.roster.scenario.violations
    if block is None:
        return ()
    regime = lookup.uniforms(Purpose.VIOLATION_REGIME, "violations", 1)[0]
    is_fragile = regime < lookup.values["violations.fragile_probability"]
    a_day = lookup.values[f"violations.{'fragile' if is_fragile else 'held'}_per_day"]
    if a_day == 0:
        return ()
    seconds = _instants(lookup, a_day / DAY)
    count = len(seconds)
    areas = sorted(block.areas)
    weights = np.cumsum([lookup.values[f"violations.areas.{area}.weight"] for area in areas])
    drawn = {
        purpose: lookup.uniforms(purpose, "violations", count).tolist()
        for purpose in (
            Purpose.VIOLATION_MARK,
            Purpose.VIOLATION_PAUSE,
            Purpose.VIOLATION_IMPATIENCE,
            Purpose.VIOLATION_COLLAPSE,
        )
    }
    places = lookup.uniforms(Purpose.VIOLATION_AREA, "violations", count) * weights[-1]
    chosen = np.searchsorted(weights, places, side="right").tolist()
    pauses = lookup.each(
        "violations.pause_hours", Purpose.VIOLATION_PAUSE_TIME, "violations", count
    )
    return tuple(
        Candidate(
            second=second,
            area=areas[min(chosen[number], len(areas) - 1)],
            mark=drawn[Purpose.VIOLATION_MARK][number],
            pause=drawn[Purpose.VIOLATION_PAUSE][number],
            impatience=drawn[Purpose.VIOLATION_IMPATIENCE][number],
            collapse=drawn[Purpose.VIOLATION_COLLAPSE][number],
            pause_seconds=duration_seconds(float(pauses[number])),
        )
        for number, second in enumerate(seconds)
    )


def _instants(lookup: Lookup, a_second: float) -> list[int]:
    """A Poisson stream: exponential gaps, drawn until the run is covered."""
    count = CANDIDATES
    while True:
        gaps = lookup.uniforms(Purpose.VIOLATION_GAP, "violations", count)
        instants = np.cumsum(invert("exponential", (1.0,), gaps)) / a_second
        if instants[-1] > lookup.roster.end:
            break
        count *= 2
    return [max(1, int(np.ceil(value))) for value in instants[instants < lookup.roster.end]]


def suspensions(lookup: Lookup, candidates: int) -> dict[str, tuple[float, ...]]:
    """For each suspension, a uniform by violation, against the probability that it follows."""
    return {
        f"suspensions.{name}": tuple(
            lookup.uniforms(Purpose.SUSPENSION, f"suspensions.{name}", candidates).tolist()
        )
        for name in lookup.roster.scenario.suspensions
    }
