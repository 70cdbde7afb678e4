"""What happened in the replication that is played, beside what was observed."""

import pandas as pd
import pytest

from sim.analysis.replay.beside import MOST, compared, differing
from sim.clock import Calendar
from sim.results.tables import Tables
from tests.builders import minimal, scenario

CALENDAR = Calendar(start=scenario(minimal()).scenario.start, zone="Asia/Yerevan")
FACTS = {
    "case_contingents": "contingent",
    "case_clauses": "clause",
    "case_areas": "area",
    "case_roads": "road",
}


def row(outcome: str, low: str, high: str) -> dict[str, str]:
    return {
        "outcome": outcome,
        "low": low,
        "high": high,
        "earliest": "",
        "latest": "",
        "used_for": "scoring",
    }


def tables(*observed: dict[str, str]) -> Tables:
    """Two replications: in the first the army enters after 26.5 hours, in the second never."""
    found = {
        "case_observed": pd.DataFrame(observed),
        "runs": pd.DataFrame({"replication": [0, 1], "breaches_number": [3, 0]}),
        "areas": pd.DataFrame(
            {
                "replication": [0, 1],
                "area": ["district", "district"],
                "entered_hours": [26.5 + 1 / 3600, None],
                "troops_out_hours": [20.0, 2.0],
            }
        ),
        "clauses": pd.DataFrame(
            {"replication": [0, 1], "clause": ["handover", "handover"], "granted_days": [0, 5]}
        ),
    }
    found["contingents"] = pd.DataFrame(
        {"replication": [0, 1], "contingent": ["force", "force"], "sorties_number": [1, 0]}
    )
    for table, key in FACTS.items():
        named = {"case_areas": ("district", "The District")}.get(table, ("handover", "Handover"))
        found[table] = pd.DataFrame({key: [named[0]], "name": [named[1]], "areas": "district"})
    return lambda name, *_: found[name]


def told(replication: int, *observed: dict[str, str]) -> list[tuple[str, str, str, str, bool]]:
    found = compared(
        tables(*observed), scenario(minimal()).scenario, CALENDAR, replication=replication
    )
    return [
        (each.name, pair.what, pair.here, pair.seen, pair.agrees)
        for each in found
        for pair in each.pairs
    ]


ENTERED = row("outcome areas.district.entered_hours", "24", "47.9")
OUT = row("outcome areas.district.troops_out_hours", "0", "5")
GRANTED = row("outcome clauses.handover.granted_days", "5", "5")
SORTIES = row("outcome contingents.force.sorties_number", "0", "0")


def test_an_instant_is_told_to_the_minute_beside_the_day_that_was_observed() -> None:
    ((name, what, here, seen, agrees),) = told(0, ENTERED)
    assert (name, agrees) == ("The District", True)
    assert what
    start = CALENDAR.start
    assert here == f"{start.day + 1} Nov {start.hour + 2:02d}:31"  # as the replay has it: after it
    assert seen.endswith("Nov")


def test_what_never_happened_in_the_run_differs_from_what_was_observed() -> None:
    assert [each[2::2] for each in told(1, ENTERED)] == [("never", False)]


def test_hours_are_told_where_the_day_alone_would_look_the_same() -> None:
    early = row("outcome areas.district.entered_hours", "24", "25")
    by_then = row("outcome areas.district.entered_hours", "", "25")
    assert [each[3] for each in told(0, early)] == ["11 Nov 00:00 to 11 Nov 01:00"]
    assert [each[3] for each in told(0, by_then)] == ["by 11 Nov 01:00"]


def test_each_replication_is_judged_by_itself() -> None:
    assert [each[4] for each in told(0, OUT)] == [False]
    assert [each[4] for each in told(1, OUT)] == [True]


def test_amounts_are_told_as_they_are() -> None:
    assert [each[2:] for each in told(0, GRANTED)] == [("0", "5", False)]
    assert [each[2:] for each in told(1, GRANTED)] == [("5", "5", True)]


def test_an_amount_that_differs_is_not_rounded_to_what_it_differs_from() -> None:
    made = tables(row("outcome clauses.handover.granted_days", "30", "60"))
    made("clauses")["granted_days"] = [29.6, 29.6]
    found = compared(made, scenario(minimal()).scenario, CALENDAR, replication=0)
    (pair,) = found[0].pairs
    assert (pair.here, pair.agrees) == ("29.6", False)


def test_clauses_and_areas_come_before_all_else() -> None:
    names = [each[0] for each in told(0, SORTIES, ENTERED, OUT, GRANTED)]
    assert len(names) == 4
    assert set(names[:3]) == {"Handover", "The District"}


def test_there_are_few_of_them() -> None:
    many = [row(f"outcome areas.a{number}.entered_hours", "1", "2") for number in range(20)]
    areas = pd.DataFrame(
        {
            "replication": [0] * 20,
            "area": [f"a{number}" for number in range(20)],
            "entered_hours": [1.5] * 19 + [3.0],
        }
    )
    plain = tables(*many)
    found = compared(
        lambda name, *columns: areas if name == "areas" else plain(name, *columns),
        scenario(minimal()).scenario,
        CALENDAR,
        replication=0,
    )
    assert len(found) == MOST
    assert (
        sum(differing(each.pairs) for each in found) == 1
    )  # what went another way is not what is left out


@pytest.mark.parametrize("series", ["series posts.manned_number", ""])
def test_what_is_no_outcome_is_left_to_its_table(series: str) -> None:
    assert told(0, row(series, "1", "2")) == []
