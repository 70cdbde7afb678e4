"""One page that says what would come of a schedule, how sure that is, and on what it rests."""

from sim.analysis.report.page import report_page

__all__ = ["report_page"]
