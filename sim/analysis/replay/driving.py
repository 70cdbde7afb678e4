"""Who drove on which direction of a road, from when until when.

A row of the log tells when a mover's head was let into a road, and when its tail was. Its head is
at the far end when it asks for the next road; its tail as much later as it was let in later.
"""

from dataclasses import dataclass

import numpy as np

from sim.catalogue import Cause, Kind
from sim.outcomes.reading import Ints, Mask, Reading, Rows


@dataclass(frozen=True, slots=True)
class Legs:
    """Drives over one road each, in the order of their movers and of time.

    Attributes:
        subject, number: Whose mover, and which of its movers.
        lane: Code of the direction of the road.
        begin: Second at which its head was let in.
        head: Second at which its head was at the far end; the end of the run, if it never was.
        tail: Second at which its tail was; likewise.
        vehicles: How many it is.
    """

    subject: Ints
    number: Ints
    lane: Ints
    begin: Ints
    head: Ints
    tail: Ints
    vehicles: Ints

    def __len__(self) -> int:
        return len(self.lane)


def legs(reading: Reading) -> Legs:
    """Every drive over a road."""
    rows = _told(reading)
    order = np.lexsort((np.arange(len(rows)), rows["number"], rows["subject"]))
    rows = Rows(rows.cells[order])
    is_enter = rows["kind"] == Kind.ENTER
    mover = np.column_stack((rows["subject"], rows["number"]))
    is_followed = np.append((mover[1:] == mover[:-1]).all(axis=1), False)[: len(rows)]
    following = np.minimum(np.arange(len(rows)) + 1, len(rows) - 1)
    enters, then = rows.where(is_enter), Rows(rows.cells[following[is_enter]])
    return _driven(reading, enters, then, is_over=is_followed[is_enter])


def _driven(reading: Reading, enters: Rows, then: Rows, *, is_over: Mask) -> Legs:
    begin, tail_in = enters["second"], enters["value"]
    is_tail = ~np.isin(then["kind"], [Kind.ENTER, Kind.WAIT_BEGIN]) | (then["cause"] == Cause.HALT)
    behind = tail_in - begin
    head = np.where(is_tail, np.maximum(begin, then["second"] - behind), then["second"])
    tail = np.where(is_tail, then["second"], then["second"] + behind)
    return Legs(
        subject=enters["subject"],
        number=enters["number"],
        lane=enters["at"],
        begin=begin,
        head=np.where(is_over, head, reading.ended),
        tail=np.where(is_over, tail, reading.ended),
        vehicles=enters["vehicles"],
    )


def _told(reading: Reading) -> Rows:
    """The rows that tell where a mover that drives is, in the order of the log."""
    rows = reading.of(Kind.ENTER, Kind.WAIT_BEGIN, Kind.ARRIVE, Kind.REACHED)
    is_wait = rows["kind"] == Kind.WAIT_BEGIN
    is_road_wait = is_wait & reading.are_lanes[rows["at"]]
    # Goods and passengers of a household go by the vehicles of others, under its own number.
    is_there = ~is_wait & (rows["vehicles"] > 0)
    is_rest = is_wait & (rows["cause"] == Cause.HALT)
    return rows.where(is_there | is_road_wait | is_rest)
