"""A table's digest follows what it says, and nothing else."""

import io

import pandas as pd
import pytest

from sim.results.columns import OUTCOME_KINDS
from sim.results.digest import added, digest, number, text
from sim.results.tables import frame
from tests.tables import clause

ROWS = [clause(0), clause(1, completed_hours=None, on_time=None), clause(2, answer="granted")]


def test_a_table_read_back_from_csv_has_the_same_digest() -> None:
    table = frame("clauses", ROWS)
    written = table.to_csv(index=False)
    again = pd.read_csv(io.StringIO(written), dtype=dict(OUTCOME_KINDS["clauses"]))
    assert digest(again) == digest(table)


def test_replications_in_any_pieces_and_order_have_the_same_digest() -> None:
    pieces = [frame("clauses", ROWS[2:]), frame("clauses", ROWS[:2])]
    assert text(added(map(number, pieces))) == digest(frame("clauses", ROWS))


def test_rows_of_another_point_are_other_rows() -> None:
    first, second = (frame("clauses", ROWS[:1]) for _ in range(2))
    first.insert(0, "point", 0)
    second.insert(0, "point", 1)
    assert digest(first) != digest(second)


@pytest.mark.parametrize(
    "other",
    [
        clause(1),
        clause(1, completed_hours=None, on_time=False),
        clause(1, completed_hours=None, on_time=None, answer="not  asked"),
        clause(1, completed_hours=120.00000000000001, on_time=None),
    ],
)
def test_any_other_cell_gives_another_digest(other: dict[str, object]) -> None:
    changed = frame("clauses", [ROWS[0], other, ROWS[2]])
    assert digest(changed) != digest(frame("clauses", ROWS))


def test_a_missing_replication_gives_another_digest() -> None:
    assert digest(frame("clauses", ROWS[:2])) != digest(frame("clauses", ROWS))


def test_another_name_for_a_column_gives_another_digest() -> None:
    table = frame("clauses", ROWS)
    assert digest(table.rename(columns={"answer": "reply"})) != digest(table)


def test_text_cannot_slip_from_one_cell_into_the_next() -> None:
    first, second = (
        pd.DataFrame({"a": pd.Series(cells, dtype="string")}) for cells in (["xy", ""], ["x", "y"])
    )
    assert digest(first) != digest(second)


def test_an_empty_cell_counts_where_it_stands() -> None:
    first, second = (
        pd.DataFrame({"a": pd.Series(cells, dtype="Int64")}) for cells in ([1, None], [None, 1])
    )
    assert digest(first) != digest(second)


def test_rows_that_change_places_within_a_replication_are_told_apart() -> None:
    rows = [clause(0), clause(0, clause="other")]
    assert digest(frame("clauses", rows)) != digest(frame("clauses", rows[::-1]))


def test_no_rows_say_nothing() -> None:
    assert number(frame("clauses", [])) == 0
    assert digest(frame("clauses", [])) == "0" * 32


def test_a_table_without_replications_is_one_block() -> None:
    facts = pd.DataFrame({"area": pd.Series(["a", "b"], dtype="string")})
    assert digest(facts) != digest(facts[::-1])
