"""The queue at the entrance of each direction of a road, as it grows and shrinks."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.outcomes.reading import Ints, Reading
from sim.outcomes.spans import Waits

JAM_VEHICLES = 100
"""So many vehicles make a queue a jam."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue in steps.

    Attributes:
        seconds: When it changed, in order.
        vehicles: How many queued from then on, each second settled.
        end: The last second of the run.
    """

    seconds: Ints
    vehicles: Ints
    end: int

    @property
    def lengths(self) -> Ints:
        """For how many seconds each step lasted."""
        return np.diff(np.append(self.seconds, self.end))

    def longest(self) -> tuple[int, int | None]:
        """The longest it was, in vehicles, and the first second of that."""
        most = int(self.vehicles.max(initial=0))
        return most, int(self.seconds[np.argmax(self.vehicles)]) if most else None

    def stood_seconds(self) -> int:
        """For how long there was a queue."""
        return int(self.lengths[self.vehicles > 0].sum())

    def longest_time_above(self, least: int) -> tuple[int, int] | None:
        """The longest time for which it held at least so many vehicles, the first of equals."""
        is_long = np.concatenate(([False], self.vehicles >= least, [False]))
        begins, ends = (np.flatnonzero(np.diff(is_long.astype(np.int8)) == step) for step in (1, -1))
        if not len(begins):
            return None
        edges = np.append(self.seconds, self.end)
        best = int(np.argmax(edges[ends] - edges[begins]))
        return int(edges[begins[best]]), int(edges[ends[best]])


def queues(reading: Reading) -> dict[int, Queue]:
    """The queue at every lane at which anybody waited, by the code of the lane."""
    at, seconds, change = queue_changes(reading)
    order = np.lexsort((seconds, at))
    at, seconds, vehicles = at[order], seconds[order], np.cumsum(change[order])
    # What begins and ends within one second shows only its sum.
    is_last = np.append((np.diff(at) != 0) | (np.diff(seconds) != 0), True)[: len(at)]
    at, seconds, vehicles = at[is_last], seconds[is_last], vehicles[is_last]
    codes, starts = np.unique(at, return_index=True)
    found = {}
    for code, begin, end in zip(codes.tolist(), starts, np.append(starts[1:], len(at)), strict=True):
        before = vehicles[begin - 1] if begin else 0
        found[code] = Queue(seconds[begin:end], vehicles[begin:end] - before, reading.end)
    return found


def queue_changes(reading: Reading) -> tuple[Ints, Ints, Ints]:
    """Lane, second and vehicles of every change of a queue, in no order.

    A queue is made of all who wait at the entrance, whatever stops them.
    """
    waits = reading.waits
    on_road = reading.are_lanes[waits["at"]]
    is_over = on_road & ~waits.is_open
    vehicles = waits["vehicles"]
    return (
        np.concatenate((waits["at"][on_road], waits["at"][is_over])),
        np.concatenate((waits.begin[on_road], waits.end[is_over])),
        np.concatenate((vehicles[on_road], -vehicles[is_over])),
    )


def longest_waits(reading: Reading) -> Ints:
    """By place code: the longest a mover stood at an entrance, whatever the causes in turn."""
    waits = reading.waits
    longest = np.zeros(len(reading.log.places), dtype=np.int64)
    chosen = reading.are_lanes[waits["at"]]
    order = np.lexsort(
        tuple(column[chosen] for column in (waits.begin, waits["at"], waits["number"],
                                            waits["subject"]))
    )
    at, begin, end = (column[chosen][order] for column in (waits["at"], waits.begin, waits.end))
    if len(at):
        starts = np.flatnonzero(np.append(True, _is_new(waits, chosen, order)))
        totals = np.add.reduceat(end - begin, starts)
        np.maximum.at(longest, at[starts], totals)
    return longest


def _is_new(waits: Waits, chosen: npt.NDArray[np.bool_], order: Ints) -> npt.NDArray[np.bool_]:
    """For each wait but the first: whether it does not go on where the one before it ended."""
    is_new = waits.begin[chosen][order][1:] != waits.end[chosen][order][:-1]
    for name in ("subject", "number", "at"):
        is_new |= np.diff(waits[name][chosen][order]) != 0
    return is_new
