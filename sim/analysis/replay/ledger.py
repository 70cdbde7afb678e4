"""The ledger of a replay: what matters to a reader as dated sentences, and what each is about."""

from collections.abc import Iterator, Mapping, Sequence

from sim.analysis.replay.clock import minute
from sim.analysis.trace.telling import Told
from sim.scenario.model import Scenario
from sim.scenario.roster import area_of

MOST = 1200
"""So many sentences a page may hold; of a larger case the least telling are left out."""
LEAST_TELLING = ("areas.", "weather", "roads.", "posts.", "troops.", "civilians.")
"""What is left out first: sums of a day, the weather, closings and jams, and so on."""

Entry = tuple[int, str, int]
"""Minute, sentence, and the number of what it is about."""


def ledger(told: Sequence[Told]) -> tuple[list[Entry], list[str]]:
    """The sentences in order, and the dotted paths they are about."""
    paths = list(dict.fromkeys(each.subject for each in told))
    numbers = {path: number for number, path in enumerate(paths)}
    return [(minute(each.second), each.text, numbers[each.subject]) for each in told], paths


def shortened(told: list[Told], *, most: int = MOST) -> list[Told]:
    """At most so many sentences, if leaving out whole kinds of them is enough for that."""
    for begin in LEAST_TELLING:
        if len(told) <= most:
            break
        told = [each for each in told if not each.subject.startswith(begin)]
    return told


def about(path: str, scenario: Scenario, rows: Mapping[str, int]) -> str:
    """What a path stands for on the page: areas (a), roads (r), places (p) and rows (t) by number.

    Args:
        path: Dotted path of whom or what a sentence is about.
        scenario: The names.
        rows: Numbers of the timetable's rows by path.
    """
    return " ".join(dict.fromkeys(_about(path, scenario, rows)))


def _about(path: str, scenario: Scenario, rows: Mapping[str, int]) -> Iterator[str]:
    collection, _, name = path.partition(".")
    areas, roads, places = (
        {key: number for number, key in enumerate(found)}
        for found in (scenario.areas, scenario.roads, scenario.places)
    )
    found = rows.get(path)
    if found is not None:
        yield f"t{found}"
    match collection:
        case "areas":
            yield f"a{areas[name]}"
        case "roads":
            yield f"r{roads[name]}"
        case "troops" | "civilians":
            place = getattr(scenario, collection)[name].place
            yield f"p{places[place]}"
            area = area_of(scenario, place)
            if area is not None:
                yield f"a{areas[area]}"
        case "receiving_armies":
            army, _, _ = name.partition(".columns.")
            yield f"t{rows[f'receiving_armies.{army}']}"
            yield f"a{areas[scenario.receiving_armies[army].area]}"
        case "posts":
            post = scenario.posts[name]
            yield f"p{places[post.place]}"
            yield f"t{rows[f'posts.{post.contingent}']}"
        case "clearing_teams":
            yield from (f"r{roads[road]}" for road in scenario.clearing_teams[name].roads)
        case "notices":
            for group in scenario.notices[name].groups:
                yield from _about(f"civilians.{group}", scenario, rows)
        case _:
            pass


def about_clause(path: str, members: Mapping[str, tuple[str, ...]], scenario: Scenario) -> str:
    """The areas that a clause is about, likewise."""
    areas = {key: number for number, key in enumerate(scenario.areas)}
    found = []
    for member in members.get(path.removeprefix("clauses."), ()):
        collection, _, name = member.partition(".")
        if collection in ("troops", "civilians"):
            area = area_of(scenario, getattr(scenario, collection)[name].place)
            found += [] if area is None else [f"a{areas[area]}"]
    return " ".join(dict.fromkeys(found))
