"""Every column of the catalogue has the kind that its meaning asks for."""

import pytest

from sim.catalogue import OUTCOMES, Entry
from sim.results.columns import OUTCOME_KINDS, kind_of


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("runs", "replication", "Int64"),
        ("runs", "on_time_jointly", "boolean"),
        ("runs", "first_breach", "string"),
        ("runs", "delay_person_hours", "float64"),
        ("runs", "granted_days", "Int64"),
        ("clauses", "completed_hours", "float64"),
        ("clauses", "on_time", "boolean"),
        ("clauses", "needed_not_asked", "boolean"),
        ("clauses", "answer", "string"),
        ("areas", "troops_people", "Int64"),
        ("areas", "gap_hours", "float64"),
        ("roads", "toward", "string"),
        ("roads", "longest_queue_km", "float64"),
        ("roads", "breakdowns_number", "Int64"),
        ("causes", "person_seconds", "Int64"),
    ],
)
def test_kind_of_a_column(table: str, column: str, kind: str) -> None:
    assert OUTCOME_KINDS[table][column] == kind


def test_columns_stand_in_the_order_of_the_catalogue() -> None:
    for table, entries in OUTCOMES.items():
        assert tuple(OUTCOME_KINDS[table]) == tuple(entry.name for entry in entries)


def test_a_column_nobody_has_classified_is_refused() -> None:
    with pytest.raises(ValueError, match="mood"):
        kind_of(Entry("mood", "", "How it went."))
