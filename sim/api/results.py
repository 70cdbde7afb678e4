"""The results of a run as a notebook holds them: tables, summary and charts, never changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.summarise import summarise
from sim.analysis.summary import Summary
from sim.errors import InputError
from sim.results.chunks import chunk_of
from sim.results.columns import FACTS
from sim.results.folder import RESOLVED, Stored, folder_of, read_folder
from sim.results.manifest import Manifest
from sim.results.memory import Memory
from sim.results.store import writing
from sim.results.tables import Tables, chosen

if TYPE_CHECKING:
    from sim.analysis.why.answer import Why
    from sim.api.plots import Plots


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """What came of running a scenario so often with one seed.

    Attributes:
        manifest: Out of what it was made: inputs, seed, versions, digests.
        folder: Where it is kept; None while it is in memory only.
    """

    manifest: Manifest
    folder: Path | None
    _table: Tables
    _resolved: Callable[[], str]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of all tables."""
        return tuple(self.manifest.tables)

    def to_dataframe(self, table: str = "clauses", *columns: str) -> pd.DataFrame:
        """One table, as a copy of one's own.

        Args:
            table: runs, clauses, areas, roads, causes (a row a replication and thing), series (a
                row a replication and hour), events (the log of replication 0), or one of the
                case's facts: case_places, case_areas, case_roads, case_clauses,
                case_contingents, case_posts, case_movers, case_sources, case_observed.
            columns: Those to read, where not all are wanted; `*` in a name stands for anything.
                Series of many replications are large: `("series", "hour", "areas.*")`.

        Raises:
            InputError: If there is no such table.
        """
        if table not in self.manifest.tables:
            raise InputError(f"there is no table '{table}'; there are {', '.join(self.tables)}")
        return self._table(table, *columns).copy()

    def summary(self) -> Summary:
        """What came of each clause, with how sure that is."""
        return summarise(self._table, self.manifest)

    def why(self, clause: str | None = None) -> "Why":
        """What held each clause up: what lay on its critical path how often, and how long.

        Args:
            clause: The one clause to look at; all of them, if none is named.

        Raises:
            InputError: If there is no such clause.
        """
        from sim.analysis.why.analyse import why

        return why(self._table, self.manifest, clause=clause)

    @property
    def plot(self) -> "Plots":
        """Charts: `.plot.schedule()`, `.remaining()`, `.queues()`, `.peacekeepers()`."""
        from sim.api.plots import Plots

        return Plots(self.manifest, self._table, self._resolved)

    def report(
        self,
        path: str | Path,
        *,
        replay: str | int = "median",
        on_rerun: Callable[[int], None] | None = None,
    ) -> Path:
        """All of the run on one page of HTML, which needs nothing beside it and can be mailed.

        Args:
            path: The file; one that is there already is replaced.
            replay: Which replication the page plays: `median`, `worst`, `first`, its number, or
                `none`. It is run again, unless its log is kept; results in a folder keep it.
            on_rerun: Told which replication is about to be run again.

        Returns:
            The file.

        Raises:
            InputError: If it cannot be written there, if there is no such replication, or if it
                comes out otherwise when it is run again.
        """
        from sim.api.replayed import Source
        from sim.api.reporting import write_report

        source = Source(self._table, self.manifest, self._resolved(), self.folder)
        return write_report(source, Path(path), replay=replay, on_rerun=on_rerun)

    def scenario_text(self) -> str:
        """The scenario as one file, with what it extends and all settings put in."""
        return self._resolved()

    def save(self, out: str | Path = "results", *, csv: bool = False) -> "Results":
        """Keep the results under a folder, as `<out>/<scenario>/<fingerprint>`.

        A folder of the same question that is there already is extended by what it lacks.

        Args:
            out: The folder for results.
            csv: Whether every table is written as csv too.

        Returns:
            The results as they are kept there.

        Raises:
            InputError: If they cannot be written there.
        """
        manifest = self.manifest
        folder = folder_of(Path(out), manifest.scenario, manifest.fingerprint)
        with writing(folder, replace(manifest, replications=0)) as store:
            store.put_text(RESOLVED, self._resolved())
            missing = list(store.done.missing([0], manifest.replications))
            facts = {name: self._table(name) for name in self.tables if name.startswith(FACTS)}
            if missing:
                others = [name for name in self.tables if name not in facts]
                store.keep(chunk_of(self._table, others, missing, first_log=manifest.first_log))
            for name, rows in facts.items():
                store.put(name, rows)
            stored = store.complete(manifest, facts).looked_at(manifest.replications)
            if csv:
                store.put_csv(stored)
            return of_stored(stored)

    @classmethod
    def load(cls, folder: str | Path) -> "Results":
        """The results in a folder, as `save` or the command line left them."""
        return read_results(folder)

    def _repr_html_(self) -> str:
        summary = self.summary()
        rows = [
            {
                "clause": clause.name,
                "on time as moved": _percent(clause.on_time.value),
                "on time as signed": _percent(clause.on_time_as_signed.value),
                "median fulfilled": clause.completed.median.local or "later than the end"
                if clause.completed is not None
                else "",
            }
            for clause in summary.clauses
        ]
        head = f"{summary.title}: {summary.replications} replications, seed {summary.seed}"
        return f"<p><b>{escape(head)}</b></p>{pd.DataFrame(rows).to_html(index=False)}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def in_memory(
    manifest: Manifest, memory: Memory, facts: Mapping[str, pd.DataFrame], resolved: str
) -> Results:
    """Results that are kept nowhere else."""

    def table(name: str, *columns: str) -> pd.DataFrame:
        if name not in facts:
            return memory.table(name, *columns)
        return facts[name][chosen(facts[name].columns, columns)]

    return Results(manifest, None, table, lambda: resolved)


def of_stored(stored: Stored) -> Results:
    """Results in a folder; a table is read when it is asked for."""
    return Results(stored.manifest, stored.folder, stored.table, stored.resolved_text)


def read_results(folder: str | Path) -> Results:
    """The results in a folder, as `withdrawal-sim run` or `Results.save` left them.

    Raises:
        InputError: If there are none, or damaged ones.
    """
    return of_stored(read_folder(Path(folder)))
