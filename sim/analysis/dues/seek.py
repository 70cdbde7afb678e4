"""From runs at each due to the earliest due that is met often enough."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.analysis.asked import INSTANT
from sim.analysis.dues.answer import DueTried, Sought
from sim.analysis.sweeps import Setting
from sim.errors import InputError
from sim.statistics.clustered_dues import clustered_due_curve
from sim.statistics.dues import DueCurve, earliest_due

Floats = NDArray[np.float64]


def sought(
    later_hours: Sequence[int],
    met: Sequence[Floats],
    *,
    probability: float,
    clause: str,
    name: str,
    moved: str,
    signed: datetime | None,
    settings: tuple[Setting, ...] = (),
) -> Sought:
    """The earliest due that is met with a probability.

    Args:
        later_hours: The dues that were tried, by so much later than signed.
        met: For each whether it was met, shape (points, replications): 1, 0, or NaN.
        probability: With which it is to be met.
        clause: The clause; empty for several jointly.
        name: What people call it.
        moved: What was moved.
        signed: Its due as signed; None where it stands for several, or counts from an event.
        settings: Of the levers of the study.

    Raises:
        InputError: If at one of the dues no run tells whether it was met.
    """
    try:
        curve = clustered_due_curve(later_hours, met)
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None
    found = earliest_due(curve, probability)
    return Sought(
        clause=clause,
        name=name,
        moved=moved,
        settings=settings,
        signed=_local(signed, 0.0),
        tried=tuple(_tried(curve, signed)),
        later_hours=found.hours,
        due=_local(signed, found.hours),
        after_hours=found.after_hours,
        by_hours=found.by_hours,
        is_doubtful=curve.is_doubtful,
    )


def jointly(met: Sequence[Floats]) -> Floats:
    """Whether all were met: not if one was not, not known if one of the rest is not."""
    found = np.ones_like(met[0])
    for each in met:
        found = np.where((found == 0) | (each == 0), 0.0, found * each)
    return found


def _tried(curve: DueCurve, signed: datetime | None) -> list[DueTried]:
    gains = [None, *curve.gains]
    return [
        DueTried(
            later_hours=point.due_hours,
            due=_local(signed, point.due_hours),
            met=point.met,
            known=point.known,
            unknown=point.unknown,
            fitted=point.fitted,
            low=point.low,
            high=point.high,
            per_day=None if gain is None else gain.per_day,
            per_day_low=None if gain is None else gain.low,
            per_day_high=None if gain is None else gain.high,
        )
        for point, gain in zip(curve.points, gains, strict=True)
    ]


def _local(signed: datetime | None, hours: float | None) -> str:
    if signed is None or hours is None:
        return ""
    return (signed + timedelta(hours=hours)).strftime(INSTANT)
