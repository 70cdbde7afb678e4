"""Nobody of a contingent is lost or doubled, and no aircraft flies twice at once.

Whoever has landed is at the airfield, on the march, or in place; whoever mans a post was in place
before. The balance is struck after every second of a run.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from hypothesis import given, settings

from sim.catalogue import Kind
from sim.clock import duration_seconds, span_seconds
from sim.events.log import Row
from sim.outcomes.invariants import violations_of
from sim.randomness.draws import Draws, draw
from sim.scenario.roster import Roster
from tests.runs import Told, roster_of, run
from tests.theatres import theatres

Tree = dict[str, Any]
SOME = settings.default.max_examples // 2 if settings.default else 30

Story = dict[Kind, list[Row]]
"""What happened to a contingent, and the beginnings of its posts, by kind."""
TOLD = (
    Kind.PRESENT,
    Kind.TAKE_OFF,
    Kind.LANDED,
    Kind.EQUIPMENT_LANDED,
    Kind.DEPART,
    Kind.ARRIVE,
    Kind.IN_PLACE,
    Kind.POST_BEGUN,
)


def stories(told: Told) -> dict[str, Story]:
    """The story of each contingent, by its path."""
    posts = told.roster.scenario.posts
    found: dict[str, Story] = defaultdict(lambda: {kind: [] for kind in TOLD})
    for row in told.rows(*TOLD):
        collection, _, name = row.subject.partition(".")
        if collection == "contingents":
            found[row.subject][row.kind].append(row)
        elif collection == "posts" and row.kind is Kind.POST_BEGUN:
            found[f"contingents.{posts[name].contingent}"][row.kind].append(row)
    return found


def by_sortie(rows: Iterable[Row]) -> list[Row]:
    """Without what flies itself there, which never waits at the airfield."""
    return [row for row in rows if row.number >= 0]


def amounts(rows: Iterable[Row]) -> tuple[int, int]:
    """People and vehicles of some rows together."""
    rows = list(rows)
    return sum(row.people for row in rows), sum(row.vehicles for row in rows)


def unbalanced(story: Story) -> Iterator[str]:
    """Seconds after which more have gone on than had come."""
    steps = (Kind.LANDED, Kind.DEPART, Kind.IN_PLACE, Kind.POST_BEGUN)
    rows = [row for kind in steps[:3] for row in by_sortie(story[kind])] + story[Kind.POST_BEGUN]
    sums = {kind: [0, 0] for kind in steps}
    for second, together in groupby(sorted(rows, key=lambda row: row.second), lambda r: r.second):
        for row in together:
            sums[row.kind][0] += row.people
            sums[row.kind][1] += row.vehicles
        for what, *numbers in zip(("people", "vehicles"), *sums.values(), strict=True):
            if numbers != sorted(numbers, reverse=True):
                yield f"after {second}: {what} landed, gone, in place, at posts: {numbers}"
    if amounts(story[Kind.LANDED]) > amounts(story[Kind.PRESENT]):
        yield "more have landed than there are"


def changed_on_the_way(story: Story) -> Iterator[str]:
    """Sorties and march units that bring others than they set out with."""
    for left, came in ((Kind.TAKE_OFF, Kind.LANDED), (Kind.DEPART, Kind.IN_PLACE)):
        there: dict[int, list[Row]] = defaultdict(list)
        for row in by_sortie(story[came]):
            there[row.number].append(row)
        arrived = {row.number for row in story[Kind.ARRIVE]} | set(there) - {
            row.number for row in story[Kind.DEPART]
        }
        for row in story[left]:
            if row.number in arrived and amounts(there[row.number]) != amounts([row]):
                yield f"{row} brings {there[row.number]}"
    kinds: Counter[int] = Counter()
    for row in story[Kind.EQUIPMENT_LANDED]:
        kinds[row.number] += row.value
    for row in by_sortie(story[Kind.LANDED]):
        if row.vehicles != kinds[row.number]:
            yield f"{row} brings {kinds[row.number]} by kind"


def overused(path: str, story: Story, draws: Draws, end: int) -> Iterator[str]:
    """Kinds of aircraft of which more fly, and parking places on which more stand, than are."""
    drawn, values = draws.contingents[path], draws.values
    lands = {row.number: row.second for row in by_sortie(story[Kind.LANDED])}
    unloaded = {number: second + drawn.ground[number] for number, second in lands.items()}
    places = values.get(f"{path}.airlift.parking_places")
    if places is not None and most((lands[n], unloaded[n]) for n in lands) > places:
        yield f"more than {places} have parked"
    for kind in sorted(set(drawn.kinds)):
        block = f"{path}.airlift.aircraft.{kind}"
        back = duration_seconds(values[f"{block}.flight_hours"])
        back += span_seconds(values[f"{block}.home_hours"])
        flown = most(
            (row.second, unloaded.get(row.number, end) + back)
            for row in story[Kind.TAKE_OFF]
            if drawn.kinds[row.number] == kind
        )
        if flown > values[f"{block}.fleet"]:
            yield f"{flown} of {kind} have flown at once"


def most(held: Iterable[tuple[int, int]]) -> int:
    """The most held at once; what is given back is free in the same second."""
    changes = sorted(change for begin, end in held for change in ((begin, 1), (end, -1)))
    used = highest = 0
    for _, change in changes:
        used += change
        highest = max(highest, used)
    return highest


def wrong(roster: Roster, draws: Draws) -> list[str]:
    """All that does not add up in a run."""
    told = run(roster)
    return [
        f"{path}: {what}"
        for path, story in stories(told).items()
        for what in (
            *unbalanced(story),
            *changed_on_the_way(story),
            *overused(path, story, draws, roster.end),
        )
    ]


@settings(max_examples=SOME)
@given(theatres())
def test_people_vehicles_and_aircraft_are_somewhere_and_only_there(tree: Tree) -> None:
    roster = roster_of(tree)
    assert wrong(roster, draw(roster, seed=1, replication=0)) == []


@settings(max_examples=SOME)
@given(theatres())
def test_the_invariants_hold_with_peacekeepers(tree: Tree) -> None:
    """A closed road grants nothing, entrances are never overfull, waits follow each other, ..."""
    told = run(tree)
    assert violations_of(told.log, told.roster) == []
