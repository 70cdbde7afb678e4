"""What a scalar of a scenario file may mean: nothing until a field asks for a number or an instant.

YAML 1.1 would read `no` as false, `12:30` as 750 and `010` as 8. Here every scalar stays the text
that was written, and the field that takes it says what it is.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pydantic_core import PydanticCustomError

Key = str | int
LEAST_SIZE, MOST_SIZE = 1e-12, 1e12
"""Sizes between which a number other than zero must lie, so that no arithmetic overflows."""
FIRST_YEAR, LAST_YEAR = 1900, 2199

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_INSTANT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DISTURBING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Steers a terminal, cannot stand in a page, or turns around what stands beside it."""
_HOUR_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Text(str):
    """A scalar as written, knowing whether it stood in quotes."""

    __slots__ = ("quoted",)
    quoted: bool

    def __new__(cls, text: str, *, quoted: bool = False) -> "Text":
        """The text itself, with a mark for quotes."""
        made = super().__new__(cls, text)
        made.quoted = quoted
        return made


@dataclass(frozen=True, slots=True)
class Meant:
    """An unknown word, for a suggestion of what may have been meant.

    Attributes:
        word: The word.
        allowed: The words known.
        is_listed: Whether the message lists them already, so that only a near one is worth a word.
    """

    word: str
    # Pydantic writes out what an error carries; thousands of names would take it minutes.
    allowed: Collection[str] = field(repr=False)
    is_listed: bool = False


class Wrong(Exception):
    """One thing wrong with a value.

    Attributes:
        what: What is wrong and what is allowed.
        below: The keys that lead from the value to the place.
        at_key: Whether the last key itself is what is wrong.
        meant: An unknown word, for a suggestion at the end of the message; made only when the
            message is shown, because looking for near words takes time.
    """

    def __init__(
        self,
        what: str,
        below: Iterable[Key] = (),
        *,
        at_key: bool = False,
        meant: Meant | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.below = tuple(below)
        self.at_key = at_key
        self.meant = meant

    def under(self, *keys: Key) -> "Wrong":
        """The same problem seen from further up."""
        return Wrong(self.what, (*keys, *self.below), at_key=self.at_key, meant=self.meant)

    def as_pydantic(self) -> PydanticCustomError:
        """The problem in the form in which the schema reports problems."""
        context = {
            "what": self.what,
            "below": self.below,
            "at_key": self.at_key,
            "meant": self.meant,
        }
        return PydanticCustomError("scenario", "{what}", context)


def printable(text: str, most: int = 40) -> str:
    """A text on one line, without what a terminal would act on, and cut to a length."""
    cut = text if len(text) <= most else text[: most - 3] + "..."
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in cut)


def described(value: object) -> str:
    """A value as a message quotes it: short, and naming what kind of thing it is."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return f"'{printable(str(value))}'"


def number(value: object) -> float:
    """A number from a scalar, read strictly.

    Raises:
        Wrong: If the value is not a plain finite decimal number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Wrong(f"a number is needed here, found {described(value)}")
    if isinstance(value, Text) and value.quoted:
        raise Wrong(f"a number is needed here, found the text {described(value)} in quotes")
    text = str(value) if isinstance(value, str) else repr(float(value))
    if not _NUMBER.fullmatch(text):
        raise Wrong(f"a number is needed here, found {described(value)}{_number_hint(text)}")
    result = float(text)
    if result != 0 and not LEAST_SIZE <= abs(result) <= MOST_SIZE:
        raise Wrong(
            f"a number from {LEAST_SIZE:g} to {MOST_SIZE:g} in size is needed here, "
            f"found {described(value)}"
        )
    return result


def _number_hint(text: str) -> str:
    if len(text) > 40:
        return ""
    digits = text.replace("_", "").replace(",", "").replace(" ", "")
    stripped = digits.lstrip("0") or "0"
    if digits != text and _NUMBER.fullmatch(stripped):
        return f"; write {stripped}, without separators"
    if digits.startswith("0") and _NUMBER.fullmatch(stripped):
        return f"; write {stripped}, without leading zeros"
    if digits.startswith((".", "-.", "+.")) and _NUMBER.fullmatch(digits.replace(".", "0.", 1)):
        return f"; write {digits.replace('.', '0.', 1)}"
    if digits.endswith("%") and _NUMBER.fullmatch(digits[:-1]):
        return "; write a share of 1, as 0.25"
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
        _calendar(value, f"{value} 00:00")
        raise Wrong(
            f"{described(value)} has no hour: write {value} 00:00 for its first minute "
            "('by the 15th' was the first minute of the 15th, three times of three in 2020)"
        )
    if not _INSTANT.fullmatch(value):
        raise Wrong(
            "an instant is needed here, written YYYY-MM-DD HH:MM as 2020-11-15 00:00, "
            f"found {described(value)}"
        )
    return _calendar(value, value)


def _calendar(shown: str, text: str) -> datetime:
    match = _INSTANT.fullmatch(text)
    year, month, day, hour, minute = (int(part) for part in match.groups()) if match else (0,) * 5
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong(
            f"{described(shown)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}; "
            "instants are written YYYY-MM-DD HH:MM"
        )
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise Wrong(f"{described(shown)} is not in the calendar: {_odd(month, day)}") from None


def _odd(month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day <= 28:
        return f"{_MONTHS[month - 1]} has no day {day}"
    return "hours go from 00 to 23 and minutes from 00 to 59; midnight is 00:00 of the next day"


def day(value: object) -> str:
    """A calendar day as `YYYY-MM-DD`, kept as written."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise Wrong(f"a day is needed here, written YYYY-MM-DD, found {described(value)}")
    _calendar(value, f"{value} 00:00")
    return str(value)


def day_or_instant(value: object) -> str:
    """A source's date: a day or an instant, kept as written once it is in the calendar."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return day(value)
    instant(value)
    return str(value)


def hour_of_day(value: object) -> str:
    """An hour of the day as `HH:MM`."""
    if not isinstance(value, str) or not _HOUR_OF_DAY.fullmatch(value):
        raise Wrong(
            f"an hour of the day is needed here, written HH:MM as 06:30, found {described(value)}"
        )
    return str(value)


def plain_text(value: object) -> str:
    """Any text, exactly as written; letters nobody sees that disturb what is around are refused."""
    if not isinstance(value, str):
        raise Wrong(f"text is needed here, found {described(value)}")
    if found := _DISTURBING.search(value):
        raise Wrong(
            f"the invisible character U+{ord(found[0]):04X} in this text disturbs what stands "
            "around it; leave it out"
        )
    return str(value)
