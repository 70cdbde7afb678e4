"""What comes between does what it says: collapse, pauses, weather, suspensions, mined roads."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Cause, Kind
from sim.outcomes.invariants.journeys import Checked, classes, mover_name
from sim.outcomes.reading import POSITION, Rows
from sim.scenario.blocks import AfterEvent
from sim.scenario.geography import OpenTo

COLLAPSED = 2
"""Value of `ended` after a collapse."""
SHUT = 2
"""Value of `weather` where a zone is closed."""
MOVED = (Kind.LOAD_BEGIN, Kind.WAIT_BEGIN)

Shut = set[tuple[int, str]]
"""Seconds at which roads close or open."""


def collapse(reading: Checked) -> Iterator[str]:
    """A violation may end the agreement, and the run in the same second."""
    collapsed, ended = reading.of(Kind.COLLAPSED), reading.of(Kind.ENDED)
    is_said = bool(len(ended)) and int(ended["value"][0]) == COLLAPSED
    if is_said != bool(len(collapsed)) or len(collapsed) > 1:
        yield f"it collapses {len(collapsed)} times, and ends as {ended['value'].tolist()}"
    violations = {tuple(row[[0, 4, 5]]) for row in reading.of(Kind.VIOLATION).cells}
    for row in collapsed.cells:
        if tuple(row[[0, 4, 5]]) not in violations:
            yield f"it collapses at {row[0]} without a violation"
        if len(ended) and int(ended["second"][0]) != row[0]:
            yield f"it collapses at {row[0]} and ends at {int(ended['second'][0])}"


def pauses(reading: Checked) -> Iterator[str]:
    """A violation pauses all roads that touch its area or none; nothing else does."""
    touching = {
        reading.places[f"areas.{name}"]: {
            road
            for road, block in reading.roster.scenario.roads.items()
            if block.from_ in area.places or block.to in area.places
        }
        for name, area in reading.roster.scenario.areas.items()
    }
    paused = _shut(reading, Kind.CLOSED, Cause.PAUSE)
    violations = reading.of(Kind.VIOLATION)
    for second in sorted({second for second, _ in paused}):
        roads = {road for at, road in paused if at == second}
        here = violations["at"][violations["second"] == second]
        whole = [touching[area] for area in here.tolist() if touching[area] <= roads]
        if roads != set().union(*whole):
            yield f"{', '.join(sorted(roads))} pause at {second}, not all roads of a violation"


def weather(reading: Checked) -> Iterator[str]:
    """A zone's state turns to another, and its roads close and open with it."""
    closes: Shut = set()
    opens: Shut = set()
    roads = reading.roster.scenario.roads
    block = reading.roster.scenario.weather
    for zone in block.zones if block else ():
        rows = reading.of(Kind.WEATHER)
        rows = rows.where(rows["at"] == reading.places[f"zones.{zone}"])
        states = np.append(0, rows["value"])
        for place in np.flatnonzero(np.diff(states) == 0):
            yield f"{zone} turns to what it was at second {rows['second'][place]}"
        for second, before, after in zip(
            rows["second"].tolist(), states[:-1].tolist(), states[1:].tolist(), strict=True
        ):
            mine = {(second, road) for road, it in roads.items() if it.weather_zone == zone}
            closes |= mine if after == SHUT else set()
            opens |= mine if before == SHUT else set()
    for kind, expected in ((Kind.CLOSED, closes), (Kind.OPENED, opens)):
        for second, road in sorted(_shut(reading, kind, Cause.WEATHER) ^ expected):
            yield f"{road} and the weather do not agree that it is {kind.word} at {second}"


