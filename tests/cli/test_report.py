"""`report`: one page that holds all of a run, whatever the run."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.analysis.report.directing import MARK
from sim.api.reporting import put_page
from sim.errors import InputError
from tests.builders import changed, minimal, scenario, text, two_districts
from tests.cli.calling import Calling, inside, written
from tests.pages import Page

CASE = Path(__file__).parents[2] / "scenarios" / "nagorno-karabakh-2020.yaml"
MOST_BYTES = 1_000_000
OUT_AT_ONCE = {"order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}}


def reported(folder: Path, changes: dict[str, Any] | None = None, **how: Any) -> Page:
    """The report on the minimal scenario with changes."""
    results = sim.run(scenario(changes or {}), **{"replications": 3, **how})
    return Page(results.report(folder / "page.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def main_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = sim.run(sim.load_scenario(CASE), replications=3)
    return results.report(tmp_path_factory.mktemp("main") / "report.html")


@pytest.fixture(scope="module")
def main_page(main_case: Path) -> Page:
    return Page(main_case.read_text("utf-8"))


# --- the command --------------------------------------------------------------------------


def test_it_writes_into_the_folder_unless_told_where(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        folder = json.loads(call("run", written(tmp_path), "-r", "2", "--json", "--no-charts").out)[
            "results"
        ]
        told = call("report", folder)
        assert (told.code, told.err) == (0, "")
        page = Path(folder, "report.html")
        assert str(page) in told.out
        other = json.loads(call("report", folder, "--out", "mine.html", "--json").out)
        assert other == {"report": "mine.html", "size_bytes": page.stat().st_size}
        assert Path("mine.html").read_bytes() == page.read_bytes()


@pytest.mark.parametrize(
    ("folder", "says"),
    [("none", "there is no folder none"), (".", "it has no manifest.json")],
)
def test_a_folder_without_results_is_refused(
    call: Calling, tmp_path: Path, folder: str, says: str
) -> None:
    with inside(tmp_path):
        told = call("report", folder)
    assert told.code == 2
    assert says in told.err


def test_a_page_that_cannot_be_written_is_said_so(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        found = sim.run(scenario(), replications=1).save(tmp_path).folder
        for out in ("nowhere/page.html", "."):
            told = call("report", str(found), "--out", out)
            assert told.code == 2
            assert "Traceback" not in told.err
        assert not list(tmp_path.glob("*.html"))


def test_a_page_goes_into_a_pipe_and_does_not_take_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR)
    try:
        put_page("a page", pipe)

        assert pipe.is_fifo()
        assert os.read(reader, 100) == b"a page"
    finally:
        os.close(reader)


def test_the_results_of_a_study_are_refused(tmp_path: Path) -> None:
    results = sim.run(scenario(), replications=1)
    with pytest.raises(InputError, match="a study with 7 points"):
        replace(results, manifest=replace(results.manifest, points=7)).report(tmp_path / "page")


# --- the replay ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder of three replications."""
    found = sim.run(scenario(), replications=3).save(tmp_path_factory.mktemp("kept")).folder
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("median", "the middle one of 3"),
        ("worst", "the latest of 3"),
        ("first", "This is replication 0, the first of 3"),
        ("2", "This is replication 2, chosen by its number"),
    ],
)
def test_the_replication_that_was_asked_for_is_played(
    call: Calling, kept: Path, tmp_path: Path, asked: str, says: str
) -> None:
    out = tmp_path / "page.html"
    assert call("report", str(kept), "--replay", asked, "--out", str(out)).code == 0
    page = Page(out.read_text("utf-8"))
    assert page.has(says)
    assert page.has("possible course of events")
    assert page.has("It is no forecast")


def test_what_was_run_again_is_kept_in_the_folder(
    call: Calling, kept: Path, tmp_path: Path
) -> None:
    call("report", str(kept), "--replay", "1", "--out", str(tmp_path / "page.html"))
    assert (kept / "replays" / "1.parquet").is_file()


