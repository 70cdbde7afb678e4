"""What a shell is told when somebody presses TAB, asked as the installed scripts ask."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.cli.app import COMPLETION
from sim.cli.nearby import OF_SCENARIOS, OF_STUDIES, kind_of
from sim.scenario.model import Scenario
from sim.scenario.shapes import shape_of
from sim.scenario.studies.blocks import StudyBlock
from tests.builders import text, two_districts
from tests.cli.calling import Call, shell
from tests.cli.test_app import loaded_by
from tests.study_cases import study_file

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MANIFEST = '{"replications": 20, "title": "A small case"}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario, a study of it, other files, and results of both."""
    study_file(tmp_path)
    (tmp_path / "other.yaml").write_text("colours: [red]\n", "utf-8")
    (tmp_path / "notes.txt").write_text("agreement: none\n", "utf-8")
    inner = tmp_path / "results" / "case" / "0123456789abcdef"
    inner.mkdir(parents=True)
    (inner / "manifest.json").write_text(MANIFEST, "utf-8")
    shutil.copy(tmp_path / "case.yaml", inner / "scenario.resolved.yaml")
    (tmp_path / "empty").mkdir()
    return tmp_path


def asked(folder: Path, *words: str) -> Call:
    """Bash asks about the last of some words."""
    env = {
        COMPLETION: "complete_bash",
        "COMP_WORDS": "\n".join(("withdrawal-sim", *words)),
        "COMP_CWORD": str(len(words)),
    }
    return shell(env=env, cwd=folder)


def offered(folder: Path, *words: str) -> list[str]:
    told = asked(folder, *words)
    assert told.err == ""
    return told.out.splitlines()


# --- commands, options, values -------------------------------------------------------------------


def test_commands_and_options_are_offered(folder: Path) -> None:
    assert offered(folder, "se") == ["sensitivity"]
    assert offered(folder, "run", "--wo") == ["--workers"]
    assert "--set" in offered(folder, "sweep", "--")


def test_values_that_are_words_are_offered(folder: Path) -> None:
    assert offered(folder, "sensitivity", "study.yaml", "--method", "") == ["morris", "sobol"]
    assert offered(folder, "run", "case.yaml", "--seed", "r") == ["random"]
    assert offered(folder, "run", "case.yaml", "--workers", "") == []


# --- files ---------------------------------------------------------------------------------------


def test_a_command_gets_the_files_it_can_read(folder: Path) -> None:
    assert offered(folder, "run", "") == ["case.yaml"]
    assert offered(folder, "sweep", "") == ["study.yaml"]
    assert offered(folder, "check", "") == ["case.yaml", "study.yaml"]


def test_a_folder_without_choice_is_gone_into(folder: Path) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    shutil.copy(folder / "case.yaml", folder / "deep" / "er" / "one.yaml")
    assert offered(folder, "run", "d") == ["deep/er/one.yaml"]
    assert offered(folder, "run", "") == ["case.yaml", "deep/"]


def test_results_folders_are_found_on_their_level(folder: Path) -> None:
    for command in ("why", "query", "rerun"):
        assert "results/case/0123456789abcdef" in offered(folder, command, "res")
    (folder / "results" / "other" / "fedcba9876543210").mkdir(parents=True)
    assert offered(folder, "rerun", "") == ["results/case/0123456789abcdef"]
    (folder / "results" / "other" / "fedcba9876543210" / "manifest.json").write_text("{", "utf-8")
    assert offered(folder, "rerun", "") == ["results/case/", "results/other/"]


def test_a_page_can_be_written_of_a_run_and_of_a_comparison(folder: Path) -> None:
    kept = folder / "results" / "comparisons" / "aaaa"
    kept.mkdir(parents=True)
    (kept / "comparison.json").write_text("{}", "utf-8")
    assert offered(folder, "report", "") == ["results/case/", "results/comparisons/"]
    assert offered(folder, "report", "results/co") == ["results/comparisons/aaaa"]
    assert offered(folder, "why", "results/co") == []
    assert offered(folder, "report", "results/comparisons/aaaa", "--replay", "w") == ["worst"]


def test_charts_are_those_of_the_folder_on_the_line(folder: Path) -> None:
    ran = "results/case/0123456789abcdef"
    assert offered(folder, "chart", ran, "sch") == ["schedule"]
    (folder / ran / "points.parquet").touch()
    assert offered(folder, "chart", ran, "") == []
    (folder / ran / "charts").mkdir()
    for name in ("lines-a.png", "lines-a.svg", "way.png"):
        (folder / ran / "charts" / name).touch()
    assert offered(folder, "chart", ran, "") == ["lines-a", "way"]
    (folder / ran / "comparison.json").write_text("{}", "utf-8")
    assert offered(folder, "chart", ran, "") == ["differences", "flips"]


