"""Running again what a results folder holds, out of the folder alone, and comparing."""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from sim.api.studying import POINTS, SETTINGS
from sim.errors import InputError
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import ALL_TABLES, EVENTS, Job, Settings, recipe
from sim.results import digest
from sim.results.chunks import Chunk
from sim.results.columns import FAILURES
from sim.results.folder import RESOLVED, Stored, read_folder
from sim.results.journal import Record
from sim.results.manifest import libraries
from sim.results.parquet import decode
from sim.results.spans import Span
from sim.scenario.load import Loaded, parse_resolved, vary
from sim.version import RESULTS_VERSION, VERSION

Run = tuple[int, int]
"""Point and number of a replication."""


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A table of a replication that came out differently.

    Attributes:
        point: The point of a study; 0 in a run.
        replication: The replication.
        table: The table.
        what: The first thing in it that differs.
    """

    point: int
    replication: int
    table: str
    what: str


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What came of running it again.

    Attributes:
        runs: How many replications were run again.
        of: Of how many.
        differences: What came out differently.
    """

    runs: int
    of: int
    differences: tuple[Difference, ...]

    @property
    def differing(self) -> int:
        """How many replications came out differently."""
        return len({(each.point, each.replication) for each in self.differences})


class Rerun:
    """A results folder whose replications can be run again.

    Attributes:
        stored: The folder.
    """

    def __init__(self, stored: Stored) -> None:
        self.stored = stored

    @property
    def is_study(self) -> bool:
        """Whether there are several points."""
        return POINTS in self.stored.tables

    @cached_property
    def scenario(self) -> Loaded:
        """The scenario as it was run; of a study, without what its points set.

        Raises:
            InputError: If it cannot be read, or is not the one of these results.
        """
        manifest = self.stored.manifest
        place = self.stored.folder / RESOLVED
        loaded = parse_resolved(self.stored.resolved_text(), name=str(place))
        is_same_program = (manifest.version, manifest.results_version) == (VERSION, RESULTS_VERSION)
        if is_same_program and not self.is_study and loaded.digest != manifest.digest:
            raise InputError(f"{place} was changed: it is not the scenario of these results")
        return loaded

    @cached_property
    def settings(self) -> dict[int, Settings]:
        """What each point sets in the scenario; nothing in a run."""
        if not self.is_study:
            return {}
        if SETTINGS not in self.stored.tables:
            raise InputError(
                f"{self.stored.folder} does not say what its points set; it is of an older version"
            )
        found: dict[int, list[str]] = {}
        rows = self.stored.table(SETTINGS)
        for point, path, value in zip(rows["point"], rows["path"], rows["value"], strict=True):
            found.setdefault(int(point), []).append(f"{path}={value}")
        return {point: tuple(settings) for point, settings in found.items()}

    def at(self, point: int, replication: int) -> Loaded:
        """The scenario at a point.

        Raises:
            InputError: If the folder has no such point or replication.
        """
        manifest = self.stored.manifest
        if not 0 <= point < manifest.points:
            raise InputError(
                f"there is no point {point}; {self.stored.folder} has points 0 to "
                f"{manifest.points - 1}"
                if self.is_study
                else f"{self.stored.folder} holds a run, which has no points"
            )
        if not 0 <= replication < manifest.replications:
            raise InputError(
                f"there is no replication {replication}; {self.stored.folder} has replications 0 "
                f"to {manifest.replications - 1}"
            )
        settings = self.settings.get(point, ())
        return vary(self.scenario, settings) if settings else self.scenario

    def notes(self) -> tuple[str, ...]:
        """How the program that made the rows differs from this one."""
        manifest = self.stored.manifest
        found = []
        if manifest.results_version != RESULTS_VERSION:
            found.append(
                f"the rows are of results version {manifest.results_version}, this program makes "
                f"version {RESULTS_VERSION}; they are expected to differ"
            )
        if manifest.version != VERSION:
            found.append(f"made by withdrawal-sim {manifest.version}, this is {VERSION}")
        now = libraries()
        found += [
            f"made with {name} {version}, now {now[name]}"
            for name, version in manifest.libraries.items()
            if name in now and now[name] != version
        ]
        return tuple(found)

    def check(
        self,
        *,
        sample: int | None = None,
        executor: Executor | None = None,
        on_progress: Progress | None = None,
    ) -> Rechecked:
        """Run replications again and compare what comes of them.

        Args:
            sample: How many, chosen at random but always the same; all of them if nothing is said.
            executor: Who does them; this process, if nobody is named.
            on_progress: Told how many are done, and of how many.

        Raises:
            InputError: If the folder is damaged.
        """
        manifest = self.stored.manifest
        total = manifest.points * manifest.replications
        chosen = None
        if sample is not None and sample < total:
            numbers = random.Random(manifest.fingerprint).sample(range(total), sample)
            chosen = {divmod(number, manifest.replications) for number in numbers}
        runs = total if chosen is None else len(chosen)
        found: list[Difference] = []
        done = 0
        for chunk in (executor or Serial()).chunks(self._jobs(chosen)):
            found += self._compared(chunk)
            done += chunk.runs
            if on_progress is not None:
                on_progress(done, runs)
        return Rechecked(runs, total, tuple(sorted(found)))

    def _jobs(self, chosen: Collection[Run] | None) -> Iterator[Job]:
        """A job for every chunk of which some replications were chosen."""
        manifest = self.stored.manifest
        kept = {name for record in self.stored.records for name in record.tables}
        what = recipe(
            self.scenario,
            seed=manifest.seed,
            tables=kept & ALL_TABLES,
            with_points=self.is_study,
        )
        for record in self.stored.records:
            spans = tuple(_spans(record, manifest.replications, chosen))
            if spans:
                points = {span.point for span in spans}
                yield Job(what, spans, {point: self.settings.get(point, ()) for point in points})

    @cached_property
    def _records(self) -> dict[int, list[tuple[Span, Record]]]:
        """The chunks that hold replications of a point."""
        found: dict[int, list[tuple[Span, Record]]] = {}
        for record in self.stored.records:
            for span in record.spans:
                found.setdefault(span.point, []).append((span, record))
        return found

    def _compared(self, chunk: Chunk) -> Iterator[Difference]:
        """What is different in a chunk; all of it comes from one chunk of the folder."""
        first = chunk.spans[0]
        record = next(
            record
            for span, record in self._records[first.point]
            if span.first <= first.first < span.end
        )
        runs = [(span.point, number) for span in chunk.spans for number in span.numbers()]
        for table in sorted({*record.tables, *chunk.tables}):
            if table == EVENTS and (0, 0) not in runs:
                continue
            then = self.stored.piece(table, record) if table in record.tables else None
            now = decode([chunk.tables[table].content]) if table in chunk.tables else None
            for run in _differing(table, then, now, runs):
                yield Difference(*run, table, _what(table, _rows(then, run), _rows(now, run)))


