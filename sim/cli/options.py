"""Options and arguments that mean the same in every command, each with how a shell completes it.

A command that has one of them uses the type from here. Options that always go together are fields
of one dataclass (see `gathering`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.completing import completions

# --- what is asked -------------------------------------------------------------------------------

ScenarioFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        show_default=False,
        help="A scenario file (YAML).",
        autocompletion=completions.scenario_files,
    ),
]
StudyFile = Annotated[
    Path,
    typer.Argument(
        metavar="STUDY",
        show_default=False,
        help="A study file (YAML).",
        autocompletion=completions.study_files,
    ),
]
CaseFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        show_default=False,
        help="A scenario or study file (YAML).",
        autocompletion=completions.case_files,
    ),
]
ResultsFolder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER",
        show_default=False,
        help="A results folder.",
        autocompletion=completions.results_folders,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change one value, as roads.pass.length_km=60; may be repeated.",
        autocompletion=completions.settings,
    ),
]

# --- which runs ----------------------------------------------------------------------------------

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
OutcomesOfInterest = Annotated[
    list[str] | None,
    typer.Option(
        "--of",
        metavar="OUTCOME",
        help="An outcome of interest, as clauses.NAME.on_time or areas.NAME.gap_hours; may be "
        "repeated.  [default: all clauses]",
        autocompletion=completions.outcomes,
    ),
]
Seed = Annotated[
    str,
    typer.Option(
        metavar="S",
        help="Seed of all chance: a whole number, or 'random'.",
        autocompletion=completions.seeds,
    ),
]

# --- how it is done ------------------------------------------------------------------------------

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
Out = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help="Folder for results.",
        autocompletion=completions.folders,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Only say how many runs it would be, how long and on how much disk."
    ),
]
PlanOnly = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be run, and where it would go.")
]


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does the runs, and where their rows go.

    Attributes:
        workers: How many processes; 0 for as many as there are cores.
        cluster: Address of a Dask scheduler that does it instead.
        out: Folder for results.
    """

    workers: Workers = 1
    cluster: Cluster = None
    out: Out = Path("results")


# --- how it is told ------------------------------------------------------------------------------

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]
NoCharts = Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
TraceAll = Annotated[bool, typer.Option("--trace-all", help="The same, down to single households.")]


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """How the points of a study are run and told, the same in all commands that ask one.

    Attributes:
        replications: Runs at each point; None where the study says it.
        settings: What is set by hand, each as `path=value`.
        workers: How many processes; 0 for as many as there are cores.
        cluster: Address of a Dask scheduler that does it instead.
        out: Folder for results.
        as_json: Whether the answer is one JSON document.
        no_charts: Whether no charts are drawn.
        quiet: Whether no progress is shown.
        dry_run: Whether only the plan is told.
    """

    replications: StudyRuns = None
    settings: Settings = None
    workers: Workers = 1
    cluster: Cluster = None
    out: Out = Path("results")
    as_json: AsJson = False
    no_charts: NoCharts = False
    quiet: Quiet = False
    dry_run: DryRun = False

    @property
    def set_by_hand(self) -> tuple[str, ...]:
        """What is set by hand, whether or not anything is."""
        return tuple(self.settings or ())
