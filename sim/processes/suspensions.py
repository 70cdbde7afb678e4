"""Suspensions: a side releases no convoy for a while, by date or after a violation."""

from sim.catalogue import Kind
from sim.clock import duration_seconds
from sim.processes.instant import Rank
from sim.processes.world import World
from sim.scenario.hazards import Suspension


class Halt:
    """One suspension, dated or waiting for a violation."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.path = f"suspensions.{name}"
        self.block: Suspension = world.scenario.suspensions[name]
        self._has_begun = False

    def start(self) -> None:
        """Wait for its date, or for the violation that it follows."""
        world = self.world
        key = (Rank.SUSPENSION, self.path, 0)
        if self.block.begins is not None:
            world.when(self.block.begins, f"{self.path}.begins", key, self.begin)
        if self.block.after_violation_probability is not None:
            world.peace.on_violation.append(self._hear)

    def _hear(self, number: int) -> None:
        draws = self.world.draws.suspensions[self.path]
        probability = self.world.value(f"{self.path}.after_violation_probability")
        if not self._has_begun and draws[number] < probability:
            self.begin()

    def begin(self) -> None:
        """From now on the side releases nothing; due is kept, or moves by as long."""
        world = self.world
        if self._has_begun:
            return
        self._has_begun = True
        seconds = duration_seconds(world.value(f"{self.path}.lasts_hours"))
        world.record(Kind.SUSPENDED, world.codes[self.path], value=seconds)
        world.peace.suspend(self.block.party)
        world.signals[f"{self.path}.begun"].fire()
        if self.block.due == "moved":
            self._move_due(world.peace.lost(self.block.party, until=world.now + seconds))
        key = (Rank.SUSPENSION, self.path, 1)
        world.instant.decide(world.now + seconds, key, self.end)

    def _move_due(self, seconds: int) -> None:
        """The side's clauses fall due later by the time that is lost."""
        world = self.world
        for name, clause in sorted(world.agreement.clauses.items()):
            if world.scenario.agreement.clauses[name].party == self.block.party and seconds:
                world.agreement.shift(clause, seconds)

    def end(self) -> None:
        """The side releases convoys again, and plans what is left."""
        world = self.world
        world.record(Kind.RESUMED, world.codes[self.path])
        world.peace.take_up(self.block.party)
        world.signals[f"{self.path}.ended"].fire()
