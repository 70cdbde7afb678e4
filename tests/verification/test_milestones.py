"""Milestones: what merely happens, after what it needs, for a drawn time (a PERT chain)."""

import math
from typing import Any

import pytest

from sim.catalogue import Kind
from tests.runs import DAY, HOUR, Told, roster_of, run
from tests.verification.stage import interval, stage

Tree = dict[str, Any]


def milestones(**clauses: Tree) -> Tree:
    """Things that must happen, by name, all due on the 20th."""
    common = {"party": "leaver", "must": "happen", "due": "2020-11-20 00:00"}
    return stage(agreement={"clauses": {name: common | clause for name, clause in clauses.items()}})


def after(*names: str, hours: Any) -> Tree:
    """So many hours after others have happened."""
    return {"needs": [f"clauses.{name}.completed" for name in names], "duration_hours": hours}


def done(told: Told, name: str) -> int:
    """When it had happened."""
    return told.one(Kind.COMPLETED, subject=f"clauses.{name}").second


def test_what_needs_nothing_begins_with_the_signing() -> None:
    tree = milestones(exchange={"duration_hours": 36})
    tree["agreement"]["signed"] = "2020-11-10 05:00"
    assert done(run(tree), "exchange") == 41 * HOUR


def test_what_takes_no_time_happens_a_second_later() -> None:
    told = run(
        milestones(exchange={"duration_hours": 10}, word={"needs": ["clauses.exchange.due"]})
    )
    assert done(told, "word") == 10 * DAY + 2


def test_a_chain_takes_the_sum_of_its_parts() -> None:
    told = run(
        milestones(
            exchange={"duration_hours": 10},
            centre=after("exchange", hours=20),
            road=after("centre", hours=30),
        )
    )
    assert [done(told, name) for name in ("exchange", "centre", "road")] == [
        10 * HOUR,
        30 * HOUR,
        60 * HOUR,
    ]


def test_what_needs_several_waits_for_the_last() -> None:
    told = run(
        milestones(
            short={"duration_hours": 10},
            long={"duration_hours": 25},
            both=after("short", "long", hours=5),
        )
    )
    assert done(told, "both") == 30 * HOUR


PERT = {"pert": [4, 10, 28]}
MEAN = (4 + 4 * 10 + 28) / 6
VARIANCE = (MEAN - 4) * (28 - MEAN) / 7
"""Of one duration, in hours: a beta distribution on [4, 28] with shapes that sum to six."""


def chain(length: int) -> Tree:
    """So many milestones, each after the one before."""
    clauses = {"m0": {"duration_hours": PERT}}
    for number in range(1, length):
        clauses[f"m{number}"] = after(f"m{number - 1}", hours=PERT)
    return milestones(**clauses)


def test_a_chain_of_drawn_durations_takes_the_sum_of_their_means() -> None:
    """Six durations of mean (a + 4 m + b) / 6 = 12 h: 72 h, and six times the variance of one."""
    roster = roster_of(chain(6))
    hours = [done(run(roster, replication=number), "m5") / HOUR for number in range(200)]
    low, high = interval(hours)
    assert low <= 6 * MEAN <= high
    low, high = interval([(value - 6 * MEAN) ** 2 for value in hours])
    assert low <= 6 * VARIANCE <= high


def test_of_two_at_once_the_longer_counts() -> None:
    """Uniform on [0, 48 h] each: the mean of the larger is two thirds of 48 h."""
    drawn = {"uniform": [0, 48]}
    roster = roster_of(
        milestones(
            one={"duration_hours": drawn},
            other={"duration_hours": drawn},
            both=after("one", "other", hours=0),
        )
    )
    hours = [done(run(roster, replication=number), "both") / HOUR for number in range(200)]
    low, high = interval(hours)
    assert low <= 32 <= high
    deviation = 48 / math.sqrt(18)
    assert high - low < 4 * deviation / math.sqrt(len(hours)) * 2


@pytest.mark.parametrize(("hours", "is_late"), [(240, False), (241, True)])
def test_a_milestone_may_be_late(hours: float, is_late: bool) -> None:
    """Due after ten days: what is done in that second is on time."""
    told = run(milestones(exchange={"duration_hours": hours}))
    assert (done(told, "exchange") > 10 * DAY) == is_late
    assert told.one(Kind.DUE, subject="clauses.exchange").second == 10 * DAY