def test_files_with_spaces_and_other_letters_are_escaped_for_bash(folder: Path) -> None:
    shutil.copy(folder / "case.yaml", folder / "x my Քելբաջար.yaml")
    assert offered(folder, "run", "x") == ["x\\ my\\ Քելբաջար.yaml"]
    assert offered(folder, "run", '"x') == ["x my Քելբաջար.yaml"]


def test_keys_by_which_files_are_told_apart_are_those_of_the_schema() -> None:
    studies, scenarios = set(shape_of(StudyBlock).fields), set(shape_of(Scenario).fields)
    assert {key.decode() for key in OF_STUDIES} <= studies - scenarios
    assert {key.decode() for key in OF_SCENARIOS} - {"extends"} <= scenarios - studies


def test_every_case_of_the_repository_is_known_for_what_it_is() -> None:
    assert {kind_of(path) for path in SCENARIOS.glob("*.yaml")} == {"scenario"}
    assert {kind_of(path) for path in (SCENARIOS / "studies").glob("*.yaml")} == {"study"}


# --- dotted paths --------------------------------------------------------------------------------


def test_paths_are_completed_level_by_level(folder: Path) -> None:
    (folder / "two.yaml").write_text(text(two_districts()), "utf-8")
    assert "agreement." in offered(folder, "run", "two.yaml", "--set", "ag")[0]
    clauses = offered(folder, "run", "two.yaml", "--set", "agreement.clauses.")
    assert len(clauses) == 2
    assert all(word.startswith("agreement.clauses.") and word[-1] == "." for word in clauses)
    assert f"{clauses[0]}due=" in offered(folder, "run", "two.yaml", "--set", clauses[0])


def test_a_whole_path_is_offered_with_the_value_that_stands_there(folder: Path) -> None:
    found = offered(folder, "run", "case.yaml", "--set", "roads.road.len")
    assert found == ["roads.road.length_km=", "roads.road.length_km=60"]
    assert offered(folder, "run", "case.yaml", "--set", "roads.road.length_km", "=") == ["60"]
    assert offered(folder, "run", "case.yaml", "--set", "roads.road.length_km", "=", "9") == []


def test_words_that_a_value_may_be_are_offered(folder: Path) -> None:
    found = offered(folder, "run", "case.yaml", "--set", "troops.battalion.departure", "=", "")
    assert found == []  # a space ends the word
    found = offered(folder, "run", "case.yaml", "--set", "troops.battalion.departure", "=", "l")
    assert found == ["late"]


def test_an_option_and_its_value_may_be_one_word(folder: Path) -> None:
    found = offered(folder, "run", "case.yaml", "--set", "=", "roads.road.turn")
    assert found[0].startswith("roads.road.turn")


def test_a_study_completes_the_paths_of_its_scenario(folder: Path) -> None:
    assert "roads.road.length_km=" in offered(folder, "sweep", "study.yaml", "--set", "roads.road.")


def test_a_variant_completes_behind_its_label(folder: Path) -> None:
    found = offered(folder, "compare", "case.yaml", "--variant", '"far: roads.road.length_k')
    assert found[0] == "far: roads.road.length_km="


def test_explain_completes_paths_without_an_equals_sign(folder: Path) -> None:
    assert offered(folder, "explain", "case.yaml", "roads.road.length") == ["roads.road.length_km"]


def test_the_dot_that_completion_leaves_behind_a_block_does_no_harm(folder: Path) -> None:
    with_dot = shell("explain", "case.yaml", "roads.road.", cwd=folder)
    assert (with_dot.code, with_dot.out) == (
        0,
        shell("explain", "case.yaml", "roads.road", cwd=folder).out,
    )


def test_values_of_an_extended_file_are_known(folder: Path) -> None:
    (folder / "longer.yaml").write_text("extends: case.yaml\ntitle: Longer\n", "utf-8")
    assert offered(folder, "run", "longer.yaml", "--set", "roads.road.length_km", "=") == ["60"]


# --- outcomes and clauses ------------------------------------------------------------------------


def test_outcomes_are_completed_level_by_level(folder: Path) -> None:
    assert "clauses." in offered(folder, "run", "case.yaml", "--until-precise", "")
    found = offered(folder, "run", "case.yaml", "--until-precise", "clauses.handover.on_time_")
    assert found[0] == "clauses.handover.on_time_as_signed="
    assert "clauses.handover.on_time" in offered(folder, "compare", "case.yaml", "--of", "cl")


