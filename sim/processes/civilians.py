"""Civilian groups: households are told, prepare, load, and leave by the last call at the latest."""

from dataclasses import dataclass, field
from functools import partial

from sim.catalogue import Cause, Kind
from sim.clock import span_seconds
from sim.processes.instant import Alarm, Rank
from sim.processes.jobs import ExitWatch, Job
from sim.processes.lane import Mover
from sim.processes.ledger import Account
from sim.processes.world import Steps, World
from sim.rules import departure
from sim.scenario.actors import CivilianGroup, Notice
from sim.scenario.blocks import AfterEvent

CAR = "car"


@dataclass(slots=True)
class Household:
    """One household.

    Attributes:
        number: Its number in the group.
        told: When it first heeded a notice to leave.
        stopped, stopped_since: For how long orders to stay stopped its preparation so far, and
            since when one does now.
        by: The instant named by the notice to leave-by that rules, if one does.
        due, begins: Due as it takes it, and when it begins to load, as planned now.
        begun: When it began.
        jobs: Its loads still to be put on the road.
        has_left: Whether its people have set out, or wait for a pooled vehicle.
    """

    number: int
    told: int | None = None
    stopped: int = 0
    stopped_since: int | None = None
    by: int | None = None
    due: int | None = None
    begins: int | None = None
    begun: int | None = None
    jobs: list[Job] = field(default_factory=list)
    has_left: bool = False


