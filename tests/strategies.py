"""Whole valid scenarios, small and crowded, for hypothesis.

They lean towards trouble: few different numbers, so that things fall on the same second; hours in
steps of six, so that decisions fall exactly on due; one-lane roads, single loading points, pools
too small for what is asked; every pattern of departure, policy and answer.
"""

from typing import Any

from hypothesis import strategies as st

from tests.strategies_of_missions import events_of, hour, maybe, mined, missions

Tree = dict[str, Any]
Draw = st.DrawFn

LAST_HOUR = 72

AREAS = {
    "hill": {"places": ("hill-town", "hill-camp"), "exit": "crossing"},
    "river": {"places": ("river-town",), "exit": "crossing"},
}
ENTRIES = {"hill": "east", "river": "south"}
WAYS = {
    "hill-camp": ("camp-road", "hill-road"),
    "hill-town": ("hill-road",),
    "river-town": ("river-road",),
}
COUNTS = st.sampled_from((0, 1, 2, 5))
HOURS = st.sampled_from((0, 0, 1, 6, 12))
SHARES = st.sampled_from((0, 0.3, 0.5, 1))
CLASSES = ("car", "lorry", "bus", "troops", "peacekeepers", "receiving")


def spread_out(low: float, middle: float, high: float) -> st.SearchStrategy[Any]:
    """A number, certain or drawn."""
    return st.sampled_from((middle, low, {"pert": [low, middle, high]}, {"uniform": [low, high]}))


def drawn_hours(*, most: float = 6) -> st.SearchStrategy[Any]:
    """Hours, certain or drawn for each."""
    return st.sampled_from(
        (0, 0.5, 1, most, {"uniform": [0, most]}, {"lognormal": {"median": 1, "p90": 3}})
    )


