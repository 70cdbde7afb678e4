"""How one thing the program tells is described."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the program tells: its name, unit, meaning, and how it follows from the log.

    Attributes:
        name: Its name.
        unit: Its unit; empty for a plain number, a truth value and a word.
        meaning: One sentence.
        follows: How it follows from the log.
        is_key: Whether it says what a row of an outcome table is about.
    """

    name: str
    unit: str
    meaning: str
    follows: str = ""
    is_key: bool = False
