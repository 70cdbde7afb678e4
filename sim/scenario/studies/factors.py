"""From what a study file says of a lever or an uncertainty to a factor, or to what is wrong."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sim.scenario.amounts import Quantity
from sim.scenario.nodes import Node
from sim.scenario.problems import Found
from sim.scenario.provenance import unit_of_path
from sim.scenario.reading import read_quantity
from sim.scenario.shapes import Forms
from sim.scenario.studies.blocks import LeverBlock, UncertaintyBlock
from sim.scenario.studies.places import Place, Places, unbound
from sim.scenario.studies.study import Choice, Factor, Target, Value
from sim.scenario.texts import Key, Meant, Wrong, described, instant, number, printable
from sim.scenario.writing import flow_text

Block = LeverBlock | UncertaintyBlock
WAYS = ("values", "range", "distribution")
"""The keys that say how a factor varies; without one it is as the scenario has it."""


@dataclass(slots=True)
class Reading:
    """One factor while it is read.

    Attributes:
        block: What the file says.
        node: Where it says it.
        keys: The keys that lead there.
        places: Finds what paths lead to.
        sources: Names of the scenario's sources.
        found: What is wrong.
    """

    block: Block
    node: Node
    keys: tuple[Key, ...]
    places: Places
    sources: Collection[str]
    found: list[Found] = field(default_factory=list)

    @property
    def is_lever(self) -> bool:
        """Whether somebody chooses it."""
        return isinstance(self.block, LeverBlock)

    def wrong(
        self, what: str, *below: Key, at_key: bool = False, meant: Meant | None = None
    ) -> None:
        """Note something wrong below the factor."""
        self.found.append(Found((*self.keys, *below), what, at_key=at_key, meant=meant))

    def path_keys(self, position: int) -> tuple[Key, ...]:
        """The keys, below the factor, of one of its paths."""
        node = self.node.children.get("path")
        return ("path", position) if node is not None and node.kind == "list" else ("path",)


def read_factor(reading: Reading) -> Factor | None:
    """The factor, or None if something is wrong with it, noted in `reading.found`."""
    places = _places(reading)
    way = _way(reading)
    if reading.found:
        return None
    choices: tuple[Choice, ...] = ()
    targets: tuple[Target, ...] = ()
    if way == "values":
        choices = _choices(reading, places)
        targets = tuple(place.target(None) for place in places)
    else:
        laws = _own(reading, places) if way is None else _given(reading, places, way)
        targets = tuple(place.target(law) for place, law in zip(places, laws, strict=False))
    if way is not None:
        _one_unit(reading, places)
    if reading.found:
        return None
    is_number = places[0].bounds is not None
    return Factor(
        name=str(reading.keys[-1]),
        is_lever=reading.is_lever,
        targets=targets,
        choices=choices,
        unit=unit_of_path(places[0].path) if is_number else _date(choices),
    )


def _places(reading: Reading) -> list[Place]:
    places: list[Place] = []
    for position, path in enumerate(reading.block.path):
        keys = reading.path_keys(position)
        try:
            place = reading.places.at(path)
        except Wrong as wrong:
            reading.wrong(wrong.what, *keys)
            continue
        if path in {other.path for other in places}:
            reading.wrong(f"'{path}' stands in this list twice", *keys)
        places.append(place)
    return places


def _way(reading: Reading) -> str | None:
    """How the values are given: the key, or None where they are the scenario's own."""
    given = [way for way in WAYS if way in reading.node.children]
    if len(given) > 1:
        what = f"gives {' and '.join(given)}; a factor varies in one way"
        reading.wrong(what, given[1], at_key=True)
    if given:
        return given[0]
    if reading.is_lever:
        reading.wrong("a lever needs 'values' to choose from, or a 'range' of numbers")
    return None


def _choices(reading: Reading, places: Sequence[Place]) -> tuple[Choice, ...]:
    nodes = list(reading.node.children["values"].children.values())
    values = [_value(node, places) for node in nodes]
    if any(isinstance(value, str) for value in values):
        values = [flow_text(node) for node in nodes]
    first: dict[Value, int] = {}
    for position, value in enumerate(values):
        if value in first:
            what = f"{described(value)} stands in the list already, as its number {first[value]}"
            reading.wrong(what, "values", position)
        first.setdefault(value, position + 1)
    return tuple(
        Choice(value=value, text=flow_text(node)) for value, node in zip(values, nodes, strict=True)
    )


def _value(node: Node, places: Sequence[Place]) -> Value:
    """A number where the scenario wants one and one is written, the text otherwise."""
    if node.text is None or any(place.bounds is None for place in places):
        return flow_text(node)
    try:
        found = number(node.text)
    except Wrong:
        return flow_text(node)
    is_whole = all(place.is_whole for place in places) and found.is_integer()
    return int(found) if is_whole else found


def _own(reading: Reading, places: Sequence[Place]) -> Iterator[Quantity]:
    for position, place in enumerate(places):
        what = _no_own(place)
        if what:
            reading.wrong(what, *reading.path_keys(position))
        if place.drawn is not None:
            yield place.drawn


def _no_own(place: Place) -> str:
    """Why the scenario's own distribution cannot be varied; empty if it can."""
    shown = f"'{printable(place.path, 200)}'"
    ways = "give a 'range' or a 'distribution'"
    if place.bounds is None:
        return f"{shown} is no number; give the 'values' it may have"
    if place.drawn is None:
        return f"the scenario has no number at {shown}; {ways}"
    if place.drawn.is_certain:
        return f"{shown} is {place.drawn.text()} in the scenario, and certain; {ways}"
    if place.bounds.each is None:
        return ""
    inner = [".".join(map(str, keys)) for keys, _ in place.drawn.nested()]
    hint = f"vary a parameter of it, as '{place.path}.{inner[0]}', or " if inner else ""
    return f"{shown} is drawn for each {place.bounds.each}; {hint}{ways} to make them all alike"


def _given(reading: Reading, places: Sequence[Place], way: str) -> Iterator[Quantity]:
    node = reading.node.children[way]
    written = node.plain() if way == "distribution" else {"uniform": node.plain()}
    for position, place in enumerate(places):
        if place.bounds is None:
            shown = f"'{printable(place.path, 200)}'"
            what = f"{shown} is no number; give the 'values' it may have"
            reading.wrong(what, *reading.path_keys(position))
            continue
        try:
            law = read_quantity(written, bounds=unbound(place.bounds), sources=reading.sources)
        except Wrong as wrong:
            below = wrong.below if way == "distribution" else ()
            what = wrong.what if len(places) == 1 else f"for '{place.path}': {wrong.what}"
            reading.wrong(what, way, *below, at_key=wrong.at_key, meant=wrong.meant)
            continue
        if law.is_certain:
            reading.wrong(f"{law.text()} is certain, so nothing would vary", way)
        yield law


def _one_unit(reading: Reading, places: Sequence[Place]) -> None:
    """Note paths that cannot all take the same value, because it would mean other things."""
    kinds = {_kind(place) for place in places}
    if len(kinds) > 1:
        what = f"one value for all of them, but they hold {' and '.join(sorted(kinds))}"
        reading.wrong(what, "path")


def _kind(place: Place) -> str:
    if place.bounds is None:
        is_date = isinstance(place.shape, Forms) and "instant" in place.shape.forms
        return "instants" if is_date else "words"
    unit = unit_of_path(place.path)
    return f"numbers in {unit}" if unit else "plain numbers"


def _date(choices: Sequence[Choice]) -> str:
    """`date` where all choices are instants."""
    for choice in choices:
        try:
            instant(choice.value)
        except Wrong:
            return ""
    return "date"
