"""The journeys in a log: what each mover does on the road, in order, and the waits in between."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.reading import POSITION, Ints, Mask, Reading
from sim.outcomes.spans import MOVER, keys_of
from sim.scenario.roster import Roster

ROAD_KINDS = (Kind.DEPART, Kind.ENTER, Kind.ARRIVE, Kind.REACHED)
ON_THE_WAY = (Kind.DEPART, Kind.ENTER, Kind.REACHED)
BY_THE_WAY = (Kind.ENTER, Kind.ARRIVE, Kind.REACHED)


@dataclass(frozen=True, slots=True)
class Journeys:
    """The rows of all movers on the road, mover by mover, each in the order of time.

    Attributes:
        rows: The cells.
        mover: A number for the mover of each row.
        begins, ends: Codes of the place where each row begins and ends: a road's two ends.
        follows: Whether the row above is of the same mover.
        waited: Seconds waited since the row above.
        waited_at_lane: Those at the entrance of the road that this row enters.
        next_row: For each wait, the position of its mover's next row, or where that would stand.
        has_next: For each wait, whether there is such a row.
        is_on_road: For each wait, whether its mover was on a journey.
    """

    rows: Ints
    mover: Ints
    begins: Ints
    ends: Ints
    follows: Mask
    waited: Ints
    waited_at_lane: Ints
    next_row: Ints
    has_next: Mask
    is_on_road: Mask

    def __getitem__(self, column: str) -> Ints:
        return self.rows[:, POSITION[column]]

    def is_kind(self, *kinds: Kind) -> Mask:
        """Which rows are of some kinds."""
        return np.isin(self["kind"], [int(kind) for kind in kinds])


class Checked(Reading):
    """A log being checked: read, with its journeys."""

    @cached_property
    def journeys(self) -> Journeys:
        """All journeys of the log."""
        return _journeys(self)


def _journeys(reading: Reading) -> Journeys:
    waits = reading.waits
    cells = _on_the_road(reading)
    keys, wait_keys = keys_of(MOVER, cells, waits.rows)
    order = np.argsort(keys, kind="stable")
    cells, keys = cells[order], keys[order]
    going = ~_goes_nowhere(cells, keys)
    cells, keys = cells[going], keys[going]
    seconds, kinds = cells[:, POSITION["second"]], cells[:, POSITION["kind"]]
    span = int(reading.log.column("second").max(initial=0)) + 2
    next_row = np.searchsorted(keys * span + seconds, wait_keys * span + waits.begin, side="right")
    has_next = _same(keys, next_row, wait_keys)
    has_row_above = _same(keys, next_row - 1, wait_keys)
    padded = np.append(kinds, -1)
    is_on_road = np.where(
        has_next,
        np.isin(padded[next_row], BY_THE_WAY),
        has_row_above & np.isin(padded[next_row - 1], ON_THE_WAY),
    )
    before = is_on_road & has_next
    ats = np.append(cells[:, POSITION["at"]], -2)
    at_lane = before & (waits["at"] == ats[next_row])
    begins, ends = (places[cells[:, POSITION["at"]]] for places in reading.place_ends)
    return Journeys(
        rows=cells,
        mover=keys,
        begins=begins,
        ends=ends,
        follows=np.append(False, np.diff(keys) == 0)[: len(keys)],
        waited=_added(next_row[before], waits.seconds[before], len(cells)),
        waited_at_lane=_added(next_row[at_lane], waits.seconds[at_lane], len(cells)),
        next_row=next_row,
        has_next=has_next,
        is_on_road=is_on_road,
    )


def mover_name(reading: Reading, cells: Ints) -> str:
    """What messages call the mover of a row."""
    return f"{reading.log.subjects[cells[POSITION['subject']]]} {cells[POSITION['number']]}"


def classes(roster: Roster) -> dict[str, str]:
    """The class on the road of every subject that drives."""
    scenario = roster.scenario
    found = dict.fromkeys(roster.bases, "car")
    found |= {f"troops.{name}": "troops" for name in scenario.troops}
    pools, flows = scenario.vehicle_pools, scenario.flows
    found |= {f"vehicle_pools.{name}": pool.vehicle_class for name, pool in pools.items()}
    found |= {f"flows.{name}": flow.vehicle_class for name, flow in flows.items()}
    keepers = ("contingents", scenario.contingents), ("posts", scenario.posts)
    found |= {f"{kind}.{name}": "peacekeepers" for kind, names in keepers for name in names}
    return found | {
        f"receiving_armies.{name}.columns.{column}": "receiving"
        for name, army in scenario.receiving_armies.items()
        for column in army.columns
    }


def _on_the_road(reading: Reading) -> Ints:
    """Rows of movers on the road, without what others carry: loads, and people of a pooled bus."""
    rows = reading.of(*ROAD_KINDS)
    subjects = rows["subject"]
    is_load = (reading.are_troops | reading.are_civilians)[subjects] & (rows["loads"] > 0)
    rides = reading.are_civilians[subjects] & (rows["vehicles"] == 0)
    return rows.where(~is_load & ~rides).cells


def _goes_nowhere(cells: Ints, keys: Ints) -> Mask:
    """Rows of journeys that end where and when they begin (in canonical order: end, begin)."""
    kinds = cells[:, POSITION["kind"]]
    none = np.zeros(len(cells), dtype=bool)
    if len(cells) < 2:
        return none
    above = np.append(-1, np.where(np.diff(keys) == 0, kinds[:-1], -1))
    ends = (kinds == Kind.ARRIVE) & ~np.isin(above, ON_THE_WAY)
    begins_now = (kinds[1:] == Kind.DEPART) & (np.diff(keys) == 0)
    alike = (np.diff(cells[:, [0, POSITION["at"]]], axis=0) == 0).all(axis=1)
    pairs = np.flatnonzero(ends[:-1] & begins_now & alike)
    none[pairs] = none[pairs + 1] = True
    return none


def _same(keys: Ints, positions: Ints, wanted: Ints) -> Mask:
    """Whether the rows at some positions exist and are of the movers wanted."""
    exists = (positions >= 0) & (positions < len(keys))
    found = np.full(len(positions), -1, dtype=np.int64)
    found[exists] = keys[positions[exists]]
    return np.equal(found, wanted)


def _added(rows: Ints, seconds: Ints, size: int) -> Ints:
    return np.bincount(rows, weights=seconds, minlength=size).astype(np.int64)
