"""The text of a scenario file read into nodes, refusing what YAML offers beyond plain trees.

Only the parser's events are used. Composing or constructing would recurse, expand aliases and turn
`no`, `12:30` and `010` into other things than were written; here a scalar stays text, and the limits
on depth and number hold before anything is built.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn, Protocol

import yaml

from sim.errors import Problem, ScenarioError
from sim.scenario.nodes import COMMAND_LINE, Document, Kind, Node, dotted
from sim.scenario.texts import Key, Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

_PARSER = getattr(yaml, "CLoader", yaml.Loader)
_NULLS = ("", "~", "null")
_NOT_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB = re.compile(r"^ *\t(?=[ \t]*[^\s#])", re.MULTILINE)
_SYNTAX = {
    "mapping values are not allowed": "a second ': ' on one line, or a line indented too far; "
    "put text that holds ': ' in quotes",
    "did not find expected key": "a line that is not indented as its neighbours are, or a bracket "
    "too many",
    "did not find expected ',' or": "a list or mapping in brackets is not closed, or lacks a comma",
    "cannot start any token": "text that begins with this character must stand in quotes",
    "could not find expected ':'": "a key without ': ' after it",
    "unexpected end of stream": "a quotation mark that is never closed",
    "unknown escape character": r"\ in double quotes begins an escape; use single quotes",
    "did not find expected node content": "a bracket that is never closed",
    "block sequence entries": "a list item (- ) where none can stand",
    "did not find expected '-' indicator": "a line that is not indented as the list items are",
}


class _Mark(Protocol):
    line: int
    column: int


def read_document(text: str, file: str, *, setting: str | None = None) -> Document:
    """The tree of one text.

    Args:
        text: What is in the file, or stands behind the `=` of an option.
        file: The file as the user named it.
        setting: The option, if the text came from one; places are then the option.

    Raises:
        ScenarioError: If the text is no tree at all, or too large or too deep to be looked at.
    """
    _refuse_what_is_no_text(text, file, setting=setting)
    builder = _Builder(file=file, setting=setting)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        builder.refuse(mark, f"cannot be read as YAML: {_in_plain_words(error)}")
    if builder.root is None:
        builder.refuse(None, "is empty; `withdrawal-sim new` writes a file to start from")
    return Document(root=builder.root, problems=tuple(builder.problems))


def text_of(raw: bytes, file: str) -> str:
    """The characters of a file, which must be UTF-8 (a byte order mark at its start is skipped).

    Raises:
        ScenarioError: If it is too large or in another encoding.
    """
    if len(raw) > MAX_BYTES:
        megabytes = MAX_BYTES // 1_000_000
        what = f"is larger than {megabytes} MB, the most a scenario file may be"
        raise ScenarioError([Problem(file, "", what)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file in UTF-8"
        raise ScenarioError([Problem(f"{file}:{line}:{column}", "", what)]) from None


def _in_plain_words(error: yaml.YAMLError) -> str:
    raw = str(getattr(error, "problem", None) or "it is not well formed")
    words = [ours for theirs, ours in _SYNTAX.items() if theirs in raw]
    return words[0] if words else raw


def _refuse_what_is_no_text(text: str, file: str, *, setting: str | None) -> None:
    found = [match for match in (_NOT_TEXT.search(text), _TAB.search(text)) if match]
    if not found:
        return
    first = min(found, key=lambda match: match.end())
    character = text[first.end() - 1]
    where = text.rfind("\n", 0, first.end() - 1) + 1
    line = text.count("\n", 0, first.end() - 1) + 1
    place = setting or f"{file}:{line}:{first.end() - where}"
    what = (
        "a tab in the indentation; indent with spaces"
        if character == "\t"
        else f"the character U+{ord(character):04X} cannot be seen and may not stand here"
    )
    raise ScenarioError([Problem(place, "", what)])


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read."""

    node: Node
    items: dict[Key, Node]
    path: tuple[Key, ...]
    key: str | None = None
    key_mark: _Mark | None = None
    is_lost: bool = False


