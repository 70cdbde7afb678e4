"""`report` on a comparison: one page that says what each change would do, whatever was compared."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.analysis.charts.study_catalogue import OF_COMPARISON
from sim.analysis.comparing.figures import gap
from sim.analysis.report.directing import MARK
from tests.builders import changed, minimal, text, two_districts
from tests.cli.calling import Calling, inside, written
from tests.pages import Page

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MOST_BYTES = 1_000_000
VARIED: dict[str, Any] = {
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:30", "what": ["troops"]}}},
    "troops": {"battalion": {"personnel": {"uniform": [100, 900]}}},
    "roads": {"road": {"convoy_speed_kmh": {"uniform": [20, 40]}}},
    "civilians": None,
}
"""Two convoys, of which chance decides whether they are out by due."""
SHORTER = "shorter: roads.road.length_km=50"
SAME = "the same: roads.road.length_km=60"
WITHOUT_SOUTH = ("agreement.clauses.south-handover=null", "civilians.south-people.stays_share=1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Everything is run in a folder of its own, as a user would."""
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture
def case(folder: Path) -> str:
    return written(folder, VARIED).name


def compared(call: Calling, *typed: str, runs: int = 6) -> Path:
    """The folder of a comparison."""
    found = call("compare", *typed, "-r", str(runs), "--no-charts", "--json", "--convoys", "0")
    assert found.code == 0, found.err
    return Path(json.loads(found.out)["comparison"]).parent


def reported(call: Calling, folder: Path) -> Page:
    told = call("report", str(folder))
    assert (told.code, told.err) == (0, "")
    return Page((folder / "report.html").read_text("utf-8"))


def page_of(base: dict[str, Any], changes: dict[str, list[str]], **how: Any) -> Page:
    """The page on variants of a scenario, written from Python."""
    Path("case.yaml").write_text(text(base), "utf-8")
    found = sim.compare("case.yaml", variants=changes, **{"replications": 3, "convoys": 0, **how})
    return Page(found.report("page.html").read_text("utf-8"))


# --- what stands in it --------------------------------------------------------------------------


def test_the_base_is_told_first_then_each_change(call: Calling, case: str) -> None:
    page = reported(call, compared(call, case, "--variant", SHORTER, "--variant", SAME))
    words = page.text
    base, shorter, same = (
        words.index(part)
        for part in (
            "District would have been cleared by 10 Nov 03:30 with probability",
            "It sets otherwise:",
            "It changes nothing of this: no run differs.",
        )
    )
    assert words.index("Answers: the base") < base < shorter < same
    assert page.has("50 km instead of 60 km")
    assert page.has("It sets nothing otherwise than the base.")


