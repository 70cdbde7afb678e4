"""No command writes lines that do not fit, whatever things are called and wherever it writes."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.cli import console, progress
from sim.cli.layout import NARROW, cells, cut, filled, labelled, padded, set_row
from tests.builders import changed, text, two_districts
from tests.cli.calling import Call, Calling, inside
from tests.studies import written

STYLE = re.compile(r"\x1b\[[0-9;]*m")
COMMAND = "withdrawal-sim "
LONG = "The handover of the district that nobody could ever name in fewer words than these are"
NAMES = {
    "long": (LONG, "Unpronounceable" * 8),
    "wide": ("凯尔巴贾尔地区的移交以及其他一切事项" * 3, "拉钦走廊"),
    "many scripts": (
        "Քելբաջարի շրջանի հանձնումը, מסירת המחוז לידי הצבא ועוד a\u0301e\u0301 " * 2,
        "العربية " + "n\u0303" * 30,
    ),
}


def case(called: str) -> dict[str, Any]:
    """Two districts whose title, areas, clauses, roads and people have such names."""
    long, short = NAMES[called]
    made = two_districts()
    for collection in ("parties", "places", "areas", "roads"):
        names = [long, short, f"{short} {long}"]
        for number, block in enumerate(made[collection].values()):
            block["name"] = f"{names[number % 3]} {number}"
    clauses = made["agreement"]["clauses"]
    clauses["north-handover"]["name"], clauses["south-handover"]["name"] = long, short
    drawn = {"people": {"uniform": [200, 600]}, "prepare_days": {"uniform": [0.5, 4]}}
    return changed(
        made,
        {
            "title": long,
            "agreement": {"clauses": {"north-handover": {"due": "2020-11-12 00:00"}}},
            "civilians": {"north-people": drawn},
            "sources": {"book": {"title": f"{long}, {short}"}},
            "roads": {"road": {"source": "book"}},
        },
    )


@pytest.fixture(params=NAMES)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "case.yaml").write_text(text(case(request.param)), "utf-8")
    study = written(
        title=NAMES[request.param][0],
        levers={
            "length": {"path": "roads.road.length_km", "values": [30, 60]},
            "an-uncommonly-long-name-for-a-lever-of-a-study": {
                "path": "roads.north-crossing.length_km",
                "values": [30, 60, 90],
            },
        },
        uncertainties={"people": {"path": "civilians.north-people.people"}},
        outcomes=["clauses.north-handover.on_time", "clauses.north-handover.completed_hours"],
    )
    (tmp_path / "study.yaml").write_text(study, "utf-8")
    with inside(tmp_path):
        yield tmp_path


def calls() -> Iterator[tuple[str, ...]]:
    """Every command that prints; those after the first run find their runs there."""
    case, study, quiet = "case.yaml", "study.yaml", "--quiet"
    yield ()
    yield "new", "another"
    yield "explain", case
    yield "explain", case, "roads.road"
    yield "explain", case, "roads.road.length_km"
    yield "sources", case, "--defaults"
    yield "check", case
    yield "check", study
    yield "run", case, "-r", "3", "--dry-run"
    yield "run", case, "-r", "3", "--no-charts", quiet
    yield "run", case, "-r", "1", "--no-charts", quiet
    ran = str(next(each for each in Path("results", "case").iterdir() if _is_run(each)))
    yield "rerun", ran, "--check", "--sample", "1", quiet
    yield "chart", ran
    yield "run", case, "--trace"
    yield "why", case, "-r", "3", quiet
    yield "why", case, "-r", "3", quiet, "--replication", "0"
    variant = f"{LONG}: roads.road.length_km=150"
    yield "compare", case, "--variant", variant, "-r", "3", "--no-charts", quiet
    yield "compare", case, "--variant", variant, "-r", "3", "--dry-run"
    best = ("--best", "clauses.north-handover.lateness_hours", "--least", "--indifference", "2")
    yield "compare", case, "--variant", variant, "-r", "40", quiet, *best
    yield "sweep", study, "--dry-run", quiet
    yield "sweep", study, "--no-charts", quiet
    yield "sensitivity", study, "--trajectories", "4", "--no-charts", quiet
    yield "discover", study, "--when", "clauses.north-handover.on_time = no", quiet
    late = "clauses.north-handover.lateness_as_signed_hours > 24"
    yield "discover", study, "--when", late, "--no-charts", quiet
    yield "design", case, "--from", "0d", "--to", "2d", "-r", "2", "--no-charts", quiet
    for kept in (*Path("results").glob("*/*/sweep.json"), *Path("results").glob("*/*/design.json")):
        yield "chart", str(kept.parent)
    yield "query", "results/case", "select * from clauses"
    yield "query", "results/case", "show tables"


def _is_run(folder: Path) -> bool:
    return bool(json.loads((folder / "manifest.json").read_text("utf-8"))["points"] == 1)


def too_wide(told: Call, most: int, *, is_terminal: bool) -> list[str]:
    """Lines wider than they may be, apart from those that hold what must stay whole."""
    lines = [STYLE.sub("", line) for line in told.out.splitlines()]
    return [
        line
        for line in lines
        if cells(line) > most and not _is_whole(line, is_terminal=is_terminal)
    ]


def _is_whole(line: str, *, is_terminal: bool) -> bool:
    """Whether it is a path behind at most a label, or for programs a command or one finding."""
    if len(line.split()) <= 2 and "/" in line:
        return True
    is_finding = line.startswith(("ok ", "agreement.clauses.")) or COMMAND in line
    return is_finding and not is_terminal


@pytest.mark.parametrize("columns", [80, 40])
def test_no_line_is_wider_than_there_is_room(
    call: Calling, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    found = {}
    for is_terminal in (False, True):
        monkeypatch.setattr(console, "is_terminal", lambda stream, is_one=is_terminal: is_one)
        for typed in calls():
            if typed[:1] == ("new",) and is_terminal:
                continue  # the file is there already
            told = call(*typed)
            assert told.code in (0, 1), told.err
            found[typed, is_terminal] = too_wide(told, columns, is_terminal=is_terminal)
    assert {key: lines for key, lines in found.items() if lines} == {}


def test_prose_is_not_set_wider_than_eighty_columns_on_a_wide_terminal(
    call: Calling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "case.yaml").write_text(text(case("long")), "utf-8")
    told = call("run", tmp_path / "case.yaml", "-r", "2", "--no-charts", "--out", tmp_path)
    assert told.code == 0
    assert too_wide(told, 80, is_terminal=False) == []


def test_columns_stand_below_each_other_whatever_letters_they_hold() -> None:
    rows = [set_row((name, "5", "six"), (20, 8), room=80) for name in ("plain", "拉钦", "e\u0301")]
    assert {cells(row[: row.index("5")]) for row in rows} == {20}
    assert {cells(row[: row.index("six")]) for row in rows} == {28}


def test_a_name_too_long_for_its_column_has_a_line_of_its_own() -> None:
    assert set_row(("a long name", "5"), (6,), room=30) == "a long name\n      5"


def test_on_a_narrow_terminal_every_cell_has_a_line() -> None:
    assert set_row(("name", "a first cell", "b"), (10, 12), room=20) == (
        "name\n    a first cell\n    b"
    )


def test_a_label_stands_above_its_text_on_a_narrow_terminal() -> None:
    assert labelled("due", "soon", room=NARROW, column=6) == "due   soon"
    assert labelled("due", "soon", room=NARROW - 1, column=6) == "due\n    soon"


def test_text_without_spaces_is_broken_and_nothing_of_it_lost() -> None:
    for whole in ("拉钦走廊" * 20, "Unpronounceable" * 20, "a-b_c." * 30):
        lines = filled(whole, 30, first="", rest="  ").splitlines()
        assert max(map(cells, lines)) <= 30
        assert "".join(line.strip() for line in lines) == whole


def test_a_path_stays_whole_to_be_copied() -> None:
    path = "results/" + "a" * 60
    assert filled(f"see {path} there", 40, first="", rest="") == f"see\n{path}\nthere"


def test_what_is_cut_says_so_and_leaves_no_mark_without_its_letter() -> None:
    assert cut("拉钦走廊", 6) == "拉钦…"
    assert cut("e\u0301e\u0301e\u0301", 2) == "e\u0301…"
    assert padded("拉钦", 6) == "拉钦  "


def test_a_command_broken_for_a_reader_is_still_the_same_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    typed = f"{COMMAND}compare case.yaml --variant 'far away and further: a.b=1' --quiet --json"
    told = console.broken(typed, indent=2)
    assert max(map(len, told.splitlines())) <= 60
    assert shlex.split(told.replace("\\\n", "")) == shlex.split(typed)


def test_the_line_of_progress_never_fills_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(progress, "is_terminal", lambda stream: True)
    line = progress.Line(is_quiet=False)
    line.redraw("12 of 100 replications, 1.2 a second, 1 min 13 s left")
    assert cells(capsys.readouterr().err.strip("\r")) == 29
