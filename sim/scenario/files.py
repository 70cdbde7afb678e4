"""Scenario files on the disk: reading one, and the one it extends."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.scenario.document import MAX_BYTES, read_document, text_of
from sim.scenario.nodes import Document, Node
from sim.scenario.suggestions import nearest
from sim.scenario.texts import described, printable

EXTENDS = "extends"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a file was asked for: on the command line, or under a key of another file."""

    place: str
    path: str = ""

    def problem(self, what: str) -> Problem:
        """What is wrong with the file asked for."""
        return Problem(self.place, self.path, what)


def read_file(path: str, asked: Asked) -> str:
    """The text of a scenario file.

    Raises:
        ScenarioError: If there is no such file, or it cannot be read as text.
    """
    shown = f"'{printable(path, 200)}'"
    try:
        found = Path(path)
        if found.is_dir():
            raise ScenarioError([asked.problem(f"{shown} is a directory; name a file in it")])
        if found.exists() and not found.is_file():
            raise ScenarioError([asked.problem(f"{shown} is not an ordinary file")])
        with found.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ScenarioError([asked.problem(f"there is no file {shown}{_near(path)}")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be one"
        raise ScenarioError([asked.problem(f"{shown} cannot be read: {reason}")]) from None
    return text_of(raw, path)


def _near(path: str) -> str:
    """A file beside the missing one that may have been meant."""
    folder, name = os.path.split(path)
    try:
        beside = [entry for entry in os.listdir(folder or ".") if entry.endswith((".yaml", ".yml"))]
    except OSError:
        return ""
    near = nearest(name, beside)
    return f"; did you mean '{printable(os.path.join(folder, near), 200)}'?" if near else ""


def extended(document: Document, file: str) -> tuple[Document | None, list[Problem]]:
    """The document that another one extends, and what is wrong with the extending.

    Args:
        document: What extends.
        file: Its file as the user named it; `extends` is relative to it.
    """
    node = document.root.children.get(EXTENDS)
    if node is None:
        return None, []
    asked = Asked(node.place, EXTENDS)
    if node.kind != "scalar" or not node.text:
        what = f"the name of one other file is needed here, found {described(node.plain())}"
        return None, [asked.problem(what)]
    other = beside(file, node.text)
    if _is_same(other, file):
        return None, [asked.problem("a file cannot extend itself")]
    try:
        base = read_document(read_file(other, asked), other)
    except ScenarioError as error:
        return None, list(error.problems)
    return base, _second_level(base, file, asked)


def _second_level(base: Document, file: str, asked: Asked) -> list[Problem]:
    above = base.root.children.get(EXTENDS)
    if above is None:
        return []
    target = beside(above.file, above.text) if above.text else ""
    if target and _is_same(target, file):
        return [asked.problem(f"{above.file} extends this file in turn, in a circle")]
    what = f"{above.file} itself extends another file; only one level is allowed"
    return [asked.problem(what)]


def beside(file: str, name: str) -> str:
    """A file named in another one, as seen from where the user is."""
    return os.path.normpath(os.path.join(os.path.dirname(file), name))


def _is_same(one: str, other: str) -> bool:
    try:
        return os.path.realpath(one) == os.path.realpath(other)
    except (OSError, ValueError):
        return one == other


def without_extends(root: Node) -> Node:
    """The tree without the key that names the extended file."""
    return replace(root, children={k: v for k, v in root.children.items() if k != EXTENDS})
