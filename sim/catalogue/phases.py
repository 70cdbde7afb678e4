"""The three phases of a second."""

from enum import IntEnum


class Phase(IntEnum):
    """The three phases of a second, in their order."""

    HAPPENINGS = 1
    GRANTS = 2
    DECISIONS = 3
