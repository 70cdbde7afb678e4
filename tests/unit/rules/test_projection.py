"""What a leaving party believes and asks for: what holds whatever the numbers are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import DAY
from sim.rules import projection

SECOND = st.integers(0, 10**7)
COUNT = st.integers(0, 5000)
RATE = st.floats(0.5, 2000)


def revealed(
    discharged: int, own: int, *, stood: int, window: int = DAY, planned: float = 400
) -> float:
    return projection.revealed_vehicles_per_hour(
        discharged,
        own,
        stood_seconds=stood,
        window_seconds=window,
        planned_vehicles_per_hour=planned,
    )


@given(discharged=COUNT, planned=RATE, stood=st.integers(0, int(0.9 * DAY) - 1))
def test_a_queue_that_did_not_stand_reveals_nothing(
    discharged: int, planned: float, stood: int
) -> None:
    assert revealed(discharged, discharged, stood=stood, planned=planned) == planned


def test_nine_tenths_of_the_day_are_enough() -> None:
    assert revealed(240, 240, stood=77_760) == 10
    assert revealed(240, 240, stood=77_759) == 400


def test_a_road_that_let_nobody_in_reveals_nothing() -> None:
    """Shut for a day it says when it opens nothing about what it carries."""
    assert revealed(0, 0, stood=DAY) == 400


@given(discharged=st.integers(1, 5000), data=st.data())
def test_a_party_counts_on_its_share_and_at_least_half(
    discharged: int, data: st.DataObject
) -> None:
    own = data.draw(st.integers(0, discharged))
    found = revealed(discharged, own, stood=DAY)
    assert found * 24 == pytest.approx(max(own, discharged / 2))


def out(
    now: int = 0,
    *,
    vehicles: int = 0,
    rate: float = 1,
    loads: int = 0,
    cycle: float = 0,
    lorries: int = 0,
    planned: int = 0,
    travel: int = 0,
) -> int:
    return projection.projected_out_second(
        now,
        vehicles_left=vehicles,
        vehicles_per_hour=rate,
        loads_left=loads,
        cycle_seconds=cycle,
        lorries=lorries,
        last_planned=planned,
        travel=travel,
    )


@given(now=SECOND, vehicles=COUNT, rate=RATE, travel=SECOND)
def test_the_road_takes_its_time(now: int, vehicles: int, rate: float, travel: int) -> None:
    found = out(now, vehicles=vehicles, rate=rate, travel=travel)
    assert found == pytest.approx(now + vehicles * 3600 / rate + travel, abs=1.01)


@given(now=SECOND, loads=COUNT, cycle=st.integers(1, 10**6), lorries=st.integers(1, 300))
def test_the_lorries_take_theirs(now: int, loads: int, cycle: int, lorries: int) -> None:
    found = out(now, loads=loads, cycle=cycle, lorries=lorries)
    assert found == pytest.approx(now + loads * cycle / lorries, abs=1.01)


@given(now=SECOND, vehicles=COUNT, rate=RATE, planned=SECOND, travel=SECOND)
def test_the_latest_of_all_decides(
    now: int, vehicles: int, rate: float, planned: int, travel: int
) -> None:
    alone = out(now, vehicles=vehicles, rate=rate, travel=travel)
    found = out(now, vehicles=vehicles, rate=rate, planned=planned, travel=travel)
    assert found == max(alone, planned + travel)


def test_loads_that_nobody_can_carry_are_no_work() -> None:
    assert out(100, loads=50, cycle=3600, lorries=0) == 100


@given(
    late=st.floats(0.001, 10_000),
    prudence=st.floats(0.1, 10),
    multiple=st.integers(1, 10),
    most=st.integers(1, 100),
)
def test_a_request_covers_what_it_fears_or_is_the_most(
    late: float, prudence: float, multiple: int, most: int
) -> None:
    found = projection.extension_days(
        late, prudence=prudence, round_up_to_days=multiple, most_days=most
    )
    assert 1 <= found <= most
    if found < most:
        assert found % multiple == 0
        assert found * 24 >= prudence * late
        assert (found - multiple) * 24 < prudence * late


@given(late=st.floats(-10_000, 0))
def test_who_is_not_late_asks_for_nothing(late: float) -> None:
    assert projection.extension_days(late, prudence=2, round_up_to_days=5, most_days=10) == 0
