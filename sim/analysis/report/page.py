"""The page: answers first, then charts and tables, then on what they rest."""

from sim.analysis.charts.data import chart_data
from sim.analysis.replay import Replay
from sim.analysis.report.answers import answers, jointly
from sim.analysis.report.drawings import drawings
from sim.analysis.report.founding import founding
from sim.analysis.report.rendering import Link, links, rendered
from sim.analysis.report.sections import sections
from sim.analysis.report.stating import counted, manifest_table, runs_text, span
from sim.analysis.summarise import summarise
from sim.analysis.why.analyse import why
from sim.analysis.why.telling import in_short
from sim.results.manifest import Manifest
from sim.results.tables import Tables, remembered

LEADING = ("clauses", "observed")
"""Parts that stand right behind the answers; the others come after the replay."""
TEMPLATE = "page.html.jinja"
REPLAY = Link("replay", "Replay")


def report_page(
    tables: Tables, manifest: Manifest, *, resolved: str, replay: Replay | None = None
) -> str:
    """All of a run on one page of HTML, which needs nothing beside it.

    The same results give the same page, byte for byte.

    Args:
        tables: Gives a table by its name.
        manifest: What was run.
        resolved: The scenario as one file, as it was run.
        replay: One replication, to be played in the page; left out if there is none.

    Raises:
        InputError: If a table cannot be read.
    """
    tables = remembered(tables)
    summary = summarise(tables, manifest)
    rests_on = founding(resolved)
    drawn = drawings(chart_data(tables, manifest, resolved=lambda: resolved))
    parts = sections(summary, tables, manifest, drawn=drawn)
    leading = tuple(part for part in parts if part.name in LEADING)
    further = tuple(part for part in parts if part.name not in LEADING)
    return rendered(
        TEMPLATE,
        title=f"{summary.title}: what came of each clause",
        links=links((*leading, *((REPLAY,) if replay else ()), *further)),
        summary=summary,
        span=span(summary),
        runs=runs_text(summary.replications),
        answers=answers(summary, rests_on.granting, why=_why(tables, manifest)),
        jointly=jointly(summary),
        leading=leading,
        further=further,
        founding=rests_on,
        rests_on=counted(rests_on),
        manifest=manifest_table(manifest),
        replay=replay,
    )


def _why(tables: Tables, manifest: Manifest) -> dict[str, str]:
    """What held each clause up, in words."""
    return {clause.clause: in_short(clause) for clause in why(tables, manifest).clauses}
