"""Conditions on outcomes: how they are read, and in which runs they hold."""

from datetime import datetime

import numpy as np
import pytest

from sim.clock import Calendar
from sim.errors import InputError
from sim.experiments.conditions import condition

CALENDAR = Calendar(datetime(2020, 11, 10), "Asia/Yerevan")
ON_TIME, DONE, GAP = (
    "clauses.handover.on_time",
    "clauses.handover.completed_hours",
    "areas.hill.gap_hours",
)
RUNS = {
    ON_TIME: np.array([[1.0, 0.0, np.nan, 0.0]]),
    DONE: np.array([[20.0, 48.0, np.nan, np.inf]]),
    GAP: np.array([[0.0, 24.0, 25.0, np.nan]]),
}


def holds(text: str) -> list[float]:
    found = condition(text, CALENDAR).holds(lambda name: RUNS[str(name)])
    return [None if np.isnan(value) else value for value in found[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ON_TIME} = no", [0, 1, None, 1]),
        (f"{ON_TIME}=yes", [1, 0, None, 0]),
        (f"{ON_TIME} != yes", [0, 1, None, 1]),
        (f"{DONE} > 24", [0, 1, None, 1]),
        (f"{DONE} <= 2d", [1, 1, None, 0]),
        (f"{DONE} = never", [0, 0, None, 1]),
        (f"{DONE} >= 2020-11-12 00:00", [0, 1, None, 1]),
        (f"{GAP} > 24h", [0, 0, 1, None]),
        (f"{ON_TIME} = no and {GAP} >= 24", [0, 1, None, None]),
    ],
)
def test_in_which_runs_it_holds(text: str, expected: list[float]) -> None:
    assert holds(text) == expected


def test_what_is_not_met_in_one_part_is_not_met_whatever_the_rest_is() -> None:
    assert holds(f"{GAP} < 0 and {ON_TIME} = no") == [0, 0, 0, None]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no sign such as"),
        (ON_TIME, "no sign such as"),
        ("= no", "no outcome before '='"),
        (f"{ON_TIME} =", "no value after '='"),
        (f"{GAP} > 1 < 2", "two signs"),
        (f"{ON_TIME} > no", "is yes or no; write"),
        (f"{ON_TIME} = 1", "is yes or no; found '1'"),
        (f"{GAP} > much", "compared with a number of h; found 'much'"),
        (f"{GAP} > 2020-11-12 00:00", "compared with a number of h"),
        ("clauses.handover.lateness_hours > 2020-11-12 00:00", "and no date"),
        ("clauses.handover.ended_as = stuck", "is a word"),
        ("runs.breaches_number > 2d", "compared with a number; found '2d'"),
        ("clauses.handover.ontime = no", "did you mean 'on_time'"),
        (f"{DONE} > 2020-11-12T00:00+04:00", "names a zone"),
        (f"{GAP} > 1e999", "too large"),
    ],
)
def test_what_is_no_condition_is_refused_with_a_way_out(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        condition(text, CALENDAR)
