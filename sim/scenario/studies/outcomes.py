"""The outcomes of interest and the tables kept, looked up in the catalogue and in the scenario."""

from collections.abc import Iterator, Sequence

from sim.catalogue import OUTCOMES
from sim.catalogue.naming import OutcomeName, outcome_name
from sim.errors import InputError
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Key, Meant, Wrong, described

ALL, SERIES = "outcomes", "series"
KEPT = (ALL, SERIES, *OUTCOMES)
"""What a study may keep: all outcome tables, the series, or single outcome tables."""
_KINDS = {
    "clause": "clause",
    "area": "area",
    "road": "road",
    "toward": "end of that road",
    "contingent": "contingent",
    "post": "post",
}


def read_outcomes(
    texts: Sequence[str], scenario: Scenario | None, *, found: list[Found]
) -> tuple[OutcomeName, ...]:
    """The outcomes that names mean.

    Args:
        texts: The names, as in the study file.
        scenario: What must have the clauses, areas and roads named, if it can be read.
        found: What is wrong is added to it.
    """
    outcomes: list[OutcomeName] = []
    for position, text in enumerate(texts):
        keys: tuple[Key, ...] = ("outcomes", position)
        try:
            outcome = _one(text, scenario)
        except Wrong as wrong:
            found.append(Found(keys, wrong.what, meant=wrong.meant))
            continue
        if outcome in outcomes:
            found.append(Found(keys, f"'{outcome}' stands in the list already"))
        outcomes.append(outcome)
    return tuple(outcomes)


def _one(text: str, scenario: Scenario | None) -> OutcomeName:
    try:
        outcome = outcome_name(text)
    except InputError as error:
        raise Wrong(str(error)) from None
    missing = missing_subject(outcome, scenario) if scenario is not None else None
    if missing is not None:
        raise missing
    if outcome.kind == "word":
        raise Wrong(f"'{outcome}' is a word; a study looks at numbers, times and truth values")
    return outcome


def missing_subject(outcome: OutcomeName, scenario: Scenario) -> Wrong | None:
    """What an outcome is about and the scenario lacks; None if it lacks nothing."""
    row = outcome.row
    for column, name in row.items():
        names = _names(column, scenario, road=row.get("road", ""))
        if names is not None and name not in names:
            return Wrong(f"no {_KINDS[column]} {described(name)}", meant=Meant(name, names))
    return None


def _names(column: str, scenario: Scenario, *, road: str) -> tuple[str, ...] | None:
    """What the scenario has for a key column; None where the catalogue knows it."""
    match column:
        case "clause":
            return tuple(scenario.agreement.clauses)
        case "area":
            return tuple(scenario.areas)
        case "road":
            return tuple(scenario.roads)
        case "toward":
            return (scenario.roads[road].from_, scenario.roads[road].to)
        case "contingent":
            return tuple(scenario.contingents)
        case "post":
            return tuple(scenario.posts)
        case _:
            return None


def read_kept(
    words: Sequence[str], outcomes: Sequence[OutcomeName], *, found: list[Found]
) -> tuple[str, ...]:
    """The tables that are kept, in the order of the catalogue, the series last.

    Args:
        words: What the study file says.
        outcomes: The outcomes of interest, whose tables must be among them.
        found: What is wrong is added to it.
    """
    for position, word in enumerate(words):
        keys: tuple[Key, ...] = ("keep", position)
        if word not in KEPT:
            what = f"no table {described(word)}"
            found.append(Found(keys, what, meant=Meant(word, KEPT)))
        elif word in words[:position] or (word in OUTCOMES and ALL in words):
            found.append(Found(keys, f"'{word}' is kept already"))
    kept = tuple(_kept(words))
    for table in dict.fromkeys(outcome.table for outcome in outcomes):
        if table not in kept:
            what = f"leaves out '{table}', where outcomes of interest stand"
            found.append(Found(("keep",), what))
    return kept


def _kept(words: Sequence[str]) -> Iterator[str]:
    yield from (table for table in OUTCOMES if table in words or ALL in words)
    if SERIES in words:
        yield SERIES
