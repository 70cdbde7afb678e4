"""The case's facts as tables beside the rows: names for people, and where numbers are from."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from sim.clock import HOUR
from sim.errors import InputError
from sim.results.tables import Row, frame
from sim.scenario.actors import CivilianGroup, TroopUnit, VehiclePool
from sim.scenario.blocks import fixed_instant
from sim.scenario.model import Scenario
from sim.scenario.roster import Roster, area_of


def case_tables(roster: Roster, observed: Path | None = None) -> dict[str, pd.DataFrame]:
    """The facts of a case, each kind a table.

    Args:
        roster: Of the scenario.
        observed: The csv file with what was observed, if there is one.

    Raises:
        InputError: If that file is no table.
    """
    scenario = roster.scenario
    rows = {
        "case_places": _places(scenario),
        "case_areas": _areas(scenario),
        "case_roads": _roads(scenario),
        "case_clauses": _clauses(roster),
        "case_contingents": _contingents(scenario),
        "case_posts": _posts(scenario),
        "case_movers": _movers(scenario),
        "case_sources": _sources(scenario),
    }
    found = {table: frame(table, list(listed)) for table, listed in rows.items()}
    if observed is not None:
        found["case_observed"] = read_observed(observed)
    return found


def _places(scenario: Scenario) -> Iterable[Row]:
    for name, place in scenario.places.items():
        yield {
            "place": name,
            "name": place.name,
            "area": area_of(scenario, name),
            "latitude": None if place.latitude is None else place.latitude.value,
            "longitude": None if place.longitude is None else place.longitude.value,
        }


def _areas(scenario: Scenario) -> Iterable[Row]:
    return ({"area": name, "name": area.name} for name, area in scenario.areas.items())


def _roads(scenario: Scenario) -> Iterable[Row]:
    for name, road in scenario.roads.items():
        ends = " - ".join(scenario.places[end].name for end in (road.from_, road.to))
        yield {
            "road": name,
            "name": road.name or ends,
            "from": road.from_,
            "to": road.to,
            "likely_length_km": road.length_km.likely(),
        }


def _clauses(roster: Roster) -> Iterable[Row]:
    scenario = roster.scenario
    for name, clause in scenario.agreement.clauses.items():
        due = fixed_instant(clause.due)
        yield {
            "clause": name,
            "name": clause.name or name,
            "party": scenario.parties[clause.party].name,
            "must": clause.must,
            "areas": " ".join(_areas_of_clause(roster, name)) or None,
            "due": None if due is None else f"{due:%Y-%m-%d %H:%M}",
            "due_hours": None if due is None else roster.second(due) / HOUR,
            "may_move": _may_move(scenario, name),
        }


def _areas_of_clause(roster: Roster, clause: str) -> list[str]:
    """The areas that those whom a clause concerns must leave."""
    if roster.scenario.agreement.clauses[clause].must != "leave":
        return []
    areas = {roster.bases[path].area for path in roster.members[clause]}
    return [name for name in roster.scenario.areas if name in areas]


def _may_move(scenario: Scenario, clause: str) -> bool:
    policies = scenario.agreement.extensions.values()
    return any(clause in (*policy.clauses, *policy.moves_also) for policy in policies)


def _contingents(scenario: Scenario) -> Iterable[Row]:
    for name, contingent in scenario.contingents.items():
        people = contingent.authorised.get("personnel")
        yield {
            "contingent": name,
            "name": contingent.name or name,
            "authorised_people": None if people is None else round(people.likely()),
        }


def _posts(scenario: Scenario) -> Iterable[Row]:
    """The posts in the order of the plan."""
    ranked = sorted(scenario.posts.items(), key=lambda item: (item[1].order.value, item[0]))
    for name, post in ranked:
        yield {
            "post": name,
            "name": post.name or name,
            "contingent": post.contingent,
            "place": post.place,
            "is_temporary": bool(post.is_temporary.value),
        }


def _movers(scenario: Scenario) -> Iterable[Row]:
    """Who and what moves people, by dotted path; what is not named is left out."""
    listed: Mapping[str, Mapping[str, TroopUnit | CivilianGroup | VehiclePool]] = {
        "troops": scenario.troops,
        "civilians": scenario.civilians,
        "vehicle_pools": scenario.vehicle_pools,
    }
    for collection, movers in listed.items():
        for name, mover in movers.items():
            if mover.name is not None:
                yield {"mover": f"{collection}.{name}", "name": mover.name}


def _sources(scenario: Scenario) -> Iterable[Row]:
    for name, source in scenario.sources.items():
        yield {"source": name, "title": source.title, "url": source.url, "date": source.date}


def read_observed(path: Path) -> pd.DataFrame:
    """What was observed, as its csv file has it: every column is text.

    Raises:
        InputError: If the file cannot be read, or is no table.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [row for row in csv.reader(file, strict=True) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read as csv: {error}") from None
    if not lines:
        raise InputError(f"{path} is empty; its first line must name the columns")
    columns = tuple(lines[0])
    if len(set(columns)) < len(columns):
        raise InputError(f"{path}:1: two columns have the same name")
    for number, row in enumerate(lines, start=1):
        if len(row) != len(columns):
            raise InputError(f"{path}:{number}: {len(row)} cells, but {len(columns)} columns")
    rows = [dict(zip(columns, (cell or None for cell in row), strict=True)) for row in lines[1:]]
    return frame("case_observed", rows, columns=columns)
