"""The manifest says what is needed to repeat a run, and nothing of the machine it was made on."""

import json
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.results.manifest import fingerprint, input_files, read_manifest
from tests.tables import manifest


def test_a_manifest_reads_back_as_it_was() -> None:
    written = manifest(settings=("a=1",), options=("--seed", "1"), tables={"runs": "d"})
    assert read_manifest(written.text(), place="manifest.json") == written


def test_inputs_seed_and_results_version_make_the_fingerprint() -> None:
    known = fingerprint("d1", seed=1, results_version=1)
    others = {
        fingerprint("d2", seed=1, results_version=1),
        fingerprint("d1", seed=2, results_version=1),
        fingerprint("d1", seed=1, results_version=2),
    }
    assert len({known, *others}) == 4


def test_the_number_of_replications_is_no_part_of_the_question() -> None:
    assert manifest(replications=5).fingerprint == manifest(replications=500).fingerprint


def test_an_absolute_path_is_told_by_its_name_alone(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("title: x")
    assert [found.file for found in input_files([str(path)])] == ["case.yaml"]


def test_a_relative_path_is_told_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yaml").write_text("title: x")
    monkeypatch.chdir(tmp_path)
    assert [found.file for found in input_files(["cases/a.yaml"])] == ["cases/a.yaml"]


def test_another_byte_in_a_file_is_another_digest(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("title: x")
    before = input_files([str(path)])
    path.write_text("title: y")
    assert input_files([str(path)]) != before


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda content: content.pop("seed"), "parts of it are missing"),
        (lambda content: content.update(seed=2), "was changed"),
        (lambda content: content.pop("fingerprint"), "was changed"),
        (lambda content: content.update(replications="5"), "parts of it are missing"),
        (lambda content: content.update(start=None), "parts of it are missing"),
        (lambda content: content.update(files=3), "parts of it are missing"),
        (lambda content: content.update(files=[{"name": "x"}]), "parts of it are missing"),
        (lambda content: content.update(layout=99), "has layout 99"),
        (lambda content: content.pop("layout"), "is not the manifest"),
    ],
)
def test_an_edited_manifest_is_refused_with_one_message(edit: object, told: str) -> None:
    content = json.loads(manifest().text())
    edit(content)  # type: ignore[operator]
    with pytest.raises(InputError, match=told):
        read_manifest(json.dumps(content), place="results/manifest.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "3"])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        read_manifest(text, place="manifest.json")
