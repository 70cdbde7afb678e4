"""On which numbers the results rest: where each is from, and how sure it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.analysis.report.granting import Granting, grantings
from sim.scenario.explain.numbers import range_in_words
from sim.scenario.listing import Listed, numbers
from sim.scenario.load import Loaded, parse_scenario
from sim.scenario.model import Scenario
from sim.scenario.provenance import Assumption, Counts, assumptions, counts, defaults

_OBSERVED = re.compile(r"^observed:", re.MULTILINE)
LINKED = ("https://", "http://")
"""Addresses that a page may lead to; anything else stays words."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number or date, in words.

    Attributes:
        path: Where it stands in the scenario.
        value: With its unit.
        source: Who says so; empty where nobody does.
        confidence: How sure it is, likewise.
        rivals: What others say.
    """

    path: str
    value: str
    source: str
    confidence: str
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A source.

    Attributes:
        title: Of it.
        date: When it appeared, where somebody says.
        url: Where it is, if a page may lead there.
    """

    title: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Founding:
    """All that a run rests on.

    Attributes:
        counts: How well founded it is.
        defaults: How many more numbers are left to the program.
        groups: The least founded first; by what they have in common.
        publications: The sources, in the order of the file.
        granting: How more time for a clause is come by, by the clause.
    """

    counts: Counts
    defaults: int
    groups: tuple[tuple[str, tuple[Number, ...]], ...]
    publications: tuple[Publication, ...]
    granting: Mapping[str, Granting]


def founding(resolved: str) -> Founding:
    """What a run rests on.

    Args:
        resolved: The scenario as one file, as it was run.

    Raises:
        ScenarioError: If this version of the program cannot read it.
    """
    # What was observed is no number of the run, and its file stayed where the scenario was.
    settings = ["observed=null"] if _OBSERVED.search(resolved) else []
    loaded = parse_scenario(resolved, name="scenario.resolved.yaml", settings=settings)
    found, left = assumptions(loaded), defaults(loaded)
    return Founding(
        counts=counts(found),
        defaults=len(left),
        groups=tuple(_groups(loaded.scenario, found, left)),
        publications=tuple(_publications(loaded)),
        granting={each.clause: each for each in grantings(loaded.scenario, found)},
    )


def _groups(
    scenario: Scenario, found: Sequence[Assumption], left: Sequence[Assumption]
) -> Iterator[tuple[str, tuple[Number, ...]]]:
    groups = (
        (
            "Unsourced: no source, and not marked as assumed",
            [it for it in found if it.is_unsourced],
        ),
        ("Assumed", [it for it in found if it.is_assumed]),
        ("With a source", [it for it in found if not it.is_assumed and not it.is_unsourced]),
        ("Left to the program", left),
    )
    quantities = numbers(scenario)
    for title, listed in groups:
        if listed:
            yield title, tuple(_number(scenario, item, quantities) for item in listed)


def _number(scenario: Scenario, item: Assumption, quantities: Mapping[str, Listed]) -> Number:
    drawn = quantities.get(item.path)
    return Number(
        path=item.path,
        value=item.text if drawn is None else range_in_words(drawn.quantity, item.unit),
        source="" if item.is_default else _title(scenario, item.source),
        confidence=item.confidence or "",
        rivals=tuple(
            f"{rival.value} ({_title(scenario, rival.source)})"
            if rival.source
            else str(rival.value)
            for rival in item.rivals
        ),
    )


def _title(scenario: Scenario, name: str | None) -> str:
    if name is None:
        return ""
    return str(scenario.sources[name].title) if name in scenario.sources else name


def _publications(loaded: Loaded) -> Iterator[Publication]:
    for source in loaded.scenario.sources.values():
        url = str(source.url or "")
        is_linked = url.lower().startswith(LINKED)
        yield Publication(str(source.title), str(source.date or ""), url if is_linked else "")
