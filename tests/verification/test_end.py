"""The last second of a run: what falls on it still happens, and nothing comes after it."""

from datetime import datetime, timedelta

from sim.catalogue import Cause, Kind
from tests.runs import DAY, HOUR, Told, run
from tests.verification.stage import flow, people, road, stage, told_at

OUT = 6 * HOUR + 1 + 6 + HOUR
"""Told at six, let in a second later; six seconds to enter at 600 an hour, an hour to drive."""


def one_car(end_seconds: int) -> Told:
    """A car told to go at six, in a run that ends so many seconds after midnight of the second day.

    A run ends on a full minute; so the road is made longer or shorter instead, by whole seconds.
    """
    late = DAY - OUT + end_seconds
    tree = stage(
        {
            "roads": {"road": {"length_km": 60 * (HOUR + late) / HOUR}},
            "agreement": {"clauses": {"handover": {"due": "2020-11-11 00:00"}}},
            "notices": {"order": told_at("2020-11-10 06:00")},
        },
        end="2020-11-11 00:00",
    )
    return run(tree)


def test_who_is_out_in_the_last_second_is_out() -> None:
    """Out at the end itself: fulfilled, on the very second that is also due."""
    told = one_car(0)
    assert told.one(Kind.OUT).second == DAY
    assert told.one(Kind.COMPLETED).second == DAY
    assert told.one(Kind.DUE).second == DAY


def test_who_would_be_out_a_second_later_is_not() -> None:
    """Neither out nor fulfilled, and the run is cut off."""
    told = one_car(1)
    assert not told.rows(Kind.OUT, Kind.COMPLETED)
    ended = told.one(Kind.ENDED)
    assert (ended.second, ended.value) == (DAY, 0)


def test_decisions_of_the_last_second_are_taken() -> None:
    """A notice and a due instant at the end itself."""
    tree = stage(
        {
            "agreement": {"clauses": {"handover": {"due": "2020-11-12 00:00"}}},
            "notices": {"order": told_at("2020-11-12 00:00")},
        },
        end="2020-11-12 00:00",
    )
    told = run(tree)
    assert told.one(Kind.NOTICE).second == told.one(Kind.DUE).second == 2 * DAY
    assert not told.rows(Kind.BEGIN), "what the notice sets off begins a second later"


def test_a_run_ends_when_nothing_more_can_happen() -> None:
    """The one person goes by due alone and is out six seconds and an hour after it: that is all."""
    tree = stage({"agreement": {"clauses": {"handover": {"due": "2020-11-15 00:00"}}}})
    ended = run(tree).one(Kind.ENDED)
    assert (ended.second, ended.value) == (5 * DAY + 6 + HOUR, 1)


def test_a_breakdown_that_outlasts_the_run_has_no_end() -> None:
    """Nothing is told of what comes after."""
    tree = stage(
        {
            "roads": {"test": road(breakdown_probability=1, breakdown_hours=200)},
            "flows": {"cars": flow(24)},
        },
        end="2020-11-15 00:00",
    )
    tree["agreement"]["clauses"]["handover"]["due"] = "2020-11-15 00:00"
    told = run(tree)
    assert told.rows(Kind.BREAKDOWN_BEGIN)
    assert not told.rows(Kind.BREAKDOWN_END)
    assert None in [end for _, end in told.waits(Cause.BREAKDOWN)]
    assert max(row.second for row in told.log.rows()) == 5 * DAY


def test_movers_on_the_road_at_the_end_are_neither_here_nor_there() -> None:
    """Let in and not arrived: an entry without an arrival, and no wait left open."""
    end = (datetime(2020, 11, 10, 6) + timedelta(minutes=30)).strftime("%Y-%m-%d %H:%M")
    tree = stage(
        {
            "agreement": {"clauses": {"handover": {"due": end}}},
            "civilians": {"townspeople": people(3)},
            "notices": {"order": told_at("2020-11-10 06:00")},
        },
        end=end,
    )
    told = run(tree)
    assert len(told.rows(Kind.ENTER)) == 3
    assert not told.rows(Kind.OUT, Kind.ARRIVE)
    assert None not in [finish for _, finish in told.waits(Cause.ROAD_QUEUE)]
