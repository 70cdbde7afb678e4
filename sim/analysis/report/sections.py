"""The parts of a page between its answers and what it rests on: drawings with their tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.analysis.report.drawings import Drawing
from sim.analysis.report.judging import JUDGED, observed_tables
from sim.analysis.report.tables import (
    Table,
    area_tables,
    breach_tables,
    clause_tables,
    contingent_tables,
    post_tables,
    road_tables,
)
from sim.analysis.summarise import calendar_of
from sim.analysis.summary import Summary
from sim.results.manifest import Manifest
from sim.results.tables import Tables

OF_CLAUSES = ("schedule", "clearance", "why", "extension", "feasibility")
OF_AREAS = ("remaining", "gaps")
OF_ROADS = ("network", "queues")
OF_BREACHES = ("breaches",)
OF_FLOWS = ("arrivals",)
OF_PEACEKEEPERS = ("peacekeepers", "posts")
OF_CHANCE = ("convergence",)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.

    Attributes:
        name: By which the page leads to it.
        title: Of it.
        lead: What a reader must know first; may be empty.
        drawings, tables: What stands in it.
    """

    name: str
    title: str
    lead: str
    drawings: tuple[Drawing, ...]
    tables: tuple[Table, ...]


def sections(
    summary: Summary, tables: Tables, manifest: Manifest, *, drawn: Sequence[Drawing]
) -> tuple[Section, ...]:
    """All parts in which something stands, in the order in which they are read.

    Args:
        summary: What came of the scenario.
        tables: Gives a table by its name.
        manifest: What was run.
        drawn: The charts.
    """
    named = {drawing.name: drawing for drawing in drawn}
    parts: tuple[tuple[str, str, str, tuple[str, ...], Iterator[Table]], ...] = (
        ("clauses", "Clauses", "", OF_CLAUSES, clause_tables(summary)),
        ("areas", "Areas", "", OF_AREAS, area_tables(summary)),
        ("roads", "Roads", "", OF_ROADS, road_tables(summary)),
        (
            "peacekeepers",
            "Peacekeepers and posts",
            "",
            OF_PEACEKEEPERS,
            _peacekeepers(summary, tables, manifest),
        ),
        ("breaches", "Duties that were broken", "", OF_BREACHES, breach_tables(summary)),
        ("flows", "People of each flow", "", OF_FLOWS, iter(())),
        ("further", "Further charts", "", _others(named), iter(())),
        (
            "observed",
            "What was observed, beside the runs",
            JUDGED if summary.observed else "",
            (),
            _observed(summary),
        ),
        ("chance", "What chance leaves open", "", OF_CHANCE, iter(())),
    )
    made = (
        Section(name, title, lead, tuple(named[it] for it in charts if it in named), tuple(found))
        for name, title, lead, charts, found in parts
    )
    return tuple(part for part in made if part.drawings or part.tables)


def _others(named: dict[str, Drawing]) -> tuple[str, ...]:
    known = (OF_CLAUSES, OF_AREAS, OF_ROADS, OF_BREACHES, OF_PEACEKEEPERS, OF_FLOWS, OF_CHANCE)
    placed = {name for names in known for name in names}
    return tuple(name for name in named if name not in placed)


def _peacekeepers(summary: Summary, tables: Tables, manifest: Manifest) -> Iterator[Table]:
    yield from contingent_tables(summary)
    if "case_posts" in manifest.tables:
        calendar = calendar_of(manifest)
        yield from post_tables(tables, calendar, start=summary.start, end=summary.end)


def _observed(summary: Summary) -> Iterator[Table]:
    for is_scored in (True, False):
        yield from observed_tables(summary, is_scored=is_scored)
