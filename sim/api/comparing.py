"""Comparing scenarios from Python: each is run into its own folder, then they are paired."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.analysis.comparing.compared import Absent, Compared
from sim.analysis.comparing.differences import Values, judged
from sim.analysis.comparing.interest import (
    AS_SIGNED,
    is_in,
    must_be_in,
    named,
    plain_interest,
)
from sim.analysis.comparing.turns import turns
from sim.analysis.outcome_words import Names, names_of
from sim.api.cases import Case, run_policy
from sim.api.comparison import Comparison
from sim.api.policies import Policy, policies
from sim.api.replaying import OnReplay, Replaying, refuse_convoys
from sim.api.running import (
    REPLICATIONS,
    RESULTS,
    SEED,
    ScenarioLike,
    check_numbers,
)
from sim.catalogue.naming import OutcomeName
from sim.experiments.execute import Progress
from sim.experiments.executors.choosing import executor_for
from sim.experiments.executors.contract import Executor
from sim.statistics.shares import CONFIDENCE

CONVOYS = 5
"""In so many replications convoys are looked at, if nobody says otherwise."""

OnPolicy = Callable[[str], Progress | None]
"""Told which scenario is about to be run; gives who is told how far it is."""


def compare(
    *scenarios: ScenarioLike,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    variants: Mapping[str, Sequence[str]] | None = None,
    of: Sequence[str] = (),
    settings: Sequence[str] = (),
    workers: int = 1,
    out: str | Path = RESULTS,
    convoys: int = CONVOYS,
    on_progress: Progress | None = None,
) -> Comparison:
    """What changes do: scenarios under the same chance, compared replication by replication.

    Every scenario is run into its own results folder, as `run` does; what is there already is not
    run again.

    Args:
        scenarios: The scenarios or their files; every other is compared with the first.
        replications: How often each is run.
        seed: Of all that chance decides, in all of them.
        variants: Further scenarios: by label, what each sets in the first one as `path=value`.
        of: Names of the outcomes of interest; if none, whether and how late each clause and all
            clauses together are fulfilled.
        settings: What is set in all of them; only with files.
        workers: How many processes run them; 0 for as many as the machine has cores.
        out: The folder for results.
        convoys: In how many replications convoys are looked at; these are run once more.
        on_progress: Told how many replications of a scenario are done, and of how many.

    Raises:
        InputError: If there is nothing to compare, or an outcome of interest is unknown.
        RunsFailed: If the program itself failed in every replication of a scenario.

    >>> import sim
    >>> found = sim.compare("case.yaml", "wide-road.yaml", replications=50)  # doctest: +SKIP
    >>> found.to_dataframe("differences")  # doctest: +SKIP
    """
    check_numbers(seed=seed, replications=replications)
    found = compare_policies(
        policies(scenarios, variants=variants, settings=settings),
        replications=replications,
        seed=seed,
        of=of,
        out=Path(out),
        convoys=convoys,
        executor=executor_for(workers),
        on_policy=lambda _: on_progress,
    )
    return Comparison(found)


def compare_policies(
    cases: Sequence[Policy],
    *,
    replications: int,
    seed: int,
    of: Sequence[str] = (),
    out: Path = RESULTS,
    convoys: int = CONVOYS,
    executor: Executor | None = None,
    on_policy: OnPolicy = lambda _: None,
    on_replay: OnReplay | None = None,
) -> Compared:
    """Run scenarios into their folders and compare every other with the first.

    Args:
        cases: The scenarios.
        replications, seed, of, out, convoys: As of `compare`.
        executor: Who does the runs; this process, if nobody is named.
        on_policy: Told which scenario is about to be run.
        on_replay: Told how far the runs for convoys are.

    Raises:
        InputError: If an outcome of interest is unknown to the catalogue or to a scenario.
        RunsFailed: If the program itself failed in every replication of a scenario.
    """
    asked = asked_of(cases, of)
    refuse_convoys(convoys)
    done = [
        Case(
            case,
            run_policy(
                case,
                seed=seed,
                replications=replications,
                out=out,
                executor=executor,
                on_progress=on_policy(case.label),
            ),
        )
        for case in cases
    ]
    base, others = done[0], done[1:]
    outcomes, absent = _in_all(asked, cases)
    values = [case.values(outcomes) for case in done]
    notes = list(_idle(cases))
    if not of:
        outcomes, told = _without_echoes(outcomes, values)
        notes += told
    turned = {case.label: turns(base.side, case.side) for case in others}
    seen = Replaying(base, seed, convoys, on_replay).all(others, turned)
    return Compared(
        scenarios=tuple(case.ran for case in done),
        title=cases[0].loaded.scenario.title,
        seed=seed,
        replications=replications,
        confidence=CONFIDENCE,
        differences=judged(
            values[0],
            {case.label: each for case, each in zip(others, values[1:], strict=True)},
            outcomes,
        ),
        turns=tuple(turn for each in turned.values() for turn in each),
        convoys=tuple(one for _, found in seen for one in found),
        replayed=tuple(each for each, _ in seen),
        absent=absent,
        notes=tuple(notes),
        names=_names(cases, asked),
    )


def _names(cases: Sequence[Policy], asked: Sequence[OutcomeName]) -> Names:
    """What the first scenario that has it calls each clause, area and whatever is asked for."""
    found: dict[str, str] = {}
    for case in cases:
        scenario = case.loaded.scenario
        told = [f"clauses.{name}" for name in scenario.agreement.clauses]
        told += [f"areas.{name}" for name in scenario.areas]
        found = {**names_of(scenario, asked, told), **found}
    return found


def asked_of(cases: Sequence[Policy], of: Sequence[str]) -> tuple[OutcomeName, ...]:
    """The outcomes of interest; those that are named must be in every scenario.

    Raises:
        InputError: If one is not.
    """
    asked = named(of)
    for name in asked:
        for case in cases:
            must_be_in(name, case.loaded.scenario, label=case.label)
    return asked or plain_interest([case.loaded.scenario for case in cases])


def _in_all(
    asked: Sequence[OutcomeName], cases: Sequence[Policy]
) -> tuple[list[OutcomeName], tuple[Absent, ...]]:
    """The outcomes that all scenarios have, and those that some have not."""
    lacking = {
        name: tuple(case.label for case in cases if not is_in(name, case.loaded.scenario))
        for name in asked
    }
    absent = tuple(Absent(str(name), labels) for name, labels in lacking.items() if labels)
    return [name for name, labels in lacking.items() if not labels], absent


def _without_echoes(
    outcomes: Sequence[OutcomeName], values: Sequence[Values]
) -> tuple[list[OutcomeName], list[str]]:
    """Outcomes as signed only where that is another story than as moved, and what to say of it."""
    kept = [name for name in outcomes if not _is_echo(name, values)]
    same = "Due as signed is left out where it tells the same as due as moved in every run."
    return kept, [same] if len(kept) < len(outcomes) else []


def _idle(cases: Sequence[Policy]) -> Iterator[str]:
    """Variants that are the very scenario they are compared with."""
    for case in cases[1:]:
        if case.loaded.digest == cases[0].loaded.digest:
            yield f"{case.label} is the very scenario {cases[0].label}: it changes nothing."


def _is_echo(name: OutcomeName, values: Sequence[Values]) -> bool:
    if name.column not in AS_SIGNED:
        return False
    moved = OutcomeName(name.table, name.keys, AS_SIGNED[name.column])
    return all(np.array_equal(each[name], each[moved], equal_nan=True) for each in values)
