"""What a file, the one it extends and settings by hand say together, before anything is checked."""

from collections.abc import Sequence
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.scenario.document import read_document
from sim.scenario.files import Asked, extended, read_file, without_extends
from sim.scenario.merging import Merging
from sim.scenario.model import Scenario
from sim.scenario.nodes import Document, Node
from sim.scenario.settings import apply
from sim.scenario.shapes import shape_of


def merged(
    base: Document | None,
    own: Document,
    *,
    settings: Sequence[str],
    merging: Merging,
    form: list[Problem],
) -> Node:
    """The tree of a file laid over the one it extends, with settings laid over both.

    Args:
        base: What is extended, if anything.
        own: The file.
        settings: Each as `path=value`.
        merging: Notes what goes wrong with the laying.
        form: Problems of the settings are added to it.
    """
    shape = shape_of(Scenario)
    below = None
    if base is not None:
        below = merging.lay(None, without_extends(base.root), shape=shape)
    root = merging.lay(below, without_extends(own.root), shape=shape)
    for setting in settings:
        try:
            root = apply(setting, root, shape=shape, merging=merging)
        except ScenarioError as error:
            form.extend(error.problems)
    return root


def read_tree(path: str | Path) -> Node:
    """What a scenario file and the one it extends say, whether or not it can be run.

    Raises:
        ScenarioError: If the file cannot be read as a tree.
    """
    name = str(path)
    own = read_document(read_file(name, Asked(name)), name)
    base, _ = extended(own, name)
    return merged(base, own, settings=(), merging=Merging(), form=[])
