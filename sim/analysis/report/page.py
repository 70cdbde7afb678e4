"""The page: answers first, then charts and tables, then on what they rest."""

from functools import cache

from sim.analysis.charts.data import chart_data
from sim.analysis.report.answers import answers, jointly
from sim.analysis.report.drawings import drawings
from sim.analysis.report.founding import founding
from sim.analysis.report.rendering import links, rendered
from sim.analysis.report.sections import sections
from sim.analysis.report.stating import counted, manifest_table, runs_text, span
from sim.analysis.summarise import summarise
from sim.results.manifest import Manifest
from sim.results.tables import Tables

TEMPLATE = "page.html.jinja"


def report_page(tables: Tables, manifest: Manifest, *, resolved: str) -> str:
    """All of a run on one page of HTML, which needs nothing beside it.

    The same results give the same page, byte for byte.

    Args:
        tables: Gives a table by its name.
        manifest: What was run.
        resolved: The scenario as one file, as it was run.

    Raises:
        InputError: If a table cannot be read.
    """
    tables = cache(tables)
    summary = summarise(tables, manifest)
    rests_on = founding(resolved)
    drawn = drawings(chart_data(tables, manifest, resolved=lambda: resolved))
    parts = sections(summary, tables, manifest, drawn=drawn)
    return rendered(
        TEMPLATE,
        title=f"{summary.title}: what came of each clause",
        links=links(parts),
        summary=summary,
        span=span(summary),
        runs=runs_text(summary.replications),
        answers=answers(summary),
        jointly=jointly(summary),
        sections=parts,
        founding=rests_on,
        rests_on=counted(rests_on),
        manifest=manifest_table(manifest),
    )
