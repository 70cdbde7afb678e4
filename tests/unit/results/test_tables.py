"""Rows become frames with exact kinds, and what is wrong with a row is not swallowed."""

import numpy as np
import pandas as pd
import pytest

from sim.catalogue import Cause, Kind, Phase
from sim.events.log import COLUMNS, Recorder
from sim.results.columns import OUTCOME_KINDS
from sim.results.tables import event_frame, frame, remembered, series_frame
from tests.tables import clause, row


def test_a_frame_has_the_kinds_of_the_catalogue_even_without_a_row() -> None:
    for table, kinds in OUTCOME_KINDS.items():
        found = frame(table, [])
        assert {name: str(kind) for name, kind in found.dtypes.items()} == kinds


def test_an_empty_cell_stays_empty_whatever_its_kind() -> None:
    found = frame("clauses", [row("clauses", clause="handover")])
    assert found.drop(columns=["replication", "clause"]).isna().all(axis=None)


def test_numbers_from_the_engine_keep_their_exact_value() -> None:
    big = 2**53 + 1
    found = frame("causes", [row("causes", person_seconds=np.int64(big)), row("causes")])
    assert found["person_seconds"].tolist() == [big, pd.NA]


@pytest.mark.parametrize(
    "wrong",
    [
        {"replication": 0},
        {**row("clauses"), "extra": 1},
    ],
)
def test_a_row_with_other_columns_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="other columns"):
        frame("clauses", [wrong])


def test_a_fraction_where_things_are_counted_is_refused() -> None:
    with pytest.raises((TypeError, ValueError)):
        frame("clauses", [clause(0, requests_number=1.5)])


def test_series_stand_wide_with_their_hour() -> None:
    found = series_frame(3, ("a", "b"), np.array([[1, 2], [3, 4]], dtype=np.int32))
    assert found.to_dict("list") == {
        "replication": [3, 3],
        "hour": [0, 1],
        "a": [1, 3],
        "b": [2, 4],
    }
    assert {str(kind) for kind in found.dtypes} == {"int32"}


def test_events_are_told_by_name() -> None:
    recorder = Recorder(("roads.road", "troops.unit"), ("places.town",))
    recorder.record(60, Phase.GRANTS, Kind.WAIT_BEGIN, 1, 4, 0, people=9, cause=Cause.ROAD_QUEUE)
    recorder.record(90, Phase.HAPPENINGS, Kind.ENDED, 0)
    log = recorder.log(end=90)
    found = event_frame({name: log.column(name) for name in COLUMNS}, log.subjects, log.places)
    first = found.iloc[0]
    assert (first["kind"], first["subject"], first["number"]) == ("wait-begin", "troops.unit", 4)
    assert (first["phase"], first["at"], first["cause"]) == ("grants", "places.town", "road-queue")
    assert found["at"].isna().tolist() == found["cause"].isna().tolist() == [False, True]


def test_a_table_is_read_once_and_parts_of_it_whenever_they_are_asked_for() -> None:
    asked: list[tuple[str, ...]] = []

    def read(name: str, *columns: str) -> pd.DataFrame:
        asked.append((name, *columns))
        return frame("runs", [])

    once = remembered(read)
    again = remembered(once)
    assert again("runs") is once("runs")
    for _ in range(2):
        again("series", "hour")
    assert asked == [("runs",), ("series", "hour"), ("series", "hour")]
