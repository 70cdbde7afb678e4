"""Sources written beside the numbers they hold for, where a block can no longer lend them."""

from dataclasses import replace

from sim.scenario import texts
from sim.scenario.nodes import Node
from sim.scenario.shapes import Collection, Fields, Forms, Number, Shape, below
from sim.scenario.texts import Key, Wrong


def lent_to_all(node: Node, shape: Shape | None, source: Node) -> Node:
    """What stands in a block, with the block's source at all numbers and dates it holds for.

    These are the ones set in the same file as the source that name none themselves, down to blocks
    that have a source of their own.
    """
    if isinstance(shape, Number) or (isinstance(shape, Forms) and is_dated(node, shape)):
        is_same_file = node.file == source.file
        return sourced(node, source) if is_same_file and node.kind != "list" else node
    if not isinstance(shape, Fields | Collection) or node.kind != "mapping":
        return node
    children = {
        key: child if _lends(child, source) else lent_to_all(child, below(shape, key), source)
        for key, child in node.children.items()
    }
    return replace(node, children=children)


def sourced(node: Node, source: Node) -> Node:
    """A number or date with a source, unless it names one itself."""
    if node.kind == "scalar":
        children: dict[Key, Node] = {"value": node, "source": source}
        return replace(node, kind="mapping", text=None, children=children)
    if node.kind == "mapping":
        named = node.children.get("source", source)
        return replace(node, children={**node.children, "source": named})
    return node


def is_dated(node: Node, shape: Forms) -> bool:
    """Whether the value is one that has a source as a whole: an instant, or a block of few keys."""
    return node.kind == "mapping" or ("dated" in shape.forms and _is_instant(node))


def _is_instant(node: Node) -> bool:
    try:
        texts.instant(node.text)
    except Wrong:
        return False
    return True


def _lends(node: Node, source: Node) -> bool:
    own = node.children.get("source") if node.kind == "mapping" else None
    return own is not None and own.file == source.file
