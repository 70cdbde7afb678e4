"""What is told of why clauses were fulfilled when they were."""

from dataclasses import dataclass

from sim.analysis.estimates import Amounts, Chance


@dataclass(frozen=True, slots=True)
class OnPath:
    """A cause, a road, a pool, or a unit or group, and how it bears on a clause.

    Attributes:
        key: Its name in the tables; `label` what people call it.
        on_path: In what share of the replications it lies on the critical path.
        hours: Hours it took there, over the replications in which the clause was fulfilled; 0 where
            it was not on the path, so that those of all causes add up to the completion. Of a road
            the hours stood at its entrance; of a pool those waited for it, its vehicles' own drive
            and loading included. None where the clause was never fulfilled.
        is_work: Whether it is work that has to be done anyway, as driving is; only of causes.
        float_hours: Of a unit or group: how much later at most it could have been, over the
            replications in which it was out and the clause fulfilled; 0 on the path.
    """

    key: str
    label: str
    on_path: Chance
    hours: Amounts | None = None
    is_work: bool = False
    float_hours: Amounts | None = None


@dataclass(frozen=True, slots=True)
class Longest:
    """What held up longest, in most of the replications looked at.

    Attributes:
        cause: Its cause.
        where: What people call the road or pool; empty where it happened at no such thing.
        count, runs: In so many of so many replications nothing took longer.
        hours: How long it took in these.
    """

    cause: str
    where: str
    count: int
    runs: int
    hours: Amounts


@dataclass(frozen=True, slots=True)
class WhyClause:
    """Why one clause was fulfilled when it was, or not.

    Attributes:
        clause, name: The clause, and what people call it.
        late, late_as_signed: In what share of the replications it was not on time, as moved and as
            signed.
        fulfilled: In what share it was fulfilled at all.
        last: Who was last on the path, by name, each with the number of replications.
        is_of_late: Whether `longest` and `last` look at the late replications alone.
        longest: What held up longest; the first that of most replications.
        causes, roads, pools, members: How they bear on it, what lies on most paths first.
    """

    clause: str
    name: str
    late: Chance
    late_as_signed: Chance
    fulfilled: Chance
    last: tuple[tuple[str, int], ...]
    is_of_late: bool
    longest: tuple[Longest, ...]
    causes: tuple[OnPath, ...]
    roads: tuple[OnPath, ...]
    pools: tuple[OnPath, ...]
    members: tuple[OnPath, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why each clause was fulfilled when it was.

    Attributes:
        title, seed, replications: Of the run.
        time_zone, start, end: Its frame, as local instants `YYYY-MM-DD HH:MM`.
        clauses: In the order of the scenario.
    """

    title: str
    seed: int
    replications: int
    time_zone: str
    start: str
    end: str
    clauses: tuple[WhyClause, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path of one replication.

    Attributes:
        begin_hours, end_hours: From the start.
        begin: The local instant, `YYYY-MM-DD HH:MM`.
        cause: As in the table of paths.
        text: A sentence.
    """

    begin_hours: float
    end_hours: float
    begin: str
    cause: str
    text: str
