"""The steps that a dotted path may take next, for a shell that completes it."""

from dataclasses import dataclass

from sim.scenario.model import Scenario
from sim.scenario.nodes import Node
from sim.scenario.settings import Parts, entered, steps_of
from sim.scenario.shapes import Leaf, Shape, below, shape_of
from sim.scenario.writing import flow_text


@dataclass(frozen=True, slots=True)
class Step:
    """One key that may come next.

    Attributes:
        key: The key.
        goes_on: Whether further keys lie below it.
        value: What stands there, as a file would write it on one line; empty if nothing does.
        words: The words that may stand there; empty where it takes anything else.
    """

    key: str
    goes_on: bool
    value: str
    words: tuple[str, ...] = ()


def steps_below(root: Node, above: Parts) -> list[Step]:
    """The keys that a path may take next, those of the schema and the names in the file.

    Args:
        root: The tree of a scenario.
        above: The keys taken so far.

    Returns:
        Nothing if the path so far leads nowhere.
    """
    shape: Shape = shape_of(Scenario)
    node: Node | None = root
    for part in above:
        inner = entered(shape, node)
        if inner is None or part not in steps_of(inner, node):
            return []
        shape = below(inner, part) or Leaf()
        node = node.children.get(part) if node is not None else None
    inner = entered(shape, node)
    if inner is None:
        return []
    return [_step(key, below(inner, key) or Leaf(), node) for key in steps_of(inner, node)]


def _step(key: str, shape: Shape, above: Node | None) -> Step:
    node = above.children.get(key) if above is not None else None
    inner = entered(shape, node)
    if inner is not None:
        # Names can only be those that stand there.
        return Step(key, bool(steps_of(inner, node)), "")
    value = "" if node is None or node.kind == "null" else flow_text(node)
    words = tuple(shape.schema.get("enum", ())) if isinstance(shape, Leaf) else ()
    return Step(key, goes_on=False, value=value, words=words)


def names_in(root: Node, *keys: str) -> list[str]:
    """The names that stand under some keys."""
    node = root.node_at(keys)
    return [str(key) for key in node.children] if node is not None else []
