"""What takes off lands once, as it set out, and never more than comes, flies or may fly at all."""

from collections.abc import Iterator
from math import ceil

import numpy as np

from sim.catalogue import Cause, Kind
from sim.outcomes.contingents import of_contingent
from sim.outcomes.invariants.journeys import Checked
from sim.outcomes.reading import Mask, Rows
from sim.scenario.hours import hours_of_operation
from sim.scenario.peacekeeping import Contingent

CLOSED = 2
"""Value of `weather` where a zone is closed."""
AMOUNTS = ("people", "vehicles")
Blocks = Iterator[tuple[str, Contingent]]


def sorties(reading: Checked) -> Iterator[str]:
    """Every sortie takes off once, lands once at most, and brings what it set out with."""
    for name, block in _contingents(reading):
        took_off, landed = _flights(reading, name)
        yield from (f"{name}: sortie {number} takes off again" for number in _repeated(took_off))
        yield from (f"{name}: sortie {number} lands again" for number in _repeated(landed))
        most = ceil(block.airlift.sorties.most())
        if len(took_off) > most:
            yield f"{name}: {len(took_off)} sorties of {most} take off"
        cargo = {row[4]: row for row in took_off.cells.tolist()}
        for row in landed.cells.tolist():
            before = cargo.get(row[4])
            if before is None or before[0] > row[0]:
                yield f"{name}: sortie {row[4]} lands at {row[0]} and has not taken off"
            elif before[6:8] != row[6:8]:
                yield f"{name}: sortie {row[4]} lands with {row[6:8]}, took off with {before[6:8]}"


def strength(reading: Checked) -> Iterator[str]:
    """No more land than come, every piece has a kind, and the excess is part of what landed."""
    for name, _ in _contingents(reading):
        present, landed, pieces, excess = (
            of_contingent(reading, kind, name)
            for kind in (Kind.PRESENT, Kind.LANDED, Kind.EQUIPMENT_LANDED, Kind.EXCESS)
        )
        for what in AMOUNTS:
            if landed[what].sum() > present[what].sum():
                yield f"{name}: {landed[what].sum()} {what} land of {present[what].sum()}"
        for number in np.unique(np.concatenate((landed["number"], pieces["number"]))):
            has = int(landed["vehicles"][landed["number"] == number].sum())
            told = int(pieces["value"][pieces["number"] == number].sum())
            if has != told:
                yield f"{name}: number {number} lands with {has} pieces, {told} by kind"
        for kind in np.unique(excess["at"]):
            over, counted = excess.where(excess["at"] == kind), pieces.where(pieces["at"] == kind)
            what = reading.log.places[kind]
            least = landed["people"] if what == "equipment.personnel" else counted["value"]
            if np.any(np.diff(over["value"]) <= 0) or over["value"][-1] > least.sum():
                yield f"{name}: {what} exceeds by {over['value'][-1]} of {least.sum()}"


def aircraft(reading: Checked) -> Iterator[str]:
    """A kind of aircraft flies as long each time, and no more fly than there are."""
    for name, block in _contingents(reading):
        took_off, landed = _flights(reading, name)
        down = dict(zip(landed["number"].tolist(), landed["second"].tolist(), strict=True))
        parked = _parking(reading, name)
        hours = {
            down[number] - second - parked.get(number, 0)
            for number, second in zip(
                took_off["number"].tolist(), took_off["second"].tolist(), strict=True
            )
            if number in down
        }
        if len(hours) > len(block.airlift.aircraft):
            yield f"{name}: flights take {sorted(hours)} s by {len(block.airlift.aircraft)} kinds"
        fleet = sum(ceil(kind.fleet.most()) for kind in block.airlift.aircraft.values())
        # Who lands in a second is down before another takes off.
        seconds = np.concatenate((landed["second"], took_off["second"]))
        steps = np.repeat((-1, 1), (len(landed), len(took_off)))
        flying = np.cumsum(steps[np.argsort(seconds, kind="stable")])
        if flying.max(initial=0) > fleet:
            yield f"{name}: {flying.max()} aircraft of {fleet} fly at once"


def airfields(reading: Checked) -> Iterator[str]:
    """Nothing takes off outside the airfield's hours, or while the weather closes it."""
    calendar, end = reading.roster.calendar, reading.end
    for name, block in _contingents(reading):
        took_off = reading.positions(Kind.TAKE_OFF)
        cells = reading.log.cells[took_off]
        mine = Rows(cells)["subject"] == reading.subjects[f"contingents.{name}"]
        took_off, flights = took_off[mine], Rows(cells[mine])
        lift = block.airlift
        hours = list(hours_of_operation(calendar, lift.opens, lift.shuts, first=0, last=end))
        for second in flights["second"].tolist():
            if not any(opens <= second < shuts for opens, shuts in hours):
                yield f"{name}: a sortie takes off at {second}, outside the hours"
        if lift.weather_zone is not None:
            shut = _is_shut(reading, lift.weather_zone, took_off)
            for row in flights.where(shut).cells.tolist():
                yield f"{name}: sortie {row[4]} takes off at {row[0]}, in closed weather"


def _contingents(reading: Checked) -> Blocks:
    yield from reading.roster.scenario.contingents.items()


def _flights(reading: Checked, name: str) -> tuple[Rows, Rows]:
    """Take-offs and landings of the sorties, without what flies itself there."""
    took_off, landed = (of_contingent(reading, kind, name) for kind in (Kind.TAKE_OFF, Kind.LANDED))
    return took_off, landed.where(landed["number"] >= 0)


def _repeated(rows: Rows) -> list[int]:
    numbers, times = np.unique(rows["number"], return_counts=True)
    return [int(number) for number in numbers[times > 1]]


def _parking(reading: Checked, name: str) -> dict[int, int]:
    """Seconds each sortie circles before it finds a parking place."""
    waits = reading.waits
    mine = waits["subject"] == reading.subjects[f"contingents.{name}"]
    found = waits.where(mine & (waits["cause"] == Cause.PARKING))
    return dict(zip(found["number"].tolist(), found.seconds.tolist(), strict=True))


def _is_shut(reading: Checked, zone: str, positions: np.ndarray) -> Mask:
    """Whether a zone is closed at some positions of the log."""
    turns = reading.positions(Kind.WEATHER)
    rows = Rows(reading.log.cells[turns])
    mine = rows["at"] == reading.places[f"zones.{zone}"]
    states = np.append(0, rows["value"][mine])
    found: Mask = states[np.searchsorted(turns[mine], positions)] == CLOSED
    return found
