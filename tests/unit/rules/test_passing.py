"""How a mover enters a road: what holds whatever the numbers are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import grant_second
from sim.rules import passing

RATE = st.floats(1, 4000)
SPEED = st.floats(1, 120)
FREE = st.floats(0, 10**6)
SECOND = st.integers(0, 10**6)


@given(vehicles=st.integers(0, 100), rate=RATE, speed=SPEED)
def test_cars_enter_at_the_rate_of_the_road(vehicles: int, rate: float, speed: float) -> None:
    found = passing.entrance_seconds(
        vehicles, saturation_vehicles_per_hour=rate, spacing_m=0, speed_kmh=speed
    )
    assert found * rate / 3600 == pytest.approx(vehicles)


@given(rate=RATE, spacing=st.floats(0, 500), speed=SPEED)
def test_a_column_is_held_up_by_the_road_or_by_its_own_spacing(
    rate: float, spacing: float, speed: float
) -> None:
    headway = passing.entrance_seconds(
        1, saturation_vehicles_per_hour=rate, spacing_m=spacing, speed_kmh=speed
    )
    driven = headway * speed / 3.6
    assert headway == pytest.approx(3600 / rate) or driven == pytest.approx(spacing)
    assert headway >= 3600 / rate
    assert driven >= spacing * (1 - 1e-9)


@given(free=FREE, asked=SECOND)
def test_a_mover_that_finds_the_road_free_starts_when_it_asks(free: float, asked: int) -> None:
    granted = max(asked, grant_second(free))
    start = passing.service_start(free_at=free, asked_second=asked, granted_second=granted)
    assert start == max(free, asked)


@given(free=FREE, asked=SECOND, held_up=st.integers(1, 10**5))
def test_a_mover_that_a_closing_held_up_starts_when_it_is_let_in(
    free: float, asked: int, held_up: int
) -> None:
    granted = max(asked, grant_second(free)) + held_up
    start = passing.service_start(free_at=free, asked_second=asked, granted_second=granted)
    assert start == granted


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=200))
def test_over_a_rush_not_a_fraction_is_lost(services: list[float]) -> None:
    free = 0.0
    for seconds in services:
        granted = grant_second(free)
        start = passing.service_start(free_at=free, asked_second=0, granted_second=granted)
        free = passing.entrance_free_at(start=start, entrance_seconds=seconds, tail_second=0)
    assert free == pytest.approx(sum(services))


@given(start=FREE, seconds=FREE, tail=SECOND)
def test_the_entrance_is_free_when_the_tail_has_come_and_passed(
    start: float, seconds: float, tail: int
) -> None:
    found = passing.entrance_free_at(start=start, entrance_seconds=seconds, tail_second=tail)
    assert found >= tail
    assert found >= start + seconds
    assert found in (tail, start + seconds)


@given(km=st.floats(0, 50), speed=SPEED)
def test_clearing_is_the_drive_over_the_stretch(km: float, speed: float) -> None:
    found = passing.clearing_seconds(one_lane_km=km, speed_kmh=speed)
    assert found / 3600 * speed == pytest.approx(km)


@given(served=st.integers(0, 100), turn=st.integers(1, 100), own=st.booleans(), other=st.booleans())
def test_it_turns_only_for_somebody(served: int, turn: int, own: bool, other: bool) -> None:
    turns = passing.must_turn(
        served_vehicles=served, turn_vehicles=turn, own_waits=own, other_waits=other
    )
    assert turns == (other and (not own or served >= turn))
