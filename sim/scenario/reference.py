"""The reference page of the scenario format, written from the schema and from one example file."""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.scenario.amounts import CONFIDENCES, UNITS
from sim.scenario.blocks import Block
from sim.scenario.keys import KeyFacts, keys_of_block
from sim.scenario.model import Scenario
from sim.scenario.snippets import Snippets
from sim.scenario.words import EVENTS

ITEMS = {"name": "NAME", "class": "CLASS", "day": "DAY"}
"""What stands in a path for the key of an item, by what a collection is keyed by."""
FORMS = (
    ("value", "`{value: 45}`", "that number; the long form of a bare one"),
    ("pert", "`{pert: [20, 40, 80]}`", "lowest, most likely, highest, with a rounded hump"),
    ("triangular", "`{triangular: [12, 20, 25]}`", "lowest, most likely, highest, straight sides"),
    ("uniform", "`{uniform: [4, 10]}`", "anything between two ends, all alike"),
    (
        "lognormal",
        "`{lognormal: {median: 5, p90: 10}}`",
        "half below the median, nine in ten below p90; instead of p90 also p90_over_median",
    ),
    ("normal", "`{normal: {mean: 120, sd: 30}, low: 40}`", "mean and standard deviation"),
    ("exponential", "`{exponential: {mean: 1}}`", "mean; waiting times without memory"),
    (
        "weibull",
        "`{weibull: {scale: 30, shape: 1.5}}`",
        "scale and shape; shapes above 1 have a hump",
    ),
    ("discrete", "`{discrete: [[5, 0.3], [15, 0.7]]}`", "some values, each with its weight"),
)
EVENT_WORDS = {
    ("clauses", "due"): "its due instant, as moved by then",
    ("clauses", "completed"): "the clause is fulfilled",
    ("extensions", "asked"): "a request is made",
    ("extensions", "agreed"): "a request is granted, between the armies",
    ("extensions", "public"): "people hear of the extension",
    ("extensions", "refused"): "a request is refused",
    ("troops", "ready"): "the unit is ready to send its first convoy",
    ("troops", "out"): "the last convoy of the unit is out of its area",
    ("civilians", "out"): "the last household is out, apart from those who stay",
    ("receiving_armies", "entered"): "its first column has crossed the entry place",
    ("roads", "cleared"): "a team has cleared its mined stretch",
    ("roads", "opened-to-car"): "cars may use it from then on; at the start, if nothing keeps them",
    ("roads", "opened-to-lorry"): "the same for lorries",
    ("roads", "opened-to-bus"): "the same for buses",
    ("roads", "opened-to-troops"): "the same for troops",
    ("roads", "opened-to-peacekeepers"): "the same for peacekeepers",
    ("roads", "opened-to-receiving"): "the same for the receiving army",
    ("clearing_teams", "done"): "the team has cleared all its roads",
    ("posts", "manned"): "the post is set up and manned",
    ("contingents", "landed"): "its last sortie has unloaded",
    ("contingents", "deployed"): "all its people are in place",
    ("suspensions", "begun"): "the side stops its withdrawal",
    ("suspensions", "ended"): "it takes it up again",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the page.

    Attributes:
        path: Path of the block, with NAME for the names of items.
        blocks: The block, or the forms it may take.
        depth: How far down it is.
    """

    path: str
    blocks: tuple[type[Block], ...]
    depth: int

    @property
    def title(self) -> str:
        """The heading."""
        return f"`{self.path}`" if self.path else "The whole file"


def reference_page(template: str, example: Path) -> str:
    """The page: a template's prose with the tables and blocks of the schema filled in.

    Args:
        template: Markdown with places for contents, forms, units, confidences, events and blocks.
        example: A scenario file that uses every key.
    """
    found = tuple(sections())
    snippets = Snippets(example)
    return template.format(
        contents=_contents(found),
        forms=_table(("Form", "Example", "What it says"), ((f"`{a}`", b, c) for a, b, c in FORMS)),
        units=_units(),
        confidences=", ".join(f"`{word}`" for word in CONFIDENCES),
        events=_events(),
        blocks="\n".join(_section(section, snippets) for section in found).rstrip("\n"),
    )


@cache
def sections() -> tuple[Section, ...]:
    """All blocks of the format, each where it stands, in the order of the schema."""
    return tuple(_sections("", (Scenario,), 0))


def _sections(path: str, blocks: tuple[type[Block], ...], depth: int) -> Iterator[Section]:
    yield Section(path, blocks, depth)
    for block in blocks:
        for facts in keys_of_block(block):
            if facts.blocks:
                below = f"{path}.{facts.key}" if path else facts.key
                yield from _sections(_item(below, facts), facts.blocks, depth + 1)


def _item(path: str, facts: KeyFacts) -> str:
    return f"{path}.{ITEMS[facts.keyed_by]}" if facts.keyed_by else path


def _contents(found: Sequence[Section]) -> str:
    lines = ["**Contents**", ""]
    heads = (
        "How a file is written",
        "Numbers",
        "Source, confidence, rivals",
        "Instants and events",
        "One file on top of another",
    )
    lines += [f"{'  ' if i else ''}- [{head}](#{_anchor(head)})" for i, head in enumerate(heads)]
    for section in found:
        lines.append(f"{'  ' * section.depth}- [{section.title}](#{_anchor(section.title)})")
    return "\n".join(lines)


def _anchor(heading: str) -> str:
    kept = (letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return "".join(kept).replace(" ", "-")


def _section(section: Section, snippets: Snippets) -> str:
    lines = [f"{'#' * min(2 + section.depth, 5)} {section.title}", ""]
    for block in section.blocks:
        lines += [inspect.getdoc(block) or "", ""]
        snippet = snippets.of(block)
        if snippet and section.path:
            lines += ["```yaml", snippet, "```", ""]
        lines += [_keys(block, section.path), ""]
    return "\n".join(lines)


def _keys(block: type[Block], path: str) -> str:
    shown = [facts for facts in keys_of_block(block) if facts.key != "source"]
    has_numbers = any(facts.drawn for facts in shown)
    head: tuple[str, ...] = ("Key", "What it means", "Unit", "Allowed", "If left out", "Drawn")
    rows = [_row(facts, path) for facts in shown]
    if not has_numbers:
        head, *rows = (_without_numbers(row) for row in (head, *rows))
    return _table(head, rows)


def _row(facts: KeyFacts, path: str) -> tuple[str, ...]:
    default = "**required**" if facts.is_required else f"`{facts.default}`" if facts.default else ""
    return (
        f"`{facts.key}`",
        facts.meaning.replace("\n", " "),
        facts.unit,
        _allowed(facts, path),
        default,
        facts.drawn,
    )


def _allowed(facts: KeyFacts, path: str) -> str:
    if not facts.blocks:
        return facts.allowed
    below = _item(f"{path}.{facts.key}" if path else facts.key, facts)
    link = f"[`{below}`](#{_anchor(below)})"
    is_bare = facts.allowed == f"by {facts.keyed_by}"
    return link if is_bare else f"{facts.allowed}: {link}"


def _without_numbers(row: tuple[str, ...]) -> tuple[str, ...]:
    return (*row[:2], *row[3:5])


def _units() -> str:
    ends: dict[str, list[str]] = {}
    for end, unit in UNITS:
        ends.setdefault(unit, []).append(f"`{end}`")
    rows = [(unit, ", ".join(found)) for unit, found in ends.items()]
    return _table(("Unit", "The key ends in"), rows)


def _events() -> str:
    rows = [("`signed`", "the agreement is signed")]
    for collection, events in EVENTS.items():
        for event in events:
            words = EVENT_WORDS.get((collection, event), "")
            rows.append((f"`{collection}.NAME.{event}`", words))
    return _table(("Event", "What happens"), rows)


def _table(head: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)
