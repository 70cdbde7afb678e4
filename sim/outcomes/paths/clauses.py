"""The critical path of a clause: of the last mover it counted, or of the last event it needed."""

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.paths.diary import NUMBER, SUBJECT, Diaries
from sim.outcomes.paths.events import MOVERS, second_of, waited_for
from sim.outcomes.paths.movers import Movers
from sim.outcomes.paths.segments import (
    CLEARING,
    MILESTONE,
    PREREQUISITE,
    SETTING_UP,
    UNTOLD,
    Mover,
    Segment,
    clipped,
    filled,
)
from sim.outcomes.reading import Ints, Mask, Reading
from sim.scenario.agreement import Clause


class ClausePaths:
    """The critical paths of all clauses of one log."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._diaries = Diaries(reading)
        self._movers = Movers(self._diaries)
        self._found: dict[str, list[Segment]] = {}
        self._followed: set[str] = set()

    def of(self, name: str) -> list[Segment]:
        """From the start until a clause was fulfilled, or until the end where it was not."""
        if name not in self._found:
            completed = second_of(self._reading, f"clauses.{name}.completed")
            self._found[name] = (
                self._open(name) if completed is None else self._done(name, completed)
            )
        return self._found[name]

    def _clause(self, name: str) -> Clause:
        return self._reading.roster.scenario.agreement.clauses[name]

    # --- fulfilled -------------------------------------------------------------------------

    def _done(self, name: str, completed: int) -> list[Segment]:
        """The path of what came at the second of completion."""
        clause = self._clause(name)
        empty = Segment(0, completed, UNTOLD, "", f"clauses.{name}")
        if clause.must == "happen":
            return filled(self._milestone(name, completed), 0, completed, empty=empty)
        row = self._last(name, completed)
        path = [] if row is None else self._movers.until(_mover(row), row, follow=self._follow)
        if row is None:
            path = self._needed(clause.needs, completed)
        return filled(path, 0, completed, empty=empty)

    def _last(self, name: str, completed: int) -> Ints | None:
        """The row of the last mover a clause counted, if it was fulfilled with that."""
        rows = self._reading.movers_out
        if self._clause(name).must == "arrive":
            rows = self._reading.of(Kind.ARRIVE)
            rows = rows.where(rows["loads"] == 0)
        counted = self._counted(name)
        low, high = np.searchsorted(rows["second"], [completed, completed + 1])
        own = [row for row in rows.cells[low:high] if counted[row[SUBJECT]]]
        return own[-1] if own else None

    def _counted(self, name: str) -> Mask:
        """By subject code: whether a clause counts anything of it."""
        what, members = self._clause(name).what, self._reading.members(name)
        counted = np.zeros(len(members), dtype=bool)
        if "civilians" in what:
            counted |= self._reading.are_civilians
        if any(each != "civilians" for each in what):
            counted |= self._reading.are_troops
        return members & counted

    def _milestone(self, name: str, end: int) -> list[Segment]:
        """What it needed last, and then what it takes itself."""
        needs = self._clause(name).needs or ("signed",)
        seconds = [second_of(self._reading, event) for event in needs]
        begin = max((second for second in seconds if second is not None), default=0)
        begin = min(begin, end)
        own = Segment(begin, end, MILESTONE, "", f"clauses.{name}")
        return [*self._needed(needs, begin), own]

    # --- events ----------------------------------------------------------------------------

    def _needed(self, events: tuple[str, ...], until: int) -> list[Segment]:
        """The path of the last of some events that had happened by a second."""
        known = [(second_of(self._reading, event), event) for event in events]
        before = [(second, event) for second, event in known if second is not None]
        before = [found for found in before if found[0] <= until]
        if not before:
            return []
        second, event = max(before)
        return filled(
            self._of_event(event, second), 0, until, empty=Segment(0, until, UNTOLD, event, event)
        )

    def _follow(self, who: Mover, wait: Segment) -> list[Segment]:
        """What a convoy rested on that waited for something else, if that let it go.

        What lets it go comes a second before it goes: it is told among the decisions of its second.
        """
        path = self._reading.log.subjects[who.subject]
        awaited = [
            (self._reading.end + 1 if second is None else second, event)
            for event in waited_for(self._reading, path)
            for second in (second_of(self._reading, event),)
        ]
        let_go = [found for found in awaited if wait.end - 1 <= found[0] <= wait.end]
        if not let_go:
            # A second between a decision and what it sets off is nobody's wait.
            is_wait = wait.end - wait.begin > 1 and awaited
            return [wait._replace(where=max(awaited)[1])] if is_wait else []
        second, event = max(let_go)
        whole = self._of_event(event, second)
        own = wait._replace(where=event)
        return filled(clipped(whole, wait.begin, wait.end), wait.begin, wait.end, empty=own)

    def _of_event(self, event: str, second: int) -> list[Segment]:
        """The path of an event; where it is not followed, that it had to happen."""
        plain = [Segment(0, second, PREREQUISITE, event, _subject(event))]
        if event in self._followed or event == "signed":
            return plain
        self._followed.add(event)
        try:
            return self._followed_by(event, second) or plain
        finally:
            self._followed.discard(event)

    def _followed_by(self, event: str, second: int) -> list[Segment]:
        collection, name, what = event.split(".")
        if collection == "clauses" and what == "completed":
            return self.of(name)
        if collection in MOVERS and what == "out":
            out, code = self._reading.movers_out, self._reading.subjects[f"{collection}.{name}"]
            own = out.where((out["subject"] == code) & (out["second"] == second)).cells
            return (
                self._movers.until(_mover(own[-1]), own[-1], follow=self._follow)
                if len(own)
                else []
            )
        if collection == "posts":
            return self._work(name, second, kind=Kind.POST_BEGUN, cause=SETTING_UP, event=event)
        if collection == "roads" and what == "cleared":
            return self._work(name, second, kind=Kind.CLEARING, cause=CLEARING, event=event)
        return []

    def _work(self, name: str, end: int, *, kind: Kind, cause: str, event: str) -> list[Segment]:
        """Something that was begun, and took its time: a post being manned, a road being cleared.

        What its beginning rested on is not followed.
        """
        rows = self._reading.of(kind)
        if kind is Kind.CLEARING:
            lanes = [code for road, _, code in self._reading.lanes if road == name]
            own = rows.where(np.isin(rows["at"], lanes))
        else:
            own = rows.where(rows["subject"] == self._reading.subjects[f"posts.{name}"])
        if not len(own):
            return []
        begin, subject = int(own["second"][0]), _subject(event)
        return clipped(
            [
                Segment(0, begin, PREREQUISITE, event, subject),
                Segment(begin, end, cause, event, subject),
            ],
            0,
            end,
        )

    # --- not fulfilled ---------------------------------------------------------------------

    def _open(self, name: str) -> list[Segment]:
        """The path until the end of the one still inside who has stood longest."""
        end = self._reading.ended
        untold = Segment(0, end, UNTOLD, "", f"clauses.{name}")
        clause, who = self._clause(name), self._held(name)
        if who is not None:
            return filled(self._movers.cut_off(who, follow=self._follow), 0, end, empty=untold)
        missing = [need for need in clause.needs if second_of(self._reading, need) is None]
        if missing:
            untold = Segment(0, end, PREREQUISITE, missing[0], f"clauses.{name}")
        return filled([], 0, end, empty=untold)

    def _held(self, name: str) -> Mover | None:
        """Of those a clause counts who still wait when the run ends, the one that has longest."""
        waits = self._reading.waits
        own = np.flatnonzero(waits.is_open & self._counted(name)[waits["subject"]])
        if not len(own):
            return None
        first = own[np.argmin(waits.begin[own])]
        return _mover(waits.rows[first])


def _mover(row: Ints) -> Mover:
    return Mover(int(row[SUBJECT]), int(row[NUMBER]))


def _subject(event: str) -> str:
    """Whose event it is."""
    return event.rsplit(".", 1)[0] if "." in event else "run"
