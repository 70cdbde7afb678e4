"""A comparison as plain data: what differs, how clearly, and what turned."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sim.errors import InputError

Measure = Literal["share", "mean", "median"]
Level = Literal["run", "clause", "area"]

FORMAT = 1
"""Raised when a saved comparison is laid out in another way."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One of the scenarios that are compared.

    Attributes:
        label: What it is called here.
        file: The scenario file.
        settings: What was set by hand on top, as `path=value`.
        folder: Where its rows are.
        failed: Replications in which the program itself failed; no pair is made of them.
    """

    label: str
    file: str
    settings: tuple[str, ...]
    folder: str
    failed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does to one outcome: the second scenario less the first, pair by pair.

    Attributes:
        outcome: Its name.
        unit: Its unit; empty for a plain number and a share.
        measure: share of replications in which it is so, or mean, or, where something did not
            happen in some replication, median of the differences.
        scenario: The second scenario; the first is the comparison's base.
        first, second: The share, the mean or the median in each; infinite where it is later than
            the end, None where nothing is known.
        value, low, high: The difference and its interval; infinite where it happened in only one of
            the two. Shares differ as fractions of 1. None where there are too few pairs.
        p_value: Of its own test: McNemar's, the paired t test or the sign test.
        adjusted: Allowing for all differences of the comparison (Holm).
        is_clear: Whether it stands out among all of them at the confidence of the comparison.
        variance_ratio: How many times the runs would be needed without pairing; infinite where all
            differences are equal, None where nothing varies or a median is told.
        fell, tied, rose: In how many pairs the second was less, equal, more; of truth values, how
            often it turned to no, stayed, turned to yes.
        never_first, never_second: In how many pairs it did not happen in each.
        unknown: Replications that make no pair, since one side is not known.
    """

    outcome: str
    unit: str
    measure: Measure
    scenario: str
    first: float | None
    second: float | None
    value: float | None
    low: float | None
    high: float | None
    p_value: float | None
    adjusted: float | None
    is_clear: bool
    variance_ratio: float | None
    fell: int
    tied: int
    rose: int
    never_first: int
    never_second: int
    unknown: int

    @property
    def pairs(self) -> int:
        """How many replications are compared."""
        return self.fell + self.tied + self.rose

    @property
    def is_same(self) -> bool:
        """Whether no pair differs at all."""
        return self.pairs > 0 and self.tied == self.pairs


@dataclass(frozen=True, slots=True)
class Turn:
    """What turned from late to on time, or back, and in which replications.

    Attributes:
        scenario: Where it turned so; it was the other way in the base.
        level: The run as a whole (all clauses), a clause, or an area with all who must leave it.
        name: Which clause or area; empty for a run.
        due: as moved, or as signed.
        to_on_time, to_late: The replications.
        on_time, late: In how many replications it stayed so.
        unknown: In how many replications one side is not known.
    """

    scenario: str
    level: Level
    name: str
    due: Literal["as moved", "as signed"]
    to_on_time: tuple[int, ...]
    to_late: tuple[int, ...]
    on_time: int
    late: int
    unknown: int

    @property
    def turned(self) -> int:
        """In how many replications it turned either way."""
        return len(self.to_on_time) + len(self.to_late)


@dataclass(frozen=True, slots=True)
class ConvoyTurn:
    """Convoys of a unit, or households of a group, that turned in one replication run once more.

    Attributes:
        scenario: Where they turned so; it was the other way in the base.
        path: The unit or group.
        replication: Which one.
        to_on_time, to_late: How many turned against due as moved.
        first_to_on_time, first_to_late: Numbers of the first of them.
        compared: How many there are in both.
        only_first, only_second: How many there are in one of the two only.
    """

    scenario: str
    path: str
    replication: int
    to_on_time: int
    to_late: int
    first_to_on_time: tuple[int, ...]
    first_to_late: tuple[int, ...]
    compared: int
    only_first: int
    only_second: int


@dataclass(frozen=True, slots=True)
class Absent:
    """An outcome that is not compared, since some scenarios have no such thing."""

    outcome: str
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """The replications that were run once more to see their convoys."""

    scenario: str
    replications: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What scenarios do that share their chance, replication by replication.

    Attributes:
        scenarios: The first is the base with which every other is compared.
        title: Of the base.
        seed: Of all that chance decides, in all of them.
        replications: How many of each.
        confidence: Of the intervals, and of no false alarm among all differences.
        differences: Outcome by outcome, for every scenario but the base.
        turns: Clauses and areas that turned, or stayed.
        convoys: Convoys and households, in the replications that were run once more.
        replayed: Which replications those are.
        absent: Outcomes that are not compared.
        notes: What a reader should know.
        names: What people call the clauses, areas and the like that are told of, by dotted path as
            `clauses.hill-handover`.
    """

    scenarios: tuple[Ran, ...]
    title: str
    seed: int
    replications: int
    confidence: float
    differences: tuple[Difference, ...]
    turns: tuple[Turn, ...]
    convoys: tuple[ConvoyTurn, ...] = ()
    replayed: tuple[Replayed, ...] = ()
    absent: tuple[Absent, ...] = ()
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def base(self) -> Ran:
        """The scenario with which the others are compared."""
        return self.scenarios[0]

    @property
    def others(self) -> tuple[Ran, ...]:
        """The scenarios that are compared with it."""
        return self.scenarios[1:]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the outcomes that are compared."""
        return tuple(dict.fromkeys(each.outcome for each in self.differences))

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain data; what is infinite is told as "inf" or "-inf"."""
        found = _plain(asdict(self))
        assert isinstance(found, dict)
        return {"format": FORMAT, **found}

    def text(self) -> str:
        """The same as a file holds it."""
        return json.dumps(self.to_json(), indent=2, ensure_ascii=False) + "\n"


_PARTS: Mapping[str, type[Any]] = {
    "scenarios": Ran,
    "differences": Difference,
    "turns": Turn,
    "convoys": ConvoyTurn,
    "replayed": Replayed,
    "absent": Absent,
}


def read_compared(text: str, *, place: str) -> Compared:
    """The comparison in a text.

    Raises:
        InputError: If it is none, or one that another version of the program saved.
    """
    try:
        content = json.loads(text)
        saved = content.pop("format")
    except (ValueError, AttributeError, KeyError, TypeError):
        raise InputError(f"{place} is no saved comparison") from None
    if saved != FORMAT:
        raise InputError(f"{place} was saved by another version of the program; compare again")
    try:
        found = {name: _read(name, value) for name, value in content.items()}
        return Compared(**found)
    except (TypeError, AttributeError):
        raise InputError(f"{place} is damaged: parts of it are missing; compare again") from None


def _read(name: str, value: Any) -> Any:
    if name in _PARTS:
        made = _PARTS[name]
        return tuple(made(**{key: _back(each) for key, each in row.items()}) for row in value)
    return _back(value)


def _plain(value: Any) -> Any:
    """Numbers that JSON has no word for as texts, tuples as lists."""
    match value:
        case float() if math.isinf(value):
            return "inf" if value > 0 else "-inf"
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def _back(value: Any) -> Any:
    match value:
        case "inf" | "-inf":
            return float(value)
        case list():
            return tuple(value)
        case _:
            return value
