"""What the chart of turns tells of each clause and area: counts, and what they amount to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sim.analysis.charts.differences import scenario_words
from sim.analysis.charts.study_words import can_show
from sim.analysis.charts.words import HARD_SPACE, text_inches, wrapped
from sim.analysis.comparing.compared import Compared, Difference, Turn
from sim.analysis.comparing.figures import gap, verdict
from sim.analysis.comparing.turns import DUES
from sim.analysis.outcome_words import ALL, thing
from sim.statistics.flips import difference_interval

ROW, SPACE = 0.27, 0.1
"""Least height of a bar with its words, and what is left below the bars of a clause, in inches."""
SIZE, NAME_SIZE = 8.5, 9.5
MOST_BARS = 150
"""Of more bars than this, those of clauses and areas in which nothing turns are left out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One part of a bar.

    Attributes:
        name: What it is called in the picture.
        words: What it means.
        colour, hatch: How it looks; hatched is what turned.
        ink: Of the number in it.
    """

    name: str
    words: str
    colour: str
    hatch: str = ""
    ink: str = "#1f2933"


KINDS = (
    Kind("to_late", "on time → late", "#f0a380", "\\\\\\\\"),
    Kind("on_time", "on time in both", "#12436d", ink="white"),
    Kind("to_on_time", "late → on time", "#7fc4bb", "////"),
    Kind("late", "late in both", "#c3ccd6"),
    Kind("unknown", "not known in one of the two", "#ffffff"),
)
"""From left to right: the first two are on time in the base, the second and third after it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A clause or area in one scenario against the base.

    Attributes:
        name: What its parts are called in the picture.
        label: The scenario, broken into lines; with how due is counted where that is as signed.
        words: The difference, broken into lines.
        counts: Replications by kind.
        height: In inches.
    """

    name: str
    label: str
    words: str
    counts: Mapping[str, int]
    height: float

    @property
    def total(self) -> int:
        """All replications, at least one."""
        return max(1, sum(self.counts.values()))


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one clause or area.

    Attributes:
        head: What it is called, broken into lines.
        bars: A bar a scenario, and another where due as signed is another story.
        turned: In how many replications it turned in any of them.
    """

    head: str
    bars: tuple[Bar, ...]
    turned: int

    @property
    def head_height(self) -> float:
        """Height of its heading in inches."""
        return text_inches(self.head, NAME_SIZE) + 0.12

    @property
    def height(self) -> float:
        """Of all of it."""
        return self.head_height + sum(bar.height for bar in self.bars) + SPACE


def groups_of(found: Compared, *, labels: float, words: float) -> tuple[list[Group], int]:
    """The clauses and areas in order, and how many of them are left out.

    Args:
        found: The comparison.
        labels, words: Inches for names of scenarios, and for what is said of a bar.
    """
    numbers = {each.label: number for number, each in enumerate(found.others)}
    things = dict.fromkeys((turn.level, turn.name) for turn in found.turns)
    groups = []
    for level, name in things:
        mine = [turn for turn in found.turns if (turn.level, turn.name) == (level, name)]
        mine.sort(key=lambda turn: (turn.due == "as signed", numbers[turn.scenario]))
        groups.append(
            Group(
                head=wrapped(_head(found, mine[0]), NAME_SIZE, width=9.5, weight="bold"),
                bars=tuple(_bar(found, turn, numbers, labels, words) for turn in mine),
                turned=sum(turn.turned for turn in mine),
            )
        )
    if sum(len(group.bars) for group in groups) <= MOST_BARS:
        return groups, 0
    kept = [group for group in groups if group.turned] or groups[:1]
    return kept, len(groups) - len(kept)


def _head(found: Compared, turn: Turn) -> str:
    if turn.level == "run":
        return f"{ALL} together"
    called = thing(f"{turn.level}s.{turn.name}", can_show(found.names))
    return f"{called}, all who must leave it" if turn.level == "area" else called


def _bar(
    found: Compared, turn: Turn, numbers: Mapping[str, int], labels: float, words: float
) -> Bar:
    due = "" if turn.due == "as moved" else ", due as signed"
    label = f"{scenario_words(found, numbers[turn.scenario])}{due}"
    told = wrapped(label, SIZE, width=labels - 0.25)
    said = wrapped(difference_words(found, turn), SIZE, width=words - 0.2)
    return Bar(
        name=f"{turn.level}.{turn.name}.{turn.scenario}.{turn.due}",
        label=told,
        words=said,
        counts={
            "to_late": len(turn.to_late),
            "on_time": turn.on_time,
            "to_on_time": len(turn.to_on_time),
            "late": turn.late,
            "unknown": turn.unknown,
        },
        height=max(ROW, *(text_inches(text, SIZE) + 0.06 for text in (told, said))),
    )


def difference_words(found: Compared, turn: Turn) -> str:
    """The difference of the shares with its interval; of clauses, whether it is clear.

    Areas are not among the differences that a comparison judges, and get no verdict.
    """
    pairs = turn.on_time + turn.late + turn.turned
    if not pairs:
        return "in no replication known in both"
    if not turn.turned:
        return "the same in every run"
    judged = _judged(found, turn)
    if judged is not None:
        return f"{gap(judged)}; {verdict(judged)}".replace("(p ", f"(p{HARD_SPACE}")
    if pairs == 1:
        return "one run tells no more"
    better, worse = len(turn.to_on_time), len(turn.to_late)
    low, high = difference_interval(better, worse, total=pairs, confidence=found.confidence)
    return gap(replace(_UNTOLD, value=(better - worse) / pairs, low=low, high=high))


def _judged(found: Compared, turn: Turn) -> Difference | None:
    """The difference of the comparison that is about the same thing."""
    run, clause, _ = DUES[turn.due]
    names = {"run": f"runs.{run}", "clause": f"clauses.{turn.name}.{clause}"}
    wanted = (names.get(turn.level), turn.scenario)
    known: Sequence[Difference] = [
        each for each in found.differences if (each.outcome, each.scenario) == wanted
    ]
    return next((each for each in known if each.value is not None), None)


_UNTOLD = Difference(
    outcome="",
    unit="",
    measure="share",
    scenario="",
    first=None,
    second=None,
    value=None,
    low=None,
    high=None,
    p_value=None,
    adjusted=None,
    is_clear=False,
    variance_ratio=None,
    fell=0,
    tied=0,
    rose=0,
    never_first=0,
    never_second=0,
    unknown=0,
)
"""A difference of shares of which nothing is known yet."""
