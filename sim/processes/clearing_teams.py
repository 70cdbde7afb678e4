"""Clearing teams: they open mined roads, one after another."""

from functools import partial

from sim.catalogue import Kind
from sim.clock import duration_seconds
from sim.processes.instant import Rank
from sim.processes.world import Steps, World
from sim.scenario.peacekeeping import ClearingTeam
from sim.scenario.roster import lane_name


class Team:
    """A clearing team: it works through its roads at its rate."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.path = f"clearing_teams.{name}"
        self.block: ClearingTeam = world.scenario.clearing_teams[name]

    def start(self) -> None:
        """Wait for the day it begins."""
        world = self.world
        world.when(
            self.block.begins,
            f"{self.path}.begins",
            (Rank.DEPLOY, self.path, 0),
            lambda: world.instant.launch(self.clear()),
        )

    def clear(self) -> Steps:
        """Clear road after road; each is told when it is done."""
        world = self.world
        code = world.codes[self.path]
        rate = world.value(f"{self.path}.km_per_day")
        for road in self.block.roads:
            km = world.optional(f"roads.{road}.mined_km") or 0.0
            at = world.place_codes[lane_name(road, world.scenario.roads[road].to)]
            world.record(Kind.CLEARING, code, at=at)
            yield world.instant.after(duration_seconds(km / rate * 24))
            world.record(Kind.CLEARED, code, at=at)
            world.instant.soon((Rank.ROAD, f"{self.path}.{road}", 0), partial(world.clear, road))
            world.signals[f"roads.{road}.cleared"].fire()
        world.signals[f"{self.path}.done"].fire()
