"""A tree of nodes growing from the events of the YAML parser, without recursion."""

from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from sim.errors import Problem, ScenarioError
from sim.scenario.nodes import COMMAND_LINE, Kind, Node, dotted
from sim.scenario.texts import Key, Text, printable

MAX_DEPTH = 40
MAX_NODES = 100_000
_NULLS = ("", "~", "null")


class Spot(NamedTuple):
    """A line and a column of a text, counted from 0."""

    line: int
    column: int


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read.

    Attributes:
        node: What it will be.
        items: Its children so far, the same object as `node.children`.
        path: The keys that lead to it.
        key, key_spot: In a mapping, the key whose value comes next.
        is_lost: Whether that value has no place in the tree, because its key is refused.
    """

    node: Node
    items: dict[Key, Node]
    path: tuple[Key, ...]
    key: str | None = None
    key_spot: Spot | None = None
    is_lost: bool = False

    @property
    def awaits_key(self) -> bool:
        return self.node.kind == "mapping" and self.key is None


@dataclass(slots=True)
class Growing:
    """The tree so far, and what was found in the text that may not be in it.

    Attributes:
        file: The file as the user named it.
        setting: The option the text came from, if any; it is then the place of everything.
    """

    file: str
    setting: str | None = None
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    _opened: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event of the parser.

        Raises:
            ScenarioError: If the text is too large or too deep, or holds a second document.
        """
        match event:
            case yaml.ScalarEvent():
                self._count(event)
                self._refuse_marks(event)
                self._take_scalar(event)
            case yaml.CollectionStartEvent():
                self._count(event)
                self._refuse_marks(event)
                self._take_start(event)
            case yaml.CollectionEndEvent():
                self._opened.pop()
            case yaml.AliasEvent():
                self._count(event)
                self._take_alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    what = "a second document begins here; a file holds one case"
                    raise self.refusal(_spot(event), what)
            case _:
                pass

    def refusal(self, spot: Spot | None, what: str) -> ScenarioError:
        """The refusal of the whole text, with all that was found so far."""
        place = self.file if spot is None else f"{self.file}:{spot.line + 1}:{spot.column + 1}"
        return ScenarioError([*self.problems, Problem(self.setting or place, "", what)])

    def _note(self, event: yaml.Event, what: str) -> None:
        spot = _spot(event)
        place = self.setting or f"{self.file}:{spot.line + 1}:{spot.column + 1}"
        into = self._opened[-1] if self._opened else None
        path: tuple[Key, ...] = into.path if into is not None else ()
        if into is not None and into.key is not None:
            path = (*path, into.key)
        self.problems.append(Problem(place, dotted(path), what))

    def _count(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self.refusal(
                _spot(event), f"the file holds more than {MAX_NODES} keys and values"
            )

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            anchor = printable(event.anchor)
            what = (
                f"an anchor (&{anchor}) may not be used; write the value again where it is needed"
            )
            self._note(event, what)
        if event.tag is not None:
            self._note(event, "a tag (!) may not be used; the key says what its value is")

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        self._note(
            event,
            f"an alias (*{printable(event.anchor or '')}) may not be used; write the value again",
        )
        if self._opened and self._opened[-1].awaits_key:
            self._begin_value(self._opened[-1], event, key="*", is_lost=True)
        else:
            self._put(event, "null", None)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        is_plain = not event.style
        if self._opened and self._opened[-1].awaits_key:
            self._take_key(self._opened[-1], event)
        elif is_plain and event.value in _NULLS:
            self._put(event, "null", None)
        else:
            self._put(event, "scalar", Text(event.value, quoted=not is_plain))

    def _take_key(self, into: _Open, event: yaml.ScalarEvent) -> None:
        first = into.items.get(event.value)
        self._begin_value(into, event, key=event.value, is_lost=True)
        if event.value == "<<" and not event.style:
            self._note(event, "a merge key (<<) may not be used; write the keys again")
        elif event.value == "":
            self._note(event, "a key is missing before ':'")
        elif first is not None:
            self._note(event, f"this key stands here twice, first in line {first.key_line}")
        else:
            into.is_lost = False

    def _begin_value(self, into: _Open, event: yaml.NodeEvent, *, key: str, is_lost: bool) -> None:
        into.key, into.key_spot, into.is_lost = key, _spot(event), is_lost

    def _take_start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._opened) >= MAX_DEPTH:
            raise self.refusal(_spot(event), f"nested deeper than {MAX_DEPTH} levels")
        kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
        if self._opened and self._opened[-1].awaits_key:
            into = self._opened[-1]
            self._note(event, "a key must be a word, not a list or a mapping")
            self._begin_value(into, event, key="?", is_lost=True)
            # Read on as the key's own content, apart from the tree; its value comes after it.
            apart = self._node(event, kind, None)
            self._opened.append(_Open(apart[0], apart[1], into.path))
            return
        self._put(event, kind, None)

    def _node(
        self, event: yaml.NodeEvent, kind: Kind, text: Text | None, key_spot: Spot | None = None
    ) -> tuple[Node, dict[Key, Node]]:
        spot = _spot(event)
        key_spot = key_spot or spot
        items: dict[Key, Node] = {}
        node = Node(
            kind=kind,
            file=COMMAND_LINE if self.setting else self.file,
            line=spot.line + 1,
            column=spot.column + 1,
            key_line=key_spot.line + 1,
            key_column=key_spot.column + 1,
            text=text,
            children=items,
            setting=self.setting,
        )
        return node, items

    def _put(self, event: yaml.NodeEvent, kind: Kind, text: Text | None) -> None:
        """Put a value under the key that waits for it, at the end of the list, or at the root."""
        into = self._opened[-1] if self._opened else None
        node, items = self._node(event, kind, text, into.key_spot if into is not None else None)
        path: tuple[Key, ...] = ()
        if into is None:
            self.root = node
        else:
            key = into.key if into.key is not None else len(into.items)
            path = (*into.path, key)
            if not into.is_lost:
                into.items[key] = node
            into.key, into.key_spot, into.is_lost = None, None, False
        if kind in ("mapping", "list"):
            self._opened.append(_Open(node, items, path))


def _spot(event: yaml.Event) -> Spot:
    mark = event.start_mark
    return Spot(mark.line, mark.column) if mark is not None else Spot(0, 0)
