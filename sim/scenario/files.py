"""Scenario files on the disk: reading one, and the one it extends."""

from dataclasses import dataclass, replace
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.scenario.document import MAX_BYTES, read_document, text_of
from sim.scenario.nodes import COMMAND_LINE, Document, Node
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
        reason = getattr(error, "strerror", None) or "no file can have this name"
        raise ScenarioError([asked.problem(f"{shown} cannot be read: {reason}")]) from None
    return text_of(raw, path)


def _near(path: str) -> str:
    """A file beside the missing one that may have been meant."""
    missing = Path(path)
    try:
        beside = {entry.name for entry in missing.parent.iterdir() if entry.suffix == ".yaml"}
    except OSError:
        return ""
    near = nearest(missing.name, beside)
    return f"; did you mean '{printable(beside_of(path, near), 200)}'?" if near else ""


def beside_of(file: str, name: str) -> str:
    """A file named in another one, as seen from where the user is."""
    return str(Path(file).parent / name)


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
    if node.text is None:
        what = f"the name of one other file is needed here, found {described(node.plain())}"
        return None, [asked.problem(what)]
    other = beside_of(file, node.text)
    if _is_same(other, file):
        return None, [asked.problem("a file cannot extend itself")]
    try:
        base = read_document(read_file(other, asked), other)
    except ScenarioError as error:
        return None, list(error.problems)
    if base.root.kind != "mapping":
        return None, [asked.problem(f"'{printable(other, 200)}' holds no mapping of keys")]
    return base, _second_level(base, asked, other=other, file=file)


def _second_level(base: Document, asked: Asked, *, other: str, file: str) -> list[Problem]:
    above = base.root.children.get(EXTENDS)
    if above is None:
        return []
    shown = f"'{printable(other, 200)}'"
    if above.text is not None and _is_same(beside_of(other, above.text), file):
        return [asked.problem(f"{shown} extends this file in turn, in a circle")]
    what = f"{shown} itself extends another file; one level is allowed, so extend that one"
    return [asked.problem(what)]


def _is_same(one: str, other: str) -> bool:
    try:
        return Path(one).resolve() == Path(other).resolve()
    except (OSError, ValueError, RuntimeError):
        return one == other


def observed_file(root: Node, file: str) -> Path | None:
    """The csv file with what was observed, beside the file that names it."""
    node = root.children.get("observed")
    if node is None or not node.text:
        return None
    return Path(beside_of(file if node.file == COMMAND_LINE else node.file, node.text))


def missing_observed(root: Node, file: str) -> list[Problem]:
    """A problem, if the file with what was observed is named but not there."""
    found = observed_file(root, file)
    try:
        if found is None or found.is_file():
            return []
    except (OSError, ValueError):
        pass
    what = f"there is no file '{printable(str(found), 200)}'; it is looked for beside this one"
    return [Problem(root.children["observed"].place, "observed", what)]


def without_extends(root: Node) -> Node:
    """The tree without the key that names the extended file."""
    return replace(root, children={k: v for k, v in root.children.items() if k != EXTENDS})
