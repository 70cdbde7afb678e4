"""What one mover did: its waits, its loading, the drive that decided when its tail was there."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.catalogue import Cause, Kind
from sim.outcomes.paths.segments import (
    DRIVING,
    LOADING,
    UNTOLD,
    Mover,
    Segment,
    clipped,
    filled,
)
from sim.outcomes.reading import POSITION, Ints, Reading

SECOND, AT, VALUE = POSITION["second"], POSITION["at"], POSITION["value"]
SUBJECT, NUMBER = POSITION["subject"], POSITION["number"]


class Entered(NamedTuple):
    """A mover let into a road: when, into which lane, and when the entrance was free again."""

    second: int
    lane: int
    free: int


class Diaries:
    """What the movers of one log did."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._rows: dict[tuple[Kind, Mover], Ints] = {}
        self._waits: dict[Mover, list[Segment]] = {}

    @cached_property
    def _waiting(self) -> tuple[Ints, Ints]:
        """Subjects and numbers of all waits, which are in their order."""
        waits = self.reading.waits
        return np.ascontiguousarray(waits["subject"]), np.ascontiguousarray(waits["number"])

    def rows(self, kind: Kind, who: Mover) -> Ints:
        """The rows of a kind about a mover, in order."""
        if (kind, who) not in self._rows:
            cells = self.reading.of(kind).cells
            mine = (cells[:, NUMBER] == who.number) & (cells[:, SUBJECT] == who.subject)
            self._rows[kind, who] = cells[mine]
        return self._rows[kind, who]

    def waits(self, who: Mover) -> list[Segment]:
        """All waits of a mover, in the order of time; what the run cut off ends with it."""
        if who not in self._waits:
            subjects, numbers = self._waiting
            low, high = np.searchsorted(subjects, [who.subject, who.subject + 1])
            own = np.searchsorted(numbers[low:high], [who.number, who.number + 1]) + low
            self._waits[who] = sorted(self._wait(position) for position in range(*own.tolist()))
        return self._waits[who]

    def _wait(self, position: int) -> Segment:
        waits, log = self.reading.waits, self.reading.log
        row = waits.rows[position]
        end = min(int(waits.end[position]), self.reading.ended)
        cause = Cause(int(row[POSITION["cause"]])).word
        path, place = log.subjects[int(row[SUBJECT])], log.places[int(row[AT])]
        return Segment(int(row[SECOND]), end, cause, place, path, int(row[NUMBER]))

    def segment(self, who: Mover, begin: int, end: int, *, cause: str, at: int) -> Segment:
        """A step of a mover's own at a place or lane."""
        log = self.reading.log
        place = log.places[at] if at >= 0 else ""
        return Segment(begin, end, cause, place, log.subjects[who.subject], who.number)

    # --- at places -------------------------------------------------------------------------

    def still(self, who: Mover, begin: int, end: int) -> list[Segment]:
        """What a mover waited for and loaded in a stretch of time in which it did not drive."""
        loads = [
            self.segment(
                who, int(first[SECOND]), int(last[SECOND]), cause=LOADING, at=int(last[AT])
            )
            for first, last in zip(
                self.rows(Kind.LOAD_BEGIN, who), self.rows(Kind.LOAD_END, who), strict=False
            )
        ]
        untold = self.segment(who, begin, end, cause=UNTOLD, at=-1)
        return filled([*self.waits(who), *loads], begin, end, empty=untold)

    # --- on the road -----------------------------------------------------------------------

    def entries(self, who: Mover, begin: int, end: int) -> list[Entered]:
        """The roads a mover was let into in a stretch of time."""
        return [
            Entered(int(row[SECOND]), int(row[AT]), int(row[VALUE]))
            for row in self.rows(Kind.ENTER, who)
            if begin <= row[SECOND] <= end
        ]

    def driven(self, who: Mover, begin: int, end: int, *, at: int) -> list[Segment]:
        """The drive that decided when a mover's tail was at a place, from its first queue on.

        Read backwards: the tail was there a drive after the entrance was free behind it. That was
        when all had been let in, or when the tail had come up over the road before; who was let in
        had waited, and come with its head.

        Args:
            who: The mover.
            begin: The second at which it set out.
            end: The second at which its tail was there.
            at: Code of the place.
        """
        _, ends = self.reading.place_ends
        entries = self.entries(who, begin, end)
        there = next((n for n, entry in enumerate(entries) if ends[entry.lane] == at), None)
        entries = entries if there is None else entries[: there + 1]
        return _Backwards(self, who, entries).to_tail(end)

    def cut_off(self, who: Mover, begin: int, end: int) -> list[Segment]:
        """The drive of a mover that is still on its way when the run ends."""
        entries = self.entries(who, begin, end)
        lanes = self.reading.are_lanes
        last = [wait for wait in self.waits(who) if wait.end == end and wait.begin >= begin]
        if last and lanes[self.reading.places[last[-1].where]]:
            entries.append(Entered(end, self.reading.places[last[-1].where], end))
        return _Backwards(self, who, entries).to_head(end)

    def queued(self, who: Mover, entry: Entered) -> list[Segment]:
        """The waits at an entrance until a mover was let in, in order, without a gap."""
        lane = self.reading.log.places[entry.lane]
        found: list[Segment] = []
        until = entry.second
        for wait in reversed(self.waits(who)):
            if wait.where == lane and wait.end == until:
                found.insert(0, wait)
                until = wait.begin
        return found

    def entering(self, who: Mover, entry: Entered) -> list[Segment]:
        """A mover being let in vehicle by vehicle, and what broke down of it."""
        driving = self.segment(who, entry.second, entry.free, cause=DRIVING, at=entry.lane)
        rows = self.reading.of(Kind.BREAKDOWN_BEGIN)
        own = rows["at"] == entry.lane
        own &= (rows["second"] >= entry.second) & (rows["second"] < entry.free)
        found: list[Segment] = []
        at = entry.second
        for row in rows.cells[own]:
            begin, end = int(row[SECOND]), int(row[SECOND] + row[VALUE])
            found += [
                driving._replace(begin=at, end=begin),
                driving._replace(begin=begin, end=end, cause=Cause.BREAKDOWN.word),
            ]
            at = end
        found.append(driving._replace(begin=at))
        return clipped(found, entry.second, entry.free)


