"""A run's own tables and manifest are all that charts need."""

import pytest

from sim.analysis.charts import chart_data, schedule_chart
from sim.api.running import run
from sim.scenario.load import parse_scenario
from tests.builders import changed, minimal, scenario, text
from tests.unit.analysis.charts.cases import drawn_into, texts, xs


@pytest.fixture(scope="module")
def results():
    return run(
        scenario(areas={"district": {"name": "Քարվաճառ"}}, parties={"leaver": {"name": "測試"}}), 3
    )


@pytest.fixture(scope="module")
def data(results):
    return chart_data(results.to_dataframe, results.manifest)


def test_names_come_with_what_people_call_them(data):
    assert data.areas == {"district": "Քարվաճառ"}
    assert data.roads[0].ends == {"border": "Border", "town": "Town"}
    assert data.clauses[0].areas == ("district",)


def test_a_name_that_the_font_lacks_is_left_out(data):
    assert data.clauses[0].party == ""


def test_who_moves_is_called_by_a_label_only_if_the_font_has_it():
    names = {"battalion": {"name": "測試"}, "brigade": {"name": "First brigade"}}
    troops = changed(minimal(), {"troops": {"brigade": minimal()["troops"]["battalion"]}})
    named = run(parse_scenario(text(changed(troops, {"troops": names}))), 1)
    labels = chart_data(named.to_dataframe, named.manifest).labels
    assert labels.who("troops.brigade") == "First brigade"
    assert labels.who("troops.battalion") == "troops of battalion"


def test_hours_are_counted_from_the_start_to_the_end_of_the_run(data):
    assert data.end_hours == 21 * 24
    assert data.instant(120).replace("\u00a0", " ") == "15 Nov 00:00"


def test_a_chart_of_a_real_run_shows_what_its_tables_say(results, data):
    rows = results.to_dataframe("areas")

    axes = schedule_chart(data)

    assert xs(axes, "due.handover.line") == [120, 120]
    assert sorted(rows["last_out_hours"])[1] == pytest.approx(
        axes.findobj(lambda part: part.get_gid() == "bar.district")[0].get_bbox().x1
    )
    assert "Քարվաճառ" in texts(axes)


def test_every_chart_of_a_real_run_can_be_drawn(data, tmp_path):
    assert all(path.stat().st_size > 0 for path in drawn_into(tmp_path, data))
