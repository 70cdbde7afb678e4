"""Checks of weather, violations, suspensions and the events of roads."""

from collections.abc import Iterator

from sim.scenario.checks.searching import events
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Meant


def closed_days_are_slow(scenario: Scenario) -> Iterator[Found]:
    """Days on which a zone is closed are among those on which it is slow."""
    zones = scenario.weather.zones if scenario.weather else {}
    for name, zone in zones.items():
        if zone.closed_days_share.least() > zone.slow_days_share.most() > 0:
            what = "more days closed than slow; closed days count among the slow ones"
            yield Found(("weather", "zones", name, "closed_days_share"), what)


def areas_in_contact(scenario: Scenario) -> Iterator[Found]:
    """Violations fall on areas that there are."""
    found = scenario.violations
    if found is None:
        return
    if not found.areas:
        yield Found(("violations", "areas"), "name at least one area in which the sides meet")
    for name in found.areas:
        if name not in scenario.areas:
            meant = Meant(name, frozenset(scenario.areas))
            path = ("violations", "areas", name)
            yield Found(path, f"no area '{name}'", meant=meant, at_key=True)


def one_beginning(scenario: Scenario) -> Iterator[Found]:
    """A suspension is dated or follows a violation."""
    for name, halt in scenario.suspensions.items():
        path = ("suspensions", name)
        if (halt.begins is None) == (halt.after_violation_probability is None):
            yield Found(path, "give either 'begins' or 'after_violation_probability'")
        if halt.after_violation_probability is not None and scenario.violations is None:
            what = "there are no 'violations' that it could follow"
            yield Found((*path, "after_violation_probability"), what)


def somebody_clears(scenario: Scenario) -> Iterator[Found]:
    """What waits for a road to be cleared waits for a road that a team clears."""
    cleared = {road for team in scenario.clearing_teams.values() for road in team.roads}
    for path, event in events(scenario):
        if event.startswith("roads.") and event.endswith(".cleared"):
            road = event.split(".")[1]
            if road not in cleared:
                yield Found(path, f"no team clears road '{road}'")
