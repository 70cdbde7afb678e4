"""The text of a scenario file read into nodes, refusing what YAML offers beyond plain trees.

Only the parser's events are used. Composing or constructing would recurse, expand aliases and turn
`no`, `12:30` and `010` into other things than were written; here a scalar stays text, and the
limits on depth and number hold before anything is built.
"""

import re

import yaml

from sim.errors import Problem, ScenarioError
from sim.scenario.growing import Growing, Spot
from sim.scenario.nodes import Document

MAX_BYTES = 2_000_000

_PARSER = getattr(yaml, "CLoader", yaml.Loader)
_UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_OPENED = (
    "while scanning a quoted scalar",
    "while scanning a simple key",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
)
_SYNTAX = {
    "mapping values are not allowed": "a second ': ' on one line, or a line indented too far; "
    "text that holds ': ' must stand in quotes",
    "did not find expected key": "a line that is not indented as its neighbours are, or a bracket "
    "or quotation mark too many",
    "did not find expected ',' or": "the list or mapping in brackets that begins here lacks a "
    "comma or is never closed",
    "cannot start any token": "text that begins with this character must stand in quotes",
    "could not find expected ':'": "a key without ': ' (colon and space) after it",
    "unexpected end of stream": "the quotation mark here is never closed",
    "unexpected document indicator": "the quotation mark here is never closed",
    "unknown escape character": r"\ in double quotes begins an escape; use single quotes",
    "did not find expected node content": "a value is missing here, or a bracket is never closed",
    "block sequence entries are not allowed": "a list item (- ) where none can stand",
    "did not find expected '-' indicator": "a line that is not indented as the list items are",
    "did not find expected <document start>": "a line that does not belong to the mapping before "
    "it",
    "found incompatible YAML document": "the line %YAML asks for another version; leave it out",
}


def read_document(text: str, file: str, *, setting: str | None = None) -> Document:
    """The tree of one text.

    Args:
        text: What is in the file, or stands behind the `=` of an option.
        file: The file as the user named it.
        setting: The option, if the text came from one; places are then the option.

    Raises:
        ScenarioError: If the text is no tree at all, or too large or too deep to be looked at.
    """
    growing = Growing(file=file, setting=setting)
    if len(text) > MAX_BYTES:
        raise growing.refusal(None, _too_large())
    _refuse_unseen(text, growing)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            growing.take(event)
    except yaml.YAMLError as error:
        what = f"cannot be read as YAML: {_in_plain_words(error)}"
        raise growing.refusal(_spot(error), what) from None
    if growing.root is None:
        what = "is empty; `withdrawal-sim new` writes a file to start from"
        raise growing.refusal(None, what)
    return Document(root=growing.root, problems=tuple(growing.problems))


def text_of(raw: bytes, file: str) -> str:
    """The characters of a file, which must be UTF-8 (a byte order mark at its start is skipped).

    Raises:
        ScenarioError: If it is too large or in another encoding.
    """
    if len(raw) > MAX_BYTES:
        raise ScenarioError([Problem(file, "", _too_large())])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file in UTF-8"
        raise ScenarioError([Problem(f"{file}:{line}:{column}", "", what)]) from None


def _too_large() -> str:
    return f"is larger than {MAX_BYTES // 1_000_000} MB, the most a scenario file may be"


def _refuse_unseen(text: str, growing: Growing) -> None:
    """Refuse tabs in the indentation, and characters that nobody could find in an editor."""
    found = [match for match in (_UNSEEN.search(text), _TAB.search(text)) if match]
    if not found:
        return
    at = min(match.end() for match in found) - 1
    spot = Spot(line=text.count("\n", 0, at), column=at - (text.rfind("\n", 0, at) + 1))
    if text[at] == "\t":
        raise growing.refusal(spot, "a tab in the indentation; indent with spaces")
    raise growing.refusal(spot, f"the character U+{ord(text[at]):04X} cannot be seen; take it out")


def _spot(error: yaml.YAMLError) -> Spot | None:
    """Where to look: at what was opened, if it was never closed, otherwise at the problem."""
    opened = str(getattr(error, "context", None) or "").startswith(_OPENED)
    marks = ("context_mark", "problem_mark") if opened else ("problem_mark", "context_mark")
    for name in marks:
        mark = getattr(error, name, None)
        if mark is not None:
            return Spot(line=mark.line, column=mark.column)
    return None


def _in_plain_words(error: yaml.YAMLError) -> str:
    raw = str(getattr(error, "problem", None) or "it is not well formed")
    words = [ours for theirs, ours in _SYNTAX.items() if theirs in raw]
    return words[0] if words else raw
