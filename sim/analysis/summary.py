"""What came of each clause: the summary of a run as plain data."""

from dataclasses import asdict, dataclass

from sim.analysis.beside import Beside
from sim.analysis.estimates import Amounts, Chance, Moments


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a clause in those replications that got one answer.

    Attributes:
        answer: granted, refused, lapsed, pending or not asked.
        on_time, on_time_as_signed: Against due as moved, and as signed.
        completed: When it was fulfilled.
    """

    answer: str
    on_time: Chance
    on_time_as_signed: Chance
    completed: Moments | None


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Whether more time for a clause was asked for and granted, and what came of it.

    Attributes:
        asked, granted: How often.
        first_asked: When, in the replications in which it was asked for.
        asked_days, granted_days: In the replications in which it was asked for, or granted.
        first_relayed: When the first request reached the answering side, where it did.
        public: When people heard of an answer, where they did.
        asked_not_needed, needed_not_asked: How often it turned out so.
        by_answer: What came of the clause, answer by answer.
    """

    asked: Chance
    granted: Chance
    first_asked: Moments | None
    first_relayed: Moments | None
    asked_days: Amounts | None
    granted_days: Amounts | None
    public: Moments | None
    asked_not_needed: Chance
    needed_not_asked: Chance
    by_answer: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What those whom a clause concerns waited for.

    Attributes:
        cause: What for.
        share: Of all person-hours they waited once they were to leave.
        person_hours: On average per replication.
    """

    cause: str
    share: float
    person_hours: float


@dataclass(frozen=True, slots=True)
class ClauseSummary:
    """What came of one clause.

    Attributes:
        clause, name, party: Which one.
        areas: The areas that those it concerns must leave.
        due_as_signed, due: When it was due, as signed and as moved last; None where it never
            became due.
        moved: How often due was moved.
        due_where_moved: As moved, in those replications.
        on_time, on_time_as_signed: Against due as moved, and as signed.
        completed: When it was fulfilled.
        troops_at_due, civilians_at_due: Inside at due as moved; None where there are none.
        troops_at_due_as_signed, civilians_at_due_as_signed: Inside at due as signed.
        more_time: About its extension, where it has one.
        hindrances: What held up those it concerns, the largest share first.
    """

    clause: str
    name: str
    party: str
    areas: tuple[str, ...]
    due_as_signed: Moments | None
    due: Moments | None
    moved: Chance
    due_where_moved: Moments | None
    on_time: Chance
    on_time_as_signed: Chance
    completed: Moments | None
    troops_at_due: Amounts | None
    civilians_at_due: Amounts | None
    troops_at_due_as_signed: Amounts | None
    civilians_at_due_as_signed: Amounts | None
    more_time: MoreTime | None
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """What came of one area.

    Attributes:
        area, name: Which one.
        has_troops, has_civilians: Whether any were based in it.
        last_out: When the last of those who leave were out.
        entered: When the first column entered.
        troops_at_entry, civilians_at_entry: Inside then, in replications in which it entered.
        gap_hours, overlap_hours: Nobody in charge, and both sides inside.
        gap_uncovered_hours, overlap_uncovered_hours: Of these, what no post watched; None where no
            post ever covered the area.
        stayed_people: Who never left.
        loads_abandoned, loads_destroyed: What was left behind.
    """

    area: str
    name: str
    has_troops: bool
    has_civilians: bool
    last_out: Moments | None
    entered: Moments | None
    troops_at_entry: Amounts | None
    civilians_at_entry: Amounts | None
    gap_hours: Amounts | None
    overlap_hours: Amounts | None
    gap_uncovered_hours: Amounts | None
    overlap_uncovered_hours: Amounts | None
    stayed_people: Amounts | None
    loads_abandoned: Amounts | None
    loads_destroyed: Amounts | None


@dataclass(frozen=True, slots=True)
class Stop:
    """What vehicles waited for at the entrance of a road.

    Attributes:
        cause: What for.
        share: Of all vehicle-hours they waited there.
    """

    cause: str
    share: float


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """The longest queue at the entrance of one direction of a road, and what its delay came from.

    Attributes:
        road, name, toward: Which one.
        vehicles, km: The longest queue.
        delay_vehicle_hours: All waits in a run.
        stops: Their causes over all runs, the largest share first.
    """

    road: str
    name: str
    toward: str
    vehicles: Amounts
    km: Amounts
    delay_vehicle_hours: Amounts | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class OpeningSummary:
    """When a road that was not open to all from the start was cleared and opened.

    Attributes:
        road, name: Which one.
        cleared: When a team had cleared it; None where none ever did.
        opened: By class, for those it opened to after the start of some run.
    """

    road: str
    name: str
    cleared: Moments | None
    opened: dict[str, Moments]


@dataclass(frozen=True, slots=True)
class Excess:
    """What landed of one kind beyond what was authorised.

    Attributes:
        kind: Of equipment; `personnel` for people.
        happened: How often.
        over: By how much, in those replications.
    """

    kind: str
    happened: Chance
    over: Amounts | None


@dataclass(frozen=True, slots=True)
class ContingentSummary:
    """What came of one contingent of peacekeepers.

    Attributes:
        contingent, name: Which one.
        sorties: Landed.
        first_in_place: When its first march unit was.
        half_in_place, nine_tenths_in_place, all_in_place: When so many of its people were.
        posts, temporary_posts: In its plan.
        posts_manned, temporary_posts_manned: By the end; None where it has none.
        excess: Beyond what was authorised, kind by kind.
    """

    contingent: str
    name: str
    sorties: Amounts | None
    first_in_place: Moments | None
    half_in_place: Moments | None
    nine_tenths_in_place: Moments | None
    all_in_place: Moments | None
    posts: int
    temporary_posts: int
    posts_manned: Amounts | None
    temporary_posts_manned: Amounts | None
    excess: tuple[Excess, ...]


@dataclass(frozen=True, slots=True)
class BreachSummary:
    """One kind of breach in one place.

    Attributes:
        breach: late, violation, excess or collapse.
        where, name: The clause, the area or the kind of equipment, with whose it was.
        is_input: Whether it was put into the case: an excess that no run changes is no result.
        happened: In how many runs.
        first: When first, in those.
    """

    breach: str
    where: str
    name: str
    is_input: bool
    happened: Chance
    first: Moments | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the agreement collapsed, and in how many replications."""

    area: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CeasefireSummary:
    """Violations of the ceasefire, and whether the agreement collapsed by them.

    Attributes:
        violations: Per run.
        collapsed: How often.
        collapsed_when: In those replications.
        collapsed_where: By the last violation, the most frequent place first.
    """

    violations: Amounts | None
    collapsed: Chance
    collapsed_when: Moments | None
    collapsed_where: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a scenario, over all replications.

    Attributes:
        scenario, title: Which one.
        time_zone, start, end: Of the runs, local `YYYY-MM-DD HH:MM`.
        seed, replications: How often, and by which chance.
        all_on_time, all_on_time_as_signed: For all clauses together.
        no_breach: That no clause falls due unfulfilled, as moved.
        breaches: Of any kind, in the order of time.
        clauses, areas: One by one, in the order of the file.
        queues: Where there was a queue at all, the longest first.
        openings: Roads that were cleared, or opened to a class after the start.
        contingents: Peacekeepers, in the order of the file.
        ceasefire: None where it was never violated.
        observed: What was observed, beside the runs; empty where the case has none.
        note: What the intervals mean.
    """

    scenario: str
    title: str
    time_zone: str
    start: str
    end: str
    seed: int
    replications: int
    all_on_time: Chance
    all_on_time_as_signed: Chance
    no_breach: Chance
    clauses: tuple[ClauseSummary, ...]
    areas: tuple[AreaSummary, ...]
    queues: tuple[QueueSummary, ...]
    openings: tuple[OpeningSummary, ...]
    contingents: tuple[ContingentSummary, ...]
    ceasefire: CeasefireSummary | None
    breaches: tuple[BreachSummary, ...]
    observed: tuple[Beside, ...] = ()
    note: str = (
        "Intervals are 95 % and cover chance alone: they hold for these inputs, not for others."
    )

    def to_json(self) -> dict[str, object]:
        """The summary as plain data; an instant whose hours are null is later than the end."""
        return asdict(self)
