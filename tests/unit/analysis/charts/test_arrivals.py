"""Arrivals: people of each flow over time, beside what was observed."""

from sim.analysis.charts.arrivals import NOTHING, arrivals_chart
from sim.analysis.observed import Observed
from tests.unit.analysis.charts.cases import case, drawn_into, texts, xs, ys

HOME, AWAY = "flows.going-home.arrived_people", "flows.away.arrived_people"
SERIES = {HOME: [[0, 10, 30], [0, 5, 20], [0, 0, 10]], AWAY: [[0, 0, 0]] * 3}


def test_each_flow_in_which_anybody_arrived_has_a_panel():
    (home,) = arrivals_chart(case(peacekeepers=SERIES))

    assert ys(home, f"{HOME}.median") == [0, 5, 20]
    assert "Going home" in texts(home)


def test_what_was_observed_is_a_mark_even_where_nobody_arrived():
    seen = Observed(AWAY, 90, 110, 2, 4, is_scored=True)
    _, away = arrivals_chart(case(peacekeepers=SERIES, observed=[seen]))

    assert (xs(away, f"observed.{AWAY}.0"), ys(away, f"observed.{AWAY}.0")) == ([3], [100])


def test_a_case_in_which_nobody_arrives_has_no_such_file(tmp_path):
    assert not any(path.stem == "arrivals" for path in drawn_into(tmp_path / "plain", case()))
    drawn = drawn_into(tmp_path / "flows", case(peacekeepers=SERIES))
    assert [path.name for path in drawn if path.stem == "arrivals"] == [
        "arrivals.png",
        "arrivals.svg",
    ]
    assert NOTHING in texts(arrivals_chart(case())[0])
