"""What a lane remembers of its queue."""

import pytest

from sim.processes.lane import Lane


def lane(queued: list[int]) -> Lane:
    return Lane(
        name="roads.a>b",
        code=0,
        road="a",
        road_code=0,
        origin="a",
        destination="b",
        length_km=1.0,
        traits={},
        queued=queued,
    )


@pytest.mark.parametrize(
    ("begin", "end", "stood"),
    [
        (0, 100, 35),
        (0, 10, 0),
        (15, 100, 30),
        (20, 50, 0),
        (25, 52, 2),
        (50, 60, 10),
        (70, 100, 15),
        (90, 100, 10),
    ],
)
def test_a_queue_stood_for_as_long_as_it_did_within_the_window(
    begin: int, end: int, stood: int
) -> None:
    """From 10 to 20, from 50 to 60, and from 85 on."""
    assert lane([10, 20, 50, 60, 85]).stood_seconds(begin, end) == stood


def test_no_queue_ever_stood() -> None:
    assert lane([]).stood_seconds(0, 100) == 0
