"""From the tables of a run to what is told of roads: their queues, and when they opened."""

from collections.abc import Iterable

import pandas as pd

from sim.analysis.estimates import amounts, moments
from sim.analysis.summary import OpeningSummary, QueueSummary, Stop
from sim.clock import Calendar
from sim.results.tables import Tables

DELAY = ("delay_", "_vehicle_hours")
"""How the columns of delay by cause begin and end."""
OPENED = ("opened_to_", "_hours")
"""How the columns of openings by class begin and end."""


def queues(tables: Tables) -> list[QueueSummary]:
    """Where there was a queue at all, the longest first."""
    roads = _names(tables, "road")
    places = _names(tables, "place")
    found = []
    for (road, toward), rows in tables("roads").groupby(["road", "toward"], sort=True):
        vehicles = amounts(rows["longest_queue_vehicles"])
        km = amounts(rows["longest_queue_km"])
        if vehicles is not None and km is not None and vehicles.most > 0:
            found.append(
                QueueSummary(
                    road=str(road),
                    name=roads[road],
                    toward=places[toward],
                    vehicles=vehicles,
                    km=km,
                    delay_vehicle_hours=amounts(rows["delay_vehicle_hours"]),
                    stops=tuple(_stops(rows)),
                )
            )
    return sorted(found, key=lambda queue: (-queue.vehicles.p90, -queue.vehicles.mean, queue.road))


def _names(tables: Tables, what: str) -> dict[object, str]:
    return {fact[what]: fact["name"] for fact in tables(f"case_{what}s").to_dict("records")}


def _stops(rows: pd.DataFrame) -> list[Stop]:
    """The causes of a delay by their shares of it."""
    delays = {
        word.replace("_", "-"): float(rows[column].sum())
        for word, column in _between(rows, *DELAY).items()
    }
    total = sum(delays.values())
    found = [Stop(cause, delay / total) for cause, delay in delays.items() if delay > 0]
    return sorted(found, key=lambda stop: (-stop.share, stop.cause))


def _between(rows: pd.DataFrame, begin: str, end: str) -> dict[str, str]:
    """Columns by what stands in their names between a beginning and an end."""
    return {
        column[len(begin) : -len(end)]: column
        for column in map(str, rows.columns)
        if column.startswith(begin) and column.endswith(end) and len(column) > len(begin + end)
    }


def openings(tables: Tables, calendar: Calendar) -> Iterable[OpeningSummary]:
    """Roads that were cleared, or opened to a class after the start, in the order of the file."""
    outcomes = tables("roads")
    for fact in tables("case_roads").to_dict("records"):
        rows = outcomes[outcomes["road"] == fact["road"]].drop_duplicates("replication")
        opened = {
            mover_class: moments(rows[column], calendar)
            for mover_class, column in _between(rows, *OPENED).items()
            if (rows[column] > 0).any()
        }
        was_cleared = bool(rows["cleared_hours"].notna().any())
        cleared = moments(rows["cleared_hours"], calendar) if was_cleared else None
        if opened or was_cleared:
            yield OpeningSummary(
                road=fact["road"],
                name=fact["name"],
                cleared=cleared,
                opened={name: when for name, when in opened.items() if when is not None},
            )
