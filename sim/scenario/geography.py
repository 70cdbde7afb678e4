"""Where it happens: places, the roads between them, and the areas that change hands."""

from collections.abc import Hashable
from typing import Annotated

from pydantic import Discriminator, Tag

from sim.scenario.blocks import (
    AfterEvent,
    Block,
    DatedInstant,
    HourOfDay,
    InstantText,
    Named,
    When,
    Words,
)
from sim.scenario.quantities import (
    Bounds,
    FixedPositiveCount,
    NonNegative,
    Positive,
    PositiveCount,
    Quantity,
    Share,
    certain,
    drawn_for,
)
from sim.scenario.words import Choice, Class, Reference, nearest_form

PlaceName = Annotated[str, Reference("places")]

CONVOY_CLASSES = ("lorry", "troops", "peacekeepers", "receiving")
"""Classes that drive at a road's convoy speed; the others drive at its car speed."""
SPACED_CLASSES = ("troops", "peacekeepers", "receiving")
"""Classes that march in column and keep a spacing between vehicles."""
HEAVY_CLASSES = ("lorry", "troops", "peacekeepers", "receiving")
"""Classes whose vehicles break down more often, by the road's `heavy_breakdown_factor`."""


class Place(Block):
    """A named point."""

    name: Words
    """What people call it, in any script."""
    latitude: Annotated[Quantity, Bounds(least=-90, most=90, fixed=True)] | None = None
    """Degrees north."""
    longitude: Annotated[Quantity, Bounds(least=-180, most=180, fixed=True)] | None = None
    """Degrees east."""
    loading_points: FixedPositiveCount | None = None
    """How many convoys or lorries can load at once; none means as many as come."""


class Closing(Block):
    """A time during which a road grants entry to nobody, or not to some classes."""

    closed_from: When
    """From this instant on; may count from an event or before a clause's due instant."""
    closed_until: When | None = None
    """Until this instant; none means to the end."""
    classes: tuple[Class, ...] = ()
    """Whom it binds; none named means everybody."""


class OpenTo(Block):
    """From when a class may use a road."""

    opens: When
    """From this instant or event on."""
    speed_kmh: Positive | None = None
    """The speed of this class here, where it differs from the road's."""


_OPENINGS = ("an instant as 2020-11-15 00:00", "{event: ...}", "{opens: ...}")


def _open_tag(value: object) -> Hashable:
    if isinstance(value, str) and not value[:1].isdigit():
        return "never"
    if isinstance(value, DatedInstant | AfterEvent):
        return "dated" if isinstance(value, DatedInstant) else "event"
    forms = {
        "opens": "open",
        "speed_kmh": "open",
        "event": "event",
        "value": "dated",
        "after_hours": "event",
    }
    return "open" if isinstance(value, OpenTo) else nearest_form(value, forms, "instant")


Opening = Annotated[
    Annotated[str, Choice("never", forms=_OPENINGS), Tag("never")]
    | Annotated[InstantText, Tag("instant")]
    | Annotated[DatedInstant, Tag("dated")]
    | Annotated[AfterEvent, Tag("event")]
    | Annotated[OpenTo, Tag("open")],
    Discriminator(_open_tag),
]


class Road(Block):
    """A stretch between two places, driven both ways."""

    name: Words | None = None
    """What people call it."""
    from_: PlaceName
    """One end."""
    to: PlaceName
    """The other end."""
    length_km: Positive
    """Length along the road."""
    car_speed_kmh: Positive
    """Free-flow speed of cars and buses."""
    convoy_speed_kmh: Positive
    """Free-flow speed of lorries and of columns on the march."""
    saturation_vehicles_per_hour: Positive
    """What one direction carries undisturbed: the rate at which a standing queue is served."""
    breakdown_probability: Share = certain(0)
    """Probability that a car breaks down on this road and stops its direction."""
    heavy_breakdown_factor: NonNegative = certain(3)
    """How many times more often lorries and army vehicles break down than cars."""
    breakdown_hours: Annotated[Quantity, drawn_for("breakdown")] = Quantity(
        form="exponential", parameters=(1.0,)
    )
    """How long one breakdown stops its direction."""
    convoy_spacing_m: NonNegative = certain(100)
    """Distance from vehicle to vehicle in a column on the march (US Army ST 100-3: 100 m)."""
    jam_density_vehicles_per_km: Positive = certain(130)
    """Vehicles in a kilometre of standing queue, by which queues are told in km."""
    one_lane_km: NonNegative | None = None
    """Length of a stretch that both directions share by turns; none means two lanes throughout."""
    turn_vehicles: PositiveCount | None = None
    """Vehicles let through a one-lane stretch before the other side has its turn."""
    precedence: Class | None = None
    """The class served before all others."""
    mined_km: NonNegative | None = None
    """Mined kilometres, for a clearing team; a class's own speed in `open_to` holds until then."""
    weather_zone: Annotated[str, Reference("zones")] | None = None
    """The zone whose weather slows or closes it."""
    closings: Named[Closing] = {}
    """Times at which it is closed."""
    open_to: dict[Class, Opening] = {}
    """From when each class may use it; a class not named may from the start. Others may wait for
    it, as `roads.NAME.opened-to-car`."""


class Area(Block):
    """A district that changes hands."""

    name: Words
    """What people call it."""
    places: tuple[PlaceName, ...]
    """The places inside it; a place belongs to one area only."""
    exits: tuple[PlaceName, ...]
    """The places, just outside, by which it is left."""


class Night(Block):
    """The hours of darkness, and whom they keep off the roads."""

    begins: HourOfDay
    """Local hour at which night begins."""
    ends: HourOfDay
    """Local hour at which it ends."""
    binds: tuple[Class, ...] = ()
    """Classes that enter no road at night."""
