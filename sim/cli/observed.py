"""What was observed beside what the runs say, in 80 columns."""

from datetime import datetime, timedelta

from rich.cells import cell_len

from sim.analysis.beside import Beside
from sim.analysis.summary import Summary
from sim.cli.console import answer, styled, wrapped
from sim.cli.phrases import INSTANT, TIE, Dates, number, percent

WHAT, SEEN, RUNS = 29, 16, 26
"""Columns for what it is about, for what was seen, and for what the runs say."""


def tell_observed(summary: Summary) -> None:
    """Every observation on which no number of the case rests, and how many of the others there are.

    The others agree because they were made to; they say nothing of the model.
    """
    judged = [each for each in summary.observed if each.is_scored]
    others = len(summary.observed) - len(judged)
    dates = _When(summary)
    answer("")
    head = f"{'What was observed':<{WHAT}}"
    answer(styled(head, "bold") + f"{'observed':<{SEEN}}{'median (80 %)':<{RUNS}}agree")
    things = sorted(dict.fromkeys(each.name for each in judged), key=bool)
    for thing in things:
        if thing:
            answer(wrapped(thing, indent=4, first="  "))
        for each in judged:
            if each.name == thing:
                answer(_row(each, dates, summary.replications))
    if others:
        known = "1 more observation is" if others == 1 else f"{others} more observations are"
        why = "numbers of the case rest on them, so that they cannot judge it"
        answer(wrapped(f"{known} not shown: {why}", indent=2, first="  "))


class _When:
    """Instants of one run, from hours since its start."""

    def __init__(self, summary: Summary) -> None:
        self._start = datetime.strptime(summary.start, INSTANT)
        self._dates = Dates(summary.start, summary.end)

    def instant(self, hours: float) -> str:
        local = self._start + timedelta(hours=round(hours))
        return self._dates.local(f"{local:{INSTANT}}").replace(TIE, " ")

    def day(self, hours: float) -> str:
        return self.instant(hours).rpartition(" ")[0]


def _row(found: Beside, dates: _When, replications: int) -> str:
    label = found.what
    if found.at_hours is not None:
        label += f", {dates.day(found.at_hours)}"
    seen, runs = _seen(found, dates), _runs(found, dates, replications)
    pad = WHAT - 4 - cell_len(label)
    head = f"    {label}{' ' * pad}" if pad > 0 else f"    {label}\n{' ' * WHAT}"
    share = "" if found.agree.value is None else f"{percent(found.agree.value)} %"
    return f"{head}{seen:<{SEEN}}{runs:<{RUNS}}{share}".rstrip()


def _seen(found: Beside, dates: _When) -> str:
    if found.is_instant and found.low is not None and found.high is not None:
        # A whole day is seen from its first hour to its last.
        first, last = dates.day(found.low + 0.5), dates.day(max(found.high - 0.5, found.low + 0.5))
        return first if first == last else f"{first.partition(' ')[0]} to {last}"
    low, high = _amount(found, found.low, dates), _amount(found, found.high, dates)
    if found.high is None:
        return f"at least {low}"
    if found.low is None:
        return f"by {high}" if found.is_instant else f"at most {high}"
    return low if low == high else f"{low} to {high}"


def _runs(found: Beside, dates: _When, replications: int) -> str:
    middle = _amount(found, found.median, dates)
    if replications == 1 or found.p10 == found.p90:
        return middle
    low, high = _amount(found, found.p10, dates), _amount(found, found.p90, dates)
    return f"{middle} ({low} to {high})"


def _amount(found: Beside, value: float | None, dates: _When) -> str:
    if value is None:
        return "later" if found.is_instant else "none"
    return dates.day(value) if found.is_instant else number(value)
