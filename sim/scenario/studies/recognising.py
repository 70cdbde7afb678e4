"""Whether a file is a study or a scenario, by the keys it has."""

from pathlib import Path

from sim.errors import ScenarioError
from sim.scenario.document import read_document
from sim.scenario.files import EXTENDS, Asked, read_file
from sim.scenario.model import Scenario
from sim.scenario.nodes import Node
from sim.scenario.shapes import shape_of
from sim.scenario.studies.blocks import StudyBlock


def is_study(path: str | Path) -> bool:
    """Whether a file has more keys of a study than of a scenario; not, if it cannot be read."""
    name = str(path)
    try:
        return is_study_root(read_document(read_file(name, Asked(name)), name).root)
    except ScenarioError:
        return False


def is_scenario(path: str | Path) -> bool:
    """Whether a file has more keys of a scenario than of a study; not, if it cannot be read."""
    name = str(path)
    try:
        of_study, of_scenario = _keys(read_document(read_file(name, Asked(name)), name).root)
    except ScenarioError:
        return False
    return of_scenario > of_study


def is_study_root(root: Node) -> bool:
    """Whether a tree has more keys of a study than of a scenario."""
    of_study, of_scenario = _keys(root)
    return of_study > of_scenario


def _keys(root: Node) -> tuple[int, int]:
    """How many keys a tree has that only a study has, and that only a scenario has."""
    study, scenario = set(shape_of(StudyBlock).fields), {*shape_of(Scenario).fields, EXTENDS}
    keys = set(map(str, root.children)) if root.kind == "mapping" else set()
    return len(keys & (study - scenario)), len(keys & (scenario - study))
