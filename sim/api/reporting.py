"""The report of a run: one page, written where somebody wants it."""

import secrets
from pathlib import Path

from sim.errors import InputError
from sim.results.manifest import Manifest
from sim.results.tables import Tables

REPORT = "report.html"
"""What the page of a results folder is called, where nobody names another file."""


def write_report(tables: Tables, manifest: Manifest, path: Path, *, resolved: str) -> Path:
    """Write all of a run on one page of HTML that needs nothing beside it.

    It is written aside first: half a page never stands where a whole one is looked for.

    Args:
        tables: Gives a table by its name.
        manifest: What was run.
        path: The file; one that is there already is replaced.
        resolved: The scenario as one file, as it was run.

    Returns:
        The file.

    Raises:
        InputError: If the results are those of a study, or the page cannot be written there.
    """
    from sim.analysis.report import report_page

    if manifest.points != 1:
        raise InputError(
            f"these are the results of a study with {manifest.points} points; a report "
            "tells of one scenario: run it alone, and report that"
        )
    text = report_page(tables, manifest, resolved=resolved)
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file, such as {path / REPORT}")
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"the report cannot be written to {path}: {reason}") from None
    finally:
        aside.unlink(missing_ok=True)
    return path
