"""`check`: every mistake in scenario and study files, without running them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, document, record
from sim.cli.feasibility import Line, feasibility, told
from sim.cli.options import AsJson, Settings
from sim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from sim.scenario.load import Loaded
    from sim.scenario.studies.study import Study

Report = dict[str, object]


def check(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="Scenario or study files (YAML).",
            autocompletion=completions.case_files,
        ),
    ],
    settings: Settings = None,
    as_json: AsJson = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 1 if a clause cannot be met.")
    ] = False,
) -> int:
    """Find every mistake in scenarios and studies without running them.

    Whatever a run would refuse is refused here, all of it at once: one line for each mistake,
    with file, line and column, what is wrong and what is allowed. A good file gets one line that
    starts with ok and counts what is in it, then a line for each clause: from when on it can be
    met if all goes as well as it can, which no run beats, and an estimate of when it may be met.
    Due is as signed; a clause that cannot be met by then may still be given more time. Of a study,
    every value of every factor is tried on its scenario, and its runs are counted. Exit code 2 if
    any file is refused.
    """
    reports: list[Report] = []
    problems: list[Problem] = []
    for path in scenarios:
        report, found = _checked(path, settings or ())
        reports.append(report)
        problems.extend(found)
        if not as_json and not found:
            answer(record("ok", f" {path}: {_in_one_line(report)}", style="green"))
            for line in _clauses(report):
                answer(told(line))
            for advice in _advice(report):
                answer(record("  ", advice, style="dim"))
    if as_json:
        document({"files": reports})
        if problems:
            return ScenarioError.exit_code
    elif problems:
        raise ScenarioError(problems)
    lines = [line for report in reports for line in _clauses(report)]
    return 1 if strict and not all(line["feasible"] for line in lines) else 0


def _clauses(report: Report) -> list[Line]:
    found = report.get("feasibility", [])
    assert isinstance(found, list)
    return found


def _checked(path: Path, settings: Sequence[str]) -> tuple[Report, tuple[Problem, ...]]:
    from sim.scenario.load import load_scenario
    from sim.scenario.roster import make_roster
    from sim.scenario.studies.load import load_study
    from sim.scenario.studies.recognising import is_study

    try:
        if is_study(path):
            study = load_study(path, settings)
            return {"file": str(path), "ok": True, **_counted_study(study)}, ()
        loaded = load_scenario(path, settings)
    except ScenarioError as error:
        problems = [
            {"place": problem.place, "path": problem.path, "what": problem.what}
            for problem in error.problems
        ]
        return {"file": str(path), "ok": False, "problems": problems}, error.problems
    clauses = feasibility(make_roster(loaded.scenario))
    return {"file": str(path), "ok": True, **_counted(loaded), "feasibility": clauses}, ()


def _counted(loaded: "Loaded") -> Report:
    from sim.scenario.provenance import assumptions, counts

    scenario = loaded.scenario
    known = counts(assumptions(loaded))
    return {
        "areas": len(scenario.areas),
        "clauses": len(scenario.agreement.clauses),
        "units": len(scenario.troops),
        "groups": len(scenario.civilians),
        "roads": len(scenario.roads),
        "numbers": known.all,
        "assumed": known.assumed,
        "unsourced": known.unsourced,
    }


def _counted_study(study: "Study") -> Report:
    from sim.scenario.studies.design import advice
    from sim.scenario.studies.study import most_points

    points = most_points(study.design, study.factors)
    return {
        "scenario": study.scenario.path,
        "levers": len(study.levers),
        "uncertainties": len(study.uncertainties),
        "outcomes": len(study.outcomes),
        "points": points,
        "replications": study.replications,
        "runs": points * study.replications,
        "advice": list(advice(study)),
    }


def _advice(report: Report) -> list[str]:
    found = report.get("advice", [])
    assert isinstance(found, list)
    return found


def _in_one_line(report: Report) -> str:
    if "runs" in report:
        kinds = ("levers", "uncertainties", "outcomes", "points", "replications", "runs")
        counts = [f"{report[kind]} {_kind(kind, report[kind])}" for kind in kinds]
        varied, run = ", ".join(counts[:3]), f"{counts[3]} of {counts[4]} each, {counts[5]}"
        return f"a study of {report['scenario']}: {varied}; {run}"
    kinds = ("areas", "clauses", "units", "groups", "roads", "numbers")
    counted = ", ".join(f"{report[kind]} {_kind(kind, report[kind])}" for kind in kinds)
    return f"{counted} ({report['assumed']} assumed, {report['unsourced']} unsourced)"


def _kind(plural: str, count: object) -> str:
    if count != 1:
        return plural
    return f"{plural[:-3]}y" if plural.endswith("ies") else plural[:-1]
