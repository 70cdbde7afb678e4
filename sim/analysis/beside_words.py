"""What was observed, and what the runs say of the same, in a few words each."""

from datetime import datetime, timedelta

from sim.analysis.beside import Beside
from sim.analysis.phrases import INSTANT, TIE, Dates, number
from sim.analysis.summary import Summary
from sim.analysis.terms import SOURCES_DIFFER


class Days:
    """Instants of one run as days, from hours since its start."""

    def __init__(self, summary: Summary) -> None:
        self._start = datetime.strptime(summary.start, INSTANT)
        self._dates = Dates(summary.start, summary.end)

    def day(self, hours: float) -> str:
        """The local day of an hour of the run."""
        local = self._start + timedelta(hours=round(hours))
        instant = self._dates.local(f"{local:{INSTANT}}").replace(TIE, " ")
        return instant.rpartition(" ")[0]


def what_words(found: Beside, dates: Days) -> str:
    """What was observed, of which day, and whether sources are at odds over it."""
    told = found.what if found.at_hours is None else f"{found.what}, {dates.day(found.at_hours)}"
    return f"{told} ({SOURCES_DIFFER})" if found.sources_differ else told


def seen_words(found: Beside, dates: Days) -> str:
    """What was seen: a value, a range, or the one bound that is known."""
    if found.is_instant and found.low is not None and found.high is not None:
        # A whole day is seen from its first hour to its last.
        first, last = dates.day(found.low + 0.5), dates.day(max(found.high - 0.5, found.low + 0.5))
        return first if first == last else _days(first, last)
    low, high = _amount(found, found.low, dates), _amount(found, found.high, dates)
    if found.high is None:
        return f"not before {low}" if found.is_instant else f"at least {low}"
    if found.low is None:
        return f"by {high}" if found.is_instant else f"at most {high}"
    return low if low == high else f"{low} to {high}"


def _days(first: str, last: str) -> str:
    """From one day to another; month and year are told once where they are the same.

    >>> _days("20 Nov", "21 Nov"), _days("20 Nov", "21 Dec")
    ('20 to 21 Nov', '20 Nov to 21 Dec')
    """
    day, _, rest = first.partition(" ")
    return f"{day if rest == last.partition(' ')[2] else first} to {last}"


def runs_words(found: Beside, dates: Days, replications: int) -> str:
    """What the runs say: the median, and between what eight in ten lie."""
    middle = _amount(found, found.median, dates)
    if replications == 1 or found.p10 == found.p90:
        return middle
    low = _amount(found, found.p10, dates)
    if found.is_instant and found.p90 is None:
        return f"{middle} ({low} or later, or never)"
    high = _amount(found, found.p90, dates)
    return middle if low == middle == high else f"{middle} ({low} to {high})"


def _amount(found: Beside, value: float | None, dates: Days) -> str:
    if value is None:
        return "later, or never" if found.is_instant else "never"
    return dates.day(value) if found.is_instant else number(value)
