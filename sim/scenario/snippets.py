"""Pieces cut out of a scenario file as they stand in it, one for each kind of block."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from textwrap import dedent

from sim.scenario.blocks import Block
from sim.scenario.load import load_scenario
from sim.scenario.nodes import Node
from sim.scenario.texts import Key


class Snippets:
    """Finds in one file, for each kind of block, the item that shows most of its keys."""

    def __init__(self, file: Path) -> None:
        self._lines = file.read_text(encoding="utf-8").splitlines()
        self._loaded = load_scenario(file)

    def of(self, block: type[Block]) -> str:
        """The lines of the fullest block of a kind, its key first; empty if there is none."""
        found = [(path, item) for path, item in self.blocks if type(item) is block]
        if not found:
            return ""
        fullest = max(found, key=lambda pair: len(pair[1].model_fields_set))
        return self._cut(fullest[0])

    @cached_property
    def blocks(self) -> tuple[tuple[tuple[Key, ...], Block], ...]:
        """Every block of the file with its keys."""
        return tuple(_blocks(self._loaded.scenario, ()))

    def _cut(self, keys: tuple[Key, ...]) -> str:
        node = self._loaded.document.root.node_at(keys)
        if node is None or not keys:
            return ""
        last = max(_lines_of(node))
        return dedent("\n".join(self._lines[node.key_line - 1 : last]))


def _lines_of(node: Node) -> Iterator[int]:
    for _, below in node.walk():
        yield below.line


def _blocks(value: object, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], Block]]:
    if isinstance(value, Block):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from _blocks(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _blocks(item, (*path, key))
