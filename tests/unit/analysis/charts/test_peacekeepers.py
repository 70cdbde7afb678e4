"""Peacekeepers over time: median and band, the authorised strength, and what was observed."""

from datetime import datetime

import pandas as pd
import pytest

from sim.analysis.charts.data import ContingentFacts
from sim.analysis.charts.peacekeepers import AUTHORISED, NEVER, NOTHING, peacekeepers_chart
from sim.analysis.observed import (
    Observed,
    ObservedOutcome,
    observed_outcomes,
    observed_series,
)
from sim.clock import Calendar
from tests.unit.analysis.charts.cases import case, drawn_into, line, parts, texts, xs, ys

FORCE = ContingentFacts(name="force", label="The Force", authorised_people=300)
LANDED, IN_PLACE = "contingents.force.landed_people", "contingents.force.in_place_people"
VEHICLES, SORTIES = "contingents.force.landed_vehicles", "contingents.force.sorties_number"
SERIES = {
    LANDED: [[0, 100, 200, 300], [0, 90, 190, 290], [0, 80, 180, 280]],
    IN_PLACE: [[0, 0, 100, 250], [0, 0, 90, 240], [0, 0, 80, 230]],
    VEHICLES: [[0, 0, 2, 4], [0, 0, 1, 3], [0, 0, 0, 2]],
    SORTIES: [[0, 1, 2, 3]] * 3,
}


def force(**more):
    return case(**{"contingents": [FORCE], "peacekeepers": SERIES} | more)


def seen(series, low, high, *, earliest=2.0, latest=4.0, is_scored=True):
    return Observed(series, low, high, earliest, latest, is_scored)


def test_people_landed_and_in_place_are_medians_and_vehicles_and_sorties_stand_below():
    people, vehicles, sorties = peacekeepers_chart(force())

    assert ys(people, f"{LANDED}.median") == [0, 90, 190, 290]
    assert ys(people, f"{IN_PLACE}.median") == [0, 0, 90, 240]
    assert ys(vehicles, f"{VEHICLES}.median") == [0, 0, 1, 3]
    assert ys(sorties, f"{SORTIES}.median") == [0, 1, 2, 3]
    assert {f"{LANDED}.band", f"{IN_PLACE}.band"} <= parts(people).keys()


def test_the_authorised_strength_is_a_line_across_where_it_is_known():
    people, *_ = peacekeepers_chart(force())
    assert ys(people, AUTHORISED) == [300, 300]
    assert people.get_ylim()[1] > 300

    unknown = ContingentFacts(name="force", label="The Force", authorised_people=None)
    people, *_ = peacekeepers_chart(force(contingents=[unknown]))
    assert AUTHORISED not in parts(people)


def test_what_never_happened_has_no_panel_line_or_words_in_the_key():
    nothing = {name: [[0, 0, 0, 0]] * 3 for name in (IN_PLACE, VEHICLES, SORTIES)}
    panels = peacekeepers_chart(force(peacekeepers=SERIES | nothing))

    assert len(panels) == 1
    assert f"{IN_PLACE}.median" not in parts(panels[0])
    assert "landed" in texts(panels[0])
    assert "in place" not in texts(panels[0])


def test_what_was_observed_stands_between_when_and_how_much_it_may_have_been():
    people, *_ = peacekeepers_chart(force(observed=[seen(LANDED, 100, 200)]))

    assert xs(people, f"observed.{LANDED}.0") == [3]
    assert ys(people, f"observed.{LANDED}.0") == [150]
    spans = [(list(part.get_xdata()), list(part.get_ydata())) for part in people.lines]
    assert ([2, 4], [150, 150]) in spans
    assert ([3, 3], [100, 200]) in spans


def test_what_runs_are_judged_by_looks_unlike_what_the_case_rests_on():
    marks = [seen(SORTIES, 2, 2), seen(SORTIES, 2, 2, is_scored=False)]
    *_, sorties = peacekeepers_chart(force(observed=marks))

    looks = [line(sorties, f"observed.{SORTIES}.{number}") for number in range(2)]
    assert [mark.get_marker() for mark in looks] == ["D", "o"]
    assert [mark.get_markerfacecolor() == "white" for mark in looks] == [False, True]


