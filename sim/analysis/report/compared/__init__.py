"""One page on a comparison: what each change would do to each clause, how sure that is, and why."""

from sim.analysis.report.compared.page import comparison_page
from sim.analysis.report.compared.sides import Rows

__all__ = ["Rows", "comparison_page"]
