"""Who was in an area when, over the replications, and when nobody or both sides were.

Nothing is worked out anew: each time begins and ends, or begins and lasts, as the outcome table
`areas` has it, so that the picture cannot mean anything else than the outcomes do.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.spread import Numbers


@dataclass(frozen=True, slots=True)
class Stays:
    """A time in every replication; none where it ends as it begins.

    Attributes:
        begin, end: Hours from the start, one a replication.
    """

    begin: Numbers
    end: Numbers

    @property
    def count(self) -> int:
        """In how many replications there was such a time."""
        return int((self.end > self.begin).sum())

    def shares(self, edges: Numbers) -> Numbers:
        """The share of replications in which it was so, on average between neighbouring hours.

        Nothing is so short that it falls between two hours: what is added up over all of them is
        the mean length of the time.

        Args:
            edges: Hours in rising order.
        """
        passed = _passed(self.begin, edges) - _passed(self.end, edges)
        found = np.diff(passed) / (len(self.begin) * np.diff(edges))
        # Sums of many instants leave a trace of what is exactly none or all.
        return np.clip(np.round(found, 9), 0, 1)


def _passed(instants: Numbers, hours: Numbers) -> Numbers:
    """How many hours have passed since each of the instants, in all, by certain hours."""
    ordered = np.sort(instants)
    before = np.searchsorted(ordered, hours)
    sums = np.concatenate(([0.0], np.cumsum(ordered)))
    found: Numbers = before * hours - sums[before]
    return found


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who was in one area when.

    Attributes:
        area: Which one.
        rows: Its rows of the outcome table `areas`.
        troops, civilians: Its own, as long as one of those who leave was inside.
        post: That a post which covers it was manned.
        army: A column of the receiving army.
        gap, gap_uncovered: Nobody in charge; of that, the part before a post covered it.
        overlap, overlap_uncovered: Both sides inside; of that, the part before a post covered it.
    """

    area: str
    rows: pd.DataFrame
    troops: Stays
    civilians: Stays
    post: Stays
    army: Stays
    gap: Stays
    gap_uncovered: Stays
    overlap: Stays
    overlap_uncovered: Stays

    @property
    def has_gaps(self) -> bool:
        """Whether there could be a gap or an overlap: troops that leave, and an army to come."""
        return bool(self.rows["gap_hours"].notna().any())

    @property
    def mean_hours(self) -> float:
        """Gap and overlap together, on average; less than none where there could be neither."""
        known = (self.rows["gap_hours"] + self.rows["overlap_hours"]).dropna()
        return float(known.mean()) if len(known) else -1.0


def in_charge(data: ChartData, area: str) -> InCharge:
    """Who was in an area when; what came after an agreement collapsed is not known, nor counted."""
    rows = data.of("areas", "area", area).set_index("replication")
    ended = data.tables["runs"].set_index("replication")["collapsed_hours"].reindex(rows.index)
    end = _numbers(ended.fillna(data.end_hours))
    leaving = rows["civilians_people"] > rows["stayed_people"]
    return InCharge(
        area=area,
        rows=rows,
        troops=_until(rows["troops_out_hours"], end, were=rows["troops_people"] > 0),
        civilians=_until(rows["civilians_out_hours"], end, were=leaving),
        post=_since(rows["covered_from_hours"], end),
        army=_since(rows["entered_hours"], end),
        gap=_lasting(rows["troops_out_hours"], rows["gap_hours"]),
        gap_uncovered=_lasting(rows["troops_out_hours"], rows["gap_uncovered_hours"]),
        overlap=_lasting(rows["entered_hours"], rows["overlap_hours"]),
        overlap_uncovered=_lasting(rows["entered_hours"], rows["overlap_uncovered_hours"]),
    )


def _numbers(column: pd.Series) -> Numbers:
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


def _until(out: pd.Series, end: Numbers, *, were: pd.Series) -> Stays:
    """From the start until they were out, or to the end where they never were."""
    until = _numbers(out)
    stayed = np.where(were.to_numpy(dtype=bool), end, 0.0)
    return Stays(np.zeros(len(end)), np.where(np.isnan(until), stayed, until))


def _since(came: pd.Series, end: Numbers) -> Stays:
    """From an instant to the end; nothing where it never came."""
    since = _numbers(came)
    return Stays(np.where(np.isnan(since), end, np.minimum(since, end)), end)


def _lasting(begin: pd.Series, hours: pd.Series) -> Stays:
    """From an instant for so many hours; nothing where either is empty."""
    since, lasted = np.nan_to_num(_numbers(begin)), np.nan_to_num(_numbers(hours))
    return Stays(since, since + lasted)
