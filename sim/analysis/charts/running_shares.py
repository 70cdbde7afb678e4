"""How a share settles as replications are added, and how many more would narrow its interval."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.charts.spread import Numbers
from sim.statistics.shares import Share, cases_for, share

_EVENLY, _EARLY = 40, 12
"""At so many numbers of replications a share is told evenly, and at the beginning."""


@dataclass(frozen=True, slots=True)
class RunningShare:
    """In what share of the first so many replications something happened.

    Attributes:
        replications: After how many it is told, growing up to all of them.
        shares: Of those among them that tell.
    """

    replications: npt.NDArray[np.int64]
    shares: tuple[Share, ...]

    @property
    def last(self) -> Share:
        """Of all replications."""
        return self.shares[-1]

    @property
    def total(self) -> int:
        """How many replications there are."""
        return int(self.replications[-1])

    @property
    def unknown(self) -> int:
        """How many of them do not tell."""
        return self.total - self.last.total

    @property
    def half_width(self) -> float:
        """Half the width of the interval of all replications."""
        return (self.last.high - self.last.low) / 2

    def known(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """After how many replications, share, low and high; from the first that tells."""
        told = [
            (number, found.value, found.low, found.high)
            for number, found in zip(self.replications, self.shares, strict=True)
            if found.value is not None
        ]
        columns = np.array(told, dtype=np.float64).reshape(-1, 4).T
        return columns[0], columns[1], columns[2], columns[3]

    def replications_for(self, half_width: float) -> int | None:
        """About how many replications would make half the interval no wider than asked for.

        The share, and how often a replication tells, are taken to stay as they are.

        Returns:
            None where nothing tells.
        """
        if self.last.value is None:
            return None
        cases = cases_for(self.last.value, half_width, confidence=self.last.confidence)
        return math.ceil(cases * self.total / self.last.total - 1e-9)


def running_share(answers: "pd.Series[bool]") -> RunningShare:
    """How a share settles over the replications, in the order of their numbers.

    Args:
        answers: Whether it happened, one a replication; empty where that is not known.

    Raises:
        ValueError: Without a replication.
    """
    if answers.empty:
        raise ValueError("without replications there is no share")
    at = looked_at(len(answers))
    known = answers.notna().to_numpy().cumsum()[at - 1]
    count = answers.fillna(False).to_numpy(dtype=bool).cumsum()[at - 1]
    found = (share(int(k), int(n)) for k, n in zip(count, known, strict=True))
    return RunningShare(replications=at, shares=tuple(found))


def looked_at(total: int) -> npt.NDArray[np.int64]:
    """Numbers of replications after which a share is told: few, but close at the beginning.

    >>> looked_at(5).tolist(), len(looked_at(10_000)), int(looked_at(10_000)[-1])
    ([1, 2, 3, 4, 5], 50, 10000)
    """
    evenly = np.linspace(1, total, min(total, _EVENLY))
    early = np.geomspace(1, total, min(total, _EARLY))
    return np.unique(np.concatenate([evenly, early]).round().astype(np.int64))
