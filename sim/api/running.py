"""Running a scenario from Python: into memory, into a folder, or one replication after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.analysis.case import case_tables
from sim.analysis.summarise import summarise
from sim.analysis.summary import Summary
from sim.api.results import Results, in_memory
from sim.errors import InputError, RunsFailed
from sim.experiments.execute import Progress, execute
from sim.experiments.executors.choosing import executor_for
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import recipe
from sim.results import digest
from sim.results.columns import FAILURES
from sim.results.folder import RESOLVED, Stored, folder_of
from sim.results.manifest import Manifest, fingerprint, input_files
from sim.results.memory import Memory
from sim.results.store import writing
from sim.scenario.load import Loaded, load_scenario
from sim.scenario.nodes import COMMAND_LINE, Node
from sim.scenario.roster import make_roster

REPLICATIONS = 100
SEED = 1
SEEDS = 2**64
RESULTS = Path("results")
INSTANT = "%Y-%m-%d %H:%M"

ScenarioLike = str | Path | Loaded
"""A scenario, or the file it is in."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that went to a folder.

    Attributes:
        summary: Of the replications that were asked for.
        stored: The folder, of which these replications are looked at.
        there: How many replications the folder holds in all.
        before: How many of those that were asked for had been there before.
        failures: The replications that failed: number, and what went wrong.
    """

    summary: Summary
    stored: Stored
    there: int
    before: int
    failures: Mapping[int, str]


def run(
    scenario: ScenarioLike,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    *,
    settings: Sequence[str] = (),
    workers: int = 1,
    on_progress: Progress | None = None,
) -> Results:
    """Run a scenario so often, and hold what came of it in memory.

    The same scenario and seed give the same results, on any machine and with any number of workers.

    Args:
        scenario: The scenario, or its file.
        replications: How often.
        seed: Of all that chance decides.
        settings: Values set by hand, each as `path=value`; only with a file.
        workers: How many processes do it; 0 for as many as the machine has cores.
        on_progress: Told how many replications are done, and of how many.

    Raises:
        InputError: If the scenario, the seed or the number of replications cannot be used.
        RunsFailed: If the program itself failed in a replication.
    """
    loaded = loaded_from(scenario, settings)
    check_numbers(seed=seed, replications=replications)
    facts = case_tables(make_roster(loaded.scenario), loaded.observed)
    memory = Memory()
    execute(
        recipe(loaded, seed=seed),
        memory,
        executor_for(workers),
        replications=replications,
        on_progress=on_progress,
    )
    _refuse_failures(memory)
    digests = {name: digest.digest(rows) for name, rows in facts.items()}
    manifest = replace(
        question(loaded, seed=seed),
        replications=replications,
        tables=memory.digests() | digests,
        first_log=next(chunk.first_log for chunk in memory.chunks if chunk.first_log),
    )
    return in_memory(manifest, memory, facts, loaded.resolved_text())


def run_to_folder(
    loaded: Loaded,
    *,
    seed: int,
    replications: int,
    out: Path = RESULTS,
    with_csv: bool = False,
    options: Sequence[str] = (),
    is_checked: bool = False,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Finished:
    """Have so many replications of a scenario in its folder; those that are there stay.

    Args:
        loaded: The scenario.
        seed: Of all that chance decides.
        replications: How many.
        out: The folder for results.
        with_csv: Whether every table is written as csv too.
        options: What was typed, for the manifest.
        is_checked: Whether what must hold of every event log is checked.
        executor: Who does them; this process, if nobody is named.
        on_progress: Told how many replications are done, and of how many.

    Raises:
        InputError: If the folder cannot be written, or what was asked for makes no sense.
        RunsFailed: If the program itself failed in every replication.
    """
    check_numbers(seed=seed, replications=replications)
    asked = question(loaded, seed=seed, options=options)
    facts = case_tables(make_roster(loaded.scenario), loaded.observed)
    with writing(results_folder(loaded, seed=seed, out=out), asked) as store:
        store.put_text(RESOLVED, loaded.resolved_text())
        for table, rows in facts.items():
            store.put(table, rows)
        done = execute(
            recipe(loaded, seed=seed, is_checked=is_checked),
            store,
            executor or Serial(),
            replications=replications,
            on_progress=on_progress,
        )
        whole = store.complete(asked, facts)
        stored = whole.looked_at(replications)
        if with_csv:
            store.put_csv(stored)
    failures = failed_in(stored)
    if len(failures) == replications:
        raise RunsFailed(failures)
    return Finished(
        summarise(stored.table, stored.manifest),
        stored,
        there=whole.manifest.replications,
        before=replications - done,
        failures=failures,
    )


def results_folder(loaded: Loaded, *, seed: int, out: Path = RESULTS) -> Path:
    """Where the results of a scenario and a seed go."""
    return folder_of(out, scenario_name(loaded), fingerprint(loaded.digest, seed=seed))


def scenario_name(loaded: Loaded) -> str:
    """What a scenario is called: its file's name without the ending."""
    return Path(loaded.path).stem


def loaded_from(scenario: ScenarioLike, settings: Sequence[str] = ()) -> Loaded:
    """A scenario from its file, or as it was loaded before."""
    if not isinstance(scenario, Loaded):
        return load_scenario(scenario, settings)
    if settings:
        raise InputError("settings go with a file; load the scenario with them instead")
    return scenario


def check_numbers(*, seed: int, replications: int) -> None:
    """Refuse a seed or a number of replications that cannot be.

    Raises:
        InputError: If one is out of range.
    """
    if replications < 1:
        raise InputError(f"{replications} replications make no run; at least 1 is needed")
    if not 0 <= seed < SEEDS:
        raise InputError(f"the seed {seed} is out of range; seeds go from 0 to {SEEDS - 1}")


def failed_in(stored: Stored) -> dict[int, str]:
    """The replications of a run in which the program itself failed, and what went wrong."""
    if FAILURES not in stored.tables:
        return {}
    rows = stored.table(FAILURES)
    return dict(zip(rows["replication"].astype(int), rows["error"].astype(str), strict=True))


def _refuse_failures(memory: Memory) -> None:
    if any(chunk.failed for chunk in memory.chunks):
        rows = memory.table(FAILURES)
        raise RunsFailed(dict(zip(rows["replication"].astype(int), rows["error"], strict=True)))


def question(loaded: Loaded, *, seed: int, options: Sequence[str] = ()) -> Manifest:
    """The manifest of a run of which nothing is done yet."""
    scenario = loaded.scenario
    nodes = [node for _, node in loaded.document.root.walk()]
    return Manifest(
        scenario=scenario_name(loaded),
        title=scenario.title,
        time_zone=scenario.time_zone,
        start=scenario.start.strftime(INSTANT),
        end=scenario.end.strftime(INSTANT),
        files=input_files(_files(loaded)),
        settings=tuple(sorted({_setting(node) for node in nodes if node.setting})),
        digest=loaded.digest,
        seed=seed,
        replications=0,
        options=tuple(options),
        tables={},
        first_log="",
    )


def _setting(node: Node) -> str:
    return (node.setting or "").removeprefix("--set ")


def _files(loaded: Loaded) -> list[str]:
    """The files a scenario was read from, its own first; none for one that was text."""
    files = [loaded.path, *(node.file for _, node in loaded.document.root.walk())]
    if loaded.observed is not None:
        files.append(str(loaded.observed))
    return [name for name in dict.fromkeys(files) if name != COMMAND_LINE and Path(name).is_file()]
