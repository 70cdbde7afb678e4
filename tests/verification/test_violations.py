"""Violations: how many, where and when, what cover does to them, and what they do to the rest.

Candidates come at the uncovered rate; a count is Poisson. Intervals are those of the estimate.
"""

import math
from collections.abc import Sequence
from statistics import fmean
from typing import Any

import pytest
from scipy.special import bdtr, chdtri

from sim.catalogue import Cause, Kind
from sim.engines.reference import COLLAPSED
from tests.builders import changed
from tests.engines.crowded import policy
from tests.runs import DAY, HOUR, Told, roster_of, run
from tests.verification.mission import mission, post
from tests.verification.stage import battalion, enters, flow, interval, stage

Tree = dict[str, Any]
DAYS = 21
RUNS = 60


def front(*, top: Tree | None = None, **changes: Any) -> Tree:
    """A quiet scenario in which two violations a day are expected in the one district."""
    found = {
        "fragile_probability": 0,
        "held_per_day": 2,
        "fragile_per_day": 0,
        "covered_factor": 1,
        "areas": {"district": {}},
    }
    return changed(stage(violations=found | changes), top or {})


def runs(tree: Tree, number: int = RUNS) -> list[Told]:
    """So many replications."""
    roster = roster_of(tree)
    return [run(roster, replication=replication) for replication in range(number)]


def counts(told: Sequence[Told]) -> list[int]:
    """Violations by run."""
    return [len(one.rows(Kind.VIOLATION)) for one in told]


def is_binomial(found: int, number: int, probability: float) -> bool:
    """Whether a number of successes lies between the quantiles of half a percent on each side."""
    low = bdtr(found, number, probability)
    high = 1 - bdtr(found - 1, number, probability) if found else 1.0
    return min(low, high) > 0.005


# --- how many ----------------------------------------------------------------------------------


def test_where_nobody_watches_they_are_a_poisson_stream_of_the_rate() -> None:
    """Two a day for 21 days: mean 42, and as much variance; gaps are exponential."""
    told = runs(front())
    found = counts(told)
    low, high = interval(found)
    assert low <= 2 * DAYS <= high
    dispersion = sum((count - fmean(found)) ** 2 for count in found) / fmean(found)
    assert chdtri(RUNS - 1, 0.995) < dispersion < chdtri(RUNS - 1, 0.005)
    first = [one.seconds(Kind.VIOLATION)[0] for one in told]
    assert is_binomial(sum(second > DAY / 2 for second in first), RUNS, math.exp(-1))


def watched(factor: float) -> Tree:
    """The camp is an area, in contact from the 13th on, and covered by a post before that."""
    return mission(
        posts={"gate": post("camp", covers={"areas": ["district"]})},
        violations=front(covered_factor=factor, areas={"district": {"begins": "2020-11-13 00:00"}})[
            "violations"
        ],
    )


def test_under_cover_a_share_of_them_is_left() -> None:
    """18 days at 2 x 0.3 a day: mean 10.8; the post stands from the first evening on."""
    found = counts(runs(watched(0.3)))
    low, high = interval(found)
    assert low <= 18 * 2 * 0.3 <= high


def test_cover_only_ever_takes_violations_away() -> None:
    """The candidates are the same: what happens under cover would have happened without."""
    roster = roster_of(watched(0.3))
    bare = watched(0.3)
    del bare["posts"]
    for replication in range(5):
        covered, uncovered = (
            set(run(tree, replication=replication).seconds(Kind.VIOLATION))
            for tree in (roster, bare)
        )
        assert covered < uncovered


def test_a_post_covers_from_the_second_in_which_it_is_manned() -> None:
    """With a factor of nothing there are violations before, and none after."""
    tree = watched(0)
    tree["violations"]["areas"]["district"] = {}
    tree["violations"]["held_per_day"] = 20
    for told in runs(tree, 5):
        manned = told.one(Kind.MANNED).second
        seconds = told.seconds(Kind.VIOLATION)
        assert seconds
        assert max(seconds) <= manned


def test_a_post_covers_no_other_area() -> None:
    tree = watched(0)
    tree["posts"]["gate"]["covers"] = {"roads": ["ridge"]}
    assert min(counts(runs(tree, 5))) > 0


def test_the_regime_is_drawn_once_a_run() -> None:
    """Fragile in three runs of ten, and quiet where it holds: a run has twenty a day or none."""
    told = runs(front(fragile_probability=0.3, held_per_day=0, fragile_per_day=20), 100)
    found = counts(told)
    fragile = [count for count in found if count]
    assert is_binomial(len(fragile), 100, 0.3)
    low, high = interval(fragile)
    assert low <= 20 * DAYS <= high


# --- where and when ----------------------------------------------------------------------------


def test_none_happen_where_the_sides_are_not_in_contact() -> None:
    """From the third day until six hours after the battalion is out of the district."""
    tree = front(
        held_per_day=40,
        areas={
            "district": {
                "begins": "2020-11-12 00:00",
                "ends": {"event": "troops.battalion.out", "after_hours": 6},
            }
        },
        top={"troops": {"battalion": battalion(ready_after_hours=72)}},
    )
    told = run(tree)
    out = told.one(Kind.OUT, subject="troops.battalion").second
    seconds = told.seconds(Kind.VIOLATION)
    assert 2 * DAY <= min(seconds) < 2 * DAY + 6 * HOUR
    assert out + 2 * HOUR < max(seconds) < out + 6 * HOUR


