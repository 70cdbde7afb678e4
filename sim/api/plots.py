"""The charts of a run: each by name in a notebook, all of them into its folder."""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.charts import (
    ChartData,
    arrivals_chart,
    breaches_chart,
    chart_data,
    clearance_chart,
    convergence_chart,
    extension_chart,
    feasibility_chart,
    gaps_chart,
    network_chart,
    peacekeepers_chart,
    posts_chart,
    queues_chart,
    remaining_chart,
    schedule_chart,
    why_chart,
)
from sim.analysis.charts.catalogue import charts_of
from sim.analysis.charts.saving import draw_charts as draw
from sim.errors import InputError
from sim.results.manifest import Manifest
from sim.results.tables import Tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHARTS = "charts"
"""Folder of the charts within that of the results."""


@dataclass(frozen=True, slots=True)
class Plots:
    """Charts of one run.

    Attributes:
        manifest: What was run.
        tables: Gives its tables by name.
        resolved: Gives the scenario as one file; None where it is not at hand.
    """

    manifest: Manifest
    tables: Tables
    resolved: Callable[[], str] | None = None

    def schedule(self) -> "Axes":
        """Areas as bars from the first departure to the last out, with dues and entries."""
        return schedule_chart(self.data())

    def clearance(self) -> "tuple[Axes, ...]":
        """By when each clause is fulfilled, and how often by its date, a panel a clause."""
        return clearance_chart(self.data())

    def remaining(self) -> "tuple[Axes, ...]":
        """People, troops and loads inside each area over time, a panel an area."""
        return remaining_chart(self.data())

    def queues(self) -> "tuple[Axes, ...]":
        """Queues on the roads over time, a panel a road."""
        return queues_chart(self.data())

    def network(self) -> "Axes":
        """A map of places, areas and roads with what was carried and where queues were longest."""
        return network_chart(self.data())

    def breaches(self) -> "Axes":
        """Duties that were broken: when, in what share of runs, in what order."""
        return breaches_chart(self.data())

    def peacekeepers(self) -> "tuple[Axes, ...]":
        """Peacekeepers landed and in place over time: people, vehicles, sorties, a panel each."""
        return peacekeepers_chart(self.data())

    def posts(self) -> "tuple[Axes, ...]":
        """Posts manned over time, permanent and temporary ones, and when each was."""
        return posts_chart(self.data())

    def arrivals(self) -> "tuple[Axes, ...]":
        """People of each flow who have arrived, over time, a panel a flow."""
        return arrivals_chart(self.data())

    def why(self) -> "Axes":
        """What held each clause up, by cause, and what lay on its critical path how often."""
        return why_chart(self.data())

    def feasibility(self) -> "Axes":
        """Least times by what binds, against due and against what runs needed."""
        return feasibility_chart(self.data())

    def extension(self) -> "Axes":
        """Whether more time was asked for, granted, and what came of it: a tree a clause."""
        return extension_chart(self.data())

    def gaps(self) -> "Axes":
        """Who was in each area when, and when nobody or both sides were."""
        return gaps_chart(self.data())

    def convergence(self) -> "tuple[Axes, ...]":
        """How shares in time settled over the replications, and what would narrow them."""
        return convergence_chart(self.data())

    def data(self) -> ChartData:
        """What the charts are drawn from."""
        return chart_data(self.tables, self.manifest, resolved=self.resolved)


def draw_charts(plots: Plots, folder: Path) -> list[Path]:
    """Draw all charts of a run into its folder, in place of those that are there.

    They are drawn aside first: half a chart never looks complete.

    Raises:
        InputError: If they cannot be written there.
    """
    place = folder / CHARTS
    aside = folder / f".{CHARTS}.{secrets.token_hex(4)}"
    try:
        data = plots.data()
        drawn = draw(charts_of(data), data, aside)
        shutil.rmtree(place, ignore_errors=True)
        aside.rename(place)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"charts cannot be written to {place}: {reason}; the tables in {folder} are complete. "
            "Run with --no-charts, or name another folder (--out DIR)"
        ) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return [place / path.name for path in drawn]
