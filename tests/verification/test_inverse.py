"""The inverse question on a case whose answer is known.

One household hears at six on the first day that it should leave, prepares for a time that is alike
probable between no and ten days, and drives an hour. It does not look at the due, so that the
probability of being out by a due is that of having prepared by then: a tenth for each day. A due is
met with 60 % from 10 November 07:00 and six days on, so that the first midnight to do is the 17th.
"""

from pathlib import Path

from scipy.stats import binom

import sim
from sim.api.designing import Wish
from tests.builders import changed, minimal, text

TREE = changed(
    minimal(),
    {
        "troops": None,
        "notices": {
            "order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}
        },
        "agreement": {"clauses": {"handover": {"what": ["civilians"], "due": "2020-11-13 00:00"}}},
        "civilians": {"townspeople": {"people": 4, "prepare_days": {"uniform": [0.0001, 10]}}},
    },
)
RUNS, TRUTH_HOURS = 150, 4 * 24
"""Of the first due that does, so much later than signed."""


def probability(later_hours: float) -> float:
    """Of being out by a due so much later than the 13th."""
    return min(1.0, max(0.0, (3 * 24 + later_hours - 7) / 240))


def test_the_earliest_due_and_its_interval_hold_the_known_one(tmp_path: Path) -> None:
    path = tmp_path / "known.yaml"
    path.write_text(text(TREE), "utf-8")
    wish = Wish(probability=0.6, from_hours=-24, to_hours=9 * 24)
    found = sim.design(path, replications=RUNS, wish=wish, out=tmp_path / "results")
    (sought,) = found.summary().sought
    for point in sought.tried:
        truth = probability(point.later_hours)
        low, high = binom.interval(0.9999, RUNS, truth)
        assert low <= point.met <= high
        if 0 < truth < 1:
            assert point.per_day is None or abs(point.per_day - 0.1) < 0.12
    assert sought.later_hours is not None
    assert abs(sought.later_hours - TRUTH_HOURS) <= 24
    assert sought.after_hours is not None
    assert sought.by_hours is not None
    assert sought.after_hours < TRUTH_HOURS <= sought.by_hours
    assert not sought.is_doubtful
