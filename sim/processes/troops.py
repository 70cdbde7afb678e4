"""Troop units: ready, planned departures by pattern, prerequisites, loading, the road, the rear."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from sim.catalogue import Cause, Kind
from sim.clock import span_seconds
from sim.processes.instant import Alarm, Rank
from sim.processes.jobs import ExitWatch, Job
from sim.processes.lane import Mover
from sim.processes.ledger import Account
from sim.processes.world import Steps, World
from sim.rules import departure
from sim.scenario.actors import TroopUnit

CLASS = "troops"
_NO_EQUIPMENT: Mapping[str, tuple[int, int]] = {}


class Unit:
    """A troop unit: one dispatcher sends its convoys one after another, and plans them again.

    Attributes:
        base, account, block: Where it belongs, what it has, how it is described.
        ready: The second from which convoys can go, once known.
        plan: Planned seconds of all its convoys; those gone keep theirs.
        sent: Convoys that have gone to load.
    """

    def __init__(self, world: World, path: str) -> None:
        self.world = world
        self.base = world.roster.bases[path]
        self.account: Account = world.ledger.accounts[path]
        self.block: TroopUnit = world.scenario.troops[path.split(".", 1)[1]]
        self.place = world.place(self.base.place)
        self.destination = world.place(self.base.destination)
        self.draws = world.draws.units[path]
        self.convoys = len(self.draws.vehicles)
        self.ready: int | None = None
        self.plan: list[int] = []
        self.sent = 0
        self.lifts: list[Job] = []
        self._alarm = Alarm(world.instant)
        self._needs = set(self.block.needs)
        self._due: int | None = None
        self._was_suspended = False
        self._gone_at: int | None = None
        self._headway = span_seconds(self.value("headway_minutes") / 60)
        self._still_here: set[str] = set()
        rear = self.block.rear_guard
        self._rear_from = self.convoys
        if rear is not None:
            self._rear_from -= departure.rear_guard_count(
                convoys=self.convoys, share=self.value("rear_guard.share")
            )

    def value(self, key: str) -> float:
        """One of its numbers."""
        return self.world.value(f"{self.base.path}.{key}")

    def start(self) -> None:
        """Begin to listen, and to wait for readiness."""
        world, path = self.world, self.base.path
        key = (Rank.PLAN, path, 0)
        for clause in world.clauses_of(self.base):
            clause.on_agreed.append((key, self.replan))
        for event in self.block.needs:
            world.listen(event, key, partial(self._met, event))
        if self.block.rear_guard is not None:
            self._still_here = {group.path for group in self._civilians()}
            for group in sorted(self._still_here):
                world.listen(f"{group}.out", key, lambda group=group: self._gone(group))  # type: ignore[misc]
        after = span_seconds(self.value("ready_after_hours"))
        if self.block.ready_after is None:
            world.instant.at(after, self._get_ready)
        else:
            world.listen(
                self.block.ready_after,
                key,
                lambda: world.instant.at(world.now + max(1, after), self._get_ready),
            )
        world.peace.hear_of_suspensions(self.block.party, key, self.replan)
        world.planned[path] = self.last_planned
        world.instant.process(self.dispatch())
        if not self.convoys:
            self.account.out.fire()

    def _civilians(self) -> list[Account]:
        return [
            account
            for account in self.world.ledger.accounts.values()
            if account.area == self.base.area and not account.is_troops
        ]

    def _get_ready(self) -> None:
        """Ready: plan all convoys and ask for the transporters."""
        world = self.world
        self.ready = world.now
        world.record(Kind.READY, self.account.code, at=world.place(self.base.place))
        world.signals[f"{self.base.path}.ready"].fire()
        world.instant.soon((Rank.PLAN, self.base.path, 0), self.replan)
        if self.block.lifted_by is not None and self.account.loads:
            self._ask_for_lift(self.block.lifted_by)

    def _met(self, event: str) -> None:
        self._needs.discard(event)
        self._look()

    def _gone(self, group: str) -> None:
        self._still_here.discard(group)
        self._look()

    def _look(self) -> None:
        self._alarm.set(self.next_second())

    # --- planning --------------------------------------------------------------------------

    def replan(self) -> None:
        """Plan what is left: by the pattern, from now on, before due as agreed."""
        due = self.world.due_of(self.base)
        is_suspended = self._is_suspended()
        goes_on = self._was_suspended and not is_suspended
        has_moved, self._due = due != self._due, due
        self._was_suspended = is_suspended
        if self.ready is None:
            return
        moves = has_moved and self.block.departure != "as-soon-as-possible"
        if not self.plan or goes_on or moves:
            self.plan[self.sent :] = self._planned(self._soonest(), self.convoys - self.sent)
        self._look()

    def _is_suspended(self) -> bool:
        return self.world.peace.is_suspended(self.block.party)

    def _soonest(self) -> int:
        """The earliest second for the next convoy: ready, and a headway after the last one gone."""
        soonest = max(self.ready or 0, self.world.now)
        if self._gone_at is None or self.block.departure == "spread":
            return soonest
        return max(soonest, self._gone_at + self._headway)

    def _planned(self, first: int, convoys: int) -> list[int]:
        if convoys == 0:
            return []
        headway, due = self._headway, self._due
        if self.block.departure == "as-soon-as-possible":
            return departure.soonest_plan(first, convoys=convoys, headway=headway)
        if due is None:
            return []
        signed = self.world.roster.signed
        last = due - int(self.value("margin_share") * max(0, due - signed))
        if self.block.departure == "spread":
            # The first of those left follows the last one gone by a whole step.
            gone = 1 if self.sent else 0
            return departure.spread_plan(first, last, convoys=convoys + gone)[gone:]
        return departure.late_plan(first, last, convoys=convoys, headway=headway)

    def last_planned(self) -> int:
        """The second for which its last convoy is planned; now where none is left."""
        return self.plan[-1] if self.sent < len(self.plan) else self.world.now

    def next_second(self) -> int | None:
        """When the next convoy may go, as far as is known now; None while that is open."""
        sent = self.sent
        is_open = sent >= len(self.plan) or self._needs
        if is_open or self.world.peace.is_suspended(self.block.party):
            return None
        planned = self.plan[sent]
        return planned if sent < self._rear_from else self._held_back(planned)

    def _held_back(self, planned: int) -> int | None:
        """A rear-guard convoy waits for the civilians, or for its hour before due once known."""
        if not self._still_here:
            return planned
        if self._due is None:
            return None
        return max(planned, self._due - span_seconds(self.value("rear_guard.hours_before_due")))

    # --- acting ----------------------------------------------------------------------------

    def dispatch(self) -> Steps:
        """Send the convoys, each when its time has come."""
        instant = self.world.instant
        while self.sent < self.convoys:
            second = self.next_second()
            if second is None or second > instant.second:
                yield self._alarm.until(second)
                continue
            number = self.sent
            self.sent += 1
            self._gone_at = instant.second
            instant.process(self.withdraw(number))

    def _mover(self, number: int) -> Mover:
        draws = self.draws
        return Mover(
            self.account.code, number, CLASS, draws.vehicles[number], draws.personnel[number]
        )

    def _tell_waits(self, mover: Mover, *, is_over: bool = True) -> None:
        """Write down what a convoy has waited for at its place."""
        stretches = self._waits(mover.number, self.world.instant.second)
        last = None if is_over or not stretches else stretches.pop()
        for begin, end, cause in stretches:
            self.world.waited(mover, self.place, begin, cause, end=end)
        if last is not None:
            self.world.waited(mover, self.place, last[0], last[2], end=None)

    def _waits(self, number: int, now: int) -> list[tuple[int, int, Cause]]:
        """A convoy's time until now by cause: readiness, suspensions, its plan, its needs."""
        ready = now if self.ready is None else self.ready
        planned = ready if number >= len(self.plan) else min(now, max(ready, self.plan[number]))
        halts = self.world.peace.suspended.get(self.block.party)
        if not halts:
            waits = []
            if ready > 0:
                waits.append((0, ready, Cause.NOT_READY))
            if planned > ready:
                waits.append((ready, planned, Cause.PLANNED_LATER))
            if now > planned:
                waits.append((planned, now, Cause.PREREQUISITE))
            return waits
        suspended = [(max(ready, begin), now if end is None else end) for begin, end in halts]
        marks = {0, ready, planned, now, *(mark for stretch in suspended for mark in stretch)}
        stretches: list[tuple[int, int, Cause]] = []
        for begin, end in pairwise(sorted(mark for mark in marks if mark <= now)):
            if end <= ready:
                cause = Cause.NOT_READY
            elif any(first <= begin and end <= last for first, last in suspended):
                cause = Cause.SUSPENSION
            else:
                cause = Cause.PLANNED_LATER if end <= planned else Cause.PREREQUISITE
            if stretches and stretches[-1][2] is cause:
                begin = stretches.pop()[0]
            stretches.append((begin, end, cause))
        return stretches

    def withdraw(self, number: int) -> Steps:
        """One convoy leaves: a loading point, loading, the road, out at the first exit."""
        world, base, place = self.world, self.base, self.place
        mover = self._mover(number)
        self._tell_waits(mover)
        points = world.loading.get(base.place)
        if points is not None:
            world.stand(mover, place, Cause.LOADING_POINT)
            yield points.ask(mover.subject, number)
            world.go_on(mover)
        world.tell(Kind.LOAD_BEGIN, mover, place)
        yield world.instant.until(world.instant.second + self.draws.loading[number])
        world.tell(Kind.LOAD_END, mover, place)
        if points is not None:
            points.leave()
        world.tell(Kind.DEPART, mover, place)
        watch = ExitWatch(world.instant, base.exits, partial(self._leave, mover))
        yield world.drive(mover, base.place, base.destination, route=base.route, on_place=watch)
        world.ledger.arrive(
            self.account,
            mover,
            number=number,
            place=self.destination,
            vehicles=mover.vehicles,
            equipment=self._equipment(number),
        )

    def _equipment(self, number: int) -> Mapping[str, tuple[int, int]]:
        if not self.draws.equipment:
            return _NO_EQUIPMENT
        return {
            kind: (self.world.place_codes[f"equipment.{kind}"], numbers[number])
            for kind, numbers in self.draws.equipment.items()
        }

    def _leave(self, mover: Mover, place: str) -> None:
        """A convoy's tail is past an exit."""
        self.world.ledger.leave(
            self.account,
            mover,
            number=mover.number,
            place=self.world.place(place),
            vehicles=mover.vehicles,
            equipment=self._equipment(mover.number),
        )

    # --- lift loads ------------------------------------------------------------------------

    def _ask_for_lift(self, pool: str) -> None:
        """Ask the pool for a transporter for every lift load."""
        for number in range(self.account.loads):
            job = Job(
                self.base,
                self.account,
                number=number,
                loads=1,
                loading=self.draws.lift_loading[number],
                unloading=self.draws.lift_unloading[number],
                on_begun=_nothing,
                on_road=_nothing,
            )
            self.lifts.append(job)
            self.world.pools[pool].ask(job)
        self._destroy_in_time(pool)

    def _destroy_in_time(self, pool: str) -> None:
        """Watch for the hour at which lift loads still here are destroyed."""
        before = span_seconds(self.value("destroyed_hours_before_due"))
        key = (Rank.LAST_CALL, self.base.path, 1)

        def look() -> None:
            due = self.world.due_of(self.base)
            if due is None:
                return
            if due - before > self.world.now:
                self.world.instant.decide(due - before, key, look)
            else:
                self._destroy(pool)

        for clause in self.world.clauses_of(self.base):
            clause.on_agreed.append((key, look))
        self.world.instant.soon(key, look)

    def _destroy(self, pool: str) -> None:
        waiting = [job for job in self.lifts if job.is_open]
        for job in waiting:
            self.world.pools[pool].withdraw(job)
        if waiting:
            self.world.record(
                Kind.DESTROYED,
                self.account.code,
                at=self.world.place(self.base.place),
                loads=len(waiting),
            )

    def finish(self) -> None:
        """Write down the waits that the end of the run cuts off."""
        for number in range(self.sent, self.convoys):
            self._tell_waits(self._mover(number), is_over=False)


def _nothing() -> None:
    """Nobody waits for this."""
