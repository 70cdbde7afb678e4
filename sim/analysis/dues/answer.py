"""The earliest due instants, and what a longer date buys, as plain data."""

from dataclasses import dataclass

from sim.analysis.asked import StudyAsked
from sim.analysis.sweeps import Setting


@dataclass(frozen=True, slots=True)
class DueTried:
    """What was seen at one due.

    Attributes:
        later_hours: So much later than signed; negative: earlier.
        due: The due, local `YYYY-MM-DD HH:MM`; empty where it stands for several clauses, or counts
            from an event.
        met, known: On time in `met` of `known` runs.
        unknown: Runs that do not tell.
        fitted: The probability, on the likeliest curve that never falls.
        low, high: Its interval, from this due alone.
        per_day: By how much the probability rises with each day from the due before; None at the
            first.
        per_day_low, per_day_high: Its interval.
    """

    later_hours: float
    due: str
    met: int
    known: int
    unknown: int
    fitted: float
    low: float
    high: float
    per_day: float | None
    per_day_low: float | None
    per_day_high: float | None


@dataclass(frozen=True, slots=True)
class Sought:
    """The earliest due of one clause, or of several jointly.

    Attributes:
        clause: The clause; empty for all that are moved, jointly.
        name: What people call it.
        moved: What was moved: `together`, or the clause by itself.
        settings: Of the levers of the study, in their order.
        signed: The due as signed; empty where it stands for several, or counts from an event.
        tried: The dues that were tried, the earliest first.
        later_hours: The earliest that is met often enough, by so much later than signed; None where
            none is.
        due: The same as a date.
        after_hours, by_hours: Between which dues it surely lies; None where the first or the last
            that was tried does not tell.
        is_doubtful: Whether some later due was met less often than chance explains.
    """

    clause: str
    name: str
    moved: str
    settings: tuple[Setting, ...]
    signed: str
    tried: tuple[DueTried, ...]
    later_hours: float | None
    due: str
    after_hours: float | None
    by_hours: float | None
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class DuesAnswer:
    """When clauses would have to be due.

    Attributes:
        asked: The study, or the scenario as a study of one point.
        probability: With which they are to be met.
        is_as_moved: Whether dues count as moved by extensions; otherwise as written.
        levers: Names of the levers of the study.
        sought: Clause by clause, then all jointly; those moved by themselves last.
        note: What the intervals mean.
    """

    asked: StudyAsked
    probability: float
    is_as_moved: bool
    levers: tuple[str, ...]
    sought: tuple[Sought, ...]
    note: str = (
        "Intervals are 95 % and cover chance alone. Nothing is said of dues between those tried; a "
        "later due is taken to be met no less often."
    )
