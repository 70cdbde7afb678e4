"""`report`: all of a run on one page that can be mailed."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, command, document, styled, wrapped
from sim.cli.options import AsJson, Quiet
from sim.cli.progress import Line
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.api.results import Results

MEDIAN, NONE = "median", "none"


def report(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            show_default=False,
            help="A results folder, as run names it, or that of a comparison, as compare does.",
            autocompletion=completions.pages,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Where the page goes.  [default: report.html in FOLDER]",
        ),
    ] = None,
    replay: Annotated[
        str,
        typer.Option(
            "--replay",
            metavar="WHICH",
            help="The replication that the page plays: median, worst, first, its number, or none.",
            autocompletion=completions.replays,
        ),
    ] = MEDIAN,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write one page on a run or a comparison: answers, charts, every number with its source.

    The page is one file of HTML. It needs nothing beside it and no network, so that it can be
    mailed and opened anywhere, and printed. It holds what came of each clause in a sentence, the
    charts, the tables, what was observed beside the runs, and what all of it rests on. One
    replication can be played in it, on a map, in a timetable and as a list of events; its log is
    kept in FOLDER/replays.

    Of a comparison it says what each change would do to each clause, with intervals and whether
    that is clear, what each scenario sets otherwise, and what turned; no replication is played.
    """
    from sim.api.comparison_rows import file_of_comparison

    line = Line(is_quiet=quiet)
    kept = file_of_comparison(folder)
    try:
        page = (
            _of_folder(folder, out, replay=replay, line=line)
            if kept is None
            else _of_comparison(kept, out, replay=replay, line=line)
        )
    finally:
        line.end()
    if as_json:
        document({"report": str(page), "size_bytes": page.stat().st_size})
    else:
        tell_page(page)


def tell_page(page: Path) -> None:
    """Where a page is, and how large."""
    answer(styled("Report", "bold"), f"   {page}")
    answer(wrapped(f"{page.stat().st_size / 1000:,.0f} kB; open it in any browser.", indent=9))


def tell_how_to_report(folder: Path) -> None:
    """Which command writes the page on a folder."""
    typed = f"withdrawal-sim report {shlex.quote(str(folder))}"
    answer(styled("Report", "bold"), f"   {command(typed, indent=9).lstrip(' ')}")


def page_of_run(
    results: "Results", out: Path | None = None, *, line: Line, replay: str = MEDIAN
) -> Path:
    """Write the page of a run.

    Args:
        results: Of the run, in a folder.
        out: Where the page goes; into that folder, if nobody says.
        line: Tells whoever watches what takes a moment.
        replay: The replication that it plays.

    Raises:
        InputError: As `Results.report` says.
    """
    from sim.api.reporting import REPORT

    assert results.folder is not None
    return results.report(
        results.folder / REPORT if out is None else out,
        replay=replay,
        on_rerun=lambda number: line.redraw(f"running replication {number} again ..."),
    )


def _of_folder(folder: Path, out: Path | None, *, replay: str, line: Line) -> Path:
    from sim.api.results import read_results

    results = read_results(folder)
    line.redraw("writing the report ...")
    return page_of_run(results, out, line=line, replay=replay)


def _of_comparison(kept: Path, out: Path | None, *, replay: str, line: Line) -> Path:
    from sim.api.comparison import Comparison
    from sim.api.reporting import REPORT

    if replay not in (MEDIAN, NONE):
        raise InputError(
            "the report of a comparison plays no replication; --replay goes with the results "
            "folder of one scenario"
        )
    found = Comparison.load(kept)
    line.redraw("writing the report ...")
    return found.report(kept.parent / REPORT if out is None else out)
