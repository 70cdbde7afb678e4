"""The page that says what was shown where names only tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "verification.md"
NAMED = re.compile(r"`([a-z_/]+\.py)(?:::([a-z_0-9]+))?`")


def missing(text: str) -> list[str]:
    """The tests a page names that are not there."""
    found = []
    for path, test in NAMED.findall(text):
        file = ROOT / path if path.startswith("tests/") else ROOT / "tests" / path
        if not file.exists() or (test and f"def {test}(" not in file.read_text(encoding="utf-8")):
            found.append(f"{path}::{test}")
    return found


def test_every_test_the_page_names_exists():
    text = PAGE.read_text(encoding="utf-8")
    assert len(NAMED.findall(text)) > 30
    assert missing(text) == []


def test_a_test_that_is_gone_is_noticed():
    assert missing("| it holds | `verification/test_queues.py::test_it_holds` |")
