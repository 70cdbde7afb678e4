"""A small mission of peacekeepers, in which everything is certain and nothing waits for anything.

Ten sorties bring a hundred people and ten vehicles to an airfield, one an hour at half past; the
flight takes three hours, unloading two. From the airfield two roads of an hour each lead by a
junction to a camp: 30 km, 30 km/h, a vehicle a second. One person far away keeps the agreement
open; whatever else there is, the test adds.
"""

from collections.abc import Mapping
from typing import Any

from sim.catalogue import Kind
from tests.builders import changed
from tests.runs import Told
from tests.verification.stage import stage

Tree = dict[str, Any]

FORCE = "contingents.force"
FLIGHT, GROUND = 3, 2
"""Hours of a flight, and on the ground."""


def mission(force: Mapping[str, Any] | None = None, **top: Any) -> Tree:
    """The mission with changes merged in, to the contingent and to the file."""
    quiet = stage(
        parties={"keeper": {"name": "Keeper", "roles": ["peacekeeping"]}},
        places={
            name: {"name": name.title()} for name in ("airfield", "junction", "camp", "outpost")
        },
        roads={
            "valley": road("airfield", "junction"),
            "ridge": road("junction", "camp"),
            "track": road("camp", "outpost"),
        },
        contingents={"force": contingent()},
    )
    return changed(changed(quiet, {"contingents": {"force": force or {}}}), top)


def road(origin: str, destination: str, **changes: Any) -> Tree:
    """A road of an hour that lets in a vehicle a second."""
    return {
        "from": origin,
        "to": destination,
        "length_km": 30,
        "car_speed_kmh": 30,
        "convoy_speed_kmh": 30,
        "convoy_spacing_m": 0,
        "saturation_vehicles_per_hour": 3600,
    } | changes


def contingent() -> Tree:
    """Ten sorties of ten people and a vehicle; they wait for each other and march together."""
    return {
        "party": "keeper",
        "personnel": 100,
        "equipment": {"trucks": 10},
        "airlift": {
            "to": "airfield",
            "begins": "2020-11-10 00:00",
            "sorties": 10,
            "sorties_per_day": 24,
            "aircraft": {"plane": plane()},
            "load_plan": {"all": {"from_sortie": 1, "personnel": 10, "vehicles": 1}},
        },
        "march": {"to": "camp", "unit_personnel": 100, "longest_wait_hours": 400},
        "posts_begun_per_day": 3,
    }


def plane(**changes: Any) -> Tree:
    """A kind of aircraft of which there are plenty."""
    return {
        "share": 1,
        "fleet": 100,
        "flight_hours": FLIGHT,
        "ground_hours": GROUND,
        "home_hours": 4,
    } | changes


def post(place: str, order: int = 1, **changes: Any) -> Tree:
    """A post of ten people and a vehicle, set up in an hour."""
    return {
        "contingent": "force",
        "place": place,
        "order": order,
        "personnel": 10,
        "vehicles": 1,
        "set_up_hours": 1,
    } | changes


def landings(told: Told) -> list[int]:
    """When the sorties landed, by their number."""
    rows = [row for row in told.rows(Kind.LANDED, subject=FORCE) if row.number >= 0]
    return [row.second for row in sorted(rows, key=lambda row: row.number)]
