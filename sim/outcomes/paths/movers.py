"""The path of one convoy or household: from the start until its tail was out, or had arrived."""

from collections.abc import Callable

from sim.catalogue import Kind
from sim.outcomes.paths.carriers import Carriers
from sim.outcomes.paths.diary import AT, SECOND, Diaries
from sim.outcomes.paths.segments import LORRY, PREREQUISITE, Mover, Segment, clipped, filled
from sim.outcomes.reading import Ints

Follow = Callable[[Mover, Segment], list[Segment]]
"""Tells what somebody rested on while something else had to happen first."""


class Movers:
    """Paths of convoys and households, with those of the pooled vehicles they waited for."""

    def __init__(self, diaries: Diaries) -> None:
        self._diaries = diaries
        self._reading = diaries.reading
        self._carriers = Carriers(diaries)

    def until(self, who: Mover, row: Ints, *, follow: Follow) -> list[Segment]:
        """From the start until a row that tells that the mover was out, or had arrived.

        Args:
            who: The mover.
            row: Cells of that row.
            follow: Tells what it rested on while something else had to happen first.
        """
        end, at = int(row[SECOND]), int(row[AT])
        departures = self._diaries.rows(Kind.DEPART, who)
        if not len(departures):
            return self._ridden(who, end, at=at, follow=follow)
        begin = int(departures[0][SECOND])
        drive = self._diaries.driven(who, begin, end, at=at)
        return self._whole(who, drive, end, follow=follow)

    def cut_off(self, who: Mover, *, follow: Follow) -> list[Segment]:
        """From the start until the end of the run, for one who was not out by then."""
        end = self._reading.ended
        departures = self._diaries.rows(Kind.DEPART, who)
        drive = []
        if len(departures):
            drive = self._diaries.cut_off(who, int(departures[0][SECOND]), end)
        return self._whole(who, drive, end, follow=follow)

    def _whole(
        self, who: Mover, drive: list[Segment], end: int, *, follow: Follow
    ) -> list[Segment]:
        first = drive[0].begin if drive else end
        before = self._expanded(who, self._diaries.still(who, 0, first), follow=follow)
        return filled([*before, *drive], 0, end, empty=_nothing(self._reading.log.subjects, who))

    def _expanded(self, who: Mover, segments: list[Segment], *, follow: Follow) -> list[Segment]:
        """Waits for a lorry, and for something else, as what these rested on."""
        found: list[Segment] = []
        for each in segments:
            if each.cause == LORRY:
                found += self._loaded(who, each)
            elif each.cause == PREREQUISITE:
                found += follow(who, each)
            else:
                found.append(each)
        return found

    def _pools(self, who: Mover) -> tuple[str | None, str | None]:
        """The pools that carry a household's goods and people."""
        name = self._reading.log.subjects[who.subject].partition(".")[2]
        block = self._reading.roster.scenario.civilians[name]
        goods, people = block.loads_by, block.people_by
        return goods and f"vehicle_pools.{goods}", people and f"vehicle_pools.{people}"

    def _loaded(self, who: Mover, wait: Segment) -> list[Segment]:
        """A wait for lorries: the lorry that took the last load was away, came, and loaded."""
        goods, people = self._pools(who)
        begun = self._diaries.rows(Kind.BEGIN, who)
        is_for_goods = len(begun) and int(begun[0][SECOND]) == wait.begin
        if goods is None or not is_for_goods:
            return [wait._replace(where=people or "")]
        at = self._place(who)
        vehicle = self._carriers.goods(who, goods, wait.end, at=at)
        if vehicle is None:
            return [wait._replace(where=goods)]
        loads = self._diaries.rows(Kind.LOAD_BEGIN, vehicle)[:, SECOND]
        begin = max(wait.begin, int(loads[loads <= wait.end].max()))
        come = self._carriers.coming(vehicle, wait, begin, at=at) if wait.begin < begin else []
        return [*come, *self._diaries.still(vehicle, begin, wait.end)]

    def _ridden(self, who: Mover, end: int, *, at: int, follow: Follow) -> list[Segment]:
        """The path of a household that was taken out in a pooled vehicle."""
        waits = [wait for wait in self._diaries.waits(who) if wait.end <= end]
        rides = [wait for wait in waits if wait.cause == LORRY]
        home, pool = self._place(who), self._pools(who)[1]
        if not rides or pool is None:
            return self._whole(who, [], end, follow=follow)
        boarded = rides[-1].end
        vehicle = self._carriers.ride(who, pool, boarded, at=home)
        if vehicle is None:
            return self._whole(who, [], end, follow=follow)
        wait = rides[-1]._replace(where=pool)
        before = self._expanded(who, self._diaries.still(who, 0, wait.begin), follow=follow)
        come = self._carriers.coming(vehicle, wait, boarded, at=home)
        out = self._taken(vehicle, boarded, end, at=at)
        return filled(
            [*clipped(before, 0, wait.begin), *come, *out],
            0,
            end,
            empty=_nothing(self._reading.log.subjects, who),
        )

    def _taken(self, vehicle: Mover, boarded: int, end: int, *, at: int) -> list[Segment]:
        """How a pooled vehicle loaded and drove until its tail was at a place."""
        rows = self._diaries.rows(Kind.DEPART, vehicle)[:, SECOND]
        begin = int(rows[rows >= boarded][0])
        drive = self._diaries.driven(vehicle, begin, end, at=at)
        first = drive[0].begin if drive else end
        return [*self._diaries.still(vehicle, boarded, first), *drive]

    def _place(self, who: Mover) -> int:
        path = self._reading.log.subjects[who.subject]
        return self._reading.places[f"places.{self._reading.roster.bases[path].place}"]


def _nothing(subjects: tuple[str, ...], who: Mover) -> Segment:
    return Segment(0, 0, "untold", "", subjects[who.subject], who.number)