class Group:
    """A civilian group: one dispatcher has its households begin, and plans them again."""

    def __init__(self, world: World, path: str) -> None:
        self.world = world
        self.base = world.roster.bases[path]
        self.account: Account = world.ledger.accounts[path]
        self.block: CivilianGroup = world.scenario.civilians[path.split(".", 1)[1]]
        self.draws = world.draws.groups[path]
        self.place = world.place(self.base.place)
        self.households = [
            Household(number)
            for number, stays in enumerate(self.draws.stays)
            if not stays and self.draws.people[number]
        ]
        self.loading: dict[int, Household] = {}
        self._not_begun = len(self.households)
        self._last_call = span_seconds(world.value(f"{path}.last_call_hours"))
        self._plan: list[Household] = []
        self._alarm = Alarm(world.instant)
        self._calls: set[int] = set()
        self._to_come = self._sure_notices()

    def start(self) -> None:
        """Begin to listen."""
        world = self.world
        world.groups[self.base.path] = self
        for clause in world.clauses_of(self.base):
            clause.on_public.append(((Rank.PLAN, self.base.path, 0), self.replan))
        self.replan()
        world.instant.process(self.dispatch())
        if self.account.is_out:
            self.account.out.fire()

    # --- planning --------------------------------------------------------------------------

    def due_for(self, household: Household) -> int | None:
        """Due as a household takes it: as publicly known, or earlier by a notice to leave by."""
        dues = [
            due for due in (self.world.public_due_of(self.base), household.by) if due is not None
        ]
        return min(dues, default=None)

    def _sure_notices(self) -> dict[str, float]:
        """Notices to leave that will come whatever happens, each with who heeds it."""
        name = self.base.path.split(".", 1)[1]
        return {
            notice: self.world.value(f"notices.{notice}.heeded_by")
            for notice, block in self.world.scenario.notices.items()
            if name in block.groups
            and block.says != "stay"
            and (not isinstance(block.at, AfterEvent) or block.at.event == "signed")
        }

    def _waits_to_be_told(self, household: Household) -> bool:
        """Whether it is one of those who will be told, and does not know of any due before that."""
        obedience = self.draws.obedience[household.number]
        return household.told is None and any(
            departure.heeds(obedience, heeded_by=share) for share in self._to_come.values()
        )

    def hear(self, notice: str) -> None:
        """A notice is given; those who heed it act by it from now on."""
        self._to_come.pop(notice, None)
        block = self.world.scenario.notices[notice]
        heeded_by = self.world.value(f"notices.{notice}.heeded_by")
        heeding = [
            household
            for household in self.households
            if not household.has_left
            and departure.heeds(self.draws.obedience[household.number], heeded_by=heeded_by)
        ]
        for household in heeding:
            self._heed(household, block)
        if heeding:
            self.replan()

    def _heed(self, household: Household, notice: Notice) -> None:
        now = self.world.now
        household.by = None
        if notice.says == "stay":
            if household.stopped_since is None:
                household.stopped_since = now
            return
        if household.told is None:
            household.told = now
            household.stopped_since = None
        elif household.stopped_since is not None:
            household.stopped += now - household.stopped_since
            household.stopped_since = None
        if notice.says == "leave-by" and notice.by is not None:
            household.by = self.world.roster.second(notice.by)

    def replan(self) -> None:
        """Plan again when each household that has not begun begins, and watch for last calls."""
        draws = self.draws
        waiting = []
        for household in self.households:
            if household.begun is not None:
                continue
            is_unaware = self._waits_to_be_told(household)
            household.due = None if is_unaware else self.due_for(household)
            household.begins = departure.begin_second(
                household.told,
                household.due,
                prepare=draws.prepare[household.number],
                stopped=household.stopped,
                is_stopped=household.stopped_since is not None,
                margin=draws.margin[household.number],
                last_call=self._last_call,
            )
            if household.begins is not None:
                waiting.append(household)
        waiting.sort(key=lambda household: (-(household.begins or 0), -household.number))
        self._plan = waiting
        self._watch_last_calls()
        self._alarm.set(self._next_second())

    def _next_second(self) -> int | None:
        return self._plan[-1].begins if self._plan else None

    def _watch_last_calls(self) -> None:
        """Decide, at each instant at which somebody's last call may come, who leaves then."""
        for due in {
            self.due_for(household) for household in self.households if not household.has_left
        }:
            if due is None:
                continue
            second = max(due - self._last_call, self.world.now + 1)
            if second not in self._calls:
                self._calls.add(second)
                key = (Rank.LAST_CALL, self.base.path, 0)
                self.world.instant.decide(second, key, self._call)

    # --- acting ----------------------------------------------------------------------------

    def dispatch(self) -> Steps:
        """Have households begin, each when its time has come."""
        while self._not_begun:
            second = self._next_second()
            if second is None or second > self.world.now:
                yield self._alarm.until(second)
                continue
            self._begin(self._plan.pop())

    def _begin(self, household: Household) -> None:
        """A household begins to load; without loads, or past its last call, it leaves."""
        world, now = self.world, self.world.now
        household.begun = now
        self._not_begun -= 1
        mover = self._mover(household)
        world.waited(mover, self.place, 0, Cause.NOT_READY, end=now)
        world.record(Kind.BEGIN, mover.subject, mover.number, self.place, people=mover.people)
        loads = self.draws.loads[household.number]
        moment = departure.last_moment(now, household.due, last_call=self._last_call)
        if loads and (moment is None or moment > now):
            self._ask_for_lorries(household, loads)
        else:
            self._abandon(household, loads)
            self._leave(household)

    def _mover(self, household: Household) -> Mover:
        number = household.number
        return Mover(
            self.account.code,
            number,
            CAR,
            vehicles=1 if self.draws.has_vehicle[number] else 0,
            people=self.draws.people[number],
        )

    def _ask_for_lorries(self, household: Household, loads: int) -> None:
        """Its loads need lorries of the pool."""
        assert self.block.loads_by is not None
        pool = self.world.pools[self.block.loads_by]
        number = household.number
        self.loading[number] = household
        self.world.stand(self._mover(household), self.place, Cause.LORRY)
        for part in range(loads):
            job = Job(
                self.base,
                self.account,
                number=number,
                part=part,
                loads=1,
                loading=self.draws.loading[number][part],
                unloading=self.draws.unloading[number][part],
                on_begun=_nothing,
                on_road=_nothing,
            )
            job.on_road = partial(self._on_road, household, job)
            household.jobs.append(job)
            pool.ask(job)

    def _on_road(self, household: Household, job: Job) -> None:
        """A load is on the road; when it was the last, the people follow."""
        household.jobs.remove(job)
        if not household.jobs and not household.has_left:
            self._leave(household)

    def _call(self) -> None:
        """The last call: who is still loading leaves; loads not begun are abandoned."""
        world, now = self.world, self.world.now
        for number in sorted(self.loading):
            household = self.loading[number]
            assert household.begun is not None
            moment = departure.last_moment(
                household.begun, self.due_for(household), last_call=self._last_call
            )
            if moment is None or moment > now:
                continue
            waiting = [job for job in household.jobs if job.is_open]
            assert self.block.loads_by is not None
            for job in waiting:
                world.pools[self.block.loads_by].withdraw(job)
                household.jobs.remove(job)
            self._abandon(household, len(waiting))
            del self.loading[number]
            household.has_left = True
            world.instant.at(now + 1, partial(self._set_out, household))

    def _abandon(self, household: Household, loads: int) -> None:
        if loads:
            self.world.record(
                Kind.ABANDONED, self.account.code, household.number, self.place, loads=loads
            )

    def _leave(self, household: Household) -> None:
        self.loading.pop(household.number, None)
        household.has_left = True
        self._set_out(household)

    def _set_out(self, household: Household) -> None:
        """Its people set out, in their own vehicle or in a pooled one."""
        world = self.world
        mover = self._mover(household)
        world.go_on(mover)
        if self.draws.has_vehicle[household.number]:
            world.instant.process(self.evacuate(mover))
        else:
            self._ask_for_ride(mover)

    def _ask_for_ride(self, mover: Mover) -> None:
        assert self.block.people_by is not None
        number = mover.number
        self.world.stand(mover, self.place, Cause.LORRY)
        self.world.pools[self.block.people_by].ask(
            Job(
                self.base,
                self.account,
                number=number,
                people=mover.people,
                loading=self.draws.boarding[number],
                unloading=self.draws.alighting[number],
                on_begun=lambda: self.world.go_on(mover),
                on_road=_nothing,
            )
        )

    def evacuate(self, mover: Mover) -> Steps:
        """A household drives out in its own vehicle."""
        world = self.world
        world.record(
            Kind.DEPART, mover.subject, mover.number, self.place, people=mover.people, vehicles=1
        )

        def leave(place: str) -> None:
            world.ledger.leave(
                self.account, mover, number=mover.number, place=world.place(place), vehicles=1
            )

        yield world.drive(
            mover,
            self.base.place,
            self.base.destination,
            route=self.base.route,
            on_place=ExitWatch(world.instant, self.base.exits, leave),
        )
        world.ledger.arrive(
            self.account,
            mover,
            number=mover.number,
            place=world.place(self.base.destination),
            vehicles=1,
        )

    def finish(self) -> None:
        """Write down the waits that the end of the run cuts off."""
        for household in self.households:
            if household.begun is None:
                self.world.waited(self._mover(household), self.place, 0, Cause.NOT_READY, end=None)


def _nothing() -> None:
    """Nobody waits for this."""
