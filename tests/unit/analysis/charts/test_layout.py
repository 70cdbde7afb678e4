"""Nothing that is written lies upon something else written, and nothing is cut off."""

import random
from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.analysis.charts.breaches import breaches_chart
from sim.analysis.charts.data import (
    ChartData,
    ClauseFacts,
    ContingentFacts,
    PlaceFacts,
    PostFacts,
    RoadFacts,
)
from sim.analysis.charts.network import network_chart
from sim.analysis.charts.peacekeepers import peacekeepers_chart
from sim.analysis.charts.posts import posts_chart
from sim.analysis.charts.queues import queues_chart
from sim.analysis.charts.remaining import remaining_chart
from sim.analysis.charts.schedule import schedule_chart
from sim.analysis.charts.style import house_style
from sim.analysis.observed import Observed, ObservedOutcome
from tests.unit.analysis.charts.cases import case

NUMBER = 25
LONG = "Aghdam district with the villages of Martakert and Askeran and all that lies between them"
SCRIPTS = {
    "shahumyan": "Քարվաճառի շրջան (Շահումյանի շրջան, Լեռնային Ղարաբաղի Հանրապետություն)",
    "agdam": "Ağdam rayonu v\u0259 \u0259traf k\u0259ndl\u0259ri, Şuşa yolu",
    "lachin": "Лачинский район и окрестные сёла",
    "money": "Worth $5 or $6",
}


def hours(low: float, high: float, *, never: float = 0.0, seed: int = 1) -> list[float | None]:
    """Hours spread over the replications; a share of them never comes."""
    chance = random.Random(seed)
    return [None if chance.random() < never else chance.uniform(low, high) for _ in range(NUMBER)]


def falling(top: int, length: int, *, number: int = NUMBER) -> list[list[float]]:
    """People leaving, each replication in a time of its own."""
    chance = random.Random(2)
    ends = [chance.uniform(length / 2, length) for _ in range(number)]
    return [[max(0, round(top * (1 - hour / end))) for hour in range(length)] for end in ends]


INSIDE = {
    "civilians_inside_people": falling(123_456, 130),
    "troops_inside_people": falling(900, 110),
    "loads_inside": falling(300, 100),
}
QUEUE = {"top": falling(5000, 90), "town": falling(300, 60)}
LONGEST = {"top": hours(3000, 6000), "town": hours(100, 400)}
CARRIED = {"top": [hour * 100 for hour in hours(1, 50, seed=3)], "town": hours(1, 50, seed=4)}
BREACHES = [
    [(20.0 + number, "excess", "armoured-carriers")] * (number % 3)
    + [(120.0, "late", "hill-handover")] * (number % 2)
    + [(130.0 + number, "violation", "hill")] * (number % 4)
    + [(200.0, "collapse", "hill")] * (number == 7)
    for number in range(NUMBER)
]
SEEN = [
    Observed("areas.hill.troops_inside_people", 100, 300, 50, 74, is_scored=True),
    Observed("areas.hill.civilians_inside_people", None, 90_000, 50, 50, is_scored=False),
    Observed("roads.pass>top.queue_vehicles", 3000, None, 20, 44, is_scored=True),
]
SEEN_OUTCOMES = [
    ObservedOutcome("areas", "hill", "troops_out_hours", 215, 239, 215, 239, is_scored=True),
    ObservedOutcome("areas", "hill", "entered_hours", 240, None, 240, 264, is_scored=False),
    ObservedOutcome("clauses", "hill-handover", "public_hours", None, 119, None, 119, True),
    ObservedOutcome("roads", "pass>top", "longest_queue_km", 40, 55, 10, 34, is_scored=True),
    ObservedOutcome("roads", "pass>town", "jam_vehicles_per_hour", 30, 60, 10, 34, is_scored=True),
]
MOVED = {number: random.Random(number).choice([168.0, 240.0, 360.0]) for number in range(9)}


def several(areas: dict[str, str], **other: object) -> ChartData:
    settings: dict[str, object] = {
        "first": hours(2, 20),
        "last": hours(80, 300, never=0.1),
        "entered": hours(120, 320, never=0.2),
        "moved": MOVED,
        "inside": INSIDE,
        "queue": QUEUE,
        "longest": LONGEST,
        "carried": CARRIED,
        "breaches": BREACHES,
    }
    return case(areas, **(settings | other))  # type: ignore[arg-type]


