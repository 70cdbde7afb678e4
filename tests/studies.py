"""Small studies of the minimal scenario, as plain dicts that become YAML text."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError
from sim.scenario.studies.load import parse_study
from sim.scenario.studies.study import Study
from tests.builders import changed, minimal, text

LENGTH, PEOPLE = "roads.road.length_km", "civilians.townspeople.people"
DRAWN = {
    "roads": {"road": {"breakdown_probability": {"pert": [0.001, 0.002, 0.01]}}},
    "civilians": {
        "townspeople": {
            "people": {"uniform": [200, 600]},
            "prepare_days": {"lognormal": {"median": {"uniform": [1, 3]}, "p90_over_median": 2}},
        }
    },
}
"""Numbers of the scenario that are drawn, for uncertainties to take over."""


def small() -> dict[str, Any]:
    """A study of one lever and one uncertainty."""
    return {
        "title": "Does a longer road matter?",
        "scenario": "case.yaml",
        "replications": 2,
        "levers": {"length": {"path": LENGTH, "values": [30, 60]}},
        "uncertainties": {"people": {"path": PEOPLE}},
        "design": {"grid": {"levels": 2}},
        "outcomes": ["clauses.handover.on_time"],
    }


def case(folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """The minimal scenario with some numbers drawn, beside which studies are told."""
    path = folder / "case.yaml"
    path.write_text(text(changed(changed(minimal(), DRAWN), changes or {})), "utf-8")
    return path


def study(
    folder: Path,
    changes: Mapping[str, Any] | None = None,
    *,
    settings: tuple[str, ...] = (),
    **top: Any,
) -> Study:
    """The small study with changes merged in, loaded; None deletes.

    `levers`, `uncertainties`, `design` and `outcomes` given by name are put in whole.
    """
    if not (folder / "case.yaml").exists():
        case(folder)
    name = str(folder / "study.yaml")
    return parse_study(written(changes, **top), name=name, settings=settings)


def written(changes: Mapping[str, Any] | None = None, **top: Any) -> str:
    """The text of the small study with changes."""
    made = changed(small(), changes or {})
    made |= {key: value for key, value in top.items() if value is not None}
    return text(
        {key: value for key, value in made.items() if key not in top or top[key] is not None}
    )


def refusals(
    folder: Path,
    changes: Mapping[str, Any] | None = None,
    *,
    source: str | None = None,
    settings: tuple[str, ...] = (),
    **top: Any,
) -> list[tuple[str, str, str]]:
    """What is refused: what stands at the place, to the end of its line; the path; the message."""
    if not (folder / "case.yaml").exists():
        case(folder)
    source = written(changes, **top) if source is None else source
    name = str(folder / "study.yaml")
    try:
        parse_study(source, name=name, settings=settings)
    except ScenarioError as error:
        return [(_at(one.place, source, name), one.path, one.what) for one in error.problems]
    return []


def _at(place: str, source: str, name: str) -> str:
    file, _, column = place.rpartition(":")
    file, _, line = file.rpartition(":")
    if file != name:
        return place
    return source.split("\n")[int(line) - 1][int(column) - 1 :]
