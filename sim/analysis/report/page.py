"""The page: answers first, then charts and tables, then on what they rest."""

from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.analysis.charts.data import chart_data
from sim.analysis.phrases import INSTANT, number
from sim.analysis.report.answers import answers, jointly
from sim.analysis.report.drawings import drawings
from sim.analysis.report.founding import Founding, founding
from sim.analysis.report.sections import sections
from sim.analysis.report.tables import Table
from sim.analysis.summarise import summarise
from sim.analysis.summary import Summary
from sim.clock import instant_text
from sim.results.manifest import Manifest
from sim.results.tables import Tables

FOLDER = Path(__file__).parent
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
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template(TEMPLATE).render(
        summary=summary,
        span=_span(summary),
        runs=_runs(summary.replications),
        answers=answers(summary),
        jointly=jointly(summary),
        parts=sections(summary, tables, manifest, drawn=drawn),
        founding=rests_on,
        rests_on=_rests_on(rests_on),
        manifest=_manifest(manifest),
    )


def _span(summary: Summary) -> str:
    first, last = (
        instant_text(datetime.strptime(text, INSTANT)) for text in (summary.start, summary.end)
    )
    return f"{first} to {last}, {summary.time_zone} time"


def _runs(replications: int) -> str:
    return "one replication" if replications == 1 else f"{number(replications)} replications"


def _rests_on(found: Founding) -> str:
    known = found.counts
    return (
        f"{number(known.all)} numbers and dates: {number(known.assumed)} assumed, "
        f"{number(known.unsourced)} unsourced, {number(known.sourced)} with a source; "
        f"{number(found.defaults)} more left to the program"
    )


def _manifest(found: Manifest) -> Table:
    """Out of what the results were made, and how to make them again."""
    files = "; ".join(f"{each.file} ({each.digest})" for each in found.files)
    made_by = f"withdrawal-sim {found.version}, results version {found.results_version}"
    libraries = ", ".join(f"{name} {version}" for name, version in found.libraries.items())
    rows = (
        ("Scenario", found.scenario),
        ("Files, with the digests of their bytes", files),
        ("Set by hand", "; ".join(found.settings)),
        ("Digest of the inputs", found.digest),
        ("Fingerprint of inputs, seed and program", found.fingerprint),
        ("Seed", str(found.seed)),
        ("Replications", number(found.replications)),
        ("Replications in which the program failed", number(found.failed)),
        ("Options", " ".join(found.options)),
        ("Made by", f"{made_by}; Python {found.python}; {libraries}"),
    )
    return Table("Manifest", ("What", "in this run"), tuple(row for row in rows if row[1]))
