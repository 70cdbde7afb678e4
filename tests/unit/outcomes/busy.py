"""A scenario in which everything happens that a log can tell, and logs of it that are corrupted."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from sim.catalogue import Kind
from sim.events.log import COLUMNS, EventLog
from tests.builders import changed, minimal
from tests.engines.crowded import policy
from tests.runs import Told, run

UNIT, CARS, RIDERS = "troops.battalion", "civilians.townspeople", "civilians.villagers"
LORRIES, BUSES, ARMY = "vehicle_pools.lorries", "vehicle_pools.buses", "receiving_armies.first"
POOL = {"base": "border", "vehicles": 4, "loading_hours": 1, "unloading_hours": 0.5}
TREE: dict[str, Any] = changed(
    minimal(),
    {
        "end": "2020-11-20 00:00",
        "places": {"town": {"loading_points": 2}, "gate": {"name": "Gate"}},
        "roads": {
            "road": {
                "one_lane_km": 1,
                "turn_vehicles": 10,
                "saturation_vehicles_per_hour": 60,
                "open_to": {"troops": "2020-11-10 01:00"},
                "closings": {
                    "morning": {
                        "closed_from": "2020-11-10 09:00",
                        "closed_until": "2020-11-10 11:00",
                        "classes": ["car"],
                    }
                },
            },
            "door": {
                **minimal()["roads"]["road"],
                "from": "gate",
                "open_to": dict.fromkeys(("car", "lorry", "bus", "troops"), "never"),
                "to": "town",
            },
        },
        "agreement": {
            "clauses": {"handover": {"due": "2020-11-10 18:00"}},
            "extensions": {"policy": policy(grant="always", relay_hours=1, answer_hours=1)},
        },
        "troops": {
            "battalion": {
                "convoy_vehicles": 10,
                "headway_minutes": 0,
                "loading_hours": 0.5,
                "equipment": {"guns": 6},
            }
        },
        "civilians": {
            "townspeople": {"loads_per_household": 0.3, "loads_by": "lorries", "stays_share": 0.1},
            "villagers": {
                "party": "leaver",
                "place": "town",
                "people": 40,
                "household_people": 4,
                "own_vehicle_share": 0,
                "people_by": "buses",
            },
        },
        "vehicle_pools": {
            "lorries": {**POOL, "loads_at": "loading-point"},
            "buses": {**POOL, "vehicle_class": "bus", "carries": "people", "capacity": 20},
        },
        "flows": {
            "traders": {
                "from": "border",
                "to": "town",
                "vehicles_by_date": {"2020-11-10": 240},
                "arrivals": "even",
            }
        },
        "notices": {
            "order": {
                "at": "2020-11-10 06:00",
                "groups": ["townspeople", "villagers"],
                "says": "leave",
            }
        },
        "receiving_armies": {
            "first": {
                "party": "receiver",
                "area": "district",
                "clause": "handover",
                "entry": "gate",
                "columns": {"van": {"vehicles": 5, "reaches": ["town"], "advance_speed_kmh": 5}},
            }
        },
    },
)
Change = Callable[["Corrupted"], None]


@cache
def busy() -> Told:
    """One run of it."""
    return run(TREE)


class Corrupted:
    """A copy of a log, the busy one, in which rows can be changed, removed and added."""

    def __init__(self, told: Told | None = None) -> None:
        self.clean = (told or busy()).log
        self.cells = self.clean.cells.copy()
        self.is_sorted = True

    def find(self, kind: Kind, subject: str | None = None, **which: int) -> np.ndarray:
        """Positions of the rows of a kind, of a subject and with some numbers."""
        wanted = {"kind": int(kind), **which}
        if subject is not None:
            wanted["subject"] = self.clean.subjects.index(subject)
        found = np.ones(len(self.cells), dtype=bool)
        for column, value in wanted.items():
            found &= self.column(column) == value
        positions = np.flatnonzero(found)
        assert len(positions), f"nothing of {kind.word} to corrupt"
        return positions

    def column(self, name: str) -> np.ndarray:
        return self.cells[:, COLUMNS.index(name)]

    def set(self, row: int, **values: int) -> None:
        """Give a row other numbers."""
        for column, value in values.items():
            self.cells[row, COLUMNS.index(column)] = value

    def remove(self, *rows: int) -> None:
        """Take rows out."""
        self.cells = np.delete(self.cells, rows, axis=0)

    def add(self, row: int, **values: int) -> None:
        """A copy of a row with other numbers."""
        self.cells = np.vstack((self.cells, self.cells[row]))
        self.set(len(self.cells) - 1, **values)

    def place(self, name: str) -> int:
        return self.clean.places.index(name)

    def log(self) -> EventLog:
        """The corrupted log, in canonical order unless that is what is corrupted."""
        order = np.lexsort(self.cells.T[::-1]) if self.is_sorted else np.arange(len(self.cells))
        return EventLog(self.cells[order], self.clean.subjects, self.clean.places)
