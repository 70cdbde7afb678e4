"""The part of made-up scenarios with peacekeepers, clearing, weather, violations, suspensions."""

from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]
Draw = st.DrawFn

HUBS = {"hill": "hill-town", "river": "river-town"}
ROADS = {"hill": "hill-road", "river": "river-road"}
PARTS = ("contingents", "clearing_teams", "weather", "violations", "suspensions")
FEW_HOURS = st.sampled_from((0, 0.5, 1, 3, {"uniform": [0, 3]}))


def hour(number: int) -> str:
    """A local instant so many hours after the start, if no clock is changed in between."""
    day, rest = divmod(number, 24)
    return f"2021-03-{27 + day:02d} {rest:02d}:00"


def instants(first: int = 0, last: int = 48) -> st.SearchStrategy[str]:
    """An instant on a coarse grid of hours."""
    return st.integers(first // 6, last // 6).map(lambda step: hour(step * 6))


def maybe(draw: Draw, tree: Tree, key: str, values: st.SearchStrategy[Any]) -> None:
    """Set a key, or leave it out."""
    if draw(st.booleans()):
        tree[key] = draw(values)


@st.composite
def missions(draw: Draw, areas: tuple[str, ...]) -> Tree:
    """Some of it: blocks by their collection, empty ones left out."""
    there = {part for part in PARTS if draw(st.booleans())}
    found: Tree = {}
    if "contingents" in there:
        found["contingents"] = {"force": draw(contingent(areas, has_weather="weather" in there))}
        if draw(st.integers(0, 3)) == 0:
            found["contingents"]["guard"] = draw(contingent(areas, has_weather="weather" in there))
        found["posts"] = draw(posts(areas, sorted(found["contingents"])))
    if "clearing_teams" in there:
        found["clearing_teams"] = {"sappers": draw(team(areas))}
    if "weather" in there:
        found["weather"] = draw(weather())
    if "violations" in there:
        found["violations"] = draw(violations(areas))
    if "suspensions" in there:
        found["suspensions"] = draw(suspensions(has_violations="violations" in there))
    return found


def events_of(mission: Tree) -> list[str]:
    """What others may wait for."""
    events = {
        "contingents": ("landed", "deployed"),
        "posts": ("manned",),
        "clearing_teams": ("done",),
        "suspensions": ("begun", "ended"),
    }
    found = [
        f"{collection}.{name}.{event}"
        for collection, kinds in events.items()
        for name in mission.get(collection, ())
        for event in kinds
    ]
    roads = ("cleared", "opened-to-car", "opened-to-troops", "opened-to-bus")
    return found + [f"roads.{road}.{event}" for road in mined(mission) for event in roads]


def mined(mission: Tree) -> list[str]:
    """The roads that are cleared."""
    return [road for team in mission.get("clearing_teams", {}).values() for road in team["roads"]]


@st.composite
def contingent(draw: Draw, areas: tuple[str, ...], *, has_weather: bool) -> Tree:
    """A small contingent; more or fewer may come than its load plan brings."""
    airlift: Tree = {
        "to": "airport",
        "begins": draw(instants(0, 12)),
        "sorties": draw(st.sampled_from((1, 4, 9))),
        "sorties_per_day": draw(st.sampled_from((6, 24, 96))),
        "aircraft": {
            name: draw(aircraft(share))
            for name, share in draw(st.sampled_from(((("one", 1),), (("one", 1), ("other", 2)))))
        },
        "load_plan": {
            "first": {
                "from_sortie": 1,
                "personnel": draw(st.sampled_from((0, 2.5, 10))),
                "vehicles": draw(st.sampled_from((0, 0.7, 2))),
            },
            "later": {"from_sortie": 3, "personnel": 4, "vehicles": 1},
        },
    }
    maybe(draw, airlift, "parking_places", st.sampled_from((1, 2)))
    maybe(draw, airlift, "day_spread", st.just(0.5))
    maybe(draw, airlift, "opens", st.sampled_from(("06:00", "03:00")))
    maybe(draw, airlift, "shuts", st.sampled_from(("20:00", "02:30")))
    if has_weather:
        maybe(draw, airlift, "weather_zone", st.sampled_from(("pass", "sky")))
    found: Tree = {
        "party": "keeper",
        "personnel": draw(st.sampled_from((0, 12, 40))),
        "equipment": {"trucks": draw(st.sampled_from((0, 3, 8))), "helicopters": 2},
        "airlift": airlift,
        "march": draw(march(areas)),
        "posts_begun_per_day": draw(st.sampled_from((1, 3))),
    }
    maybe(draw, found, "authorised", st.just({"personnel": 10, "trucks": 2}))
    if found["personnel"] and draw(st.booleans()):
        leg = {"leaves": draw(instants(0, 24)), "to": "crossing", "number": 2, "personnel": 2}
        found["air_legs"] = {"helicopters": leg | {"hours": draw(st.sampled_from((0, 1)))}}
    return found


@st.composite
def aircraft(draw: Draw, share: int) -> Tree:
    """A kind of aircraft, of which there are few."""
    return {
        "share": share,
        "fleet": draw(st.sampled_from((1, 3))),
        "flight_hours": draw(st.sampled_from((0.5, 2))),
        "ground_hours": draw(FEW_HOURS),
        "home_hours": draw(st.sampled_from((0, 1))),
    }


@st.composite
def march(draw: Draw, areas: tuple[str, ...]) -> Tree:
    """A march in small units, with or without rests."""
    found: Tree = {
        "to": draw(st.sampled_from(["crossing", *(HUBS[area] for area in areas)])),
        "unit_personnel": draw(st.sampled_from((1, 10, 100))),
        "longest_wait_hours": draw(st.sampled_from((1, 6))),
    }
    maybe(draw, found, "drive_hours", st.sampled_from((0.1, 1)))
    maybe(draw, found, "rest_hours", st.sampled_from((0, 1, 8)))
    return found


@st.composite
def posts(draw: Draw, areas: tuple[str, ...], owners: list[str]) -> Tree:
    """Posts on the way and beyond, more than can be manned."""
    places = ["crossing", "airport", *(HUBS[area] for area in areas)]
    found: Tree = {}
    for number in range(draw(st.integers(0, 3))):
        post: Tree = {
            "contingent": draw(st.sampled_from(owners)),
            "place": draw(st.sampled_from(places)),
            "order": draw(st.sampled_from((1, 2))),
            "personnel": draw(st.sampled_from((1, 4))),
            "vehicles": draw(st.sampled_from((0, 1))),
            "set_up_hours": draw(FEW_HOURS),
        }
        maybe(draw, post, "not_before", instants(6, 24))
        maybe(draw, post, "covers", st.just({"areas": [areas[0]]}))
        found[f"post-{number}"] = post
    return found


@st.composite
def team(draw: Draw, areas: tuple[str, ...]) -> Tree:
    """A team that clears the road of an area, and perhaps that from the airfield first."""
    roads = [*draw(st.sampled_from(([], ["airport-road"]))), ROADS[areas[0]]]
    return {
        "party": "keeper",
        "begins": draw(st.one_of(instants(0, 12), st.just({"event": "signed", "after_hours": 6}))),
        "km_per_day": draw(st.sampled_from((20, 100))),
        "roads": roads,
    }


@st.composite
def weather(draw: Draw) -> Tree:
    """Two zones with days on which they are slow or closed."""
    found: Tree = {"zones": {}}
    maybe(draw, found, "persistence", st.sampled_from((0, 0.9)))
    maybe(draw, found, "trend_per_day", st.sampled_from((0.5, -0.5)))
    for zone in ("pass", "sky"):
        shares = draw(st.sampled_from(((0.5, 0.5), (0.6, 0.3), (0.9, 0), (0, 0))))
        found["zones"][zone] = {"slow_days_share": shares[0], "closed_days_share": shares[1]}
        maybe(draw, found["zones"][zone], "slow_factor", st.sampled_from((0.1, 1)))
    return found


@st.composite
def violations(draw: Draw, areas: tuple[str, ...]) -> Tree:
    """A ceasefire that rarely holds, with all that may follow."""
    found: Tree = {
        "fragile_probability": draw(st.sampled_from((0, 0.5, 1))),
        "held_per_day": draw(st.sampled_from((0, 1))),
        "fragile_per_day": draw(st.sampled_from((3, 10))),
        "covered_factor": draw(st.sampled_from((0, 0.5, 1))),
        "areas": {area: draw(contact()) for area in areas},
    }
    maybe(draw, found, "pause_probability", st.sampled_from((0.5, 1)))
    maybe(draw, found, "pause_hours", st.sampled_from((0, 1, 6, {"uniform": [0, 12]})))
    maybe(draw, found, "impatience_probability", st.sampled_from((0.1, 1)))
    maybe(draw, found, "collapse_probability", st.sampled_from((1, 0.1, 0)))
    return found


@st.composite
def contact(draw: Draw) -> Tree:
    """An area in which the sides are in contact, for a time or for good."""
    found: Tree = {"weight": draw(st.sampled_from((1, 3)))}
    maybe(draw, found, "begins", instants(0, 24))
    maybe(draw, found, "ends", instants(30, 48))
    return found


@st.composite
def suspensions(draw: Draw, *, has_violations: bool) -> Tree:
    """Sides that suspend their withdrawal: by date, after an event, after a violation."""
    found: Tree = {}
    for name in draw(st.sampled_from((("crisis",), ("crisis", "quarrel")))):
        halt: Tree = {
            "party": "leaver",
            "lasts_hours": draw(st.sampled_from((0.5, 6, 24))),
            "due": draw(st.sampled_from(("kept", "moved"))),
        }
        if has_violations and draw(st.booleans()):
            halt["after_violation_probability"] = draw(st.sampled_from((0, 0.3, 1)))
        else:
            event = {"event": "signed", "after_hours": 6}
            halt["begins"] = draw(st.one_of(instants(0, 36), st.just(event)))
        found[name] = halt
    return found
