"""The factors of a study as numbers that boxes can limit, and limits as words again.

A number stands for itself and an instant for its place in the order of time. Of two words, as
always and never, the second stands higher; of more, each has a column of its own that says whether
the factor is it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from sim.scenario.studies.study import Factor, Value

Floats = NDArray[np.float64]

DATE = "date"


@dataclass(frozen=True, slots=True)
class Input:
    """A column of numbers that stands for a factor, or for one of its words.

    Attributes:
        name: Of the column.
        factor: The factor.
        values: What it may be, from low to high, as tables hold it.
        numbers: The number of each value.
        word: The word it asks for, where a factor has a column for each of its words.
    """

    name: str
    factor: Factor
    values: tuple[Value, ...]
    numbers: tuple[float, ...]
    word: str = ""

    def column(self, values: Sequence[Value]) -> Floats:
        """The factor's value at every point, as numbers."""
        if self.word:
            return np.array([float(value == self.word) for value in values])
        number = dict(zip(self.values, self.numbers, strict=True))
        return np.array([number[value] for value in values])


def inputs_of(factor: Factor, values: Sequence[Value]) -> tuple[Input, ...]:
    """The columns that stand for a factor.

    Args:
        factor: The factor.
        values: Its value at every point.
    """
    there = set(values)
    if factor.is_number:
        ordered = sorted(there, key=float)
        return (Input(factor.name, factor, tuple(ordered), tuple(map(float, ordered))),)
    if factor.unit == DATE:
        ordered = sorted(there, key=_instant)
        numbers = tuple(
            (_instant(value) - datetime(2000, 1, 1)).total_seconds() for value in ordered
        )
        return (Input(factor.name, factor, tuple(ordered), numbers),)
    words = [choice.value for choice in factor.choices if choice.value in there]
    if len(words) <= 2:
        return (Input(factor.name, factor, tuple(words), tuple(map(float, range(len(words))))),)
    return tuple(
        Input(f"{factor.name}={word}", factor, tuple(words), (), word=str(word)) for word in words
    )


def _instant(value: Value) -> datetime:
    return datetime.fromisoformat(str(value))


@dataclass(frozen=True, slots=True)
class Side:
    """One end of what a limit leaves: a value that the runs do not touch.

    Attributes:
        value: As it is told.
        is_exact: Whether it is one of the values itself, and so inside; otherwise it lies between
            the last value inside and the first outside.
    """

    value: Value
    is_exact: bool


def ends(of: Input, low: float | None, high: float | None) -> tuple[Side | None, Side | None]:
    """The ends of a limit as one would tell them: of a range rounded, of listed values exactly."""
    inner = [number for number in of.numbers if (low is None or number >= low)]
    inner = [number for number in inner if high is None or number <= high]
    below = [number for number in of.numbers if low is not None and number < low]
    above = [number for number in of.numbers if high is not None and number > high]
    first = _side(of, max(below), min(inner)) if below and inner else None
    last = _side(of, min(above), max(inner)) if above and inner else None
    return first, last


def _side(of: Input, outside: float, inside: float) -> Side:
    value = of.values[of.numbers.index(inside)]
    if not of.factor.is_continuous or not of.factor.is_number:
        return Side(value, is_exact=True)
    return Side(between(outside, inside), is_exact=False)


def between(one: float, other: float) -> float:
    """The number of the fewest digits between two, nearest their middle.

    >>> between(0.0063, 0.0071), between(1.18, 1.24), between(30, 60)
    (0.007, 1.2, 40.0)
    """
    low, high = min(one, other), max(one, other)
    middle = (low + high) / 2
    for digits in range(1, 17):
        found = float(f"{middle:.{digits}g}")
        if low < found < high:
            return found
    return middle


def words_inside(of: Input, low: float | None, high: float | None) -> tuple[Value, ...]:
    """Which values of a factor with listed values a limit leaves."""
    if of.word:
        is_it = low is not None and low > 0
        return tuple(value for value in of.values if (value == of.word) == is_it)
    pairs = zip(of.values, of.numbers, strict=True)
    return tuple(
        value
        for value, number in pairs
        if (low is None or number >= low) and (high is None or number <= high)
    )
