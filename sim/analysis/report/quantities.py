"""Instants and amounts over runs in whole sentences, for readers who know no quantiles."""

from datetime import datetime, timedelta

from sim.analysis.estimates import Amounts, Moment, Moments
from sim.analysis.phrases import INSTANT, NINE_IN_TEN, TIE, Dates, number
from sim.statistics.quantiles import refusal


def by_date(due: Moments, dates: Dates) -> str:
    """By when, in the middle of a sentence; of a date that not every run came to, in how many."""
    if due.happened < due.runs:
        when = f"{dates.moment(due.median)}, " if due.p10 == due.p90 and due.p90.local else ""
        return f"its date ({when}which came in {number(due.happened)} of {number(due.runs)} runs)"
    if due.p10 == due.p90:
        return due_words(due.median, dates)
    early, middle, late = (dates.moment(each) for each in (due.p10, due.median, due.p90))
    most = "all" if refusal(due.runs, NINE_IN_TEN) else "eight in ten"
    return f"its date ({middle} in the middle run, between {early} and {late} in {most})"


def due_words(due: Moment, dates: Dates) -> str:
    """A date; one at midnight with the day that it ends, because it does not hold that it begins.

    >>> words = due_words(Moment(120.0, "2020-11-15 00:00"), Dates("2020-11-10", "2020-12-01"))
    >>> words.replace("\N{NO-BREAK SPACE}", " ")
    '15 Nov 00:00 (the end of 14 Nov)'
    """
    told = dates.moment(due)
    if due.local is None or not due.local.endswith(" 00:00"):
        return told
    eve = datetime.strptime(due.local, INSTANT) - timedelta(days=1)
    day = dates.local(f"{eve:{INSTANT}}").rpartition(TIE)[0]
    return f"{told} (the end of {day})"


def by_when(found: Moments, dates: Dates) -> str:
    """By when half and nine in ten of those runs had come to something.

    Too few runs cannot tell of nine in ten; what stands in its place is the last.
    """
    middle, late = found.median, found.p90
    if found.runs == 1 or middle.is_after_end:
        return f"by {dates.moment(middle)}"
    most = "all" if refusal(found.runs, NINE_IN_TEN) else "nine in ten"
    if middle == late:
        return f"by {dates.moment(middle)} in {most} of them"
    rest = "" if late.is_after_end else f", by {dates.moment(late)} in {most}"
    return f"by {dates.moment(middle)} in half of them{rest}"


def finished(found: Moments, done: str, dates: Dates, *, what: str = "it") -> str:
    """By when half and nine in ten of the runs had done something, and how many never did.

    Args:
        found: When.
        done: What, as a participle.
        dates: How instants are written.
        what: To what it was done: `it` or `them`.
    """
    end, runs = dates.local(dates.end), number(found.runs)
    if found.runs == 1:
        start = "It was" if what == "it" else "They were"
        is_done = found.happened == 1
        return f"{start} {done} by {dates.moment(found.median)}." if is_done else (
            f"{start} not {done} by {end}, the end of the run."
        )  # fmt: skip
    if found.median.is_after_end:
        few = f"Only {number(found.happened)}" if found.happened else "None"
        return f"{few} of {runs} runs had {done} {what} by {end}, their end."
    missing = found.runs - found.happened
    never = f" {number(missing)} of {runs} had not by {end}, their end." if missing else ""
    return f"{_when_half(found, done, dates, what)}.{never}"


def _when_half(found: Moments, done: str, dates: Dates, what: str) -> str:
    middle, late = dates.moment(found.median), dates.moment(found.p90)
    few = refusal(found.runs, NINE_IN_TEN)
    if middle == late:
        return f"{'All' if few else 'Nine in ten'} of the runs had {done} {what} by {middle}"
    half = f"Half of the runs had {done} {what} by {middle}"
    if found.p90.is_after_end:
        return half
    return f"{half}, {'all' if few else 'nine in ten'} by {late}"


def how_many(found: Amounts) -> str:
    """How many there were in half of the runs and in one in ten, and the most in any.

    `Half` and `one in ten` are at least so many runs, because a quantile is a value of a run.
    """
    half, late, most = number(found.median), number(found.p90), number(found.most)
    if found.most == 0:
        return "none" if found.runs == 1 else "none in any run"
    if found.runs == 1:
        return most
    if found.mean == found.most:
        return f"{most} in every run"
    if found.median == found.most:
        return f"{most} or fewer in every run"
    few = refusal(found.runs, NINE_IN_TEN)
    if found.median == found.p90:
        start = "none" if found.median == 0 else f"{half} or fewer"
        return f"{start} in at least nine in ten runs; most: {most}"
    start = "none" if found.median == 0 else f"{half} or fewer"
    rest = "" if few else f", {late} or more in one in ten"
    return f"{start} in at least half of the runs{rest}; most: {most}"
