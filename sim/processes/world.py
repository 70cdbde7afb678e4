"""The world the actors share: the instant, the roads, the ledger, the agreement, the signals.

Actors change nothing here themselves: they call verbs, and wait for signals.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Protocol

from simpy.events import Event

from sim.catalogue import Cause, Kind, Phase
from sim.clock import span_seconds
from sim.events.log import NOWHERE, Recorder
from sim.network import Edge
from sim.processes.agreement import Agreement, ClauseState
from sim.processes.instant import Act, Doing, Instant, Key, Signal
from sim.processes.jobs import Carrier
from sim.processes.lane import Lane, Mover
from sim.processes.laying import Site, lay_roads, traits_of
from sim.processes.ledger import Ledger
from sim.processes.peace import Peace
from sim.processes.road import OnPlace, Roads
from sim.processes.slots import Slots
from sim.randomness.draws import Draws
from sim.scenario.blocks import AfterEvent, fixed_instant
from sim.scenario.model import Scenario
from sim.scenario.roster import Base, Roster, lane_name
from sim.scenario.words import CLASSES, EVENTS

_HAPPENINGS = Phase.HAPPENINGS
Steps = Generator[Event, None, None]
Way = Generator[Event, None, tuple[Lane, ...]]


class Hearers(Protocol):
    """A civilian group, as notices know it."""

    def hear(self, notice: str) -> None:
        """Its households are told something."""


class World:
    """What one replication is made of."""

    def __init__(self, instant: Instant, roster: Roster, draws: Draws) -> None:
        self.instant = instant
        self.roster = roster
        self.scenario: Scenario = roster.scenario
        self.draws = draws
        self.recorder = Recorder(roster.subjects, roster.places)
        self.codes = {path: code for code, path in enumerate(roster.subjects)}
        self.place_codes = {name: code for code, name in enumerate(roster.places)}
        self._places = {name: self.place_codes[f"places.{name}"] for name in self.scenario.places}
        self.signals = {path: Signal(instant, path) for path in event_paths(self.scenario)}
        self.agreement = Agreement(instant, self.recorder)
        self.ledger = Ledger(instant, self.recorder, self.agreement)
        self.site = Site(instant, self.recorder, roster, draws, self.codes, self.place_codes)
        self.roads = Roads(instant, self.recorder, lay_roads(self.site))
        self.loading = {
            name: Slots(instant, f"places.{name}.loading_points", int(place.loading_points.value))
            for name, place in self.scenario.places.items()
            if place.loading_points is not None
        }
        self.peace = Peace(
            instant, {name: post.covers.areas for name, post in self.scenario.posts.items()}
        )
        self.groups: dict[str, Hearers] = {}
        self.pools: dict[str, Carrier] = {}
        self.planned: dict[str, Callable[[], int]] = {}
        self._not_open: dict[str, set[str]] = {name: set() for name in CLASSES}
        self._cleared: frozenset[str] = frozenset()
        self._routes: dict[tuple[str, str, str, tuple[str, ...]], tuple[Lane, ...] | None] = {}
        self._shut_zones: set[str] = set()
        self._until_clear: list[tuple[tuple[int, int], Event]] = []
        self._until_opening: list[tuple[tuple[int, int], Event]] = []
        self._standing: dict[tuple[int, int], tuple[Mover, int, int, Cause]] = {}

    @property
    def now(self) -> int:
        """The current second."""
        return self.instant.second

    def value(self, path: str) -> float:
        """A number drawn once per run."""
        return self.draws.values[path]

    def optional(self, path: str) -> float | None:
        """A number that the scenario may leave out."""
        return self.draws.values.get(path)

    def place(self, name: str) -> int:
        """The code of a place."""
        return self._places[name]

    # --- recording -------------------------------------------------------------------------

    def record(
        self,
        kind: Kind,
        subject: int,
        number: int = NOWHERE,
        at: int = NOWHERE,
        *,
        people: int = 0,
        vehicles: int = 0,
        loads: int = 0,
        value: int = 0,
        cause: Cause = Cause.NONE,
    ) -> None:
        """Write a row down, now."""
        instant = self.instant
        self.recorder.record(
            instant.second,
            instant.phase,
            kind,
            subject,
            number,
            at,
            people,
            vehicles,
            loads,
            value,
            cause,
        )

    def tell(self, kind: Kind, mover: Mover, at: int) -> None:
        """Write down what a mover does at a place, now, with all it carries."""
        instant = self.instant
        self.recorder.record(
            instant.second,
            instant.phase,
            kind,
            mover.subject,
            mover.number,
            at,
            mover.people,
            mover.vehicles,
            mover.loads,
        )

    def waited(self, mover: Mover, at: int, begin: int, cause: Cause, *, end: int | None) -> None:
        """Write down that a mover waited at a place from a second until another, or to the end."""
        who = mover.subject, mover.number, at, mover.people, mover.vehicles, mover.loads
        if end is None:
            self.recorder.record(begin, _HAPPENINGS, Kind.WAIT_BEGIN, *who, 0, cause)
        elif end > begin:
            ended = self.instant.phase if end == self.instant.second else _HAPPENINGS
            self.recorder.wait(begin, _HAPPENINGS, end, ended, *who, cause)

    def stand(self, mover: Mover, at: int, cause: Cause) -> None:
        """A mover begins to wait for what may come or not before the run ends."""
        self._standing[(mover.subject, mover.number)] = (mover, at, self.instant.second, cause)

    def go_on(self, mover: Mover) -> None:
        """It waits no longer; nothing where it did not."""
        standing = self._standing.pop((mover.subject, mover.number), None)
        if standing is not None and standing[2] < self.instant.second:
            waited, at, begin, cause = standing
            self.waited(waited, at, begin, cause, end=self.instant.second)

    # --- instants and events ---------------------------------------------------------------

    def listen(self, event: str, key: Key, act: Act) -> None:
        """Hear of an event."""
        self.signals[event].listen(key, act)

    def when(self, moment: object, path: str, key: Key, act: Act, undo: Act | None = None) -> None:
        """Decide something at an instant, or so many hours after (or before) an event.

        Args:
            moment: An instant, dated or not, or hours from an event.
            path: Where it stands in the scenario, for its hours.
            key: The order among decisions of the same second.
            act: What to do then.
            undo: What to do where due moves away after that, if it was counted back from due.
        """
        if not isinstance(moment, AfterEvent):
            local = fixed_instant(moment)  # type: ignore[arg-type]
            assert local is not None
            self.instant.decide(max(0, self.roster.second(local)), key, act)
            return
        if moment.before_hours is not None:
            clause = self.agreement.clauses[moment.event.split(".")[1]]
            before = span_seconds(self.value(f"{path}.before_hours"))
            self._before_due(clause, before, key, act=act, undo=undo)
            return
        hours = self.optional(f"{path}.after_hours") or 0.0

        def heard() -> None:
            fired = self.signals[moment.event].second
            assert fired is not None
            self.instant.decide(max(self.now, fired + span_seconds(hours)), key, act)

        if span_seconds(hours) == 0:
            self.listen(moment.event, key, act)
        else:
            self.listen(moment.event, key, heard)

    def _before_due(
        self, clause: ClauseState, before: int, key: Key, *, act: Act, undo: Act | None
    ) -> None:
        """Decide something so long before a clause falls due; look again when due moves."""
        is_done = False

        def look() -> None:
            nonlocal is_done
            if clause.due is None or clause.has_fallen_due:
                return
            second = clause.due - before
            if second > self.now:
                if is_done and undo is not None:
                    undo()
                    is_done = False
                self.instant.decide(second, key, look)
            elif not is_done:
                is_done = True
                act()

        clause.on_agreed.append((key, look))

    # --- roads -----------------------------------------------------------------------------

    def shut_for(self, mover_class: str, road: str) -> None:
        """A road is not yet open to a class: no route leads over it."""
        self._not_open[mover_class].add(road)
        self._routes.clear()

    def open_for(self, mover_class: str, road: str) -> None:
        """A road is now open to a class; who waits for a way looks again a second later."""
        self._not_open[mover_class].discard(road)
        self._routes.clear()
        waiting, self._until_opening = self._until_opening, []
        for _, event in sorted(waiting, key=lambda waiter: waiter[0]):
            self.instant.at(self.now + 1, lambda event=event: self.instant.resume(event))  # type: ignore[misc]

    def clear(self, road: str) -> None:
        """A road is no longer mined: the speeds of its own that classes had there are over."""
        self._cleared |= {road}
        self._routes.clear()
        for mover_class in self.scenario.roads[road].open_to:
            traits = traits_of(self.site, road, mover_class, is_cleared=True)
            self.roads.change_traits(road, mover_class, traits)

    def route(
        self, mover_class: str, origin: str, destination: str, named: Sequence[str] = ()
    ) -> tuple[Lane, ...] | None:
        """The lanes of the way, quickest at most-likely speeds over roads open to the class."""
        key = (mover_class, origin, destination, tuple(named))
        if key not in self._routes:
            shut = frozenset(self._not_open[mover_class])
            if named:
                self._routes[key] = self._named_route(origin, named, shut)
            else:
                path = self.roster.path(mover_class, origin, destination, shut, self._cleared)
                self._routes[key] = None if path is None else tuple(map(self._lane, path))
        return self._routes[key]

    def _lane(self, edge: Edge) -> Lane:
        return self.roads.lanes[lane_name(edge.road, edge.destination)]

    def _named_route(
        self, origin: str, named: Sequence[str], shut: frozenset[str]
    ) -> tuple[Lane, ...] | None:
        if shut & set(named):
            return None
        lanes = []
        for name in named:
            road = self.scenario.roads[name]
            origin = road.to if road.from_ == origin else road.from_
            lanes.append(self.roads.lanes[lane_name(name, origin)])
        return tuple(lanes)

    def drive(
        self,
        mover: Mover,
        origin: str,
        destination: str,
        *,
        route: Sequence[str] = (),
        on_place: OnPlace | None = None,
    ) -> Event:
        """Drive from a place to another; without a way, wait until a road opens."""
        lanes = self.route(mover.mover_class, origin, destination, route)
        if lanes is not None:
            return self.roads.drive(mover, lanes, on_place)
        return Doing(
            self.instant,
            self._drive_once_open(mover, origin, destination, route=route, on_place=on_place),
        )

    def _drive_once_open(
        self,
        mover: Mover,
        origin: str,
        destination: str,
        *,
        route: Sequence[str],
        on_place: OnPlace | None,
    ) -> Steps:
        lanes = yield from self.way(mover, origin, destination, route)
        yield self.roads.drive(mover, lanes, on_place)

    def way(self, mover: Mover, origin: str, destination: str, route: Sequence[str]) -> Way:
        """Wait for a way from a place to another, and hand it over."""
        lanes = self.route(mover.mover_class, origin, destination, route)
        if lanes is None:
            self.stand(mover, self.place(origin), Cause.CLOSED)
        while lanes is None:
            opened = Event(self.instant)
            self._until_opening.append(((mover.subject, mover.number), opened))
            yield opened
            lanes = self.route(mover.mover_class, origin, destination, route)
        self.go_on(mover)
        return lanes

    def free_flow_seconds(self, mover_class: str, origin: str, destination: str) -> int:
        """Free-flow time from a place to another at most-likely speeds; 0 where there is no way."""
        path = self.roster.path(mover_class, origin, destination)
        return sum(edge.seconds for edge in path or ())

    def way_out_seconds(self, mover_class: str, base: Base) -> int:
        """Free-flow time to the nearest exit of its area; 0 where there is no way."""
        paths = [self.roster.path(mover_class, base.place, place) for place in base.exits]
        drives = [sum(edge.seconds for edge in path) for path in paths if path is not None]
        return min(drives, default=0)

    # --- weather ---------------------------------------------------------------------------

    def shut_zone(self, zone: str) -> None:
        """Weather closes the airfields of a zone."""
        self._shut_zones.add(zone)

    def clear_zone(self, zone: str) -> None:
        """They are open again; who waits looks again a second later."""
        self._shut_zones.discard(zone)
        waiting, self._until_clear = self._until_clear, []
        for _, event in sorted(waiting, key=lambda waiter: waiter[0]):
            self.instant.at(self.now + 1, lambda event=event: self.instant.resume(event))  # type: ignore[misc]

    def is_shut(self, zone: str) -> bool:
        """Whether weather closes the airfields of a zone now."""
        return zone in self._shut_zones

    def until_clear(self, zone: str, mover: Mover, at: int) -> Steps:
        """Wait while weather closes a zone."""
        self.stand(mover, at, Cause.WEATHER)
        while self.is_shut(zone):
            cleared = Event(self.instant)
            self._until_clear.append(((mover.subject, mover.number), cleared))
            yield cleared
        self.go_on(mover)

    # --- clauses ---------------------------------------------------------------------------

    def clauses_of(self, base: Base) -> list[ClauseState]:
        """The clauses that concern a unit or group."""
        return [self.agreement.clauses[name] for name in base.clauses]

    def due_of(self, base: Base) -> int | None:
        """The earliest due, as agreed, of the clauses that concern it."""
        return min((c.due for c in self.clauses_of(base) if c.due is not None), default=None)

    def public_due_of(self, base: Base) -> int | None:
        """The same as people know it."""
        return min(
            (c.public_due for c in self.clauses_of(base) if c.public_due is not None),
            default=None,
        )

    def finish(self, end: int) -> None:
        """Write down the waits that the end of the run cuts off."""
        self.roads.finish(end)
        for mover, at, begin, cause in self._standing.values():
            self.waited(mover, at, begin, cause, end=None)


def event_paths(scenario: Scenario) -> list[str]:
    """All events of a scenario that others may wait for."""
    paths = ["signed"]
    blocks: Mapping[str, Mapping[str, object]] = {
        "clauses": scenario.agreement.clauses,
        "extensions": scenario.agreement.extensions,
        "troops": scenario.troops,
        "civilians": scenario.civilians,
        "receiving_armies": scenario.receiving_armies,
        "roads": scenario.roads,
        "clearing_teams": scenario.clearing_teams,
        "posts": scenario.posts,
        "contingents": scenario.contingents,
        "suspensions": scenario.suspensions,
    }
    for collection, events in EVENTS.items():
        paths += [f"{collection}.{name}.{event}" for name in blocks[collection] for event in events]
    return paths
