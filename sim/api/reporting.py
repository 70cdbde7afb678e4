"""The report of a run: one page, written where somebody wants it."""

import secrets
from dataclasses import replace
from pathlib import Path

from sim.api.replayed import OnRerun, Source, replayed
from sim.errors import InputError
from sim.results.tables import remembered

MEDIAN = "median"
"""Which replication a report plays, where nobody says."""
REPORT = "report.html"
"""What the page of a results folder is called, where nobody names another file."""


def write_report(
    source: Source, path: Path, *, replay: str | int = MEDIAN, on_rerun: OnRerun | None = None
) -> Path:
    """Write all of a run on one page of HTML that needs nothing beside it.

    It is written aside first: half a page never stands where a whole one is looked for.

    Args:
        source: The results.
        path: The file; one that is there already is replaced.
        replay: Which replication the page plays: median, worst, first, none, or its number.
        on_rerun: Told if that replication has to be run again.

    Returns:
        The file.

    Raises:
        InputError: If the results are those of a study, there is no such replication, it comes
            out otherwise when it is run again, or the page cannot be written there.
    """
    from sim.analysis.report import report_page

    if source.manifest.points != 1:
        raise InputError(
            f"these are the results of a study with {source.manifest.points} points; a report "
            "tells of one scenario that was run alone, or of some that were compared. A study is "
            "answered by sweep, sensitivity, discover and design, and chart draws their answers"
        )
    refuse_folder(path)
    source = replace(source, tables=remembered(source.tables))
    played = replayed(source, replay, on_rerun)
    text = report_page(source.tables, source.manifest, resolved=source.resolved, replay=played)
    return put_page(text, path)


def refuse_folder(path: Path) -> None:
    """Refuse a place for a page that is a folder, before anything is drawn.

    Raises:
        InputError: If it is one.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file, such as {path / REPORT}")


def put_page(text: str, path: Path) -> Path:
    """Write a page where somebody wants it, whole or not at all.

    Returns:
        The file.

    Raises:
        InputError: If it cannot be written there.
    """
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe: a file put in its place would be neither.
            path.write_text(text, encoding="utf-8")
        else:
            _put_whole(text, path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"the report cannot be written to {path}: {reason}") from None
    return path


def _put_whole(text: str, path: Path) -> None:
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
