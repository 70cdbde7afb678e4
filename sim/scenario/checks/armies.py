"""Checks of receiving armies."""

from collections.abc import Iterator

from sim.scenario.agreement import WhoArea
from sim.scenario.checks.members import concerned
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.ways import Ways, ways


def policy(scenario: Scenario) -> Iterator[Found]:
    """What an army does with a late area is complete."""
    for name, army in scenario.receiving_armies.items():
        path = ("receiving_armies", name)
        if army.late_area == "waits-hours" and army.wait_hours is None:
            yield Found(path, "needs 'wait_hours': how long it waits at most")
        if army.late_area != "waits-hours" and army.wait_hours is not None:
            what = f"'wait_hours' goes with waits-hours only, and late_area is '{army.late_area}'"
            yield Found((*path, "wait_hours"), what, at_key=True)
        if not army.columns:
            yield Found((*path, "columns"), "an army enters by columns; give at least one")
        for column_name, column in army.columns.items():
            if not column.reaches:
                what = "a column needs at least one place that it reaches"
                yield Found((*path, "columns", column_name, "reaches"), what)


def outside_and_concerned(scenario: Scenario) -> Iterator[Found]:
    """An army stands outside the area it enters, and enters it by a clause about that area."""
    for name, army in scenario.receiving_armies.items():
        path = ("receiving_armies", name)
        area = scenario.areas[army.area]
        if army.entry in area.places:
            what = f"'{army.entry}' lies inside area '{army.area}'; the army stands outside first"
            yield Found((*path, "entry"), what)
        clause = scenario.agreement.clauses[army.clause]
        is_about = isinstance(clause.who, WhoArea) and clause.who.area == army.area
        members = concerned(scenario, clause).values()
        if not is_about and not any(member.place in area.places for member in members):
            what = f"clause '{army.clause}' concerns nobody in area '{army.area}'"
            yield Found((*path, "clause"), what)


def columns_on_the_way(scenario: Scenario) -> Iterator[Found]:
    """A column gets from place to place, beginning at the entry, and into the area."""
    network = ways(scenario, "receiving")
    for name, army in scenario.receiving_armies.items():
        reached = {place for column in army.columns.values() for place in column.reaches}
        if reached and reached.isdisjoint(scenario.areas[army.area].places):
            what = f"no column reaches a place of area '{army.area}'"
            yield Found(("receiving_armies", name, "columns"), what)
        for column_name, column in army.columns.items():
            path = ("receiving_armies", name, "columns", column_name, "reaches")
            for step, found in _steps(army.entry, column.reaches, network):
                yield Found((*path, step), found)


def _steps(entry: str, reaches: tuple[str, ...], network: Ways) -> Iterator[tuple[int, str]]:
    before = entry
    for position, place in enumerate(reaches):
        if place == before:
            yield position, f"the column is at '{place}' already; name the places it goes on to"
        elif not network.connect(before, place):
            what = f"no way from '{before}' to '{place}' by roads that are ever open to receiving"
            yield position, what
        before = place
