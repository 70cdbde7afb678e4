"""`--set path=value`: one value of a scenario changed on the command line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NoReturn

from sim.errors import Problem, ScenarioError
from sim.scenario import texts
from sim.scenario.blocks import DatedInstant
from sim.scenario.document import read_document
from sim.scenario.lending import is_dated, sourced
from sim.scenario.merging import Merging
from sim.scenario.nodes import COMMAND_LINE, Node
from sim.scenario.shapes import Collection, Fields, Forms, Leaf, Number, Shape, below
from sim.scenario.suggestions import did_you_mean, nearest
from sim.scenario.texts import Text, Wrong, printable

Parts = tuple[str, ...]


def apply(setting: str, root: Node, *, shape: Shape, merging: Merging) -> Node:
    """The tree with one setting laid over it.

    Raises:
        ScenarioError: If the path leads nowhere or the value is no YAML.
    """
    place = f"--set {printable(setting, 200)}"
    path, equals, value = setting.partition("=")
    parts = tuple(path.strip().split("."))
    if not equals or not all(parts):
        _refuse(place, (), "a setting is written path=value, as roads.NAME.length_km=50")
    target = _find(root, parts, shape=shape, place=place)
    if not value.strip():
        _refuse(place, parts, "a value is missing after '='; null deletes what the file set")
    document = read_document(value, COMMAND_LINE, setting=place)
    if document.problems:
        raise ScenarioError(document.problems)
    given = _marked(document.root, target)
    return _put(root, parts, given, shape=shape, above=(), merging=merging)


def shape_at(path: str, root: Node, *, shape: Shape, place: str) -> Shape:
    """The shape of what a dotted path leads to, whether or not a value stands there.

    Args:
        path: The path.
        root: The tree.
        shape: The shape of the tree.
        place: Where the path is written.

    Raises:
        ScenarioError: If the path leads nowhere; says what may have been meant.
    """
    return _find(root, tuple(path.split(".")), shape=shape, place=place)


def _refuse(place: str, parts: Parts, what: str) -> NoReturn:
    raise ScenarioError([Problem(place, printable(".".join(parts), 200), what)])


def _find(root: Node, parts: Parts, *, shape: Shape, place: str) -> Shape:
    """The shape of what a path leads to, once every step of it can be taken."""
    node: Node | None = root
    for position, part in enumerate(parts):
        inner = entered(shape, node)
        if inner is None:
            whole = ".".join(parts[:position])
            _refuse(place, parts, f"this path goes below a value; set the whole {whole}")
        if part not in steps_of(inner, node) and not _is_new_day(inner, part):
            hint = _hint(root, parts, position, steps=steps_of(inner, node))
            _refuse(place, parts, f"unknown path; {hint}")
        shape = below(inner, part) or Leaf()
        node = node.children.get(part) if node is not None else None
    return shape


def entered(shape: Shape, node: Node | None) -> Fields | Collection | None:
    """What a path may go on into: a block, a collection, or the form that stands in the file."""
    if isinstance(shape, Forms) and node is not None and node.kind == "mapping":
        shape = shape.of(node.plain())
        # A date is set whole, so that the source it had does not stay with another date.
        if isinstance(shape, Fields) and shape.model is DatedInstant:
            return None
    return shape if isinstance(shape, Fields | Collection) else None


def steps_of(shape: Fields | Collection, node: Node | None) -> tuple[str, ...]:
    """The keys a path may take next: those of the schema, or the names that stand in the file."""
    if isinstance(shape, Fields):
        return tuple(shape.fields)
    if isinstance(shape.keys, tuple):
        return shape.keys
    return tuple(str(key) for key in node.children) if node is not None else ()


def _is_new_day(shape: Fields | Collection, part: str) -> bool:
    if not isinstance(shape, Collection) or shape.keys != "day":
        return False
    try:
        texts.day(part)
    except Wrong:
        return False
    return True


def _hint(root: Node, parts: Parts, position: int, *, steps: Sequence[str]) -> str:
    """What may have been meant: a step nearly so written, or a longer path that ends like this."""
    wanted = parts[position:]
    for path in _written(root):
        if path[-len(wanted) :] == wanted:
            return f"did you mean '{'.'.join(path)}'?"
    near = nearest(parts[position], steps)
    if near is None or position == len(parts) - 1:
        hint = did_you_mean(parts[position], steps)
        above = ".".join(parts[:position])
        return hint if near is None or not above else f"did you mean '{above}.{near}'?"
    return f"did you mean '{'.'.join((*parts[:position], near, *parts[position + 1 :]))}'?"


def _written(root: Node) -> Iterator[Parts]:
    for keys, _ in root.walk():
        yield tuple(str(key) for key in keys)


def _marked(node: Node, shape: Shape) -> Node:
    """The value with the command line as source of its numbers and dates."""
    match shape:
        case Number():
            return _sourced(node)
        case Forms() if is_dated(node, shape):
            return _sourced(node)
        case Fields() | Collection() if node.kind == "mapping":
            marked = {
                key: _marked(child, below(shape, key) or Leaf())
                for key, child in node.children.items()
            }
            return replace(node, children=marked)
        case _:
            return node


def _sourced(node: Node) -> Node:
    source = replace(node, kind="scalar", text=Text(COMMAND_LINE), children={})
    return sourced(node, source)


def _put(
    root: Node, parts: Parts, given: Node, *, shape: Shape, above: Parts, merging: Merging
) -> Node:
    """The tree with the value under a path; what is missing on the way is made."""
    first, rest = parts[0], parts[1:]
    inner = entered(shape, root) or shape
    children = dict(root.children)
    if not rest:
        merging.put(children, first, given, shape=inner, path=above)
        return replace(root, children=children)
    missing = replace(given, kind="mapping", text=None, children={})
    found = children.get(first, missing)
    # Something other than a mapping stands in the way only where the schema refuses it anyway.
    target = found if found.kind == "mapping" else missing
    children[first] = _put(
        target,
        rest,
        given,
        shape=below(inner, first) or Leaf(),
        above=(*above, first),
        merging=merging,
    )
    return replace(root, children=children)
