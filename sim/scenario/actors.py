"""Who moves: troop units, civilian groups, vehicle pools, flows, notices, receiving armies."""

from typing import Annotated

from sim.scenario.blocks import (
    Block,
    ByDay,
    InstantText,
    Named,
    When,
    Words,
)
from sim.scenario.quantities import (
    Bounds,
    Count,
    FixedPositiveCount,
    NonNegative,
    Positive,
    PositiveCount,
    Quantity,
    Share,
    certain,
    drawn_for,
)
from sim.scenario.words import Choice, Class, EventName, Reference

AreaName = Annotated[str, Reference("areas")]
ClauseName = Annotated[str, Reference("clauses")]
GroupName = Annotated[str, Reference("civilians")]
PartyName = Annotated[str, Reference("parties")]
PlaceName = Annotated[str, Reference("places")]
PoolName = Annotated[str, Reference("vehicle_pools")]
RoadName = Annotated[str, Reference("roads")]
Household = Annotated[Quantity, drawn_for("household")]


class RearGuard(Block):
    """The convoys that leave last, once the area's civilians are out."""

    share: Share
    """Share of the unit's convoys, rounded up."""
    hours_before_due: NonNegative
    """At the latest so many hours before due, whether civilians are out or not."""


class TroopUnit(Block):
    """Personnel and vehicles of the withdrawing party."""

    name: Words | None = None
    """What people call it."""
    party: PartyName
    """Whose it is."""
    place: PlaceName
    """Where it stands."""
    to: PlaceName | None = None
    """Where it goes; none means the nearest exit of its area."""
    personnel: Count
    """People."""
    vehicles: Count
    """Vehicles of its own."""
    equipment: Named[Count] = {}
    """Numbers of kinds of equipment that go with it, for clauses that name a kind."""
    ready_after_hours: NonNegative = certain(0)
    """Hours after the start, or after `ready_after`, until its first convoy can go."""
    ready_after: EventName | None = None
    """An event it waits for before getting ready, such as another unit's troops.NAME.out."""
    convoy_vehicles: FixedPositiveCount = certain(20)
    """The most vehicles in one convoy (a march unit has up to 20, FHWA-HOP-05-029)."""
    departure: Annotated[str, Choice("as-soon-as-possible", "spread", "late")] = (
        "as-soon-as-possible"
    )
    """Pattern in which convoys leave."""
    headway_minutes: NonNegative = certain(30)
    """Time between two convoys of the unit."""
    margin_share: Share = certain(0)
    """Share of the time from signing to due kept in hand before due, for spread and late."""
    loading_hours: Annotated[Quantity, drawn_for("convoy")] = certain(1)
    """How long a convoy loads, holding a loading point."""
    rear_guard: RearGuard | None = None
    """The convoys that wait for the civilians."""
    needs: tuple[EventName, ...] = ()
    """Events its convoys wait for."""
    lift_loads: Count = certain(0)
    """Loads that only a transporter of a pool can move."""
    lifted_by: PoolName | None = None
    """The pool of transporters."""
    destroyed_hours_before_due: NonNegative = certain(12)
    """Lift loads not begun so long before due are destroyed."""
    route: tuple[RoadName, ...] = ()
    """The roads it takes, in order; none means the quickest."""


class DepartureCurve(Block):
    """An S-shaped curve of departures instead of prepare and margin (Radwan et al. 1985)."""

    half_time_hours: NonNegative
    """Hours after being told by which half have left."""
    steepness_per_hour: Positive
    """Slope of the logistic curve."""


class CivilianGroup(Block):
    """The households of a settlement."""

    name: Words | None = None
    """What people call it."""
    party: PartyName
    """Which party answers for their leaving."""
    place: PlaceName
    """Where they live."""
    to: PlaceName | None = None
    """Where they go; none means the nearest exit of their area."""
    people: Count
    """How many live there."""
    household_people: Annotated[Quantity, Bounds(least=1)]
    """People in a household on average."""
    own_vehicle_share: Share = certain(1)
    """Share of households with a vehicle of their own; the others need `people_by`."""
    people_by: PoolName | None = None
    """Pool whose vehicles carry people without a vehicle."""
    loads_per_household: NonNegative = certain(0)
    """Vehicle loads of goods per household on average; each household has a whole number."""
    loads_by: PoolName | None = None
    """Pool whose vehicles carry the loads."""
    stays_share: Share = certain(0)
    """Share of households that never leave: counted, never a reason for lateness."""
    prepare_days: Household | None = None
    """From being told until a household begins to load."""
    margin_hours: Household = certain(0)
    """How long before due it means to begin at the latest."""
    last_call_hours: NonNegative = certain(0)
    """So long before due it leaves, with what is on the road by then."""
    departure_curve: DepartureCurve | None = None
    """S-shaped departures instead of `prepare_days`."""
    route: tuple[RoadName, ...] = ()
    """The roads they take, in order; none means the quickest."""


