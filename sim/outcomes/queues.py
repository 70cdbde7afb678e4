"""The queue at the entrance of each direction of a road, as it grows and shrinks."""

from dataclasses import dataclass

import numpy as np

from sim.outcomes.reading import Ints, Reading

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
        changes = np.diff(is_long.astype(np.int8))
        begins, ends = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1)
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
    ends = np.append(starts, len(at))[1:]
    found = {}
    for code, begin, end in zip(codes.tolist(), starts, ends, strict=True):
        before = vehicles[begin - 1] if begin else 0
        found[code] = Queue(seconds[begin:end], vehicles[begin:end] - before, reading.end)
    return found


def queue_changes(reading: Reading) -> tuple[Ints, Ints, Ints]:
    """Lane, second and vehicles of every change of a queue, in no order.

    A queue is made of all who wait at the entrance, whatever stops them.
    """
    begun = reading.road_waits
    over = begun.where(~begun.is_open)
    return (
        np.concatenate((begun["at"], over["at"])),
        np.concatenate((begun.begin, over.end)),
        np.concatenate((begun["vehicles"], -over["vehicles"])),
    )


def longest_waits(reading: Reading) -> Ints:
    """By place code: the longest a mover stood at an entrance, whatever the causes in turn."""
    waits = reading.road_waits
    longest = np.zeros(len(reading.log.places), dtype=np.int64)
    if not len(waits.end):
        return longest
    names = ("subject", "number", "at")
    order = np.lexsort((waits.begin, *(waits[name] for name in reversed(names))))
    begin, end = waits.begin[order], waits.end[order]
    goes_on = begin[1:] == end[:-1]
    for name in names:
        goes_on &= waits[name][order][1:] == waits[name][order][:-1]
    starts = np.flatnonzero(np.append(True, ~goes_on))
    np.maximum.at(longest, waits["at"][order][starts], np.add.reduceat(end - begin, starts))
    return longest
