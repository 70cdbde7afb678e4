"""What came of the agreement in sentences: clause by clause, all together, and of more time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.analysis.estimates import Chance, Moments
from sim.analysis.phrases import (
    MANY,
    Dates,
    amount,
    at_least,
    at_most,
    chance,
    number,
    percent,
    tied,
    unknown,
)
from sim.analysis.summary import ClauseSummary, MoreTime, Summary


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one clause.

    Attributes:
        name: What people call the clause.
        first: Whether it would have been kept, in a sentence.
        further: What else there is to say of it, a sentence each.
    """

    name: str
    first: str
    further: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about, as sentences have it.

    Attributes:
        what: Its areas, or the clause itself where it is about none, or not about them alone.
        done: What becomes of that.
    """

    what: str
    done: str


def answers(summary: Summary) -> tuple[Answer, ...]:
    """A clause each, in the order of the file."""
    dates = Dates(summary.start, summary.end)
    return tuple(
        _answer(clause, about, dates)
        for clause, about in zip(summary.clauses, subjects(summary), strict=True)
    )


def subjects(summary: Summary) -> tuple[Subject, ...]:
    """What each clause is about, in the order of the file."""
    names = {area.area: area.name for area in summary.areas}
    often = Counter(clause.areas for clause in summary.clauses)
    return tuple(
        _subject(clause, names if often[clause.areas] == 1 else {}) for clause in summary.clauses
    )


def jointly(summary: Summary) -> tuple[str, ...]:
    """All clauses together, in sentences; none where there is only one."""
    if len(summary.clauses) < 2:
        return ()
    all_of_them = f"All {number(len(summary.clauses))} clauses would have been kept"
    signed, moved = summary.all_on_time_as_signed, summary.all_on_time
    found = [f"{all_of_them} by their dates as signed {probably(signed)}"]
    if any(clause.moved.count for clause in summary.clauses):
        found.append(f"by their dates as moved {probably(moved)}")
    not_known = unknown(signed, "all were kept as signed")
    return (" and ".join(found) + ".", *([f"Not known: {not_known}."] if not_known else []))


def probably(found: Chance) -> str:
    """A probability at the end of a sentence, with its interval or its bound.

    >>> none = Chance(count=0, runs=100, value=0.0, low=0.0, high=0.04, bound=0.03)
    >>> probably(none).replace("\N{NO-BREAK SPACE}", " ")
    'in none of 100 runs (probability at most 3 %)'
    """
    if found.value is None:
        return "in a share of runs that is not known"
    if found.runs == 1:
        return "in the one run that was made" if found.count else "in no run (one was made)"
    if found.bound is None:
        low, high = percent(found.low), percent(found.high)
        return f"with probability {tied(f'{percent(found.value)} % ({low} to {high})')}"
    how_many = number(found.runs) if found.runs < MANY else ""
    if found.count:
        bound = tied(f"probability at least {at_least(found.bound)} %")
        return f"in {' '.join(filter(None, ('all', how_many)))} runs ({bound})"
    bound = tied(f"probability at most {at_most(found.bound)} %")
    return f"in none of {how_many or 'the'} runs ({bound})"


def _subject(clause: ClauseSummary, areas: dict[str, str]) -> Subject:
    named = [areas[area] for area in clause.areas if area in areas]
    return Subject(_listed(named), "cleared") if named else Subject(clause.name, "fulfilled")


def _answer(clause: ClauseSummary, about: Subject, dates: Dates) -> Answer:
    what, done = about.what, about.done
    due = clause.due_as_signed
    if due is None or not due.happened:
        return Answer(clause.name, f"{what}: the clause never fell due.", ())
    by = by_date(due, dates)
    first = f"{what} would have been {done} by {by} {probably(clause.on_time_as_signed)}."
    return Answer(clause.name, first, tuple(_further(clause, done, dates)))


def by_date(due: Moments, dates: Dates) -> str:
    """By when, in the middle of a sentence."""
    is_one = due.p10 == due.p90
    return dates.moment(due.median) if is_one else f"its date, {dates.spread(due)},"


def _further(clause: ClauseSummary, done: str, dates: Dates) -> Iterator[str]:
    if clause.moved.count and clause.due_where_moved is not None:
        moved, to = clause.moved, dates.spread(clause.due_where_moved)
        where = f" in {number(moved.count)} of {number(moved.runs)} runs" if moved.runs > 1 else ""
        yield f"The date was moved{where}, to {to}."
        yield f"By the date as moved it would have been {done} {probably(clause.on_time)}."
    if clause.completed is not None:
        yield f"{done.capitalize()}: {dates.when(clause.completed)}."
    not_known = [
        unknown(clause.on_time_as_signed, "it was so by the date as signed"),
        unknown(clause.on_time, "it was so by the date as moved"),
    ]
    if any(not_known):
        yield f"Not known: {', '.join(filter(None, not_known))}."
    if clause.more_time is not None:
        yield from _more_time(clause.more_time, dates)


def _more_time(found: MoreTime, dates: Dates) -> Iterator[str]:
    asked = f"More time would have been asked for {probably(found.asked)}"
    if found.first_asked is not None and found.asked_days is not None and found.asked.count:
        when, days = dates.spread(found.first_asked), amount(found.asked_days, "days")
        asked += f", first on {when}, for {days}"
    yield f"{asked}."
    if not found.asked.count:
        return
    granted = f"It would have been granted {probably(found.granted)}"
    if found.granted_days is not None and found.granted.count:
        granted += f", for {amount(found.granted_days, 'days')}"
    yield f"{granted}."
    told = [
        f"where it was {outcome.answer}, on time as moved {chance(outcome.on_time)}"
        for outcome in found.by_answer
        if outcome.answer in ("granted", "refused") and outcome.on_time.runs > 1
    ]
    if told:
        text = "; ".join(told)
        yield f"{text[0].upper()}{text[1:]}."


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
