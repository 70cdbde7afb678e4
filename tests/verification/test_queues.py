"""Queues against queueing theory: deterministic arrivals, and Poisson arrivals at fixed service."""

import math
from statistics import fmean

import pytest

from sim.catalogue import Kind
from tests.runs import DAY, roster_of, run
from tests.verification.stage import LANE, enters, flow, interval, road, stage, waited

FLOW = "flows.cars"


def test_below_capacity_nobody_waits() -> None:
    """480 vehicles a day (one in 180 s) on a road that serves one in 6 s: no queue at all."""
    told = run(stage({"flows": {"cars": flow(480)}}))
    assert waited(told, FLOW) == [0] * 480


def test_at_exact_capacity_nobody_waits_either() -> None:
    """One in 6 s on a road that serves one in 6 s."""
    told = run(stage({"flows": {"cars": flow(14400, until="2020-11-10 02:00")}}))
    assert set(waited(told, FLOW)) == {0}


@pytest.mark.parametrize(("per_day", "saturation"), [(14400, 300), (7200, 200), (8000, 110)])
def test_above_capacity_the_queue_and_the_waits_grow_linearly(
    per_day: int, saturation: float
) -> None:
    """Arrivals every a seconds, service every s > a: the kth (from 0) waits k (s - a).

    Queue when the last of n has come: n (1 - a/s). Delay of all: n (n - 1)/2 (s - a). Instants are
    rounded up, so each wait is within two seconds of the formula, and the last grant exact.
    """
    roads = {"test": road(saturation_vehicles_per_hour=saturation)}
    told = run(stage({"roads": roads, "flows": {"cars": flow(per_day, until="2020-11-10 04:00")}}))
    gap, service = DAY / per_day, 3600 / saturation
    waits = waited(told, FLOW)
    number = len(waits)
    for place, wait in enumerate(waits):
        assert abs(wait - place * (service - gap)) <= 2
    departs = told.seconds(Kind.DEPART, subject=FLOW)
    grants = enters(told)
    assert grants[-1] == math.ceil(departs[0] + (number - 1) * service - 1e-6)
    still_waiting = sum(1 for second in grants if second > departs[-1])
    assert still_waiting == pytest.approx(number * (1 - gap / service), abs=1.01)
    assert sum(waits) == pytest.approx(number * (number - 1) / 2 * (service - gap), abs=number)


@pytest.mark.parametrize("load", [0.5, 0.8])
def test_poisson_arrivals_wait_as_in_theory(load: float) -> None:
    """M/D/1: mean wait = rho / (2 mu (1 - rho)) (Pollaczek and Khinchine).

    Service of 40 s, a whole number, so that grants on whole seconds are no later than in theory;
    arrivals rounded up to the second change the mean wait by less than 0.01 s.
    """
    per_day = load * DAY / 40
    tree = stage(
        {
            "roads": {"test": road(saturation_vehicles_per_hour=90)},
            "flows": {
                "cars": {
                    "from": "west",
                    "to": "east",
                    "vehicles_per_day": per_day,
                    "until": "2020-11-13 00:00",
                }
            },
        }
    )
    roster = roster_of(tree)
    means = [fmean(waited(run(roster, replication=number), FLOW)) for number in range(8)]
    low, high = interval(means)
    theory = load * 40 / (2 * (1 - load))
    assert low <= theory <= high
    assert high - low < 0.6 * theory, "an interval so wide proves nothing"


def test_platoons_take_the_entrance_together() -> None:
    """A platoon of five is one mover: its pass time is five services, its tail five on."""
    told = run(stage({"flows": {"cars": flow(5, platoon_vehicles=5)}}))
    row = told.one(Kind.ENTER, at=LANE)
    assert (row.vehicles, row.value - row.second) == (5, 30)
    assert told.one(Kind.ARRIVE, subject=FLOW).second == row.second + 30 + 1800


def test_a_stronger_flow_sends_the_same_cars_sooner() -> None:
    """The kth car of a Poisson stream of twice the strength sets out after half the time."""
    trees = [stage({"flows": {"cars": flow(number, arrivals="poisson")}}) for number in (100, 200)]
    slow, fast = (run(tree).seconds(Kind.DEPART, subject=FLOW) for tree in trees)
    assert len(slow) > 50
    assert all(abs(one - 2 * other) <= 2 for one, other in zip(slow, fast, strict=False))
