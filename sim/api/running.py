"""Running a scenario from Python: into memory, into a folder, or one replication after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.analysis.case import case_tables
from sim.analysis.summarise import summarise
from sim.analysis.summary import Summary
from sim.api.results import Results, in_memory
from sim.errors import InputError
from sim.events.log import COLUMNS, EventLog
from sim.experiments import replicate as experiments
from sim.experiments.replicate import Progress, Replication
from sim.results.folder import RESOLVED, Stored, folder_of
from sim.results.gathering import Gathering
from sim.results.manifest import Manifest, fingerprint, input_files
from sim.results.store import Writer, writing
from sim.results.tables import event_frame
from sim.scenario.load import Loaded, load_scenario
from sim.scenario.nodes import COMMAND_LINE, Node
from sim.scenario.roster import make_roster

REPLICATIONS = 100
SEED = 1
SEEDS = 2**64
FIRST = 0
"""The replication whose event log is kept."""
RESULTS = Path("results")
INSTANT = "%Y-%m-%d %H:%M"

ScenarioLike = str | Path | Loaded
"""A scenario, or the file it is in."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that went to a folder.

    Attributes:
        summary: Of this run.
        stored: What is in its folder now: this run, or an older and longer one of the same
            question.
    """

    summary: Summary
    stored: Stored


def run(
    scenario: ScenarioLike,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    *,
    settings: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> Results:
    """Run a scenario so often, and hold what came of it in memory.

    The same scenario and seed give the same results, on any machine.

    Args:
        scenario: The scenario, or its file.
        replications: How often.
        seed: Of all that chance decides.
        settings: Values set by hand, each as `path=value`; only with a file.
        on_progress: Told how many replications are done, and of how many.

    Raises:
        InputError: If the scenario, the seed or the number of replications cannot be used.
    """
    loaded = loaded_from(scenario, settings)
    check_numbers(seed=seed, replications=replications)
    gathering = Gathering()
    first_log = _fill(
        gathering, loaded, seed=seed, replications=replications, on_progress=on_progress
    )
    manifest = _manifest(
        loaded,
        seed=seed,
        replications=replications,
        tables=gathering.digests(),
        first_log=first_log,
    )
    return in_memory(manifest, gathering.take(), loaded.resolved_text())


def run_to_folder(
    loaded: Loaded,
    *,
    seed: int,
    replications: int,
    out: Path = RESULTS,
    with_csv: bool = False,
    options: Sequence[str] = (),
    is_checked: bool = False,
    on_progress: Progress | None = None,
) -> Finished:
    """Run a scenario so often, its rows going to their folder as they come.

    Args:
        loaded: The scenario.
        seed: Of all that chance decides.
        replications: How often.
        out: The folder for results.
        with_csv: Whether every table is written as csv too.
        options: What was typed, for the manifest.
        is_checked: Whether what must hold of every event log is checked.
        on_progress: Told how many replications are done, and of how many.

    Raises:
        InputError: If the folder cannot be written, or what was asked for makes no sense.
    """
    check_numbers(seed=seed, replications=replications)
    with writing(results_folder(loaded, seed=seed, out=out), with_csv=with_csv) as writer:
        first_log = _fill(
            writer,
            loaded,
            seed=seed,
            replications=replications,
            is_checked=is_checked,
            on_progress=on_progress,
        )
        writer.put_text(RESOLVED, loaded.resolved_text())
        manifest = _manifest(
            loaded,
            seed=seed,
            replications=replications,
            options=options,
            tables=writer.digests(),
            first_log=first_log,
        )
        written = writer.complete(manifest)
        # Before the folder is moved: a longer run in its place would have another summary.
        summary = summarise(written.table, manifest)
        return Finished(summary, writer.move(written))


def replicate(
    scenario: ScenarioLike,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    *,
    settings: Sequence[str] = (),
) -> Iterator[Replication]:
    """Run a scenario so often, giving each replication as soon as it is done and keeping none.

    Raises:
        InputError: If the scenario, the seed or the number of replications cannot be used.
    """
    loaded = loaded_from(scenario, settings)
    check_numbers(seed=seed, replications=replications)
    return experiments.replicate(make_roster(loaded.scenario), seed=seed, replications=replications)


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


def _fill(
    sink: Gathering | Writer,
    loaded: Loaded,
    *,
    seed: int,
    replications: int,
    is_checked: bool = False,
    on_progress: Progress | None = None,
) -> str:
    """Have all rows of a run in a gathering; returns the digest of the first event log."""
    roster = make_roster(loaded.scenario)
    facts = case_tables(roster, loaded.observed)
    first_log = ""
    for done in experiments.replicate(
        roster,
        seed=seed,
        replications=replications,
        logs={FIRST},
        is_checked=is_checked,
        on_progress=on_progress,
    ):
        sink.add(done.number, done.tables, names=done.series.names, values=done.series.values)
        if done.log is not None:
            first_log = done.log.digest()
            sink.put("events", _events(done.log))
    for table, rows in facts.items():
        sink.put(table, rows)
    return first_log


def _events(log: EventLog) -> pd.DataFrame:
    columns = {name: log.column(name) for name in COLUMNS}
    return event_frame(columns, log.subjects, log.places)


def _manifest(
    loaded: Loaded,
    *,
    seed: int,
    replications: int,
    tables: dict[str, str],
    first_log: str,
    options: Sequence[str] = (),
) -> Manifest:
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
        replications=replications,
        options=tuple(options),
        tables=tables,
        first_log=first_log,
    )


def _setting(node: Node) -> str:
    return (node.setting or "").removeprefix("--set ")


def _files(loaded: Loaded) -> list[str]:
    """The files a scenario was read from, its own first; none for one that was text."""
    files = [loaded.path, *(node.file for _, node in loaded.document.root.walk())]
    if loaded.observed is not None:
        files.append(str(loaded.observed))
    return [name for name in dict.fromkeys(files) if name != COMMAND_LINE and Path(name).is_file()]
