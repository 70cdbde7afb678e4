"""The roll-out of posts: begun in the order of the plan, dropped on the way, set up and manned."""

from functools import partial

from sim.catalogue import Kind
from sim.processes.instant import Key, Rank
from sim.processes.lane import Mover
from sim.processes.world import Steps, World
from sim.rules import deployment
from sim.scenario.peacekeeping import Post

CLASS = "peacekeepers"


class RollOut:
    """The posts of a contingent.

    Attributes:
        people, vehicles: At the end of the march, free for posts.
        left: Posts not begun yet, in the order of the plan.
    """

    def __init__(self, world: World, contingent: str) -> None:
        self.world = world
        self.path = f"contingents.{contingent}"
        self.block = world.scenario.contingents[contingent]
        self.set_up = world.draws.contingents[self.path].set_up
        self.people = 0
        self.vehicles = 0
        posts = world.scenario.posts
        own = [name for name, post in posts.items() if post.contingent == contingent]
        self.left = sorted(own, key=lambda name: (posts[name].order.value, name))
        self._not_yet = {name for name in own if posts[name].not_before is not None}
        self._most_a_day = int(world.value(f"{self.path}.posts_begun_per_day"))
        self._begun: dict[int, int] = {}

    def _key(self, step: int) -> Key:
        return (Rank.DEPLOY, self.path, step)

    def start(self) -> None:
        """Wait for the instants before which posts are not begun."""
        for name in sorted(self._not_yet):
            moment, path = self._post(name).not_before, f"posts.{name}.not_before"
            # Whoever has come of age in a second has, before any of them is chosen.
            self.world.when(moment, path, self._key(3), partial(self._not_yet.discard, name))
            self.world.when(moment, path, self._key(4), self.roll_out)

    def supply(self, people: int, vehicles: int) -> None:
        """People and vehicles are at the end of the march; posts are begun from them."""
        self.people += people
        self.vehicles += vehicles
        self.world.instant.soon(self._key(4), self.roll_out)

    def roll_out(self) -> None:
        """Begin posts in the order of the plan, until the next one lacks something."""
        for name in [name for name in self.left if name not in self._not_yet]:
            people, vehicles = self._needs(name)
            if self._is_day_full():
                self.world.instant.decide(self._next_day(), self._key(4), self.roll_out)
                return
            if not deployment.can_man(
                people=self.people,
                vehicles=self.vehicles,
                needed_people=people,
                needed_vehicles=vehicles,
            ):
                return
            self.people -= people
            self.vehicles -= vehicles
            self._begin(name, origin=self.block.march.to)

    def drop(self, place: str, *, people: int, vehicles: int) -> tuple[int, int]:
        """Begin the posts of a place a march unit passes; somebody and something drives on.

        Returns:
            People and vehicles that stay behind.
        """
        dropped = [0, 0]
        here = [name for name in self.left if self._post(name).place == place]
        for name in [name for name in here if name not in self._not_yet]:
            needed = self._needs(name)
            if self._is_day_full() or not deployment.can_man(
                people=people - dropped[0] - 1,
                vehicles=max(0, vehicles - dropped[1] - 1),
                needed_people=needed[0],
                needed_vehicles=needed[1],
            ):
                break
            dropped[0] += needed[0]
            dropped[1] += needed[1]
            self._begin(name, origin=place)
        return dropped[0], dropped[1]

    def _post(self, name: str) -> Post:
        return self.world.scenario.posts[name]

    def _needs(self, name: str) -> tuple[int, int]:
        """People and vehicles a post takes."""
        value = self.world.value
        return int(value(f"posts.{name}.personnel")), int(value(f"posts.{name}.vehicles"))

    def _day(self) -> int:
        return self.world.roster.calendar.local(self.world.now).toordinal()

    def _is_day_full(self) -> bool:
        return self._begun.get(self._day(), 0) >= self._most_a_day

    def _next_day(self) -> int:
        """The second of the next local midnight."""
        calendar = self.world.roster.calendar
        today = calendar.local(self.world.now).replace(hour=0, minute=0, second=0)
        return calendar.add_days(calendar.second(today), 1)

    def _begin(self, name: str, *, origin: str) -> None:
        world = self.world
        self.left.remove(name)
        self._begun[self._day()] = self._begun.get(self._day(), 0) + 1
        people, vehicles = self._needs(name)
        code = world.codes[f"posts.{name}"]
        at = world.place(self._post(name).place)
        world.record(Kind.POST_BEGUN, code, at=at, people=people, vehicles=vehicles)
        mover = Mover(code, 0, CLASS, vehicles=vehicles, people=people)
        world.instant.launch(self.man(name, mover, origin))

    def man(self, name: str, mover: Mover, origin: str) -> Steps:
        """Those of a post drive there and set it up; then it is manned."""
        world, place = self.world, self._post(name).place
        at = world.place(place)
        if origin != place:
            self._tell(Kind.DEPART, mover, world.place(origin))
            yield world.drive(mover, origin, place)
            self._tell(Kind.ARRIVE, mover, at)
        yield world.instant.after(self.set_up[name])
        world.record(
            Kind.MANNED, mover.subject, at=at, people=mover.people, vehicles=mover.vehicles
        )
        world.instant.soon(self._key(5), partial(world.peace.man, name))
        world.signals[f"posts.{name}.manned"].fire()

    def _tell(self, kind: Kind, mover: Mover, at: int) -> None:
        self.world.record(
            kind, mover.subject, mover.number, at, people=mover.people, vehicles=mover.vehicles
        )
