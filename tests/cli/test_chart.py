"""`chart`: lists the charts of a results folder, and draws those that are named."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib.image as image
import pytest

import sim
from sim.analysis.charts.catalogue import CHARTS
from sim.analysis.charts.study_catalogue import OF_COMPARISON
from sim.api.keeping import FORMS, file_of
from sim.cli import nearby
from sim.cli.completing import completions
from tests.builders import scenario
from tests.cli.calling import Calling, inside, written
from tests.studies import study
from tests.studies import written as text_of_study

NO = "clauses.handover.on_time = no"
HEADS = {".png": b"\x89PNG", ".svg": b"<?xml"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        found = sim.run(scenario(), replications=2).save("results").folder
        assert found is not None
        yield found


def drawn(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_name_charts_are_listed_with_their_questions(call: Calling, folder: Path) -> None:
    told = call("chart", folder)
    assert (told.code, told.err) == (0, "")
    assert "schedule" in told.out
    assert " ".join("Was each area left by its date".split()) in " ".join(told.out.split())
    assert "posts" not in told.out  # nobody mans any
    assert max(map(len, told.out.splitlines()[:-1])) <= 80
    assert not (folder / "charts").exists()


def test_a_chart_is_drawn_as_png_and_svg_beside_its_results(call: Calling, folder: Path) -> None:
    told = call("chart", folder, "schedule", "queues", "schedule")
    assert (told.code, told.err) == (0, "")
    names = ["schedule.png", "schedule.svg", "queues.png", "queues.svg"]
    assert told.out.split() == [str(folder / "charts" / name) for name in names]
    assert drawn(folder / "charts") == sorted(names)
    for path in (folder / "charts").iterdir():
        assert path.read_bytes().startswith(HEADS[path.suffix])


def test_all_draws_what_the_list_tells(call: Calling, folder: Path) -> None:
    listed = [it["name"] for it in json.loads(call("chart", folder, "--json").out)["charts"]]
    paths = json.loads(call("chart", folder, "--all", "-o", "all", "--json").out)["charts"]
    assert paths == [str(Path("all", f"{name}.{end}")) for name in listed for end in ("png", "svg")]
    assert all(Path(path).stat().st_size > 1000 for path in paths)


def test_one_chart_may_be_one_file(call: Calling, folder: Path) -> None:
    assert call("chart", folder, "schedule", "-o", "when.png").out == "when.png\n"
    assert image.imread("when.png").shape[1] > 1000
    assert not Path("when.svg").exists()


def test_a_comparison_has_charts_of_its_own(call: Calling, tmp_path: Path) -> None:
    far = "far: roads.road.length_km=90"
    with inside(tmp_path):
        told = call("compare", written(tmp_path), "--variant", far, "-r", "2", "--no-charts")
        assert told.code == 0, told.err
        (place,) = Path("results", "comparisons").iterdir()
        listed = json.loads(call("chart", place, "--json").out)["charts"]
        assert [it["name"] for it in listed] == ["differences", "flips"]
        assert "far" in listed[0]["question"]
        paths = call("chart", place, "differences").out.split()
        assert paths == [str(place / "charts" / f"differences.{end}") for end in ("png", "svg")]
        of_file = json.loads(call("chart", place / "comparison.json", "--json").out)["charts"]
        assert of_file == listed


def test_the_answer_of_a_study_has_charts_for_what_may_be_chosen(
    call: Calling, tmp_path: Path
) -> None:
    with inside(tmp_path):
        found = sim.sweep(study(tmp_path), 1, out=tmp_path / "results")
        found.save("sweep.json")
        names = [
            it["name"] for it in json.loads(call("chart", "sweep.json", "--json").out)["charts"]
        ]
        assert names == ["lines"]
        told = call("chart", "sweep.json", names[0])
        assert (told.code, told.err) == (0, "")
        assert Path("charts", f"{names[0]}.png").exists()


def test_a_study_folder_has_the_charts_of_all_answers_kept_there(
    call: Calling, tmp_path: Path
) -> None:
    with inside(tmp_path):
        found = sim.sweep(study(tmp_path), 1, out=tmp_path / "results")
        asked = sim.discover(study(tmp_path), NO, 1, out=tmp_path / "results")
        assert found.folder == asked.folder
        assert found.folder is not None
        for answer in (asked, found):
            answer.save(found.folder)
        listed = json.loads(call("chart", found.folder, "--json").out)["charts"]
        assert [each["name"] for each in listed] == ["lines", "way"]
        told = call("chart", found.folder, "--all", "-o", "all")
        assert (told.code, told.err) == (0, "")
        assert drawn(Path("all")) == ["lines.png", "lines.svg", "way.png", "way.svg"]
        told = call("chart", found.folder, "heat")
        assert "there is no chart 'heat'; there are lines, way" in told.err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("sweep", "study.yaml"), "sweep study.yaml' keeps one, as do discover"),
        (("sweep", "study.yaml", "-r", "1"), "sweep study.yaml --replications 1' keeps one"),
        (
            ("design", "study.yaml", "--to", "0d"),
            "design study.yaml --to 0h --every 24h' keeps one",
        ),
        (("sensitivity", "study.yaml", "--trajectories", "4"), "sensitivity study.yaml --method m"),
        (("sweep", "study.yaml", "--out", "far"), "sweep study.yaml --out far' keeps one"),
    ],
)
def test_without_an_answer_it_says_which_command_keeps_one(
    call: Calling, tmp_path: Path, typed: tuple[str, ...], says: str
) -> None:
    with inside(tmp_path):
        study(tmp_path)
        Path("study.yaml").write_text(text_of_study(), encoding="utf-8")
        told = json.loads(call(*typed, "--no-charts", "--json").out)
        Path(told["answer"]).unlink()
        refused = call("chart", told["results"])
        assert refused.code == 2
        assert "holds the runs of a study, and no answer yet" in refused.err
        assert says in refused.err
        command = refused.err.partition("'")[2].partition("'")[0].split()[1:]
        assert call(*command, "--no-charts").err.startswith("nothing to simulate")
        assert call("chart", told["results"]).code == 0


def test_a_damaged_answer_is_one_message(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        found = sim.sweep(study(tmp_path), 1, out=tmp_path / "results")
        assert found.folder is not None
        found.save(found.folder).write_text('{"kind": "sweep"}', encoding="utf-8")
        told = call("chart", found.folder)
        assert told.code == 2
        assert "sweep.json is damaged, or of another version; ask again" in told.err


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "it cannot be read as JSON"), ("[]", "is no answer"), ('{"kind": "x"}', "of 'x'")],
)
def test_a_file_without_an_answer_is_one_message(
    call: Calling, tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "answer.json").write_text(text, encoding="utf-8")
    told = call("chart", tmp_path / "answer.json")
    assert told.code == 2
    assert says in told.err


def test_it_is_the_same_file_as_run_draws(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        ran = Path(json.loads(call("run", written(tmp_path), "-r", "2", "--json").out)["results"])
        call("chart", ran, "schedule", "-o", "again")
        for name in ("schedule.png", "schedule.svg"):
            assert Path("again", name).read_bytes() == (ran / "charts" / name).read_bytes()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["shedule"], "there is no chart 'shedule'; did you mean 'schedule'?"),
        (["nonsense"], "there is no chart 'nonsense'; there are schedule,"),
        (["posts"], "has nothing for the chart 'posts'; it has something for schedule,"),
        (["schedule", "--all"], "either --all or names of charts, not both"),
        (["schedule", "queues", "-o", "two.png"], "two.png is one file; name one chart"),
        (["schedule", "-o", "file/when.png"], "cannot be written to file/when.png"),
        (["schedule", "-o", "file"], "cannot be written to file/schedule.png"),
    ],
)
def test_what_cannot_be_drawn_is_one_message(
    call: Calling, folder: Path, typed: list[str], says: str
) -> None:
    Path("file").write_text("in the way", encoding="utf-8")
    told = call("chart", folder, *typed)
    assert told.code == 2
    assert says in " ".join(told.err.split())
    assert told.err.startswith("error: ")
    assert not (folder / "charts").exists()


def test_a_folder_without_results_is_one_message(call: Calling, tmp_path: Path) -> None:
    told = call("chart", tmp_path)
    assert told.code == 2
    assert "it has no manifest.json" in told.err


def test_a_shell_offers_every_chart_without_loading_any() -> None:
    assert set(completions.CHARTS) == {chart.name for chart in CHARTS}
    assert tuple(chart.name for chart in OF_COMPARISON) == completions.OF_COMPARISONS
    assert tuple(file_of(form.kind, Path()).name for form in FORMS) == nearby.ANSWERS
    code = (
        "import sys; from pathlib import Path; from sim.cli.completing.charts import charts_of; "
        "print(charts_of(Path())[:1], 'matplotlib' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "('schedule',) False"
