"""How one thing the program tells is described."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the program tells: its name, unit, meaning, and how it follows from the log."""

    name: str
    unit: str
    meaning: str
    follows: str = ""
