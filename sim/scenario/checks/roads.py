"""Checks of places and roads."""

from collections.abc import Iterator

from sim.scenario.blocks import CLASSES, AfterEvent, When, fixed_instant
from sim.scenario.checks.searching import events
from sim.scenario.geography import Closing
from sim.scenario.model import Scenario
from sim.scenario.problems import Found


def two_ends(scenario: Scenario) -> Iterator[Found]:
    """A road leads from one place to another."""
    for name, road in scenario.roads.items():
        if road.from_ == road.to:
            what = f"this road leads from '{road.to}' to itself; a road has two ends"
            yield Found(("roads", name, "to"), what)


def one_lane_within(scenario: Scenario) -> Iterator[Found]:
    """A one-lane stretch is part of its road, and turns are taken only on one."""
    for name, road in scenario.roads.items():
        path = ("roads", name)
        if road.one_lane_km is None:
            if road.turn_vehicles is not None:
                what = "turns are taken on a one-lane stretch only; give one_lane_km too"
                yield Found((*path, "turn_vehicles"), what)
        elif road.one_lane_km.most() > road.length_km.least():
            what = (
                f"the one-lane stretch can be longer ({road.one_lane_km.text()} km) than the road "
                f"({road.length_km.text()} km)"
            )
            yield Found((*path, "one_lane_km"), what)


def closings_in_order(scenario: Scenario) -> Iterator[Found]:
    """A closing ends after it begins."""
    for name, road in scenario.roads.items():
        for closing_name, closing in road.closings.items():
            if _ends_too_early(closing):
                path = ("roads", name, "closings", closing_name, "closed_until")
                yield Found(path, "this closing ends before it begins")


def _ends_too_early(closing: Closing) -> bool:
    if closing.closed_until is None:
        return False
    begin, end = fixed_instant(closing.closed_from), fixed_instant(closing.closed_until)
    if begin is not None and end is not None:
        return end <= begin
    first, last = _hours(closing.closed_from), _hours(closing.closed_until)
    return first is not None and last is not None and first[0] == last[0] and last[1] <= first[1]


def _hours(when: When) -> tuple[str, float] | None:
    """An event and the hours counted from it, where both are certain."""
    if not isinstance(when, AfterEvent):
        return None
    after, before = when.after_hours, when.before_hours
    if any(hours is not None and not hours.is_certain for hours in (after, before)):
        return None
    return when.event, (after.value if after else 0.0) - (before.value if before else 0.0)


def opened_at_all(scenario: Scenario) -> Iterator[Found]:
    """What waits for a road to open to a class waits for one that may open to it."""
    for path, event in events(scenario):
        if not event.startswith("roads."):
            continue
        _, name, what = event.split(".")
        mover_class = what.removeprefix("opened-to-")
        if scenario.roads[name].open_to.get(mover_class) == "never":
            yield Found(path, f"road '{name}' is never open to {mover_class}")


def open_to_somebody(scenario: Scenario) -> Iterator[Found]:
    """Some class may use a road at some time."""
    for name, road in scenario.roads.items():
        if all(road.open_to.get(mover) == "never" for mover in CLASSES):
            what = "nobody may ever use this road; leave the road out instead"
            yield Found(("roads", name, "open_to"), what)


def coordinates_in_pairs(scenario: Scenario) -> Iterator[Found]:
    """A place has both coordinates or none."""
    for name, place in scenario.places.items():
        if (place.latitude is None) != (place.longitude is None):
            given, missing = "latitude", "longitude"
            if place.latitude is None:
                given, missing = missing, given
            what = f"a {given} without a {missing} is no point on a map; give both or none"
            yield Found(("places", name, given), what)
