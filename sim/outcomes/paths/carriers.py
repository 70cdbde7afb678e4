"""Which pooled vehicle took somebody's goods or people, and what held that vehicle up."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.paths.diary import AT, NUMBER, SECOND, Diaries
from sim.outcomes.paths.segments import LORRY, Mover, Segment, clipped, filled
from sim.outcomes.reading import POSITION, Ints

PEOPLE, LOADS = POSITION["people"], POSITION["loads"]


class Carriers:
    """The pooled vehicles of one log, as those know them who waited for them."""

    def __init__(self, diaries: Diaries) -> None:
        self._diaries = diaries
        self._reading = diaries.reading

    def goods(self, who: Mover, pool: str, second: int, *, at: int) -> Mover | None:
        """The vehicle whose loading of a household's last load ended at a second."""
        if self._was_called(who, second):
            return None
        return self._one(Kind.LOAD_END, pool, second, at=at, whose=who, column=LOADS)

    def ride(self, who: Mover, pool: str, second: int, *, at: int) -> Mover | None:
        """The vehicle that a household began to board at a second."""
        return self._one(Kind.LOAD_BEGIN, pool, second, at=at, whose=who, column=PEOPLE)

    def _was_called(self, who: Mover, second: int) -> bool:
        """Whether a household left its last loads behind a second before."""
        return any(row[SECOND] == second - 1 for row in self._diaries.rows(Kind.ABANDONED, who))

    def _one(
        self, kind: Kind, pool: str, second: int, *, at: int, whose: Mover, column: int
    ) -> Mover | None:
        """The vehicle of a pool that did something somewhere at a second.

        Of several that did, it is one that arrived when the household's goods or people did; of
        several such, the first by number.
        """
        code = self._reading.subjects[pool]
        cells = self._reading.of(kind).cells
        low, high = np.searchsorted(cells[:, SECOND], [second, second + 1])
        found = [
            Mover(code, int(row[NUMBER]))
            for row in cells[low:high]
            if row[POSITION["subject"]] == code and row[AT] == at and row[column] > 0
        ]
        if len(found) > 1:
            arrived = {int(row[SECOND]) for row in self._diaries.rows(Kind.ARRIVE, whose)}
            found = [each for each in found if self._arrival(each, second) in arrived] or found
        return found[0] if found else None

    def _arrival(self, vehicle: Mover, second: int) -> int | None:
        arrivals = self._diaries.rows(Kind.ARRIVE, vehicle)[:, SECOND]
        later = arrivals[arrivals > second]
        return int(later[0]) if len(later) else None

    def coming(self, vehicle: Mover, wait: Segment, until: int, *, at: int) -> list[Segment]:
        """How a wait for a vehicle passed until that began to load.

        Until it set out for the place the fleet was short of one; from then on it counts what the
        vehicle itself did: its drive in, the queues before it, its turn at a loading point.

        Args:
            vehicle: The vehicle.
            wait: The wait for it.
            until: The second at which it began to load.
            at: Code of the place.
        """
        short = wait._replace(cause=LORRY, where=self._reading.log.subjects[vehicle.subject])
        come = [*self._inbound(vehicle, until, at=at), *self._in_turn(vehicle, until)]
        come = clipped(come, wait.begin, until)
        first = min((each.begin for each in come), default=until)
        waited = [short._replace(end=first)] if wait.begin < first else []
        return filled([*waited, *come], wait.begin, until, empty=short)

    def _inbound(self, vehicle: Mover, until: int, *, at: int) -> list[Segment]:
        """The empty drive with which a vehicle came to a place; none where it was there."""
        rows = self._diaries.rows(Kind.DEPART, vehicle)
        before = rows[rows[:, SECOND] <= until]
        if not len(before) or before[-1][PEOPLE] or before[-1][LOADS]:
            return []
        begin = int(before[-1][SECOND])
        end = next(self._arrived(self._diaries.rows(Kind.ARRIVE, vehicle), begin, until, at), None)
        if end is None:
            return []
        drive = self._diaries.driven(vehicle, begin, end, at=at)
        first = drive[0].begin if drive else end
        return [*self._diaries.still(vehicle, begin, first), *drive]

    @staticmethod
    def _arrived(rows: Ints, begin: int, until: int, at: int) -> Iterator[int]:
        for row in rows:
            if begin <= row[SECOND] <= until and row[AT] == at:
                yield int(row[SECOND])

    def _in_turn(self, vehicle: Mover, until: int) -> list[Segment]:
        """Its wait for a loading point, if it had one."""
        return [wait for wait in self._diaries.waits(vehicle) if wait.end == until]
