"""Day by day: how many left each area, and who is still inside."""

from collections.abc import Iterator

import numpy as np

from sim.analysis.trace.speech import counted, people
from sim.catalogue import Kind
from sim.outcomes.reading import Ints, Mask, Reading, Rows


def daily(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """At each midnight by which somebody left an area since the last: second, subject, words."""
    roster = reading.roster
    begin = 0
    for midnight in (*roster.calendar.midnights(reading.end - 1), reading.end):
        for index, area in enumerate(roster.scenario.areas):
            told = _one(reading, index, begin, midnight)
            if told:
                name = roster.scenario.areas[area].name
                yield midnight, f"areas.{area}", f"{name}: {told}"
        begin = midnight


def _one(reading: Reading, area: int, begin: int, end: int) -> str:
    """What left one area after one second and up to another; empty where nothing did."""
    of_area = reading.areas == area
    out = _within(reading.of(Kind.OUT), of_area, begin, end)
    lost = _within(reading.of(Kind.ABANDONED), of_area, begin, end)
    amounts = [
        people(_sum(out, "people")) if _sum(out, "people") else "",
        counted(_sum(out, "vehicles"), "vehicle") if _sum(out, "vehicles") else "",
        counted(_sum(out, "loads"), "load") if _sum(out, "loads") else "",
    ]
    left = ", ".join(filter(None, amounts))
    behind = _sum(lost, "loads")
    parts = [f"{left} left over the day"] if left else []
    parts += [f"{counted(behind, 'load')} given up"] if behind else []
    if not parts:
        return ""
    inside = reading.inside(of_area, end)
    parts.append(f"{people(inside)} still inside" if inside else "nobody inside any more")
    return "; ".join(parts)


def _within(rows: Rows, subjects: Mask, begin: int, end: int) -> Rows:
    second = rows["second"]
    return rows.where(subjects[rows["subject"]] & (second > begin) & (second <= end))


def _sum(rows: Rows, column: str) -> int:
    amounts: Ints = rows[column]
    return int(np.sum(amounts))
