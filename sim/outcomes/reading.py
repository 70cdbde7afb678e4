"""An event log being read: its rows by kind, and what the names in it stand for."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from sim.catalogue import Kind
from sim.events.log import COLUMNS, EventLog
from sim.outcomes.spans import Waits, waits_between
from sim.scenario.roster import Roster, lane_name

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int32]
POSITION = {name: position for position, name in enumerate(COLUMNS)}
NOBODY = -1
"""Index of no area."""


class Rows:
    """Some rows of a log, in canonical order, read by column."""

    __slots__ = ("cells",)

    def __init__(self, cells: Ints) -> None:
        self.cells = cells

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, column: str) -> Ints:
        return self.cells[:, POSITION[column]]

    def where(self, mask: Mask) -> "Rows":
        """Those of them for which something holds."""
        return Rows(self.cells[mask])


class Reading:
    """A log with its roster, sorted out once for all that is computed from it.

    Attributes:
        log, roster: What is read.
        end: The last second of the run as planned; the state of things lasts until then.
        ended: The same, or when the agreement collapsed.
        subjects: Codes of subjects by path.
        places: Codes of places and lanes by name.
    """

    def __init__(self, log: EventLog, roster: Roster) -> None:
        self.log = log
        self.roster = roster
        self.end = roster.end
        collapsed = log.of_kind(Kind.COLLAPSED)
        self.ended = int(collapsed[0, 0]) if len(collapsed) else roster.end
        self.subjects = {path: code for code, path in enumerate(log.subjects)}
        self.places = {name: code for code, name in enumerate(log.places)}
        # Small whole numbers are sorted by radix: the rows of a kind keep their order.
        kinds = log.column("kind").astype(np.int8)
        self._positions: Positions = np.argsort(kinds, kind="stable").astype(np.int32)
        self._edges = np.searchsorted(kinds[self._positions], np.arange(len(Kind) + 1))
        self._found: dict[tuple[Kind, ...], Rows] = {}

    def positions(self, *kinds: Kind) -> Positions:
        """Where the rows of some kinds stand in the log."""
        found = [self._positions[self._edges[kind] : self._edges[kind + 1]] for kind in kinds]
        return found[0] if len(found) == 1 else np.sort(np.concatenate(found))

    def of(self, *kinds: Kind) -> Rows:
        """The rows of some kinds."""
        if kinds not in self._found:
            self._found[kinds] = Rows(self.log.cells[self.positions(*kinds)])
        return self._found[kinds]

    @cached_property
    def waits(self) -> Waits:
        """Every wait of every mover."""
        # Not kept as rows too: of a large log they are half of it.
        cells = self.log.cells
        begins, ends = (cells[self.positions(kind)] for kind in (Kind.WAIT_BEGIN, Kind.WAIT_END))
        return waits_between(begins, ends, end=self.end)

    @cached_property
    def road_waits(self) -> Waits:
        """The waits at the entrances of roads."""
        return self.waits.where(self.are_lanes[self.waits["at"]])

    # --- who is who ------------------------------------------------------------------------

    def _of_collection(self, collection: str) -> Mask:
        return np.array([path.startswith(f"{collection}.") for path in self.log.subjects])

    @cached_property
    def are_troops(self) -> Mask:
        """By subject code: whether it is a unit of troops."""
        return self._of_collection("troops")

    @cached_property
    def are_civilians(self) -> Mask:
        """By subject code: whether it is a civilian group."""
        return self._of_collection("civilians")

    @cached_property
    def are_pools(self) -> Mask:
        """By subject code: whether it is a vehicle pool."""
        return self._of_collection("vehicle_pools")

    @cached_property
    def are_contingents(self) -> Mask:
        """By subject code: whether it is a contingent."""
        return self._of_collection("contingents")

    @cached_property
    def areas(self) -> Ints:
        """By subject code: the index of the area it is based in, or NOBODY."""
        indices = {name: index for index, name in enumerate(self.roster.scenario.areas)}
        bases = self.roster.bases
        return np.array(
            [
                indices.get(bases[path].area, NOBODY) if path in bases else NOBODY
                for path in self.log.subjects
            ]
        )

    def members(self, clause: str) -> Mask:
        """By subject code: whether a clause concerns its leaving or arriving."""
        named = self.roster.members[clause]
        return np.array([path in named for path in self.log.subjects])

    @cached_property
    def lanes(self) -> tuple[tuple[str, str, int], ...]:
        """Road, place it leads to, and code, for every direction of a road, in the file's order."""
        return tuple(
            (name, destination, self.places[lane_name(name, destination)])
            for name, road in self.roster.scenario.roads.items()
            for destination in (road.to, road.from_)
        )

    @cached_property
    def are_lanes(self) -> Mask:
        """By place code: whether it is a direction of a road."""
        return np.array([name.startswith("roads.") for name in self.log.places])

    @cached_property
    def place_ends(self) -> tuple[Ints, Ints]:
        """By place code: where it begins and where it ends; a road's two ends, or itself twice."""
        begins = np.arange(len(self.log.places))
        ends = begins.copy()
        roads = self.roster.scenario.roads
        for name, toward, lane in self.lanes:
            origin = roads[name].from_ if toward == roads[name].to else roads[name].to
            begins[lane] = self.places[f"places.{origin}"]
            ends[lane] = self.places[f"places.{toward}"]
        return begins, ends

    # --- who is where ----------------------------------------------------------------------

    def by_subject(self, kind: Kind, column: str) -> Ints:
        """The numbers of a column added up by subject code."""
        rows = self.of(kind)
        return summed(rows["subject"], rows[column], len(self.log.subjects))

    @cached_property
    def leaving_people(self) -> Ints:
        """By subject code: people who are to leave at all."""
        return self.by_subject(Kind.PRESENT, "people") - self.by_subject(Kind.STAYS, "people")

    def inside(self, who: Mask, second: int) -> int:
        """People of some subjects still inside when a second is over, without those who stay."""
        out = self.of(Kind.OUT)
        have_left = who[out["subject"]] & (out["second"] <= second)
        return int(self.leaving_people[who].sum() - out["people"][have_left].sum())

    @cached_property
    def movers_out(self) -> Rows:
        """The rows of convoys and households that are out, without those of loads."""
        out = self.of(Kind.OUT)
        return out.where(out["loads"] == 0)


def summed(indices: Ints, amounts: Ints, size: int) -> Ints:
    """Amounts added up by index."""
    return np.bincount(indices, weights=amounts, minlength=size).astype(np.int64)


def hours(seconds: int | None) -> float | None:
    """Seconds of the run as hours; None stays None."""
    return None if seconds is None else seconds / 3600