def test_they_fall_on_areas_by_weight() -> None:
    """One in four falls on the district, three on the other one."""
    tree = front(
        areas={"district": {"weight": 1}, "other": {"weight": 3}},
        top={
            "areas": {"other": {"name": "Other", "places": ["west"], "exits": ["east"]}},
        },
    )
    places = [row.at for told in runs(tree, 10) for row in told.rows(Kind.VIOLATION)]
    assert is_binomial(places.count("areas.district"), len(places), 0.25)


# --- what follows ------------------------------------------------------------------------------


def test_a_pause_closes_the_roads_that_touch_the_area_for_so_long() -> None:
    """Two hours each time; other roads notice nothing. Pauses that overlap last to the last."""
    tree = front(
        held_per_day=1,
        pause_probability=1,
        pause_hours=2,
        top={"roads": {"road": {}}},
    )
    told = run(tree)
    seconds = told.seconds(Kind.VIOLATION)
    assert len(seconds) > 10
    closed = [(row.second, row.subject) for row in told.rows(Kind.CLOSED, cause=Cause.PAUSE)]
    assert closed == [(second, "roads.road") for second in seconds]
    opened = told.seconds(Kind.OPENED, cause=Cause.PAUSE)
    assert opened == [second + 2 * HOUR for second in seconds if second + 2 * HOUR < DAYS * DAY]


def test_during_a_pause_nobody_enters_and_the_wait_is_the_pauses() -> None:
    """Cars from the town, one every six minutes; who comes in a pause waits until it is over."""
    cars = {"from": "town", "to": "border", "vehicles_per_day": 240, "arrivals": "even"}
    tree = front(
        held_per_day=4,
        pause_probability=1,
        pause_hours=2,
        top={"end": "2020-11-15 00:00", "flows": {"cars": cars}},
    )
    tree["agreement"]["clauses"]["handover"]["due"] = "2020-11-14 00:00"
    told = run(tree)
    pauses = [(second, second + 2 * HOUR) for second in told.seconds(Kind.VIOLATION)]
    assert len(pauses) > 5
    for second in enters(told, "roads.road>border"):
        # A closing of an instant still lets in who is granted in that second.
        assert not any(begin < second <= end for begin, end in pauses)
    waits = told.waits(Cause.PAUSE, subject="flows.cars")
    assert len(waits) >= 20
    for begin, end in waits:
        assert any(first <= begin <= last for first, last in pauses)
        assert end is None or end - 1 in {last for _, last in pauses}


def test_so_many_of_them_pause() -> None:
    told = runs(front(pause_probability=0.2), 10)
    paused = sum(len(one.rows(Kind.CLOSED, cause=Cause.PAUSE)) for one in told)
    assert is_binomial(paused, sum(counts(told)), 0.2)


def test_a_collapse_ends_the_run() -> None:
    """The first one ends it: the log says so, where and when, and nothing comes after."""
    told = run(front(collapse_probability=1, top={"flows": {"cars": flow(500)}}))
    violation, collapsed = told.one(Kind.VIOLATION), told.one(Kind.COLLAPSED)
    assert (collapsed.second, collapsed.at) == (violation.second, "areas.district")
    ended = list(told.log.rows())[-1]
    assert (ended.kind, ended.value, ended.second) == (Kind.ENDED, COLLAPSED, collapsed.second)


def test_what_waits_when_the_agreement_collapses_is_left_open() -> None:
    """A convoy waits for what never comes, and its wait has no end."""
    unit = {"battalion": battalion(needs=["clauses.handover.due"])}
    told = run(front(collapse_probability=1, top={"troops": unit}))
    assert told.waits(Cause.PREREQUISITE, subject="troops.battalion") == [(0, None)]


def test_so_many_runs_collapse() -> None:
    """Each of the violations with one in fifty: a run goes on with exp(-42 / 50)."""
    told = runs(front(collapse_probability=0.02), 100)
    collapsed = sum(bool(one.rows(Kind.COLLAPSED)) for one in told)
    assert is_binomial(collapsed, 100, 1 - math.exp(-2 * DAYS * 0.02))


@pytest.mark.parametrize(("probability", "answer"), [(1, Kind.REFUSED), (0, Kind.GRANTED)])
def test_a_violation_may_end_patience(probability: float, answer: Kind) -> None:
    """The party asks on the second day and would be given what it asks for."""
    grant = {"patience": {"none_probability": 0, "days": 30}}
    tree = front(
        held_per_day=20,
        impatience_probability=probability,
        top={
            "troops": {"battalion": battalion(ready_after_hours=72)},
            "agreement": {
                "clauses": {"handover": {"due": "2020-11-11 12:00"}},
                "extensions": {"more": policy(grant=grant, planned_vehicles_per_hour=0.1)},
            },
        },
    )
    told = run(tree)
    first = told.rows(Kind.REFUSED, Kind.GRANTED)[0]
    assert told.seconds(Kind.VIOLATION)[0] < first.second
    assert first.kind is answer
