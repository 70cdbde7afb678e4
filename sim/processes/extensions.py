"""Extensions: the leaving party projects, asks through the mediator, and is answered or not."""

from dataclasses import dataclass

from sim.catalogue import Kind
from sim.clock import DAY, HOUR, span_seconds
from sim.processes.agreement import ClauseState
from sim.processes.instant import Rank
from sim.processes.lane import Lane
from sim.processes.world import World
from sim.rules import answer, projection
from sim.scenario.agreement import Extension, GrantPatience, GrantProbability, Stands

NEVER_ASKED = -(10**12)


@dataclass(slots=True)
class Projection:
    """What a party believes when it reviews.

    Attributes:
        out: The second at which its last will be out.
        vehicles_per_hour: The capacity it counts on.
    """

    out: int
    vehicles_per_hour: float


class Negotiation:
    """One clause under its policy: reviews, requests and answers, one request at a time."""

    def __init__(self, world: World, name: str, clause: str) -> None:
        self.world = world
        self.name = name
        self.path = f"agreement.extensions.{name}"
        self.block: Extension = world.scenario.agreement.extensions[name]
        self.clause: ClauseState = world.agreement.clauses[clause]
        self.draws = world.draws.requests[(name, clause)]
        self.requests = 0
        self._refused_at = NEVER_ASKED
        self._readies: list[int] = []
        self._asked_days = 0
        self._request = 0

    def value(self, key: str) -> float:
        """One of the policy's numbers."""
        return self.world.value(f"{self.path}.{key}")

    def start(self) -> None:
        """Review from the signing on."""
        world = self.world
        if isinstance(self.block.pending_at_due, Stands):
            self.clause.stands_seconds = span_seconds(self.value("pending_at_due.stands_hours"))
        self.clause.on_lapsed.append(self._lapse)
        self._readies = [
            span_seconds(world.value(f"receiving_armies.{name}.ready_after_hours"))
            for name, army in world.scenario.receiving_armies.items()
            if army.clause == self.clause.name
        ]
        first = max(world.roster.signed, 0) + span_seconds(self.value("review_every_hours"))
        world.instant.decide(first, self._key(), self.review)

    def _key(self) -> tuple[int, str, int]:
        return (Rank.REVIEW, f"{self.path}.{self.clause.name}", 0)

    # --- the leaving party -----------------------------------------------------------------

    def review(self) -> None:
        """Project when the last will be out; ask for more time if that is too late."""
        world, clause = self.world, self.clause
        if clause.completed is not None or clause.has_fallen_due:
            return
        every = max(1, span_seconds(self.value("review_every_hours")))
        world.instant.decide(world.now + every, self._key(), self.review)
        if clause.due is None or world.now >= clause.due or not self._may_ask():
            return
        late = self.project().out - clause.due
        if late > span_seconds(self.value("ask_if_late_by_hours")):
            self.ask(late)

    def _may_ask(self) -> bool:
        again = self._refused_at + span_seconds(self.value("ask_again_after_hours"))
        return (
            not self.clause.is_pending
            and self.requests < int(self.value("most_requests"))
            and self.clause.extensions < int(self.value("most_extensions"))
            and self.world.now >= again
        )

    def project(self) -> Projection:
        """When the party believes its last will be out of what the clause concerns."""
        world = self.world
        vehicles = loads = travel = 0
        fleet = 0.0
        last_planned = world.now
        for path in world.roster.members[self.clause.name]:
            account = world.ledger.accounts[path]
            base = world.roster.bases[path]
            if account.is_out:
                continue
            # What people will still want to carry nobody knows; what they ask for shows.
            vehicles += account.vehicles - account.vehicles_out + account.loads_waiting
            loads += account.loads_waiting
            mover_class = "troops" if account.is_troops else "car"
            travel = max(travel, world.way_out_seconds(mover_class, base))
            fleet = max(fleet, self._cycle(path))
            if path in world.planned:
                last_planned = max(last_planned, world.planned[path]())
        rate = self._vehicles_per_hour()
        out = projection.projected_out_second(
            world.now,
            vehicles_left=vehicles,
            vehicles_per_hour=rate,
            loads_left=loads,
            cycle_seconds=fleet,
            lorries=self._lorries(),
            last_planned=last_planned,
            travel=travel,
        )
        return Projection(out=out, vehicles_per_hour=rate)

    def _pools(self, path: str) -> list[str]:
        kind, name = path.split(".", 1)
        if kind == "troops":
            pool = self.world.scenario.troops[name].lifted_by
        else:
            pool = self.world.scenario.civilians[name].loads_by
        return [pool] if pool else []

    def _cycle(self, path: str) -> float:
        place = self.world.roster.bases[path].place
        return max(
            (self.world.pools[pool].cycle_seconds(place) for pool in self._pools(path)), default=0.0
        )

    def _lorries(self) -> int:
        """Room for loads of the pools that serve those the clause concerns."""
        names = {
            pool
            for path in self.world.roster.members[self.clause.name]
            for pool in self._pools(path)
        }
        pools = [self.world.pools[name] for name in sorted(names)]
        return sum(pool.vehicles * pool.per_trip() for pool in pools)

    def _vehicles_per_hour(self) -> float:
        """The capacity it counts on: the least that a standing queue on its way out reveals."""
        world = self.world
        begin = max(0, world.now - DAY)
        planned = self.value("planned_vehicles_per_hour")
        rates = [planned]
        for lane in self._ways_out():
            stood = lane.stood_seconds(begin, world.now)
            if stood and world.now - begin == DAY:
                everybody, own = lane.discharged(begin, world.now, self._own_subjects())
                rates.append(
                    projection.revealed_vehicles_per_hour(
                        everybody,
                        own,
                        stood_seconds=stood,
                        window_seconds=DAY,
                        planned_vehicles_per_hour=planned,
                    )
                )
        return min(rates)

    def _ways_out(self) -> list[Lane]:
        """Lanes on the ways of those the clause concerns, up to the first exit."""
        lanes = {}
        for path in self.world.roster.members[self.clause.name]:
            base = self.world.roster.bases[path]
            mover_class = "troops" if path.startswith("troops.") else "car"
            way = self.world.route(mover_class, base.place, base.destination, base.route)
            for lane in way or ():
                lanes[lane.name] = lane
                if lane.destination in base.exits:
                    break
        return [lanes[name] for name in sorted(lanes)]

    def _own_subjects(self) -> set[int]:
        members = self.world.roster.members[self.clause.name]
        own = {self.world.codes[path] for path in members}
        return own | {
            self.world.codes[f"vehicle_pools.{pool}"]
            for path in members
            for pool in self._pools(path)
        }

    def ask(self, late_seconds: int) -> None:
        """Ask for more time; the request travels through the mediator."""
        world = self.world
        days = projection.extension_days(
            late_seconds / HOUR,
            prudence=self.value("ask.prudence"),
            round_up_to_days=int(self.value("ask.round_up_to_days")),
            most_days=int(self.value("ask.most_days")),
        )
        if days == 0:
            return
        self._request = self.requests
        self._asked_days = days
        self.requests += 1
        self.clause.is_pending = True
        world.record(Kind.ASKED, self.clause.code, self._request, value=days)
        world.signals[f"extensions.{self.name}.asked"].fire()
        relayed = world.now + max(1, self.draws.relay[self._request])
        request = self._request
        world.instant.at(relayed, lambda: self._relay(request))

    # --- the mediator and the answering side -------------------------------------------------

    def _is_open(self, request: int) -> bool:
        return self.clause.is_pending and request == self._request

    def _relay(self, request: int) -> None:
        if not self._is_open(request):
            return
        world = self.world
        world.record(Kind.RELAYED, self.clause.code, request, value=self._asked_days)
        key = (Rank.ANSWER, f"{self.path}.{self.clause.name}", request)
        answered = world.now + self.draws.answer[request]
        world.instant.decide(answered, key, lambda: self._answer(request))

    def _answer(self, request: int) -> None:
        """The answer: so many days, or a refusal; people hear of it later."""
        if not self._is_open(request):
            return
        world = self.world
        days = self._granted_days()
        if days > 0:
            world.record(Kind.GRANTED, self.clause.code, request, value=days)
            self._extend(days)
            world.signals[f"extensions.{self.name}.agreed"].fire()
        else:
            world.record(Kind.REFUSED, self.clause.code, request, value=self._asked_days)
            self._refused_at = world.now
            world.signals[f"extensions.{self.name}.refused"].fire()
        world.agreement.close_request(self.clause)
        later = self.draws.public[request]
        if later <= 0:
            self._publish()
        else:
            world.instant.at(world.now + later, self._publish)

    def _publish(self) -> None:
        for clause in self._moved():
            self.world.agreement.publish(clause)
        self.world.signals[f"extensions.{self.name}.public"].fire()

    def _moved(self) -> list[ClauseState]:
        clauses = self.world.agreement.clauses
        return [self.clause, *(clauses[name] for name in sorted(set(self.block.moves_also)))]

    def _extend(self, days: int) -> None:
        for clause in self._moved():
            if clause.due is not None:
                due = self.world.roster.calendar.add_days(clause.due, days)
                self.world.agreement.extend(clause, due)

    def _granted_days(self) -> int:
        grant = self.block.grant
        if grant == "never":
            return 0
        if isinstance(grant, GrantProbability):
            return answer.granted_by_probability(
                self._asked_days,
                uniform=self.draws.grant[self._request],
                probability=self.value("grant.probability"),
            )
        if isinstance(grant, GrantPatience):
            return answer.granted_by_patience(self._asked_days, patience_days=self._patience())
        return self._asked_days

    def _patience(self) -> float:
        due = self.clause.due or 0
        lacks = max((ready - due for ready in self._readies), default=0)
        return answer.patience_days(
            uniform=self.world.draws.patience[self.name],
            none_probability=self.value("grant.patience.none_probability"),
            days=self.value("grant.patience.days"),
            earlier_extensions=self.clause.extensions,
            has_breached=self._has_breached() or self.world.peace.patience_is_over,
            readiness_lacks_days=max(0, lacks) / DAY,
        )

    def _has_breached(self) -> bool:
        """Whether the side that asks has missed another of its clauses."""
        clauses = self.world.scenario.agreement.clauses
        return any(
            state.missed
            for name, state in self.world.agreement.clauses.items()
            if clauses[name].party == self.block.asked_by
        )

    def _lapse(self) -> None:
        self._refused_at = self.world.now
        self.world.signals[f"extensions.{self.name}.refused"].fire()


__all__ = ["Negotiation"]