def test_a_page_without_a_replay_has_no_trace_of_one(
    call: Calling, kept: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    assert call("report", str(kept), "--replay", "none", "--out", str(out)).code == 0
    assert "replay" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("medain", "did you mean median?"),
        ("3", "the results have replications 0 to 2"),
        ("-1", "median, worst, first, none"),
    ],
)
def test_a_replay_that_cannot_be_is_refused_with_the_way_out(
    call: Calling, kept: Path, tmp_path: Path, asked: str, says: str
) -> None:
    out = tmp_path / "page.html"
    told = call("report", str(kept), "--replay", asked, "--out", str(out))
    assert told.code == 2
    assert says in " ".join(told.err.split())
    assert not out.exists()


def test_results_in_memory_and_in_a_folder_have_the_same_replay(kept: Path, tmp_path: Path) -> None:
    pages = [
        results.report(tmp_path / "page.html", replay="worst").read_bytes()
        for results in (sim.run(scenario(), replications=3), sim.Results.load(kept))
    ]
    assert pages[0] == pages[1]


# --- what stands in it --------------------------------------------------------------------


def test_the_main_case_is_small_enough_to_be_mailed(main_case: Path) -> None:
    assert main_case.stat().st_size < MOST_BYTES


def test_a_browser_is_asked_to_load_nothing(main_page: Page) -> None:
    assert main_page.asking == []
    assert "@import" not in "".join(main_page.words)


def test_every_name_is_there_once(main_page: Page) -> None:
    assert main_page.twice == []


def test_every_drawing_has_words_for_those_who_cannot_see_it(main_page: Page) -> None:
    names = {it.get("id") for _, it in main_page.elements}
    drawings = main_page.all("svg")
    assert len(drawings) >= 8
    for drawing in drawings:
        assert set(str(drawing["aria-labelledby"]).split()) <= names


def test_every_table_has_a_caption_and_headers(main_page: Page) -> None:
    tables = len(main_page.all("table"))
    assert len(main_page.all("caption")) == len(main_page.all("thead")) == tables
    assert all("scope" in cell for cell in main_page.all("th"))


def test_each_clause_has_its_sentence_and_the_numbers_are_counted_beside_it(
    main_page: Page,
) -> None:
    for area in ("Kelbajar district", "Lachin district"):
        assert main_page.has(f"{area} would have been cleared by")
    assert main_page.has("417 assumed, 0 unsourced, 68 with a source")


def test_what_a_probability_means_stands_before_the_first_of_them(main_page: Page) -> None:
    meaning = main_page.text.index("A probability here is the share of 3 simulated runs")
    assert meaning < main_page.text.index("district would have been cleared")
    assert main_page.has("what the model leaves out, or what people decide: see What this does not")


def test_what_was_observed_stands_in_the_answers_of_the_clause(main_page: Page) -> None:
    answer = main_page.text.partition("Handover of Kelbajar")[2].partition("Handover of Aghdam")[0]
    assert "Troops out: 24 Nov." in answer.replace("\N{NO-BREAK SPACE}", " ")
    assert "10 days (used to set the model: to agree is no success)" in answer.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_the_answers_say_who_asked_and_that_the_answer_rests_on_judgement(main_page: Page) -> None:
    assert main_page.has("Armenia asked for more time")
    assert main_page.has("How readily it is granted rests on assumed numbers alone")


def test_the_answers_do_not_tell_what_matters_but_what_does(main_page: Page) -> None:
    assert main_page.has("This page does not show how much each assumption matters")
    assert main_page.has("withdrawal-sim sensitivity")


def test_what_judges_the_runs_is_told_apart_from_what_set_their_numbers(main_page: Page) -> None:
    assert main_page.has("Judged by: nothing in the case rests on these")
    assert main_page.has("Known beforehand: numbers of the case rest on these")


def test_how_agreement_is_counted_is_said_above_the_tables(main_page: Page) -> None:
    assert main_page.has("agreement there is no success, disagreement is a failure still")
    assert main_page.has("if it had or passed through such an amount at any full hour of that time")
    assert main_page.has("amounts at the end of the time observed")


def test_observations_are_told_in_the_words_of_readers(main_page: Page) -> None:
    for words in (
        "answer publicly known",
        "request reached the other side",
        "opened to cars",
        "people landed, 11 Nov",
    ):
        assert main_page.has(words)
    assert main_page.has("people arrived, 20 Nov (sources differ)")
    assert not main_page.has(" to later")


