"""One replication as the data of a replay, and the sentences that introduce it."""

import json
import math
from dataclasses import dataclass
from typing import TypedDict

from sim.analysis.phrases import number
from sim.analysis.replay.areas import AreaFacts, areas
from sim.analysis.replay.beside import Compared, differing
from sim.analysis.replay.choosing import FIRST, MEDIAN, WORST, Choice
from sim.analysis.replay.clock import Clock, clock, last_minute
from sim.analysis.replay.driving import legs
from sim.analysis.replay.ledger import Entry, about, about_clause, ledger, shortened
from sim.analysis.replay.movers import MoverFacts, movers
from sim.analysis.replay.peacekeepers import ContingentFacts, PostFacts, contingents, posts
from sim.analysis.replay.roads import ON_ROAD_MINUTES, RoadsideFacts, roads
from sim.analysis.replay.rows import Row, rows
from sim.analysis.replay.sketch import NEARER, Sketch, sketch
from sim.analysis.replay.steps import seen_until, steps_of
from sim.analysis.trace.telling import tell
from sim.events.log import EventLog
from sim.outcomes.reading import Reading
from sim.scenario.roster import Roster


class Data(TypedDict):
    """All that is played. Times are whole minutes from the start, numbers of things their places.

    Attributes:
        end: The last minute that is played.
        ended: The last minute of the run.
        grid: Minutes between two counts of the vehicles on roads.
        still: The minute of a still picture: the first date as signed at which a clause was due.
        clock: Local time.
        sketch: Where places stand.
        areas, roads, movers, contingents, posts: What happens to each.
        rows: The timetable.
        ledger: Sentences in order.
        steps: Numbers of those that are stepped to.
        about: What each thing that sentences are about is on the map and in the timetable.
    """

    end: int
    ended: int
    grid: int
    still: int
    clock: Clock
    sketch: Sketch
    areas: list[AreaFacts]
    roads: list[RoadsideFacts]
    movers: list[MoverFacts]
    contingents: list[ContingentFacts]
    posts: list[PostFacts]
    rows: list[Row]
    ledger: list[Entry]
    steps: list[int]
    about: list[str]


@dataclass(frozen=True, slots=True)
class Replay:
    """One replication, to be played in a page.

    Attributes:
        choice: Which it is.
        lead: Which it is and why, in sentences.
        data: All that is played.
        compared: What happened in it beside what was observed.
    """

    choice: Choice
    lead: tuple[str, ...]
    data: Data
    compared: tuple[Compared, ...] = ()

    @property
    def is_drawn_nearer(self) -> bool:
        """Whether a remote place is drawn nearer than it is."""
        return any(by == NEARER for *_, by in self.data["sketch"]["places"])

    @property
    def beside(self) -> str:
        """How far the run went another way than was observed, before the outcomes themselves."""
        pairs = [pair for each in self.compared for pair in each.pairs]
        other = differing(pairs)
        if not other:
            return "What is told here of this run lies within what was observed."
        of = f"{other} of these {len(pairs)} outcomes" if len(pairs) > 1 else "this outcome"
        return f"In {of} this run went another way than was observed."

    @property
    def text(self) -> str:
        """The data as text that can stand in a page: no letter in it begins or ends an element."""
        told = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def replay_of(
    log: EventLog, roster: Roster, *, choice: Choice, compared: tuple[Compared, ...] = ()
) -> Replay:
    """A replication as it is played.

    Args:
        log: Its events.
        roster: The names in it.
        choice: Which it is.
        compared: What happened in it beside what was observed.
    """
    return Replay(choice, lead(choice), replay_data(Reading(log, roster)), compared)


def replay_data(reading: Reading) -> Data:
    """All that is played of a log."""
    scenario = reading.roster.scenario
    driven = legs(reading)
    timetable = rows(reading)
    told = shortened(tell(reading.log, reading.roster))
    entries, paths = ledger(told)
    numbers = {row["path"]: place for place, row in enumerate(timetable)}
    signed = [at for row in timetable for at, kind, _ in row["marks"] if kind == "signed"]
    end = seen_until(told, reading)
    return {
        "end": end,
        "ended": last_minute(reading.ended),
        "grid": ON_ROAD_MINUTES,
        "still": min([end, *(at for at in signed if at > 0)]),
        "clock": clock(reading.roster.calendar, end=reading.ended),
        "sketch": sketch(scenario),
        "areas": areas(reading),
        "roads": roads(reading, driven),
        "movers": movers(reading, driven),
        "contingents": contingents(reading),
        "posts": posts(reading),
        "rows": timetable,
        "ledger": entries,
        "steps": steps_of(told),
        "about": [
            " ".join(
                filter(
                    None,
                    (
                        about(path, scenario, numbers),
                        about_clause(path, reading.roster.members, scenario),
                    ),
                )
            )
            for path in paths
        ],
    }


def lead(choice: Choice) -> tuple[str, ...]:
    """Which replication it is, why it was chosen, and what it is not."""
    which = f"This is replication {choice.number}{_why(choice)}."
    others = "; the other replications show others" if choice.of > 1 else ""
    caution = f"It is one possible course of events{others}. It is no forecast."
    return which, _late(choice), caution


def _why(choice: Choice) -> str:
    if choice.of == 1:
        return ", the only one there is"
    ordered = (
        "when they are ordered by how late the last clause was kept against its date as signed"
    )
    among = f"of {number(choice.of)}"
    if choice.chosen == MEDIAN:
        return f", the middle one {among} {ordered}"
    if choice.chosen == WORST:
        return f", the latest {among} {ordered}"
    first = ", the first" if choice.chosen == FIRST else ", chosen by its number"
    return f"{first} {among}; it is number {choice.place} {ordered}"


def _late(choice: Choice) -> str:
    late = choice.lateness_hours
    if math.isinf(late):
        return (
            "In it not every clause was fulfilled before the end."
            if late > 0
            else "In it no clause had a date."
        )
    if late > 0:
        return f"In it the latest clause was fulfilled {_span(late)} after its date as signed."
    spare = _span(-late)
    return f"In it every clause was fulfilled by its date as signed, the tightest {spare} before."


def _span(hours: float) -> str:
    """A length of time.

    >>> _span(0.51), _span(30.0), _span(230.1)
    ('31 minutes', '30 hours', '9.6 days')
    """
    if hours < 1:
        return f"{round(hours * 60)} minutes"
    if hours < 48:
        return f"{hours:.1f}".removesuffix(".0") + " hours"
    return f"{hours / 24:.1f}".removesuffix(".0") + " days"