@pytest.mark.parametrize(("low", "high", "upward"), [(2, None, True), (None, 2, False)])
def test_a_bound_is_a_mark_from_which_an_arrow_points_to_the_side_that_is_open(low, high, upward):
    *_, sorties = peacekeepers_chart(force(observed=[seen(SORTIES, low, high)]))

    arrow = line(sorties, f"observed.{SORTIES}.0.open")
    tip = max(arrow.get_marker().vertices, key=lambda at: abs(at[1]))
    assert ys(sorties, f"observed.{SORTIES}.0") == ys(sorties, f"observed.{SORTIES}.0.open") == [2]
    assert (tip[1] > 0) == upward
    words = "observed, at least so many" if upward else "observed, at most so many"
    assert words in texts(sorties)


def test_a_value_that_is_known_has_no_arrow():
    *_, sorties = peacekeepers_chart(force(observed=[seen(SORTIES, 2, 2)]))
    assert f"observed.{SORTIES}.0.open" not in parts(sorties)


def test_what_was_observed_of_other_series_is_not_drawn():
    for axes in peacekeepers_chart(force(observed=[seen("flows.home.arrived_people", 9, 9)])):
        assert not any(name.startswith("observed") for name in parts(axes))


def test_the_axis_of_time_reaches_the_last_observation():
    people, *_ = peacekeepers_chart(force(observed=[seen(SORTIES, 2, 2, latest=90)]))
    assert people.get_xlim()[1] >= 90


def test_what_was_observed_before_the_start_is_not_drawn():
    *_, sorties = peacekeepers_chart(
        force(observed=[seen(SORTIES, 2, 2, earliest=-90, latest=-80)])
    )
    assert f"observed.{SORTIES}.0" not in parts(sorties)


def test_a_contingent_that_never_landed_is_said_so():
    nobody = {name: [[0, 0]] * 3 for name in SERIES}
    assert NEVER in texts(peacekeepers_chart(force(peacekeepers=nobody))[0])


def test_a_case_without_peacekeepers_has_no_such_file(tmp_path):
    plain = {path.name for path in drawn_into(tmp_path / "plain", case())}
    drawn = {path.name for path in drawn_into(tmp_path / "force", force())}

    assert drawn - plain == {"peacekeepers.png", "peacekeepers.svg"}
    assert NOTHING in texts(peacekeepers_chart(case())[0])


OBSERVED = {
    "outcome": "series posts.manned_number",
    "low": "12",
    "high": "",
    "earliest": "2020-11-10 06:00",
    "latest": "2020-11-10 18:00",
    "used_for": "calibration",
}


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "outcome areas.hill.entered_hours"},
        {"outcome": ""},
        {"low": "many"},
        {"low": "many", "high": "20"},
        {"low": "inf"},
        {"low": ""},
        {"earliest": "soon"},
    ],
)
def test_rows_that_cannot_be_set_beside_a_series_are_left_out(change):
    calendar = Calendar(start=datetime(2020, 11, 10), zone="Asia/Yerevan")
    table = pd.DataFrame([OBSERVED, {**OBSERVED, **change}], dtype="string").replace("", pd.NA)

    assert observed_series(table, calendar) == (
        Observed("posts.manned_number", 12, None, 6, 18, is_scored=False),
    )


def test_an_observed_outcome_is_told_by_table_thing_and_column():
    calendar = Calendar(start=datetime(2020, 11, 10), zone="Asia/Yerevan")
    row = {
        "outcome": "outcome roads.pass>top.longest_queue_km",
        "low": "",
        "high": "5.5",
        "earliest": "",
        "latest": "2020-11-10 18:00",
        "used_for": "scoring",
    }
    table = pd.DataFrame([row, OBSERVED, {**row, "outcome": "outcome runs"}], dtype="string")

    assert observed_outcomes(table.replace("", pd.NA), calendar) == (
        ObservedOutcome("roads", "pass>top", "longest_queue_km", None, 5.5, None, 18, True),
    )


def test_a_table_without_the_columns_has_nothing_to_set_beside():
    calendar = Calendar(start=datetime(2020, 11, 10), zone="Asia/Yerevan")
    assert observed_series(pd.DataFrame({"id": ["one"]}), calendar) == ()
