"""What a study asked, as its answers repeat it: outcomes, factors, and the frame of the runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sim.analysis.outcome_words import names_of
from sim.catalogue.naming import OutcomeName
from sim.scenario.studies.study import Factor, Study, Value

INSTANT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class OutcomeAsked:
    """An outcome of interest.

    Attributes:
        name: As the study has it.
        kind: What it holds: `truth`, `time` or `number`.
        unit: Its unit; empty for a truth value and a plain number.
        is_instant: Whether it tells when something happens, in hours from the start.
        what: What it is, in a sentence.
    """

    name: str
    kind: str
    unit: str
    is_instant: bool
    what: str


@dataclass(frozen=True, slots=True)
class FactorAsked:
    """Something that is varied.

    Attributes:
        name: Its name.
        is_lever: Whether somebody chooses it.
        unit: Its unit; `date` for an instant.
        paths: What it sets in the scenario.
        values: The values listed for it; empty where it is continuous.
    """

    name: str
    is_lever: bool
    unit: str
    paths: tuple[str, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class StudyAsked:
    """The study, the runs it took, and their frame.

    Attributes:
        name, title: Of the study.
        scenario: Its scenario file.
        time_zone, start, end: Of the runs, as local instants `YYYY-MM-DD HH:MM`.
        seed: Of the design and of chance.
        points, replications: How many points, and how many runs of each.
        failed: How many runs failed.
        factors: What was varied.
        names: What people call the clauses, areas and the like that outcomes and factors are
            about, by dotted path as `clauses.hill-handover`.
    """

    name: str
    title: str
    scenario: str
    time_zone: str
    start: str
    end: str
    seed: int
    points: int
    replications: int
    failed: int
    factors: tuple[FactorAsked, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def study_asked(
    study: Study,
    *,
    points: int,
    replications: int,
    failed: int,
    outcomes: Sequence[OutcomeName] | None = None,
) -> StudyAsked:
    """What a study asked.

    Args:
        study: The study.
        points, replications: How many points, and how many runs of each.
        failed: How many runs failed.
        outcomes: What is told of; the study's outcomes of interest, if nothing else is.
    """
    scenario = study.scenario.scenario
    return StudyAsked(
        name=study.name,
        title=study.title,
        scenario=study.scenario.path,
        time_zone=scenario.time_zone,
        start=scenario.start.strftime(INSTANT),
        end=scenario.end.strftime(INSTANT),
        seed=study.seed,
        points=points,
        replications=replications,
        failed=failed,
        factors=tuple(factor_asked(factor) for factor in study.factors),
        names=names_of(
            scenario,
            study.outcomes if outcomes is None else outcomes,
            [path for factor in study.factors for path in factor.paths],
        ),
    )


def factor_asked(factor: Factor) -> FactorAsked:
    """What is varied."""
    return FactorAsked(
        name=factor.name,
        is_lever=factor.is_lever,
        unit=factor.unit,
        paths=factor.paths,
        values=tuple(choice.value for choice in factor.choices),
    )


def outcome_asked(name: OutcomeName) -> OutcomeAsked:
    """An outcome of interest."""
    return OutcomeAsked(
        name=str(name),
        kind=name.kind,
        unit=name.unit,
        is_instant=name.kind == "time" and not name.column.startswith("lateness"),
        what=name.entry.meaning,
    )
