"""The scenarios of a comparison as its page knows them: what they are called, what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.comparing.compared import Compared
from sim.analysis.report.founding import Founding, founding
from sim.analysis.summarise import summarise
from sim.analysis.summary import Summary
from sim.results.manifest import Manifest
from sim.results.tables import Tables
from sim.scenario.load import Loaded, parse_resolved


@dataclass(frozen=True, slots=True)
class Rows:
    """What a results folder holds of one of the scenarios.

    Attributes:
        tables: Gives a table by its name.
        manifest: What was run; of the replications that are compared.
        resolved: The scenario as one file, as it was run.
    """

    tables: Tables
    manifest: Manifest
    resolved: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the scenarios.

    Attributes:
        label: What the comparison calls it.
        name: What the page calls it: its title, where it has one of its own, else its label.
        about: What its file says it is for; empty where it says nothing of its own.
        rows: Where what came of it is read.
        loaded: The scenario as it was run.
        summary: What came of it.
        founding: On what it rests.
    """

    label: str
    name: str
    about: str
    rows: Rows
    loaded: Loaded
    summary: Summary
    founding: Founding


def sides(found: Compared, rows: Sequence[Rows]) -> tuple[Side, ...]:
    """All scenarios, the base first.

    Args:
        found: The comparison.
        rows: Of each of its scenarios, in its order.

    Raises:
        InputError: If a table, or the scenario in a folder, cannot be read.
    """
    loaded = [
        parse_resolved(each.resolved, name=f"{ran.folder}/scenario.resolved.yaml")
        for ran, each in zip(found.scenarios, rows, strict=True)
    ]
    titles = [each.scenario.title for each in loaded]
    base = loaded[0].scenario
    return tuple(
        Side(
            label=ran.label,
            name=one.scenario.title if titles.count(one.scenario.title) == 1 else ran.label,
            about=_about(one, "" if one is loaded[0] else base.description or ""),
            rows=each,
            loaded=one,
            summary=summarise(each.tables, each.manifest),
            founding=founding(each.resolved),
        )
        for ran, one, each in zip(found.scenarios, loaded, rows, strict=True)
    )


def _about(loaded: Loaded, of_base: str) -> str:
    text = loaded.scenario.description or ""
    return "" if text == of_base else text
