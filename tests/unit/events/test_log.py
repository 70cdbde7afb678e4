"""A recorder takes rows until the run ends, whoever looks on, and puts them in order."""

import sys
from types import FrameType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.catalogue import Cause, Kind
from sim.events import log
from sim.events.log import COLUMNS, Recorder


def recorder(*seconds: int) -> Recorder:
    found = Recorder(["run"], [])
    for second in seconds:
        found.record(second, 0, 1, 0)
    return found


def test_the_last_row_up_to_a_second() -> None:
    assert recorder(5, 30, 10).last(20) == 10
    assert recorder().last(20) == 0
    assert recorder(*range(20_000, 0, -1)).last(15_000) == 15_000


def test_it_goes_on_though_a_profiler_holds_what_it_has_seen() -> None:
    """A sampling profiler, as a cluster's workers have, keeps frames a moment longer."""
    found = recorder(5, 30)
    held: list[FrameType] = []
    sys.setprofile(lambda frame, event, argument: held.append(frame))
    try:
        found.last(20)
    finally:
        sys.setprofile(None)
    found.record(31, 0, 1, 0)
    assert held
    assert len(found.log(40)) == 3


SMALL = st.tuples(*[st.integers(-1, 3)] * len(COLUMNS))
LARGE = st.tuples(*[st.integers(-1, 10**9)] * len(COLUMNS))


@given(st.lists(SMALL | LARGE, max_size=30), st.booleans())
def test_rows_are_in_the_order_of_all_their_columns(
    rows: list[tuple[int, ...]], is_large: bool
) -> None:
    """However many of the columns one number holds, and whether it is sorted where it lies."""
    found = Recorder(["run"], [])
    for row in rows:
        found.record(*row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "_FEW", 0 if is_large else 10**6)
        cells = found.log(10**10).cells
    assert cells.tolist() == sorted(map(list, rows))


def test_a_wait_is_written_down_as_two_rows() -> None:
    found = Recorder(["units"], ["yard"])
    found.wait(5, 1, 30, 2, 0, 7, 0, 80, 20, 3, Cause.ROAD_QUEUE)
    begin, end = found.log(40).cells
    rest = [0, 7, 0, 80, 20, 3, 0, Cause.ROAD_QUEUE]
    assert np.array_equal(begin, [5, 1, Kind.WAIT_BEGIN, *rest])
    assert np.array_equal(end, [30, 2, Kind.WAIT_END, *rest])
