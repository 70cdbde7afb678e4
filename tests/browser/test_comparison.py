"""The report of a comparison in a real browser: it opens from disk, and can be read."""

from pathlib import Path

import pytest

import sim
from tests.browser.driving import Seen, look
from tests.builders import changed, text, two_districts

PHONE, DESK = 390, 1200
"""Widths of windows in CSS pixels."""
RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case, a variant with a long name, and one in letters from right to left."""
    folder = tmp_path_factory.mktemp("comparison")
    case = folder / "case.yaml"
    case.write_text(text(changed(two_districts(), {"title": RIGHT_TO_LEFT})), "utf-8")
    variants = {
        f"a road that is {9 * 'far '}longer": ["roads.north-crossing.length_km=120"],
        RIGHT_TO_LEFT + " 2": ["roads.north-crossing.convoy_speed_kmh=5"],
    }
    found = sim.compare(case, variants=variants, replications=4, out=folder / "out", convoys=0)
    return found.report(folder / "report.html")


@pytest.fixture(scope="module")
def seen(browser: str, page: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return look(browser, page, tmp_path_factory.mktemp("desk"), width=DESK)


def test_it_opens_without_a_complaint_and_without_the_network(seen: Seen) -> None:
    assert (seen.console, seen.found["requests"]) == ([], [])


def test_charts_tables_names_and_headings_are_whole(seen: Seen) -> None:
    found = seen.found
    assert found["drawings"] >= 4
    assert (found["unnamed"], found["undrawn"], found["dangling"]) == (0, 0, 0)
    assert (found["twice"], found["lost"], found["silent"]) == ([], [], 0)
    assert (found["headless"], found["titles"], found["skipped"]) == (0, 1, 0)


def test_words_stand_out_from_their_ground(seen: Seen) -> None:
    assert seen.found["pale"] == []


def test_a_phone_shows_it_without_scrolling_sideways(
    browser: str, page: Path, tmp_path: Path
) -> None:
    assert look(browser, page, tmp_path, width=PHONE).found["wide"] == []
