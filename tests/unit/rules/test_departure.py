"""When households and convoys set out: what holds whatever the numbers are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import departure

SECONDS = st.integers(0, 10**7)
MAYBE = st.none() | SECONDS
COUNT = st.integers(1, 40)


def begin(
    told: int | None = None,
    due: int | None = None,
    *,
    prepare: int = 0,
    stopped: int = 0,
    is_stopped: bool = False,
    margin: int = 0,
    last_call: int = 0,
) -> int | None:
    return departure.begin_second(
        told,
        due,
        prepare=prepare,
        stopped=stopped,
        is_stopped=is_stopped,
        margin=margin,
        last_call=last_call,
    )


# --- a household ---------------------------------------------------------------------------------


def test_nobody_begins_who_was_neither_told_nor_knows_of_a_due() -> None:
    assert begin() is None


def test_told_to_stay_and_knowing_of_no_due_nobody_begins() -> None:
    assert begin(100, is_stopped=True, prepare=10) is None


@given(told=SECONDS, prepare=SECONDS, stopped=SECONDS)
def test_without_a_due_it_prepares_and_begins(told: int, prepare: int, stopped: int) -> None:
    assert begin(told, prepare=prepare, stopped=stopped) == told + prepare + stopped


@given(told=MAYBE, due=SECONDS, prepare=SECONDS, margin=SECONDS, last_call=SECONDS)
def test_nobody_begins_before_being_told_nor_after_the_last_call(
    told: int | None, due: int, prepare: int, margin: int, last_call: int
) -> None:
    found = begin(told, due, prepare=prepare, margin=margin, last_call=last_call)
    assert found is not None
    assert found >= (told or 0)
    assert found <= max(told or 0, due - last_call)


@given(due=SECONDS, later=SECONDS, told=MAYBE, prepare=SECONDS, margin=SECONDS)
def test_a_later_due_makes_nobody_begin_sooner(
    due: int, later: int, told: int | None, prepare: int, margin: int
) -> None:
    before = begin(told, due, prepare=prepare, margin=margin)
    after = begin(told, due + later, prepare=prepare, margin=margin)
    assert before is not None
    assert after is not None
    assert before <= after <= before + later


@given(told=SECONDS, due=SECONDS, prepare=SECONDS, stopped=SECONDS, margin=SECONDS)
def test_an_order_to_stay_only_delays(
    told: int, due: int, prepare: int, stopped: int, margin: int
) -> None:
    free = begin(told, due, prepare=prepare, margin=margin)
    delayed = begin(told, due, prepare=prepare, margin=margin, stopped=stopped)
    standing = begin(told, due, prepare=prepare, margin=margin, is_stopped=True)
    assert free is not None
    assert delayed is not None
    assert standing is not None
    assert free <= delayed <= standing


@given(begins=SECONDS, due=SECONDS, last_call=SECONDS)
def test_the_last_moment_is_the_last_call_or_the_beginning(
    begins: int, due: int, last_call: int
) -> None:
    found = departure.last_moment(begins, due, last_call=last_call)
    assert found == max(due - last_call, begins)


def test_without_a_due_there_is_no_last_moment() -> None:
    assert departure.last_moment(100, None, last_call=50) is None


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1), st.floats(0, 1))
def test_who_heeds_a_weak_notice_heeds_a_stronger_one(
    obedience: float, one: float, other: float
) -> None:
    weak, strong = sorted((one, other))
    if departure.heeds(obedience, heeded_by=weak):
        assert departure.heeds(obedience, heeded_by=strong)


@given(st.floats(0, 1, exclude_max=True))
def test_all_heed_a_notice_heeded_by_all_and_none_one_heeded_by_none(obedience: float) -> None:
    assert departure.heeds(obedience, heeded_by=1)
    assert not departure.heeds(obedience, heeded_by=0)


# --- convoys -------------------------------------------------------------------------------------


@given(first=SECONDS, convoys=COUNT, headway=SECONDS)
def test_as_soon_as_possible_is_a_headway_apart(first: int, convoys: int, headway: int) -> None:
    plan = departure.soonest_plan(first, convoys=convoys, headway=headway)
    assert plan[0] == first
    assert [later - sooner for sooner, later in pairwise(plan)] == [headway] * (convoys - 1)


@given(first=SECONDS, last=SECONDS, convoys=st.integers(2, 40))
def test_spread_fills_the_span_in_even_steps(first: int, last: int, convoys: int) -> None:
    plan = departure.spread_plan(first, last, convoys=convoys)
    assert len(plan) == convoys
    assert (plan[0], plan[-1]) == (first, max(first, last))
    steps = [later - sooner for sooner, later in pairwise(plan)]
    assert max(steps) - min(steps) <= 1


@given(first=SECONDS, last=SECONDS, convoys=COUNT, headway=SECONDS)
def test_late_ends_at_the_end_or_starts_at_once(
    first: int, last: int, convoys: int, headway: int
) -> None:
    plan = departure.late_plan(first, last, convoys=convoys, headway=headway)
    if first + (convoys - 1) * headway <= last:
        assert plan[-1] == last
    else:
        assert plan[0] == first
    assert plan == departure.soonest_plan(plan[0], convoys=convoys, headway=headway)


@given(first=SECONDS, last=SECONDS, convoys=COUNT, headway=SECONDS)
def test_no_plan_begins_before_readiness(first: int, last: int, convoys: int, headway: int) -> None:
    assert min(departure.spread_plan(first, last, convoys=convoys)) >= first
    assert min(departure.late_plan(first, last, convoys=convoys, headway=headway)) >= first


@given(vehicles=st.integers(0, 500), personnel=st.integers(0, 500), most=st.integers(1, 50))
def test_convoys_are_as_few_as_hold_all_vehicles(vehicles: int, personnel: int, most: int) -> None:
    found = departure.convoy_count(vehicles=vehicles, personnel=personnel, convoy_vehicles=most)
    if vehicles:
        assert (found - 1) * most < vehicles <= found * most
    else:
        assert found == (1 if personnel else 0)


@pytest.mark.parametrize(("share", "guard"), [(0, 0), (0.01, 1), (0.25, 1), (0.26, 2), (1, 4)])
def test_the_rear_guard_is_a_share_of_the_convoys_rounded_up(share: float, guard: int) -> None:
    assert departure.rear_guard_count(convoys=4, share=share) == guard


@given(total=st.integers(0, 10**6), parts=st.integers(1, 200))
def test_what_is_dealt_out_is_all_and_even(total: int, parts: int) -> None:
    found = departure.dealt(total, parts)
    assert len(found) == parts
    assert sum(found) == total
    assert max(found) - min(found) <= 1
    assert found == sorted(found, reverse=True)


def test_among_nobody_nothing_is_dealt_out() -> None:
    assert departure.dealt(0, 0) == []