def long_roads() -> list[RoadFacts]:
    return [RoadFacts(name="pass", label=LONG * 2, ends={"top": LONG * 2, "town": LONG})]


def two_clauses() -> list[ClauseFacts]:
    area = ("hill",)
    return [
        ClauseFacts(name="troops", label=LONG, party="Veldia", areas=area),
        ClauseFacts(name="people", label="People", party="Veldia", areas=area),
        ClauseFacts(name="prisoners", label=LONG, party="Karsenia"),
    ]


HILL = {"hill": "Hill District"}


def crowd(number: int, *, with_coordinates: bool, labels: list[str]) -> ChartData:
    """Many areas of one place each, on a ring of roads with a hub."""
    chance = random.Random(5)
    areas = {f"a{one}": labels[one % len(labels)] for one in range(number)}
    places = [
        PlaceFacts(
            name=f"p{one}",
            label=f"{labels[one % len(labels)]} {one}",
            area=f"a{one}",
            latitude=chance.uniform(39, 41) if with_coordinates or one % 3 == 0 else None,
            longitude=chance.uniform(45, 47) if with_coordinates or one % 3 == 0 else None,
        )
        for one in range(number)
    ]
    names = [place.name for place in places]
    roads = [
        RoadFacts(name=f"r{one}", label=LONG, ends={names[one - 1]: "A", names[one]: "B"})
        for one in range(number)
    ]
    clauses = [
        ClauseFacts(name=f"{name}-handover", label=labels[0], party="Veldia", areas=(name,))
        for name in areas
    ]
    return several(
        areas,
        places=places,
        roads=roads,
        clauses=clauses,
        carried={name: [float(one)] * NUMBER for one, name in enumerate(names)},
        longest={name: [10.0 * one] * NUMBER for one, name in enumerate(names)},
    )


CASES: dict[str, Callable[[], ChartData]] = {
    "one area": lambda: several(HILL),
    "one replication": lambda: case(
        first=[3],
        last=[100],
        entered=[125],
        moved={0: 240},
        inside={who: runs[:1] for who, runs in INSIDE.items()},
        queue={place: runs[:1] for place, runs in QUEUE.items()},
        longest={"top": [5000], "town": [300]},
    ),
    "nothing finished": lambda: several(HILL, last=[None] * NUMBER, entered=[None] * NUMBER),
    "three areas": lambda: several({f"a{number}": f"Area {number}" for number in range(3)}),
    "twelve areas": lambda: several({f"a{number}": LONG for number in range(12)}),
    "fourteen areas": lambda: several({f"a{number}": LONG for number in range(14)}),
    "a name without spaces": lambda: several({"hill": "Aghdam" * 40}, party="Veldia" * 40),
    "other scripts": lambda: several(SCRIPTS, party="Հայաստան", title="Պարզ օրինակ, Пример"),
    "a long title": lambda: several(HILL, title=LONG * 4),
    "long roads": lambda: several(HILL, roads=long_roads()),
    "several clauses": lambda: several(HILL, clauses=two_clauses()),
    "many dates in narrow panels": lambda: several(
        {f"a{number}": "Area" for number in range(14)},
        moved={number: 150.0 + 17 * number for number in range(NUMBER)},
    ),
    "dues beyond the end": lambda: several(HILL, moved=dict.fromkeys(range(9), 600.0)),
    "two days": lambda: several(
        HILL, first=hours(1, 5), last=hours(9, 30), entered=hours(31, 40), due=24, moved={}
    ),
    "five years": lambda: several(
        HILL, last=hours(9000, 43_000), entered=hours(9000, 43_000), due=40_000, end_hours=44_000
    ),
    "observed": lambda: several(
        HILL,
        observed=SEEN,
        observed_outcomes=SEEN_OUTCOMES,
        clause_hours={"public_hours": hours(50, 110, never=0.3)},
        jam=hours(20, 90),
    ),
    "nothing": lambda: case(first=[], last=[], entered=[]),
}
CHARTS: dict[str, Callable[[ChartData], Axes]] = {
    "schedule": schedule_chart,
    "remaining": lambda data: remaining_chart(data)[0],
    "queues": lambda data: queues_chart(data)[0],
    "network": network_chart,
    "breaches": breaches_chart,
}