class VehiclePool(Block):
    """Lorries, buses or low-loaders that make round trips."""

    name: Words | None = None
    """What people call it."""
    base: PlaceName
    """Where they wait and start from, empty."""
    vehicles: PositiveCount
    """How many there are."""
    vehicle_class: Class = "lorry"
    """Their class on the road."""
    carries: Annotated[str, Choice("loads", "people")] = "loads"
    """Loads of goods or equipment, or people."""
    capacity: FixedPositiveCount = certain(1)
    """Loads, or people, that one vehicle takes."""
    loading_hours: Annotated[Quantity, drawn_for("load")]
    """Loading of one load, or boarding of one household."""
    unloading_hours: Annotated[Quantity, drawn_for("load")]
    """Unloading of one load or household."""
    unloads_at: PlaceName | None = None
    """Where it unloads; none means at its base."""
    loads_at: Annotated[str, Choice("door", "loading-point")] = "door"
    """At people's doors, or holding one of the place's loading points."""
    available_from: When | None = None
    """From when it can be sent."""
    serves: Annotated[str, Choice("first-asked", "most-waiting")] = "first-asked"
    """Which place a free vehicle is sent to: the oldest request, or the most requests."""


class Flow(Block):
    """Traffic that is nobody's withdrawal but fills the same roads."""

    name: Words | None = None
    """What people call it."""
    from_: PlaceName
    """Where it comes from."""
    to: PlaceName
    """Where it goes."""
    vehicle_class: Class = "car"
    """Its class on the road."""
    vehicles_per_day: NonNegative | None = None
    """Vehicles a day, every day."""
    vehicles_by_date: ByDay[NonNegative] = {}
    """Vehicles by date (YYYY-MM-DD) instead; days not named have none."""
    night_share: Share | None = None
    """Share of a day's vehicles that set out at night; needs `night`. None: evenly over the day."""
    platoon_vehicles: FixedPositiveCount = certain(1)
    """Vehicles that set out together."""
    people_per_vehicle: NonNegative = certain(0)
    """People in each."""
    arrivals: Annotated[str, Choice("poisson", "even")] = "poisson"
    """By chance, or evenly spaced."""
    begins: When | None = None
    """From when it runs; none means from the start."""
    until: When | None = None
    """Until when it runs; none means to the end."""
    route: tuple[RoadName, ...] = ()
    """The roads it takes, in order; none means the quickest."""


class Notice(Block):
    """What people are told, and how far they heed it."""

    at: When
    """When they are told: an instant or an event."""
    groups: tuple[GroupName, ...]
    """Who is told."""
    says: Annotated[str, Choice("leave", "stay", "leave-by")]
    """What they are told."""
    by: InstantText | None = None
    """For leave-by: the instant named."""
    heeded_by: Share = certain(1)
    """Share of households that heed it."""


class Column(Block):
    """A column of the receiving army."""

    vehicles: PositiveCount
    """Vehicles."""
    personnel: Count = certain(0)
    """People."""
    reaches: tuple[PlaceName, ...]
    """Places it reaches, in order, from the entry place on."""
    advance_speed_kmh: Positive
    """Its speed, clearing included; never faster than the road's convoy speed."""


class ReceivingArmy(Block):
    """The army that enters an area by columns."""

    name: Words | None = None
    """What people call it."""
    party: PartyName
    """Whose it is."""
    area: AreaName
    """The area it enters."""
    clause: ClauseName
    """The clause by whose due instant it enters."""
    entry: PlaceName
    """Where its columns stand before they enter, outside the area."""
    enters_after_due_hours: NonNegative = certain(0)
    """From due, as moved, until the first column sets out."""
    ready_after_hours: NonNegative = certain(0)
    """Hours after the start until it is ready to enter."""
    late_area: Annotated[str, Choice("waits", "waits-hours", "enters")] = "waits"
    """What it does when the area is not yet empty."""
    wait_hours: NonNegative | None = None
    """For waits-hours: how long it waits at most."""
    waits_for: Annotated[str, Choice("troops", "troops-and-civilians")] = "troops"
    """Who must be out."""
    columns: Named[Column]
    """Its columns."""


__all__ = [
    "CivilianGroup",
    "Flow",
    "Notice",
    "ReceivingArmy",
    "TroopUnit",
    "VehiclePool",
]
