"""`--set path=value`: one value of a scenario changed on the command line."""

from collections.abc import Iterator
from dataclasses import replace

from sim.errors import Problem, ScenarioError
from sim.scenario import texts
from sim.scenario.blocks import DatedInstant
from sim.scenario.document import read_document
from sim.scenario.merging import Merging
from sim.scenario.nodes import COMMAND_LINE, Node
from sim.scenario.shapes import Collection, Fields, Forms, Items, Leaf, Number, Shape, below
from sim.scenario.suggestions import did_you_mean, nearest
from sim.scenario.texts import Text, Wrong, described, printable


def apply(setting: str, root: Node, *, shape: Shape, merging: Merging) -> Node:
    """The tree with one setting laid over it.

    Raises:
        ScenarioError: If the path leads nowhere or the value is no YAML.
    """
    place = f"--set {printable(setting, 200)}"
    path, equals, value = setting.partition("=")
    path = path.strip()
    if not equals or not path:
        _refuse(place, "", "a setting is written path=value, as roads.NAME.length_km=50")
    parts = tuple(path.split("."))
    under = _find(root, parts, shape=shape, place=place)
    if not value.strip():
        _refuse(place, path, "a value is missing after '='; null deletes what the file set")
    document = read_document(value, COMMAND_LINE, setting=place)
    if document.problems:
        raise ScenarioError(document.problems)
    given = _marked(document.root, under)
    return _put(root, parts, given, shape=shape, above=(), merging=merging)


def _refuse(place: str, path: str, what: str) -> None:
    raise ScenarioError([Problem(place, printable(path, 200), what)])


def _find(root: Node, parts: tuple[str, ...], *, shape: Shape, place: str) -> Shape:
    """The shape of what a path leads to, once every step of it can be taken."""
    node: Node | None = root
    for position, part in enumerate(parts):
        above = ".".join(parts[:position])
        inner = _entered(shape, node)
        if inner is None:
            what = f"the path goes below a value; set the whole, as --set '{above}=...'"
            _refuse(place, ".".join(parts), what)
            raise AssertionError
        steps = _steps(inner, node)
        if part not in steps and not _is_new_day(inner, part):
            hint = _hint(root, parts, steps, position=position, shape=shape)
            _refuse(place, ".".join(parts), f"unknown path; {hint}")
        shape = below(inner, part) or Leaf()
        node = node.children.get(part) if node is not None else None
    return shape


def _entered(shape: Shape, node: Node | None) -> Fields | Collection | None:
    """What a path may go on into: a block, a collection, or the form that stands in the file."""
    if isinstance(shape, Forms) and node is not None and node.kind == "mapping":
        shape = shape.of(node.plain())
        # A date is set whole, so that its source goes with it.
        if isinstance(shape, Fields) and shape.model is DatedInstant:
            return None
    return shape if isinstance(shape, Fields | Collection) else None
