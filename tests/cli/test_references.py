"""The reference in docs/ says what the schema says, and its examples are a file that loads."""

from pathlib import Path

import pytest

from sim.cli import references
from sim.scenario.explain.names import EVENT_WORDS as TOLD
from sim.scenario.keys import keys_of_block
from sim.scenario.reference import EVENT_WORDS, sections
from sim.scenario.snippets import Snippets
from sim.scenario.words import EVENTS

EXAMPLE = references.DOCS / "scenario-example.yaml"
PAGE = (references.DOCS / "scenario-reference.md").read_text("utf-8")


def test_pages_are_fresh() -> None:
    assert references.main(["--check"]) == 0


def test_stale_page_is_noticed_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "scenario-reference.md"
    stale.write_text("old", "utf-8")
    monkeypatch.setattr(references, "references", lambda: {stale: "new"})
    assert references.main(["--check"]) == 1
    assert "scenario-reference.md" in capsys.readouterr().err
    assert stale.read_text("utf-8") == "old"
    assert references.main([]) == 0
    assert stale.read_text("utf-8") == "new"


def test_every_key_of_every_block_is_in_the_example() -> None:
    shown: dict[type, set[str]] = {}
    for _, block in Snippets(EXAMPLE).blocks:
        shown.setdefault(type(block), set()).update(block.model_fields_set)
    blocks = {block for section in sections() for block in section.blocks}
    missing = [
        f"{block.__name__}.{facts.key}"
        for block in blocks
        for facts in keys_of_block(block)
        if facts.key != "source" and facts.attribute not in shown.get(block, set())
    ]
    assert missing == []


def test_every_key_has_a_meaning_and_a_row() -> None:
    for section in sections():
        for block in section.blocks:
            for facts in keys_of_block(block):
                assert facts.meaning, f"{block.__name__}.{facts.key}"
                assert facts.key == "source" or f"| `{facts.key}` | " in PAGE


def test_every_event_is_explained() -> None:
    events = {(collection, event) for collection in EVENTS for event in EVENTS[collection]}
    assert set(EVENT_WORDS) == events
    assert set(TOLD) == events


def test_every_link_of_the_page_leads_to_a_heading() -> None:
    headings = {
        "".join(c for c in line.lstrip("# ").lower() if c.isalnum() or c in " -_").replace(" ", "-")
        for line in PAGE.splitlines()
        if line.startswith("#")
    }
    links = {part.split(")")[0] for part in PAGE.split("](#")[1:]}
    assert links
    assert links <= headings


def test_snippet_is_cut_as_it_stands_in_the_file() -> None:
    from sim.scenario.agreement import Stands

    assert Snippets(EXAMPLE).of(Stands) == "pending_at_due: {stands_hours: 24}"
