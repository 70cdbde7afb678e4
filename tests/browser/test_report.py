"""The report in a real browser: it opens from disk with the network off, and can be read."""

from pathlib import Path

import matplotlib.image as image
import pytest

from tests.browser.driving import Seen, look, picture

PHONE, DESK = 390, 1200
"""Widths of windows in CSS pixels."""


@pytest.fixture(scope="module")
def seen(browser: str, page: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return look(browser, page, tmp_path_factory.mktemp("desk"), width=DESK)


def test_the_browser_complains_of_nothing(seen: Seen) -> None:
    assert seen.console == []


def test_nothing_is_asked_of_the_network(seen: Seen) -> None:
    assert seen.found["requests"] == []


def test_every_chart_is_drawn_and_says_what_it_shows(seen: Seen) -> None:
    assert seen.found["drawings"] >= 8
    assert (seen.found["unnamed"], seen.found["undrawn"], seen.found["dangling"]) == (0, 0, 0)


def test_every_table_has_a_caption_and_headers(seen: Seen) -> None:
    assert seen.found["tables"] > 10
    assert seen.found["headless"] == 0


def test_names_are_unique_and_links_lead_somewhere(seen: Seen) -> None:
    assert (seen.found["twice"], seen.found["lost"], seen.found["silent"]) == ([], [], 0)


def test_headings_go_down_one_level_at_a_time(seen: Seen) -> None:
    assert (seen.found["titles"], seen.found["skipped"], seen.found["language"]) == (1, 0, "en")


def test_words_stand_out_from_their_ground(seen: Seen) -> None:
    assert seen.found["pale"] == []


def test_a_phone_shows_it_without_scrolling_sideways(
    browser: str, page: Path, tmp_path: Path
) -> None:
    assert look(browser, page, tmp_path, width=PHONE).found["wide"] == []


def test_a_page_that_is_too_wide_would_be_noticed(browser: str, tmp_path: Path) -> None:
    wide = tmp_path / "wide.html"
    wide.write_text("<!DOCTYPE html><body><div style='width: 30rem'>x</div></body>", "utf-8")
    assert len(look(browser, wide, tmp_path, width=PHONE).found["wide"]) == 1


def test_a_complaint_of_the_browser_would_be_noticed(browser: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text("<!DOCTYPE html><body><script>none.such()</script></body>", "utf-8")
    assert "none is not defined" in look(browser, broken, tmp_path, width=DESK).console[0]


def test_its_picture_is_not_blank(browser: str, page: Path, tmp_path: Path) -> None:
    shot = image.imread(picture(browser, page, tmp_path, width=DESK, height=1600))
    ink = (shot[:, :, :3].min(axis=2) < 0.5).mean(axis=1)
    assert shot.shape[:2] == (1600, DESK)
    assert (ink > 0).mean() > 0.3  # rows of pixels with something on them
