"""The pieces a told scenario is made of."""

from dataclasses import dataclass
from datetime import datetime

from sim.scenario.blocks import When


@dataclass(frozen=True, slots=True)
class Telling:
    """What one block says.

    Attributes:
        path: Dotted path of the block.
        text: Its sentence.
        details: Further sentences that belong to it.
    """

    path: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """What happens at an instant of the calendar.

    Attributes:
        at: The instant, local.
        path: Dotted path of the block or value that says so.
        text: Its sentence.
    """

    at: datetime
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A scenario in words.

    Attributes:
        title, description: As in the file.
        start, end: First and last instant, local.
        time_zone: Zone of all instants.
        duties: Who must leave what, or do what, by when; by clause.
        more_time: Who may ask for more time, and how it is answered; by extension.
        present: Who is there to leave, to help or to enter; by unit, group, pool and army.
        roads: What the roads carry.
        calendar: What is dated, in order.
        rules: What follows events and has no date of its own.
    """

    title: str
    description: str
    start: datetime
    end: datetime
    time_zone: str
    duties: tuple[Telling, ...]
    more_time: tuple[Telling, ...]
    present: tuple[Telling, ...]
    roads: tuple[Telling, ...]
    calendar: tuple[Dated, ...]
    rules: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something the file sets an instant for, dated or counted from an event."""

    path: str
    when: When
    text: str
