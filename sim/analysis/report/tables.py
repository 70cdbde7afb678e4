"""The tables of a page: what came of clauses, areas, peacekeepers and roads, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from sim.analysis.estimates import Amounts, Moments, moments
from sim.analysis.phrases import Dates, amount, chance, number, percent, tied
from sim.analysis.summary import BreachSummary, ContingentSummary, Summary
from sim.analysis.terms import BEYOND, cause_words, plain_words
from sim.clock import Calendar
from sim.results.tables import Tables
from sim.scenario.explain.names import classes_in_words

MOST_CAUSES, MOST_QUEUES = 4, 10
KINDS = {
    "late": "too late",
    "violation": "ceasefire violated",
    "excess": "more than authorised",
    "collapse": "agreement collapsed",
}
"""Breaches in words."""
FEW = 5
"""A table of more columns has them below each other, where it tells of so few things."""
NOTHING = "\N{EN DASH}"
"""Stands where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words.

    Attributes:
        caption: What it tells.
        head: What its columns hold.
        rows: Each as long as the head; the first cell names what the row is about.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def clause_tables(summary: Summary) -> Iterator[Table]:
    """Clauses, more time for them, what held them up."""
    dates = Dates(summary.start, summary.end)
    yield from table_of(
        "On time",
        ("Clause", "by the date as signed", "by the date as moved (as extended)"),
        _on_time(summary),
    )
    yield from table_of(
        "When, and who was still inside",
        ("Clause", "due as signed", "moved to, where it was", "fulfilled",
         "troops inside at due as moved", "civilians inside at due as moved",
         "troops inside at due as signed", "civilians inside at due as signed"),
        (
            (
                clause.name,
                _spread(clause.due_as_signed, dates),
                _spread(clause.due_where_moved, dates),
                _when(clause.completed, dates),
                _amount(clause.troops_at_due),
                _amount(clause.civilians_at_due),
                _amount(clause.troops_at_due_as_signed),
                _amount(clause.civilians_at_due_as_signed),
            )
            for clause in summary.clauses
        ),
    )  # fmt: skip
    yield from table_of(
        "More time",
        ("Clause", "asked for", "first asked", "for", "granted", "for", "on time if granted",
         "if refused", "asked without need", "needed but not asked"),
        _more_time(summary, dates),
    )  # fmt: skip
    yield from table_of(
        "What held people up: everybody's waiting, not only that of the last to leave",
        ("Clause", "what they waited for, of all hours that they waited once they were to leave"),
        (
            (clause.name, _causes((it.cause, it.share) for it in clause.hindrances))
            for clause in summary.clauses
            if clause.hindrances
        ),
    )


def area_tables(summary: Summary) -> Iterator[Table]:
    """Areas: who left when, who came when, and what was between."""
    dates = Dates(summary.start, summary.end)
    yield from table_of(
        "Areas",
        ("Area", "last out", "the army entered", "troops inside then", "civilians inside then",
         "nobody in charge", "of that, unwatched", "both sides inside", "loads abandoned",
         "loads destroyed", "people who stayed for good"),
        (
            (
                area.name,
                _when(area.last_out, dates),
                _when(area.entered, dates),
                _amount(area.troops_at_entry) if area.has_troops else NOTHING,
                _amount(area.civilians_at_entry) if area.has_civilians else NOTHING,
                _amount(area.gap_hours, "h"),
                _amount(area.gap_uncovered_hours, "h"),
                _amount(area.overlap_hours, "h"),
                _amount(area.loads_abandoned),
                _amount(area.loads_destroyed),
                _amount(area.stayed_people),
            )
            for area in summary.areas
        ),
    )  # fmt: skip


def breach_tables(summary: Summary) -> Iterator[Table]:
    """Breaches of any kind, and of the ceasefire."""
    dates = Dates(summary.start, summary.end)
    yield from table_of(
        "Duties that were broken, in the order of time",
        ("What", "kind", "how often", "first"),
        (
            (each.name, _kind(each), chance(each.happened), _when(each.first, dates))
            for each in summary.breaches
        ),
    )
    if summary.ceasefire is not None:
        found = summary.ceasefire
        places = ", ".join(
            f"{place.name} ({number(place.count)})" for place in found.collapsed_where
        )
        rows = (
            ("Violations in a run", _amount(found.violations)),
            ("Agreement collapsed", chance(found.collapsed)),
            ("When it did", _when(found.collapsed_when, dates)),
            ("Where it did", places or NOTHING),
        )
        told = [row for row in rows if row[1] != NOTHING]
        yield from table_of("Ceasefire", ("What", "in the runs"), told)


def road_tables(summary: Summary) -> Iterator[Table]:
    """Roads: the longest queues, what they came from, and when roads opened."""
    dates = Dates(summary.start, summary.end)
    shown, how_many = summary.queues[:MOST_QUEUES], len(summary.queues)
    yield from table_of(
        f"Longest queues ({len(shown)} of {how_many})",
        ("Road", "toward", "vehicles", "km", "all waits in a run, vehicle hours",
         "what the delay came from"),
        (
            (
                queue.name,
                queue.toward,
                _amount(queue.vehicles),
                _amount(queue.km),
                _amount(queue.delay_vehicle_hours),
                _causes((stop.cause, stop.share) for stop in queue.stops),
            )
            for queue in shown
        ),
    )  # fmt: skip
    yield from table_of(
        "Roads that were cleared or opened", ("Road", "what", "when"), _openings(summary, dates)
    )


