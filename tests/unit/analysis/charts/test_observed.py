"""What was observed stands beside what runs gave: on the schedule, what remains, and queues."""

import pytest

from sim.analysis.charts.data import RoadFacts
from sim.analysis.charts.queues import queues_chart
from sim.analysis.charts.remaining import remaining_chart
from sim.analysis.charts.schedule import schedule_chart
from sim.analysis.observed import Observed, ObservedOutcome
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs, ys

QUEUE = {"top": [[0, 100, 200, 0]] * 3}
LONGEST = {"top": [250, 350, 450]}
INSIDE = {"troops_inside_people": [[90, 60, 30, 0]] * 3}


def of_area(column, low, high, *, is_scored=True):
    return ObservedOutcome("areas", "hill", column, low, high, 96, 120, is_scored)


def of_pass(column, low, high):
    return ObservedOutcome("roads", "pass>top", column, low, high, 1, 3, is_scored=True)


def test_an_observed_entry_is_a_mark_below_those_of_runs_and_told_in_words():
    axes = schedule_chart(case(observed_outcomes=[of_area("entered_hours", 120, 144)]))

    assert xs(axes, "observed.entered.hill.0") == [132]
    assert line(axes, "observed.entered.hill.0").get_marker() == "D"
    spans = [list(part.get_xdata()) for part in axes.lines]
    assert [120, 144] in spans
    assert any("observed 15 Nov 00:00 to 16 Nov 00:00" in words for words in texts(axes))
    mark = line(axes, "observed.entered.hill.0").get_ydata()[0]
    assert mark > line(axes, "entered.hill.median").get_ydata()[0]


def test_an_observed_entry_has_a_lane_even_where_no_run_has_one():
    observed = [of_area("entered_hours", 120, 144)]
    axes = schedule_chart(case(entered=[None] * 3, observed_outcomes=observed))

    assert "observed.entered.hill.0" in parts(axes)


@pytest.mark.parametrize(
    ("low", "high", "at", "leftward", "words"),
    [
        (None, 119, 119, True, "observed by 14 Nov 23:00"),
        (119, None, 119, False, "observed not before 14 Nov 23:00"),
    ],
)
def test_a_bound_in_time_is_an_arrow_to_the_side_that_is_open(low, high, at, leftward, words):
    axes = schedule_chart(case(observed_outcomes=[of_area("last_out_hours", low, high)]))

    arrow = line(axes, "observed.leaving.hill.0.open")
    tip = max(arrow.get_marker().vertices, key=lambda point: abs(point[0]))
    assert xs(axes, "observed.leaving.hill.0") == xs(axes, "observed.leaving.hill.0.open") == [at]
    assert (tip[0] < 0) == leftward
    assert any(words in told for told in texts(axes))


def test_what_has_no_lane_of_its_own_gets_one_where_it_was_observed():
    observed = [of_area("troops_out_hours", 96, 120, is_scored=False)]
    axes = schedule_chart(case(last=[100, 110, 130], observed_outcomes=observed))

    assert "troops out" in texts(axes)
    assert xs(axes, "troops_out_hours.hill.median") == [110]
    assert line(axes, "observed.troops_out_hours.hill.0").get_marker() == "o"
    assert "troops out" not in texts(schedule_chart(case()))


def test_a_choice_is_told_of_the_runs_in_which_it_was_made():
    asked = ObservedOutcome("clauses", "hill-handover", "first_asked_hours", 71, 95, 71, 95, True)
    data = case(clause_hours={"first_asked_hours": [60, None, 80]}, observed_outcomes=[asked])

    axes = schedule_chart(data)

    assert xs(axes, "first_asked_hours.hill-handover.median") == [60]
    assert any("in 2 of 3: 12 Nov 12:00" in words for words in texts(axes))


def test_troops_that_were_seen_leave_are_a_mark_at_zero():
    observed = [of_area("troops_out_hours", 96, 120)]
    (axes,) = remaining_chart(case(inside=INSIDE, observed_outcomes=observed))

    assert ys(axes, "observed.troops.hill.0") == [0]
    assert xs(axes, "observed.troops.hill.0") == [108]


def test_people_seen_inside_stand_at_their_number_and_the_axis_reaches_it():
    seen = Observed("areas.hill.troops_inside_people", 400, 500, 1, 3, is_scored=False)
    (axes,) = remaining_chart(case(inside=INSIDE, observed=[seen]))

    assert ys(axes, "observed.troops.hill.0") == [450]
    assert axes.get_ylim()[1] >= 500


def test_a_queue_that_was_seen_stands_at_its_hours_and_vehicles():
    seen = Observed("roads.pass>top.queue_vehicles", 280, 320, 1, 3, is_scored=True)
    (axes,) = queues_chart(case(queue=QUEUE, longest=LONGEST, observed=[seen]))

    assert (xs(axes, "observed.pass.top.0"), ys(axes, "observed.pass.top.0")) == ([2], [300])


def test_a_longest_queue_in_km_is_drawn_in_vehicles():
    observed = [of_pass("longest_queue_km", 3, 5)]
    (axes,) = queues_chart(
        case(queue=QUEUE, longest=LONGEST, vehicles_per_km=100, observed_outcomes=observed)
    )

    assert ys(axes, "observed.pass.top.0") == [pytest.approx(400)]


def test_what_got_through_a_jam_is_told_beside_what_was_seen():
    observed = [of_pass("jam_vehicles_per_hour", 30, 60)]
    (axes,) = queues_chart(
        case(queue=QUEUE, longest=LONGEST, jam=[20, 40, None], observed_outcomes=observed)
    )

    told = next(words for words in texts(axes) if "longest jam" in words)
    assert "20 vehicles an hour got through its longest jam (20 to 40); observed 30 to 60" in told


def test_a_road_on_which_a_queue_was_seen_is_shown_however_short_its_own():
    roads = [
        RoadFacts(
            name=name, label=name.title(), ends={f"{name}-end": "End", f"{name}-head": "Head"}
        )
        for name in ("long", "short")
    ]
    seen = Observed("roads.short>short-end.queue_vehicles", 50, None, 1, 3, is_scored=True)
    data = {
        "roads": roads,
        "queue": {"long-end": [[0, 900, 0, 0]] * 3, "short-end": [[0, 2, 0, 0]] * 3},
        "longest": {"long-end": [900] * 3, "short-end": [2] * 3},
    }

    assert len(queues_chart(case(**data))) == 1
    assert len(queues_chart(case(**data, observed=[seen]))) == 2
