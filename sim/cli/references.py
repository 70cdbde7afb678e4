"""Writes the references in docs/ from the code, or with --check says which are not fresh."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.cli.console import answer, say
from sim.outcomes import reference as outcomes
from sim.scenario import reference as scenarios
from sim.scenario.studies import reference as studies

DOCS = Path(__file__).parents[2] / "docs"
STUDIES = DOCS.parent / "scenarios" / "studies"


def references() -> Mapping[Path, str]:
    """Every page that is written from the code, with what it should say."""
    return {
        DOCS / "scenario-reference.md": _scenario_reference(),
        DOCS / "outcomes-reference.md": outcomes.reference_page(_template("outcomes")),
        DOCS / "study-reference.md": _study_reference(),
    }


def _scenario_reference() -> str:
    return scenarios.reference_page(_template("scenario"), DOCS / "scenario-example.yaml")


def _study_reference() -> str:
    example = STUDIES / "nk-2020-lorries-and-answer.yaml"
    return studies.reference_page(_template("study"), example)


def _template(name: str) -> str:
    return (DOCS / "templates" / f"{name}-reference.md").read_text(encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write all pages, or with --check only compare them."""
    only_check = "--check" in arguments
    stale = 0
    for path, text in references().items():
        old = path.read_text(encoding="utf-8") if path.exists() else None
        if old == text:
            continue
        stale += 1
        if only_check:
            say(f"docs/{path.name} is not what the code says; run: make docs")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            answer(f"written: docs/{path.name}")
    return 1 if only_check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
