"""Points that move due instants: the same scenario with its dates so many hours later or earlier.

People leave by their due, so that each due needs runs of its own. All dues are moved together, by
the same time, or each by itself while the others stay as signed. Dues that count from an event move
with it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from sim.clock import HOUR, Calendar
from sim.errors import InputError, ScenarioError
from sim.experiments.designs import Point, Points, scenario_at
from sim.scenario.blocks import DatedInstant
from sim.scenario.load import Loaded
from sim.scenario.model import Scenario
from sim.scenario.studies.study import Choice, Factor, Grid, Study, Target

TOGETHER = "together"
MOVED, LATER = "moved", "later_hours"
"""Columns beside the factors: what is moved, and by how much."""
DAY_HOURS = 24
FROM_HOURS, TO_HOURS, EVERY_HOURS = -3 * DAY_HOURS, 15 * DAY_HOURS, DAY_HOURS
MOST_DUES = 1000
_SHIFT = re.compile(r"([-+]?\d{1,6})\s*(d|h)")


@dataclass(frozen=True, slots=True)
class Dues:
    """Which due instants are tried.

    Attributes:
        clauses: The clauses whose dues are moved, each with its due as signed.
        families: What is moved at a time: `together`, or the name of a clause.
        later_hours: By how much, the earliest first.
    """

    clauses: Mapping[str, datetime]
    families: tuple[str, ...]
    later_hours: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many dates are tried, those of all families together."""
        return len(self.families) * len(self.later_hours)


class DuePoints(Points):
    """The points of a study, each at every due instant that is tried.

    Attributes:
        study: The study.
        dues: The dues.
        base: The points of the study itself.
    """

    def __init__(self, study: Study, base: Points, dues: Dues) -> None:
        super().__init__(study, (), len(base) * dues.number)
        self.base, self.dues = base, dues

    def numbers(self, family: str, later_hours: int, base: Sequence[int]) -> list[int]:
        """The numbers of those points of the study at one due."""
        which = self.dues.families.index(family) * len(self.dues.later_hours)
        which += self.dues.later_hours.index(later_hours)
        return [which * len(self.base) + number for number in base]

    def _point(self, number: int) -> Point:
        which, base = divmod(number, len(self.base))
        family, position = divmod(which, len(self.dues.later_hours))
        name, hours = self.dues.families[family], self.dues.later_hours[position]
        below = self.base[base]
        values = {**below.values, MOVED: name, LATER: hours}
        settings = (*below.settings, *due_settings(self.dues, name, hours))
        return Point(number, MappingProxyType(values), settings)


def due_settings(dues: Dues, family: str, hours: int) -> list[str]:
    """The settings that move the dues of a family."""
    moved = dues.clauses if family == TOGETHER else {family: dues.clauses[family]}
    return [
        f"agreement.clauses.{clause}.due={signed + timedelta(hours=hours):%Y-%m-%d %H:%M}"
        for clause, signed in moved.items()
    ]


def due_points(base: Points, dues: Dues) -> DuePoints:
    """The points of a study, each at every due instant that is tried.

    Raises:
        InputError: If the study varies one of these dues itself, or the scenario refuses one.
    """
    study = base.study
    for factor in study.factors:
        for path in factor.paths:
            if path.startswith("agreement.clauses.") and path.split(".")[3:4] == ["due"]:
                raise InputError(
                    f"{study.at('levers', factor.name)}: '{factor.name}' sets {path}, which is "
                    "what is sought; leave it out of the study"
                )
        if factor.name in (MOVED, LATER):
            raise InputError(f"a factor named '{factor.name}' is in the way; name it otherwise")
    varied = replace(study, factors=(*study.factors, *_factors(dues)), tables=("runs", "clauses"))
    points = DuePoints(varied, base, dues)
    _try_ends(points)
    return points


def _factors(dues: Dues) -> tuple[Factor, Factor]:
    targets = tuple(
        Target(path, None, False, path)
        for path in (f"agreement.clauses.{clause}.due" for clause in dues.clauses)
    )
    families = tuple(Choice(name, name) for name in dues.families)
    hours = tuple(Choice(later, str(later)) for later in dues.later_hours)
    return (
        Factor(MOVED, True, targets, families, ""),
        Factor(LATER, True, targets, hours, "h"),
    )


def _try_ends(points: DuePoints) -> None:
    """Refuse dues that the scenario refuses, before anything is run."""
    dues = points.dues
    for family in dues.families:
        for hours in {dues.later_hours[0], dues.later_hours[-1]}:
            try:
                scenario_at(points.study, points[points.numbers(family, hours, [0])[0]])
            except ScenarioError as error:
                first = error.problems[0]
                raise InputError(
                    f"the scenario refuses dues {shift_text(hours)}: {first.path}: {first.what}"
                ) from None


