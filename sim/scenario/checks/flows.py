"""Checks of other traffic."""

from collections.abc import Iterator

from sim.scenario.blocks import fixed_instant
from sim.scenario.checks.routes import route_problem
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.ways import Ways, ways


def how_much(scenario: Scenario) -> Iterator[Found]:
    """A flow says how many vehicles there are, in one way."""
    first, last = f"{scenario.start:%Y-%m-%d}", f"{scenario.end:%Y-%m-%d}"
    for name, flow in scenario.flows.items():
        by_date = "vehicles_by_date" in flow.model_fields_set
        if flow.vehicles_per_day is None and not by_date:
            yield Found(("flows", name), "needs 'vehicles_per_day' or 'vehicles_by_date'")
        if flow.vehicles_per_day is not None and by_date:
            what = "give 'vehicles_per_day' or 'vehicles_by_date', not both"
            yield Found(("flows", name, "vehicles_by_date"), what, at_key=True)
        if by_date and not any(first <= day <= last for day in flow.vehicles_by_date):
            what = f"none of these days lies in the run, {first} to {last}"
            yield Found(("flows", name, "vehicles_by_date"), what)


def way(scenario: Scenario) -> Iterator[Found]:
    """A flow gets where it goes."""
    networks: dict[str, Ways] = {}
    for name, flow in scenario.flows.items():
        path = ("flows", name)
        if flow.from_ == flow.to:
            yield Found((*path, "to"), f"this flow goes from '{flow.to}' to itself")
            continue
        mover = flow.vehicle_class
        network = networks.setdefault(mover, ways(scenario, mover))
        if flow.route:
            found = route_problem(scenario, flow.route, flow.from_, (flow.to,), network=network)
            if found is not None:
                yield Found((*path, "route", *found.path), found.what)
        elif not network.connect(flow.from_, flow.to):
            what = (
                f"no way from '{flow.from_}' to '{flow.to}' by roads that are ever open to {mover}"
            )
            yield Found((*path, "to"), what)


def begins_before_end(scenario: Scenario) -> Iterator[Found]:
    """A flow ends after it begins."""
    for name, flow in scenario.flows.items():
        if flow.begins is None or flow.until is None:
            continue
        begins, until = fixed_instant(flow.begins), fixed_instant(flow.until)
        if begins is not None and until is not None and until <= begins:
            yield Found(("flows", name, "until"), "this flow ends before it begins")


def night_known(scenario: Scenario) -> Iterator[Found]:
    """Who divides a day into day and night says when night is."""
    for name, flow in scenario.flows.items():
        if flow.night_share is not None and scenario.night is None:
            what = "a share by night needs the block 'night', which says when night is"
            yield Found(("flows", name, "night_share"), what)
