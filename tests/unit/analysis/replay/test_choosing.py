"""Which replication a replay shows: one written order, from the earliest to the latest."""

from typing import Any

import pandas as pd
import pytest

from sim.analysis.replay.choosing import Choice, choose, parse_choice
from sim.errors import InputError


def chosen(
    lateness: list[dict[str, float | None]],
    asked: str | int,
    *,
    breaches: list[int] | None = None,
    numbers: list[int] | None = None,
    undated: tuple[str, ...] = (),
) -> Choice:
    """The choice among replications, given each clause's lateness in each of them."""
    of = list(range(len(lateness))) if numbers is None else numbers
    rows: list[dict[str, Any]] = [
        {
            "replication": number,
            "clause": clause,
            "lateness_as_signed_hours": hours,
            "due_as_signed_hours": None if clause in undated else 24.0,
        }
        for number, clauses in zip(of, lateness, strict=True)
        for clause, hours in clauses.items()
    ]
    counts = breaches or [0] * len(of)
    tables = {
        "clauses": pd.DataFrame(rows).astype({"due_as_signed_hours": "float64"}),
        "runs": pd.DataFrame({"replication": of, "breaches_number": counts}),
    }
    last = max(of, default=-1) + 1
    return choose(lambda name, *_: tables[name], asked, replications=last)


def test_the_latest_clause_says_how_late_an_agreement_is() -> None:
    found = [{"a": -50.0, "b": 9.0}, {"a": 5.0, "b": 5.0}, {"a": -1.0, "b": -2.0}]
    assert chosen(found, "worst").number == 0
    assert chosen(found, "median").number == 1
    assert (chosen(found, "worst").lateness_hours, chosen(found, "worst").place) == (9.0, 3)


def test_of_an_even_number_the_median_is_the_earlier_of_both_in_the_middle() -> None:
    assert chosen([{"a": hours} for hours in (4.0, 1.0, 3.0, 2.0)], "median").number == 3


def test_what_was_never_fulfilled_is_later_than_everything() -> None:
    found = chosen([{"a": None}, {"a": 1e6}, {"a": 2.0}], "worst")
    assert (found.number, found.lateness_hours) == (0, float("inf"))


def test_a_clause_that_never_had_a_date_says_nothing() -> None:
    found = [{"a": 3.0, "b": None}, {"a": 7.0, "b": None}]
    assert chosen(found, "worst", undated=("b",)).number == 1
    assert chosen([{"b": None}], "worst", undated=("b",)).lateness_hours == float("-inf")


def test_equals_go_by_broken_duties_and_then_by_number() -> None:
    same: list[dict[str, float | None]] = [{"a": None}] * 4
    assert chosen(same, "worst", breaches=[3, 1, 3, 0]).number == 2
    assert chosen(same, "median", breaches=[3, 1, 3, 0]).number == 1


def test_replications_that_failed_are_passed_over() -> None:
    found = [{"a": 1.0}, {"a": 2.0}, {"a": 3.0}]
    assert chosen(found, "first", numbers=[2, 5, 6]).number == 2
    assert chosen(found, 5, numbers=[2, 5, 6]).place == 2
    with pytest.raises(InputError, match="replication 3 failed"):
        chosen(found, 3, numbers=[2, 5, 6])


def test_a_number_beyond_the_last_is_told_what_there_is() -> None:
    with pytest.raises(InputError, match=r"no replication 9 to replay; .* 0 to 1$"):
        chosen([{"a": 1.0}, {"a": 2.0}], 9)


@pytest.mark.parametrize("asked", ["medain", "", "-1", "1.5", "last"])
def test_any_other_word_is_refused_with_those_there_are(asked: str) -> None:
    with pytest.raises(InputError, match="median, worst, first, none or the number of one"):
        parse_choice(asked)


def test_a_slip_of_the_pen_gets_a_hint() -> None:
    with pytest.raises(InputError, match=r"did you mean median\?"):
        parse_choice("medain")
