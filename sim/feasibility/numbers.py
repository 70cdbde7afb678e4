"""Where the numbers of a bound or an estimate come from, and how a bound is stated."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from sim.scenario.roster import Roster

Kind = Literal[
    "nothing", "event", "work", "loading", "headway", "plan", "driving", "roads", "loads"
]
"""What binds: nothing; an event that is waited for; what must happen takes its time; convoys are
ready and loaded, or a headway apart; they mean to leave no sooner; the drive; what roads let pass;
loads that a pool carries."""


class Numbers(Protocol):
    """Where the ends of a number's range are looked up."""

    def low(self, path: str) -> float:
        """The lowest it can be."""

    def high(self, path: str) -> float:
        """The highest it can be."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ends of the ranges in the scenario: a bound for every run."""

    roster: Roster

    def low(self, path: str) -> float:
        """The lowest a number can be."""
        return self.roster.numbers[path].quantity.least()

    def high(self, path: str) -> float:
        """The highest it can be."""
        return self.roster.numbers[path].quantity.most()


@dataclass(frozen=True, slots=True)
class Likely:
    """The likely values, for estimates."""

    roster: Roster

    def low(self, path: str) -> float:
        """The likely value."""
        return self.roster.numbers[path].quantity.likely()

    high = low


@dataclass(frozen=True, slots=True)
class Drawn:
    """The numbers of one replication, as far as they are drawn once per run."""

    roster: Roster
    values: Mapping[str, float]

    def low(self, path: str) -> float:
        """The number drawn, or the lowest of what is drawn for each."""
        found = self.values.get(path)
        return self.roster.numbers[path].quantity.least() if found is None else found

    def high(self, path: str) -> float:
        """The number drawn, or the highest of what is drawn for each."""
        found = self.values.get(path)
        return self.roster.numbers[path].quantity.most() if found is None else found


@dataclass(frozen=True, slots=True)
class Typical:
    """The numbers of one replication, and the likely values of what is drawn for each."""

    roster: Roster
    values: Mapping[str, float]

    def low(self, path: str) -> float:
        """The number drawn, or the likely value."""
        found = self.values.get(path)
        return self.roster.numbers[path].quantity.likely() if found is None else found

    high = low


@dataclass(frozen=True, slots=True)
class Reason:
    """By when, and because of what.

    Attributes:
        second: By when.
        because: Because of what, in words.
        kind: What kind of thing that is.
        of: The roads, units, groups, pools or events it comes from, as dotted paths.
    """

    second: int
    because: str
    kind: Kind = "nothing"
    of: tuple[str, ...] = ()


NOTHING = Reason(0, "nothing holds it up")
