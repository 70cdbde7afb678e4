"""The catalogue is complete, and the reference page says all of it."""

from pathlib import Path

import pytest

from sim.catalogue import CAUSES, EVENTS, KINDS, OUTCOMES, SERIES, Cause, Entry, Kind
from sim.cli import references
from sim.events.log import COLUMNS
from sim.outcomes.reference import TABLES, reference_page

PAGE = (references.DOCS / "outcomes-reference.md").read_text(encoding="utf-8")
MEASURED = [entry for entries in OUTCOMES.values() for entry in entries] + list(SERIES)
UNITS = {
    "hours": "h",
    "people": "people",
    "vehicles": "vehicles",
    "loads": "loads",
    "days": "days",
    "km": "km",
}


def test_the_page_is_fresh():
    template = Path(references.DOCS / "templates" / "outcomes-reference.md")
    assert reference_page(template.read_text(encoding="utf-8")) == PAGE


def test_every_kind_cause_and_column_has_an_entry():
    assert set(KINDS) == set(Kind)
    assert set(CAUSES) == set(Cause) - {Cause.NONE}
    assert tuple(entry.name for entry in EVENTS) == COLUMNS
    assert set(TABLES) == set(OUTCOMES)


@pytest.mark.parametrize("entry", [*KINDS.values(), *CAUSES.values(), *EVENTS, *MEASURED])
def test_every_entry_has_a_sentence_and_a_row(entry: Entry):
    assert entry.meaning.endswith(".")
    assert f"| `{entry.name}` |" in PAGE
    assert entry.meaning in PAGE


@pytest.mark.parametrize("entry", MEASURED, ids=lambda entry: entry.name)
def test_every_outcome_says_how_it_follows_from_the_log(entry: Entry):
    assert entry.follows
    quoted = entry.follows.split("`")[1::2]
    assert set(quoted) <= {kind.word for kind in Kind}


@pytest.mark.parametrize("entry", MEASURED, ids=lambda entry: entry.name)
def test_the_unit_is_the_end_of_the_name(entry: Entry):
    ending = entry.name.rsplit("_", 1)[-1].rsplit(".", 1)[-1]
    if ending in UNITS and not entry.unit.startswith(("person", "vehicle")):
        assert entry.unit == UNITS[ending]


def test_every_link_leads_to_a_heading():
    headings = {
        line.lstrip("# ").strip("`").lower().replace(" ", "-")
        for line in PAGE.splitlines()
        if line.startswith("#")
    }
    links = {part.split(")")[0] for part in PAGE.split("](#")[1:]}
    assert links
    assert links <= headings
