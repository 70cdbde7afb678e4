"""The newest answer of each kind, kept beside the rows that it was made of.

A results folder of a study holds at most one answer of a kind, `sweep.json`, `sensitivity.json`,
`discovery.json` or `design.json`, and in `charts` the charts of no other. An answer to another
question takes the place of the one before, with its charts: asking that one again runs nothing.
"""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.api.answers import Answered, answer_content
from sim.api.designing import Design
from sim.api.discovering import Discovery
from sim.api.questions import question_of
from sim.api.sensing import Sensitivity
from sim.api.sweeping import Sweep
from sim.errors import InputError
from sim.results.files import ASIDE, write_whole

FORMS: tuple[type[Answered[Any]], ...] = (Sweep, Sensitivity, Discovery, Design)
"""What studies answer, in the order in which it is told."""
CHARTS = "charts"
"""Folder of the charts within that of the results."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that is kept.

    Attributes:
        file: Where.
        before: What the answer asked in whose place it was put; empty if that asked the same, or
            there was none.
    """

    file: Path
    before: str


def file_of(kind: str, folder: Path) -> Path:
    """Where a results folder keeps its answer of a kind."""
    return folder / f"{kind}.json"


def answers_in(folder: Path) -> Iterator[Path]:
    """The answers that a results folder keeps, in the order in which they are told."""
    for form in FORMS:
        file = file_of(form.kind, folder)
        if file.is_file():
            yield file


def keep(found: Answered[Any], folder: Path) -> Kept:
    """Keep an answer in the folder of its rows, in the place of one of its kind.

    Charts of the answer before are removed, unless it was the same to the last letter. The new one
    is written aside first, so that a disk that is full leaves the old one with its charts.

    Args:
        found: The answer.
        folder: The results folder.

    Raises:
        InputError: If it cannot be written there; what was there before stays.
    """
    file = file_of(found.kind, folder)
    content = answer_content(found.kind, found.answer, folder, file)
    coming = file.with_name(f".{file.name}.{secrets.token_hex(4)}{ASIDE}")
    try:
        if file.is_file() and file.read_bytes() == content:
            return Kept(file, "")
        before = _other_question(found, file)
        write_whole(coming, content)
        remove_charts(found.kind, folder)
        coming.replace(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"the answer cannot be kept in {file}: {reason}; the runs in {folder} are complete, "
            "and the same command asks them again"
        ) from None
    finally:
        with suppress(OSError):
            coming.unlink(missing_ok=True)
    return Kept(file, before)


def _other_question(found: Answered[Any], file: Path) -> str:
    """What the answer in a file asked, if that is not what was asked now."""
    try:
        before = question_of(type(found).load(file).answer)
    except InputError:  # none, or one that nobody can read any more
        return ""
    return before if before != question_of(found.answer) else ""


def remove_charts(kind: str, folder: Path) -> None:
    """Remove the charts of one kind of answer from a results folder; others stay.

    Raises:
        OSError: If one cannot be removed.
    """
    place = folder / CHARTS
    if not place.is_dir():
        return
    from sim.analysis.charts.saving import ENDINGS
    from sim.analysis.charts.study_catalogue import BY_KIND

    names = {chart.name for chart in BY_KIND[kind]}
    for path in list(place.iterdir()):
        if path.suffix[1:] in ENDINGS and _chart_name(path) in names:
            path.unlink()
    with suppress(OSError):  # others are in it
        place.rmdir()


def _chart_name(path: Path) -> str:
    """The name of the chart in a file, without what was chosen for it."""
    return path.stem.partition("-")[0]
