"""What no run can beat: the earliest second of every event, by the best ends of all ranges.

The bound takes the most a road may carry, the fastest speed, the soonest readiness. It leaves out
all that can only make things later (queues of others, breakdowns, weather, nights, suspensions),
so that no run beats it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sim.clock import HOUR, duration_seconds, span_seconds, whole_number
from sim.feasibility.landing import least_arrival, least_landing
from sim.feasibility.numbers import NOTHING, Kind, Numbers, Reason
from sim.feasibility.roads import gates, least_drive, vehicle_seconds
from sim.rules.departure import convoy_count
from sim.scenario.agreement import Clause
from sim.scenario.blocks import AfterEvent, DatedInstant, fixed_instant
from sim.scenario.geography import OpenTo
from sim.scenario.roster import Base, Roster


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and whether it must arrive rather than leave."""

    what: frozenset[str]
    arrives: bool = False


EVERYTHING = Counted(frozenset({"troops", "civilians", "vehicles"}))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A unit at its best.

    Attributes:
        convoys: Those with somebody or something in them that is counted, at least.
        vehicles: Vehicles of these convoys, at least.
        loaded: The earliest second at which the first of them is loaded.
        gone: The earliest second at which the last of them is loaded.
        because: What keeps it so long.
    """

    convoys: int
    vehicles: int
    loaded: int
    gone: int
    because: Kind


UNIT_WORDS: Mapping[Kind, str] = {
    "loading": "cannot be ready and loaded sooner",
    "headway": "sends its convoys a headway apart",
    "plan": "means to leave no sooner",
}
"""What keeps a unit."""


class Earliest:
    """The earliest second of clauses and other events, by the numbers given.

    Args:
        roster: Who takes part.
        numbers: Where numbers are looked up.
        with_plans: Whether units keep to when they mean to leave. Without, it is what they could
            do if they left as soon as they can.
    """

    def __init__(self, roster: Roster, numbers: Numbers, *, with_plans: bool = True) -> None:
        self.roster = roster
        self.scenario = roster.scenario
        self.numbers = numbers
        self.with_plans = with_plans
        self._known: dict[str, Reason] = {}

    def _span(self, path: str) -> int:
        return span_seconds(self.numbers.low(path))

    # --- events ----------------------------------------------------------------------------

    def event(self, name: str) -> Reason:
        """The earliest second of an event; what waits for itself is not bounded."""
        if name not in self._known:
            self._known[name] = Reason(0, f"it waits for {name}", "event", (name,))
            self._known[name] = self._event(name)
        return self._known[name]

    def _event(self, name: str) -> Reason:
        if name == "signed":
            return Reason(max(0, self.roster.signed), "the signing", "event", (name,))
        collection, who, what = name.split(".")
        match collection:
            case "clauses":
                second = self.due(who) if what == "due" else self.clause(who).second
            case "extensions":
                review = self._span(f"agreement.extensions.{who}.review_every_hours")
                second = max(0, self.roster.signed) + max(0, review)
            case "troops":
                second = self.ready(who) if what == "ready" else self._out(f"troops.{who}")
            case "civilians":
                second = self._out(f"civilians.{who}")
            case "receiving_armies":
                second = self._entered(who)
            case "clearing_teams":
                second = self._cleared(who, None)
            case "roads":
                second = self._road(who, what)
            case "posts":
                second = self._manned(who)
            case "contingents":
                landed = least_landing(self.roster, who, self.numbers).second
                second = self._here(who) if what == "deployed" else landed
            case _:
                second = self._suspended(who, what)
        return Reason(second, f"it waits for {name}", "event", (name,))

    def moment(self, when: datetime | DatedInstant | AfterEvent, path: str) -> int:
        """The earliest second of an instant, or of so many hours after an event."""
        if not isinstance(when, AfterEvent):
            local = fixed_instant(when)
            assert local is not None
            return max(0, self.roster.second(local))
        if when.before_hours is not None:
            return 0
        after = 0 if when.after_hours is None else self._span(f"{path}.after_hours")
        return self.event(when.event).second + max(0, after)

    def due(self, name: str) -> int:
        """The earliest second at which a clause can fall due."""
        due = self.scenario.agreement.clauses[name].due
        return self.moment(due, f"agreement.clauses.{name}.due")

    def _entered(self, army: str) -> int:
        path = f"receiving_armies.{army}"
        due = self.event(f"clauses.{self.scenario.receiving_armies[army].clause}.due").second
        return max(
            due + self._span(f"{path}.enters_after_due_hours"),
            self._span(f"{path}.ready_after_hours"),
        )

    def _road(self, road: str, what: str) -> int:
        """When a road is cleared, or open to a class; one that never opens is not bounded."""
        if what == "cleared":
            teams = self.scenario.clearing_teams
            found = (self._cleared(team, road) for team in teams if road in teams[team].roads)
            return min(found, default=0)
        mover_class = what.removeprefix("opened-to-")
        opening = self.scenario.roads[road].open_to.get(mover_class)
        if opening is None or opening == "never":
            return 0
        path = f"roads.{road}.open_to.{mover_class}"
        if isinstance(opening, OpenTo):
            return self.moment(opening.opens, f"{path}.opens")
        assert not isinstance(opening, str)  # 'never' is the one word it may be
        return self.moment(opening, path)

    def _cleared(self, team: str, road: str | None) -> int:
        """When a team has cleared a road, or all of its roads."""
        path, block = f"clearing_teams.{team}", self.scenario.clearing_teams[team]
        second = self.moment(block.begins, f"{path}.begins")
        rate = self.numbers.high(f"{path}.km_per_day")
        for name in block.roads:
            mined = f"roads.{name}.mined_km"
            km = self.numbers.low(mined) if mined in self.roster.numbers else 0.0
            second += duration_seconds(km / rate * 24)
            if name == road:
                break
        return second

    def _suspended(self, name: str, what: str) -> int:
        block, path = self.scenario.suspensions[name], f"suspensions.{name}"
        begun = 0
        if block.begins is not None and block.after_violation_probability is None:
            begun = self.moment(block.begins, f"{path}.begins")
        return begun if what == "begun" else begun + self._span(f"{path}.lasts_hours")

    # --- clauses ---------------------------------------------------------------------------

    def clause(self, name: str) -> Reason:
        """The earliest second at which a clause can be fulfilled."""
        block = self.scenario.agreement.clauses[name]
        found = [NOTHING, *(self.event(event) for event in block.needs)]
        if block.must == "happen":
            found.append(self._happening(name, block, max(reason.second for reason in found)))
        elif block.measure == "all" and not self.numbers.high(
            f"agreement.clauses.{name}.stragglers_share"
        ):
            counted = Counted(frozenset(block.what), arrives=block.must == "arrive")
            members = self.roster.members[name]
            found += [self._member(self.roster.bases[path], counted) for path in members]
            if not counted.arrives:
                found += self._through_exits(members, counted)
        return max(found, key=lambda reason: reason.second)

    def _happening(self, name: str, block: Clause, needed: int) -> Reason:
        begin = needed if block.needs else max(0, self.roster.signed)
        lasts = 0
        if block.duration_hours is not None:
            lasts = self._span(f"agreement.clauses.{name}.duration_hours")
        path = f"agreement.clauses.{name}"
        return Reason(begin + lasts, "it takes that long once it can begin", "work", (path,))

    def _out(self, path: str) -> int:
        """When a unit or group can be out with all it has."""
        return self._member(self.roster.bases[path], EVERYTHING).second

    def _member(self, base: Base, counted: Counted) -> Reason:
        """When the last of a unit or group who are counted can be out, or there."""
        kind, name = base.path.split(".", 1)
        if kind == "civilians":
            return self._group(name, base, counted)
        unit = self.withdrawal(name, counted)
        if not unit.convoys:
            return NOTHING
        drive = self._drive(base, base.destination, "troops", counted)
        words = f"{base.path} {UNIT_WORDS[unit.because]}"
        return Reason(unit.gone + drive, words, unit.because, (base.path,))

    def _group(self, name: str, base: Base, counted: Counted) -> Reason:
        """A group drives out in its own vehicles, or in those of a pool."""
        path, group = base.path, self.scenario.civilians[name]
        all_may_stay = self.numbers.high(f"{path}.stays_share") > 0
        if "civilians" not in counted.what or self._whole(f"{path}.people") == 0 or all_may_stay:
            return NOTHING
        drives = [self._drive(base, base.destination, "car", counted)]
        if group.people_by is not None:
            pool = self.scenario.vehicle_pools[group.people_by]
            goal = pool.unloads_at or pool.base
            drives.append(self._drive(base, goal, pool.vehicle_class, counted))
        words = f"{path} cannot drive there sooner from {base.place}"
        return Reason(min(drives), words, "driving", (path,))

    def _drive(self, base: Base, goal: str, mover_class: str, counted: Counted) -> int:
        targets = {goal} if counted.arrives else base.exits
        return least_drive(self.roster, base.place, targets, mover_class, self.numbers)

    # --- units -----------------------------------------------------------------------------

    def ready(self, name: str) -> int:
        """The earliest second at which a unit can be ready."""
        unit = self.scenario.troops[name]
        after = 0 if unit.ready_after is None else self.event(unit.ready_after).second
        return after + max(0, self._span(f"troops.{name}.ready_after_hours"))

    def withdrawal(self, name: str, counted: Counted) -> Withdrawal:
        """A unit's convoys at their best: ready, needs met, planned, a headway apart, loaded."""
        path, unit = f"troops.{name}", self.scenario.troops[name]
        vehicles, people = self._whole(f"{path}.vehicles"), self._whole(f"{path}.personnel")
        of_all = self._convoys(name, vehicles, people)
        amounts = {"troops": people, "vehicles": vehicles}
        convoys = min(of_all, sum(amounts[what] for what in amounts if what in counted.what))
        ready = self.ready(name)
        begins = max([ready, *(self.event(event).second for event in unit.needs)])
        loading = self._span(f"{path}.loading_hours")
        points = self.scenario.places[unit.place].loading_points
        rounds = 1 if points is None else math.ceil(convoys / points.value)
        reasons: list[tuple[int, Kind]] = [(begins + rounds * loading, "loading")]
        if unit.departure != "spread":
            headway = span_seconds(self.numbers.low(f"{path}.headway_minutes") / 60)
            apart = ready + (convoys - 1) * headway + loading
            reasons.append((apart, "headway"))
        all_count = "vehicles" in counted.what or (
            "troops" in counted.what and self._people_in_all(name, people)
        )
        if self.with_plans and unit.departure != "as-soon-as-possible" and all_count:
            reasons.append((self._planned(name) + loading, "plan"))
        gone, because = max(reasons, key=lambda reason: (reason[0], UNIT_WORDS[reason[1]]))
        least = vehicles if all_count else 0
        return Withdrawal(convoys, least, begins + loading, gone, because)

    def _whole(self, path: str) -> int:
        return math.floor(self.numbers.low(path))

    def _convoys(self, name: str, vehicles: int, people: int) -> int:
        size = int(self.scenario.troops[name].convoy_vehicles.value)
        return convoy_count(vehicles=vehicles, personnel=people, convoy_vehicles=size)

    def _people_in_all(self, name: str, people: int) -> bool:
        """Whether there are people in every convoy, however many there will be."""
        most = self.numbers.high(f"troops.{name}.vehicles")
        return not math.isinf(most) and people >= self._convoys(name, math.ceil(most), people)

    def _planned(self, name: str) -> int:
        """The earliest second for which a unit that does not leave at once plans its last convoy.

        Due moves to later instants only; where it is not fixed nothing is known of it.
        """
        clauses = self.roster.bases[f"troops.{name}"].clauses
        dues = [fixed_due(self.roster, clause) for clause in clauses]
        known = [due for due in dues if due is not None]
        if not known or len(known) < len(dues):
            return 0
        margin = self.numbers.high(f"troops.{name}.margin_share")
        return math.floor(min(due - margin * max(0, due - self.roster.signed) for due in known))

    # --- roads -----------------------------------------------------------------------------

    def _through_exits(self, members: tuple[str, ...], counted: Counted) -> list[Reason]:
        """All own vehicles of an area must enter one of the roads into its exits."""
        found = []
        for area in sorted({self.roster.bases[path].area for path in members}):
            own = [path for path in members if self.roster.bases[path].area == area]
            units = [
                self.withdrawal(path.split(".", 1)[1], counted)
                for path in own
                if path.startswith("troops.")
            ]
            vehicles = sum(unit.vehicles for unit in units)
            begin = min((unit.loaded for unit in units if unit.vehicles), default=0)
            found.append(self._pass(own, ("troops",), vehicles, begin))
            if cars := sum(self._cars(path, counted) for path in own):
                # A column takes at least as long as so many cars.
                found.append(self._pass(own, ("car", "troops"), cars + vehicles, 0))
        return found

    def _cars(self, path: str, counted: Counted) -> int:
        """Households of a group that are sure to leave in vehicles of their own."""
        if not path.startswith("civilians.") or "civilians" not in counted.what:
            return 0
        numbers, people = self.numbers, self._whole(f"{path}.people")
        all_drive = numbers.low(f"{path}.own_vehicle_share") >= 1
        if not all_drive or numbers.high(f"{path}.stays_share") > 0 or people == 0:
            return 0
        size = max(1.0, numbers.high(f"{path}.household_people"))
        return max(1, whole_number(people / size))

    def _pass(
        self, members: list[str], classes: tuple[str, ...], vehicles: int, begin: int
    ) -> Reason:
        """When so many vehicles, at best of any of the classes, can have passed into the exits."""
        bases = [self.roster.bases[path] for path in members]
        places, exits = {base.place for base in bases}, bases[0].exits
        each: dict[str, float] = {}
        drives = []
        for mover_class in classes:
            for way in gates(
                self.roster, places, exits, mover_class=mover_class, numbers=self.numbers
            ):
                seconds = vehicle_seconds(self.roster, way.road, mover_class, self.numbers)
                lane = f"{way.road}>{way.destination}"
                each[lane] = min(seconds, each.get(lane, math.inf))
                drives.append(way.seconds)
        if not vehicles or not each or min(each.values()) == 0:
            return NOTHING
        rate = sum(1 / seconds for seconds in each.values())
        # Tails are told of on whole seconds, upwards; a run's own sums are rounded a little.
        second = begin + math.ceil(vehicles / rate - 1e-6) + min(drives)
        names = sorted({lane.split(">")[0] for lane in each})
        words = f"{', '.join(names)}: at most {rate * HOUR:.0f} vehicles an hour together"
        return Reason(second, words, "roads", tuple(f"roads.{name}" for name in names))

    # --- peacekeepers ----------------------------------------------------------------------

    def _here(self, name: str) -> int:
        """When a contingent can be in place; nothing is known where some of it flies there."""
        block = self.scenario.contingents[name]
        if block.air_legs:
            return 0
        return least_arrival(self.roster, name, block.march.to, self.numbers)

    def _manned(self, name: str) -> int:
        """When a post can be manned."""
        post, path = self.scenario.posts[name], f"posts.{name}"
        begins = least_arrival(self.roster, post.contingent, post.place, self.numbers)
        if post.not_before is not None:
            begins = max(begins, self.moment(post.not_before, f"{path}.not_before"))
        return begins + duration_seconds(self.numbers.low(f"{path}.set_up_hours"))


def fixed_due(roster: Roster, clause: str) -> int | None:
    """Due as signed of a clause, if it is a fixed instant."""
    due = roster.scenario.agreement.clauses[clause].due
    local = None if isinstance(due, AfterEvent) else fixed_instant(due)
    return None if local is None else roster.second(local)
