"""Conditions on outcomes, as `areas.kelbajar.gap_hours > 24`: in which runs do they hold?"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from sim.catalogue.naming import OutcomeName, outcome_name
from sim.clock import HOUR, Calendar
from sim.errors import InputError

Floats = NDArray[np.float64]

SIGNS: Mapping[str, Callable[[Floats, float], NDArray[np.bool_]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "==": operator.eq,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_SIGN = re.compile(r"<=|>=|!=|==|=|<|>")
_AND = re.compile(r"\s+and\s+")
_AMOUNT = re.compile(r"([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(h|d)?")
YES, NO = ("yes", "true"), ("no", "false")
NEVER = "never"
HOW = "a condition is written OUTCOME = yes, OUTCOME > 24, or several of them joined by 'and'"


@dataclass(frozen=True, slots=True)
class Clause:
    """One comparison.

    Attributes:
        outcome: What is compared.
        sign: How.
        value: With what; infinity is never.
        text: As it was written.
    """

    outcome: OutcomeName
    sign: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons that must all hold.

    Attributes:
        clauses: The comparisons.
        text: As it was written.
    """

    clauses: tuple[Clause, ...]
    text: str

    @property
    def outcomes(self) -> tuple[OutcomeName, ...]:
        """The outcomes compared, each once."""
        return tuple(dict.fromkeys(clause.outcome for clause in self.clauses))

    def holds(self, values: Callable[[OutcomeName], Floats]) -> Floats:
        """In which runs it holds: 1, 0, or NaN where that is not known.

        What never happened is later than everything, so that `> 24` holds of it.

        Args:
            values: Gives an outcome in every run; NaN is not known, infinity never came.
        """
        found: Floats | None = None
        for clause in self.clauses:
            runs = values(clause.outcome)
            with np.errstate(invalid="ignore"):
                held = SIGNS[clause.sign](runs, clause.value).astype(np.float64)
            held[np.isnan(runs)] = np.nan
            # One that does not hold settles it, whatever the others are.
            found = (
                held if found is None else np.where((found == 0) | (held == 0), 0.0, found * held)
            )
        assert found is not None
        return found


def condition(text: str, calendar: Calendar) -> Condition:
    """The condition that a text means.

    >>> from datetime import datetime
    >>> calendar = Calendar(datetime(2020, 11, 10), "Asia/Yerevan")
    >>> found = condition("areas.kelbajar.gap_hours > 1d", calendar).clauses[0]
    >>> str(found.outcome), found.sign, found.value
    ('areas.kelbajar.gap_hours', '>', 24.0)

    Args:
        text: Comparisons joined by `and`. A truth value is compared with yes or no; a number with
            a number; an instant with a date, with hours from the start, or with `never`.
        calendar: Turns dates into hours from the start.

    Raises:
        InputError: If it is none; says how one is written.
    """
    parts = _AND.split(text.strip())
    return Condition(tuple(_clause(part.strip(), calendar) for part in parts), text.strip())


def _clause(text: str, calendar: Calendar) -> Clause:
    signs = _SIGN.findall(text)
    if len(signs) != 1:
        found = "two signs" if signs else "no sign"
        raise InputError(f"'{text}' has {found} such as = or <; {HOW}")
    name, _, value = text.partition(signs[0])
    if not name.strip() or not value.strip():
        missing = "value after" if name.strip() else "outcome before"
        raise InputError(f"'{text}' has no {missing} '{signs[0]}'; {HOW}")
    outcome = outcome_name(name.strip())
    number = _value(outcome, signs[0], value.strip(), calendar)
    return Clause(outcome, signs[0], number, text)


def _value(outcome: OutcomeName, sign: str, text: str, calendar: Calendar) -> float:
    match outcome.kind:
        case "word":
            raise InputError(
                f"{outcome} is a word; conditions compare numbers, times and truth values"
            )
        case "truth":
            if sign not in ("=", "==", "!="):
                raise InputError(f"{outcome} is yes or no; write '{outcome} = no'")
            return _truth(outcome, text)
        case "time":
            return _time(outcome, text, calendar)
        case _:
            return _amount(outcome, text)


def _truth(outcome: OutcomeName, text: str) -> float:
    if text.lower() in YES:
        return 1.0
    if text.lower() in NO:
        return 0.0
    raise InputError(f"{outcome} is yes or no; found '{text}'")


def _time(outcome: OutcomeName, text: str, calendar: Calendar) -> float:
    if text.lower() == NEVER:
        return math.inf
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return _amount(outcome, text, further=", a date as 2020-11-15 00:00, or never")
    if instant.tzinfo is not None:
        raise InputError(f"'{text}' names a zone; dates are local, as 2020-11-15 00:00")
    if outcome.column.startswith("lateness"):
        raise InputError(f"{outcome} is so long after due, and no date; found '{text}'")
    return calendar.second(instant) / HOUR


def _amount(outcome: OutcomeName, text: str, further: str = "") -> float:
    found = _AMOUNT.fullmatch(text)
    unit = outcome.unit
    allowed = f"a number{f' of {unit}' if unit else ''}{further}"
    if found is None:
        raise InputError(f"{outcome} is compared with {allowed}; found '{text}'")
    number, suffix = float(found[1]), found[2]
    if suffix is not None and unit != "h":
        raise InputError(f"{outcome} is compared with {allowed}; found '{text}'")
    if not math.isfinite(number):
        raise InputError(f"'{text}' is too large a number")
    return 24 * number if suffix == "d" else number
