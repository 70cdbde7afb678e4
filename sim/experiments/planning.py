"""Cutting replications into jobs: long enough to be worth handing out, short enough to lose."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sim.experiments.jobs import SERIES, Job, Recipe, Settings
from sim.results.chunks import Chunk
from sim.results.spans import Missing, Span

SHORTEST_SECONDS = 5.0
LONGEST_SECONDS = 60.0
"""A job takes so long: making a chunk of the main case takes a tenth of a second, however few runs
are in it; and what is under way is lost when the program is killed."""
JOBS = 100
"""About so many jobs are made of a study, if they come to lie between these lengths."""
MOST_RUNS = 10_000
MOST_RUNS_WITH_SERIES = 200
"""A job's rows are held in memory by its worker."""


class Plan:
    """The jobs of an experiment, each made when somebody has time for it.

    Attributes:
        runs: How many replications are to be done.
    """

    def __init__(
        self,
        recipe: Recipe,
        missing: Sequence[Span] | Missing,
        *,
        workers: int,
        settings: Callable[[int], Settings],
    ) -> None:
        self._recipe = recipe
        self._spans = missing
        self._settings = settings
        self._workers = workers
        self._seconds, self._measured = 0.0, 0
        self.runs = sum(span.count for span in missing)
        self._left = self.runs

    def learn(self, chunk: Chunk) -> None:
        """Take note of how long replications take."""
        self._seconds += chunk.seconds
        self._measured += chunk.runs

    def __iter__(self) -> Iterator[Job]:
        """The jobs, each of the size that is right by what is known when it is made."""
        singles = self._cut()
        while piece := tuple(islice(singles, 1)):
            runs = self._size()
            spans = _joined([*piece, *islice(singles, runs - 1)])
            self._left -= sum(span.count for span in spans)
            yield Job(self._recipe, spans, self._settings_of(spans))

    def _cut(self) -> Iterator[Span]:
        for span in self._spans:
            for number in span.numbers():
                yield Span(span.point, number, 1)

    def _size(self) -> int:
        """How many replications the next job has."""
        if not self._measured:
            return 1
        pace = max(self._seconds / self._measured, 1e-6)
        seconds = min(max(self.runs * pace / JOBS, SHORTEST_SECONDS), LONGEST_SECONDS)
        # So that no worker has much left to do when the others are done.
        share = math.ceil(self._left / (2 * self._workers)) if self._workers > 1 else self._left
        most = MOST_RUNS_WITH_SERIES if SERIES in self._recipe.tables else MOST_RUNS
        return max(1, min(int(seconds / pace), share, most))

    def _settings_of(self, spans: Iterable[Span]) -> Mapping[int, Settings]:
        return {span.point: self._settings(span.point) for span in spans}


def _joined(singles: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of one replication each, put together where they follow one another.

    >>> _joined([Span(0, 1, 1), Span(0, 2, 1), Span(1, 3, 1)])
    (Span(point=0, first=1, count=2), Span(point=1, first=3, count=1))
    """
    found: list[Span] = []
    for span in singles:
        last = found[-1] if found else None
        if last and (last.point, last.end) == (span.point, span.first):
            found[-1] = Span(last.point, last.first, last.count + span.count)
        else:
            found.append(span)
    return tuple(found)
