"""More time for a clause, step by step: whether it was asked for, granted, and what came of it."""

from collections.abc import Iterator
from itertools import chain

from sim.analysis.estimates import Amounts, Chance, chance_of
from sim.analysis.phrases import NINE_IN_TEN, Dates, number, percent, tied
from sim.analysis.report.granting import Granting
from sim.analysis.report.likelihoods import probably
from sim.analysis.report.quantities import by_when
from sim.analysis.summary import MoreTime, Outcome
from sim.statistics.quantiles import refusal

ELSE = {
    "refused": "refused in",
    "lapsed": "left unanswered in",
    "pending": "still open at the end in",
}
"""What else became of a request, before the number of runs."""


def asking(
    found: MoreTime, done: str, dates: Dates, granting: Granting | None = None
) -> Iterator[str]:
    """Two paragraphs: of the request, and of its answer with what became of the clause after it.

    Args:
        found: What came of it.
        done: What becomes of what the clause is about: cleared, or fulfilled.
        dates: How instants are written.
        granting: Who asks, and on what the answer rests, if that is known.
    """
    yield " ".join(_asked(found, granting.asked_by if granting else "", dates))
    if found.asked.count:
        is_assumed = granting is not None and granting.is_assumed
        answer = (_answered(found), _granted(found, is_assumed=is_assumed))
        yield " ".join(chain(*answer, _after(found.by_answer, done)))


def _asked(found: MoreTime, who: str, dates: Dates) -> Iterator[str]:
    asked, first = found.asked, found.first_asked
    verb = f"{who} asked for more time" if who else "More time was asked for"
    if asked.runs == 1 and not asked.count:
        yield f"{who} did not ask for more time." if who else "More time was not asked for."
        return
    if asked.runs == 1:
        how_often = ""
    elif asked.count in (0, asked.runs):
        how_often = f" {probably(asked)}"
    else:
        how_often = f" in {number(asked.count)} of {number(asked.runs)} runs"
    told = f", for the first time {by_when(first, dates)}" if asked.count and first else ""
    yield f"{verb}{how_often}{told}."
    if asked.count and found.asked_days is not None:
        yield f"Asked for: {_days(found.asked_days)}."


def _granted(found: MoreTime, *, is_assumed: bool) -> Iterator[str]:
    if is_assumed:
        yield "How readily it is granted rests on assumed numbers alone."
    if found.granted_days is not None and found.granted.count:
        yield f"Granted: {_days(found.granted_days)}."


def _answered(found: MoreTime) -> Iterator[str]:
    asked, granted = found.asked.count, found.granted.count
    others = [
        f"{ELSE[each.answer]} {number(_runs(each))}"
        for each in found.by_answer
        if each.answer in ELSE and _runs(each)
    ]
    if asked == 1:
        words = "granted" if granted else others[0].removesuffix(" in 1") if others else "refused"
        yield f"It was {words}." if found.asked.runs == 1 else f"In that run it was {words}."
        return
    share = _share(chance_of(granted, asked))
    if granted == 0:
        text = f"It was granted in none of those {number(asked)}{share}"
    elif granted == asked:
        text = f"It was granted in all of those {number(asked)}{share}"
    else:
        text = f"It was granted in {number(granted)} of those {number(asked)}{share}"
    yield f"{_listed([text, *others])}."


def _runs(found: Outcome) -> int:
    """Those with this answer, whether or not they tell of the clause."""
    return found.on_time.runs + found.on_time.unknown


def _share(found: Chance) -> str:
    if found.bound is not None or found.value is None:
        return ""
    interval = f"{percent(found.low)} to {percent(found.high)}"
    return " " + tied(f"({percent(found.value)} %, {interval})")


def _after(outcomes: tuple[Outcome, ...], done: str) -> Iterator[str]:
    told = [
        f"where it was {each.answer}, {_kept(each.on_time)}"
        for each in outcomes
        if each.answer in ("granted", "refused") and each.on_time.runs > 1
    ]
    if told:
        text = "; ".join(told)
        yield f"{done.capitalize()} by the date that then held: {text}."


def _kept(found: Chance) -> str:
    runs = number(found.runs)
    if found.count == found.runs:
        return f"in all {runs} runs"
    if found.count == 0:
        return f"in none of {runs} runs"
    return f"in {number(found.count)} of {runs} runs{_share(found)}"


def _days(found: Amounts) -> str:
    """How many days, in at least half and in nine in ten of those runs.

    Too few runs cannot tell of nine in ten; what stands in its place is the longest.
    """
    half, late = number(found.median), number(found.p90)
    unit = "day" if half == "1" else "days"
    if found.runs == 1:
        return tied(f"{half} {unit}")
    if found.median == found.most:
        return f"{tied(f'{half} {unit}')} or fewer"
    if refusal(found.runs, NINE_IN_TEN):
        late = number(found.most)
        rest = f", at most {late}" if late != half else ""
        return f"{tied(f'{half} {unit}')} or fewer in half of those runs{rest}"
    if half == late:
        return f"{tied(f'{half} {unit}')} or fewer in nine in ten of those runs"
    start = f"{tied(f'{half} {unit}')} or fewer in half of those runs"
    return f"{start}, {late} or fewer in nine in ten"


def _listed(parts: list[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last
