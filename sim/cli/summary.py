"""The summary of a run as a terminal shows it, in 80 columns and without need of colour."""

from collections.abc import Iterable, Iterator

from sim.analysis.estimates import Amounts
from sim.analysis.summary import (
    AreaSummary,
    BreachSummary,
    CeasefireSummary,
    ClauseSummary,
    ContingentSummary,
    MoreTime,
    OpeningSummary,
    QueueSummary,
    Summary,
)
from sim.analysis.terms import cause_words, plain_words
from sim.cli.console import answer, behind, row, styled, wrapped
from sim.cli.observed import tell_observed
from sim.cli.phrases import Dates, amount, chance, number, percent, tied, unknown
from sim.scenario.explain.names import classes_in_words

LABEL = 22
"""Columns for what a line is about."""
NAME, CELL = 26, 27
"""Columns for a name, and for what is told of it."""
MOST_QUEUES = 5
MOST_CAUSES = 4
TROOPS_AND_CIVILIANS = ("troops", "civilians")


def tell(summary: Summary) -> None:
    """Write the summary to stdout."""
    dates = Dates(summary.start, summary.end)
    answer(styled(wrapped(summary.title), "bold"))
    runs = "1 replication" if summary.replications == 1 else f"{summary.replications} replications"
    span = f"{dates.local(summary.start)} to {dates.local(summary.end)}"
    answer(wrapped(f"{runs}, seed {summary.seed}; {span}, {summary.time_zone} time"))
    _chances(summary)
    told: set[str] = set()
    areas = {area.area: area for area in summary.areas}
    for clause in summary.clauses:
        own = [areas[name] for name in clause.areas if name not in told]
        _clause(clause, own if len(clause.areas) == 1 else [], dates)
        if len(clause.areas) == 1:
            told.update(clause.areas)
    for name, area in areas.items():
        if name not in told:
            _block(area.name, _area(area, dates))
    for contingent in summary.contingents:
        _block(f"Peacekeepers: {contingent.name}", _contingent(contingent, dates))
    if summary.ceasefire is not None:
        _block("Ceasefire", _ceasefire(summary.ceasefire, dates))
    if summary.breaches:
        _block("Breaches of any kind, in order", _breaches(summary.breaches, dates))
    for road in summary.openings:
        _block(f"Road: {road.name}", _opening(road, dates))
    _queues(summary.queues)
    if summary.observed:
        tell_observed(summary)
    answer("")
    if summary.replications > 1:
        answer(wrapped(f"{_legend()} {summary.note}"))
    else:
        answer(wrapped("One replication shows what may happen, not how probable it is (-r 100)."))


def _legend() -> str:
    return (
        "After a probability stands its interval; after a median, what nine in ten replications do "
        "not exceed (90 %), or between what eight in ten lie (80 %)."
    )


def _chances(summary: Summary) -> None:
    """Every clause, and all together, in one table."""
    answer("")
    answer(styled(_row(("On time", "as moved", "as signed")), "bold"))
    for clause in summary.clauses:
        answer(_row((clause.name, chance(clause.on_time), chance(clause.on_time_as_signed))))
    if len(summary.clauses) > 1:
        jointly = chance(summary.all_on_time), chance(summary.all_on_time_as_signed)
        answer(_row(("All clauses", *jointly)))
    answer(_row(("No clause missed", chance(summary.no_breach), "")))


def _row(cells: tuple[str, str, str], *, indent: int = 0) -> str:
    """A row of the table; a name too long for its column has a line of its own."""
    return row(cells, (NAME - indent, CELL), indent=indent)


