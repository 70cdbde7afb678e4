"""Violations: candidates drawn before the run happen where nobody watches, and what follows."""

from functools import partial

from sim.catalogue import Cause, Kind
from sim.processes.instant import Rank
from sim.processes.world import World
from sim.randomness.hazards import Candidate
from sim.rules import hazard
from sim.scenario.hazards import Violations


class Front:
    """The violations of a run."""

    def __init__(self, world: World, block: Violations) -> None:
        self.world = world
        self.block = block
        self._in_contact: set[str] = set()

    def start(self) -> None:
        """Know where the sides are in contact, and wait for the candidates."""
        world = self.world
        for area, contact in sorted(self.block.areas.items()):
            path = f"violations.areas.{area}"
            key = (Rank.CONTACT, path, 0)
            if contact.begins is None:
                self._in_contact.add(area)
            else:
                world.when(
                    contact.begins,
                    f"{path}.begins",
                    key,
                    partial(self._in_contact.add, area),
                )
            if contact.ends is not None:
                world.when(
                    contact.ends,
                    f"{path}.ends",
                    key,
                    partial(self._in_contact.discard, area),
                )
        for number, candidate in enumerate(world.draws.violations):
            world.instant.decide(
                candidate.second,
                (Rank.VIOLATION, "violations", number),
                partial(self._try, number, candidate),
            )

    def _try(self, number: int, candidate: Candidate) -> None:
        """A candidate: it happens, or a post that covers the area keeps it from happening."""
        world = self.world
        if candidate.area not in self._in_contact or not hazard.happens(
            candidate.mark,
            is_covered=world.peace.is_covered(candidate.area),
            covered_factor=world.value("violations.covered_factor"),
        ):
            return
        at = world.place_codes[f"areas.{candidate.area}"]
        world.record(Kind.VIOLATION, world.codes["violations"], number, at)
        if candidate.pause < world.value("violations.pause_probability"):
            self._pause(candidate)
        if candidate.impatience < world.value("violations.impatience_probability"):
            world.peace.patience_is_over = True
        if candidate.collapse < world.value("violations.collapse_probability"):
            world.record(Kind.COLLAPSED, world.codes["violations"], number, at)
            world.peace.collapse()
        else:
            world.peace.violate(number)

    def _pause(self, candidate: Candidate) -> None:
        """Roads that touch the area grant nothing for a while."""
        world = self.world
        places = world.scenario.areas[candidate.area].places
        roads = [
            name
            for name, road in sorted(world.scenario.roads.items())
            if road.from_ in places or road.to in places
        ]
        stops = [(road, world.roads.close(road, Cause.PAUSE)) for road in roads]

        def resume() -> None:
            for road, stop in stops:
                world.roads.reopen(road, stop)

        world.instant.decide(
            world.now + candidate.pause_seconds, (Rank.ROAD, "violations", 0), resume
        )
