"""What lies in a folder: scenarios, studies and results, told apart without loading anything."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

Kind = Literal["scenario", "study", ""]

HEAD_BYTES = 65_536
"""As much of a file is looked at; the keys at its top stand in there."""
MOST_ENTRIES = 500
"""No more of a folder is looked at."""
RESULTS_DEPTH = 2
"""Results lie so many folders deep below the one that `--out` names."""
MANIFEST, COMPARISON = "manifest.json", "comparison.json"
"""What a folder of results holds, and one of a comparison."""
ANSWERS = ("sweep.json", "sensitivity.json", "discovery.json", "design.json")
"""What a folder of a study may hold beside its results."""
POINTS = "points.parquet"
"""What tells results of a study from those of a run."""
_KEY = re.compile(rb"^([a-z][a-z-]*) *:", re.MULTILINE)
OF_STUDIES = frozenset({b"scenario", b"levers", b"uncertainties", b"design", b"outcomes"})
OF_SCENARIOS = frozenset(
    {b"extends", b"agreement", b"places", b"roads", b"areas", b"troops", b"civilians", b"sources"}
)


def kind_of(path: Path) -> Kind:
    """Whether a file looks like a scenario, like a study, or like neither, by its topmost keys."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return ""
    keys = set(_KEY.findall(head))
    of_study, of_scenario = len(keys & OF_STUDIES), len(keys & OF_SCENARIOS)
    if of_study == of_scenario:
        return ""
    return "study" if of_study > of_scenario else "scenario"


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name, without what is hidden; no more than the first few hundred."""
    found: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                if not entry.name.startswith("."):
                    found.append(entry)
                if len(found) >= MOST_ENTRIES:
                    break
    except OSError:
        return []
    return sorted(found, key=lambda entry: entry.name)


def cases_in(folder: Path, kind: Kind) -> list[Path]:
    """The scenario or study files that lie in a folder itself."""
    files = [folder / entry.name for entry in entries(folder) if is_yaml(entry.name)]
    return [path for path in files if kind_of(path) == kind]


def is_yaml(name: str) -> bool:
    """Whether a file is called as YAML files are."""
    return name.endswith((".yaml", ".yml"))


def is_results(folder: Path, kept: Sequence[str] = (MANIFEST,)) -> bool:
    """Whether a folder holds the results of a run or study, or another of the files named."""
    return any((folder / name).is_file() for name in kept)


def is_study(folder: Path) -> bool:
    """Whether a folder of results is that of a study."""
    return (folder / POINTS).is_file()


def results_below(
    folder: Path, depth: int = RESULTS_DEPTH, *, kept: Sequence[str] = (MANIFEST,)
) -> Iterator[Path]:
    """Results folders in a folder, or so many folders further down."""
    for entry in entries(folder):
        if not _is_folder(entry):
            continue
        inner = folder / entry.name
        if is_results(inner, kept):
            yield inner
        elif depth > 1:
            yield from results_below(inner, depth - 1, kept=kept)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
