"""How `compare` runs scenarios, keeps their comparison and tells it."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.console import answer, command, document, note, styled, width, wrapped
from sim.cli.layout import cells, stacked
from sim.cli.progress import Progress, Waiting
from sim.cli.report import tell_how_to_report
from sim.errors import RunsFailed

if TYPE_CHECKING:
    from sim.analysis.comparing.compared import Compared
    from sim.analysis.comparing.telling import Line
    from sim.api.comparison import Comparison
    from sim.api.policies import Policy
    from sim.experiments.executors.contract import Executor

_COLUMNS = re.compile(r" {2,}")
FILES = 9
"""Columns for what files are."""


class _Telling:
    """Says how far each scenario is; takes its line away when it is done."""

    def __init__(self, replications: int, *, is_quiet: bool) -> None:
        self._replications = replications
        self._is_quiet = is_quiet
        self._label = ""
        self._progress: Progress | None = None
        self._replay: Waiting | None = None

    def begin(self, label: str) -> Progress:
        """The scenario that comes next."""
        self.done()
        self._label = label
        self._progress = Progress(self._replications, is_quiet=self._is_quiet)
        return self._progress

    def replay(self, done: int, total: int) -> None:
        """A replication was run once more, to look at its convoys."""
        if self._replay is None:
            self.done()
            self._replay = Waiting("looking at convoys", is_quiet=self._is_quiet)
        self._replay.redraw(f"looking at convoys, run {done} of {total} ...")

    def done(self) -> None:
        """The scenario under way, if any, is done."""
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.end()
            if not self._is_quiet:
                note(f"{self._label}: {progress.told(self._replications - progress.done)}")

    def stopped(self) -> None:
        """Somebody stopped it."""
        if self._progress is not None:
            self._progress.end()
            note(f"{self._label}: {self._progress.stopped()}")

    def end(self) -> None:
        """Take the lines away, whatever happened."""
        for line in (self._progress, self._replay):
            if line is not None:
                line.end()


def compare_all(
    cases: Sequence["Policy"],
    *,
    of: Sequence[str],
    replications: int,
    seed: int,
    out: Path,
    executor: "Executor",
    convoys: int,
    is_quiet: bool,
) -> "Compared":
    """Run scenarios and compare them, with progress on stderr."""
    from sim.api.comparing import compare_policies

    telling = _Telling(replications, is_quiet=is_quiet)
    try:
        found = compare_policies(
            cases,
            replications=replications,
            seed=seed,
            of=of,
            out=out,
            convoys=convoys,
            executor=executor,
            on_policy=telling.begin,
            on_replay=telling.replay,
        )
        telling.done()
    except KeyboardInterrupt:
        telling.stopped()
        raise
    finally:
        telling.end()
    return found


def tell_comparison(
    found: "Compared", out: Path, *, with_chart: bool, as_json: bool, is_quiet: bool
) -> None:
    """Keep a comparison and its charts, and write it to stdout.

    Raises:
        RunsFailed: If the program itself failed in some replications.
    """
    from sim.api.comparison import Comparison

    kept, charts = _keep(Comparison(found), out, with_chart=with_chart, is_quiet=is_quiet)
    _tell(found, kept, charts, as_json=as_json)
    failed = {
        number: f"of {ran.label}; why stands in the table failures of {ran.folder}"
        for ran in found.scenarios
        for number in ran.failed
    }
    if failed:
        raise RunsFailed(failed)


def _keep(
    found: "Comparison", out: Path, *, with_chart: bool, is_quiet: bool
) -> tuple[Path, list[Path]]:
    """Keep the comparison, and its charts beside it."""
    from sim.api.comparison import folder_of_comparison

    folder = folder_of_comparison(found.compared, out)
    kept = found.save(folder)
    if not with_chart:
        return kept, []
    waiting = Waiting("drawing the charts", is_quiet=is_quiet)
    try:
        return kept, found.plot.save(folder)
    finally:
        waiting.end()


def _tell(found: "Compared", kept: Path, charts: Sequence[Path], *, as_json: bool) -> None:
    from sim.analysis.comparing.telling import tell

    if as_json:
        drawn = [str(path) for path in charts]
        document({**found.to_json(), "comparison": str(kept), "charts": drawn})
        return
    write(tell(found))
    tell_files("Results", [kept, *charts])
    tell_files("Rows", [ran.folder for ran in found.scenarios])
    answer("")
    tell_how_to_report(kept.parent)


def write(lines: Iterable["Line"]) -> None:
    """Write lines of an answer to stdout."""
    for line in lines:
        told = _set(line)
        answer(styled(told, "bold") if line.is_head else told)


def _set(line: "Line") -> str:
    """A line as the terminal has room for it; of a row that is too wide each cell by itself."""
    if line.text.startswith("withdrawal-sim "):
        return command(line.text, indent=line.indent)
    if not line.is_set:
        return wrapped(line.text, indent=line.indent)
    start = " " * line.indent
    if cells(start + line.text) <= width():
        return f"{start}{line.text}".rstrip()
    return stacked(_COLUMNS.split(line.text), room=width(), indent=line.indent)


def tell_files(label: str, files: Iterable[object]) -> None:
    """Where something was put, a line each."""
    answer("")
    for number, file in enumerate(files):
        head = "" if number else label
        answer(styled(head, "bold"), " " * (FILES - len(head)), str(file))


def plan(
    cases: Sequence["Policy"],
    outcomes: Sequence[str],
    *,
    seed: int,
    replications: int,
    out: Path,
    as_json: bool,
) -> None:
    """Say what would be run, and where it would go."""
    from sim.api.running import results_folder
    from sim.results.folder import replications_in

    planned = []
    for case in cases:
        folder = results_folder(case.loaded, seed=seed, out=out)
        there = min(replications_in(folder), replications)
        planned.append((case, folder, there))
    if as_json:
        document(
            {
                "replications": replications,
                "seed": seed,
                "outcomes": list(outcomes),
                "scenarios": [
                    {
                        "label": case.label,
                        "file": case.loaded.path,
                        "settings": list(case.settings),
                        "results": str(folder),
                        "replications_there": there,
                    }
                    for case, folder, there in planned
                ],
            }
        )
        return
    runs = sum(replications - there for _, _, there in planned)
    each = f"{replications} replications of each with seed {seed}"
    answer(wrapped(f"Would compare {len(cases)} scenarios, {each}; {runs:,} runs are missing."))
    for case, folder, there in planned:
        answer(wrapped(case.label, indent=2, hanging=4))
        answer(f"      {folder}")
        if there:
            answer(wrapped(f"{there} there already", indent=6))
    answer("Outcomes")
    for outcome in outcomes:
        answer(wrapped(outcome, indent=2))
