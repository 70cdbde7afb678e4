"""Every value of the file that uses every key, spoilt, is refused where it stands."""

from collections.abc import Iterator, Mapping

import pytest

from sim.errors import ScenarioError
from sim.scenario.document import read_document
from sim.scenario.load import parse_scenario
from sim.scenario.nodes import Node
from tests.unit.scenario.test_misspelt_keys import EVERYTHING, everything

SPOILT = '"?!"'
"""Neither a number nor an instant, a name, an event or one of a few words."""
FREE = {"title", "description", "url", "name"}
"""Keys whose value may be any text; so may what a rival source says."""


def leaves() -> Iterator[tuple[str, Node]]:
    """Every value without parts, with its dotted path; those that may be any text left out.

    A value and its weight are told of together, at the pair they make.
    """
    root = read_document(everything(), "f").root
    for path, node in root.walk():
        is_rival = "rivals" in path and path[-1] == "value"
        is_free = str(path[-1]) in FREE if path else False
        if node.children or is_rival or is_free:
            continue
        if "discrete" not in path:
            yield ".".join(map(str, path)), node
        elif path[-1] == 0:
            yield ".".join(map(str, path[:-1])), node


def spoilt(nodes: Mapping[str, Node]) -> str:
    """The text with some values spoilt."""
    lines = everything().split("\n")
    for node in sorted(nodes.values(), key=lambda it: (it.line, -it.column)):
        line, column = lines[node.line - 1], node.column - 1
        written = written_at(line, column)
        lines[node.line - 1] = line[:column] + SPOILT + line[column + len(written) :]
    return "\n".join(lines)


def written_at(line: str, column: int) -> str:
    """A value as it is written, quotes included."""
    rest = line[column:]
    if rest[0] in "\"'":
        return rest[: rest.index(rest[0], 1) + 1]
    ends = [rest.index(mark) for mark in (",", "}", "]") if mark in rest]
    is_inside = "{" in line[:column] or "[" in line[:column]
    return (rest[: min(ends)] if ends and is_inside else rest.partition(" #")[0]).rstrip()


def test_every_value_spoilt_is_refused_at_its_place():
    """One mistake may hide another: those not told of are tried again without the others."""
    waiting = dict(leaves())
    assert len(waiting) > 400
    while waiting:
        with pytest.raises(ScenarioError) as caught:
            parse_scenario(spoilt(waiting), name=str(EVERYTHING))
        told = waiting.keys() & {problem.path for problem in caught.value.problems}
        assert told, f"not refused: {sorted(waiting)}"
        waiting = {path: node for path, node in waiting.items() if path not in told}
