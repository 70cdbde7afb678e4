"""Estimates in words: probabilities, instants and amounts, as a terminal and a page say them.

Spaces within a date or an amount are no-break spaces, so that no line is broken there.
"""

from dataclasses import dataclass
from datetime import datetime

from sim.analysis.estimates import Amounts, Chance, Moment, Moments
from sim.clock import instant_text
from sim.statistics.quantiles import refusal

INSTANT = "%Y-%m-%d %H:%M"
MANY = 10_000
"""With more runs their number is left out beside a bound: it would not fit a table."""
NINE_IN_TEN = 0.9
"""Too few runs cannot carry this quantile: what is told then is the outermost of them, and so."""
TIE = "\N{NO-BREAK SPACE}"


def tied(text: str) -> str:
    """Text that stays on one line."""
    return text.replace(" ", TIE)


def percent(share: float) -> str:
    """A share in per cent; only what is exactly none or all is told as 0 or 100.

    >>> percent(0.853), percent(0.004), percent(0.9999)
    ('85', '0.4', '99.99')
    """
    if 0 < share < 0.01:
        return _small(share)
    if 0.99 < share < 1:
        return f"{100 - float(_small(1 - share)):g}"
    return f"{100 * share:.0f}"


def _small(share: float) -> str:
    return f"{100 * share:.1f}" if share >= 0.001 else f"{100 * share:.1g}"


def at_most(bound: float) -> str:
    """How probable at most, in per cent, to two figures.

    >>> at_most(0.01487), at_most(0.31)
    ('1.5', '31')
    """
    return f"{100 * bound:.2g}"


def at_least(bound: float) -> str:
    """How probable at least: what the same figures leave.

    >>> at_least(1 - 0.01487), at_least(0.69)
    ('98.5', '69')
    """
    return f"{100 - float(at_most(1 - bound)):g}"


def chance(found: Chance) -> str:
    """A probability with its interval, or with its bound where it was always or never."""
    if found.value is None:
        return "not known"
    if found.runs == 1:
        return "yes" if found.count else "no"
    if found.bound is not None:
        few = found.runs < MANY
        if found.count == 0:
            head = f"none in {number(found.runs)}" if few else "none"
            return tied(f"{head}: at most {at_most(found.bound)} %")
        head = f"all {number(found.runs)}" if few else "all"
        return tied(f"{head}: at least {at_least(found.bound)} %")
    return tied(f"{percent(found.value)} % ({percent(found.low)} to {percent(found.high)})")


def unknown(found: Chance, what: str) -> str:
    """In how many runs it is not known whether something is so; empty where it always is."""
    if not found.unknown:
        return ""
    return f"whether {what} in {number(found.unknown)} of {number(found.runs + found.unknown)} runs"


def number(value: float) -> str:
    """A number of people, hours or km: whole from ten on, with thousands apart.

    >>> number(1234.4), number(3.25), number(4.0), number(0.04)
    ('1,234', '3.2', '4', '0.04')
    """
    if value == int(value) or abs(value) >= 10:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 0.1 else f"{value:.1g}"


def amount(found: Amounts, unit: str = "") -> str:
    """A median with what nine in ten do not exceed; `none` where there is never any."""
    if found.most == 0:
        return "none"
    median, late = number(found.median), number(found.p90)
    after = f" {unit.removesuffix('s') if median == '1' else unit}" if unit else ""
    if found.runs == 1:
        return tied(f"{median}{after}")
    if late == "0" or refusal(found.runs, NINE_IN_TEN):
        highest = number(found.most)
        return tied(f"{median}{after}" + (f" (highest: {highest})" if highest != median else ""))
    return tied(f"{median}{after} (90 %: {late})") if median != late else tied(f"{median}{after}")


@dataclass(frozen=True, slots=True)
class Dates:
    """How the instants of one run are written.

    Attributes:
        start, end: Of the run, as `YYYY-MM-DD HH:MM`.
    """

    start: str
    end: str

    def local(self, text: str) -> str:
        """An instant; without the year where the whole run lies in one."""
        day, month, year, hour = instant_text(datetime.strptime(text, INSTANT)).split()
        is_plain = self.start[:4] == self.end[:4]
        return TIE.join((day, month, hour) if is_plain else (day, month, year, hour))

    def moment(self, found: Moment) -> str:
        """An instant, or that it is later than the end."""
        if found.local is None:
            return tied(f"later than {self.local(self.end)}")
        return self.local(found.local)

    def when(self, found: Moments) -> str:
        """The median, by when nine in ten, and how often it did not happen."""
        end = self.local(self.end)
        if found.runs == 1:
            return self.moment(found.median) if found.happened else f"not by {end}"
        if found.happened == 0:
            return f"in none of {number(found.runs)} runs by {end}"
        early, middle, late = (self.moment(each) for each in (found.p10, found.median, found.p90))
        word = "latest" if refusal(found.runs, NINE_IN_TEN) else "90 %"
        rest = f", {tied(f'{word}: {late}')}" if late != middle else ""
        told = middle if early == late else f"median {middle}{rest}"
        missing = found.runs - found.happened
        return told + (
            f"; not in {number(missing)} of {number(found.runs)} runs" if missing else ""
        )

    def spread(self, found: Moments) -> str:
        """The median, and within what eight of ten lie."""
        early, middle, late = (self.moment(each) for each in (found.p10, found.median, found.p90))
        word = "all" if refusal(found.runs, NINE_IN_TEN) else "80 %"
        return middle if early == late else f"{middle} ({word}: {early} to {late})"
