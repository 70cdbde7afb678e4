"""Whom a clause concerns, as the checks see it."""

from collections.abc import Iterator

from sim.scenario.actors import CivilianGroup, TroopUnit
from sim.scenario.agreement import Clause, WhoArea, WhoNames
from sim.scenario.model import Scenario

Member = TroopUnit | CivilianGroup


def based(scenario: Scenario) -> Iterator[tuple[str, Member]]:
    """Every unit and group with its path, `troops.NAME` or `civilians.NAME`."""
    for name, unit in scenario.troops.items():
        yield f"troops.{name}", unit
    for name, group in scenario.civilians.items():
        yield f"civilians.{name}", group


def named(scenario: Scenario, clause: Clause) -> dict[str, Member]:
    """The units and groups a clause names, or that are based in the area it names."""
    match clause.who:
        case WhoNames():
            return {path: member for path, member in based(scenario) if path in clause.who.names}
        case WhoArea():
            places = scenario.areas[clause.who.area].places
            return {path: member for path, member in based(scenario) if member.place in places}
        case _:
            return {}


def counts(clause: Clause, member: Member) -> bool:
    """Whether a clause counts anything that a unit or group has."""
    if isinstance(member, CivilianGroup):
        return "civilians" in clause.what
    return any(what in ("troops", "vehicles") or what in member.equipment for what in clause.what)


def concerned(scenario: Scenario, clause: Clause) -> dict[str, Member]:
    """The units and groups whose leaving or arriving a clause counts."""
    if clause.must == "happen":
        return {}
    members = named(scenario, clause)
    return {path: member for path, member in members.items() if counts(clause, member)}


def clauses_of(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """The clauses that concern each unit and group."""
    found: dict[str, tuple[str, ...]] = {}
    for name, clause in scenario.agreement.clauses.items():
        for path in concerned(scenario, clause):
            found[path] = (*found.get(path, ()), name)
    return found
