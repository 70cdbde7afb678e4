"""Which replications are done, and which are missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.results.spans import Done, Span

NUMBERS = st.sets(st.tuples(st.integers(0, 2), st.integers(0, 20)))


@given(done=NUMBERS, replications=st.integers(1, 20))
def test_what_is_missing_and_what_is_done_make_the_whole(
    done: set[tuple[int, int]], replications: int
) -> None:
    known = Done(Span(point, number, 1) for point, number in sorted(done, key=lambda x: -x[1]))
    missing = {
        (span.point, number)
        for span in known.missing(range(3), replications)
        for number in span.numbers()
    }
    wanted = {(point, number) for point in range(3) for number in range(replications)}
    assert missing == wanted - done


@given(done=NUMBERS)
def test_the_leading_replications_have_no_gap(done: set[tuple[int, int]]) -> None:
    known = Done(Span(point, number, 1) for point, number in done)
    for point in range(3):
        leading = known.leading(point)
        assert all((point, number) in done for number in range(leading))
        assert (point, leading) not in done


@pytest.mark.parametrize("again", [Span(0, 3, 1), Span(0, 0, 4), Span(0, 5, 9), Span(0, 4, 2)])
def test_what_is_done_cannot_be_done_again(again: Span) -> None:
    done = Done([Span(0, 3, 3)])
    with pytest.raises(ValueError, match="done before"):
        done.add(again)


@pytest.mark.parametrize("span", [Span(0, 0, 0), Span(0, -1, 2)])
def test_a_span_without_replications_is_none(span: Span) -> None:
    with pytest.raises(ValueError, match="no span"):
        Done([span])


def test_what_is_missing_is_found_while_more_gets_done() -> None:
    done = Done([Span(0, 4, 2), Span(2, 0, 1)])
    missing = done.missing(range(3), 8)
    found = []
    for span in missing:
        found.append(span)
        done.add(span)
    assert found == [Span(0, 0, 4), Span(0, 6, 2), Span(1, 0, 8), Span(2, 1, 7)]
    assert list(missing) == []
