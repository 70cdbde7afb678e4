"""What to do first, told to somebody who types the program's name and nothing else."""

import shlex
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from sim.cli.console import answer, broken, styled, width, wrapped
from sim.cli.layout import cells, padded
from sim.cli.nearby import ANSWERS, MANIFEST, cases_in, is_results, is_study, results_below
from sim.version import VERSION

Step = tuple[str, str]
"""What is typed behind the program's name, and what it does."""
BEGINNING: tuple[Step, ...] = (
    ("new my-case", "write a commented scenario, my-case.yaml"),
    ("check my-case.yaml", "find all mistakes in it, with file and line"),
    ("run my-case.yaml", "simulate it: what came of each clause"),
)
AFTERWARDS: tuple[Step, ...] = (
    ("report FOLDER", "write one page on a run, to be mailed"),
    ("why FOLDER", "say what held each clause up"),
    ("compare FILE FILE", "say what a change does"),
)
RESULTS = "results"
PLACES = ("", "scenarios")
"""Folders in which cases are looked for."""
STUDIES = "studies"
MOST_RESULTS = 200
"""The newest of so many is told of."""


def tell_first_steps(program: str) -> None:
    """Write what to do first, with the files that lie here."""
    answer(wrapped(f"{program} {VERSION}: how a ceasefire's withdrawal schedule is carried out"))
    _section("Where to begin", BEGINNING, program)
    here = [*_of_cases(), *_of_results()]
    _section("With what is here" if here else "Then", here or AFTERWARDS, program)
    answer("")
    answer(
        wrapped(
            f"{program} --help lists all commands, {program} run --help tells about one. "
            f"{program} --install-completion has your shell complete commands, files and paths."
        )
    )


def _section(title: str, steps: Sequence[Step], program: str) -> None:
    answer("")
    answer(styled(title, "bold"))
    typed = [f"{program} {words}" for words, _ in steps]
    column = max(map(cells, typed)) + 2
    fits = all(2 + column + cells(what) <= width() for _, what in steps)
    for words, (_, what) in zip(typed, steps, strict=True):
        if fits:
            answer("  ", styled(padded(words, column), "cyan"), what)
        else:
            answer(styled(broken(words, indent=2), "cyan"))
            answer(wrapped(what, indent=6))


def _of_cases() -> list[Step]:
    """What can be done with the scenarios and studies that are found."""
    scenarios = [path for place in PLACES for path in cases_in(Path(place), "scenario")]
    folders = [Path(place, inner) for place in PLACES for inner in ("", STUDIES)]
    studies = [path for folder in folders for path in cases_in(folder, "study")]
    steps: list[Step] = []
    if scenarios:
        first = _shown(_likeliest(scenarios))
        steps += [
            (f"check {first}", "find all mistakes, and when clauses can be met"),
            (f"run {first}", "simulate it: what came of each clause"),
        ]
        others = [path for path in scenarios if _shown(path) != first]
        variant = _shown(others[0]) if others else "--variant 'LABEL: PATH=VALUE'"
        steps.append((f"compare {first} {variant}", "say what a change does"))
    if studies:
        steps.append((f"sweep {_shown(studies[0])} --dry-run", "say what a study would take"))
    return steps


def _likeliest(scenarios: Sequence[Path]) -> Path:
    """The scenario that somebody means: one that extends no other, the first by name."""
    return min(scenarios, key=lambda path: (path.parent != Path(), _extends(path), path.name))


def _extends(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"\nextends:" in b"\n" + file.read(4096)
    except OSError:
        return True


def _of_results() -> list[Step]:
    """What can be done with the results that were made last."""
    found = list(islice(results_below(Path(RESULTS)), MOST_RESULTS))
    if not found:
        return []
    newest = max(found, key=_made)
    shown = _shown(newest)
    if is_results(newest, ANSWERS):
        return [(f"chart {shown}", "list the charts of what the study answered")]
    if is_study(newest):
        return [(f"query {shown} 'show tables'", "ask the runs of the study in SQL")]
    return [
        (f"report {shown}", "write one page on it, to be mailed"),
        (f"why {shown}", "say what held each clause up"),
    ]


def _made(folder: Path) -> float:
    try:
        return (folder / MANIFEST).stat().st_mtime
    except OSError:
        return 0.0


def _shown(path: Path) -> str:
    """A path as it can be typed."""
    return shlex.quote(str(path))