def force(label: str, *, number: int = NUMBER) -> ChartData:
    """Peacekeepers with posts and all kinds of marks."""
    rising = [[900 - people for people in run] for run in falling(900, 110, number=number)]
    names = [f"force{one}" for one in range(2)]
    series = {f"contingents.{name}.landed_people": rising for name in names}
    series |= {f"contingents.{name}.in_place_people": rising for name in names}
    series |= {"posts.manned_number": rising, "posts.temporary_number": rising}
    return case(
        first=hours(2, 20)[:number],
        last=hours(80, 300)[:number],
        entered=hours(120, 320)[:number],
        title=label,
        contingents=[
            ContingentFacts(name=name, label=label, authorised_people=1000) for name in names
        ],
        peacekeepers=series,
        posts=[
            PostFacts(
                name=f"post{one}", label=f"{label} {one}", contingent="force0", is_temporary=one > 4
            )
            for one in range(8)
        ],
        manned={f"post{one}": hours(20, 90, never=0.1)[:number] for one in range(8)},
        observed=[
            Observed("posts.manned_number", 20, high, 10, 34, is_scored)
            for high, is_scored in ((30, True), (20, False), (None, True))
        ],
    )


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that shows, with where it stands in pixels."""
    figure.canvas.draw()
    shown = [text for text in figure.findobj(Text) if isinstance(text, Text) and is_shown(text)]
    return [(text.get_text(), text.get_window_extent().padded(-0.5)) for text in shown]


def is_shown(text: Text) -> bool:
    return text.get_visible() and text.get_text().strip() != ""


def problems(figure: Figure) -> list[str]:
    found = boxes(figure)
    page = figure.bbox
    cut = [
        f"cut: {text!r}"
        for text, box in found
        if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1
    ]
    return cut + [
        f"upon each other: {one!r} and {other!r}"
        for (one, one_box), (other, other_box) in combinations(found, 2)
        if one_box.overlaps(other_box)
    ]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", CASES)
def test_no_text_lies_upon_another_or_is_cut(name, chart):
    figure = CHARTS[chart](CASES[name]()).figure

    with house_style():
        assert problems(figure) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_dollar_sign_in_a_name_is_no_formula(chart):
    roads = [RoadFacts(name="pass", label="$5 to $6", ends={"top": "$1 or $2", "town": "Town"})]
    figure = CHARTS[chart](several({"hill": "$5 or $6"}, roads=roads)).figure

    written = [text for text in figure.findobj(Text) if "$" in text.get_text()]
    assert written
    assert not any(text.get_parse_math() for text in written)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_notebook_that_draws_letters_in_its_own_way_cuts_nothing_either(chart):
    figure = CHARTS[chart](CASES["three areas"]()).figure

    assert problems(figure) == []


@pytest.mark.parametrize("number", [1, NUMBER])
@pytest.mark.parametrize("label", ["The Force", LONG * 2, "Миротворцы", "Force" * 40])
@pytest.mark.parametrize("chart", [peacekeepers_chart, posts_chart])
def test_peacekeepers_and_posts_lie_upon_nothing_either(chart, label, number):
    figure = chart(force(label, number=number))[0].figure

    with house_style():
        assert problems(figure) == []


@pytest.mark.parametrize("with_coordinates", [True, False])
@pytest.mark.parametrize("number", [1, 2, 60])
def test_names_of_many_areas_on_a_map_lie_upon_nothing(number, with_coordinates):
    data = crowd(number, with_coordinates=with_coordinates, labels=[*SCRIPTS.values(), LONG])
    figure = network_chart(data).figure

    with house_style():
        assert problems(figure) == []


def test_the_check_sees_texts_that_lie_upon_each_other_and_texts_that_are_cut():
    figure = schedule_chart(CASES["one area"]()).figure
    figure.text(0.5, 0.5, "somewhere")
    figure.text(0.505, 0.5, "else")
    figure.text(0.99, 0.9, "beyond the edge")

    found = problems(figure)

    assert "upon each other: 'somewhere' and 'else'" in found
    assert "cut: 'beyond the edge'" in found