def test_conditions_are_completed_with_what_to_compare_with(folder: Path) -> None:
    typed = ("discover", "study.yaml", "--when", '"clauses.handover.on_time_as_signed')
    path = "clauses.handover.on_time_as_signed"
    assert offered(folder, *typed) == [f"{path} = no", f"{path} = yes"]
    second = '"clauses.handover.on_time = no and runs.viol'
    found = offered(folder, "discover", "study.yaml", "--when", second)
    assert found[0].startswith("clauses.handover.on_time = no and runs.violations_number")


def test_clauses_come_from_a_scenario_a_study_or_a_results_folder(folder: Path) -> None:
    results = "results/case/0123456789abcdef"
    assert offered(folder, "why", "case.yaml", "--clause", "") == ["handover"]
    assert offered(folder, "why", results, "--clause", "") == ["handover"]
    assert offered(folder, "design", "study.yaml", "--clause", "h") == ["handover"]


# --- nothing rather than noise -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("run", "nowhere.yaml", "--set", ""),
        ("run", "broken.yaml", "--set", "roads."),
        ("run", "other.yaml", "--set", "roads.no-such."),
        ("run", "empty", "--set", "roads."),
        ("run", "--set", "roads."),
        ("explain", "broken.yaml", "r"),
        ("explain", "case.yaml", "roads.nowhere."),
        ("discover", "broken.yaml", "--when", "cl"),
        ("run", "no-such-folder/x"),
        ("run", "case.yaml", "--set", "'it's ["),
        ("run", "case.yaml", "--no-such-option", "x"),
    ],
)
def test_what_cannot_be_completed_is_nothing(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "broken.yaml").write_text("roads: [\nagreement: {", "utf-8")
    told = asked(folder, *words)
    assert (told.out, told.err) == ("", "")


def test_a_scenario_with_mistakes_still_completes_what_mends_it(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("length_km: 60", "length_km: -60"), "utf-8")
    assert offered(folder, "run", "case.yaml", "--set", "roads.road.length_km", "=") == ["-60"]


def test_completion_loads_nothing_that_a_run_needs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    heavy = {"pandas", "scipy", "matplotlib", "simpy", "numpy", "pyarrow", "duckdb"}
    ask = ("withdrawal-sim", "run", "case.yaml", "--set", "roads.road.len")
    monkeypatch.setenv(COMPLETION, "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(ask))
    monkeypatch.setenv("COMP_CWORD", str(len(ask) - 1))
    loaded = loaded_by()
    assert "yaml" in loaded
    assert loaded.isdisjoint(heavy)
    monkeypatch.setenv("COMP_WORDS", "withdrawal-sim\nrun\n")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert loaded_by().isdisjoint(heavy | {"yaml"})


# --- shells --------------------------------------------------------------------------------------


def test_fish_and_zsh_are_told_what_each_word_is(folder: Path) -> None:
    line = "withdrawal-sim run case.yaml --set roads.road.length"
    env = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    fish = shell(env={**env, COMPLETION: "complete_fish"}, cwd=folder)
    assert "roads.road.length_km=\tnow 60" in fish.out.splitlines()
    zsh = shell(env={**env, COMPLETION: "complete_zsh"}, cwd=folder)
    assert '"roads.road.length_km=":"now 60"' in zsh.out


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_for_each_shell_is_shown(name: str) -> None:
    told = shell(
        "--show-completion", name, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    )
    assert told.code == 0
    assert COMPLETION in told.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_tab_in_a_real_bash_completes_a_path(folder: Path) -> None:
    program = folder / "bin" / "withdrawal-sim"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sim "$@"\n', "utf-8")
    program.chmod(0o755)
    script = shell(
        "--show-completion", "bash", env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ).out
    (folder / "rc").write_text(f"PS1='ready> '\nbind 'set bell-style none'\n{script}", "utf-8")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    root = str(Path(__file__).parents[2])
    typed = "withdrawal-sim run ca\t--set roads.road.len\t"
    shown = pressed(
        ["bash", "--rcfile", "rc", "-i"], typed, "length_km=", folder, PATH=path, PYTHONPATH=root
    )
    assert "withdrawal-sim run case.yaml --set roads.road.length_km=" in shown


def pressed(shell: list[str], typed: str, awaited: str, folder: Path, **env: str) -> str:
    """What a terminal shows after somebody types in a shell."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        shell,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        start_new_session=True,
        env={**os.environ, "TERM": "dumb", "HISTFILE": "", **env},
    )
    os.close(theirs)
    shown = ""
    try:
        for keys, until in (("", "ready> "), (typed, awaited)):
            os.write(ours, keys.encode())
            give_up = time.monotonic() + 60
            while until not in shown and time.monotonic() < give_up:
                if select.select([ours], [], [], 1)[0]:
                    shown += os.read(ours, 4096).decode(errors="replace")
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return shown
