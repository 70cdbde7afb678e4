"""Weather: how often days are slow or closed, and what that does to roads and airfields."""

from itertools import accumulate, pairwise
from statistics import fmean
from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from sim.randomness.draws import draw
from tests.builders import changed
from tests.runs import DAY, HOUR, Told, roster_of, run
from tests.verification.stage import enters, flow, interval, road, stage

Tree = dict[str, Any]
DAYS = 21
"""Days of the run, and one more midnight at its end."""


def weather(*, zones: Tree | None = None, **changes: Any) -> Tree:
    """A quiet scenario with weather in it, on the road `test` if its zone is `pass`."""
    found = {"persistence": 0.6, "zones": zones or {"pass": {"closed_days_share": 0.3}}}
    return stage(weather=found | changes, roads={"test": road(weather_zone="pass")})


def states(told: Told, zone: str = "pass") -> list[int]:
    """The state of a zone by day: 0 fair, 1 slow, 2 closed."""
    rows = told.rows(Kind.WEATHER, at=f"zones.{zone}")
    turns = {row.second // DAY: row.value for row in rows}
    days = accumulate(range(DAYS), lambda now, day: turns.get(day, now), initial=0)
    return list(days)[1:]


# --- how often ---------------------------------------------------------------------------------


def test_days_are_closed_or_slow_as_often_as_the_thresholds_say() -> None:
    """The thresholds are quantiles of the margins: shares of 10 % and 35 %, closed ones included.

    Days of a run hang together, runs do not: the mean share of each run is one value.
    """
    zones = {"pass": {"closed_days_share": 0.1, "slow_days_share": 0.35}}
    roster = roster_of(weather(zones=zones, persistence=0.4))
    closed, slow = [], []
    for replication in range(150):
        days = states(run(roster, replication=replication))
        closed.append(days.count(2) / DAYS)
        slow.append((days.count(1) + days.count(2)) / DAYS)
    for shares, expected in ((closed, 0.1), (slow, 0.35)):
        low, high = interval(shares)
        assert low <= expected <= high
        assert high - low < 0.1


@pytest.mark.parametrize("persistence", [0, 0.6, 0.9])
def test_severity_is_autoregressive_with_standard_normal_margins(persistence: float) -> None:
    """Mean 0, variance 1 on every day; one day's with the next's correlate by the persistence."""
    roster = roster_of(weather(persistence=persistence))
    found = [draw(roster, seed=1, replication=number).weather.severity for number in range(400)]
    for day in (0, 1, 20):
        low, high = interval([severity[day] for severity in found])
        assert low <= 0 <= high
        low, high = interval([severity[day] ** 2 for severity in found])
        assert low <= 1 <= high
    low, high = interval([severity[10] * severity[11] for severity in found])
    assert low <= persistence <= high


def test_winter_comes() -> None:
    """A trend of a tenth of a deviation a day lies on top of the same shocks."""
    flat, rising = (
        draw(roster_of(weather(trend_per_day=trend)), seed=1, replication=0).weather.severity
        for trend in (0, 0.1)
    )
    assert [after - before for before, after in zip(flat, rising, strict=True)] == pytest.approx(
        [0.1 * day for day in range(DAYS + 1)]
    )


def test_it_is_one_weather_zones_differ_only_in_what_they_stand() -> None:
    """Whenever the valley is closed, the pass is."""
    zones = {"pass": {"closed_days_share": 0.5}, "valley": {"closed_days_share": 0.2}}
    together = 0
    roster = roster_of(weather(zones=zones))
    for replication in range(5):
        told = run(roster, replication=replication)
        high, low = states(told), states(told, "valley")
        assert all(high[day] == 2 for day in range(DAYS) if low[day] == 2)
        together += low.count(2)
    assert together


def test_all_days_and_no_days() -> None:
    always = {"pass": {"closed_days_share": 1, "slow_days_share": 1}}
    assert states(run(weather(zones=always))) == [2] * DAYS
    assert states(run(weather(zones={"pass": {}}))) == [0] * DAYS


def test_the_weather_turns_at_midnight() -> None:
    rows = run(weather(zones={"pass": {"slow_days_share": 0.5}})).rows(Kind.WEATHER)
    assert rows
    assert all(row.second % DAY == 0 for row in rows)
    assert all(before.value != after.value for before, after in pairwise(rows))


# --- what it does ------------------------------------------------------------------------------


def crowd(tree: Tree) -> Told:
    """Forty cars that come within a minute, at noon."""
    cars = flow(57600, begins="2020-11-10 12:00", until="2020-11-10 12:01")
    return run(changed(tree, {"flows": {"cars": cars}}))


def one_an_hour() -> Tree:
    """A car at half past every hour of every day."""
    cars = {"from": "west", "to": "east", "vehicles_per_day": 24, "arrivals": "even"}
    return {"flows": {"cars": cars}}


@pytest.mark.parametrize("factor", [1, 0.5, 0.25])
def test_on_slow_days_a_road_carries_a_share_of_what_it_carries(factor: float) -> None:
    """Six seconds a vehicle become six over the factor; the drive itself takes as long."""
    told = crowd(weather(zones={"pass": {"slow_days_share": 1, "slow_factor": factor}}))
    seconds = enters(told)
    assert [later - seconds[0] for later in seconds] == [
        round(6 / factor) * k for k in range(len(seconds))
    ]
    assert len(seconds) == 40
    first = told.rows(Kind.ENTER, subject="flows.cars")[0]
    assert told.seconds(Kind.ARRIVE, subject="flows.cars")[0] == first.value + HOUR // 2


def test_other_roads_feel_nothing_of_it() -> None:
    tree = weather(zones={"pass": {"slow_days_share": 1, "slow_factor": 0.1}})
    del tree["roads"]["test"]["weather_zone"]
    seconds = enters(crowd(tree))
    assert seconds[-1] - seconds[0] == 6 * 39


def test_a_closed_road_grants_nothing_and_the_wait_is_the_weathers() -> None:
    """Who comes on a closed day waits until the midnight after, and a second for the look."""
    zones = {"pass": {"closed_days_share": 0.4}}
    told = run(changed(weather(zones=zones, persistence=0.3), one_an_hour()))
    closed = {day for day, state in enumerate(states(told)) if state == 2}
    assert 2 < len(closed) < 18
    for second in enters(told):
        # A closing of an instant still lets in who is granted in that second.
        assert (second - 1) // DAY not in closed
    waits = told.waits(Cause.WEATHER, at="roads.test>east")
    assert sum(begin % DAY == HOUR // 2 for begin, _ in waits) == len(closed)
    for begin, end in waits:
        assert begin // DAY in closed
        assert end is None or end % DAY == 1
    assert fmean(end - begin for begin, end in waits if end is not None) > HOUR


def test_an_open_day_after_a_closed_one_serves_the_queue_at_full_rate() -> None:
    """24 wait since half past each hour; from midnight and a second on they enter every 6 s."""
    zones = {"pass": {"closed_days_share": 0.4, "slow_days_share": 0.4}}
    told = run(changed(weather(zones=zones, persistence=0), one_an_hour()))
    days = states(told)
    after = next(day for day in range(2, DAYS) if days[day - 2 : day + 1] == [0, 2, 0])
    first = [second for second in enters(told) if second // DAY == after][:24]
    assert first == [after * DAY + 1 + 6 * k for k in range(24)]
