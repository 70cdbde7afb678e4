"""Names of the charts of a folder, told without drawing or reading anything."""

from pathlib import Path

from sim.cli.completing.completions import CHARTS, OF_COMPARISONS, is_folder
from sim.cli.nearby import COMPARISON, entries, is_results, is_study

DRAWN = "charts"
"""Folder of the charts within that of the results."""


def charts_of(folder: Path) -> tuple[str, ...]:
    """The charts of a run or a comparison; of a study those that its answers left there.

    What may be chosen for a chart of a study stands in its answer, which takes long to read.
    """
    if is_results(folder, (COMPARISON,)):
        return OF_COMPARISONS
    if not is_folder(folder):
        return _drawn(folder.parent / DRAWN)
    return _drawn(folder / DRAWN) if is_study(folder) else CHARTS


def _drawn(place: Path) -> tuple[str, ...]:
    return tuple(
        entry.name.removesuffix(".png") for entry in entries(place) if entry.name.endswith(".png")
    )
