"""Small scenarios in which many things happen in the same second and want the same thing."""

from collections.abc import Callable
from typing import Any

from tests.builders import changed, minimal

Tree = dict[str, Any]


def many_at_once() -> Tree:
    """Two units and two groups on one one-lane road, all setting out in the same second."""
    return changed(
        minimal(),
        {
            "places": {"town": {"loading_points": 2}},
            "roads": {
                "road": {
                    "one_lane_km": 1,
                    "turn_vehicles": 3,
                    "saturation_vehicles_per_hour": 700,
                    "precedence": "troops",
                    "breakdown_probability": 0.02,
                }
            },
            "troops": {
                "battalion": {"convoy_vehicles": 4, "headway_minutes": 0, "loading_hours": 0.25},
                "company": {
                    "party": "leaver",
                    "place": "town",
                    "personnel": 90,
                    "vehicles": 21,
                    "convoy_vehicles": 4,
                    "headway_minutes": 0,
                    "loading_hours": 0.25,
                },
            },
            "civilians": {
                "townspeople": {"people": 120, "household_people": 3},
                "villagers": {
                    "party": "leaver",
                    "place": "town",
                    "people": 120,
                    "household_people": 3,
                },
            },
            "flows": {
                "traders": {
                    "from": "border",
                    "to": "town",
                    "vehicles_by_date": {"2020-11-10": 720},
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
        },
    )


def lorries_before_cars() -> Tree:
    """A road that puts lorries first, free again in the very second the lorries are let go."""
    return changed(
        minimal(),
        {
            "places": {"depot": {"name": "Depot"}},
            "areas": {"district": {"exits": ["border", "depot"]}},
            "roads": {
                "road": {"precedence": "lorry", "saturation_vehicles_per_hour": 1200},
                "depot-road": {
                    "from": "depot",
                    "to": "town",
                    "length_km": 20,
                    "car_speed_kmh": 60,
                    "convoy_speed_kmh": 60,
                    "saturation_vehicles_per_hour": 3600,
                    "precedence": "lorry",
                },
            },
            "troops": None,
            "civilians": {
                "townspeople": {
                    "to": "border",
                    "people": 40,
                    "household_people": 1,
                    "loads_per_household": 0.5,
                    "loads_by": "lorries",
                }
            },
            "vehicle_pools": {
                "lorries": {
                    "base": "depot",
                    "vehicles": 5,
                    "loading_hours": 0.5,
                    "unloading_hours": 0.5,
                    "available_from": "2020-11-10 07:00",
                }
            },
            "flows": {
                "supplies": {
                    "from": "depot",
                    "to": "border",
                    "vehicles_by_date": {"2020-11-10": 172800},
                    "arrivals": "even",
                    "begins": "2020-11-10 06:56",
                    "until": "2020-11-10 06:59",
                }
            },
            "notices": {
                "order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}
            },
        },
    )


def answered_at_once() -> Tree:
    """A request that reaches the other side and is answered within one second."""
    return changed(
        minimal(),
        {
            "agreement": {
                "extensions": {"policy": policy(grant="always")},
                "clauses": {"handover": {"due": "2020-11-10 12:00"}},
            },
            "troops": {"battalion": {"ready_after_hours": 30}},
        },
    )


def two_answers() -> Tree:
    """Two policies that move each other's clauses, both answered in the same second."""
    patient = {"patience": {"none_probability": 0, "days": 4}}
    slow = {"relay_hours": 2, "answer_hours": 1}
    return changed(
        minimal(),
        {
            "agreement": {
                "clauses": {
                    "handover": {"what": ["troops"], "due": "2020-11-10 12:00"},
                    "people-out": {
                        "party": "leaver",
                        "who": {"area": "district"},
                        "what": ["civilians"],
                        "due": "2020-11-10 12:00",
                    },
                },
                "extensions": {
                    "policy": policy(grant=patient, moves_also=["people-out"], **slow),
                    "second": policy(
                        grant=patient, moves_also=["handover"], clauses=["people-out"], **slow
                    ),
                },
            },
            "troops": {"battalion": {"ready_after_hours": 30}},
            "civilians": {"townspeople": {"people": 4000}},
        },
    )


def policy(**changes: Any) -> Tree:
    """A way to more time in which everything is certain and quick."""
    return {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 5,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": 8},
    } | changes


def part_of_the_troops() -> Tree:
    """A clause counts a share, reached when convoys of different size are out together."""
    return changed(
        minimal(),
        {
            "agreement": {"clauses": {"handover": {"what": ["troops"], "measure": {"share": 0.5}}}},
            "roads": {
                "road": {"convoy_spacing_m": 0, "saturation_vehicles_per_hour": 3600},
                "other": {
                    "from": "town",
                    "to": "border",
                    "length_km": 60,
                    "car_speed_kmh": 60,
                    "convoy_speed_kmh": 30,
                    "convoy_spacing_m": 0,
                    "saturation_vehicles_per_hour": 3600,
                },
            },
            "troops": {
                name: {
                    "party": "leaver",
                    "place": "town",
                    "personnel": personnel,
                    "vehicles": 10,
                    "route": [road],
                }
                for name, personnel, road in (
                    ("battalion", 100, "road"),
                    ("company", 70, "other"),
                )
            },
            "civilians": None,
        },
    )


def lorries_at_loading_points() -> Tree:
    """Lorries wait for the only loading point when the last call comes."""
    return changed(
        minimal(),
        {
            "places": {"town": {"loading_points": 1}},
            "agreement": {"clauses": {"handover": {"due": "2020-11-11 00:00"}}},
            "troops": {"battalion": {"loading_hours": 0.5}},
            "civilians": {
                "townspeople": {
                    "people": 40,
                    "loads_per_household": 1,
                    "loads_by": "lorries",
                    "last_call_hours": 6,
                }
            },
            "vehicle_pools": {
                "lorries": {
                    "base": "border",
                    "vehicles": 6,
                    "loading_hours": 4,
                    "unloading_hours": 0.5,
                    "loads_at": "loading-point",
                }
            },
            "notices": {
                "order": {"at": "2020-11-10 01:00", "groups": ["townspeople"], "says": "leave"}
            },
        },
    )


CROWDED: dict[str, Callable[[], Tree]] = {
    make.__name__: make
    for make in (
        many_at_once,
        lorries_before_cars,
        answered_at_once,
        two_answers,
        part_of_the_troops,
        lorries_at_loading_points,
    )
}
"""All of them, by name."""
