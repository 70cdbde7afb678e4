"""A recorder takes rows until the run ends, whoever looks on."""

import sys
from types import FrameType

from sim.events.log import Recorder


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
