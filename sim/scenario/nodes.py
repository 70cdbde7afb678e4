"""The tree of a scenario file: what was written, and where each piece of it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sim.errors import Problem
from sim.scenario.texts import Key, Text, printable

Kind = Literal["mapping", "list", "scalar", "null"]
Plain = dict[str, "Plain"] | list["Plain"] | Text | None
COMMAND_LINE = "command line"
"""The file, and the source, of what `--set` brought."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One value of a file with its place.

    Attributes:
        kind: What it is.
        file: The file that set it, as the user named it, or `command line`.
        line, column: Where the value begins, counted from 1.
        key_line, key_column: Where its key begins; the value's own place in a list.
        text: The scalar as written.
        children: What it holds, by key or by position from 0.
        setting: The `--set path=value` that brought it, instead of a line.
    """

    kind: Kind
    file: str
    line: int
    column: int
    key_line: int
    key_column: int
    text: Text | None = None
    children: Mapping[Key, "Node"] = field(default_factory=dict)
    setting: str | None = None

    @property
    def place(self) -> str:
        """Where the value stands, as `file:line:column`."""
        return self.setting or f"{self.file}:{self.line}:{self.column}"

    @property
    def key_place(self) -> str:
        """Where its key stands, as `file:line:column`."""
        return self.setting or f"{self.file}:{self.key_line}:{self.key_column}"

    def node_at(self, path: Sequence[Key]) -> "Node | None":
        """The node under some keys, or None if nothing is written there."""
        node: Node | None = self
        for key in path:
            node = node.children.get(key) if node is not None else None
        return node

    def plain(self) -> Plain:
        """What was written, without the places."""
        if self.kind == "mapping":
            return {str(key): child.plain() for key, child in self.children.items()}
        if self.kind == "list":
            return [child.plain() for child in self.children.values()]
        return self.text

    def walk(self, path: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], "Node"]]:
        """Every node below and including this one, with its keys."""
        waiting: list[tuple[tuple[Key, ...], Node]] = [(path, self)]
        while waiting:
            keys, node = waiting.pop()
            yield keys, node
            below = [((*keys, key), child) for key, child in node.children.items()]
            waiting.extend(reversed(below))


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A tree with what is wrong with its form.

    Attributes:
        root: The mapping that is the file.
        problems: What the text may not hold, such as anchors or a key twice.
    """

    root: Node
    problems: tuple[Problem, ...] = ()

    def node_at(self, path: Sequence[Key]) -> Node | None:
        """The node under some keys, or None if nothing is written there."""
        return self.root.node_at(path)


def dotted(path: Sequence[Key]) -> str:
    """A path as messages and options write it.

    >>> dotted(("areas", "kelbajar", "places", 0))
    'areas.kelbajar.places.0'
    """
    return ".".join(printable(str(key), 60) for key in path)
