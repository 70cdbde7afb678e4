"""The page on a comparison: answers, then what changed, then the base and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.analysis.charts.data import chart_data
from sim.analysis.comparing.compared import Compared
from sim.analysis.comparing.telling import notes_on
from sim.analysis.phrases import number
from sim.analysis.report.answers import Answer, answers, jointly
from sim.analysis.report.compared.drawings import comparison_drawings
from sim.analysis.report.compared.sentences import change_answers, verdict_of_all
from sim.analysis.report.compared.sides import Rows, Side, sides
from sim.analysis.report.compared.tables import (
    differences_table,
    numbers_changed,
    on_time_tables,
    settings_table,
    settings_told,
    turns_table,
)
from sim.analysis.report.drawings import drawings
from sim.analysis.report.founding import Number
from sim.analysis.report.rendering import Link, links, rendered
from sim.analysis.report.sections import Section, sections
from sim.analysis.report.stating import counted, manifest_table, runs_text, span
from sim.analysis.report.tables import Table
from sim.results.tables import remembered

TEMPLATE = "comparison.html.jinja"
OF_BASE = ("schedule", "clearance", "why", "network")
"""Charts of the base that a change is read against; its own report has all of them."""
SECTIONS_OF_BASE = ("clauses", "areas", "roads", "observed")
CHANGES = Link("changes", "What the changes would do")
SCENARIOS = Link("scenarios", "The scenarios compared")


@dataclass(frozen=True, slots=True)
class _Told:
    """One scenario that is compared with the base.

    Attributes:
        place: Its number among the others, from 1.
        side: The scenario.
        lead: How much of what it changes is clear.
        sets: What it sets otherwise, in a sentence.
        answers: What it does to each clause, in sentences.
        settings, differences, turns: What it sets otherwise, and what that changes.
        numbers: Every number that it has otherwise, with what it is in the base.
    """

    place: int
    side: Side
    lead: str
    sets: str
    answers: tuple[Answer, ...]
    settings: Table
    differences: Table
    turns: Table
    numbers: tuple[tuple[str, Number], ...]


def comparison_page(found: Compared, rows: Sequence[Rows]) -> str:
    """All of a comparison on one page of HTML, which needs nothing beside it.

    The same comparison and rows give the same page, byte for byte.

    Args:
        found: The comparison.
        rows: Of each of its scenarios, in its order.

    Raises:
        InputError: If a table, or the scenario in a folder, cannot be read.
    """
    read = [replace(each, tables=remembered(each.tables)) for each in rows]
    known = sides(found, read)
    base, *others = known
    parts = _of_base(base)
    scenarios = [_told(found, base, other, place) for place, other in enumerate(others, 1)]
    return rendered(
        TEMPLATE,
        title=f"{base.summary.title}: what changes would do",
        links=links((CHANGES, SCENARIOS, *parts)),
        found=found,
        base=base,
        summary=base.summary,
        span=span(base.summary),
        runs=runs_text(found.replications),
        others_number=number(len(others)),
        answers=answers(base.summary, base.founding.granting),
        jointly=jointly(base.summary),
        judged_number=sum(each.adjusted is not None for each in found.differences),
        on_time=tuple(on_time_tables(known)),
        drawn=tuple(comparison_drawings(found)),
        scenarios=scenarios,
        notes=tuple(notes_on(found)),
        sections=parts,
        founding=base.founding,
        rests_on=counted(base.founding),
        manifests=[(side, manifest_table(side.rows.manifest, side.name)) for side in known],
    )


def _of_base(base: Side) -> tuple[Section, ...]:
    """What came of the base, as far as a change is read against it."""
    rows = base.rows
    data = chart_data(rows.tables, rows.manifest, resolved=lambda: rows.resolved)
    drawn = drawings(data, only=OF_BASE)
    return tuple(
        replace(part, title=f"{part.title}, in the base")
        for part in sections(base.summary, rows.tables, rows.manifest, drawn=drawn)
        if part.name in SECTIONS_OF_BASE
    )


def _told(found: Compared, base: Side, other: Side, place: int) -> _Told:
    settings = settings_table(base, other)
    return _Told(
        place=place,
        side=other,
        lead=verdict_of_all(found, other.label),
        sets=settings_told(settings),
        answers=change_answers(found, base, other),
        settings=settings,
        differences=differences_table(found, base, other),
        turns=turns_table(found, base, other),
        numbers=numbers_changed(base, other),
    )
