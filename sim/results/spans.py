"""Which replications there are: runs of numbers without a gap, a point of a study at a time."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Replications of one point that follow one another.

    Attributes:
        point: Number of the point; 0 in a run, which has no other.
        first: Number of the first replication.
        count: How many there are.
    """

    point: int
    first: int
    count: int

    @property
    def end(self) -> int:
        """The number after that of the last replication."""
        return self.first + self.count

    def numbers(self) -> range:
        """The replications in it."""
        return range(self.first, self.end)


class Done:
    """The replications that are done, of every point."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._of: dict[int, list[tuple[int, int]]] = {}
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Count the replications of a span as done.

        Raises:
            ValueError: If one of them was done before.

        >>> done = Done([Span(0, 0, 5), Span(0, 8, 2)])
        >>> done.add(Span(0, 5, 3))
        >>> done.leading(0)
        10
        """
        if span.count < 1 or span.first < 0:
            raise ValueError(f"{span} is no span")
        known = self._of.setdefault(span.point, [])
        where = bisect_right(known, (span.first, span.end))
        before = known[where - 1] if where else None
        after = known[where] if where < len(known) else None
        if (before and before[1] > span.first) or (after and after[0] < span.end):
            raise ValueError(f"{span} was done before")
        first, end = span.first, span.end
        if after and after[0] == end:
            end = after[1]
            del known[where]
        if before and before[1] == first:
            first = before[0]
            del known[where - 1]
            where -= 1
        known.insert(where, (first, end))

    def missing(self, points: Collection[int], replications: int) -> "Missing":
        """The spans still to be done of so many replications of each point.

        >>> list(Done([Span(0, 2, 3)]).missing([0, 1], 6))
        [Span(point=0, first=0, count=2), Span(point=0, first=5, count=1), \
Span(point=1, first=0, count=6)]
        """
        return Missing(self, points, replications)

    def of(self, point: int) -> tuple[tuple[int, int], ...]:
        """What is done of a point, as ranges (first, end) in order."""
        return tuple(self._of.get(point, ()))

    def leading(self, point: int) -> int:
        """How many replications of a point are done without a gap, from number 0 on."""
        known = self._of.get(point, ())
        return known[0][1] if known and known[0][0] == 0 else 0


@dataclass(frozen=True, slots=True)
class Missing:
    """The spans still to be done, each found when it is asked for: there may be a million.

    Attributes:
        done: What is done; it may grow by spans that were given before.
        points: Numbers of the points.
        replications: How many of each there are to be.
    """

    done: Done
    points: Collection[int]
    replications: int

    def __iter__(self) -> Iterator[Span]:
        """The spans, by point and replication."""
        for point in self.points:
            reached = 0
            for first, end in self.done.of(point):
                if reached < min(first, self.replications):
                    yield Span(point, reached, min(first, self.replications) - reached)
                reached = end
            if reached < self.replications:
                yield Span(point, reached, self.replications - reached)
