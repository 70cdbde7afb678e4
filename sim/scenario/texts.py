"""What a scalar of a scenario file may mean: nothing until a field asks for a number or an instant.

YAML 1.1 would read `no` as false, `12:30` as 750 and `010` as 8. Here every scalar stays the text
that was written, and the field that takes it says what it is.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_INSTANT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

Key = str | int


class Text(str):
    """A scalar as written, knowing whether it stood in quotes."""

    __slots__ = ("quoted",)
    quoted: bool

    def __new__(cls, text: str, *, quoted: bool = False) -> "Text":
        """The text itself, with a mark for quotes."""
        made = super().__new__(cls, text)
        made.quoted = quoted
        return made


class Wrong(Exception):
    """One thing wrong with a value, with the keys below it that lead to the place."""

    def __init__(self, what: str, below: Iterable[Key] = (), *, at_key: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.below = tuple(below)
        self.at_key = at_key

    def under(self, *keys: Key) -> "Wrong":
        """The same problem seen from further up."""
        return Wrong(self.what, (*keys, *self.below), at_key=self.at_key)

    def as_pydantic(self) -> PydanticCustomError:
        """The problem in the form in which the schema reports problems."""
        context = {"what": self.what, "below": self.below, "at_key": self.at_key}
        return PydanticCustomError("scenario", "{what}", context)


def did_you_mean(word: str, allowed: Collection[str]) -> str:
    """The end of a message about an unknown word: the nearest allowed one, or all of them.

    >>> did_you_mean("kelbajr", ["kelbajar", "lachin"])
    "did you mean 'kelbajar'?"
    """
    near = get_close_matches(word, sorted(allowed), n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    if not allowed:
        return "there is none to name"
    listed = sorted(allowed)
    shown = ", ".join(listed[:12]) + (", ..." if len(listed) > 12 else "")
    return f"allowed: {shown}"


def described(value: object) -> str:
    """A value as a message quotes it: short, and naming what kind of thing it is."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    shown = text if len(text) <= 40 else text[:37] + "..."
    return f"'{shown}'"


def number(value: object) -> float:
    """A number from a scalar, read strictly.

    Raises:
        Wrong: If the value is not a plain finite decimal number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Wrong(f"a number is needed here, found {described(value)}")
    if isinstance(value, Text) and value.quoted:
        raise Wrong(f"a number is needed here, found the text '{value}' in quotes")
    text = str(value).strip() if isinstance(value, str) else repr(float(value))
    if not _NUMBER.fullmatch(text):
        raise Wrong(f"a number is needed here, found {described(value)}{_number_hint(text)}")
    result = float(text)
    if result in (float("inf"), float("-inf")):
        raise Wrong(f"a finite number is needed here, found {described(value)}")
    return result


def _number_hint(text: str) -> str:
    digits = text.replace("_", "").replace(",", "").replace(" ", "")
    stripped = digits.lstrip("0") or "0"
    if digits != text and _NUMBER.fullmatch(stripped):
        return f"; write {stripped}, without separators"
    if digits.startswith("0") and _NUMBER.fullmatch(stripped):
        return f"; write {stripped}, without leading zeros"
    if _HOUR_OF_DAY.fullmatch(text):
        return "; an hour of the day is not a number"
    return ""


def instant(value: object) -> datetime:
    """A local instant from its one spelling, `YYYY-MM-DD HH:MM`.

    Raises:
        Wrong: If it is spelt otherwise, has no hour, or is not in the calendar.
    """
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise Wrong(f"an instant is needed here, as 2020-11-15 00:00, found {described(value)}")
    if _DAY.fullmatch(value):
        raise Wrong(
            f"{described(value)} has no hour: write {value} 00:00 for its first minute "
            "('by the 15th' was the first minute of the 15th, three times of three in 2020)"
        )
    match = _INSTANT.fullmatch(value)
    if not match:
        raise Wrong(f"an instant is written YYYY-MM-DD HH:MM, found {described(value)}")
    year, month, day, hour, minute = (int(part) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError as error:
        raise Wrong(f"{described(value)} is not in the calendar: {error}") from None


def day_or_instant(value: object) -> str:
    """A source's date: a day or an instant, kept as written once it is in the calendar."""
    text = str(value)
    instant(f"{text} 00:00" if _DAY.fullmatch(text) else value)
    return text


def hour_of_day(value: object) -> str:
    """An hour of the day as `HH:MM`."""
    if not isinstance(value, str) or not _HOUR_OF_DAY.fullmatch(value):
        raise Wrong(f"an hour of the day is written HH:MM, found {described(value)}")
    return str(value)


def plain_text(value: object) -> str:
    """Any text, exactly as written."""
    if not isinstance(value, str):
        raise Wrong(f"text is needed here, found {described(value)}")
    return str(value)