@dataclass(slots=True)
class _Builder:
    """Builds the tree from events without recursion, and notes what may not be in it."""

    file: str
    setting: str | None
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        match event:
            case yaml.DocumentStartEvent():
                self._begin_document(event)
            case yaml.AliasEvent():
                self._count(event)
                self._note(event.start_mark, "an alias (*) may not be used; write the value again")
                self._place(event, "null", None)
            case yaml.ScalarEvent():
                self._count(event)
                self._refuse_marks(event)
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._count(event)
                self._refuse_marks(event)
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case _:
                pass

    def refuse(self, mark: _Mark | None, what: str) -> NoReturn:
        """Give the text up, with what was found so far."""
        place = self._at(mark) if mark is not None else self.setting or self.file
        raise ScenarioError([*self.problems, Problem(place, "", what)])

    def _at(self, mark: _Mark) -> str:
        return self.setting or f"{self.file}:{mark.line + 1}:{mark.column + 1}"

    def _note(self, mark: _Mark, what: str) -> None:
        below = self.opened[-1] if self.opened else None
        key = () if below is None or below.key is None else (below.key,)
        path = (*below.path, *key) if below is not None else ()
        self.problems.append(Problem(self._at(mark), dotted(path), what))

    def _begin_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.refuse(event.start_mark, "a second document begins here; a file holds one case")

    def _count(self, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(event.start_mark, f"the file holds more than {MAX_NODES} keys and values")

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(event.start_mark, f"an anchor (&{event.anchor}) may not be used; write the "
                       "value again where it is needed")
        if event.tag is not None:
            self._note(event.start_mark, "a tag (!) may not be used; the key says what its value is")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        plain = not event.style
        into = self.opened[-1] if self.opened else None
        if into is not None and into.node.kind == "mapping" and into.key is None:
            self._begin_key(into, event)
            return
        is_null = plain and event.value in _NULLS
        text = None if is_null else Text(event.value, quoted=not plain)
        self._place(event, "null" if is_null else "scalar", text)

    def _begin_key(self, into: _Open, event: yaml.ScalarEvent) -> None:
        into.key, into.key_mark = event.value, event.start_mark
        into.is_lost = True
        if event.value == "<<" and not event.style:
            self._note(event.start_mark, "a merge key (<<) may not be used; write the keys again")
        elif event.value == "":
            self._note(event.start_mark, "a key is missing before ':'")
        elif event.value in into.items:
            first = into.items[event.value]
            self._note(event.start_mark, f"this key stands twice, first in line {first.key_line}")
        else:
            into.is_lost = False

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.opened) >= MAX_DEPTH:
            self.refuse(event.start_mark, f"nested deeper than {MAX_DEPTH} levels")
        kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
        into = self.opened[-1] if self.opened else None
        if into is not None and into.node.kind == "mapping" and into.key is None:
            self._note(event.start_mark, "a key must be a plain word, not a list or a mapping")
            into.key, into.key_mark, into.is_lost = "?", event.start_mark, True
            items: dict[Key, Node] = {}
            lost = Node(kind, self.file, 0, 0, 0, 0, children=items)
            self.opened.append(_Open(lost, items, into.path))
            return
        self._place(event, kind, None)

    def _place(self, event: yaml.NodeEvent, kind: Kind, text: Text | None) -> None:
        into = self.opened[-1] if self.opened else None
        items: dict[Key, Node] = {}
        key_mark = into.key_mark if into is not None and into.key_mark else event.start_mark
        node = Node(
            kind=kind,
            file=COMMAND_LINE if self.setting else self.file,
            line=event.start_mark.line + 1,
            column=event.start_mark.column + 1,
            key_line=key_mark.line + 1,
            key_column=key_mark.column + 1,
            text=text,
            children=items,
            setting=self.setting,
        )
        key: Key = ""
        if into is None:
            self.root = node
        else:
            key = into.key if into.key is not None else len(into.items)
            if not into.is_lost:
                into.items[key] = node
            into.key, into.key_mark, into.is_lost = None, None, False
        if kind in ("mapping", "list"):
            path = (*into.path, key) if into is not None else ()
            self.opened.append(_Open(node, items, path))

    def _close(self) -> None:
        self.opened.pop()
