"""Closings: windows, night, and roads not yet open to a class."""

from sim.catalogue import Cause, Kind
from sim.processes.instant import Rank
from sim.processes.lane import Stop
from sim.processes.world import World
from sim.scenario.geography import Closing, OpenTo
from sim.scenario.roster import day_parts
from sim.scenario.words import CLASSES


def watch_roads(world: World) -> None:
    """Close and open all roads as the scenario says."""
    for name, road in sorted(world.scenario.roads.items()):
        for window, closing in sorted(road.closings.items()):
            _watch_window(world, name, window, closing)
        for mover_class in sorted(CLASSES):
            if mover_class in road.open_to:
                _watch_opening(world, name, mover_class)
            else:
                world.signals[f"roads.{name}.opened-to-{mover_class}"].fire(0)
    _watch_night(world)


def _watch_window(world: World, road: str, window: str, closing: Closing) -> None:
    path = f"roads.{road}.closings.{window}"
    key = (Rank.ROAD, path, 0)
    held: list[Stop] = []
    over: list[bool] = []

    def close() -> None:
        if not over:
            held.append(world.roads.close(road, Cause.CLOSED, closing.classes))

    def lift() -> None:
        while held:
            world.roads.reopen(road, held.pop())

    def reopen() -> None:
        over.append(True)
        lift()

    world.when(closing.closed_from, f"{path}.closed_from", key, close, undo=lift)
    if closing.closed_until is not None:
        world.when(closing.closed_until, f"{path}.closed_until", (*key[:2], 1), reopen)


def _watch_opening(world: World, road: str, mover_class: str) -> None:
    """A class may use a road from an instant or event on; until then no route leads over it."""
    opening = world.scenario.roads[road].open_to[mover_class]
    path = f"roads.{road}.open_to.{mover_class}"
    world.shut_for(mover_class, road)
    stop = world.roads.close(road, Cause.CLOSED, (mover_class,))
    if opening == "never":
        return
    moment = opening.opens if isinstance(opening, OpenTo) else opening
    below = f"{path}.opens" if isinstance(opening, OpenTo) else path

    def open_up() -> None:
        world.roads.reopen(road, stop)
        world.open_for(mover_class, road)
        bit = 1 << CLASSES.index(mover_class)
        world.record(Kind.OPENED_TO, world.codes[f"roads.{road}"], value=bit)
        world.signals[f"roads.{road}.opened-to-{mover_class}"].fire()

    world.when(moment, below, (Rank.ROAD, path, 0), open_up)


def _watch_night(world: World) -> None:
    """At night the classes it binds enter no road."""
    night = world.scenario.night
    if night is None or not night.binds:
        return
    for road in sorted(world.scenario.roads):
        held: list[Stop] = []
        key = (Rank.ROAD, f"roads.{road}.night", 0)

        def fall(road: str = road, held: list[Stop] = held) -> None:
            held.append(world.roads.close(road, Cause.NIGHT, night.binds))

        def lift(road: str = road, held: list[Stop] = held) -> None:
            while held:
                world.roads.reopen(road, held.pop())

        before = False
        for part in day_parts(world.roster):
            if part.is_night != before:
                world.instant.decide(part.begin, key, fall if part.is_night else lift)
            before = part.is_night
