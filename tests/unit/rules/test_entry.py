"""Whether an army enters now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.entry import may_enter

WAITED = st.integers(0, 10**6)


@given(policy=st.sampled_from(("waits", "waits-hours", "enters")), waited=WAITED, most=WAITED)
def test_an_empty_area_is_entered(policy: str, waited: int, most: int) -> None:
    assert may_enter(late_area=policy, is_empty=True, waited_seconds=waited, wait_seconds=most)


@given(waited=WAITED, most=WAITED)
def test_who_waits_waits_for_ever_and_who_enters_does_not(waited: int, most: int) -> None:
    times = {"waited_seconds": waited, "wait_seconds": most}
    assert not may_enter(late_area="waits", is_empty=False, **times)
    assert may_enter(late_area="enters", is_empty=False, **times)


@pytest.mark.parametrize(("waited", "enters"), [(0, False), (3599, False), (3600, True)])
def test_who_waits_an_hour_enters_with_its_last_second(waited: int, enters: bool) -> None:
    found = may_enter(
        late_area="waits-hours", is_empty=False, waited_seconds=waited, wait_seconds=3600
    )
    assert found == enters
