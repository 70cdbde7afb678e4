"""The rows of a replay's timetable: clauses, units, groups, armies, contingents and posts."""

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from sim.analysis.replay.clock import last_minute, minute
from sim.analysis.replay.peacekeepers import first
from sim.catalogue import Kind
from sim.outcomes.clauses import ClauseRows, fulfilment
from sim.outcomes.contingents import of_contingent
from sim.outcomes.reading import Reading
from sim.scenario.explain.names import Names, begun

Bar = tuple[int, int, str]
"""From and to which minute, and what it is."""
Mark = tuple[int, str, int]
"""At which minute, what it is, and from which minute on it is known."""

DUTY, LATE = "duty", "late"
NOT_READY, LEAVING = "waiting", "leaving"
ENTERING, LANDING, PLACING = "entering", "landing", "placing"
OF_LEAVING = (("troops", Kind.DEPART), ("civilians", Kind.BEGIN))
"""Whose leaving has a row, and with what it begins."""
ANSWERS = {
    Kind.ASKED: "asked",
    Kind.GRANTED: "granted",
    Kind.REFUSED: "refused",
    Kind.LAPSED: "refused",
}


class Row(TypedDict):
    """One row.

    Attributes:
        path: Dotted path of whom or what it is about.
        kind: The path's collection, or `area` for the heading of an area.
        name: What people call it.
        bars: Lengths of time.
        marks: Instants.
    """

    path: str
    kind: str
    name: str
    bars: list[Bar]
    marks: list[Mark]


def rows(reading: Reading) -> list[Row]:
    """Area by area who must leave it and who enters, then other clauses, then peacekeepers."""
    return list(_rows(reading))


def _rows(reading: Reading) -> Iterator[Row]:
    scenario = reading.roster.scenario
    names = Names(scenario)
    areas = {name: _areas_of(reading, name) for name in scenario.agreement.clauses}
    for area in (*scenario.areas, ""):
        found = [
            *(_clause(reading, name, names) for name, of in areas.items() if of == area),
            *_leaving(reading, area, names),
            *_armies(reading, area, names),
        ]
        if found:
            title = names.area(area) if area else "Beyond single areas"
            yield {
                "path": f"areas.{area}",
                "kind": "area",
                "name": title,
                "bars": [],
                "marks": [],
            }
        yield from found
    yield from _peacekeepers(reading, names)


def _areas_of(reading: Reading, clause: str) -> str:
    """The one area whose people a clause concerns; none if there are several, or none."""
    bases = reading.roster.bases
    found = {bases[path].area for path in reading.roster.members[clause] if path in bases}
    return found.pop() if len(found) == 1 else ""


def _clause(reading: Reading, name: str, names: Names) -> Row:
    found, of = fulfilment(reading, name), ClauseRows(reading, name)
    over = reading.ended if found.completed is None else found.completed
    end = last_minute(over)
    due = end if found.due is None else min(end, max(0, minute(found.due)))
    marks: list[Mark] = []
    if found.due_as_signed is not None:
        known = of.first(Kind.DUE_SET, "second") or 0
        marks.append((minute(found.due_as_signed), "signed", minute(known)))
    moved = of.of(Kind.DUE_MOVED)
    for second, value in zip(moved["second"].tolist(), moved["value"].tolist(), strict=True):
        marks.append((minute(value), "moved", minute(second)))
    for kind, called in ANSWERS.items():
        told = map(minute, of.of(kind)["second"].tolist())
        marks += [(second, called, second) for second in told]
    if found.completed is not None:
        marks.append((minute(found.completed), "done", minute(found.completed)))
    bars: list[Bar] = [(0, due, DUTY)] if due else []
    bars += [(due, end, LATE)] if end > due else []
    return _row(f"clauses.{name}", names.clause(name), bars, marks)


def _leaving(reading: Reading, area: str, names: Names) -> Iterator[Row]:
    scenario = reading.roster.scenario
    for collection, kind in OF_LEAVING:
        for name in getattr(scenario, collection):
            path = f"{collection}.{name}"
            if reading.roster.bases[path].area == area:
                yield _leaver(reading, path, kind, names.of(collection, name))


def _leaver(reading: Reading, path: str, kind: Kind, name: str) -> Row:
    end = last_minute(reading.ended)
    begun, gone = first(reading, kind, path), _gone(reading, path)
    begun = first(reading, Kind.DEPART, path) if begun is None else begun
    bars: list[Bar] = [(0, end if begun is None else begun, NOT_READY)]
    if begun is not None:
        bars.append((begun, end if gone is None else gone, LEAVING))
    marks: list[Mark] = [] if gone is None else [(gone, "done", gone)]
    if not reading.leaving_people[reading.subjects[path]]:
        bars, marks = [], []
    return _row(path, name, [bar for bar in bars if bar[1] > bar[0]], marks)


def _gone(reading: Reading, path: str) -> int | None:
    """The minute from which on all people of a unit or group who leave are out."""
    code = reading.subjects[path]
    out = reading.of(Kind.OUT)
    out = out.where(out["subject"] == code)
    done = np.flatnonzero(np.cumsum(out["people"]) >= reading.leaving_people[code])
    return minute(int(out["second"][done[0]])) if len(done) else None


def _armies(reading: Reading, area: str, names: Names) -> Iterator[Row]:
    for name, army in reading.roster.scenario.receiving_armies.items():
        if army.area != area:
            continue
        path = f"receiving_armies.{name}"
        entered = first(reading, Kind.ENTERED, path)
        codes = [reading.subjects[f"{path}.columns.{column}"] for column in army.columns]
        reached = reading.of(Kind.REACHED)
        seconds = reached["second"][np.isin(reached["subject"], codes)]
        last = minute(int(seconds[-1])) if len(seconds) else entered
        bars: list[Bar] = []
        if entered is not None and last is not None and last > entered:
            bars = [(entered, last, ENTERING)]
        marks: list[Mark] = [] if entered is None else [(entered, "entered", entered)]
        yield _row(path, names.of("receiving_armies", name), bars, marks)


def _peacekeepers(reading: Reading, names: Names) -> Iterator[Row]:
    scenario = reading.roster.scenario
    if scenario.contingents:
        title = "Peacekeepers"
        yield {"path": "contingents", "kind": "area", "name": title, "bars": [], "marks": []}
    for name in scenario.contingents:
        bars: list[Bar] = []
        for kind, called in ((Kind.LANDED, LANDING), (Kind.IN_PLACE, PLACING)):
            seconds = of_contingent(reading, kind, name)["second"]
            if len(seconds):
                span = (minute(int(seconds[0])), minute(int(seconds[-1])) + 1)
                bars.append((*span, called))
        yield _row(f"contingents.{name}", names.of("contingents", name), bars, [])
        yield _posts(reading, name, names)


def _posts(reading: Reading, contingent: str, names: Names) -> Row:
    """All posts of a contingent in one row: a tick where one was manned."""
    posts = reading.roster.scenario.posts
    own = [f"posts.{name}" for name, post in posts.items() if post.contingent == contingent]
    manned = [first(reading, Kind.MANNED, path) for path in own]
    marks: list[Mark] = [(found, "manned", found) for found in manned if found is not None]
    title = f"Posts of {names.of('contingents', contingent)}"
    return _row(f"posts.{contingent}", title, [], sorted(marks))


def _row(path: str, name: str, bars: list[Bar], marks: list[Mark]) -> Row:
    kind = path.partition(".")[0]
    return {"path": path, "kind": kind, "name": begun(name), "bars": bars, "marks": marks}
