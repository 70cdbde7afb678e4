"""Breakdowns: how many, of whom, and what they cost a busy road."""

from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from sim.randomness.draws import BREAKDOWNS, draw
from tests.runs import HOUR, Told, roster_of, run
from tests.verification.stage import LANE, enters, flow, interval, road, stage, waited

FLOW = "flows.cars"


def rush(mover_class: str = "car", **changes: Any) -> dict[str, Any]:
    """A thousand vehicles at once on a road that serves one in six seconds."""
    return stage(
        {
            "roads": {"test": road(breakdown_probability=0.02, breakdown_hours=0.1) | changes},
            "flows": {"cars": flow(1440 * 60, vehicle_class=mover_class)},
        }
    )


def first_thousand(tree: dict[str, Any], replication: int = 0) -> tuple[Told, list[int]]:
    """The run cut off early, and the seconds at which the first thousand were let in."""
    tree["flows"]["cars"]["until"] = "2020-11-10 00:17"
    told = run(tree, replication=replication)
    return told, enters(told)[:1000]


def test_mean_throughput_is_that_of_service_and_repairs() -> None:
    """In a standing queue a vehicle costs 1/s + p B on average: 6 s + 0.1 x 72 s (exponential).

    One comes every ten seconds, so that there is always a queue, and not too long a one.
    """
    tree = rush(breakdown_probability=0.1, breakdown_hours={"exponential": {"mean": 0.02}})
    tree["flows"]["cars"] = flow(8640, until="2020-11-10 02:30")
    roster = roster_of(tree)
    costs = []
    for replication in range(10):
        seconds = enters(run(roster, replication=replication))[:800]
        costs.append((seconds[-1] - seconds[0]) / (len(seconds) - 1))
    low, high = interval(costs)
    assert low <= 6 + 0.1 * 72 <= high
    assert high - low < 0.2 * (6 + 0.1 * 72)


@pytest.mark.parametrize(("mover_class", "factor"), [("car", 1), ("lorry", 3), ("bus", 1)])
def test_the_kth_breakdown_comes_when_the_exposure_fills_the_kth_gap(
    mover_class: str, factor: int
) -> None:
    """Vehicle n (from 1) breaks down once for every drawn threshold in ((n - 1) p, n p].

    Lorries are three times as likely to as cars. Each stops the direction for its own time, which
    is added to the service: grant_{n+1} = grant_n + 6 s + repairs of n.
    """
    told, seconds = first_thousand(rush(mover_class))
    roster = told.roster
    drawn = draw(roster, seed=1, replication=0).breakdowns[LANE]
    exposure = 0.0
    expected, number = [seconds[0]], 0
    for _ in range(999):
        exposure += 0.02 * factor
        cost = 6
        while drawn.thresholds[number] <= exposure:
            cost += drawn.seconds[number]
            number += 1
        expected.append(expected[-1] + cost)
    assert seconds == expected
    assert number > 10


def test_directions_break_down_by_themselves() -> None:
    """Traffic the other way neither causes nor suffers the breakdowns of this one."""
    alone = rush()
    opposed = rush()
    opposed["flows"]["back"] = flow(1440 * 60, until="2020-11-10 00:17") | {
        "from": "east",
        "to": "west",
    }
    assert first_thousand(alone)[1] == first_thousand(opposed)[1]


def test_a_one_lane_stretch_is_stopped_for_both_sides() -> None:
    """The broken vehicle stands in the only lane: nobody of either side enters until repaired."""
    tree = rush(one_lane_km=1, turn_vehicles=5, breakdown_hours=0.5)
    tree["flows"]["back"] = flow(14400, until="2020-11-10 00:17") | {"from": "east", "to": "west"}
    told, _ = first_thousand(tree)
    begins = [row for row in told.rows(Kind.BREAKDOWN_BEGIN) if row.at in (LANE, "roads.test>west")]
    entries = told.seconds(Kind.ENTER, at=LANE) + told.seconds(Kind.ENTER, at="roads.test>west")
    assert len(begins) > 10
    for row in begins:
        assert not [second for second in entries if row.second < second < row.second + row.value]


def test_who_waits_meanwhile_waits_for_the_breakdown() -> None:
    """Waits are cut at the ends of a stop: breakdown within it, queue before and after."""
    told, _ = first_thousand(rush())
    stop = told.rows(Kind.BREAKDOWN_BEGIN, at=LANE)[0]
    waits = told.waits(Cause.BREAKDOWN, at=LANE)
    assert (stop.second, stop.second + stop.value) in waits
    total = sum((end or 0) - begin for begin, end in waits)
    total += sum((end or 0) - begin for begin, end in told.waits(Cause.ROAD_QUEUE, at=LANE))
    assert total == sum(waited(told, FLOW))


def test_a_run_that_needs_more_breakdowns_is_repeated_with_twice_as_many() -> None:
    """Thresholds beyond the bound are looked up at the same addresses: the same run."""
    tree = rush(breakdown_probability=1, breakdown_hours=0.01)
    tree["flows"]["cars"]["until"] = "2020-11-10 00:05"
    told = run(tree)
    entered = len(enters(told))
    assert entered > BREAKDOWNS
    drawn = draw(told.roster, seed=1, replication=0, breakdowns=2 * BREAKDOWNS).breakdowns[LANE]
    filled = [number for number, gap in enumerate(drawn.thresholds) if gap <= entered]
    assert len(filled) > BREAKDOWNS, "the first bound was passed"
    repaired = sum(row.value for row in told.rows(Kind.BREAKDOWN_BEGIN, at=LANE))
    assert repaired == sum(drawn.seconds[number] for number in filled)


def test_without_breakdowns_none_are_seen() -> None:
    """Probability 0 means never, for anybody."""
    told, seconds = first_thousand(rush(breakdown_probability=0))
    assert not told.rows(Kind.BREAKDOWN_BEGIN)
    assert seconds[-1] - seconds[0] == 999 * 6


def test_a_breakdown_holds_up_those_behind_and_not_the_one_that_broke_down() -> None:
    """Who broke down has passed when it stops the entrance: it arrives after repair like its tail.

    Two cars, p = 1, a repair of half an hour: the second enters 6 s + 1800 s after the first.
    """
    tree = stage(
        {
            "roads": {"test": road(breakdown_probability=1, breakdown_hours=0.5)},
            "flows": {"cars": flow(2 * 86400, until="2020-11-10 00:01")},
        }
    )
    told = run(tree, seed=3)
    seconds = enters(told)
    drawn = draw(told.roster, seed=3, replication=0).breakdowns[LANE]
    within = sum(threshold <= 1 for threshold in drawn.thresholds)
    assert seconds[1] - seconds[0] == 6 + within * HOUR // 2
