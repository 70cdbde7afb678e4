"""Damaged results folders, from the command line and from Python: one clear message each."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.errors import InputError
from sim.results.folder import read_folder
from sim.results.manifest import Manifest
from tests.cli.calling import Call, Calling, inside, written
from tests.cli.test_run import VARIED, results_of

Damage = Callable[[Path], None]
RUN = ("run", "case.yaml", "-r", "3", "--no-charts")


def cut(folder: Path) -> None:
    path = folder / "clauses" / "000001.parquet"
    path.write_bytes(path.read_bytes()[:60])


def flip(folder: Path) -> None:
    path = folder / "clauses" / "000001.parquet"
    path.write_bytes(bytes(path.stat().st_size))


def lose(folder: Path) -> None:
    (folder / "clauses" / "000001.parquet").unlink()


def edit(name: str, before: str, after: str) -> Damage:
    def damage(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), "utf-8")

    return damage


def remove(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


OTHER_SEED = edit("manifest.json", '"seed": 1', '"seed": 2')
OTHER_LAYOUT = edit("manifest.json", '"layout": ', '"layout": 9')
NO_JSON = edit("manifest.json", "{", "")
NO_LINE = edit("journal.jsonl", '"spans"', '"spams"')

MENDED = ""
DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "a file cut short": (cut, "000001|missing or cut short", MENDED),
    "a file that is missing": (lose, "000001|missing or cut short", MENDED),
    "a file with other bytes": (flip, "delete .* and run the scenario again", "delete .* and run"),
    "a manifest that was edited": (OTHER_SEED, "manifest.json was changed", "was changed"),
    "a manifest of another layout": (OTHER_LAYOUT, "has layout 9", "has layout 9"),
    "a manifest that is none": (NO_JSON, "manifest.json is damaged", "is damaged"),
    "no manifest": (remove("manifest.json"), "it has no manifest.json", "has lost its manifest"),
    "a journal that was edited": (NO_LINE, "journal.jsonl:1: the journal is damaged", "damaged"),
    "no journal": (remove("journal.jsonl"), "lost its journal|nothing is kept", MENDED),
}
"""What is done to a folder; what a reader is told, and what `run` is told, if it cannot mend it."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture(params=DAMAGES.values(), ids=DAMAGES)
def case(request: Any, call: Calling, here: Path) -> tuple[Path, str, str, Manifest]:
    damage, told, run_told = request.param
    written(here, VARIED)
    folder = results_of(call(*RUN))
    before = read_folder(folder).manifest
    damage(folder)
    return folder, told, run_told, before


def assert_told(told: Call, what: str) -> None:
    assert (told.code, told.out) == (2, "")
    assert re.search(what, told.err), told.err
    assert told.err.startswith("error: ")
    assert len(told.err.splitlines()) == 1


def test_it_is_told_or_mended(call: Calling, case: tuple[Path, str, str, Manifest]) -> None:
    folder, what, run_told, before = case
    assert_told(call("query", folder, "select count(*), max(clause) from clauses"), what)
    assert_told(call("rerun", folder, "--check", "--quiet"), what)
    with pytest.raises(InputError, match=what):
        sim.read_results(folder).to_dataframe("clauses")
    again = call(*RUN, "--quiet")
    if run_told:
        assert_told(again, run_told)
    else:
        assert again.code == 0
        assert read_folder(folder).manifest == before


def test_a_file_with_other_bytes_is_mended_once_it_is_deleted(call: Calling, here: Path) -> None:
    written(here, VARIED)
    folder = results_of(call(*RUN))
    whole = json.loads((folder / "manifest.json").read_text("utf-8"))
    flip(folder)
    lose(folder)
    assert call(*RUN).code == 0
    assert json.loads((folder / "manifest.json").read_text("utf-8")) == whole
