"""`report`: all of a run on one page that can be mailed."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.console import answer, document, styled, wrapped
from sim.cli.options import AsJson, Quiet
from sim.cli.progress import Waiting


def report(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", show_default=False, help="A results folder, as run names it."
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
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write one page on a run: answers, charts, and every number with its source.

    The page is one file of HTML. It needs nothing beside it and no network, so that it can be
    mailed and opened anywhere, and printed. It holds what came of each clause in a sentence, the
    charts, the tables, what was observed beside the runs, and what all of it rests on.
    """
    from sim.api.reporting import REPORT
    from sim.api.results import read_results

    results = read_results(folder)
    waiting = Waiting("writing the report", is_quiet=quiet)
    try:
        page = results.report(folder / REPORT if out is None else out)
    finally:
        waiting.end()
    size_bytes = page.stat().st_size
    if as_json:
        document({"report": str(page), "size_bytes": size_bytes})
        return
    answer(styled("Report", "bold"), f"   {page}")
    answer(wrapped(f"{size_bytes / 1000:,.0f} kB; open it in any browser.", indent=9))