def _spans(record: Record, replications: int, chosen: Collection[Run] | None) -> Iterator[Span]:
    for span in record.spans:
        if chosen is None:
            end = min(span.end, replications)
            if end > span.first:
                yield Span(span.point, span.first, end - span.first)
            continue
        for number in span.numbers():
            if (span.point, number) in chosen:
                yield Span(span.point, number, 1)


def _differing(
    table: str, then: pd.DataFrame | None, now: pd.DataFrame | None, runs: Sequence[Run]
) -> Iterator[Run]:
    """The replications of which a table says something else now."""
    old, new = (digest.by_replication(rows) if rows is not None else {} for rows in (then, now))
    for run in runs:
        if table == FAILURES:  # where in the program it failed may be told in other words
            is_same = (run in old) == (run in new)
        else:
            is_same = old.get(run) == new.get(run)
        if not is_same:
            yield run


def _rows(table: pd.DataFrame | None, run: Run) -> pd.DataFrame:
    """The rows of one replication."""
    if table is None:
        return pd.DataFrame()
    for name, number in zip(digest.KEYS, run, strict=True):
        if name in table.columns:
            table = table[table[name] == number]
    return table.reset_index(drop=True)


def _what(table: str, then: pd.DataFrame, now: pd.DataFrame) -> str:
    """The first thing that differs in the rows of one replication."""
    if table == FAILURES:
        failed, other = (then, "not now") if len(then) else (now, "not then")
        return f"it failed, and {other}: {failed['error'].iloc[0]}"
    if len(then) != len(now):
        return f"{_times(len(then))} then, {_times(len(now))} now"
    if list(then.columns) != list(now.columns):
        one, two = (", ".join(sorted({*a} - {*b})) for a, b in ((then, now), (now, then)))
        return f"other columns: {one or 'none more'} then, {two or 'none more'} now"
    for number in range(len(then)):
        for column in then.columns:
            before, after = then[column].iloc[number], now[column].iloc[number]
            if _text(before) != _text(after):
                return f"{column} in row {number}: {_text(before)} then, {_text(after)} now"
    return "the same values, written in another way"


def _text(value: object) -> str:
    # The stubs know isna of a table's cell only where they know which kind of cell it is.
    return "nothing" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _times(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows} rows"


def rerun_of(folder: Path) -> Rerun:
    """The folder, ready to be run again.

    Raises:
        InputError: If it holds no results, or damaged ones.
    """
    return Rerun(read_folder(folder))
