"""One convoy on empty roads: grants, head, tail, out and arrival by hand."""

import math

import pytest

from sim.catalogue import Kind
from tests.runs import HOUR, run
from tests.verification.stage import battalion, road, stage

UNIT = "troops.battalion"
READY = 1
LOADED = READY + HOUR


def test_over_one_road_it_is_out_after_its_pass_time_and_the_drive() -> None:
    """Out = grant + n max(1/saturation, spacing/speed) + length/speed.

    12 vehicles, 3600/600 = 6 s against 100 m at 30 km/h = 12 s: 144 s; 60 km at 30 km/h: 7200 s.
    """
    told = run(stage({"troops": {"battalion": battalion()}}))
    entered = told.one(Kind.ENTER, subject=UNIT)
    assert (entered.second, entered.value) == (LOADED, LOADED + 144)
    assert told.one(Kind.OUT, subject=UNIT).second == LOADED + 144 + 7200
    assert told.one(Kind.ARRIVE, subject=UNIT).second == LOADED + 144 + 7200


def test_without_spacing_the_saturation_rules_and_fractions_round_up_once() -> None:
    """12 vehicles at 700 an hour pass in 61.71 s: free again at the 62nd second, tail 7200 s on."""
    changes = {"convoy_spacing_m": 0, "saturation_vehicles_per_hour": 700}
    told = run(stage({"roads": {"road": changes}, "troops": {"battalion": battalion()}}))
    free = LOADED + math.ceil(12 * 3600 / 700)
    assert told.one(Kind.ENTER, subject=UNIT).value == free
    assert told.one(Kind.OUT, subject=UNIT).second == free + 7200


@pytest.mark.parametrize(
    "stretches",
    [
        [(60, 30, 600), (30, 15, 600), (10, 20, 300)],
        [(10, 20, 300), (60, 60, 1200), (30, 15, 100)],
        [(10, 60, 100), (10, 60, 1200), (10, 60, 1200)],
        [(5, 10, 700), (7, 13, 333), (11, 17, 451)],
    ],
)
def test_over_several_roads_head_and_tail_are_pipelined(
    stretches: list[tuple[float, float, float]],
) -> None:
    """With length L, speed v, headway h = max(3600/saturation, 100 m / v) on each road:

    grant_1 = set out; free_i = max(grant_i + n h_i, tail_{i-1}); head_i = grant_i + L_i/v_i;
    tail_i = ceil(free_i) + L_i/v_i; grant_{i+1} = head_i. Arrival is the last tail.
    """
    names = ["town", "border", "valley", "harbour"]
    roads = {
        f"stretch-{number}": {
            "from": names[number],
            "to": names[number + 1],
            "length_km": length,
            "car_speed_kmh": 60,
            "convoy_speed_kmh": speed,
            "saturation_vehicles_per_hour": saturation,
        }
        for number, (length, speed, saturation) in enumerate(stretches)
    }
    tree = stage(
        {
            "places": {name: {"name": name} for name in names},
            "roads": {"road": None, **roads},
            "troops": {"battalion": battalion(to="harbour")},
        }
    )
    told = run(tree)

    grant = tail = LOADED
    tails = []
    for number, (length, speed, saturation) in enumerate(stretches):
        entered = told.one(
            Kind.ENTER, subject=UNIT, at=f"roads.stretch-{number}>{names[number + 1]}"
        )
        free = max(grant + 12 * max(3600 / saturation, 100 * 3.6 / speed), tail)
        assert (entered.second, entered.value) == (grant, math.ceil(free))
        drive = math.floor(length / speed * HOUR + 0.5)
        grant, tail = grant + drive, math.ceil(free) + drive
        tails.append(tail)
    assert told.one(Kind.OUT, subject=UNIT).second == tails[0]
    assert told.one(Kind.ARRIVE, subject=UNIT).second == tails[-1]
    assert not told.rows(Kind.WAIT_BEGIN, subject=UNIT, at="roads.stretch-1>valley")


def test_a_follower_waits_for_the_tail_of_a_convoy_that_is_strung_out() -> None:
    """A slow first road strings a convoy out; the second is taken until its tail has come up.

    First road: h = 100 m at 10 km/h = 36 s, so 12 vehicles take 432 s; the second alone would take
    12 x 6 s. A car that comes to the second road in between enters when the tail is there.
    """
    tree = stage(
        {
            "places": {"valley": {"name": "Valley"}, "farm": {"name": "Farm"}},
            "roads": {
                "road": {"length_km": 10, "convoy_speed_kmh": 10},
                "second": road(**{"from": "border", "to": "valley", "convoy_speed_kmh": 60}),
                "farm-track": road(**{"from": "farm", "to": "border", "length_km": 1}),
            },
            "troops": {"battalion": battalion(to="valley")},
            "flows": {
                "farmers": {
                    "from": "farm",
                    "to": "valley",
                    "vehicles_by_date": {"2020-11-10": 1440},
                    "arrivals": "even",
                    "until": "2020-11-10 03:00",
                }
            },
        }
    )
    told = run(tree)
    convoy = told.one(Kind.ENTER, subject=UNIT, at="roads.second>valley")
    tail_in = LOADED + 432 + HOUR
    assert convoy.value == tail_in
    cars = told.seconds(Kind.ENTER, subject="flows.farmers", at="roads.second>valley")
    assert not [second for second in cars if convoy.second < second < tail_in]
    assert tail_in in cars
