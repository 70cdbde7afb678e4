"""Checks that no event waits for itself."""

from collections.abc import Iterator

from sim.network import circle
from sim.scenario.blocks import AfterEvent
from sim.scenario.checks.members import clauses_of, concerned
from sim.scenario.geography import OpenTo
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Key

Needs = dict[str, set[str]]


def nothing_waits_for_itself(scenario: Scenario) -> Iterator[Found]:
    """What anybody and anything must wait for never leads back to itself."""
    needs: Needs = {}
    for find in (
        _clauses,
        _units,
        _groups,
        _armies,
        _extensions,
        _openings,
        _clearings,
        _missions,
        _suspensions,
    ):
        for event, waits_for in find(scenario).items():
            needs.setdefault(event, set()).update(waits_for)
    while (round_trip := circle(needs)) is not None:
        first = round_trip[0]
        chain = " waits for ".join(round_trip)
        yield Found(_path(first), f"a circle, so none of it can ever happen: {chain}")
        # Cut here, other circles show themselves.
        needs[first] = set()


def _clauses(scenario: Scenario) -> Needs:
    needs: Needs = {}
    for name, clause in scenario.agreement.clauses.items():
        completed = set(clause.needs)
        if clause.measure == "all" and clause.stragglers_share.most() == 0:
            completed |= {f"{member}.out" for member in concerned(scenario, clause)}
        needs[f"clauses.{name}.completed"] = completed
        if isinstance(clause.due, AfterEvent):
            needs[f"clauses.{name}.due"] = {clause.due.event}
    return needs


def _units(scenario: Scenario) -> Needs:
    needs: Needs = {}
    clauses = clauses_of(scenario)
    for name, unit in scenario.troops.items():
        ready = {unit.ready_after} if unit.ready_after is not None else set()
        needs[f"troops.{name}.ready"] = ready
        out = {f"troops.{name}.ready", *unit.needs}
        only = clauses.get(f"troops.{name}", ())
        if unit.departure != "as-soon-as-possible" and len(only) == 1:
            out.add(f"clauses.{only[0]}.due")
        needs[f"troops.{name}.out"] = out
    return needs


def _groups(scenario: Scenario) -> Needs:
    told = {group for notice in scenario.notices.values() for group in notice.groups}
    clauses = clauses_of(scenario)
    needs: Needs = {}
    for name in scenario.civilians:
        only = clauses.get(f"civilians.{name}", ())
        if name not in told and len(only) == 1:
            needs[f"civilians.{name}.out"] = {f"clauses.{only[0]}.due"}
    return needs


def _armies(scenario: Scenario) -> Needs:
    needs: Needs = {}
    for name, army in scenario.receiving_armies.items():
        waits_for = {f"clauses.{army.clause}.due"}
        if army.late_area == "waits":
            places = scenario.areas[army.area].places
            waits_for |= {
                f"troops.{unit}.out"
                for unit, found in scenario.troops.items()
                if found.place in places
            }
        needs[f"receiving_armies.{name}.entered"] = waits_for
    return needs


def _extensions(scenario: Scenario) -> Needs:
    return {
        f"extensions.{name}.{event}": {f"clauses.{extension.clauses[0]}.due"}
        for name, extension in scenario.agreement.extensions.items()
        if len(extension.clauses) == 1
        for event in ("asked", "agreed", "public", "refused")
    }


def _counted_from(*moments: object) -> set[str]:
    """The events that some instants count from."""
    return {moment.event for moment in moments if isinstance(moment, AfterEvent)}


def _openings(scenario: Scenario) -> Needs:
    return {
        f"roads.{name}.opened-to-{mover_class}": _counted_from(
            opening.opens if isinstance(opening, OpenTo) else opening
        )
        for name, road in scenario.roads.items()
        for mover_class, opening in road.open_to.items()
    }


def _clearings(scenario: Scenario) -> Needs:
    needs: Needs = {}
    for name, team in scenario.clearing_teams.items():
        begins = _counted_from(team.begins)
        needs[f"clearing_teams.{name}.done"] = begins
        needs |= {f"roads.{road}.cleared": begins for road in team.roads}
    return needs


def _missions(scenario: Scenario) -> Needs:
    needs = {
        f"posts.{name}.manned": _counted_from(post.not_before)
        for name, post in scenario.posts.items()
    }
    for name, contingent in scenario.contingents.items():
        legs = contingent.air_legs.values()
        needs[f"contingents.{name}.deployed"] = _counted_from(*(leg.leaves for leg in legs))
    return needs


def _suspensions(scenario: Scenario) -> Needs:
    needs: Needs = {}
    for name, halt in scenario.suspensions.items():
        needs[f"suspensions.{name}.begun"] = _counted_from(halt.begins)
        needs[f"suspensions.{name}.ended"] = {f"suspensions.{name}.begun"}
    return needs


def _path(event: str) -> tuple[Key, ...]:
    collection, name, what = event.split(".")
    keys = {"due": "due", "completed": "needs", "ready": "ready_after", "out": "needs"}
    if collection in ("clauses", "extensions"):
        return ("agreement", collection, name, *([keys[what]] if what in keys else []))
    if collection == "troops":
        return (collection, name, keys[what])
    if what.startswith("opened-to-"):
        return (collection, name, "open_to", what.removeprefix("opened-to-"))
    return (collection, name)