def _clause(clause: ClauseSummary, areas: Iterable[AreaSummary], dates: Dates) -> None:
    lines = [("due", _due(clause, dates))]
    if clause.completed is not None:
        lines.append(("fulfilled", dates.when(clause.completed)))
    lines += _inside("inside at due", clause)
    if clause.moved.count:
        lines += _inside("at due as signed", clause, as_signed=True)
    not_known = [
        unknown(clause.on_time, "on time as moved"),
        unknown(clause.on_time_as_signed, "on time as signed"),
    ]
    if any(not_known):
        lines.append(("not known", ", ".join(filter(None, not_known))))
    for area in areas:
        lines += _area(area, dates)
    if clause.more_time is not None:
        lines += _more_time(clause.more_time, dates)
    held = [_cause(each.cause, each.share) for each in clause.hindrances]
    if held:
        lines.append(("held up by", ", ".join(held[:MOST_CAUSES])))
    _block(clause.name, lines)


def _due(clause: ClauseSummary, dates: Dates) -> str:
    due = clause.due_as_signed
    if due is None or not due.happened:
        return "never fell due"
    told = dates.spread(due)
    if clause.moved.count and clause.due_where_moved is not None:
        to = dates.spread(clause.due_where_moved)
        where = (
            f" in {clause.moved.count} of {clause.moved.runs} runs" if clause.moved.runs > 1 else ""
        )
        told += f"; moved{where} to {to}"
    return told


def _inside(
    label: str, clause: ClauseSummary, *, as_signed: bool = False
) -> Iterator[tuple[str, str]]:
    found = (
        (clause.troops_at_due_as_signed, clause.civilians_at_due_as_signed)
        if as_signed
        else (clause.troops_at_due, clause.civilians_at_due)
    )
    told = [
        f"{who} {amount(people)}"
        for who, people in zip(TROOPS_AND_CIVILIANS, found, strict=True)
        if people is not None
    ]
    if told:
        yield label, ", ".join(told)


def _area(area: AreaSummary, dates: Dates) -> Iterator[tuple[str, str]]:
    if area.entered is not None and area.entered.happened:
        yield "entered", dates.when(area.entered)
        found = (area.troops_at_entry, area.civilians_at_entry)
        has = (area.has_troops, area.has_civilians)
        told = [
            f"{who} {amount(people)}"
            for who, people, present in zip(TROOPS_AND_CIVILIANS, found, has, strict=True)
            if people is not None and present
        ]
        if told:
            yield "inside at entry", ", ".join(told)
    if area.gap_hours is not None:
        yield "nobody in charge", _watched(area.gap_hours, area.gap_uncovered_hours)
    if area.overlap_hours is not None and area.overlap_hours.most > 0:
        yield "both sides inside", _watched(area.overlap_hours, area.overlap_uncovered_hours)
    for what, loads in (("abandoned", area.loads_abandoned), ("destroyed", area.loads_destroyed)):
        if loads is not None and loads.most > 0:
            yield f"loads {what}", amount(loads)
    if area.stayed_people is not None and area.stayed_people.most > 0:
        yield "stayed for good", amount(area.stayed_people)


def _watched(whole: Amounts, uncovered: Amounts | None) -> str:
    """A gap or an overlap, and how much of it no post watched, where posts cover the area."""
    told = amount(whole, "h")
    if uncovered is None or whole.most == 0:
        return told
    return f"{told}; unwatched {amount(uncovered, 'h')}"


def _opening(found: OpeningSummary, dates: Dates) -> Iterator[tuple[str, str]]:
    if found.cleared is not None:
        yield "cleared", dates.when(found.cleared)
    # Classes that come in together share a line.
    by_when: dict[str, list[str]] = {}
    for mover_class, when in found.opened.items():
        by_when.setdefault(dates.when(when), []).append(mover_class)
    for told, classes in by_when.items():
        yield "opened", f"to {classes_in_words(classes)}: {told}"