def test_it_says_what_the_comparison_says(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    page = reported(call, folder)
    for each in sim.Comparison.load(folder).compared.differences:
        assert page.has(gap(each))


def test_charts_tables_and_names_are_whole(call: Calling, case: str) -> None:
    page = reported(call, compared(call, case, "--variant", SHORTER))
    assert (page.asking, page.twice) == ([], [])
    tables = len(page.all("table"))
    assert len(page.all("caption")) == len(page.all("thead")) == tables > 5
    assert all("scope" in cell for cell in page.all("th"))
    names = {it.get("id") for _, it in page.elements}
    drawings = page.all("svg")
    assert len(drawings) >= 4
    for drawing in drawings:
        assert set(str(drawing["aria-labelledby"]).split()) <= names
    links = [str(it["href"])[1:] for it in page.all("a") if str(it["href"]).startswith("#")]
    assert set(links) <= names


def test_every_chart_of_comparisons_stands_in_it(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    page = reported(call, folder)
    found = sim.Comparison.load(folder).compared
    names = {it.get("id") for _, it in page.elements}
    expected = {
        f"{chart.stem(found, chart.chosen(found, {}))}-title"
        for chart in OF_COMPARISON
        if chart.has(found)
    }
    assert expected
    assert expected <= names


def test_the_main_case_with_three_variants_is_small_enough_to_be_mailed(folder: Path) -> None:
    names = ("nagorno-karabakh-2020", "nk-2020-no-lorries", "nk-2020-extension-refused")
    files = [SCENARIOS / f"{name}.yaml" for name in (*names, "nk-2020-second-road")]
    page = sim.compare(*files, replications=2, convoys=0).report("page.html")
    assert page.stat().st_size < MOST_BYTES
    found = Page(page.read_text("utf-8"))
    assert found.has("The schedule without lorries (nk-2020-no-lorries)")
    assert found.has("Kelbajar district would have been cleared by 15 Nov 00:00")
    assert found.has("417 assumed, 0 unsourced, 68 with a source")


def test_the_same_comparison_gives_the_same_page(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    for name in ("a.html", "b.html"):
        call("report", str(folder), "--out", name)
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def test_python_writes_the_same_page(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    reported(call, folder)
    mine = sim.Comparison.load(folder).report("mine.html")
    assert mine.read_bytes() == (folder / "report.html").read_bytes()


# --- whatever was compared ----------------------------------------------------------------------


def test_one_replication_claims_nothing_of_a_change(call: Calling, case: str) -> None:
    page = reported(call, compared(call, case, "--variant", SHORTER, runs=1))
    assert page.has("One replication shows what may happen, not what a change does.")
    assert page.has("in the one run that was made")
    assert not page.has(", clear.")


def test_twelve_scenarios_with_clauses_of_their_own_have_a_page(folder: Path) -> None:
    variants = {
        f"road {km} km": [f"roads.north-crossing.length_km={km}"] for km in range(61, 72)
    } | {"no south": [*WITHOUT_SOUTH]}
    page = page_of(two_districts(), variants, replications=2)
    assert all(page.has(label) for label in variants)
    assert page.has("there is no such clause in this scenario")
    assert page.has("clauses.south-handover.on_time is not compared")


@pytest.mark.parametrize(
    "name",
    ["\u05e9\u05dc\u05d5\u05dd", "\u053f\u0565\u056c\u0562\u0561\u057b\u0561\u0580", "<b>&\"'</b>"],
)
def test_names_in_any_script_stand_in_it_as_they_are_written(folder: Path, name: str) -> None:
    base = changed(minimal(), {"title": name, "areas": {"district": {"name": name}}})
    page = page_of(base, {f"{name} {40 * 'far '}": ["roads.road.length_km=90"]})
    told = page.text.replace(MARK, "")
    assert f"{name} would have been cleared by 15 Nov 00:00" in told
    assert f"{name} far far" in told
    assert page.all("b") == []


def test_outcomes_that_were_named_are_told_where_no_clause_was_asked_for(
    call: Calling, case: str
) -> None:
    folder = compared(call, case, "--variant", SHORTER, "--of", "areas.district.gap_hours")
    assert reported(call, folder).has("District: nobody in charge:")


def test_a_date_that_differs_is_told_with_the_one_in_the_base(folder: Path) -> None:
    later = {"later": ["agreement.clauses.handover.due=2020-11-20 00:00"]}
    page = page_of(minimal(), later)
    assert page.has("by its date (20 Nov 00:00 instead of 15 Nov 00:00)")


# --- where its rows are -------------------------------------------------------------------------


def test_results_that_were_moved_together_are_found_from_the_comparison(
    call: Calling, case: str
) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    Path("results").rename("elsewhere")
    reported(call, Path("elsewhere", *folder.parts[1:]))


def test_more_replications_than_were_compared_do_not_count(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    before = reported(call, folder).text.rpartition("Manifest")[0]
    assert call("run", case, "-r", "9", "--no-charts").code == 0
    assert reported(call, folder).text.rpartition("Manifest")[0] == before


def test_rows_that_are_gone_come_back_by_the_command_that_is_named(
    call: Calling, case: str
) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    gone = sim.Comparison.load(folder).folders["shorter"]
    shutil.rmtree(gone)
    told = call("report", str(folder))
    assert told.code == 2
    assert f"rows of the comparison are gone: {gone} (shorter)" in told.err.replace("\n", " ")
    command = f"withdrawal-sim compare {case} --variant '{SHORTER}' -r 6"
    assert command in told.err.replace("\n", " ")
    assert call("compare", case, "--variant", SHORTER, "-r", "6", "--no-charts").code == 0
    reported(call, folder)


def test_rows_of_another_seed_are_refused(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    other = json.loads(call("run", case, "-r", "6", "--seed", "2", "--json", "--no-charts").out)
    file = folder / "comparison.json"
    ours = sim.Comparison.load(folder).compared.base.folder
    file.write_text(file.read_text("utf-8").replace(ours, other["results"]), "utf-8")
    told = call("report", str(folder))
    assert told.code == 2
    assert "has 6 replications of seed 2, and 6 of seed 1 were compared" in told.err.replace(
        "\n", " "
    )


# --- what is refused ----------------------------------------------------------------------------


def test_a_comparison_plays_no_replication(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    told = call("report", str(folder), "--replay", "worst")
    assert told.code == 2
    assert "plays no replication" in told.err


def test_a_folder_of_many_names_some_to_choose_from(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    for above in ("results", "results/comparisons"):
        told = call("report", above)
        assert told.code == 2
        assert str(folder) in told.err.replace("\n", " ")


def test_a_damaged_comparison_is_said_so(call: Calling, case: str) -> None:
    folder = compared(call, case, "--variant", SHORTER)
    (folder / "comparison.json").write_text("{}", "utf-8")
    told = call("report", str(folder))
    assert (told.code, "no saved comparison" in told.err) == (2, True)


def test_a_selection_keeps_no_comparison(call: Calling, case: str) -> None:
    Path("results/comparisons/0123").mkdir(parents=True)
    told = call("report", "results/comparisons/0123")
    assert told.code == 2
    assert "a selection (compare --best) keeps rows alone" in told.err.replace("\n", " ")


def test_the_answer_of_a_study_is_left_to_charts(call: Calling, case: str) -> None:
    Path("answer.json").write_text('{"format": 1, "kind": "sweep"}', "utf-8")
    told = call("report", "answer.json")
    assert told.code == 2
    assert "is the answer of a study (sweep)" in told.err.replace("\n", " ")
