"""Finding every value of some kind in a scenario, with the keys that lead to it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from sim.scenario.blocks import AfterEvent, Block
from sim.scenario.model import Scenario
from sim.scenario.texts import Key

Wanted = TypeVar("Wanted")
Path = tuple[Key, ...]


def values(block: Block, kind: type[Wanted], above: Path = ()) -> Iterator[tuple[Path, Wanted]]:
    """Every value of one type at or below a block, in the order of the schema."""
    for name, field in type(block).model_fields.items():
        if hasattr(block, name):
            yield from _in(getattr(block, name), kind, (*above, field.alias or name))


def _in(value: object, kind: type[Wanted], path: Path) -> Iterator[tuple[Path, Wanted]]:
    if isinstance(value, kind):
        yield path, value
    if isinstance(value, Block):
        yield from values(value, kind, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _in(item, kind, (*path, key))


def events(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Every event that something waits for or counts from, with where it is named."""
    for path, moment in values(scenario, AfterEvent):
        yield (*path, "event"), moment.event
    for name, clause in scenario.agreement.clauses.items():
        for position, event in enumerate(clause.needs):
            yield ("agreement", "clauses", name, "needs", position), event
    for name, unit in scenario.troops.items():
        if unit.ready_after is not None:
            yield ("troops", name, "ready_after"), unit.ready_after
        for position, event in enumerate(unit.needs):
            yield ("troops", name, "needs", position), event


def repeated(words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The words of a list that stand in it before, with their positions.

    >>> list(repeated(["a", "b", "a"]))
    [(2, 'a')]
    """
    seen: set[str] = set()
    for position, word in enumerate(words):
        if word in seen:
            yield position, word
        seen.add(word)
