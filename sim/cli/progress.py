"""How far a run is, how fast, and how long it will still take: on stderr, where somebody looks."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from sim.cli.console import Styled, is_terminal, note, say
from sim.cli.layout import cells, cut, padded

REDRAW_SECONDS = 0.2
SPARSE_SECONDS = 15.0
"""Into a file or a pipe goes a line this often at most."""


class Line:
    """One line on a terminal that is written anew and in the end taken away."""

    def __init__(self, *, is_quiet: bool) -> None:
        self.is_watched = is_terminal(sys.stderr) and not is_quiet
        self._width = 0

    def redraw(self, text: str) -> None:
        """Write the line, if anybody watches."""
        if self.is_watched:
            # A line that the terminal breaks could not be written over.
            shown = cut(text, shutil.get_terminal_size().columns - 1)
            say(Styled("\r" + padded(shown, self._width)), end="")
            self._width = cells(shown)
            sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            # Ctrl-C leaves its own two letters behind the line.
            say(Styled("\r" + " " * (self._width + 2) + "\r"), end="")
            self._width = 0


class Waiting(Line):
    """Says on a terminal what takes a moment."""

    def __init__(self, what: str, *, is_quiet: bool) -> None:
        super().__init__(is_quiet=is_quiet)
        self.redraw(f"{what} ...")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class Progress:
    """Told when replications are done; keeps one line up to date on a terminal.

    Attributes:
        done: Replications done so far.
        total: How many there are to do.
    """

    def __init__(
        self, total: int, *, is_quiet: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.done = 0
        self.total = total
        self._is_quiet = is_quiet
        self._line = Line(is_quiet=is_quiet)
        self._clock = clock
        self._began = self._told = clock()
        self._line.redraw(f"replication 1 of {total} ...")

    def __call__(self, done: int, total: int) -> None:
        """So many of all replications are done."""
        self.done, self.total = done, total
        now = self._clock()
        wait = REDRAW_SECONDS if self._line.is_watched else SPARSE_SECONDS
        if self._is_quiet or done == total or now - self._told < wait:
            return
        self._told = now
        if self._line.is_watched:
            self._line.redraw(self.words(now))
        else:
            say(self.words(now))

    def words(self, now: float) -> str:
        """How far it is, in words."""
        spent = max(now - self._began, 1e-9)
        left = duration(spent / self.done * (self.total - self.done))
        return f"{self.done} of {self.total} replications, {rate(self.done, spent)}, {left} left"

    def end(self) -> None:
        """Take the line away, whatever happened."""
        self._line.end()

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show it while something is run; say what became of it if somebody stops that."""
        try:
            yield
        except KeyboardInterrupt:
            self.end()
            note(self.stopped())
            raise
        finally:
            self.end()

    def tell(self, before: int = 0) -> None:
        """Say how long all of it took, unless nothing is to be said."""
        if not self._is_quiet:
            note(self.told(before))

    def stopped(self) -> str:
        """What became of it when somebody stopped it."""
        kept = "they are kept, and " if self.done else ""
        done = f"stopped after {self.done} of {self.total} replications"
        return f"{done}; {kept}the same command goes on"

    def told(self, before: int = 0) -> str:
        """How long all of it took, apart from those replications that were there before."""
        if not self.done:
            return f"nothing to simulate: {before} replications were there already"
        spent = max(self._clock() - self._began, 1e-9)
        runs = "1 replication" if self.done == 1 else f"{self.done} replications"
        runs += f" (after {before} before)" if before else ""
        took = f"{spent:.1f} s" if spent < 10 else duration(spent)
        return f"{runs} in {took}, {rate(self.done, spent)}"


def rate(done: int, seconds: float) -> str:
    """A speed in the unit in which it is easily read.

    >>> rate(90, 100.0), rate(3, 60.0), rate(500, 2.0)
    ('0.9 a second', '3 a minute', '250 a second')
    """
    a_second = done / seconds
    if a_second >= 0.1:
        return f"{a_second:.2g} a second" if a_second < 10 else f"{a_second:.0f} a second"
    return f"{60 * a_second:.2g} a minute"


def duration(seconds: float) -> str:
    """A length of time in words.

    >>> duration(0.2), duration(70), duration(7300)
    ('1 s', '1 min 10 s', '2 h 1 min')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
