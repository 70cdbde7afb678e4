"""How things stood at every whole hour: people, loads, queues and extensions over time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.catalogue import SERIES, Kind
from sim.clock import DAY, HOUR
from sim.events.log import EventLog
from sim.outcomes.clauses import ClauseRows
from sim.outcomes.contingents import of_contingent
from sim.outcomes.queues import queue_changes
from sim.outcomes.reading import Ints, Mask, Reading, Rows
from sim.scenario.roster import Roster, lane_name

Named = Iterator[tuple[str, Ints]]


@dataclass(frozen=True, slots=True)
class Series:
    """Values at every whole hour from the start to the end of a run.

    Attributes:
        names: Of the series, such as `areas.NAME.out_people`.
        values: Shape (hours + 1, names); each hour's first second, settled.
    """

    names: tuple[str, ...]
    values: npt.NDArray[np.int32]


def series(log: EventLog, roster: Roster) -> Series:
    """All series of the catalogue, for every area, direction of a road and clause."""
    reading = Reading(log, roster)
    found = dict(
        (
            *_areas(reading),
            *_queues(reading),
            *_extensions(reading),
            *_contingents(reading),
            *_posts(reading),
            *_flows(reading),
        )
    )
    names = series_names(roster)
    values = np.stack([found[name] for name in names], axis=1).astype(np.int32)
    return Series(names, values)


def series_names(roster: Roster) -> tuple[str, ...]:
    """The names of all series of a scenario, in the order of the catalogue and of the file."""
    scenario = roster.scenario
    things = {
        "areas": [f"areas.{name}" for name in scenario.areas],
        "roads": [
            lane_name(name, place)
            for name, road in scenario.roads.items()
            for place in (road.to, road.from_)
        ],
        "clauses": [f"clauses.{name}" for name in scenario.agreement.clauses],
        "contingents": [f"contingents.{name}" for name in scenario.contingents],
        "posts": ["posts"] if scenario.posts else [],
        "flows": [f"flows.{name}" for name in scenario.flows],
    }
    return tuple(
        f"{thing}.{entry.name.rsplit('.', 1)[1]}"
        for entry in SERIES
        for thing in things[entry.name.split(".")[0]]
    )


class _Hours:
    """Counts that change at seconds, told at whole hours."""

    def __init__(self, reading: Reading) -> None:
        self._hours = reading.end // HOUR + 1

    def table(self, things: Ints, seconds: Ints, amounts: Ints, *, size: int) -> Ints:
        """Sums up to each whole hour, that second included, by thing: shape (things, hours)."""
        # What happens within an hour shows from the end of that hour on.
        hour = -(-seconds // HOUR)
        counts = hour < self._hours
        flat = things[counts] * self._hours + hour[counts]
        sums = np.bincount(flat, weights=amounts[counts], minlength=size * self._hours)
        return np.cumsum(sums.reshape(size, self._hours), axis=1).astype(np.int64)


def _areas(reading: Reading) -> Named:
    hourly, size = _Hours(reading), len(reading.roster.scenario.areas)

    def total(rows: Rows, column: str, who: Mask) -> Ints:
        chosen = rows.where(who[rows["subject"]] & (reading.areas[rows["subject"]] >= 0))
        areas = reading.areas[chosen["subject"]]
        return hourly.table(areas, chosen["second"], chosen[column], size=size)

    anybody = np.ones(len(reading.log.subjects), dtype=bool)
    present, stays, out = (reading.of(kind) for kind in (Kind.PRESENT, Kind.STAYS, Kind.OUT))
    gone = reading.of(Kind.OUT, Kind.ABANDONED, Kind.DESTROYED)
    inside = {
        who: total(present, "people", mask)
        - total(stays, "people", mask)
        - total(out, "people", mask)
        for who, mask in (("troops", reading.are_troops), ("civilians", reading.are_civilians))
    }
    found = {
        "troops_inside_people": inside["troops"],
        "civilians_inside_people": inside["civilians"],
        "out_people": total(out, "people", anybody),
        "arrived_people": total(reading.of(Kind.ARRIVE), "people", anybody),
        "loads_inside": total(present, "loads", anybody) - total(gone, "loads", anybody),
    }
    for index, area in enumerate(reading.roster.scenario.areas):
        for name, values in found.items():
            yield f"areas.{area}.{name}", values[index]


def _queues(reading: Reading) -> Named:
    lanes, seconds, vehicles = queue_changes(reading)
    table = _Hours(reading).table(lanes, seconds, vehicles, size=len(reading.log.places))
    for road, toward, code in reading.lanes:
        yield f"{lane_name(road, toward)}.queue_vehicles", table[code]


def _extensions(reading: Reading) -> Named:
    hourly = _Hours(reading)
    for name in reading.roster.scenario.agreement.clauses:
        moved = ClauseRows(reading, name).of(Kind.DUE_MOVED)
        signed = ClauseRows(reading, name).of(Kind.DUE_SET)["value"][:1]
        dues = np.concatenate((signed, moved["value"]))
        # Calendar days: where summer time begins or ends a day is an hour shorter or longer.
        days = np.round((dues - dues[:1]) / DAY).astype(np.int64)
        only = np.zeros(len(moved), dtype=np.int64)
        values = hourly.table(only, moved["second"], days[1:] - days[:-1], size=1)[0]
        yield f"clauses.{name}.extension_days", values


def _contingents(reading: Reading) -> Named:
    hourly = _Hours(reading)
    for name in reading.roster.scenario.contingents:
        landed, arrived = (
            of_contingent(reading, kind, name) for kind in (Kind.LANDED, Kind.IN_PLACE)
        )
        flown = landed.where(landed["number"] >= 0)
        ones = np.ones(len(flown), dtype=np.int64)
        for key, rows, amounts in (
            ("sorties_number", flown, ones),
            ("landed_people", landed, landed["people"]),
            ("landed_vehicles", landed, landed["vehicles"]),
            ("in_place_people", arrived, arrived["people"]),
            ("in_place_vehicles", arrived, arrived["vehicles"]),
        ):
            only = np.zeros(len(rows), dtype=np.int64)
            yield (
                f"contingents.{name}.{key}",
                hourly.table(only, rows["second"], amounts, size=1)[0],
            )


def _posts(reading: Reading) -> Named:
    posts = reading.roster.scenario.posts
    if not posts:
        return
    temporary = np.zeros(len(reading.log.subjects), dtype=np.int64)
    for name, post in posts.items():
        temporary[reading.subjects[f"posts.{name}"]] = int(post.is_temporary.value)
    manned = reading.of(Kind.MANNED)
    ones = np.ones(len(manned), dtype=np.int64)
    table = _Hours(reading).table(temporary[manned["subject"]], manned["second"], ones, size=2)
    yield "posts.manned_number", table[0]
    yield "posts.temporary_number", table[1]


def _flows(reading: Reading) -> Named:
    flows = list(reading.roster.scenario.flows)
    index = np.full(len(reading.log.subjects), -1, dtype=np.int64)
    for number, name in enumerate(flows):
        index[reading.subjects[f"flows.{name}"]] = number
    arrived = reading.of(Kind.ARRIVE)
    arrived = arrived.where(index[arrived["subject"]] >= 0)
    table = _Hours(reading).table(
        index[arrived["subject"]], arrived["second"], arrived["people"], size=len(flows)
    )
    for number, name in enumerate(flows):
        yield f"flows.{name}.arrived_people", table[number]
