"""A complete results folder: where it is, what it holds, and its tables read back."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sim.errors import InputError
from sim.results.manifest import Manifest, read_manifest
from sim.results.parquet import read_table

MANIFEST = "manifest.json"
RESOLVED = "scenario.resolved.yaml"


@dataclass(frozen=True, slots=True)
class Stored:
    """A results folder that is complete.

    Attributes:
        folder: Where it is.
        manifest: What it holds.
        is_older: Whether it is not the run just made, but an older and longer one of the same
            question, which was kept.
    """

    folder: Path
    manifest: Manifest
    is_older: bool = False

    def table(self, name: str) -> pd.DataFrame:
        """One of its tables.

        Raises:
            InputError: If there is no such table, or it cannot be read.
        """
        path = self.folder / f"{name}.parquet"
        if name not in self.manifest.tables:
            known = ", ".join(self.manifest.tables)
            raise InputError(f"{self.folder} has no table '{name}'; it has {known}")
        try:
            return read_table(path)
        except FileNotFoundError:
            raise InputError(f"{path} is missing; run the scenario again") from None
        except (pa.ArrowException, OSError) as error:
            what = str(error).splitlines()[0]
            raise InputError(f"{path} cannot be read: {what}; run the scenario again") from None

    def resolved_text(self) -> str:
        """The scenario as one file, as it was run."""
        path = self.folder / RESOLVED
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise InputError(f"{path} cannot be read; run the scenario again") from None


def folder_of(out: Path, scenario: str, fingerprint: str) -> Path:
    """Where the results of a question go."""
    return out / folder_name(scenario) / fingerprint


def folder_name(scenario: str) -> str:
    """A scenario's name as the name of a folder.

    >>> folder_name("Lachin 2 (draft)"), folder_name("..")
    ('Lachin-2-draft', 'scenario')
    """
    return re.sub(r"[^\w.]+", "-", scenario).strip("-.") or "scenario"


def read_folder(folder: Path) -> Stored:
    """The results in a folder.

    Raises:
        InputError: If it holds none, or damaged ones.
    """
    place = folder / MANIFEST
    try:
        text = place.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(_no_results(folder)) from None
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{place} cannot be read") from None
    return Stored(folder, read_manifest(text, place=str(place)))


def replications_in(folder: Path) -> int:
    """How many replications a folder holds; 0 where it holds no results."""
    try:
        return read_folder(folder).manifest.replications
    except InputError:
        return 0


def _no_results(folder: Path) -> str:
    if not folder.exists():
        return f"there is no folder {folder}"
    below = sorted(folder.glob(f"**/{MANIFEST}"))[:3] if folder.is_dir() else []
    hint = f"; did you mean {' or '.join(str(found.parent) for found in below)}?" if below else ""
    return f"{folder} is no complete results folder: it has no {MANIFEST}{hint}"
