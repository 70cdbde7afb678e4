"""Every key of the schema, misspelt by one letter, is refused where it stands."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.amounts import FORMS, NAMED, ORIGIN_KEYS
from sim.scenario.document import read_document
from sim.scenario.load import load_scenario, parse_scenario
from sim.scenario.model import Scenario
from sim.scenario.nodes import Node
from sim.scenario.shapes import (
    Collection,
    Fields,
    Forms,
    Items,
    Leaf,
    Number,
    Shape,
    below,
    shape_of,
)

EVERYTHING = Path(__file__).with_name("everything.yaml")
RIVAL = ("value", "source")
NUMBER = {*FORMS, *ORIGIN_KEYS, "low", "high"}
PARAMETERS = {key for names in NAMED.values() for key in names} | {"p90_over_median"}


@cache
def everything() -> str:
    return EVERYTHING.read_text(encoding="utf-8")


def written_keys(node: Node, shape: Shape) -> Iterator[tuple[str, Node, str]]:
    """Every key that the schema gives a meaning, with the kind of block it stands in."""
    if isinstance(shape, Forms):
        shape = shape.of(node.plain())
    for key, child in node.children.items():
        inner = below(shape, key) or Leaf()
        if isinstance(shape, Fields):
            yield shape.model.__name__, child, str(key)
        elif isinstance(shape, Collection) and isinstance(shape.keys, tuple):
            yield "class", child, str(key)
        elif isinstance(shape, Number):
            yield "number", child, str(key)
            yield from inside_number(child, str(key))
        if isinstance(key, str) and key == "rivals":
            for rival in child.children.values():
                yield from (("rival", value, str(name)) for name, value in rival.children.items())
        if isinstance(shape, Fields | Collection | Items):
            yield from written_keys(child, inner)


def inside_number(node: Node, key: str) -> Iterator[tuple[str, Node, str]]:
    for name, child in node.children.items():
        if key in NAMED:
            yield "parameter", child, str(name)
        if child.kind == "mapping" and key in NAMED:
            for inner, value in child.children.items():
                yield "number", value, str(inner)


def possible_keys(shape: Shape, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Every key that the schema knows, with the kind of block it belongs to."""
    match shape:
        case Fields() if shape.model.__name__ not in seen:
            seen.add(shape.model.__name__)
            for key, inner in shape.fields.items():
                yield shape.model.__name__, key
                yield from possible_keys(inner, seen)
        case Collection():
            if isinstance(shape.keys, tuple):
                yield from (("class", key) for key in shape.keys if key != "receiving")
            yield from possible_keys(shape.item, seen)
        case Items():
            yield from possible_keys(shape.item, seen)
        case Forms():
            for form in shape.forms.values():
                yield from possible_keys(form, seen)
        case Number():
            yield from (("number", key) for key in NUMBER)
            yield from (("parameter", key) for key in PARAMETERS)
            yield from (("rival", key) for key in RIVAL)
        case _:
            pass


@cache
def all_written() -> tuple[tuple[str, Node, str], ...]:
    return tuple(written_keys(read_document(everything(), "f").root, shape_of(Scenario)))


def misspellings(key: str) -> Iterator[str]:
    """The key with one letter left out, and with two neighbours swapped."""
    for position in range(len(key)):
        yield key[:position] + key[position + 1 :]
    for position in range(len(key) - 1):
        yield key[:position] + key[position + 1] + key[position] + key[position + 2 :]


def test_the_file_with_everything_is_valid():
    assert load_scenario(EVERYTHING).scenario.title == "Everything at once"


def test_the_file_with_everything_uses_every_key_of_the_schema():
    used = {(kind, key) for kind, _, key in all_written()}
    assert set(possible_keys(shape_of(Scenario), set())) - used == set()


def apart() -> list[list[tuple[Node, str]]]:
    """All keys in groups that can be misspelt together without one mistake hiding another.

    A mistake hides what is below it, and a number tells only one mistake at a time.
    """
    groups: dict[tuple[int, int], list[tuple[Node, str]]] = {}
    root = read_document(everything(), "f").root
    positions = {
        id(child): (len(path), position)
        for path, node in root.walk()
        for position, child in enumerate(node.children.values())
    }
    for kind, node, key in written_keys(root, shape_of(Scenario)):
        depth, position = positions[id(node)]
        tells_one = kind in ("number", "parameter", "rival")
        groups.setdefault((depth, position + 1 if tells_one else 0), []).append((node, key))
    return list(groups.values())


def test_every_key_misspelt_by_one_letter_is_refused_at_its_place():
    tried = 0
    for group in apart():
        wrong = [(node, key, sorted({*misspellings(key)} - {key, ""})) for node, key in group]
        for number in range(max(len(words) for _, _, words in wrong)):
            changes = [(n, key, words[number]) for n, key, words in wrong if number < len(words)]
            written, places = misspelt(changes)
            with pytest.raises(ScenarioError) as caught:
                parse_scenario(written, name=str(EVERYTHING))
            assert places - {problem.place for problem in caught.value.problems} == set()
            tried += len(changes)
    assert tried > 5000


def misspelt(changes: list[tuple[Node, str, str]]) -> tuple[str, set[str]]:
    """The text with some keys misspelt, and the places where they stand then."""
    lines = everything().split("\n")
    moved: dict[int, int] = {}
    places = set()
    for node, key, wrong in sorted(changes, key=lambda change: change[0].key_column):
        line = node.key_line - 1
        column = node.key_column - 1 + moved.get(line, 0)
        assert lines[line][column:].startswith(key)
        lines[line] = lines[line][:column] + wrong + lines[line][column + len(key) :]
        moved[line] = moved.get(line, 0) + len(wrong) - len(key)
        places.add(f"{EVERYTHING}:{line + 1}:{column + 1}")
    return "\n".join(lines), places


def test_a_misspelling_of_every_key_is_answered_with_the_key_that_was_meant():
    unanswered = []
    for group in apart():
        long = [(node, key, key[:2] + key[3:]) for node, key in group if len(key) > 4]
        if not long:
            continue
        with pytest.raises(ScenarioError) as caught:
            parse_scenario(misspelt(long)[0], name=str(EVERYTHING))
        said = {problem.path.split(".")[-1]: problem.what for problem in caught.value.problems}
        unanswered += [
            (key, said[wrong])
            for _, key, wrong in long
            if not said[wrong].endswith(f"; did you mean '{key}'?")
        ]
    assert unanswered == []
