"""A small theatre with everybody in it, in which much happens in the same second.

Two contingents land at one airfield at the same slots, march by one junction and want posts at the
same places from the same instants on; a team clears a road that others wait for; the weather closes
pass and airfield; violations pause roads and lead to suspensions; units wait for posts.
"""

from typing import Any

from tests.builders import changed
from tests.engines.crowded import policy
from tests.verification.mission import contingent, mission, plane, post

Tree = dict[str, Any]
DAY_TWO = "2020-11-11 12:00"


def everybody() -> Tree:
    """The theatre of eight days."""
    return changed(
        mission(),
        {
            "end": "2020-11-18 00:00",
            "places": {"town": {"loading_points": 1}},
            "roads": {
                "road": {"weather_zone": "pass"},
                "valley": {
                    "weather_zone": "pass",
                    "precedence": "peacekeepers",
                    "saturation_vehicles_per_hour": 36000,
                },
                "ridge": {
                    "mined_km": 20,
                    "one_lane_km": 1,
                    "turn_vehicles": 4,
                    "open_to": {
                        "car": {"event": "roads.ridge.cleared"},
                        "lorry": {"event": "roads.ridge.opened-to-car", "after_hours": 12},
                        "peacekeepers": {"opens": "2020-11-10 00:00", "speed_kmh": 10},
                    },
                },
                "track": {"mined_km": 5},
            },
            "areas": {
                "district": {"exits": ["border"]},
                "heights": {"name": "Heights", "places": ["camp"], "exits": ["junction"]},
            },
            "agreement": agreement(),
            "troops": units(),
            "civilians": {"townspeople": {"people": 30}},
            "contingents": {"force": force(), "guard": guard()},
            "posts": posts(),
            "clearing_teams": {
                "sappers": team("ridge"),
                "others": team("track"),
            },
            "notices": {
                "order": {"at": "2020-11-12 00:00", "groups": ["townspeople"], "says": "leave"}
            },
            "flows": flows(),
            **hazards(),
        },
    )


def agreement() -> Tree:
    """Two areas to be left, a milestone that needs both contingents, and more time to be had."""
    common = {"party": "leaver", "due": "2020-11-14 00:00"}
    happens = {"party": "keeper", "must": "happen", "due": "2020-11-16 00:00"}
    return {
        "clauses": {
            "handover": {"due": "2020-11-14 00:00"},
            "heights-left": common | {"who": {"area": "heights"}, "what": ["troops"]},
            "there": happens
            | {
                "needs": ["contingents.force.landed", "contingents.guard.deployed"],
                "duration_hours": {"pert": [1, 2, 6]},
            },
        },
        "extensions": {
            "more": policy(
                clauses=["handover", "heights-left"],
                grant={"patience": {"none_probability": 0.2, "days": 3}},
                review_every_hours=6,
            )
        },
    }


def units() -> Tree:
    """Units that spread, leave late, and wait for relief."""
    unit = {"party": "leaver", "personnel": 60, "vehicles": 12, "convoy_vehicles": 4}
    return {
        "battalion": unit | {"place": "town", "departure": "spread"},
        "company": unit | {"place": "camp", "needs": ["posts.relief.manned"]},
        "rear": unit | {"place": "camp", "departure": "late", "headway_minutes": 0},
    }


def force() -> Tree:
    """Two kinds of aircraft, three places to park, more than was authorised."""
    return changed(
        contingent(),
        {
            "personnel": 130,
            "equipment": {"trucks": 20, "carriers": 10, "helicopters": 4},
            "authorised": {"personnel": 100, "trucks": 12, "helicopters": 2},
            "airlift": {
                "sorties": 24,
                "sorties_per_day": 48,
                "aircraft": {
                    "plane": plane(fleet=6, share=3, ground_hours={"uniform": [1, 3]}),
                    "big": plane(fleet=2, flight_hours=4, home_hours=2),
                },
                "parking_places": 3,
                "weather_zone": "sky",
                "opens": "06:00",
                "shuts": "20:00",
                "load_plan": {"all": {"personnel": 5.4, "vehicles": 1.3}},
            },
            "air_legs": {
                "helicopters": leg(number=4, personnel=6),
                "carriers": leg(number=3),
            },
            "march": {"unit_personnel": 20, "longest_wait_hours": 6, "drive_hours": 2},
        },
    )