def _more_time(found: MoreTime, dates: Dates) -> Iterator[tuple[str, str]]:
    told = chance(found.asked)
    if found.first_asked is not None and found.asked_days is not None:
        when = dates.spread(found.first_asked)
        told += f"; {when}, for {amount(found.asked_days, 'days')}"
    yield "more time asked", told
    if not found.asked.count:
        return
    told = chance(found.granted)
    if found.granted_days is not None:
        told += f"; {amount(found.granted_days, 'days')}"
    yield "more time granted", told
    for outcome in found.by_answer:
        if outcome.on_time.runs or outcome.on_time.unknown:
            moved, signed = chance(outcome.on_time), chance(outcome.on_time_as_signed)
            told = f"as moved {moved}, as signed {signed}"
            yield f"on time if {outcome.answer}", told
    wrong = [
        f"{words} in {number(each.count)} of {number(each.runs)} runs"
        for words, each in (
            ("asked without need", found.asked_not_needed),
            ("needed but not asked", found.needed_not_asked),
        )
        if each.count and each.runs > 1
    ]
    if wrong:
        yield "", ", ".join(wrong)


def _contingent(found: ContingentSummary, dates: Dates) -> Iterator[tuple[str, str]]:
    if found.sorties is not None:
        yield "sorties", amount(found.sorties)
    for label, when in (
        ("first in place", found.first_in_place),
        ("half in place", found.half_in_place),
        ("nine tenths in place", found.nine_tenths_in_place),
        ("all in place", found.all_in_place),
    ):
        if when is not None:
            yield label, dates.when(when)
    told = [
        tied(f"{amount(manned)} of {number(planned)} {sort}")
        for manned, planned, sort in (
            (found.posts_manned, found.posts, "permanent"),
            (found.temporary_posts_manned, found.temporary_posts, "temporary"),
        )
        if manned is not None
    ]
    if told:
        yield "posts manned at end", ", ".join(told)
    for nth, each in enumerate(found.excess):
        label = "" if nth else "beyond authorised"
        over = "" if each.over is None else f" by {amount(each.over)}"
        yield label, f"{plain_words(each.kind)}{over}; {chance(each.happened)}"


def _ceasefire(found: CeasefireSummary, dates: Dates) -> Iterator[tuple[str, str]]:
    if found.violations is not None:
        yield "violations in a run", amount(found.violations)
    told = chance(found.collapsed)
    if found.collapsed_when is not None:
        told += f"; {dates.when(found.collapsed_when)}"
        places = [tied(f"{place.name} ({number(place.count)})") for place in found.collapsed_where]
        told += f"; {', '.join(places)}"
    yield "agreement collapsed", told


def _breaches(found: Iterable[BreachSummary], dates: Dates) -> Iterator[tuple[str, str]]:
    for each in found:
        when = "" if each.first is None else f"; {dates.when(each.first)}"
        often = (
            f"put into the case, in all {number(each.happened.runs)}"
            if each.is_input
            else chance(each.happened)
        )
        yield each.breach, f"{each.name}: {often}{when}"


def _block(title: str, lines: Iterable[tuple[str, str]]) -> None:
    answer("")
    answer(styled(wrapped(title), "bold"))
    for label, text in lines:
        answer(behind(label, text, column=LABEL + 2, indent=2))


def _queues(queues: tuple[QueueSummary, ...]) -> None:
    if not queues:
        return
    answer("")
    answer(styled(_row(("Longest queues", "vehicles", "km")), "bold"))
    shown = queues[:MOST_QUEUES]
    for road in dict.fromkeys(queue.road for queue in shown):
        directions = [queue for queue in shown if queue.road == road]
        answer(wrapped(directions[0].name, indent=2))
        for queue in directions:
            toward = f"toward {queue.toward}"
            answer(_row((toward, amount(queue.vehicles), amount(queue.km)), indent=4))
            if queue.stops:
                held = [_cause(it.cause, it.share) for it in queue.stops]
                answer(behind("delay by cause", ", ".join(held), column=LABEL + 2, indent=6))
    more = len(queues) - MOST_QUEUES
    if more > 0:
        answer(wrapped(f"and {more} more where queues were shorter (--json lists all)"))


def _cause(cause: str, share: float) -> str:
    return f"{cause_words(cause)} {tied(f'{percent(share)} %')}"
