"""Loading points: first come, first served; ties by path and number."""

from collections.abc import Generator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.processes.instant import Instant
from sim.processes.slots import Slots

Steps = Generator[Any, Any, None]
Who = tuple[int, int]


def served(points: int, comers: Sequence[tuple[int, Who, int]]) -> list[tuple[int, Who]]:
    """When each of those who come (second, who, seconds it loads) begins, in that order."""
    instant: Instant = Instant()
    place = Slots(instant, "places.town.loading_points", points)
    found: list[tuple[int, Who]] = []

    def load(second: int, who: Who, seconds: int) -> Steps:
        yield instant.after(second)
        yield place.ask(*who)
        found.append((instant.second, who))
        yield instant.after(seconds)
        place.leave()

    for comer in comers:
        instant.process(load(*comer))
    instant.run_to(10**6)
    return found


def test_one_after_another_at_one_point() -> None:
    """Loading 10 s each from second 1 on: 1, 11, 21."""
    comers = [(1, (0, number), 10) for number in range(3)]
    assert served(1, comers) == [(1, (0, 0)), (11, (0, 1)), (21, (0, 2))]


def test_as_many_at_once_as_there_are_points() -> None:
    comers = [(1, (0, number), 10) for number in range(5)]
    assert [second for second, _ in served(2, comers)] == [1, 1, 11, 11, 21]


def test_who_comes_first_is_first_though_its_name_is_last() -> None:
    comers = [(1, (5, 0), 10), (3, (1, 0), 10), (2, (9, 0), 10)]
    assert [who for _, who in served(1, comers)] == [(5, 0), (9, 0), (1, 0)]


def test_in_the_same_second_path_and_number_decide() -> None:
    """Whoever asked first within that second."""
    comers = [(1, who, 10) for who in ((2, 0), (1, 7), (1, 3), (0, 9))]
    assert [who for _, who in served(1, comers)] == [(0, 9), (1, 3), (1, 7), (2, 0)]


def test_a_point_given_back_is_given_on_in_the_same_second_to_who_waits() -> None:
    """Given back at 11; who comes in that very second stands behind who has waited."""
    comers = [(1, (9, 0), 10), (2, (8, 0), 10), (11, (0, 0), 10)]
    assert served(1, comers) == [(1, (9, 0)), (11, (8, 0)), (21, (0, 0))]


@given(
    points=st.integers(1, 4),
    comers=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=20),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_asking_within_a_second_decides_nothing(
    points: int, comers: list[tuple[int, int]], order: Any
) -> None:
    """Never more load than there are points, and all are served, the same in any order."""
    all_of_them = [
        (second, (0, number), seconds) for number, (second, seconds) in enumerate(comers)
    ]
    found = served(points, all_of_them)
    shuffled = list(all_of_them)
    order.shuffle(shuffled)
    assert sorted(served(points, shuffled)) == sorted(found)
    ends = {who: seconds for _, who, seconds in all_of_them}
    for second, _ in found:
        assert sum(begin <= second < begin + ends[who] for begin, who in found) <= points
    assert len(found) == len(comers)
