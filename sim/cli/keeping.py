"""How the commands about studies keep their answer with its charts, and tell where."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.console import answer, styled, wrapped
from sim.cli.progress import Waiting
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.api.answers import Answered

LABEL = 9
"""Columns for what a file is."""


@dataclass(frozen=True, slots=True)
class Left:
    """What an answer left in the folder of its rows.

    Attributes:
        folder: The folder.
        file: The answer; None if it could not be kept.
        before: What the answer asked in whose place it was put; empty if none did ask otherwise.
        charts: The files of its charts.
        more: How many charts were not drawn, because there are so many.
        refused: Why it or its charts could not be kept; None if they could.
    """

    folder: Path
    file: Path | None = None
    before: str = ""
    charts: tuple[Path, ...] = ()
    more: int = 0
    refused: InputError | None = None


def keep_answer(found: "Answered[Any]", folder: Path, *, with_charts: bool, is_quiet: bool) -> Left:
    """Keep an answer and its charts in the folder of its rows.

    What the system refuses is handed back, not raised: the answer can still be told.
    """
    from sim.api.keeping import keep

    try:
        kept = keep(found, folder)
    except InputError as error:
        return Left(folder, refused=error)
    if not with_charts:
        return Left(folder, kept.file, kept.before)
    try:
        charts, more = _draw(found, folder, is_quiet=is_quiet)
    except InputError as error:
        return Left(folder, kept.file, kept.before, refused=error)
    return Left(folder, kept.file, kept.before, tuple(charts), more)


def _draw(found: "Answered[Any]", folder: Path, *, is_quiet: bool) -> tuple[list[Path], int]:
    with Waiting("drawing charts", is_quiet=is_quiet) as waiting:
        from sim.api.answer_charts import draw_answer

        def on_chart(name: str, number: int, total: int) -> None:
            waiting.redraw(f"drawing {name}, {number} of {total} ...")

        return draw_answer(found, folder, on_chart)


def _all(stems: Sequence[str]) -> str:
    return ", ".join(stems)


def tell_left(left: Left) -> None:
    """Where the rows, the answer and its charts are."""
    answer("")
    answer(styled("Results", "bold"), f"  {left.folder}")
    if left.file is not None:
        answer(styled("Answer", "bold"), f"   {left.file}")
    if left.before:
        _below(f"in the place of an earlier one ({left.before})")
    if left.charts:
        tell_charts(left.charts, named=_counted)
    if left.more:
        _below(f"{left.more} more were not drawn; withdrawal-sim chart {left.folder} lists all")


def tell_charts(charts: Sequence[Path], *, named: Callable[[Sequence[str]], str] = _all) -> None:
    """Where charts are, and which.

    Args:
        charts: Their files.
        named: How their names are told.
    """
    endings = " and ".join(sorted({path.suffix[1:] for path in charts}))
    answer(styled("Charts", "bold"), f"   {charts[0].parent}")
    _below(f"{named(list(dict.fromkeys(path.stem for path in charts)))} ({endings})")


def _counted(stems: Sequence[str]) -> str:
    """Charts of an answer: how many of each, where that is shorter than all that was chosen.

    >>> _counted(["way"]), _counted(["lines-a", "lines-b", "heat-a"])
    ('way', '2 lines, 1 heat')
    """
    if len(stems) == 1:
        return stems[0]
    kinds = Counter(stem.partition("-")[0] for stem in stems)
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())


def _below(text: str) -> None:
    answer(wrapped(text, indent=LABEL, first=" " * LABEL))