def dues_of(
    scenario: Scenario,
    *,
    clauses: Sequence[str] = (),
    from_hours: int | None = None,
    to_hours: int | None = None,
    every_hours: int = EVERY_HOURS,
    is_alone: bool = False,
) -> Dues:
    """Which due instants are tried.

    Args:
        scenario: The scenario.
        clauses: The clauses to move; all that are due at an instant, if none is named.
        from_hours: The least shift; three days earlier if none is given, or as far as may be.
        to_hours: The largest; fifteen days later, or as far as the run goes.
        every_hours: The step between.
        is_alone: Whether each is moved by itself too.

    Raises:
        InputError: If there is no such clause, its due is no instant, or lies outside the run.
    """
    moved = _moved(scenario, clauses)
    calendar = Calendar(scenario.start, scenario.time_zone)
    earliest, latest = min(moved.values()), max(moved.values())
    signed = scenario.agreement.signed
    room = (
        _hours(calendar, earliest, signed),
        _hours(calendar, latest, scenario.end),
    )
    if every_hours < 1:
        raise InputError("--every takes at least 1h")
    first = _first(from_hours, room[0], every_hours)
    last = _last(to_hours, room[1], scenario, every_hours)
    if first > last:
        raise InputError(f"no due lies from {shift_text(first)} to {shift_text(last)}")
    shifts = tuple(range(first, last + 1, every_hours))
    if len(shifts) > MOST_DUES:
        raise InputError(f"{len(shifts)} dues are too many; {MOST_DUES} is the most")
    alone = tuple(moved) if is_alone and len(moved) > 1 else ()
    return Dues(MappingProxyType(moved), (TOGETHER, *alone), shifts)


def _first(asked: int | None, room: int, every: int) -> int:
    if asked is not None:
        return asked
    first = FROM_HOURS
    while first <= room and first < 0:
        first += every
    return first


def _last(asked: int | None, room: int, scenario: Scenario, every: int) -> int:
    if asked is None:
        return min(TO_HOURS, room)
    if asked > room:
        raise InputError(
            f"dues {shift_text(asked)} lie after the end of the run, "
            f"{scenario.end:%Y-%m-%d %H:%M}; nobody knows then whether they were met. Take less, "
            "or let runs go on (--set end=...)"
        )
    return asked


def _moved(scenario: Scenario, names: Sequence[str]) -> dict[str, datetime]:
    clauses = scenario.agreement.clauses
    for name in names:
        if name not in clauses:
            raise InputError(f"no clause '{name}'; there are {', '.join(clauses)}")
    found = {}
    for name in dict.fromkeys(names or clauses):
        due = clauses[name].due
        if isinstance(due, DatedInstant):
            found[name] = due.value
        elif isinstance(due, datetime):
            found[name] = due
        elif names:
            raise InputError(f"the due of '{name}' counts from an event and moves with it")
    if not found:
        raise InputError("no clause is due at an instant, so that no date can be moved")
    return found


def _hours(calendar: Calendar, one: datetime, other: datetime) -> int:
    return (calendar.second(other) - calendar.second(one)) // HOUR


def shift_hours(text: str) -> int:
    """A shift as it is typed: so many days (d) or hours (h).

    >>> shift_hours("-3d"), shift_hours("+12h")
    (-72, 12)

    Raises:
        InputError: If it is none.
    """
    found = _SHIFT.fullmatch(text.strip())
    if found is None:
        raise InputError(f"'{text}' is no time; write days or hours, as -3d, +15d or 12h")
    return int(found[1]) * (DAY_HOURS if found[2] == "d" else 1)


def shift_text(hours: int) -> str:
    """A shift in words.

    >>> shift_text(-72), shift_text(24), shift_text(12), shift_text(0)
    ('3 days earlier', '1 day later', '12 hours later', 'as signed')
    """
    if hours == 0:
        return "as signed"
    size = abs(hours)
    unit, number = ("day", size // DAY_HOURS) if size % DAY_HOURS == 0 else ("hour", size)
    plural = "" if number == 1 else "s"
    return f"{number} {unit}{plural} {'later' if hours > 0 else 'earlier'}"


def study_of_scenario(
    loaded: Loaded, *, seed: int, replications: int, settings: Sequence[str] = ()
) -> Points:
    """A scenario as a study of one point, of which nothing is varied.

    Args:
        loaded: The scenario.
        seed: Of all that chance decides.
        replications: How many runs.
        settings: What was set by hand to make it.
    """
    study = Study(
        title=loaded.scenario.title,
        description="",
        path=loaded.path,
        scenario=loaded,
        settings=tuple(settings),
        seed=seed,
        replications=replications,
        factors=(),
        design=Grid(None),
        outcomes=(),
        tables=("runs", "clauses"),
        document=loaded.document,
    )
    return Points(study, (), 1)
