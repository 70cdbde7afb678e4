"""One tree laid over another: blocks and collections merge, everything else is replaced whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sim.errors import Problem
from sim.scenario.lending import lent_to_all
from sim.scenario.nodes import Node, dotted
from sim.scenario.shapes import Fields, Shape, below, merges
from sim.scenario.texts import Key

Path = tuple[Key, ...]
_NOTHING: Mapping[Key, Node] = {}


@dataclass(slots=True)
class Merging:
    """The laying of trees over each other, and what went wrong with it.

    Attributes:
        problems: Deletions of what is not there.
        emptied: The empty values, by the path of what they delete.
    """

    problems: list[Problem] = field(default_factory=list)
    emptied: dict[Path, Node] = field(default_factory=dict)

    def lay(self, base: Node | None, over: Node, *, shape: Shape | None, path: Path = ()) -> Node:
        """The tree that comes of laying one over another, or over nothing.

        Args:
            base: What is extended, if anything.
            over: What is laid over it; its empty values delete.
            shape: The shape of both.
            path: The keys that lead to both.
        """
        if not merges(shape) or over.kind != "mapping":
            return over
        children = dict(_kept(base, over, shape))
        for key, child in over.children.items():
            self.put(children, key, child, shape=shape, path=path)
        return replace(over, children=children)

    def put(
        self, children: dict[Key, Node], key: Key, child: Node, *, shape: Shape | None, path: Path
    ) -> None:
        """Lay one value over what stands under its key; an empty one deletes it.

        Args:
            children: What stands in the block or collection; changed.
            key: The key.
            child: The value.
            shape: The shape of the block or collection.
            path: The keys that lead to it.
        """
        keys = (*path, key)
        is_known = not isinstance(shape, Fields) or key in shape.fields
        if child.kind != "null" or not is_known:
            under = below(shape, key)
            children[key] = self.lay(children.get(key), child, shape=under, path=keys)
            return
        self.emptied[keys] = child
        if children.pop(key, None) is None:
            what = (
                "is empty; give a value or leave the key out (an empty value deletes what an "
                "extended file set, and nothing is set here)"
            )
            self.problems.append(Problem(child.key_place, dotted(keys), what))


def _kept(base: Node | None, over: Node, shape: Shape | None) -> Mapping[Key, Node]:
    """What an extended block brings along.

    A source that is about to be replaced goes to the numbers it holds for: the new one holds only
    for those of its own file.
    """
    if base is None or base.kind != "mapping":
        return _NOTHING
    lent, new = base.children.get("source"), over.children.get("source")
    if not isinstance(shape, Fields) or lent is None or new is None:
        return base.children
    if lent.text is None or new.text is None:
        return base.children
    return lent_to_all(base, shape, lent).children
