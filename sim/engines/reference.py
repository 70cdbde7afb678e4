"""The reference engine: SimPy processes over the pure rules; the cast is wired on this page."""

import gc
from collections.abc import Callable
from typing import Protocol

from sim.catalogue import Kind, Phase
from sim.errors import ModelBug
from sim.events.log import EventLog
from sim.processes import notices
from sim.processes.civilians import Group
from sim.processes.clauses import open_clauses, watch
from sim.processes.clearing_teams import Team
from sim.processes.closings import watch_roads
from sim.processes.contingents import Peacekeepers
from sim.processes.entrance import OutOfBreakdowns
from sim.processes.extensions import Negotiation
from sim.processes.flows import Stream
from sim.processes.instant import Instant
from sim.processes.ledger import Account
from sim.processes.receiving_armies import Army
from sim.processes.suspensions import Halt
from sim.processes.troops import Unit
from sim.processes.vehicle_pools import Pool
from sim.processes.violations import Front
from sim.processes.weather import Skies
from sim.processes.world import World
from sim.randomness.draws import BREAKDOWNS, Draws, draw
from sim.scenario.roster import Roster

MOST_BREAKDOWNS = 1 << 20
MANY_ROWS = 1 << 19
"""Beyond so many rows the cast, which refers to itself in circles, is cleared away at once: what it
holds is hundreds of megabytes, and the time that takes no longer counts."""
COLLAPSED = 2
"""What `ended` says of a run that a violation ended."""


def simulate(
    roster: Roster,
    *,
    seed: int,
    replication: int,
    make_instant: Callable[[], Instant] = Instant,
) -> EventLog:
    """Run one replication.

    The same (roster, seed, replication) gives the same log, byte for byte. A run that needs more
    breakdowns than were drawn is repeated with twice as many: same addresses, same values.

    Args:
        roster: Who takes part.
        seed, replication: Which of all the possible runs.
        make_instant: The environment of the run; tests bring one that shuffles ties.

    Raises:
        ModelBug: If an invariant of the program itself is broken.
    """
    breakdowns = BREAKDOWNS
    while breakdowns <= MOST_BREAKDOWNS:
        draws = draw(roster, seed=seed, replication=replication, breakdowns=breakdowns)
        try:
            log = Run(roster, draws, make_instant()).log()
        except OutOfBreakdowns:
            breakdowns *= 2
            continue
        del draws
        if len(log) > MANY_ROWS:
            gc.collect()
        return log
    raise ModelBug("more breakdowns than anybody could draw", seed=seed, replication=replication)


class Actor(Protocol):
    """Somebody who acts."""

    def start(self) -> None:
        """Begin."""


class Waiter(Protocol):
    """Somebody whose waits the end of a run may cut off."""

    def finish(self) -> None:
        """Write them down."""


class Run:
    """One replication: the world and its cast."""

    def __init__(self, roster: Roster, draws: Draws, instant: Instant) -> None:
        self.world = World(instant, roster, draws)
        world, scenario = self.world, roster.scenario
        open_clauses(world)
        self._open_accounts()
        watch_roads(world)
        self.pools = [Pool(world, name) for name in sorted(scenario.vehicle_pools)]
        self.groups = [Group(world, f"civilians.{name}") for name in sorted(scenario.civilians)]
        self.units = [Unit(world, f"troops.{name}") for name in sorted(scenario.troops)]
        streams = [Stream(world, name) for name in sorted(scenario.flows)]
        armies = [Army(world, name) for name in sorted(scenario.receiving_armies)]
        peacekeepers = [Peacekeepers(world, name) for name in sorted(scenario.contingents)]
        teams = [Team(world, name) for name in sorted(scenario.clearing_teams)]
        halts = [Halt(world, name) for name in sorted(scenario.suspensions)]
        hazards: list[Actor] = [Skies(world)] if scenario.weather else []
        hazards += [Front(world, scenario.violations)] if scenario.violations else []
        cast: list[Actor] = [
            *self.pools,
            *self.groups,
            *self.units,
            *streams,
            *armies,
            *peacekeepers,
            *teams,
            *halts,
            *hazards,
        ]
        for actor in cast:
            actor.start()
        for name in sorted(scenario.notices):
            notices.give(world, name)
        for name, extension in sorted(scenario.agreement.extensions.items()):
            for clause in sorted(set(extension.clauses)):
                Negotiation(world, name, clause).start()
        for name in sorted(scenario.agreement.clauses):
            watch(world, name)
        instant.at(max(0, roster.signed), lambda: world.signals["signed"].fire(roster.signed))

    def _open_accounts(self) -> None:
        """Everybody who is present at the start."""
        world = self.world
        for path, base in sorted(world.roster.bases.items()):
            account = Account(
                path=path,
                code=world.codes[path],
                area=base.area,
                out=world.signals[f"{path}.out"],
            )
            if account.is_troops:
                unit = world.draws.units[path]
                account.people = sum(unit.personnel)
                account.vehicles = sum(unit.vehicles)
                account.loads = len(unit.lift_loading)
                account.equipment = {kind: sum(found) for kind, found in unit.equipment.items()}
            else:
                group = world.draws.groups[path]
                leaves = [not stays for stays in group.stays]
                account.people = sum(group.people)
                account.stays = sum(
                    people for people, goes in zip(group.people, leaves, strict=True) if not goes
                )
                account.vehicles = sum(
                    has for has, goes in zip(group.has_vehicle, leaves, strict=True) if goes
                )
                account.loads = sum(
                    loads for loads, goes in zip(group.loads, leaves, strict=True) if goes
                )
            world.ledger.open(account, world.place(base.place))

    def log(self) -> EventLog:
        """Run to the end and hand over the log."""
        world = self.world
        end = world.roster.end
        is_finished = world.instant.run_to(end)
        collapsed = world.peace.collapsed
        if collapsed is not None:
            end = collapsed
        waiting: list[Waiter] = [*self.pools, *self.groups, *self.units]
        for actor in waiting:
            actor.finish()
        world.finish(end)
        # A breakdown may end after all who move have come to rest.
        last = max(world.now, world.recorder.last(end)) if is_finished else end
        value = int(is_finished) if collapsed is None else COLLAPSED
        world.recorder.record(
            last,
            Phase.DECISIONS,
            Kind.ENDED,
            world.codes["run"],
            value=value,
        )
        return world.recorder.log(end)
