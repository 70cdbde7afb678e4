"""What the schema refuses, told in the house's words with the place in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.errors import Problem
from sim.scenario.files import EXTENDS
from sim.scenario.nodes import Node, dotted
from sim.scenario.shapes import Fields, Forms, Leaf, Shape, below
from sim.scenario.suggestions import nearest, suggestion
from sim.scenario.texts import Key, Meant, described

_NEEDS = "needs"
SUGGESTED = 200
"""So many messages get a suggestion; looking for near words takes time."""


@dataclass(frozen=True, slots=True)
class Found:
    """A problem found at some keys of the tree, before its place is looked up.

    Attributes:
        path: The keys.
        what: What is wrong.
        at_key: Whether the last key itself is wrong rather than its value.
        meant: An unknown word, for a suggestion.
    """

    path: tuple[Key, ...]
    what: str
    at_key: bool = False
    meant: Meant | None = None


@dataclass(frozen=True, slots=True)
class _Reached:
    """Where a location of the schema leads.

    Attributes:
        path: The keys of the file.
        around: The shape of the block that holds the last key.
        shape: The shape of what stands under it.
        at_key: Whether the last key itself is meant.
        forms: The forms of the last value on the way that has several.
    """

    path: tuple[Key, ...]
    around: Shape
    shape: Shape
    at_key: bool
    forms: Forms | None


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
            what += suggestion(problem.meant)
        problems.append(Problem(place, dotted(_told(problem.path, root)), what))
    return problems


def _told(path: tuple[Key, ...], root: Node) -> tuple[Key, ...]:
    """The path as the user gave it: a bare number set by an option has got a `value` inside."""
    node = root.node_at(path)
    is_inside = path[-1:] == ("value",) and node is not None and node.setting is not None
    return path[:-1] if is_inside else path


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


def of_schema(
    errors: Sequence[Mapping[str, Any]],
    root: Node,
    *,
    shape: Fields,
    further: tuple[str, ...] = (EXTENDS,),
) -> list[Found]:
    """What the schema found wrong, by the keys of the file.

    Args:
        errors: The errors.
        root: The tree.
        shape: Its shape.
        further: Keys of the top level that are no part of the shape.
    """
    found = [_of_error(error, root, shape=shape, further=further) for error in errors]
    slips = _slips(found)
    return [problem for problem in found if problem.at_key or problem.path not in slips]


def _slips(found: Sequence[Found]) -> set[tuple[Key, ...]]:
    """The missing keys that stand in their block under a name nearly the same.

    The unknown key is told with a suggestion, so that the missing one need not be told as well.
    """
    missing: dict[tuple[Key, ...], list[str]] = {}
    for problem in found:
        if problem.what.startswith(_NEEDS):
            missing.setdefault(problem.path[:-1], []).append(str(problem.path[-1]))
    slips = set()
    for problem in found[:SUGGESTED]:
        above = problem.path[:-1]
        if problem.meant is not None and problem.at_key and above in missing:
            near = nearest(problem.meant.word, problem.meant.allowed)
            if near in missing[above]:
                slips.add((*above, near))
            if near == EXTENDS:
                # What the other file would have set is missing everywhere.
                return {found.path for found in found if found.what.startswith(_NEEDS)}
    return slips


def _of_error(
    error: Mapping[str, Any], root: Node, *, shape: Fields, further: tuple[str, ...]
) -> Found:
    reached = _walk(error["loc"], shape=shape)
    path, around = reached.path, reached.around
    match error["type"]:
        case "missing" if isinstance(around, Fields):
            key = str(path[-1])
            return Found(path, f"{_NEEDS} '{key}': {around.description(key)}")
        case "extra_forbidden" if isinstance(around, Fields):
            if reached.forms is not None and _belongs(str(path[-1]), reached.forms):
                what = "belongs to another form of this value; a value has one form"
                return Found(path, what, at_key=True)
            keys = (*around.fields, *further) if around is shape else tuple(around.fields)
            return Found(path, "unknown key", at_key=True, meant=Meant(str(path[-1]), keys))
        case "scenario":
            context = error["ctx"]
            full = (*path, *context["below"])
            at_key = reached.at_key or bool(context["at_key"])
            return Found(full, context["what"], at_key, context["meant"])
        case kind:
            node = root.node_at(path)
            found = described(node.plain() if node is not None else None)
            needed = _needed(kind, reached.shape)
            return Found(path, f"{needed} is needed here, found {found}")


def _walk(loc: Sequence[Key], *, shape: Shape) -> _Reached:
    """Where a location leads; it also names the form of a value, and marks a wrong key."""
    path: list[Key] = []
    around = shape
    forms = None
    for part in loc:
        if isinstance(shape, Forms):
            forms = shape
            shape = shape.forms.get(str(part), Leaf())
        elif part != "[key]":
            path.append(part)
            around, shape = shape, below(shape, part) or Leaf()
    return _Reached(tuple(path), around, shape, at_key="[key]" in loc, forms=forms)


def _belongs(key: str, forms: Forms) -> bool:
    blocks = [form for form in forms.forms.values() if isinstance(form, Fields)]
    return any(key in block.fields for block in blocks)


def _needed(kind: str, shape: Shape) -> str:
    if kind == "tuple_type":
        return "a list, as [a, b],"
    if isinstance(shape, Fields):
        fields = shape.model.model_fields.items()
        needed = [field.alias or name for name, field in fields if field.is_required()]
        keys = " and ".join(f"'{name}'" for name in needed[:3])
        return f"a mapping with {keys}" if keys else "a mapping of keys"
    return "something else"
