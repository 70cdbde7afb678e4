"""Weather: one regional severity a day, and what it means in each zone."""

from functools import partial

from sim.catalogue import Cause, Kind
from sim.processes.instant import Rank
from sim.processes.lane import Stop
from sim.processes.world import World
from sim.rules.hazard import weather_state

FAIR = "fair"


class Skies:
    """The weather of a run: at each midnight the zones take the new day's state."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.state = dict.fromkeys(sorted(world.draws.weather.slow_above), FAIR)
        self._stops: dict[str, Stop] = {}

    def start(self) -> None:
        """Turn the weather at the start and at every local midnight."""
        world = self.world
        days = [0, *world.roster.calendar.midnights(world.roster.end)]
        for day, second in enumerate(days):
            world.instant.decide(
                second,
                (Rank.WEATHER, "weather", day),
                partial(self.turn, day),
            )

    def turn(self, day: int) -> None:
        """A new day's severity: roads slow down, close or open."""
        draws = self.world.draws.weather
        for zone in self.state:
            state = weather_state(
                draws.severity[day],
                slow_above=draws.slow_above[zone],
                closed_above=draws.closed_above[zone],
            )
            if state != self.state[zone]:
                self._change(zone, state)

    def _change(self, zone: str, state: str) -> None:
        world = self.world
        before, self.state[zone] = self.state[zone], state
        world.record(
            Kind.WEATHER,
            world.codes["weather"],
            at=world.place_codes[f"zones.{zone}"],
            value=("fair", "slow", "closed").index(state),
        )
        factor = 1.0 if state == FAIR else world.value(f"weather.zones.{zone}.slow_factor")
        for road, block in sorted(world.scenario.roads.items()):
            if block.weather_zone != zone:
                continue
            world.roads.slow(road, factor)
            if state == "closed":
                self._stops[road] = world.roads.close(road, Cause.WEATHER)
            elif before == "closed":
                world.roads.reopen(road, self._stops.pop(road))
        if state == "closed":
            world.shut_zone(zone)
        elif before == "closed":
            world.clear_zone(zone)
