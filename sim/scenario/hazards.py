"""What comes between: weather, violations of the ceasefire, sides that suspend."""

from typing import Annotated

from sim.scenario.blocks import Block, Named, When, Words
from sim.scenario.quantities import (
    Bounds,
    NonNegative,
    Positive,
    Quantity,
    Share,
    certain,
    drawn_for,
)
from sim.scenario.words import Choice, Reference

AreaName = Annotated[str, Reference("areas")]
PartyName = Annotated[str, Reference("parties")]
Persistence = Annotated[Quantity, Bounds(least=0, most=0.999)]
Factor = Annotated[Quantity, Bounds(above=0, most=1)]


class Zone(Block):
    """Roads and airfields that feel the same weather alike."""

    name: Words | None = None
    """What people call it."""
    slow_days_share: Share = certain(0)
    """Share of days on which roads carry less, closed days included."""
    slow_factor: Factor = certain(0.5)
    """What a road then carries, against fair weather."""
    closed_days_share: Share = certain(0)
    """Share of days on which roads and airfields are closed."""


class Weather(Block):
    """One severity for the whole region, a day at a time."""

    persistence: Persistence = certain(0.6)
    """Correlation of one day's severity with the next (first-order autoregression)."""
    trend_per_day: Annotated[Quantity, Bounds()] = certain(0)
    """How much severity rises a day, in standard deviations (winter coming)."""
    zones: Named[Zone]
    """The zones, each with its thresholds as shares of days."""


class Contact(Block):
    """An area in which the two sides are in contact."""

    weight: Positive = certain(1)
    """How often violations fall on it, relative to the others."""
    begins: When | None = None
    """From when; none means from the start."""
    ends: When | None = None
    """Until when; none means to the end."""


class Violations(Block):
    """Fire and clashes, as a regime drawn once per run."""

    fragile_probability: Share
    """Probability that the ceasefire is fragile; otherwise it holds."""
    held_per_day: NonNegative
    """Violations a day, uncovered, when it holds."""
    fragile_per_day: NonNegative
    """Violations a day, uncovered, when it is fragile."""
    covered_factor: Share
    """What is left of that rate where a manned post covers the area."""
    areas: Named[Contact]
    """Where the sides are in contact, by name of the area."""
    pause_probability: Share = certain(0)
    """Probability that one pauses its area: roads that touch it grant nothing."""
    pause_hours: Annotated[Quantity, drawn_for("violation")] = certain(1)
    """How long."""
    impatience_probability: Share = certain(0)
    """Probability that one ends the answering side's patience."""
    collapse_probability: Share = certain(0)
    """Probability that one ends the agreement."""


class Suspension(Block):
    """A side that releases no convoy for a while."""

    name: Words | None = None
    """What people call it."""
    party: PartyName
    """The side that suspends."""
    begins: When | None = None
    """When, if it is dated."""
    after_violation_probability: Share | None = None
    """Or: probability that it follows a violation (the first that leads to it)."""
    lasts_hours: Positive
    """How long."""
    due: Annotated[str, Choice("kept", "moved")] = "kept"
    """Whether the due instants of the side's clauses are kept or moved by as long."""
