"""Who keeps the peace: contingents by airlift and road, their posts, and those who clear roads."""

from typing import Annotated

from sim.scenario.blocks import Block, Dated, HourOfDay, Named, When, Words
from sim.scenario.quantities import (
    Count,
    FixedCount,
    FixedPositiveCount,
    NonNegative,
    Positive,
    PositiveCount,
    Quantity,
    certain,
    drawn_for,
)
from sim.scenario.words import Reference

AreaName = Annotated[str, Reference("areas")]
ContingentName = Annotated[str, Reference("contingents")]
PartyName = Annotated[str, Reference("parties")]
PlaceName = Annotated[str, Reference("places")]
RoadName = Annotated[str, Reference("roads")]
ZoneName = Annotated[str, Reference("zones")]


class Aircraft(Block):
    """A kind of aircraft of an airlift."""

    name: Words | None = None
    """What people call it."""
    share: Positive
    """Share of the sorties it flies; shares are taken relative to each other."""
    fleet: PositiveCount
    """How many there are."""
    flight_hours: Positive
    """From the base to the airfield, and back."""
    ground_hours: Annotated[Quantity, drawn_for("sortie")]
    """On the ground at the airfield, holding a parking place."""
    home_hours: NonNegative = certain(0)
    """At the base between two sorties."""


class LoadStage(Block):
    """What sorties carry on average, from one sortie number on."""

    from_sortie: FixedPositiveCount
    """The first sortie it holds for."""
    personnel: NonNegative
    """People a sortie on average."""
    vehicles: NonNegative
    """Vehicles and pieces of equipment a sortie on average."""


class Airlift(Block):
    """Sorties that bring a contingent to an airfield."""

    to: PlaceName
    """The airfield they land at."""
    begins: Dated
    """When the first sortie takes off."""
    sorties: PositiveCount
    """How many there are in all."""
    sorties_per_day: Positive
    """How many take off in a day, as planned."""
    day_spread: NonNegative = certain(0)
    """Standard deviation of the logarithm of a day's factor on that number."""
    opens: HourOfDay | None = None
    """Local hour from which sorties take off; none means midnight."""
    shuts: HourOfDay | None = None
    """Local hour until which they take off, of the next day if not after `opens`."""
    aircraft: Named[Aircraft]
    """The kinds of aircraft."""
    parking_places: PositiveCount | None = None
    """How many can stand at the airfield at once; none means as many as come."""
    load_plan: Named[LoadStage]
    """What the sorties carry, by sortie number."""
    weather_zone: ZoneName | None = None
    """Zone of the weather that closes the airfield."""


class AirLeg(Block):
    """Equipment that flies itself there, such as helicopters."""

    leaves: When
    """When it sets out."""
    to: PlaceName
    """Where it lands."""
    number: Count
    """How many."""
    personnel: Count = certain(0)
    """People on board in all."""
    hours: NonNegative
    """How long the flight takes."""


class March(Block):
    """How those who have landed march to where they are needed."""

    to: PlaceName
    """Where the march ends."""
    unit_personnel: Positive
    """A march unit leaves when so many people are there."""
    longest_wait_hours: Positive
    """It leaves with fewer when the first of them has waited so long."""
    drive_hours: Positive = certain(10)
    """The most it drives before it rests; it rests only at places."""
    rest_hours: NonNegative = certain(8)
    """How long it rests."""
    route: tuple[RoadName, ...] = ()
    """The roads it takes, in order; none means the quickest."""


class Contingent(Block):
    """Peacekeepers: they land, march, and man posts."""

    name: Words | None = None
    """What people call them."""
    party: PartyName
    """Whose they are."""
    personnel: Count
    """People who come."""
    equipment: Named[Count] = {}
    """Vehicles and other equipment that come, by kind."""
    authorised: Named[Count] = {}
    """What was authorised, by kind; `personnel` for people. A kind not named was not."""
    airlift: Airlift
    """How they land."""
    air_legs: Named[AirLeg] = {}
    """What flies itself there."""
    march: March
    """How they march on."""
    posts_begun_per_day: PositiveCount
    """The most posts begun in a calendar day."""


class Covers(Block):
    """What a manned post watches over."""

    areas: tuple[AreaName, ...] = ()
    """Areas."""
    roads: tuple[RoadName, ...] = ()
    """Roads."""


class Post(Block):
    """An observation post of the roll-out plan."""

    name: Words | None = None
    """What people call it."""
    contingent: ContingentName
    """Whose it is."""
    place: PlaceName
    """Where it stands."""
    order: FixedPositiveCount
    """Its turn in the plan; lower numbers first, ties by name."""
    not_before: When | None = None
    """It is not begun before."""
    personnel: PositiveCount
    """People it takes."""
    vehicles: Count
    """Vehicles it takes."""
    set_up_hours: Annotated[Quantity, drawn_for("post")]
    """From arrival until it stands."""
    is_temporary: FixedCount = certain(0)
    """1 for a temporary post, which is counted apart."""
    covers: Covers = Covers()
    """What it watches over."""


class ClearingTeam(Block):
    """A team that clears mined roads, one after another."""

    name: Words | None = None
    """What people call it."""
    party: PartyName
    """Whose it is."""
    begins: When
    """When it begins."""
    km_per_day: Positive
    """Kilometres cleared in a day."""
    roads: tuple[RoadName, ...]
    """Roads with `mined_km`, in the order in which they are cleared."""