def contingent_tables(summary: Summary) -> Iterator[Table]:
    """Peacekeepers: when they were in place, and what came beyond what was authorised."""
    dates = Dates(summary.start, summary.end)
    for found in summary.contingents:
        yield from table_of(found.name, ("What", "in the runs"), _contingent(found, dates))


def post_tables(tables: Tables, calendar: Calendar, *, start: str, end: str) -> Iterator[Table]:
    """When each post was manned.

    Args:
        tables: Gives a table by its name.
        calendar: Of the run.
        start, end: Of the run.
    """
    dates, posts = Dates(start, end), tables("posts")
    by_post = {str(post): rows["manned_hours"] for post, rows in posts.groupby("post")}
    empty = pd.Series(dtype="float64")
    yield from table_of(
        "Posts, in the order of the plan",
        ("Post", "kind", "manned"),
        (
            (
                str(post["name"]),
                "temporary" if post["is_temporary"] else "permanent",
                _when(moments(by_post.get(post["post"], empty), calendar), dates),
            )
            for post in tables("case_posts").to_dict("records")
        ),
    )


def table_of(
    caption: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> Iterator[Table]:
    """A table without the columns in which nothing stands; none where there is no row.

    One of few rows and many columns is turned over, so that a page is wide enough for it.
    """
    listed = list(rows)
    kept = [
        place
        for place in range(len(head))
        if not place or any(row[place] != NOTHING for row in listed)
    ]
    if listed:
        lines = [tuple(line[place] for place in kept) for line in (head, *listed)]
        if len(listed) <= FEW < len(kept):
            lines = list(zip(*lines, strict=True))
        yield Table(caption, lines[0], tuple(lines[1:]))


def _kind(found: BreachSummary) -> str:
    told = KINDS[found.breach]
    return f"{told}: put into the case, no result" if found.is_input else told


def _on_time(summary: Summary) -> Iterator[tuple[str, str, str]]:
    for clause in summary.clauses:
        yield clause.name, chance(clause.on_time_as_signed), chance(clause.on_time)
    if len(summary.clauses) > 1:
        signed, moved = summary.all_on_time_as_signed, summary.all_on_time
        yield "All clauses together", chance(signed), chance(moved)
    yield "No clause missed", NOTHING, chance(summary.no_breach)


def _more_time(summary: Summary, dates: Dates) -> Iterator[tuple[str, ...]]:
    for clause in summary.clauses:
        found = clause.more_time
        if found is None:
            continue
        by_answer = {each.answer: chance(each.on_time) for each in found.by_answer}
        yield (
            clause.name,
            chance(found.asked),
            _spread(found.first_asked, dates),
            _amount(found.asked_days, "days"),
            chance(found.granted),
            _amount(found.granted_days, "days"),
            by_answer.get("granted", NOTHING),
            by_answer.get("refused", NOTHING),
            chance(found.asked_not_needed),
            chance(found.needed_not_asked),
        )


def _openings(summary: Summary, dates: Dates) -> Iterator[tuple[str, str, str]]:
    for road in summary.openings:
        if road.cleared is not None:
            yield road.name, "cleared", dates.when(road.cleared)
        by_when: dict[str, list[str]] = {}
        for mover_class, when in road.opened.items():
            by_when.setdefault(dates.when(when), []).append(mover_class)
        for told, classes in by_when.items():
            yield road.name, f"opened to {classes_in_words(classes)}", told


def _contingent(found: ContingentSummary, dates: Dates) -> Iterator[tuple[str, str]]:
    yield "Sorties", _amount(found.sorties)
    yield "First in place", _when(found.first_in_place, dates)
    yield "Half in place", _when(found.half_in_place, dates)
    yield "Nine tenths in place", _when(found.nine_tenths_in_place, dates)
    yield "All in place", _when(found.all_in_place, dates)
    for manned, planned, sort in (
        (found.posts_manned, found.posts, "Permanent"),
        (found.temporary_posts_manned, found.temporary_posts, "Temporary"),
    ):
        if manned is not None:
            yield f"{sort} posts manned at the end", f"{amount(manned)} of {number(planned)}"
    for each in found.excess:
        over = "" if each.over is None else f"by {amount(each.over)}; "
        yield f"{BEYOND.capitalize()}: {plain_words(each.kind)}", f"{over}{chance(each.happened)}"


def _spread(found: Moments | None, dates: Dates) -> str:
    return NOTHING if found is None else dates.spread(found)


def _when(found: Moments | None, dates: Dates) -> str:
    return NOTHING if found is None else dates.when(found)


def _amount(found: Amounts | None, unit: str = "") -> str:
    return NOTHING if found is None else amount(found, unit)


def _causes(found: Iterable[tuple[str, float]]) -> str:
    told = [f"{cause_words(cause)} {tied(f'{percent(share)} %')}" for cause, share in found]
    return ", ".join(told[:MOST_CAUSES]) or NOTHING
