"""What the columns of every table hold: their kind, as one reads it off the catalogue.

Four kinds serve all tables: text, whole numbers and truth values, each of which may be empty, and
numbers, where NaN is empty.
"""

from collections.abc import Mapping
from typing import Literal

from sim.catalogue import OUTCOMES, Entry

Kind = Literal["string", "Int64", "boolean", "float64"]
"""The name of the kind in pandas."""

MEASURED = frozenset({"h", "km", "person-hours", "vehicle-hours", "vehicles/h"})
"""Units of what may be a fraction; all other units count whole things."""
TEXTS = frozenset({"ended_as", "first_breach", "clause", "area", "road", "toward", "answer"})
TEXTS |= {"cause", "collapsed_area", "contingent", "excess", "post", "breach", "where"}
TEXTS |= {"who", "collection", "member"}
COUNTS = frozenset({"replication", "granted_days", "asked_days", "number", "step"})
TRUTHS = ("on_time", "asked_not_needed", "needed_not_asked", "is_")

EVENTS: Mapping[str, Kind] = {
    "second": "Int64",
    "phase": "string",
    "kind": "string",
    "subject": "string",
    "number": "Int64",
    "at": "string",
    "people": "Int64",
    "vehicles": "Int64",
    "loads": "Int64",
    "value": "Int64",
    "cause": "string",
}
"""The log of one replication, with names in the place of codes."""

CASE: dict[str, Mapping[str, Kind]] = {
    "case_places": {
        "place": "string",
        "name": "string",
        "area": "string",
        "latitude": "float64",
        "longitude": "float64",
    },
    "case_areas": {"area": "string", "name": "string"},
    "case_roads": {
        "road": "string",
        "name": "string",
        "from": "string",
        "to": "string",
        "likely_length_km": "float64",
    },
    "case_clauses": {
        "clause": "string",
        "name": "string",
        "party": "string",
        "must": "string",
        "areas": "string",
        "due": "string",
        "due_hours": "float64",
        "may_move": "boolean",
    },
    "case_contingents": {"contingent": "string", "name": "string", "authorised_people": "Int64"},
    "case_posts": {
        "post": "string",
        "name": "string",
        "contingent": "string",
        "place": "string",
        "is_temporary": "boolean",
    },
    "case_movers": {"mover": "string", "name": "string"},
    "case_sources": {"source": "string", "title": "string", "url": "string", "date": "string"},
}
"""The case's facts beside the rows: names for people, and where the numbers come from."""
FACTS = "case_"
"""What the names of the tables of facts begin with."""
FAILURES = "failures"
FAILURE: Mapping[str, Kind] = {
    "replication": "Int64",
    "seed": "string",
    "second": "Int64",
    "error": "string",
    "traceback": "string",
}
"""A replication in which the program itself failed: what is needed to see it again."""
OBSERVED = "case_observed"
"""What was observed: the columns of the scenario's own csv file, all of them text."""


def kind_of(entry: Entry) -> Kind:
    """The kind of a column of an outcome table.

    >>> [kind_of(entry) for entry in OUTCOMES["roads"][:5]]
    ['Int64', 'string', 'string', 'Int64', 'Int64']
    """
    if entry.unit:
        return "float64" if entry.unit in MEASURED else "Int64"
    if entry.name in TEXTS:
        return "string"
    if entry.name in COUNTS or entry.name.endswith("_number"):
        return "Int64"
    if entry.name.startswith(TRUTHS):
        return "boolean"
    raise ValueError(f"nobody says what kind of thing {entry.name} is")


OUTCOME_KINDS: Mapping[str, Mapping[str, Kind]] = {
    table: {entry.name: kind_of(entry) for entry in entries} for table, entries in OUTCOMES.items()
}


def kinds_of(table: str, names: tuple[str, ...] = ()) -> Mapping[str, Kind]:
    """The columns of a table in order, each with its kind.

    Args:
        table: Its name.
        names: For `series` and `case_observed`, whose columns the case decides: their names.
    """
    if table == "events":
        return EVENTS
    if table in CASE:
        return CASE[table]
    if table == FAILURES:
        return FAILURE
    if table == OBSERVED:
        return dict.fromkeys(names, "string")
    return OUTCOME_KINDS[table]
