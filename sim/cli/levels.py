"""Outcomes and values of factors as a terminal shows them, in a few words."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sim.cli.console import answer, styled, width, wrapped
from sim.cli.layout import cells, padded
from sim.cli.phrases import TIE, Dates, number, percent
from sim.clock import HOUR, Calendar

if TYPE_CHECKING:
    from sim.analysis.asked import FactorAsked, OutcomeAsked, StudyAsked
    from sim.analysis.levels import Level
    from sim.analysis.sweeps import Setting
    from sim.scenario.studies.study import Value

INSTANT = "%Y-%m-%d %H:%M"
GAP = 2
"""Columns between two of a table."""
LED = 6
"""Columns before a row that stands below its lead."""
SHARES = ("probability", "share")
"""Units that say what a number between 0 and 1 is."""


class Telling:
    """How the outcomes of one study are written."""

    def __init__(self, asked: "StudyAsked") -> None:
        self._dates = Dates(asked.start, asked.end)
        self._calendar = Calendar(datetime.strptime(asked.start, INSTANT), asked.time_zone)

    def value(self, value: float | None, outcome: "OutcomeAsked") -> str:
        """A share of runs, a median instant, or a number with its unit."""
        if value is None:
            return "not known"
        if outcome.kind == "truth":
            return f"{percent(min(1.0, max(0.0, value)))} %"
        if not math.isfinite(value):
            return "never" if outcome.kind == "time" and not outcome.is_instant else "after the end"
        if outcome.is_instant:
            local = self._calendar.local(round(value * HOUR))
            return self._dates.local(f"{local:{INSTANT}}").replace(TIE, " ")
        return f"{signed(value)} {outcome.unit}".rstrip()

    def level(self, found: "Level", outcome: "OutcomeAsked") -> str:
        """An estimate with its interval."""
        told = self.value(found.value, outcome)
        if found.low is None and found.high is None:
            return told
        low, high = (self._end(each, outcome) for each in (found.low, found.high))
        return f"{told} ({low} to {high})"

    def _end(self, value: float | None, outcome: "OutcomeAsked") -> str:
        if value is None:
            return "?"
        told = self.value(value, outcome)
        return told if outcome.is_instant else told.removesuffix(f" {outcome.unit}").split(" %")[0]


def signed(value: float) -> str:
    """A number that may be negative, in the digits that one reads.

    >>> signed(-12.4), signed(0.25)
    ('-12', '0.2')
    """
    return f"-{number(-value)}" if value < 0 else number(value)


def kind_of_estimate(outcome: "OutcomeAsked", levels: Sequence["Level"]) -> str:
    """What a table writes above an outcome: that it is a share of runs, a median or a mean."""
    kinds = {"truth": "share of runs", "time": "median"}
    has_interval = any(level.low is not None or level.high is not None for level in levels)
    return kinds.get(outcome.kind, "mean") + (" (95 %)" if has_interval else "")


def exact(value: float) -> str:
    """A value of a factor, as a study file would write it.

    >>> exact(40), exact(0.0066667), exact(1234567.0)
    ('40', '0.0066667', '1234567')
    """
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.6g}"


def factor_value(value: "Value", unit: str) -> str:
    """A value of a factor with its unit; words and instants as they are written.

    >>> factor_value(40, "vehicles"), factor_value("always", ""), factor_value(0.004, "probability")
    ('40 vehicles', 'always', '0.004 (1 in 250)')
    """
    if isinstance(value, str):
        return value
    if unit in SHARES and 0 < value < 0.1:
        return f"{exact(value)} (1 in {number(1 / value)})"
    after = "" if unit in (*SHARES, "date") else unit
    return f"{exact(value)} {after}".rstrip()


def setting_text(setting: "Setting") -> str:
    """What a lever is in a combination."""

    def one(value: "Value") -> str:
        return value if isinstance(value, str) else exact(value)

    return f"{one(setting.low)} to {one(setting.high)}" if setting.is_part else one(setting.low)


def with_unit(factor: "FactorAsked") -> str:
    """A factor's name with its unit, as the head of a column."""
    plain = factor.unit in ("", "date")
    return factor.name if plain else f"{factor.name} ({factor.unit})"


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    indent: int = 2,
    leads: Sequence[str] = (),
) -> None:
    """Write a table: the head in bold, columns as wide as they need to be.

    Where it is too wide, the first column stands on a line of its own, above the others; where that
    does not help, every cell does, behind the head of its column.

    Args:
        head: Above the columns.
        rows: The cells.
        indent: Columns before each line.
        leads: What stands on a line of its own before each row, if anything does.
    """
    if table_width(head, rows, indent=indent) <= width():
        _columns(head, rows, indent=indent, leads=leads)
    elif not leads and len(head) > 2 and _fits(head[1:], [row[1:] for row in rows]):
        table(head[1:], [row[1:] for row in rows], indent=LED, leads=[row[0] for row in rows])
    else:
        for number, row in enumerate(rows):
            _record(leads[number] if leads else "", head, row, indent=indent)


def _fits(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    return table_width(head, rows, indent=LED) <= width()


def _columns(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int, leads: Sequence[str]
) -> None:
    widths = _widths(head, rows)
    for position, row in enumerate((head, *rows)):
        told = [padded(cell, room) for cell, room in zip(row, widths, strict=True)]
        line = (" " * indent + (" " * GAP).join(told)).rstrip()
        if leads and position:
            answer(wrapped(leads[position - 1], indent=2, hanging=2))
        answer(styled(line, "bold") if position == 0 else line)


def _record(lead: str, head: Sequence[str], row: Sequence[str], *, indent: int) -> None:
    """A row as lines, each cell behind the head of its column."""
    told = [f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=True)]
    for place, line in enumerate([lead, *told] if lead else told):
        answer(wrapped(line, indent=max(indent, LED) if place else 2, hanging=2))


def table_width(head: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 2) -> int:
    """How wide a table would be."""
    return indent + sum(_widths(head, rows)) + GAP * (len(head) - 1)


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(cells(row[column]) for row in (head, *rows)) for column in range(len(head))]
