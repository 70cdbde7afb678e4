"""A comparison as a notebook holds it: differences, what turned and charts, never changed."""

import json
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.comparing.compared import Compared, read_compared
from sim.analysis.comparing.figures import gap, level, verdict
from sim.analysis.comparing.frames import frame_of
from sim.analysis.comparing.telling import told
from sim.analysis.outcome_words import outcome_words
from sim.api.comparison_rows import FILE, FOLDER, found_beside
from sim.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class ComparisonPlots:
    """Charts of a comparison."""

    compared: Compared

    def differences(self) -> "tuple[Axes, ...]":
        """What the changes do to each outcome, with intervals; a panel a unit."""
        from sim.analysis.charts.differences import differences_chart

        return differences_chart(self.compared)

    def flips(self) -> "Axes":
        """In how many paired replications each clause and area turned to on time, and to late."""
        from sim.analysis.charts.flips import flips_chart

        return flips_chart(self.compared)

    def save(self, folder: str | Path) -> list[Path]:
        """Draw all charts into a folder, as PNG and as SVG.

        Raises:
            InputError: If they cannot be written there.
        """
        from sim.analysis.charts.saving import save
        from sim.analysis.charts.study_catalogue import OF_COMPARISON

        place = Path(folder)
        try:
            place.mkdir(parents=True, exist_ok=True)
            return [
                path
                for chart in OF_COMPARISON
                for path in save(
                    chart.axes(self.compared, {}),
                    place / chart.name,
                    question=chart.title(self.compared, {}),
                )
            ]
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"charts cannot be written to {place}: {reason}") from None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing scenarios.

    Attributes:
        compared: All of it, as plain data.
    """

    compared: Compared

    def summary(self) -> str:
        """The comparison in words: what differs, how clearly, what turned."""
        return told(self.compared)

    def to_dataframe(self, table: str = "differences") -> pd.DataFrame:
        """One table, as a copy of one's own.

        Args:
            table: differences (a row an outcome and scenario), turns (a row a clause or area and
                scenario), convoys (a row a unit or group and replication run once more).

        Raises:
            InputError: If there is no such table.
        """
        return frame_of(self.compared, table)

    @property
    def plot(self) -> ComparisonPlots:
        """Charts: `.plot.differences()`, `.plot.flips()`."""
        return ComparisonPlots(self.compared)

    def report(self, path: str | Path) -> Path:
        """All of the comparison on one page of HTML, which needs nothing beside it.

        Args:
            path: The file; one that is there already is replaced.

        Returns:
            The file.

        Raises:
            InputError: If the rows of a scenario are gone or cannot be read, or it cannot be
                written there.
        """
        from sim.api.comparison_reporting import write_comparison_report

        return write_comparison_report(self.compared, Path(path))

    @property
    def folders(self) -> dict[str, Path]:
        """Where the rows of each scenario are, by its label; for `sim.read_results`."""
        return {each.label: Path(each.folder) for each in self.compared.scenarios}

    def save(self, path: str | Path) -> Path:
        """Keep the comparison as a JSON file.

        Args:
            path: The file, or a folder for it.

        Returns:
            The file.

        Raises:
            InputError: If it cannot be written there.
        """
        place = _file(Path(path))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            aside = place.with_name(f".{place.name}.aside")
            aside.write_text(self.compared.text(), encoding="utf-8")
            aside.replace(place)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"{place} cannot be written: {reason}") from None
        return place

    @classmethod
    def load(cls, path: str | Path) -> "Comparison":
        """A comparison that was saved.

        Args:
            path: The file, or the folder it is in.

        Raises:
            InputError: If there is none, or a damaged one.
        """
        place = _file(Path(path))
        try:
            text = place.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise InputError(f"there is no file {place}") from None
        except (OSError, UnicodeDecodeError):
            raise InputError(f"{place} cannot be read") from None
        return cls(found_beside(read_compared(text, place=str(place)), place))

    def _repr_html_(self) -> str:
        found = self.compared
        rows = [
            {
                "outcome": outcome_words(each.outcome, found.names),
                "scenario": each.scenario,
                found.base.label: level(each.first, each),
                "then": level(each.second, each),
                "difference": "the same in every run" if each.is_same else gap(each),
                "": "" if each.is_same else verdict(each),
            }
            for each in found.differences
        ]
        head = f"{found.title}: {found.replications} replications of each, seed {found.seed}"
        return f"<p><b>{escape(head)}</b></p>{pd.DataFrame(rows).to_html(index=False)}"


def folder_of_comparison(found: Compared, out: Path) -> Path:
    """Where a comparison goes: the same question, asked of as many replications, has one folder."""
    asked = [
        found.replications,
        [[each.label, Path(each.folder).name] for each in found.scenarios],
        found.outcomes,
    ]
    known = blake2b(json.dumps(asked).encode(), digest_size=8).hexdigest()
    return out / FOLDER / known


def _file(path: Path) -> Path:
    return path if path.suffix == ".json" else path / FILE
