"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

ScenarioFile = Annotated[
    Path, typer.Argument(metavar="FILE", show_default=False, help="A scenario file (YAML).")
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change one value, as roads.pass.length_km=60; may be repeated.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        "-w",
        metavar="W",
        help="How many processes do it; 0 for as many as the machine has cores.",
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        show_default=False,
        help="Have the workers of a Dask scheduler do it, as tcp://10.0.0.5:8786.",
    ),
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for results.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
StudyFile = Annotated[
    Path, typer.Argument(metavar="STUDY", show_default=False, help="A study file (YAML).")
]
StudyRuns = Annotated[
    int | None,
    typer.Option(
        "--replications",
        "-r",
        metavar="N",
        min=1,
        show_default=False,
        help="Runs at each point; the study says how many, if you do not.",
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Only say how many runs it would be, how long and on how much disk."
    ),
]
