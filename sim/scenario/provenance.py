"""Where every number and date of a scenario comes from, and how sure it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sim.scenario.amounts import LISTED, NAMED, Quantity, Rival, unit_of
from sim.scenario.blocks import DatedInstant
from sim.scenario.dates import dates
from sim.scenario.listing import numbers
from sim.scenario.load import Loaded
from sim.scenario.nodes import COMMAND_LINE, Node
from sim.scenario.texts import Key

RATIOS = ("p90_over_median", "shape")
"""Parameters of distributions that have no unit."""
PROGRAM = "default"
"""The file, and the source, of a number that the file leaves to the program."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number or date a run rests on.

    Attributes:
        path: Its dotted path.
        text: Its value or distribution.
        unit: Its unit; `date` for an instant, empty for a plain number.
        source: Name of the source that holds for it: its own, or that of the nearest block around
            it that names one in the same file; `command line` for what `--set` brought, `default`
            for what the file leaves open; None if nobody says.
        source_title: Title of that source, empty if it has none.
        confidence: measured, reported or assumed; None if not said.
        rivals: What other sources say instead.
        place: Where it stands, as `file:line:column`; empty for a default.
        file: The file that set it.
        source_block: Dotted path of the block whose source it inherits; None for one of its own.
    """

    path: str
    text: str
    unit: str
    source: str | None
    source_title: str
    confidence: str | None
    rivals: tuple[Rival, ...]
    place: str
    file: str
    source_block: str | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether the file itself calls it an assumption."""
        return self.confidence == "assumed"

    @property
    def is_unsourced(self) -> bool:
        """Whether nobody says where it is from, not even that it is assumed."""
        return self.source is None and not self.is_assumed

    @property
    def is_default(self) -> bool:
        """Whether the file leaves it to the program."""
        return self.source == PROGRAM and not self.place


@dataclass(frozen=True, slots=True)
class Counts:
    """How well founded a scenario is, in numbers."""

    all: int
    assumed: int
    unsourced: int

    @property
    def sourced(self) -> int:
        """Those with a source, or set by hand on the command line."""
        return self.all - self.assumed - self.unsourced


def assumptions(loaded: Loaded) -> tuple[Assumption, ...]:
    """Every number and date that stands in the file, in the order of the schema."""
    return tuple(found for found in _all(loaded) if not found.is_default)


def defaults(loaded: Loaded) -> tuple[Assumption, ...]:
    """Every number that the file leaves to the program."""
    return tuple(found for found in _all(loaded) if found.is_default)


def counts(found: Iterable[Assumption]) -> Counts:
    """How many there are, how many of them are assumed, and how many come from nowhere."""
    listed = tuple(found)
    return Counts(
        all=len(listed),
        assumed=sum(item.is_assumed for item in listed),
        unsourced=sum(item.is_unsourced for item in listed),
    )


def assumption_at(loaded: Loaded, path: str) -> Assumption | None:
    """The number or date at one path, or None if the path leads to something else."""
    return next((found for found in _all(loaded) if found.path == path), None)


def keys_of(root: Node, path: str) -> tuple[Key, ...]:
    """The keys of a dotted path as far as the file has them: positions in lists become numbers."""
    keys: list[Key] = []
    node: Node | None = root
    for part in path.split("."):
        is_place = node is not None and node.kind == "list" and part.isdigit()
        key: Key = int(part) if is_place else part
        keys.append(key)
        node = node.children.get(key) if node is not None else None
    return tuple(keys)


def unit_of_path(path: str) -> str:
    """The unit of the number at a path, by the key that names it.

    >>> unit_of_path("flows.traders.vehicles_by_date.2020-11-12")
    'vehicles'
    """
    above, _, key = path.rpartition(".")
    number, _, form = above.rpartition(".")
    if form in LISTED or form in NAMED:
        return "" if key in RATIOS else unit_of_path(number)
    return unit_of(unit_key(above, key))


def unit_key(above: str, key: str) -> str:
    """The key whose name ends in the unit: that of the collection for numbers keyed by date."""
    return "vehicles" if above.endswith(".vehicles_by_date") else key


def _all(loaded: Loaded) -> Iterator[Assumption]:
    found: dict[str, Quantity | datetime | DatedInstant] = {}
    for path, listed in numbers(loaded.scenario).items():
        # A parameter that is drawn is told with its number, unless it has an origin of its own.
        is_part = listed.bounds.each is None and _is_parameter(path, found)
        if not is_part or listed.quantity.source or listed.quantity.confidence:
            found[path] = listed.quantity
    found |= dates(loaded.scenario)
    for path, value in found.items():
        yield _assumption(loaded, path, value)


def _is_parameter(path: str, found: dict[str, Quantity | datetime | DatedInstant]) -> bool:
    return any(above in found for above in _prefixes(path))


def _prefixes(path: str) -> Iterator[str]:
    parts = path.split(".")
    return (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))


def _assumption(loaded: Loaded, path: str, value: Quantity | datetime | DatedInstant) -> Assumption:
    root = loaded.document.root
    keys = keys_of(root, path)
    node = root.node_at(keys)
    source, block = _source(root, keys, node, own=getattr(value, "source", None))
    known = loaded.scenario.sources
    return Assumption(
        path=path,
        text=_text(value),
        unit=unit_of_path(path) if isinstance(value, Quantity) else "date",
        source=source,
        source_title=known[source].title if source in known else "",
        confidence=getattr(value, "confidence", None),
        rivals=getattr(value, "rivals", ()),
        place=node.key_place if node is not None else "",
        file=node.file if node is not None else PROGRAM,
        source_block=block,
    )


def _source(
    root: Node, keys: Sequence[Key], node: Node | None, *, own: str | None
) -> tuple[str | None, str | None]:
    """The source that holds for a number, and the block that lends it."""
    if node is None:
        return PROGRAM, None
    if own is not None:
        return own, None
    if node.file == COMMAND_LINE:
        return COMMAND_LINE, None
    if "source" in node.children:  # an empty one says that it has none, whatever stands around
        return None, None
    for length in range(len(keys) - 1, -1, -1):
        block = root.node_at(keys[:length])
        lent = block.children.get("source") if block is not None else None
        if lent is not None and lent.text is not None and lent.file == node.file:
            return str(lent.text), ".".join(map(str, keys[:length])) or "the whole file"
    return None, None


def _text(value: Quantity | datetime | DatedInstant) -> str:
    if isinstance(value, Quantity):
        return value.text()
    local: datetime = value.value if isinstance(value, DatedInstant) else value
    return local.strftime("%Y-%m-%d %H:%M")
