"""What was agreed: clauses with their due instants, and how an extension is asked for and given."""

from collections.abc import Hashable
from typing import Annotated

from pydantic import Discriminator, Tag

from sim.scenario.blocks import (
    Block,
    InstantText,
    Named,
    When,
    Words,
)
from sim.scenario.quantities import (
    Count,
    FixedCount,
    FixedPositive,
    FixedPositiveCount,
    NonNegative,
    Positive,
    Quantity,
    Share,
    certain,
    drawn_for,
)
from sim.scenario.words import Choice, EventName, Reference, nearest_form

AreaName = Annotated[str, Reference("areas")]
ClauseName = Annotated[str, Reference("clauses")]
MemberName = Annotated[str, Reference("members")]
PartyName = Annotated[str, Reference("parties")]


class WhoArea(Block):
    """Everybody based in an area."""

    area: AreaName
    """The area."""


class WhoNames(Block):
    """Named units and groups."""

    names: tuple[MemberName, ...]
    """Units and groups, as troops.NAME or civilians.NAME."""


Who = Annotated[
    Annotated[WhoArea, Tag("area")] | Annotated[WhoNames, Tag("names")],
    Discriminator(
        lambda value: (
            "names"
            if isinstance(value, WhoNames)
            else nearest_form(value, {"area": "area", "names": "names"}, "area")
        )
    ),
]


class MeasureShare(Block):
    """A share of all must have gone."""

    share: Share
    """The share, of those who are to move."""


class MeasureNumber(Block):
    """A number must have gone."""

    number: Count
    """How many."""


class MeasureAtMost(Block):
    """At most so many may be left."""

    at_most: Count
    """How many may be left."""


_MEASURES = ("{share: ...}", "{number: ...}", "{at_most: ...}")


def _measure_tag(value: object) -> Hashable:
    for kind, tag in (
        (MeasureShare, "share"),
        (MeasureNumber, "number"),
        (MeasureAtMost, "at_most"),
    ):
        if isinstance(value, kind):
            return tag
    return nearest_form(value, {"share": "share", "number": "number", "at_most": "at_most"}, "all")


Measure = Annotated[
    Annotated[str, Choice("all", forms=_MEASURES), Tag("all")]
    | Annotated[MeasureShare, Tag("share")]
    | Annotated[MeasureNumber, Tag("number")]
    | Annotated[MeasureAtMost, Tag("at_most")],
    Discriminator(_measure_tag),
]


class Clause(Block):
    """One obligation with a due instant."""

    name: Words | None = None
    """What people call it."""
    party: PartyName
    """Who must do it."""
    must: Annotated[str, Choice("leave", "arrive", "happen")] = "leave"
    """leave the area, arrive at the destination, or simply happen."""
    who: Who | None = None
    """Whom it concerns; not for what merely happens."""
    what: tuple[Words, ...] = ()
    """What is counted: troops, civilians, vehicles, or a kind of equipment."""
    measure: Measure = "all"
    """How much of it: all, {share}, {number} or {at_most}."""
    due: When
    """Its due instant, or hours after an event."""
    needs: tuple[EventName, ...] = ()
    """Events that must have happened before it can be complete."""
    duration_hours: Annotated[Quantity, drawn_for("clause")] | None = None
    """How long it takes once all it needs has happened; only for what must happen."""
    stragglers_share: Share = certain(0)
    """Share of those to move that may be missing without making it late."""


class Ask(Block):
    """How many days a late party asks for."""

    prudence: Positive
    """The projected lateness is multiplied by this before it is rounded up."""
    round_up_to_days: FixedPositiveCount = certain(1)
    """The request is rounded up to a multiple of this."""
    most_days: FixedPositiveCount
    """The most one request asks for."""


class Patience(Block):
    """The receiving side's readiness to wait, drawn once per run."""

    none_probability: Share
    """Probability that it will not wait at all."""
    days: NonNegative
    """Days it is ready to wait otherwise; halved by each earlier extension."""


class GrantPatience(Block):
    """Grant what was asked up to the answering side's patience."""

    patience: Patience
    """The patience."""


class GrantProbability(Block):
    """Grant what was asked with a probability."""

    probability: Share
    """The probability."""


Grant = Annotated[
    Annotated[
        str,
        Choice("always", "never", forms=("{patience: ...}", "{probability: ...}")),
        Tag("word"),
    ]
    | Annotated[GrantPatience, Tag("patience")]
    | Annotated[GrantProbability, Tag("probability")],
    Discriminator(
        lambda value: (
            "patience"
            if isinstance(value, GrantPatience)
            else "probability"
            if isinstance(value, GrantProbability)
            else nearest_form(value, {"patience": "patience", "probability": "probability"}, "word")
        )
    ),
]


class Stands(Block):
    """A request still pending at due keeps the due instant open for a while."""

    stands_hours: FixedPositive
    """For at most so many hours."""


PendingAtDue = Annotated[
    Annotated[str, Choice("lapses", forms=("{stands_hours: ...}",)), Tag("word")]
    | Annotated[Stands, Tag("stands")],
    Discriminator(
        lambda value: (
            "stands"
            if isinstance(value, Stands)
            else nearest_form(value, {"stands_hours": "stands"}, "word")
        )
    ),
]


class Extension(Block):
    """How a party that will be late asks for more time, and how it is answered."""

    clauses: tuple[ClauseName, ...]
    """The clauses it is for; each negotiates alone."""
    asked_by: PartyName
    """The party that asks."""
    through: PartyName | None = None
    """The mediator that passes the request on."""
    answered_by: PartyName
    """The party that answers."""
    review_every_hours: FixedPositive = certain(6)
    """How often the leaving party projects when it will be out."""
    planned_vehicles_per_hour: Positive
    """The capacity it plans with until a standing queue shows the real one."""
    ask_if_late_by_hours: NonNegative
    """Projected lateness it still tolerates."""
    ask: Ask
    """How many days it asks for."""
    relay_hours: Annotated[Quantity, drawn_for("request")] = certain(0)
    """From asking until the request reaches the answering side."""
    answer_hours: Annotated[Quantity, drawn_for("request")] = certain(0)
    """From there until the answer."""
    grant: Grant
    """The answer: always, never, {probability} or {patience}."""
    public_after_hours: Annotated[Quantity, drawn_for("request")] = certain(0)
    """From the answer until people hear of it."""
    most_extensions: FixedCount = certain(1)
    """How many extensions may be granted for one clause."""
    most_requests: FixedCount = certain(1)
    """How many requests may be made for one clause."""
    ask_again_after_hours: NonNegative = certain(24)
    """After a refusal, not before so many hours."""
    pending_at_due: PendingAtDue = Stands(stands_hours=certain(24))
    """What a request still open at due does: lapses, or {stands_hours}."""
    moves_also: tuple[ClauseName, ...] = ()
    """Clauses that move by the same days."""


class Agreement(Block):
    """The clauses and the extensions."""

    signed: InstantText
    """When it was signed."""
    clauses: Named[Clause]
    """The obligations."""
    extensions: Named[Extension] = {}
    """The ways to more time."""
