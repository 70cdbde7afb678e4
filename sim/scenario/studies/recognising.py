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


def is_study_root(root: Node) -> bool:
    """Whether a tree has more keys of a study than of a scenario."""
    study, scenario = set(shape_of(StudyBlock).fields), {*shape_of(Scenario).fields, EXTENDS}
    keys = set(map(str, root.children)) if root.kind == "mapping" else set()
    return len(keys & (study - scenario)) > len(keys & (scenario - study))
