"""Every key of a study file, misspelt by one letter, is refused where it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.scenario.document import read_document
from sim.scenario.nodes import Node
from sim.scenario.shapes import Collection, Fields, Number, Shape, below, shape_of
from sim.scenario.studies.blocks import StudyBlock
from tests.studies import refusals
from tests.unit.scenario.test_misspelt_keys import misspellings

EVERYTHING = Path(__file__).with_name("everything.yaml").read_text("utf-8")
DESIGNS = (
    "grid: {levels: 3}",
    "latin-hypercube: {points: 4}",
    "sobol: {points: 4}",
)


def keys_in(node: Node, shape: Shape | None) -> Iterator[tuple[Node, str]]:
    """Every key that the schema gives a meaning, with its node."""
    for key, child in node.children.items():
        if isinstance(shape, Fields | Number):
            yield child, str(key)
        if isinstance(shape, Fields | Collection):
            yield from keys_in(child, below(shape, key))


def shown_keys(shape: Shape) -> Iterator[tuple[str, str]]:
    match shape:
        case Fields():
            for key, inner in shape.fields.items():
                yield shape.model.__name__, key
                yield from shown_keys(inner)
        case Collection():
            yield from shown_keys(shape.item)
        case _:
            return


def test_file_with_everything_is_right_under_every_design(tmp_path: Path):
    for design in DESIGNS:
        assert refusals(tmp_path, source=EVERYTHING.replace(DESIGNS[0], design)) == []


def test_file_with_everything_has_every_key():
    written = EVERYTHING + "".join(DESIGNS)
    for block, key in shown_keys(shape_of(StudyBlock)):
        assert f"{key}:" in written, (block, key)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda text: text.partition(":")[0])
def test_every_key_misspelt_by_one_letter_is_refused_at_its_place(design: str, tmp_path: Path):
    source = EVERYTHING.replace(DESIGNS[0], design)
    lines = source.split("\n")
    tried = 0
    # Outside the design all three files are alike.
    first = 0 if design == DESIGNS[0] else lines.index("design:")
    for node, key in keys_in(read_document(source, "f").root, shape_of(StudyBlock)):
        for wrong in sorted({*misspellings(key)} - {key, ""}):
            row, column = node.key_line - 1, node.key_column - 1
            if row < first:
                continue
            changed = lines[row][:column] + wrong + lines[row][column + len(key) :]
            found = refusals(tmp_path, source="\n".join([*lines[:row], changed, *lines[row + 1 :]]))
            assert changed[column:] in {at for at, _, _ in found}, (key, wrong, found)
            tried += 1
    assert tried > (200 if first == 0 else 10)


def test_misspelling_is_answered_with_the_key_that_was_meant(tmp_path: Path):
    for key in shape_of(StudyBlock).fields:
        if f"\n{key}:" in EVERYTHING:
            wrong = key[:2] + key[3:]
            found = refusals(tmp_path, source=EVERYTHING.replace(f"\n{key}:", f"\n{wrong}:"))
            told = [what for at, path, what in found if path == wrong]
            assert told == [f"unknown key; did you mean '{key}'?"], (key, found)
