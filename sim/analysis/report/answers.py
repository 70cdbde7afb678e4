"""What came of the agreement in sentences: clause by clause, all together, and of more time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sim.analysis.estimates import Moments
from sim.analysis.phrases import NINE_IN_TEN, Dates, number, unknown
from sim.analysis.report.asking import asking
from sim.analysis.report.granting import Granting
from sim.analysis.report.inside import civilians_inside
from sim.analysis.report.likelihoods import probably
from sim.analysis.report.quantities import by_date, finished
from sim.analysis.report.seen import seen_of
from sim.analysis.summary import ClauseSummary, Summary
from sim.statistics.quantiles import refusal

NOBODY: Mapping[str, Granting] = MappingProxyType({})
"""Where it is not known who asks for more time."""
NOTHING: Mapping[str, str] = MappingProxyType({})
"""Where it is not known what held anybody up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one clause.

    Attributes:
        name: What people call the clause.
        first: Whether it would have been kept, in a sentence.
        further: What else there is to say of it, a paragraph each.
        seen: What was observed of it beside the runs, an item each.
        why: Who was last and what held them up, in two sentences; may be empty.
    """

    name: str
    first: str
    further: tuple[str, ...]
    seen: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about, as sentences have it.

    Attributes:
        what: Its areas, or the clause itself where it is about none, or not about them alone.
        done: What becomes of that.
        pronoun: Of what it is about, where something is done to that.
    """

    what: str
    done: str
    pronoun: str = "it"


def answers(
    summary: Summary,
    granting: Mapping[str, Granting] = NOBODY,
    *,
    why: Mapping[str, str] = NOTHING,
) -> tuple[Answer, ...]:
    """A clause each, in the order of the file.

    Args:
        summary: What came of the scenario.
        granting: How more time for a clause is come by, by the clause, as far as it is known.
        why: What held a clause up, in words, by the clause, as far as it is known.
    """
    return tuple(
        replace(
            _answer(clause, about, summary, granting.get(clause.clause)),
            why=why.get(clause.clause, ""),
        )
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
    count = len(summary.clauses)
    every = "Both" if count == 2 else f"All {number(count)}"
    all_of_them = f"{every} clauses would have been kept"
    signed, moved = summary.all_on_time_as_signed, summary.all_on_time
    found = [f"{all_of_them} by their dates as signed {probably(signed)}"]
    if any(clause.moved.count for clause in summary.clauses):
        found.append(f"by their dates as moved {probably(moved)}")
    not_known = unknown(signed, "all were kept as signed")
    return (" and ".join(found) + ".", *([f"Not known: {not_known}."] if not_known else []))


def _subject(clause: ClauseSummary, areas: dict[str, str]) -> Subject:
    named = [areas[area] for area in clause.areas if area in areas]
    if not named:
        return Subject(clause.name, "fulfilled")
    return Subject(_listed(named), "cleared", "them" if len(named) > 1 else "it")


def _answer(
    clause: ClauseSummary, about: Subject, summary: Summary, granting: Granting | None
) -> Answer:
    due, seen = clause.due_as_signed, seen_of(clause, summary)
    if due is None or not due.happened:
        return Answer(clause.name, f"{about.what}: the clause never fell due.", (), seen)
    dates = Dates(summary.start, summary.end)
    by, how_probable = by_date(due, dates), probably(clause.on_time_as_signed)
    first = f"{about.what} would have been {about.done} by {by} {how_probable}."
    more = clause.more_time
    further = (
        " ".join(_moved(clause, about.done, dates)),
        " ".join(_finished(clause, about, dates)),
        " ".join(civilians_inside(clause, summary)),
        *([] if more is None else asking(more, about.done, dates, granting)),
    )
    return Answer(clause.name, first, tuple(filter(None, further)), seen)


def _moved(clause: ClauseSummary, done: str, dates: Dates) -> Iterator[str]:
    if clause.moved.count and clause.due_where_moved is not None:
        moved, to = clause.moved, clause.due_where_moved
        where = f" in {number(moved.count)} of {number(moved.runs)} runs" if moved.runs > 1 else ""
        when = dates.moment(to.median) if to.p10 == to.p90 else _spread(to, dates)
        yield f"The date was moved{where}, to {when}."
        yield f"By the date as moved it would have been {done} {probably(clause.on_time)}."


def _spread(to: Moments, dates: Dates) -> str:
    middle, late = dates.moment(to.median), dates.moment(to.p90)
    most = "all" if refusal(to.runs, NINE_IN_TEN) else "nine in ten"
    if to.median == to.p90:
        return f"{middle} or earlier in {most} of them"
    return f"{middle} or earlier in half of them, to {late} or earlier in {most}"


def _finished(clause: ClauseSummary, about: Subject, dates: Dates) -> Iterator[str]:
    if clause.completed is not None:
        yield finished(clause.completed, about.done, dates, what=about.pronoun)
    not_known = [
        unknown(clause.on_time_as_signed, "it was so by the date as signed"),
        unknown(clause.on_time, "it was so by the date as moved"),
    ]
    if any(not_known):
        yield f"Not known: {', '.join(filter(None, not_known))}."


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
