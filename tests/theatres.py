"""The small theatre with everybody in it, drawn anew: other numbers, patterns, plans and hazards.

Where `tests/strategies.py` makes up whole scenarios, this keeps who is there and changes how much
there is of everything, so that each example has work for peacekeepers.
"""

from typing import Any

from hypothesis import strategies as st

from tests.builders import changed
from tests.engines.crowded_mission import everybody
from tests.verification.mission import plane

Tree = dict[str, Any]
Draw = st.DrawFn

PATTERNS = ("as-soon-as-possible", "spread", "late")
COUNTED = (["troops"], ["vehicles"], ["civilians"], ["troops", "civilians"])


def about(middle: float) -> st.SearchStrategy[Any]:
    """A number, certain or drawn."""
    low, high = middle / 2, middle * 2
    return st.sampled_from(
        (middle, low, {"pert": [low, middle, high]}, {"uniform": [middle, high]})
    )


def whole(*numbers: int) -> st.SearchStrategy[Any]:
    """A whole number, certain or drawn."""
    drawn = {"uniform": [min(numbers), max(numbers)]}
    return st.sampled_from((*numbers, drawn))


@st.composite
def theatres(draw: Draw) -> Tree:
    """The theatre with other numbers."""
    tree = everybody()
    tree["contingents"] = {
        name: changed(block, draw(contingents())) for name, block in tree["contingents"].items()
    }
    for post in tree["posts"].values():
        post["personnel"] = draw(whole(1, 4, 12))
        post["vehicles"] = draw(whole(0, 1, 3))
    tree["troops"] = {
        name: changed(block, draw(units(name))) for name, block in tree["troops"].items()
    }
    tree["roads"] = {name: changed(block, draw(roads())) for name, block in tree["roads"].items()}
    _agree(tree, draw(clauses()))
    tree["clearing_teams"]["sappers"]["km_per_day"] = draw(about(20))
    for name in ("flows", "weather", "violations", "suspensions"):
        if draw(st.booleans()):
            _leave_out(tree, name)
    return tree


def _agree(tree: Tree, clause: Tree) -> None:
    """Another clause of the district, and who needs it to know of it."""
    tree["agreement"]["clauses"]["handover"] |= clause
    if clause["must"] == "arrive":
        tree["agreement"]["extensions"]["more"]["clauses"] = ["heights-left"]
    if clause["what"] == ["civilians"]:
        tree["troops"]["battalion"] |= {"departure": PATTERNS[0], "margin_share": 0}


def _leave_out(tree: Tree, name: str) -> None:
    del tree[name]
    if name == "weather":
        for road in tree["roads"].values():
            road.pop("weather_zone", None)
        for contingent in tree["contingents"].values():
            contingent["airlift"].pop("weather_zone", None)
    if name == "violations":
        tree.get("suspensions", {}).pop("answer", None)


@st.composite
def contingents(draw: Draw) -> Tree:
    """Changes of a contingent."""
    airlift: Tree = {
        "sorties": draw(whole(1, 5, 24)),
        "sorties_per_day": draw(about(48)),
        "day_spread": draw(st.sampled_from((0, 0, 0.3))),
        "parking_places": draw(st.sampled_from((None, 1, 3))),
        "aircraft": {
            "plane": plane(
                fleet=draw(whole(1, 3, 20)),
                flight_hours=draw(about(2)),
                ground_hours={"uniform": [0.5, 3]},
                home_hours=draw(about(1)),
            )
        },
        "load_plan": {"all": {"personnel": draw(about(6)), "vehicles": draw(about(1))}},
    }
    if draw(st.booleans()):
        airlift |= {"opens": "22:00", "shuts": draw(st.sampled_from(("04:00", "12:00")))}
    else:
        airlift |= {"opens": None, "shuts": None}
    return {
        "personnel": draw(whole(40, 130)),
        "airlift": airlift,
        "march": {
            "unit_personnel": draw(about(15)),
            "longest_wait_hours": draw(about(6)),
            "drive_hours": draw(st.sampled_from((1, 2, 10))),
        },
    }


@st.composite
def units(draw: Draw, name: str) -> Tree:
    """Changes of a unit."""
    found: Tree = {
        "personnel": draw(whole(0, 1, 5, 60)),
        "vehicles": draw(whole(0, 1, 12)),
        "convoy_vehicles": draw(st.sampled_from((1, 4))),
        "departure": draw(st.sampled_from(PATTERNS)),
        "margin_share": draw(st.sampled_from((0, 0.1, {"uniform": [0, 0.5]}))),
        "headway_minutes": draw(about(30)),
        "loading_hours": draw(st.sampled_from((0, 1, {"uniform": [0.5, 3]}))),
        "ready_after_hours": draw(about(8)),
    }
    if name == "rear" and draw(st.booleans()):
        found["ready_after"] = "troops.battalion.out"
    return found


@st.composite
def roads(draw: Draw) -> Tree:
    """Changes of a road."""
    return {
        "length_km": draw(about(30)),
        "convoy_speed_kmh": draw(about(30)),
        "saturation_vehicles_per_hour": draw(st.sampled_from((4, 600, {"uniform": [4, 60]}))),
        "convoy_spacing_m": draw(st.sampled_from((0, 100))),
        "breakdown_probability": draw(st.sampled_from((0, 0.05))),
    }


@st.composite
def clauses(draw: Draw) -> Tree:
    """What the clause of the district counts, and what it needs."""
    found: Tree = {
        "must": draw(st.sampled_from(("leave", "leave", "arrive"))),
        "what": draw(st.sampled_from(COUNTED)),
    }
    needs = (
        "posts.relief.manned",
        "roads.ridge.cleared",
        "roads.ridge.opened-to-car",
        "contingents.force.landed",
    )
    if draw(st.booleans()):
        found["needs"] = [draw(st.sampled_from(needs))]
    return found
