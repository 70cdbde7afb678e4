"""Checks of the areas that change hands."""

from collections.abc import Iterator

from sim.scenario.blocks import CLASSES
from sim.scenario.checks.searching import repeated
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.ways import connected


def places_and_exits(scenario: Scenario) -> Iterator[Found]:
    """An area has places inside and exits outside."""
    for name, area in scenario.areas.items():
        if not area.places:
            what = "an area needs at least one place inside it"
            yield Found(("areas", name, "places"), what)
        if not area.exits:
            what = "an area needs an exit: a place just outside by which it is left"
            yield Found(("areas", name, "exits"), what)
        inside = frozenset(area.places)
        for position, place in enumerate(area.exits):
            if place in inside:
                what = (
                    f"the exit '{place}' lies inside the area; an exit is the first place outside"
                )
                yield Found(("areas", name, "exits", position), what)
        for position, place in repeated(area.exits):
            yield Found(("areas", name, "exits", position), f"'{place}' stands here twice")


def one_area_each(scenario: Scenario) -> Iterator[Found]:
    """A place belongs to one area only."""
    first_in: dict[str, str] = {}
    for name, area in scenario.areas.items():
        for position, place in enumerate(area.places):
            if place not in first_in:
                first_in[place] = name
                continue
            other = first_in[place]
            where = "stands here twice" if other == name else f"lies in area '{other}' already"
            what = f"'{place}' {where}; a place belongs to one area only"
            yield Found(("areas", name, "places", position), what)


def way_out(scenario: Scenario) -> Iterator[Found]:
    """From every place of an area some exit can be reached by some class."""
    pieces = connected(
        (road.from_, road.to)
        for road in scenario.roads.values()
        if any(road.open_to.get(mover) != "never" for mover in CLASSES)
    )
    for name, area in scenario.areas.items():
        exits = frozenset(area.exits)
        reached = {pieces[place] for place in exits if place in pieces}
        for position, place in enumerate(area.places):
            if exits and place not in exits and pieces.get(place) not in reached:
                what = (
                    f"no road leads from '{place}' to an exit of the area ({_listed(area.exits)})"
                )
                yield Found(("areas", name, "places", position), what)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
