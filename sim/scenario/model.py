"""The whole of a scenario file, as its blocks."""

from typing import Annotated

from pydantic import ValidationInfo, field_validator

from sim.scenario.actors import (
    CivilianGroup,
    Flow,
    Notice,
    ReceivingArmy,
    TroopUnit,
    VehiclePool,
)
from sim.scenario.agreement import Agreement
from sim.scenario.blocks import Block, DayText, InstantText, Named, Words
from sim.scenario.geography import Area, Night, Place, Road
from sim.scenario.hazards import Suspension, Violations, Weather
from sim.scenario.peacekeeping import ClearingTeam, Contingent, Post
from sim.scenario.words import Choice

Role = Annotated[str, Choice("withdrawing", "receiving", "mediating", "peacekeeping")]


class Source(Block):
    """A publication that numbers and dates were taken from."""

    title: Words
    """Its title."""
    url: Words | None = None
    """Its address."""
    date: DayText | None = None
    """When it was published: a day or an instant."""


class Party(Block):
    """A side of the agreement."""

    name: Words
    """What people call it."""
    roles: tuple[Role, ...] = ()
    """What it does under the agreement."""


class Scenario(Block):
    """One case: who must leave what by when, over which roads, on which assumptions."""

    title: Words
    """What the case is called."""
    description: Words | None = None
    """What the case, or this variant of it, asks."""
    time_zone: Words
    """Zone of all instants in the file, as in the tz database (Asia/Yerevan)."""
    start: InstantText
    """The first instant of a run."""
    end: InstantText
    """The last instant of a run."""
    sources: Named[Source] = {}
    """The publications the numbers come from."""
    parties: Named[Party]
    """The sides."""
    places: Named[Place]
    """The places."""
    roads: Named[Road]
    """The roads."""
    areas: Named[Area]
    """The areas that change hands."""
    night: Night | None = None
    """The hours of darkness."""
    agreement: Agreement
    """What was agreed."""
    troops: Named[TroopUnit] = {}
    """The units that withdraw."""
    civilians: Named[CivilianGroup] = {}
    """The people who leave."""
    vehicle_pools: Named[VehiclePool] = {}
    """The vehicles that make round trips."""
    flows: Named[Flow] = {}
    """Other traffic."""
    notices: Named[Notice] = {}
    """What people are told."""
    receiving_armies: Named[ReceivingArmy] = {}
    """The armies that enter."""
    contingents: Named[Contingent] = {}
    """The peacekeepers."""
    posts: Named[Post] = {}
    """Their posts."""
    clearing_teams: Named[ClearingTeam] = {}
    """Those who clear mined roads."""
    weather: Weather | None = None
    """The weather."""
    violations: Violations | None = None
    """Violations of the ceasefire."""
    suspensions: Named[Suspension] = {}
    """Sides that stop their withdrawal for a while."""
    observed: Words | None = None
    """A csv file beside this one with what was observed."""

    @field_validator("*", mode="after")
    @classmethod
    def _keep_valid(cls, value: object, info: ValidationInfo) -> object:
        """Hand every block that is right to whoever asked, even if others are wrong."""
        if info.context and "valid" in info.context:
            info.context["valid"][info.field_name] = value
        return value