def suspensions(reading: Checked) -> Iterator[str]:
    """A side suspends once for as long as it says, and releases no convoy in between."""
    scenario = reading.roster.scenario
    for name, block in scenario.suspensions.items():
        begun, over = (
            rows.where(rows["subject"] == reading.subjects[f"suspensions.{name}"])
            for rows in (reading.of(Kind.SUSPENDED), reading.of(Kind.RESUMED))
        )
        if len(begun) > 1 or len(over) > len(begun):
            yield f"{name}: suspended {len(begun)} times, resumed {len(over)} times"
        if not len(begun):
            continue
        first, last = int(begun["second"][0]), int(begun["second"][0] + begun["value"][0])
        ended = reading.of(Kind.ENDED)["second"]
        if over["second"].tolist() != [last] and (len(over) or (len(ended) and last < ended[0])):
            yield f"{name} ends at {over['second'].tolist()}, not at {last}"
        units = [
            reading.subjects[f"troops.{unit}"]
            for unit, it in scenario.troops.items()
            if it.party == block.party
        ]
        for row in _releases(reading, units):
            if first < row[0] < last:
                yield f"{mover_name(reading, row)} is released at {row[0]}, during {name}"


def _releases(reading: Checked, units: list[int]) -> np.ndarray:
    """The rows with which convoys of some units are released: they load, or wait for a place to."""
    rows = reading.of(*MOVED)
    rows = rows.where(np.isin(rows["subject"], units) & (rows["loads"] == 0))
    loads = rows["kind"] == Kind.LOAD_BEGIN
    cells = rows.where(loads | (rows["cause"] == Cause.LOADING_POINT)).cells
    keys = cells[:, [POSITION["subject"], POSITION["number"]]]
    _, first = np.unique(keys, axis=0, return_index=True)
    found: np.ndarray = cells[first]
    return found


def clearing(reading: Checked) -> Iterator[str]:
    """A team clears its roads in turn, each once, and who waits for that enters none before."""
    roads = reading.roster.scenario.roads
    lane_of = {name: code for name, leads_to, code in reading.lanes if leads_to == roads[name].to}
    kinds = (Kind.CLEARING, Kind.CLEARED)
    for name, team in reading.roster.scenario.clearing_teams.items():
        rows = reading.of(*kinds)
        cells = rows.where(rows["subject"] == reading.subjects[f"clearing_teams.{name}"]).cells
        told = sorted((row[0], row[5], row[POSITION["kind"]]) for row in cells.tolist())
        plan = [(lane_of[road], int(kind)) for road in team.roads for kind in kinds]
        found = sorted([row[1:] for row in told], key=lambda it: _turn(plan, it))
        seconds = [second for second, *_ in sorted(told, key=lambda it: _turn(plan, it[1:]))]
        if found != plan[: len(found)] or seconds != sorted(seconds):
            yield f"{name} does not clear its roads in turn"
    cleared = reading.of(Kind.CLEARED)
    second_of = dict(zip(cleared["at"].tolist(), cleared["second"].tolist(), strict=True))
    of, entries = classes(reading.roster), reading.of(Kind.ENTER)
    for road, block in roads.items():
        for mover_class, opening in block.open_to.items():
            moment = opening.opens if isinstance(opening, OpenTo) else opening
            if not isinstance(moment, AfterEvent) or not moment.event.endswith(".cleared"):
                continue
            mined = moment.event.split(".")[1]
            second = second_of.get(lane_of[mined], reading.end + 1)
            for row in _entering(reading, entries, road).cells:
                path = reading.log.subjects[row[POSITION["subject"]]]
                if of.get(path) == mover_class and row[0] <= second:
                    name = mover_name(reading, row)
                    yield f"{name} enters {road} at {row[0]}, before {mined} is cleared"


def _turn(plan: list[tuple[int, int]], step: tuple[int, int]) -> int:
    return plan.index(step) if step in plan else len(plan)


def _entering(reading: Checked, entries: Rows, road: str) -> Rows:
    lanes = [code for name, _, code in reading.lanes if name == road]
    return entries.where(np.isin(entries["at"], lanes))


def _shut(reading: Checked, kind: Kind, cause: Cause) -> Shut:
    """When roads close or open for a cause."""
    rows = reading.of(kind)
    rows = rows.where(rows["cause"] == cause)
    paths = reading.log.subjects
    return {
        (second, paths[code].removeprefix("roads."))
        for second, code in zip(rows["second"].tolist(), rows["subject"].tolist(), strict=True)
    }
