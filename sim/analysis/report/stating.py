"""What was run, in a few words: over which time, how often, resting on what, made of what."""

from datetime import datetime

from sim.analysis.phrases import INSTANT, number
from sim.analysis.report.founding import Founding
from sim.analysis.report.tables import Table
from sim.analysis.summary import Summary
from sim.clock import instant_text
from sim.results.manifest import Manifest


def span(summary: Summary) -> str:
    """From when to when, in whose time."""
    first, last = (
        instant_text(datetime.strptime(text, INSTANT)) for text in (summary.start, summary.end)
    )
    return f"{first} to {last}, {summary.time_zone} time"


def runs_text(replications: int) -> str:
    """How often it was run.

    >>> runs_text(1), runs_text(1000)
    ('one replication', '1,000 replications')
    """
    return "one replication" if replications == 1 else f"{number(replications)} replications"


def counted(found: Founding) -> str:
    """On how many numbers and dates a run rests, and how well founded they are."""
    known = found.counts
    return (
        f"{number(known.all)} numbers and dates: {number(known.assumed)} assumed, "
        f"{number(known.unsourced)} unsourced, {number(known.sourced)} with a source; "
        f"{number(found.defaults)} more left to the program"
    )


def manifest_table(found: Manifest, caption: str = "Manifest") -> Table:
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
    return Table(caption, ("What", "in this run"), tuple(row for row in rows if row[1]))