def leg(**changes: Any) -> Tree:
    """Equipment that flies itself to the camp from the same instant on as any other."""
    return {"leaves": DAY_TWO, "to": "camp", "hours": 2} | changes


def guard() -> Tree:
    """Another contingent, without parking, in units so small that two leave in one second.

    Fast planes land together with those that took off half an hour before them; two units pass the
    junction in the same second.
    """
    airlift = {
        "sorties": 20,
        "sorties_per_day": 48,
        "aircraft": {"fast": plane(flight_hours=2.5)},
        "load_plan": {"all": {"personnel": 6}},
    }
    return changed(
        contingent(),
        {
            "airlift": airlift,
            "authorised": {"personnel": 50},
            "march": {"unit_personnel": 6, "longest_wait_hours": 2},
            "posts_begun_per_day": 2,
        },
    )


def posts() -> Tree:
    """Posts of both at the same places, some of them from the same instant on."""
    found: Tree = {}
    for letter, owner, vehicles in (("a", "force", 1), ("b", "guard", 0)):
        for number, place in enumerate(("junction", "camp", "outpost", "junction", "camp")):
            name, people = f"{letter}{number}", 3 + number % 3
            found[name] = post(
                place, 5 - number, contingent=owner, personnel=people, vehicles=vehicles
            )
            found[name]["covers"] = {"areas": ["heights"]}
            if number < 3:
                found[name]["not_before"] = DAY_TWO
    relief = post("camp", 9, set_up_hours={"uniform": [1, 3]})
    return found | {"relief": relief | {"covers": {"areas": ["district"]}}}


def team(road: str) -> Tree:
    """Teams that begin together."""
    return {
        "party": "keeper",
        "begins": "2020-11-10 12:00",
        "km_per_day": 20,
        "roads": [road],
    }


def flows() -> Tree:
    """Traffic on the roads of the march, until and from the clearing on."""
    cars = {"from": "camp", "to": "airfield", "vehicles_per_day": 24, "arrivals": "even"}
    back = cars | {"from": "airfield", "to": "camp"}
    end = {"event": "roads.ridge.opened-to-lorry", "after_hours": 12}
    return {
        "out": cars | {"until": end},
        "back": back | {"begins": {"event": "clearing_teams.sappers.done"}},
        "lorries": back | {"vehicle_class": "lorry"},
    }


def hazards() -> Tree:
    """Weather that closes both zones at times, a fragile ceasefire, and three suspensions."""
    zone = {"closed_days_share": 0.3, "slow_days_share": 0.5}
    crisis = {"party": "leaver", "begins": "2020-11-11 06:00", "lasts_hours": 12}
    return {
        "weather": {"persistence": 0.2, "zones": {"pass": zone, "sky": zone}},
        "violations": {
            "fragile_probability": 0.5,
            "held_per_day": 1,
            "fragile_per_day": 6,
            "covered_factor": 0.3,
            "areas": {
                "district": {},
                "heights": {"weight": 2, "begins": "2020-11-10 12:00", "ends": "2020-11-16 00:00"},
            },
            "pause_probability": 0.5,
            "pause_hours": 3,
            "impatience_probability": 0.1,
            "collapse_probability": 0.05,
        },
        "suspensions": {
            "crisis": crisis,
            "quarrel": crisis | {"lasts_hours": 18, "due": "moved"},
            "answer": {
                "party": "leaver",
                "after_violation_probability": 0.3,
                "lasts_hours": 6,
                "due": "moved",
            },
        },
    }
