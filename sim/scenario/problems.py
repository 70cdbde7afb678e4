"""What the schema refuses, told in the house's words with the place in the file."""

from collections.abc import Collection as Words
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.errors import Problem
from sim.scenario.files import EXTENDS
from sim.scenario.nodes import Node, dotted
from sim.scenario.shapes import Fields, Forms, Leaf, Shape, below
from sim.scenario.suggestions import did_you_mean
from sim.scenario.texts import Key, described

SUGGESTED = 200
"""So many messages get a suggestion; looking for near words takes time."""


@dataclass(frozen=True, slots=True)
class Found:
    """A problem found at some keys of the tree, before its place is looked up.

    Attributes:
        path: The keys.
        what: What is wrong.
        at_key: Whether the last key itself is wrong rather than its value.
        meant: An unknown word and the words known.
    """

    path: tuple[Key, ...]
    what: str
    at_key: bool = False
    meant: tuple[str, Words[str]] | None = None


@dataclass(frozen=True, slots=True)
class _Reached:
    """Where a location of the schema leads.

    Attributes:
        path: The keys of the file.
        around: The shape of the block that holds the last key.
        shape: The shape of what stands under it.
    """

    path: tuple[Key, ...]
    around: Shape
    shape: Shape


def placed(
    found: Sequence[Found], root: Node, *, emptied: Mapping[tuple[Key, ...], Node]
) -> list[Problem]:
    """Problems with their places and, for the first ones, with suggestions.

    Args:
        found: The problems.
        root: The tree they were found in.
        emptied: Empty values that took something out of the tree, by its keys.
    """
    problems = []
    for number, problem in enumerate(found):
        empty = emptied.get(problem.path)
        place = empty.key_place if empty is not None else _place(problem, root)
        what = problem.what
        if problem.meant is not None and number < SUGGESTED:
            what = f"{what}; {did_you_mean(*problem.meant)}"
        problems.append(Problem(place, dotted(problem.path), what))
    return problems


def _place(problem: Found, root: Node) -> str:
    node = root
    for depth, key in enumerate(problem.path):
        under = node.children.get(key)
        if under is None:
            # Nothing is written there; the key of what holds it says where it would stand.
            return node.key_place if node.kind == "mapping" and depth else node.place
        node = under
    is_block = node.kind == "mapping" and bool(problem.path)
    return node.key_place if problem.at_key or is_block else node.place


def of_schema(errors: Sequence[Mapping[str, Any]], root: Node, *, shape: Fields) -> list[Found]:
    """What the schema found wrong, by the keys of the file."""
    return [_of_error(error, root, shape=shape) for error in errors]


def _of_error(error: Mapping[str, Any], root: Node, *, shape: Fields) -> Found:
    reached = _walk(error["loc"], shape=shape)
    path, around = reached.path, reached.around
    match error["type"]:
        case "missing" if isinstance(around, Fields):
            key = str(path[-1])
            return Found(path, f"needs '{key}': {around.description(key)}")
        case "extra_forbidden" if isinstance(around, Fields):
            keys = (*around.fields, EXTENDS) if around is shape else tuple(around.fields)
            return Found(path, "unknown key", at_key=True, meant=(str(path[-1]), keys))
        case "scenario":
            context = error["ctx"]
            full = (*path, *context["below"])
            return Found(full, context["what"], bool(context["at_key"]), context["meant"])
        case kind:
            node = root.node_at(path)
            found = described(node.plain() if node is not None else None)
            needed = _needed(kind, reached.shape)
            return Found(path, f"{needed} is needed here, found {found}")


def _walk(loc: Sequence[Key], *, shape: Shape) -> _Reached:
    """Where a location leads; it also names the form of a value, and marks a wrong key."""
    path: list[Key] = []
    around = shape
    for part in loc:
        if isinstance(shape, Forms):
            shape = shape.forms.get(str(part), Leaf())
        elif part != "[key]":
            path.append(part)
            around, shape = shape, below(shape, part) or Leaf()
    return _Reached(tuple(path), around, shape)


def _needed(kind: str, shape: Shape) -> str:
    if kind == "tuple_type":
        return "a list, as [a, b],"
    if isinstance(shape, Fields):
        fields = shape.model.model_fields.items()
        needed = [field.alias or name for name, field in fields if field.is_required()]
        keys = " and ".join(f"'{name}'" for name in needed[:3])
        return f"a mapping with {keys}" if keys else "a mapping of keys"
    return "something else"