class _Backwards:
    """Reads one drive backwards, from where it ended to the first queue."""

    def __init__(self, diaries: Diaries, who: Mover, entries: list[Entered]) -> None:
        self._diaries = diaries
        self._who = who
        self._entries = entries
        self._found: list[list[Segment]] = []

    def to_tail(self, end: int) -> list[Segment]:
        """Until its tail is there."""
        step, is_tail = len(self._entries) - 1, True
        while step >= 0:
            entry = self._entries[step]
            if is_tail:
                self._drive(entry.free, end, entry)
                end = entry.free
                if self._is_behind(step):
                    step -= 1
                    continue
                self._found.append(self._diaries.entering(self._who, entry))
            end, is_tail = self._come(step)
            step -= 1
        return [each for part in reversed(self._found) for each in part]

    def to_head(self, end: int) -> list[Segment]:
        """Until its head is there, or waits at the next entrance."""
        for step in range(len(self._entries) - 1, -1, -1):
            if step == len(self._entries) - 1 and self._entries[step].second < end:
                self._drive(self._entries[step].second, end, self._entries[step])
            self._come(step)
        return [each for part in reversed(self._found) for each in part]

    def _come(self, step: int) -> tuple[int, bool]:
        """The queue at an entrance, and the drive of the head to it, or a rest before it.

        Returns:
            Until when the step before lasted, and whether it was over when its tail was there.
        """
        queue = self._diaries.queued(self._who, self._entries[step])
        self._found.append(queue)
        asked = queue[0].begin if queue else self._entries[step].second
        rest = self._rest(asked)
        if rest is not None:
            self._found.append([rest])
            return rest.begin, True
        if step:
            self._drive(self._entries[step - 1].second, asked, self._entries[step - 1])
        return asked, False

    def _drive(self, begin: int, end: int, entry: Entered) -> None:
        if begin < end:
            drive = self._diaries.segment(self._who, begin, end, cause=DRIVING, at=entry.lane)
            self._found.append([drive])

    def _rest(self, asked: int) -> Segment | None:
        waits = self._diaries.waits(self._who)
        return next((w for w in waits if w.cause == Cause.HALT.word and w.end == asked), None)

    def _is_behind(self, step: int) -> bool:
        """Whether an entrance was kept by the mover's own tail, still on the road before."""
        if not step:
            return False
        entry, before = self._entries[step], self._entries[step - 1]
        queue = self._diaries.queued(self._who, entry)
        asked = queue[0].begin if queue else entry.second
        head = asked - before.second
        return self._rest(asked) is None and before.free + head == entry.free
