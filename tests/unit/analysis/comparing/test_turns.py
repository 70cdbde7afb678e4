"""What turns from late to on time: clauses as the tables say, areas by their last out and dues."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from sim.analysis.comparing.turns import Side, asks, left_in_time, turns
from sim.scenario.roster import make_roster
from tests.builders import scenario
from tests.tables import area, clause, run, tables

TROOPS_ONLY = {
    "agreement": {"clauses": {"handover": {"what": ["troops"]}}},
    "civilians": {"townspeople": {"stays_share": 1}},
}


def side(
    outs: Sequence[float | None],
    *,
    label: str = "case",
    due: Sequence[float | None] = (),
    signed: Sequence[float] = (),
    changes: dict[str, Any] | None = None,
    ended: float = 480.0,
) -> Side:
    """A scenario of which an area was left at these hours, each a replication."""
    numbers = range(len(outs))
    moved = list(due) or [120.0] * len(outs)
    first = list(signed) or [120.0] * len(outs)
    made = tables(
        runs=[run(number, ended_hours=ended) for number in numbers],
        clauses=[
            clause(
                number,
                due_hours=moved[number],
                due_as_signed_hours=first[number],
                on_time=_in_time(outs[number], moved[number]),
                on_time_as_signed=_in_time(outs[number], first[number]),
            )
            for number in numbers
        ],
        areas=[
            area(number, last_out_hours=outs[number], troops_out_hours=1.0) for number in numbers
        ],
    )
    return Side(label, made.__getitem__, make_roster(scenario(changes).scenario), len(outs))


def _in_time(out: float | None, due: float | None) -> bool | None:
    return None if due is None else out is not None and out <= due


def test_replications_are_named_in_which_a_clause_and_its_area_turn() -> None:
    told = turns(side([100, 130, None, 130]), side([130, 110, 119, 130], label="other"))
    assert [(each.level, each.name, each.due) for each in told] == [
        ("clause", "handover", "as moved"),
        ("area", "district", "as moved"),
    ]
    for each in told:
        assert (each.to_on_time, each.to_late) == ((1, 2), (0,))
        assert (each.on_time, each.late, each.unknown) == (0, 1, 0)
        assert each.scenario == "other"


def test_due_as_signed_is_told_where_it_is_another_story() -> None:
    """Moved by ten hours, the second run is in time as moved and late as signed."""
    told = turns(side([130]), side([125], due=[130]))
    assert {(each.level, each.due): len(each.to_on_time) for each in told} == {
        ("clause", "as moved"): 1,
        ("clause", "as signed"): 0,
        ("area", "as moved"): 1,
        ("area", "as signed"): 0,
    }


@pytest.mark.parametrize(
    ("out", "due", "expected"),
    [
        (120.0, 120.0, 1.0),
        (120.1, 120.0, 0.0),
        (None, 120.0, 0.0),
        (None, 500.0, np.nan),  # neither out nor due when the run ended
        (100.0, None, np.nan),  # never fell due
    ],
)
def test_an_area_is_in_time_if_the_last_is_out_by_due(
    out: float | None, due: float | None, expected: float
) -> None:
    found = left_in_time(side([out], due=[due]), "district", "due_hours")
    np.testing.assert_array_equal(found, [expected])


def test_only_those_of_whom_a_clause_asks_it_must_be_out() -> None:
    assert asks(make_roster(scenario().scenario), "district") == {"handover": "last_out_hours"}
    assert asks(make_roster(scenario(TROOPS_ONLY).scenario), "district") == {
        "handover": "troops_out_hours"
    }
    late = side([500.0], changes=TROOPS_ONLY)
    np.testing.assert_array_equal(left_in_time(late, "district", "due_hours"), [1.0])


def test_a_clause_about_some_of_the_troops_says_nothing_of_the_area() -> None:
    found = scenario(
        {
            "troops": {
                "guards": {"party": "leaver", "place": "town", "personnel": 9, "vehicles": 1}
            },
            "agreement": {
                "clauses": {
                    "handover": {"who": {"names": ["troops.battalion"]}, "what": ["troops"]}
                }
            },
            "civilians": None,
        }
    )
    assert asks(make_roster(found.scenario), "district") == {}


def test_an_area_of_a_replication_that_failed_is_not_known() -> None:
    rows = side([100, 100])
    kept = {name: rows.tables(name) for name in ("runs", "clauses", "areas")}
    fewer = {name: table[table["replication"] == 0] for name, table in kept.items()}
    failed = Side("case", fewer.__getitem__, rows.roster, 2)
    np.testing.assert_array_equal(left_in_time(failed, "district", "due_hours"), [1.0, np.nan])
