"""What a scenario sets otherwise than the one it is compared with, setting by setting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sim.scenario.amounts import Quantity
from sim.scenario.blocks import AfterEvent, Block, DatedInstant
from sim.scenario.explain.lookup import value_in_words
from sim.scenario.explain.names import Names
from sim.scenario.explain.numbers import in_words
from sim.scenario.keys import keys_of_block
from sim.scenario.load import Loaded
from sim.scenario.provenance import Assumption, assumptions, unit_of_path

ABOUT = frozenset({"title", "description", "sources", "observed", "source"})
"""Keys that tell about a case, or where its numbers are from, and set nothing in it."""
NOT_SET = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a scenario sets otherwise.

    Attributes:
        path: Where it stands; of a block that only one of the two has, that of the block.
        subject: What people call the thing it is set for; empty where it has no name.
        meaning: What the schema says of it, in a sentence.
        was, now: In the first scenario and in the second, in words; empty where it is not set.
        source: Title of the source of what it is now; empty where nobody says, and of what is no
            number and no date.
        confidence: How sure that is; likewise.
    """

    path: str
    subject: str
    meaning: str
    was: str
    now: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class _At:
    """A place on the way down."""

    path: str = ""
    subject: str = ""
    meaning: str = ""

    def key(self, key: str, meaning: str) -> "_At":
        return _At(f"{self.path}.{key}" if self.path else key, self.subject, meaning)

    def of(self, *blocks: object) -> "_At":
        """The same, told by the name of the block there, if it has one."""
        names = (getattr(block, "name", None) for block in blocks)
        return _At(self.path, next(filter(None, names), self.subject), self.meaning)


_Changed = tuple[_At, object, object]


def settings_changed(base: Loaded, other: Loaded) -> tuple[Setting, ...]:
    """All that differs between two scenarios, in the order of the schema.

    Where a number is from does not count; what it is does. A block that only one of them has is one
    setting.
    """
    known = {each.path: each for each in assumptions(other)}
    first, second = Names(base.scenario), Names(other.scenario)
    return tuple(
        Setting(
            path=at.path,
            subject=at.subject,
            meaning=" ".join(at.meaning.split()).split(". ")[0].rstrip("."),
            was=_words(was, first, at.path),
            now=_words(now, second, at.path),
            source=_source(known.get(at.path)),
            confidence=_confidence(known.get(at.path)),
        )
        for at, was, now in _of_blocks(base.scenario, other.scenario, _At())
    )


def _of_blocks(first: Block, second: Block, at: _At) -> Iterator[_Changed]:
    for facts in keys_of_block(type(first)):
        if facts.key not in ABOUT:
            was, now = getattr(first, facts.attribute), getattr(second, facts.attribute)
            yield from _of_values(was, now, at.key(facts.key, facts.meaning))


def _of_values(was: object, now: object, at: _At) -> Iterator[_Changed]:
    if _is_equal(was, now):
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*was, *now)):
            yield from _of_values(was.get(name), now.get(name), at.key(str(name), at.meaning))
    elif _is_plain(was) and _is_plain(now) and type(was) is type(now):
        assert isinstance(was, Block)
        assert isinstance(now, Block)
        yield from _of_blocks(was, now, at.of(now, was))
    else:
        yield at, was, now


def _is_equal(was: object, now: object) -> bool:
    if isinstance(was, Quantity) and isinstance(now, Quantity):
        return was.text() == now.text()
    if isinstance(was, DatedInstant) and isinstance(now, DatedInstant):
        return was.value == now.value
    return was == now


def _is_plain(value: object) -> bool:
    """Whether it is a block of keys, and not one that means an instant."""
    return isinstance(value, Block) and not isinstance(value, DatedInstant | AfterEvent)


def _words(value: object, names: Names, path: str) -> str:
    match value:
        case None:
            return NOT_SET
        case bool():
            return "yes" if value else "no"
        case Quantity():
            return in_words(value, unit_of_path(path))
        case datetime() | DatedInstant() | AfterEvent():
            return names.when(value)
        case Block() if not _name(value):
            return "; ".join(_inside(value, names, path))
        case tuple() if not value:
            return "none"
        case _:
            return value_in_words(names, value)


def _name(block: Block) -> str:
    return getattr(block, "name", None) or getattr(block, "title", None) or ""


def _inside(block: Block, names: Names, path: str) -> Iterator[str]:
    for facts in keys_of_block(type(block)):
        if facts.attribute in block.model_fields_set and facts.key not in ABOUT:
            value = getattr(block, facts.attribute)
            key = facts.key.replace("_", " ")
            yield f"{key} {_words(value, names, f'{path}.{facts.key}')}".strip()


def _source(found: Assumption | None) -> str:
    if found is None or found.source is None:
        return ""
    return found.source_title or found.source


def _confidence(found: Assumption | None) -> str:
    return "" if found is None else found.confidence or ""
