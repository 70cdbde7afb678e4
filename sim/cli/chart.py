"""`chart`: the charts of a results folder, drawn one by one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, command, document, styled, width, wrapped
from sim.cli.layout import stacked
from sim.cli.options import AsJson, Quiet
from sim.cli.progress import Line
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.api.charting import Offered

CHARTS = "charts"
ENDINGS = ("png", "svg")
WIDEST_NAME = 24
"""Where a name is longer, as it is with what was chosen for a chart, questions stand below."""


def chart(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            show_default=False,
            help="A results folder, that of a comparison, or the file of an answer.",
            autocompletion=completions.pages,
        ),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            show_default=False,
            help="Which charts; without a name they are listed.",
            autocompletion=completions.charts,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Draw all of them.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR|FILE",
            help="A folder, or for one chart a file (.png, .svg).  [default: charts in FOLDER]",
        ),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List the charts of a results folder, or draw those that are named.

    A chart is a PNG to paste and an SVG to print. Each answers the question in its title, from the
    tables in the folder and nothing else; docs/charts.md says how to read them. FOLDER is what run,
    compare or a command about a study names at its end, or the file of an answer of a study. In the
    folder of a study the charts of all answers are found that are kept there.
    """
    from sim.api.charting import charts_in, chosen

    if everything and names:
        raise InputError("either --all or names of charts, not both")
    there = charts_in(folder)
    if not everything and not names:
        _list(there, folder, as_json=as_json)
        return
    wanted = list(there) if everything else chosen(there, names or (), folder=folder)
    beside = folder.parent if folder.is_file() else folder
    paths = _draw(wanted, beside / CHARTS if out is None else out, is_quiet=quiet)
    if as_json:
        document({"charts": [str(path) for path in paths]})
        return
    for path in paths:
        answer(str(path))


def _list(charts: "tuple[Offered, ...]", folder: Path, *, as_json: bool) -> None:
    if as_json:
        document({"charts": [{"name": each.name, "question": each.question} for each in charts]})
        return
    widest = max(len(each.name) for each in charts)
    for each in charts:
        if widest > WIDEST_NAME:
            answer(stacked((each.name, each.question), room=width(), indent=0))
            continue
        first = f"{each.name:<{widest}}  "
        answer(wrapped(each.question, indent=len(first), first=first))
    answer("")
    typed = f"withdrawal-sim chart {folder} {charts[0].name}"
    answer(styled("Draw", "bold"), "  ", command(typed, indent=6).lstrip(" "))


def _draw(charts: "list[Offered]", place: Path, *, is_quiet: bool) -> list[Path]:
    from sim.api.charting import draw_file, draw_into

    if place.suffix.removeprefix(".") in ENDINGS and not place.is_dir():
        if len(charts) != 1:
            raise InputError(f"{place} is one file; name one chart, or a folder")
        return [draw_file(charts[0].draw(), charts[0], place)]
    line = Line(is_quiet=is_quiet)
    paths = []
    try:
        for number, each in enumerate(charts, start=1):
            line.redraw(f"drawing {each.name}, {number} of {len(charts)} ...")
            paths += draw_into(each, place)
    finally:
        line.end()
    return paths
