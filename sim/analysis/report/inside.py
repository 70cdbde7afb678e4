"""Civilians who were still inside: at the date that was signed, and when the other army came."""

from collections.abc import Iterator

from sim.analysis.phrases import number
from sim.analysis.report.quantities import how_many
from sim.analysis.summary import AreaSummary, ClauseSummary, Summary


def civilians_inside(clause: ClauseSummary, summary: Summary) -> Iterator[str]:
    """Sentences on the civilians of a clause; none where it is about none.

    Args:
        clause: Which one.
        summary: What came of the scenario.
    """
    told: dict[str, list[str]] = {}
    if clause.civilians_at_due_as_signed is not None:
        found = how_many(clause.civilians_at_due_as_signed)
        told.setdefault(found, []).append("at the date as signed")
    areas = [area for area in summary.areas if area.area in clause.areas and area.has_civilians]
    for area in areas:
        if area.civilians_at_entry is not None:
            where = "" if len(clause.areas) == 1 else f" {area.name}"
            found = how_many(area.civilians_at_entry)
            told.setdefault(found, []).append(_entry(area, where))
    for found, instants in told.items():
        yield f"Civilians still inside {' and '.join(instants)}: {found}."


def _entry(area: AreaSummary, where: str) -> str:
    entered = area.entered
    when = f"when the other army entered{where}"
    if entered is None or entered.happened == entered.runs:
        return when
    return f"{when} (in {number(entered.happened)} of {number(entered.runs)} runs)"
