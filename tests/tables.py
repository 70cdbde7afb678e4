"""Rows of outcome tables made up for a test: only what its story needs, the rest empty."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.catalogue import OUTCOMES
from sim.results.chunks import Chunk, Gathering
from sim.results.manifest import Manifest
from sim.results.spans import Span
from sim.results.tables import Tables, chosen, frame

CASE: dict[str, list[dict[str, Any]]] = {
    "case_places": [
        {"place": "town", "name": "Town", "area": "district", "latitude": None, "longitude": None},
        {"place": "border", "name": "Border", "area": None, "latitude": None, "longitude": None},
    ],
    "case_areas": [{"area": "district", "name": "District"}],
    "case_roads": [
        {"road": "road", "name": "Road", "from": "town", "to": "border", "likely_length_km": 60.0}
    ],
    "case_clauses": [
        {
            "clause": "handover",
            "name": "Handover",
            "party": "Leaver",
            "must": "leave",
            "areas": "district",
            "due": "2020-11-15 00:00",
            "due_hours": 120.0,
            "may_move": True,
        }
    ],
    "case_contingents": [],
    "case_posts": [],
    "case_movers": [],
    "case_sources": [],
}
PEACEKEEPERS = {"contingent": "peacekeepers", "name": "Peacekeepers", "authorised_people": 1000}
"""The facts of a contingent, for cases that have one."""


def row(table: str, replication: int = 0, **values: Any) -> dict[str, Any]:
    """A row of an outcome table, empty but for what is given."""
    empty: dict[str, Any] = dict.fromkeys(entry.name for entry in OUTCOMES[table])
    assert values.keys() <= empty.keys()
    return {**empty, "replication": replication, **values}


def clause(replication: int, **values: Any) -> dict[str, Any]:
    """A clause fulfilled at its due, 15 November 00:00, without anybody asking for more time."""
    plain = {
        "clause": "handover",
        "due_as_signed_hours": 120.0,
        "due_hours": 120.0,
        "completed_hours": 120.0,
        "on_time": True,
        "on_time_as_signed": True,
        "requests_number": 0,
        "granted_days": 0,
        "answer": "not asked",
        "asked_not_needed": False,
        "needed_not_asked": False,
    }
    return row("clauses", replication, **{**plain, **values})


def area(replication: int, **values: Any) -> dict[str, Any]:
    """An area left and entered, with nothing left behind."""
    plain = {
        "area": "district",
        "troops_people": 400,
        "civilians_people": 400,
        "stayed_people": 0,
        "last_out_hours": 120.0,
        "entered_hours": 121.0,
        "gap_hours": 1.0,
        "overlap_hours": 0.0,
        "troops_inside_at_entry_people": 0,
        "civilians_inside_at_entry_people": 0,
        "loads_abandoned": 0,
        "loads_destroyed": 0,
    }
    return row("areas", replication, **{**plain, **values})


def contingent(replication: int, **values: Any) -> dict[str, Any]:
    """A contingent in place within five days, its first march unit within one."""
    plain = {
        "contingent": "peacekeepers",
        "personnel_people": 1000,
        "sorties_number": 100,
        "first_in_place_hours": 24.0,
        "strength_50_hours": 72.0,
        "strength_90_hours": 96.0,
        "strength_100_hours": 120.0,
        "excess_number": 0,
    }
    return row("contingents", replication, **{**plain, **values})


def post(replication: int, name: str = "hill", **values: Any) -> dict[str, Any]:
    """A permanent post, manned after two days."""
    plain = {
        "post": name,
        "contingent": "peacekeepers",
        "is_temporary": False,
        "begun_hours": 40.0,
        "manned_hours": 48.0,
    }
    return row("posts", replication, **{**plain, **values})


def run(replication: int, **values: Any) -> dict[str, Any]:
    """A run in which nothing was missed."""
    plain = {"on_time_jointly": True, "on_time_as_signed_jointly": True, "breaches_number": 0}
    return row("runs", replication, **{**plain, **values})


def given(made: Mapping[str, pd.DataFrame]) -> Tables:
    """Tables as whoever asks for them by name gets them."""
    return lambda name, *columns: made[name][chosen(made[name].columns, columns)]


def tables(
    *,
    runs: Sequence[dict[str, Any]],
    clauses: Sequence[dict[str, Any]],
    areas: Sequence[dict[str, Any]] = (),
    roads: Sequence[dict[str, Any]] = (),
    causes: Sequence[dict[str, Any]] = (),
    contingents: Sequence[dict[str, Any]] = (),
    posts: Sequence[dict[str, Any]] = (),
    breaches: Sequence[dict[str, Any]] = (),
    paths: Sequence[dict[str, Any]] = (),
    floats: Sequence[dict[str, Any]] = (),
    case: dict[str, list[dict[str, Any]]] | None = None,
) -> dict[str, pd.DataFrame]:
    """Outcome tables with the facts of a case of one road and one clause."""
    rows = {"runs": runs, "clauses": clauses, "areas": areas, "roads": roads, "causes": causes}
    rows |= {"contingents": contingents, "posts": posts, "breaches": breaches}
    rows |= {"paths": paths, "floats": floats}
    rows |= CASE | (case or {})
    return {table: frame(table, list(listed)) for table, listed in rows.items()}


def manifest(**values: Any) -> Manifest:
    """The manifest of a run from 10 November to 1 December 2020."""
    plain: dict[str, Any] = {
        "scenario": "case",
        "title": "One road out",
        "time_zone": "Asia/Yerevan",
        "start": "2020-11-10 00:00",
        "end": "2020-12-01 00:00",
        "files": (),
        "settings": (),
        "digest": "d1",
        "seed": 1,
        "replications": 1,
        "options": (),
        "tables": {},
        "first_log": "l1",
    }
    return Manifest(**{**plain, **values})


def chunk(first: int, count: int = 1, *, point: int | None = None) -> Chunk:
    """Some replications of one run, one clause and three hours."""
    gathering = Gathering(with_points=point is not None)
    for number in range(first, first + count):
        rows = {"runs": [run(number)], "clauses": [clause(number, completed_hours=100.5 + number)]}
        gathering.add(point or 0, rows)
        values = np.array([[0], [number], [400]], dtype=np.int32)
        gathering.add_series(point or 0, number, ("areas.district.out_people",), values)
    return gathering.chunk([Span(point or 0, first, count)], first_log="" if first else "l1")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
