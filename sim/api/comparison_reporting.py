"""The report of a comparison: one page out of its file and the rows of its scenarios."""

from pathlib import Path

from sim.analysis.comparing.compared import Compared
from sim.api.comparison_rows import rows_of
from sim.api.reporting import put_page, refuse_folder


def write_comparison_report(found: Compared, path: Path) -> Path:
    """Write all of a comparison on one page of HTML that needs nothing beside it.

    Args:
        found: The comparison.
        path: The file; one that is there already is replaced.

    Returns:
        The file.

    Raises:
        InputError: If rows of a scenario are gone or cannot be read, or the page cannot be written.
    """
    from sim.analysis.report.compared import Rows, comparison_page

    refuse_folder(path)
    rows = [Rows(each.table, each.manifest, each.resolved_text()) for each in rows_of(found)]
    return put_page(comparison_page(found, rows), path)
