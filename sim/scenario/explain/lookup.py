"""One value of a scenario: what it says, who set it, and where it is from."""

import inspect
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NoReturn, cast

from sim.clock import instant_text
from sim.errors import InputError
from sim.scenario.amounts import Quantity, unit_of
from sim.scenario.blocks import AfterEvent, Block, DatedInstant
from sim.scenario.explain.names import Names
from sim.scenario.explain.numbers import drawn_in_words, in_words, listed
from sim.scenario.keys import KeyFacts, keys_of_block
from sim.scenario.listing import numbers
from sim.scenario.load import Loaded
from sim.scenario.nodes import COMMAND_LINE
from sim.scenario.provenance import Assumption, assumption_at, keys_of, unit_key, unit_of_path
from sim.scenario.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a path.

    Attributes:
        path: The path, of the number itself where it led to a part of one.
        kind: `number`, `date`, `text`, `list`, `block`, or `nothing` for a key that is not set.
        meaning: What the schema says the key means.
        value: The value as a file writes it; empty for a block.
        unit: Its unit.
        words: The value in words.
        chance: How often it is drawn; empty for what is no number.
        allowed: What may stand there.
        file, place: What set it; empty for a default.
        source: Name, title, url and date of its source, and the block that lends it.
        confidence: measured, reported or assumed.
        rivals: What other sources say, each with its source.
        below: Keys inside, each with its value in words.
    """

    path: str
    kind: str
    meaning: str = ""
    value: str = ""
    unit: str = ""
    words: str = ""
    chance: str = ""
    allowed: str = ""
    file: str = ""
    place: str = ""
    source: Mapping[str, str | None] | None = None
    confidence: str | None = None
    rivals: tuple[Mapping[str, str | None], ...] = ()
    below: tuple[tuple[str, str], ...] = ()

    def facts(self) -> Iterator[tuple[str, str]]:
        """What is known of it, as label and text."""
        if self.kind != "block":
            yield "Value", self.words or "not set"
        if self.chance:
            yield "Chance", self.chance
        if self.allowed:
            yield "Allowed", self.allowed
        yield "Set in", _set_in(self)
        if self.kind in ("number", "date"):
            yield "Source", _source_in_words(self.source)
            if self.place:
                yield "Confidence", self.confidence or "not said"
        for rival in self.rivals:
            by = f" ({rival['title'] or rival['source']})" if rival["source"] else ""
            yield "Rival", f"{rival['value']}{by}"


@dataclass(frozen=True, slots=True)
class _Step:
    """A place on the way down: the value there, and what the schema says of its key."""

    path: str
    value: object
    facts: KeyFacts | None


def look_up(loaded: Loaded, path: str) -> Found:
    """What stands at a dotted path.

    Raises:
        InputError: If the path leads nowhere, with what was probably meant.
    """
    step = _walked(loaded, path)
    if isinstance(step.value, Quantity):
        return _number(loaded, step)
    assumption = assumption_at(loaded, step.path)
    if assumption is not None:
        return _date(loaded, step, assumption)
    return _other(loaded, step)


def _walked(loaded: Loaded, path: str) -> _Step:
    step = _Step("", loaded.scenario, None)
    parts = path.split(".")
    for position, part in enumerate(parts):
        if isinstance(step.value, Quantity | DatedInstant):
            return _part_of_number(loaded, step, tuple(parts[position:]))
        step = _down(step, part)
    return step


def _down(step: _Step, part: str) -> _Step:
    path = f"{step.path}.{part}" if step.path else part
    below = _steps_below(step.value, step.facts)
    if part not in below:
        _refuse(step.path, part, below)
    value, facts = below[part]
    return _Step(path, value, facts)


def _steps_below(
    value: object, facts: KeyFacts | None
) -> dict[str, tuple[object, KeyFacts | None]]:
    match value:
        case Block():
            keys = keys_of_block(type(value))
            return {key.key: (getattr(value, key.attribute), key) for key in keys}
        case Mapping():
            return {str(key): (item, facts) for key, item in value.items()}
        case tuple():
            return {str(position): (item, facts) for position, item in enumerate(value)}
        case _:
            return {}


def _part_of_number(loaded: Loaded, step: _Step, below: tuple[str, ...]) -> _Step:
    """The number that a path leads into: the parameter that is drawn itself, or the whole."""
    path = ".".join((step.path, *below))
    listed = numbers(loaded.scenario).get(path)
    if listed is not None:
        return _Step(path, listed.quantity, step.facts)
    root = loaded.document.root
    node = root.node_at(keys_of(root, step.path))
    for part in below:
        inside = {} if node is None else {str(key): child for key, child in node.children.items()}
        if part not in inside:
            _refuse(step.path, part, inside)
        node = inside[part]
    return step


def _refuse(above: str, part: str, allowed: Collection[str]) -> NoReturn:
    where = f"under {above}" if above else "in the file"
    if not allowed:
        raise InputError(f"nothing stands below {above}, so there is no '{part}'")
    raise InputError(f"no '{part}' {where}; {did_you_mean(part, allowed)}")


def _number(loaded: Loaded, step: _Step) -> Found:
    # A parameter that is drawn itself has the origin of its number, unless it names its own.
    whole = step.path.rsplit(".", 2)[0]
    assumption = assumption_at(loaded, step.path) or assumption_at(loaded, whole)
    quantity = cast(Quantity, step.value)
    listed = numbers(loaded.scenario).get(step.path)
    bounds = listed.bounds if listed is not None else None
    unit = unit_of_path(step.path)
    found = _located(loaded, step, kind="number")
    return replace(
        found,
        value=quantity.text(),
        unit=unit,
        words=in_words(quantity, unit),
        chance=drawn_in_words(quantity, bounds),
        **_origin(loaded, assumption),
    )


def _date(loaded: Loaded, step: _Step, assumption: Assumption) -> Found:
    local = step.value.value if isinstance(step.value, DatedInstant) else step.value
    found = _located(loaded, step, kind="date")
    words = instant_text(cast(datetime, local))
    return replace(found, value=assumption.text, words=words, **_origin(loaded, assumption))


def _other(loaded: Loaded, step: _Step) -> Found:
    names = Names(loaded.scenario)
    value = step.value
    if isinstance(value, Block | Mapping):
        found = _located(loaded, step, kind="block")
        return replace(found, below=tuple(_inside(names, value, step.path)))
    kind = "nothing" if value is None else "list" if isinstance(value, tuple) else "text"
    words = value_in_words(names, value)
    return replace(_located(loaded, step, kind=kind), value=words, words=words)


def _located(loaded: Loaded, step: _Step, *, kind: str) -> Found:
    root = loaded.document.root
    node = root.node_at(keys_of(root, step.path))
    # A named item (roads.pass) is told by its block, its collection by what the schema says of it.
    is_item = isinstance(step.value, Block) and not isinstance(step.value, DatedInstant)
    about = inspect.getdoc(type(step.value)) if is_item else step.facts and step.facts.meaning
    return Found(
        path=step.path,
        kind=kind,
        meaning=(about or "").split("\n\n")[0],
        allowed="" if is_item or step.facts is None else step.facts.allowed,
        file=node.file if node is not None else "",
        place=node.key_place if node is not None else "",
    )


def _origin(loaded: Loaded, assumption: Assumption | None) -> dict[str, Any]:
    if assumption is None:
        return {}
    known = loaded.scenario.sources
    source = None
    if assumption.source is not None:
        publication = known.get(assumption.source)
        source = {
            "name": assumption.source,
            "title": assumption.source_title or None,
            "url": publication.url if publication else None,
            "date": publication.date if publication else None,
            "inherited_from": assumption.source_block,
        }
    rivals = tuple(
        {
            "value": rival.value,
            "source": rival.source,
            "title": known[rival.source].title if rival.source in known else None,
        }
        for rival in assumption.rivals
    )
    return {"source": source, "confidence": assumption.confidence, "rivals": rivals}


def _inside(
    names: Names, value: Block | Mapping[str, object], path: str
) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield key, value_in_words(names, item, key=unit_key(path, key))
        return
    for facts in keys_of_block(type(value)):
        item = getattr(value, facts.attribute)
        if item is not None and item not in ((), {}):
            yield facts.key, value_in_words(names, item, key=facts.key)


def value_in_words(names: Names, value: object, *, key: str = "") -> str:
    """Any value of a scenario in words, short enough for a list."""
    match value:
        case None:
            return ""
        case Quantity():
            return in_words(value, unit_of(key))
        case datetime():
            return instant_text(value)
        case DatedInstant() | AfterEvent():
            return names.when(value)
        case tuple():
            return listed([value_in_words(names, item) for item in value])
        case Block() as block:
            called = getattr(block, "name", None) or getattr(block, "title", None)
            return str(called) if called else ", ".join(_set_keys(block))
        case Mapping():
            return f"{len(value)}: {', '.join(value)}"
        case _:
            return str(value)


def _set_keys(block: Block) -> list[str]:
    known = keys_of_block(type(block))
    return [facts.key for facts in known if facts.attribute in block.model_fields_set]


def _set_in(found: Found) -> str:
    if not found.place:
        return "nowhere: the file does not set it"
    if found.file == COMMAND_LINE:
        return f"the command line: {found.place}"
    return found.place


def _source_in_words(source: Mapping[str, str | None] | None) -> str:
    if source is None:
        return "none"
    if source["title"] is None:
        defaults = {"default": "the program's default", COMMAND_LINE: "the command line"}
        return defaults.get(str(source["name"]), str(source["name"]))
    about = [f"{source['title']} [{source['name']}]", source["date"], source["url"]]
    said = ", ".join(part for part in about if part)
    lent = source["inherited_from"]
    return f"{said}; set for all of {lent}" if lent else said