@st.composite
def instants(draw: Draw, first: int = 0, last: int = LAST_HOUR) -> str:
    """An instant on a coarse grid of hours."""
    return hour(draw(st.integers(-(-first // 6), last // 6)) * 6)


@st.composite
def scenarios(draw: Draw) -> Tree:
    """A valid scenario with all kinds of actors."""
    areas = draw(st.sampled_from((("hill",), ("river",), ("hill", "river"))))
    tree: Tree = {
        "title": "A made-up scenario",
        # In Berlin the second day has no hour from two to three.
        "time_zone": draw(st.sampled_from(("UTC", "Europe/Berlin"))),
        "start": hour(0),
        "end": hour(draw(st.sampled_from((54, LAST_HOUR, LAST_HOUR)))),
        "parties": {
            "leaver": {"name": "Leaver", "roles": ["withdrawing"]},
            "receiver": {"name": "Receiver", "roles": ["receiving"]},
            "keeper": {"name": "Keeper", "roles": ["peacekeeping"]},
        },
        "places": draw(places(areas)),
        "areas": {
            name: {
                "name": name,
                "places": list(AREAS[name]["places"]),
                "exits": [AREAS[name]["exit"]],
            }
            for name in areas
        },
    }
    mission = draw(missions(areas))
    tree |= mission
    tree["troops"], tree["civilians"] = draw(people(areas, events_of(mission)))
    tree["vehicle_pools"] = draw(pools(tree))
    tree["agreement"] = draw(agreements(tree, areas))
    tree["notices"] = draw(notices(tree))
    tree["flows"] = draw(flows(areas, events_of(mission)))
    tree["receiving_armies"] = draw(armies(areas))
    tree["roads"] = draw(roads(tree, areas))
    if draw(st.booleans()):
        tree["night"] = {"begins": "18:00", "ends": "06:00", "binds": draw(bound_classes())}
    return tree


def bound_classes() -> st.SearchStrategy[list[str]]:
    """Some classes of movers."""
    return st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3, unique=True)


@st.composite
def places(draw: Draw, areas: tuple[str, ...]) -> Tree:
    """The places of some areas, a crossing where their ways meet, and a border."""
    names = ["crossing", "border", "airport", *(ENTRIES[area] for area in areas)]
    names += [place for area in areas for place in AREAS[area]["places"]]
    found: Tree = {name: {"name": name} for name in names}
    for place in found.values():
        maybe(draw, place, "loading_points", st.sampled_from((1, 2)))
    return found


# --- roads -------------------------------------------------------------------------------------


@st.composite
def roads(draw: Draw, tree: Tree, areas: tuple[str, ...]) -> Tree:
    """A road from every place towards the crossing, one or two on to the border, and side doors."""
    events = ["signed", *(f"clauses.{name}.completed" for name in tree["agreement"]["clauses"])]
    events += events_of(tree)
    ends = {"border-road": ("crossing", "border"), "airport-road": ("airport", "crossing")}
    if "hill" in areas:
        ends |= {"camp-road": ("hill-camp", "hill-town"), "hill-road": ("hill-town", "crossing")}
    if "river" in areas:
        ends["river-road"] = ("river-town", "crossing")
    found = {
        name: draw(road(origin, destination, tree)) for name, (origin, destination) in ends.items()
    }
    for name in mined(tree):
        found[name] |= draw(mines(name))
    for area in areas:
        door = {"hill": "hill-town", "river": "river-town"}[area]
        found[f"{area}-door"] = draw(road(ENTRIES[area], door, tree)) | {
            "open_to": dict.fromkeys(("car", "lorry", "bus", "troops"), "never")
        }
    opened, openings = "border-road", opening(events)
    if draw(st.booleans()):
        found["border-track"] = draw(road("border", "crossing", tree))
        if not any("route" in unit for unit in tree["troops"].values()):
            opened = draw(st.sampled_from(("border-road", "border-track")))
            openings |= st.just("never")
    if draw(st.booleans()):
        found[opened]["open_to"] = draw(
            st.dictionaries(st.sampled_from(("car", "lorry", "troops")), openings, max_size=2)
        )
    return found


@st.composite
def mines(draw: Draw, name: str) -> Tree:
    """How much of a road is mined, and who waits for it to be cleared, or drives slowly."""
    found: Tree = {"mined_km": draw(st.sampled_from((0, 5, 20)))}
    cleared: Tree = {"event": f"roads.{name}.cleared", "after_hours": draw(HOURS)}
    slowly = {"opens": hour(draw(st.sampled_from((0, 6)))), "speed_kmh": 5}
    choices = ("car", "lorry", "peacekeepers", "troops")
    maybe(
        draw,
        found,
        "open_to",
        st.dictionaries(
            st.sampled_from(choices),
            st.sampled_from((cleared, {"opens": cleared, "speed_kmh": 5}, slowly)),
            min_size=1,
            max_size=2,
        ),
    )
    if draw(st.booleans()):
        after_cars = {"event": f"roads.{name}.opened-to-car", "after_hours": draw(HOURS)}
        found["open_to"] = {**found.get("open_to", {}), "bus": after_cars}
    return found


def opening(events: list[str]) -> st.SearchStrategy[Any]:
    """From when a road is open to a class."""
    return st.one_of(
        instants(6, 48),
        st.builds(
            lambda event, after: {"event": event, "after_hours": after},
            st.sampled_from(events),
            HOURS,
        ),
        st.builds(
            lambda opens, speed: {"opens": opens, "speed_kmh": speed}, instants(6, 24), HOURS
        ).filter(lambda found: found["speed_kmh"] > 0),
    )


@st.composite
def road(draw: Draw, origin: str, destination: str, tree: Tree) -> Tree:
    """One road, narrow rather than wide."""
    found: Tree = {
        "from": origin,
        "to": destination,
        "length_km": draw(st.sampled_from((10, 20))),
        "car_speed_kmh": draw(st.sampled_from((20, 60))),
        "convoy_speed_kmh": draw(st.sampled_from((20, 30))),
        "saturation_vehicles_per_hour": draw(st.sampled_from((0.5, 20, 60, 700))),
    }
    maybe(draw, found, "convoy_spacing_m", st.sampled_from((0, 200)))
    maybe(draw, found, "breakdown_probability", st.sampled_from((0, 0.05, 0.5)))
    maybe(draw, found, "breakdown_hours", drawn_hours(most=2))
    maybe(draw, found, "precedence", st.sampled_from(CLASSES))
    if "weather" in tree:
        maybe(draw, found, "weather_zone", st.sampled_from(sorted(tree["weather"]["zones"])))
    if draw(st.booleans()):
        found["one_lane_km"] = draw(st.sampled_from((0, 1, 5)))
        maybe(draw, found, "turn_vehicles", st.sampled_from((1, 3)))
    if draw(st.integers(0, 3)) == 0:
        found["closings"] = {"closing": draw(closing(sorted(tree["agreement"]["clauses"])))}
    return found


@st.composite
def closing(draw: Draw, clauses: list[str]) -> Tree:
    """A time during which a road is closed, also counted back from due."""
    begin = draw(st.integers(0, 8)) * 6
    found: Tree = {"closed_from": hour(begin)}
    maybe(draw, found, "closed_until", instants(begin + 6, LAST_HOUR))
    if draw(st.booleans()):
        event = f"clauses.{draw(st.sampled_from(clauses))}.due"
        found["closed_from"] = {"event": event, "before_hours": draw(st.sampled_from((0, 6, 12)))}
        found.pop("closed_until", None)
        maybe(
            draw,
            found,
            "closed_until",
            st.just({"event": event, "after_hours": 6}),
        )
    maybe(draw, found, "classes", bound_classes())
    return found


# --- people ------------------------------------------------------------------------------------


@st.composite
def people(draw: Draw, areas: tuple[str, ...], events: list[str]) -> tuple[Tree, Tree]:
    """Units and groups; in each area somebody."""
    troops: Tree = {}
    civilians: Tree = {}
    for area in areas:
        for place in AREAS[area]["places"]:
            kinds = draw(st.sampled_from(("both", "troops", "civilians", "two units")))
            if kinds != "civilians":
                troops[f"{place}-unit"] = draw(unit(place, sorted(troops), events))
            if kinds == "two units":
                troops[f"{place}-guards"] = draw(unit(place, sorted(troops), events))
            if kinds in ("both", "civilians"):
                civilians[f"{place}-people"] = draw(group(place))
    return troops, civilians


@st.composite
def unit(draw: Draw, place: str, earlier: list[str], others: list[str]) -> Tree:
    """A troop unit; it may wait for one that stands before it in the file, or for others."""
    found: Tree = {
        "party": "leaver",
        "place": place,
        "personnel": draw(st.sampled_from((0, 7, 30))),
        "vehicles": draw(st.sampled_from((0, 1, 5, 12))),
        "convoy_vehicles": draw(st.sampled_from((1, 3, 5))),
        "loading_hours": draw(drawn_hours(most=2)),
    }
    events = ["signed", "clauses.talks.completed"]
    events += [f"troops.{name}.{event}" for name in earlier for event in ("ready", "out")]
    events += others
    if draw(st.booleans()):
        found["to"] = "border"
        maybe(draw, found, "route", st.just([*WAYS[place], "border-road"]))
    maybe(draw, found, "ready_after_hours", HOURS)
    maybe(draw, found, "ready_after", st.sampled_from(events))
    maybe(draw, found, "headway_minutes", st.sampled_from((0, 10, 60)))
    maybe(draw, found, "departure", st.sampled_from(("as-soon-as-possible", "spread", "late")))
    maybe(draw, found, "margin_share", st.sampled_from((0, 0.25, 1)))
    maybe(draw, found, "equipment", st.just({"guns": 3}))
    if draw(st.integers(0, 3)) == 0:
        found["needs"] = draw(st.lists(st.sampled_from(events), max_size=2, unique=True))
    if draw(st.booleans()):
        found["rear_guard"] = {"share": draw(SHARES), "hours_before_due": draw(HOURS)}
    if draw(st.booleans()):
        found |= {"lift_loads": draw(COUNTS), "lifted_by": "lorries"}
        maybe(draw, found, "destroyed_hours_before_due", HOURS)
    return found


@st.composite
def group(draw: Draw, place: str) -> Tree:
    """The households of a settlement."""
    found: Tree = {
        "party": "leaver",
        "place": place,
        "people": draw(st.sampled_from((0, 1, 6, 24, {"uniform": [2, 30]}))),
        "household_people": draw(st.sampled_from((1, 3))),
        "last_call_hours": draw(HOURS),
    }
    maybe(draw, found, "to", st.just("border"))
    maybe(draw, found, "stays_share", SHARES)
    if draw(st.booleans()):
        found |= {"own_vehicle_share": draw(SHARES), "people_by": "buses"}
    if draw(st.booleans()):
        found |= {"loads_per_household": draw(spread_out(0, 0.5, 2)), "loads_by": "lorries"}
    if draw(st.integers(0, 3)) == 0:
        found["departure_curve"] = {"half_time_hours": 12, "steepness_per_hour": 0.5}
    else:
        maybe(draw, found, "prepare_days", drawn_hours(most=1))
        maybe(draw, found, "margin_hours", drawn_hours(most=24))
    return found


@st.composite
def pools(draw: Draw, tree: Tree) -> Tree:
    """The pools that units and groups name; too few vehicles."""
    named = {
        member[key]
        for collection in ("troops", "civilians")
        for member in tree[collection].values()
        for key in ("lifted_by", "loads_by", "people_by")
        if key in member
    }
    return {name: draw(pool(name)) for name in sorted(named)}


@st.composite
def pool(draw: Draw, name: str) -> Tree:
    """One pool, of lorries for loads or of buses for people."""
    found: Tree = {
        "base": draw(st.sampled_from(("border", "crossing"))),
        "vehicles": draw(st.sampled_from((1, 2, 4))),
        "loading_hours": draw(drawn_hours(most=5)),
        "unloading_hours": draw(drawn_hours(most=2)),
    }
    if name == "buses":
        found |= {"vehicle_class": "bus", "carries": "people"}
    maybe(draw, found, "capacity", st.sampled_from((1, 2, 8)))
    maybe(draw, found, "unloads_at", st.sampled_from(("border", "crossing")))
    maybe(draw, found, "loads_at", st.just("loading-point"))
    maybe(draw, found, "serves", st.just("most-waiting"))
    maybe(draw, found, "available_from", instants(0, 24))
    return found


# --- agreement ---------------------------------------------------------------------------------


@st.composite
def agreements(draw: Draw, tree: Tree, areas: tuple[str, ...]) -> Tree:
    """A clause for each area, some others beside, and ways to more time."""
    clauses: Tree = {
        "talks": {
            "party": "leaver",
            "must": "happen",
            "duration_hours": draw(drawn_hours()),
            "due": hour(12),
        }
    }
    for area in areas:
        clauses[f"{area}-handover"] = draw(handover(tree, area))
    if tree["troops"]:
        clauses["others"] = draw(other_clause(sorted(tree["troops"]), tree))
    found: Tree = {"signed": hour(draw(st.sampled_from((0, 0, 6)))), "clauses": clauses}
    for clause in clauses.values():
        maybe(draw, clause, "stragglers_share", st.just(0)) if clause["must"] == "happen" else None
    asking = [f"{area}-handover" for area in areas if draw(st.booleans())]
    found["extensions"] = {
        f"{clause}-policy": draw(extension(clause, sorted(clauses))) for clause in asking
    }
    return found


@st.composite
def handover(draw: Draw, tree: Tree, area: str) -> Tree:
    """An area is to be left by everybody, or by most."""
    here = [
        kind
        for kind, collection in (("troops", "troops"), ("civilians", "civilians"))
        if any(member["place"] in AREAS[area]["places"] for member in tree[collection].values())
    ]
    found: Tree = {
        "party": "leaver",
        "must": "leave",
        "who": {"area": area},
        "what": here,
        "due": draw(dues()),
    }
    maybe(draw, found, "measure", measures())
    maybe(draw, found, "stragglers_share", st.sampled_from((0, 0.1)))
    maybe(draw, found, "needs", st.just(["clauses.talks.completed"]))
    return found


def dues() -> st.SearchStrategy[Any]:
    """A due instant, or hours after an event that does come."""
    return st.one_of(
        instants(12, 48),
        st.builds(
            lambda event, hours: {"event": event, "after_hours": hours},
            st.sampled_from(("signed", "clauses.talks.completed")),
            st.sampled_from((6, 12, 18)),
        ),
    )


def measures() -> st.SearchStrategy[Any]:
    """How much of it."""
    return st.sampled_from(("all", {"share": 0.5}, {"number": 0}, {"at_most": 4}))


@st.composite
def other_clause(draw: Draw, units: list[str], tree: Tree) -> Tree:
    """A clause about named units: their arriving, their vehicles, their guns."""
    name = draw(st.sampled_from(units))
    counted = ["troops", "vehicles", *(["guns"] if "equipment" in tree["troops"][name] else [])]
    return {
        "party": "leaver",
        "must": draw(st.sampled_from(("leave", "arrive"))),
        "who": {"names": [f"troops.{name}"]},
        "what": [draw(st.sampled_from(counted))],
        "measure": draw(st.sampled_from(("all", {"share": 0.5}))),
        "due": draw(dues()),
    }


@st.composite
def extension(draw: Draw, clause: str, clauses: list[str]) -> Tree:
    """A way to more time, with every kind of answer."""
    steps = draw(st.sampled_from((1, 2)))
    found: Tree = {
        "clauses": [clause],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "review_every_hours": draw(st.sampled_from((1, 6))),
        "planned_vehicles_per_hour": draw(st.sampled_from((0.5, 5, 60))),
        "ask_if_late_by_hours": draw(HOURS),
        "ask": {"prudence": 1, "round_up_to_days": steps, "most_days": 2},
        "grant": draw(
            st.sampled_from(
                (
                    "never",
                    {"probability": 0.5},
                    "always",
                    {"patience": {"none_probability": 0.3, "days": {"pert": [0, 2, 5]}}},
                )
            )
        ),
    }
    for key in ("relay_hours", "public_after_hours"):
        maybe(draw, found, key, drawn_hours(most=24))
    found["answer_hours"] = draw(st.sampled_from((24, 0, 6, {"uniform": [0, 24]})))
    maybe(draw, found, "most_requests", st.sampled_from((3, 3, 0)))
    maybe(draw, found, "most_extensions", st.sampled_from((2, 2, 0)))
    maybe(draw, found, "ask_again_after_hours", HOURS)
    maybe(draw, found, "pending_at_due", st.sampled_from(("lapses", {"stands_hours": 6})))
    others = [name for name in clauses if name not in (clause, "talks")]
    if others:
        maybe(draw, found, "moves_also", st.just(others[:1]))
    return found


# --- the others --------------------------------------------------------------------------------


@st.composite
def notices(draw: Draw, tree: Tree) -> Tree:
    """What groups are told, contradictions included."""
    groups = sorted(tree["civilians"])
    if not groups:
        return {}
    events = ["signed", "clauses.talks.completed", *events_of(tree)]
    events += [
        f"extensions.{name}.{event}"
        for name in tree["agreement"]["extensions"]
        for event in ("asked", "public", "refused")
    ]
    return {
        f"notice-{number}": draw(notice(groups, events))
        for number in range(draw(st.integers(0, 3)))
    }


@st.composite
def notice(draw: Draw, groups: list[str], events: list[str]) -> Tree:
    """One notice."""
    found: Tree = {
        "at": draw(
            st.one_of(
                instants(0, 30),
                st.builds(
                    lambda event, hours: {"event": event, "after_hours": hours},
                    st.sampled_from(events),
                    HOURS,
                ),
            )
        ),
        "groups": draw(st.lists(st.sampled_from(groups), min_size=1, unique=True)),
        "says": draw(st.sampled_from(("leave", "stay", "leave-by"))),
    }
    if found["says"] == "leave-by":
        found["by"] = hour(draw(st.sampled_from((36, 42))))
    maybe(draw, found, "heeded_by", SHARES)
    return found


@st.composite
def flows(draw: Draw, areas: tuple[str, ...], events: list[str]) -> Tree:
    """Other traffic, both ways, by date or by what happens."""
    happening = st.nothing() if not events else st.sampled_from(events)
    after = happening.map(lambda event: {"event": event})
    inside = [place for area in areas for place in AREAS[area]["places"]]
    found: Tree = {}
    for number in range(draw(st.integers(0, 2))):
        ends = draw(st.permutations((draw(st.sampled_from(inside)), "border")))
        flow = {
            "from": ends[0],
            "to": ends[1],
            "vehicles_per_day": draw(st.sampled_from((0, 24, 96))),
        }
        maybe(draw, flow, "vehicle_class", st.sampled_from(("car", "lorry", "bus")))
        maybe(draw, flow, "platoon_vehicles", st.sampled_from((1, 4)))
        maybe(draw, flow, "people_per_vehicle", st.just(2))
        maybe(draw, flow, "arrivals", st.just("even"))
        maybe(draw, flow, "begins", instants(0, 12) | after)
        maybe(draw, flow, "until", instants(18, 36) | after)
        found[f"flow-{number}"] = flow
    return found


@st.composite
def armies(draw: Draw, areas: tuple[str, ...]) -> Tree:
    """Armies that enter."""
    found: Tree = {}
    for area in areas:
        if not draw(st.booleans()):
            continue
        columns = {
            name: {
                "vehicles": draw(st.sampled_from((1, 10))),
                "personnel": draw(st.sampled_from((0, 50))),
                "reaches": list(AREAS[area]["places"]) if name == "first" else ["hill-town"],
                "advance_speed_kmh": draw(st.sampled_from((2, 100))),
            }
            for name in (("first", "second") if area == "hill" else ("first",))
        }
        army: Tree = {
            "party": "receiver",
            "area": area,
            "clause": f"{area}-handover",
            "entry": ENTRIES[area],
            "late_area": draw(st.sampled_from(("waits", "waits-hours", "enters"))),
            "columns": columns,
        }
        if army["late_area"] == "waits-hours":
            army["wait_hours"] = draw(HOURS)
        maybe(draw, army, "enters_after_due_hours", HOURS)
        maybe(draw, army, "ready_after_hours", st.sampled_from((0, 24, 48)))
        maybe(draw, army, "waits_for", st.just("troops-and-civilians"))
        found[f"{area}-army"] = army
    return found
