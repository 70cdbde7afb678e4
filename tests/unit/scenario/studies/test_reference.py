"""The reference page of studies names every key, and its README every shipped study."""

from pathlib import Path

from sim.scenario.shapes import Collection, Fields, shape_of
from sim.scenario.studies.blocks import StudyBlock

ROOT = Path(__file__).parents[4]


def keys_of(shape: object) -> set[str]:
    match shape:
        case Fields():
            return set(shape.fields).union(*(keys_of(inner) for inner in shape.fields.values()))
        case Collection():
            return keys_of(shape.item)
        case _:
            return set()


def test_every_key_is_on_the_page():
    page = (ROOT / "docs" / "study-reference.md").read_text("utf-8")
    keys = keys_of(shape_of(StudyBlock))
    assert {"title", "latin-hypercube", "levels", "distribution"} <= keys
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_every_shipped_study_is_in_the_readme_with_its_question():
    folder = ROOT / "scenarios" / "studies"
    readme = (folder / "README.md").read_text("utf-8")
    for path in folder.glob("*.yaml"):
        title = next(
            line.removeprefix("title: ")
            for line in path.read_text("utf-8").splitlines()
            if line.startswith("title: ")
        )
        assert f"[{path.name}]({path.name}) | {title} |" in readme
