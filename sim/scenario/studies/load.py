"""From a study file to a study that can be run, or to all that is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.scenario.document import read_document
from sim.scenario.files import Asked, read_file
from sim.scenario.nodes import Document, Node
from sim.scenario.shapes import Shape, below, merges, shape_of
from sim.scenario.studies.blocks import StudyBlock
from sim.scenario.studies.parts import Parts
from sim.scenario.studies.study import Study
from sim.scenario.texts import Key


def load_study(path: str | Path, settings: Sequence[str] = ()) -> Study:
    """The study in a file.

    Args:
        path: The file.
        settings: Values of its scenario set by hand, each as `path=value`.

    Raises:
        ScenarioError: With all problems found in the file and in its scenario.
    """
    name = str(path)
    return parse_study(read_file(name, Asked(name)), name=name, settings=settings)


def parse_study(text: str, *, name: str = "study.yaml", settings: Sequence[str] = ()) -> Study:
    """The study in a text.

    Args:
        text: The text.
        name: What places call it; its scenario is looked for beside it.
        settings: Values of its scenario set by hand, each as `path=value`.

    Raises:
        ScenarioError: With all problems found.
    """
    written = read_document(text, name)
    if written.root.kind != "mapping":
        what = "a study is a mapping of keys such as title, scenario, levers and design"
        raise ScenarioError([*written.problems, Problem(written.root.place, "", what)])
    emptied: dict[tuple[Key, ...], Node] = {}
    root = _without_empty(written.root, shape_of(StudyBlock), path=(), emptied=emptied)
    parts = Parts(root=root, problems=list(written.problems), emptied=emptied)
    block = parts.block()
    loaded = parts.scenario(name, settings)
    factors = parts.factors(loaded)
    design = parts.design(factors)
    outcomes = parts.outcomes(loaded)
    tables = parts.tables(outcomes)
    parts.try_all(factors, loaded, outcomes)
    if block is None or loaded is None or design is None or parts.is_wrong:
        raise parts.refusal()
    return Study(
        title=block.title,
        description=block.description or "",
        path=name,
        scenario=loaded,
        settings=tuple(settings),
        seed=block.seed,
        replications=block.replications,
        factors=factors,
        design=design,
        outcomes=outcomes,
        tables=tables,
        document=Document(root=root),
    )


def _without_empty(
    root: Node, shape: Shape | None, *, path: tuple[Key, ...], emptied: dict[tuple[Key, ...], Node]
) -> Node:
    """The tree without keys that have no value, each of them noted."""
    if not merges(shape) or root.kind != "mapping":
        return root
    children: dict[Key, Node] = {}
    for key, child in root.children.items():
        inner = below(shape, key)
        if child.kind == "null" and inner is not None:
            emptied[*path, key] = child
        else:
            children[key] = _without_empty(child, inner, path=(*path, key), emptied=emptied)
    return replace(root, children=children)
