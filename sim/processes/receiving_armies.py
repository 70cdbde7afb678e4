"""The receiving army: its columns stand ready, enter after due, and reach their places in order."""

from sim.catalogue import Kind
from sim.clock import span_seconds
from sim.processes.instant import Rank
from sim.processes.lane import Mover
from sim.processes.world import Steps, World
from sim.rules import entry
from sim.scenario.actors import ReceivingArmy

CLASS = "receiving"


class Army:
    """A receiving army: one decision to enter, then columns on the road."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.path = f"receiving_armies.{name}"
        self.block: ReceivingArmy = world.scenario.receiving_armies[name]
        self.clause = world.agreement.clauses[self.block.clause]
        self.columns = {column: self._mover(column) for column in sorted(self.block.columns)}
        self._planned: int | None = None
        self._has_entered = False

    def value(self, key: str) -> float:
        """One of its numbers."""
        return self.world.value(f"{self.path}.{key}")

    def _mover(self, column: str) -> Mover:
        path = f"{self.path}.columns.{column}"
        world = self.world
        return Mover(
            world.codes[path],
            0,
            CLASS,
            vehicles=int(world.value(f"{path}.vehicles")),
            people=int(world.value(f"{path}.personnel")),
            most_speed_kmh=world.value(f"{path}.advance_speed_kmh"),
        )

    def start(self) -> None:
        """Write the columns down, and wait for the clause to fall due."""
        world = self.world
        at = world.place(self.block.entry)
        for column in self.columns.values():
            world.record(
                Kind.PRESENT,
                column.subject,
                column.number,
                at,
                people=column.people,
                vehicles=column.vehicles,
            )
        world.listen(f"clauses.{self.clause.name}.due", self._key(), self._plan)
        for account in world.ledger.accounts.values():
            if account.area == self.block.area:
                world.listen(f"{account.path}.out", self._key(), self._look)

    def _key(self) -> tuple[int, str, int]:
        return (Rank.ENTRY, self.path, 0)

    def _plan(self) -> None:
        """The clause has fallen due, as moved: enter so many hours after it, once ready."""
        world = self.world
        due = self.clause.due
        assert due is not None
        after = due + span_seconds(self.value("enters_after_due_hours"))
        ready = span_seconds(self.value("ready_after_hours"))
        self._planned = max(after, ready, world.now)
        if self._planned <= world.now:
            self._look()
        else:
            world.instant.decide(self._planned, self._key(), self._look)

    def _look(self) -> None:
        """Enter, or wait for those who are late."""
        world = self.world
        if self._has_entered or self._planned is None or world.now < self._planned:
            return
        wait = span_seconds(self.value("wait_hours")) if self.block.wait_hours is not None else 0
        if entry.may_enter(
            late_area=self.block.late_area,
            is_empty=world.ledger.is_empty(self.block.area, waits_for=self.block.waits_for),
            waited_seconds=world.now - self._planned,
            wait_seconds=wait,
        ):
            self._enter()
        elif self.block.late_area == "waits-hours":
            world.instant.decide(self._planned + wait, self._key(), self._look)

    def _enter(self) -> None:
        """The first column crosses a second after the decision."""
        self._has_entered = True
        self.world.instant.at(self.world.now + 1, self._cross)

    def _cross(self) -> None:
        world = self.world
        world.record(
            Kind.ENTERED,
            world.codes[self.path],
            at=world.place(self.block.entry),
            people=sum(column.people for column in self.columns.values()),
            vehicles=sum(column.vehicles for column in self.columns.values()),
        )
        world.signals[f"{self.path}.entered"].fire()
        for column, mover in self.columns.items():
            world.instant.process(self.advance(column, mover))

    def advance(self, column: str, mover: Mover) -> Steps:
        """One column reaches its places in order."""
        world = self.world
        origin = self.block.entry
        world.record(
            Kind.DEPART,
            mover.subject,
            mover.number,
            world.place(origin),
            people=mover.people,
            vehicles=mover.vehicles,
        )
        for place in self.block.columns[column].reaches:
            yield world.drive(mover, origin, place)
            world.record(
                Kind.REACHED,
                mover.subject,
                mover.number,
                world.place(place),
                people=mover.people,
                vehicles=mover.vehicles,
            )
            origin = place
