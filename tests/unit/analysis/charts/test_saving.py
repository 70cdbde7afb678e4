"""Charts as files: both kinds of every chart, the same bytes each time, nothing global touched."""

import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from sim.analysis.charts.catalogue import CHARTS, charts_of
from sim.analysis.charts.saving import draw_charts
from sim.api.plots import Plots
from tests.unit.analysis.charts.cases import case, drawn_into

INSIDE = {"civilians_inside_people": [[90, 60, 30, 0], [80, 50, 40, 0], [70, 40, 20, 0]]}
DATA = {
    "inside": INSIDE,
    "queue": {"top": [[0, 100, 200, 0]] * 3},
    "longest": {"top": [250, 350, 450]},
    "moved": {2: 240.0},
}


def drawn(folder):
    return {path.name: path.read_bytes() for path in drawn_into(folder, case(**DATA))}


def test_every_chart_is_told_in_the_documentation_and_has_a_method():
    told = (Path(__file__).parents[4] / "docs" / "charts.md").read_text(encoding="utf-8")

    for chart in CHARTS:
        assert f"| `{chart.name}` | {chart.question} |" in told
        assert callable(getattr(Plots, chart.name))


def test_every_chart_is_a_png_and_an_svg(tmp_path):
    paths = drawn_into(tmp_path / "charts", case(**DATA))

    assert [path.name for path in paths] == [
        f"{chart.name}.{ending}" for chart in charts_of(case(**DATA)) for ending in ("png", "svg")
    ]
    for path in paths:
        head = path.read_bytes()[:8]
        assert head == (b"\x89PNG\r\n\x1a\n" if path.suffix == ".png" else b"<?xml ve")


def test_the_same_results_give_the_same_bytes(tmp_path):
    assert drawn(tmp_path / "one") == drawn(tmp_path / "other")


def test_other_results_give_another_picture(tmp_path):
    other = case(**(DATA | {"moved": {}}))

    (_, svg, *_), (_, other_svg, *_) = (
        drawn_into(tmp_path / name, data) for name, data in (("one", case(**DATA)), ("two", other))
    )

    assert svg.read_bytes() != other_svg.read_bytes()


def test_no_file_tells_when_or_with_what_it_was_drawn(tmp_path):
    for content in drawn(tmp_path).values():
        assert b"dc:date" not in content
        assert b"Software" not in content
        assert f"v{mpl.__version__}".encode() not in content


def test_an_svg_carries_its_question_for_those_who_cannot_see_it(tmp_path):
    files = drawn(tmp_path)
    for chart in charts_of(case(**DATA)):
        root = ElementTree.fromstring(files[f"{chart.name}.svg"])
        titles = [node.text for node in root.iter("{http://purl.org/dc/elements/1.1/}title")]
        assert titles == [chart.question]


def test_the_users_own_settings_change_no_picture_and_stay_as_they_are(tmp_path):
    plain = drawn(tmp_path / "plain")
    own = {"font.size": 20, "svg.hashsalt": "own", "axes.facecolor": "red", "lines.linewidth": 9}

    with mpl.rc_context(own):
        assert drawn(tmp_path / "own") == plain
        assert {name: mpl.rcParams[name] for name in own} == own


def test_charts_may_be_drawn_in_several_threads_at_once(tmp_path):
    found = {}
    threads = [
        threading.Thread(target=lambda name=name: found.update({name: drawn(tmp_path / name)}))
        for name in ("one", "two", "three")
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found["one"] == found["two"] == found["three"]
    assert len(found["one"]) == 2 * len(charts_of(case(**DATA)))


def test_no_window_and_no_global_figure_is_ever_made():
    code = "import sys; import sim.analysis.charts; print('matplotlib.pyplot' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_chart_of_nothing_is_drawn_too(chart, tmp_path):
    nothing = case(first=[], last=[], entered=[])

    assert (tmp_path / f"{chart.name}.svg") in draw_charts([chart], nothing, tmp_path)