def test_waiting_is_said_to_be_everybodys(main_page: Page) -> None:
    assert main_page.has("everybody's waiting, not only that of the last to leave")
    assert main_page.has("waiting for others to go first")
    assert not main_page.has("prerequisite ")


def test_terms_are_explained(main_page: Page) -> None:
    assert main_page.has("as moved means as extended")
    assert main_page.has("The critical path of a clause is the chain of waits that set the end")


def test_numbers_are_told_as_ranges_with_their_status(main_page: Page) -> None:
    assert main_page.has("between 200 and 800 vehicles an hour, most likely 400")
    assert not main_page.has("pert 200")
    assert main_page.has("Every one is listed, with its source where it has one.")
    assert "status" in main_page.words
    assert "how sure" not in main_page.words


def test_excess_that_was_put_in_is_no_result(main_page: Page) -> None:
    assert main_page.has("Russian peacekeepers: vehicles")
    assert main_page.has("put into the case, no result")
    assert main_page.has("are inputs, not results")


def test_the_same_results_give_the_same_page(tmp_path: Path) -> None:
    results = sim.run(scenario(), replications=2)
    first, second = (results.report(tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


# --- whatever the run ---------------------------------------------------------------------


def test_one_replication_claims_no_probability(tmp_path: Path) -> None:
    page = reported(tmp_path, {"notices": OUT_AT_ONCE}, replications=1)
    assert page.has("cleared by 15 Nov 00:00 (the end of 14 Nov) in the one run that was made.")
    assert page.has("One replication shows what may happen, not how probable it is.")


def test_where_nothing_was_finished_the_probability_has_a_bound(tmp_path: Path) -> None:
    early = {"agreement": {"clauses": {"handover": {"due": "2020-11-10 00:30"}}}}
    page = reported(tmp_path, {**early, "end": "2020-11-10 01:00"})
    assert page.has("cleared by 10 Nov 00:30 in none of 3 runs (probability at most")
    assert page.has("None of 3 runs had cleared it by 10 Nov 01:00, their end.")


def test_a_case_without_coordinates_or_civilians_has_a_page(tmp_path: Path) -> None:
    page = reported(tmp_path, {"civilians": None})
    assert page.has("District would have been cleared by")


@pytest.mark.parametrize(
    "name",
    [
        "\u053f\u0565\u056c\u0562\u0561\u057b\u0561\u0580",
        "K\u0259lb\u0259c\u0259r",
        "\u041b\u0430\u0447\u0438\u043d",
        "\u05e9\u05dc\u05d5\u05dd",
        "<b>&\"'</b>",
    ],
)
def test_names_in_any_script_stand_in_it_as_they_are_written(tmp_path: Path, name: str) -> None:
    page = reported(tmp_path, {"title": name, "areas": {"district": {"name": name}}})
    told = page.text.replace(MARK, "")
    assert f"{name} would have been cleared by 15 Nov 00:00" in told
    assert page.all("b") == []


def test_a_name_from_right_to_left_turns_nothing_around_it(tmp_path: Path) -> None:
    name = "\u05db\u05dc\u05d1 \u05d2\u05e8"
    link = "https://example.org/\u05db"
    sources = {"book": {"title": name, "url": link}}
    page = reported(tmp_path, {"areas": {"district": {"name": name}}, "sources": sources})

    assert page.text.count(name) == page.text.count(f"{MARK}{name}{MARK}") > 3
    assert link in {each.get("href") for each in page.all("a")}


def test_several_areas_have_a_sentence_each_and_one_together(tmp_path: Path) -> None:
    folder = tmp_path / "case.yaml"
    folder.write_text(text(changed(two_districts(), {})), "utf-8")
    results = sim.run(sim.load_scenario(folder), replications=3)
    page = Page(results.report(tmp_path / "page.html").read_text("utf-8"))
    assert page.has("North would have been cleared by")
    assert page.has("Both clauses would have been kept by their dates as signed")


def test_the_page_holds_no_word_that_sources_could_run(tmp_path: Path) -> None:
    page = reported(tmp_path, {"sources": {"a": {"title": "A", "url": "javascript:alert(1)"}}})
    assert [it["href"] for it in page.all("a") if not str(it["href"]).startswith("#")] == []


def test_minimal_is_what_the_page_is_about(tmp_path: Path) -> None:
    assert reported(tmp_path).has(minimal()["title"])
