"""The charts of an answer of a study, drawn into the folder that keeps it."""

import secrets
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sim.analysis.charts.saving import save
from sim.api.answers import Answered
from sim.api.charting import Offered, charts_of
from sim.api.keeping import CHARTS
from sim.errors import InputError

MOST_CHARTS = 24
"""No more are drawn by themselves; ten outcomes and ten levers have a hundred."""

OnChart = Callable[[str, int, int], None]
"""Told which chart is drawn: its name, its number from 1 on, and of how many."""


def draw_answer(
    found: Answered[Any], folder: Path, on_chart: OnChart | None = None
) -> tuple[list[Path], int]:
    """Draw the charts of an answer into its results folder, beside those of other answers.

    They are drawn aside first: half a chart never looks complete.

    Args:
        found: The answer, as `keep` has kept it there.
        folder: The results folder.
        on_chart: Told which chart is drawn.

    Returns:
        The files, and how many charts are left to be drawn by name.

    Raises:
        InputError: If they cannot be written there; the answer stays.
    """
    offered = charts_of(found)
    drawn = offered[:MOST_CHARTS]
    aside = folder / f".{CHARTS}.{secrets.token_hex(4)}"
    try:
        aside.mkdir()
        paths = _draw(drawn, aside, on_chart)
        return _put(paths, folder / CHARTS), len(offered) - len(drawn)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"charts cannot be written to {folder / CHARTS}: {reason}; the answer and the tables "
            f"in {folder} are complete. Ask with --no-charts, or name another folder (--out DIR)"
        ) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _draw(charts: Sequence[Offered], aside: Path, on_chart: OnChart | None) -> list[Path]:
    paths = []
    for number, chart in enumerate(charts, start=1):
        if on_chart is not None:
            on_chart(chart.name, number, len(charts))
        paths += save(chart.draw(), aside / chart.name, question=chart.question)
    return paths


def _put(paths: Sequence[Path], place: Path) -> list[Path]:
    """Have files take their places among others."""
    if paths:
        place.mkdir(exist_ok=True)
    return [path.replace(place / path.name) for path in paths]
