"""Peacekeepers who have landed wait, march, stay where they are needed, and man posts, once."""

from collections import Counter
from collections.abc import Iterator
from math import ceil, floor

import numpy as np

from sim.catalogue import Cause, Kind
from sim.outcomes.invariants.journeys import Checked
from sim.outcomes.reading import POSITION

SECOND, NUMBER, AT = (POSITION[name] for name in ("second", "number", "at"))
PEOPLE, VEHICLES = POSITION["people"], POSITION["vehicles"]
ON_ITS_OWN = -1
TOLD = (Kind.LANDED, Kind.DEPART, Kind.ENTER, Kind.ARRIVE, Kind.IN_PLACE)
POST_KINDS = (Kind.POST_BEGUN, Kind.DEPART, Kind.ENTER, Kind.ARRIVE, Kind.MANNED)

Pair = tuple[int, int]


def _rows(reading: Checked, path: str, *kinds: Kind) -> list[list[int]]:
    """Cells of some kinds of one subject, in the order of the log."""
    rows = reading.of(*kinds)
    found: list[list[int]] = rows.where(rows["subject"] == reading.subjects[path]).cells.tolist()
    return found


def _pair(row: list[int]) -> Pair:
    return row[PEOPLE], row[VEHICLES]


def _less(one: Pair, other: Pair) -> Pair:
    return one[0] - other[0], one[1] - other[1]


def marches(reading: Checked) -> Iterator[str]:
    """Whoever has landed waits at the airfield, marches or is in place: nobody is lost or doubled.

    A march unit is at every row who set out, less those it has dropped, and all are in place where
    it arrives.
    """
    for name in reading.roster.scenario.contingents:
        waiting: Pair = (0, 0)
        own: Pair = (0, 0)
        units: dict[int, Pair] = {}
        arrived: set[int] = set()
        for row in _rows(reading, f"contingents.{name}", *TOLD):
            kind, number, pair = Kind(row[POSITION["kind"]]), row[NUMBER], _pair(row)
            if kind is Kind.LANDED:
                waiting = _less(waiting, _less((0, 0), pair)) if number >= 0 else waiting
                own = own if number >= 0 else _less(own, _less((0, 0), pair))
            elif kind is Kind.DEPART:
                waiting, units[number] = _less(waiting, pair), pair
            elif kind is Kind.IN_PLACE and number == ON_ITS_OWN:
                own = _less(own, pair)
            elif number not in units:
                yield f"{name} {number}: {kind.word} at second {row[SECOND]} without setting out"
            elif kind is Kind.IN_PLACE:
                units[number] = _less(units[number], pair)
            elif units[number] != pair:
                yield f"{name} {number} is {pair} at second {row[SECOND]}, not {units[number]}"
            if kind is Kind.ARRIVE:
                arrived.add(number)
            if min(*waiting, *units.get(number, (0, 0))) < 0:
                yield f"{name} {number}: {kind.word} at {row[SECOND]} of more than there are"
        if own != (0, 0):
            yield f"{name}: {own} flew themselves there and are not in place"
        for number in sorted(arrived):
            if units.get(number, (0, 0)) != (0, 0):
                yield f"{name} {number} has arrived, and {units[number]} are not in place"


def rests(reading: Checked) -> Iterator[str]:
    """Nobody but march units rests, and those of a contingent rest as long each time."""
    waits = reading.waits.where(reading.waits["cause"] == Cause.HALT)
    for code in np.unique(waits["subject"]):
        seconds = waits.seconds[(waits["subject"] == code) & ~waits.is_open]
        path = reading.log.subjects[code]
        if not reading.are_contingents[code]:
            yield f"{path} rests"
        if len(np.unique(seconds)) > 1:
            yield f"{path} rests for {', '.join(map(str, np.unique(seconds)))} s"


def posts(reading: Checked) -> Iterator[str]:
    """A post is begun once and manned once, by those who set out for it, as many as it takes."""
    for name, post in reading.roster.scenario.posts.items():
        rows = _rows(reading, f"posts.{name}", *POST_KINDS)
        kinds = [Kind(row[POSITION["kind"]]) for row in rows]
        times = Counter(kinds)
        for kind in (Kind.POST_BEGUN, Kind.MANNED):
            if times[kind] > 1:
                yield f"{name}: {kind.word} {times[kind]} times"
        # Within a second a departure stands before the beginning of the post it is for.
        if rows and (kinds[0] not in (Kind.POST_BEGUN, Kind.DEPART) or not times[Kind.POST_BEGUN]):
            yield f"{name}: {kinds[0].word} before it is begun"
        if times[Kind.MANNED] and (
            not times[Kind.POST_BEGUN]
            or kinds[-1] is not Kind.MANNED
            or times[Kind.DEPART] != times[Kind.ARRIVE]
        ):
            yield f"{name} is manned by nobody who has come"
        takes = [
            range(floor(number.least()), ceil(number.most()) + 1)
            for number in (post.personnel, post.vehicles)
        ]
        for row in rows:
            if _pair(row) != _pair(rows[0]) or any(
                amount not in numbers for amount, numbers in zip(_pair(row), takes, strict=True)
            ):
                yield f"{name} has {_pair(row)} at second {row[SECOND]}"
        for row, kind in zip(rows, kinds, strict=True):
            if (
                kind in (Kind.POST_BEGUN, Kind.MANNED)
                and row[AT] != reading.places[f"places.{post.place}"]
            ):
                yield f"{name} is {kind.word} at {reading.log.places[row[AT]]}"


def supply(reading: Checked) -> Iterator[str]:
    """Posts are begun from those in place, and no more in a day than may be."""
    scenario, calendar = reading.roster.scenario, reading.roster.calendar
    for name, block in scenario.contingents.items():
        codes = [reading.subjects[f"contingents.{name}"]]
        codes += [
            reading.subjects[f"posts.{post}"]
            for post, it in scenario.posts.items()
            if it.contingent == name
        ]
        rows = reading.of(Kind.IN_PLACE, Kind.POST_BEGUN)
        rows = rows.where(np.isin(rows["subject"], codes))
        begun = rows["kind"] == Kind.POST_BEGUN
        rows, begun = (
            rows.where(begun | (rows["number"] >= 0)),
            begun[begun | (rows["number"] >= 0)],
        )
        for what in ("people", "vehicles"):
            free = np.cumsum(np.where(begun, -rows[what], rows[what]))
            for row in np.flatnonzero(begun & (free < 0)):
                post = reading.log.subjects[rows["subject"][row]]
                yield f"{post} is begun at {rows['second'][row]} with {what} who are not in place"
        days = Counter(
            calendar.local(second).date() for second in rows.where(begun)["second"].tolist()
        )
        most = ceil(block.posts_begun_per_day.most())
        yield from (f"{name}: {n} posts of {most} on {day}" for day, n in days.items() if n > most)
