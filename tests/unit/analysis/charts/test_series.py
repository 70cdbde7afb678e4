"""Series are read in few goes, and give the same columns as the whole table."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from sim.analysis.charts.series import Series
from tests.unit.analysis.charts.cases import columns_of

ROWS = pd.DataFrame(
    {
        "replication": [0, 0],
        "hour": [0, 1],
        "areas.hill.troops_inside_people": [9, 0],
        "posts.manned_number": [0, 2],
        "posts.temporary_number": [0, 1],
        "roads.pass>top.queue_vehicles": [5, 6],
    }
)


@pytest.fixture
def asked() -> list[tuple[str, ...]]:
    return []


@pytest.fixture
def series(asked: list[tuple[str, ...]]) -> Series:
    def read(*columns: str) -> pd.DataFrame:
        asked.append(columns)
        return columns_of(ROWS)(*columns)

    return Series(read)


@pytest.mark.parametrize(
    "columns",
    [
        ("hour", "posts.manned_number"),
        ("posts.*",),
        ("hour", "posts.none"),
        ("hour", "areas.hill.troops_inside_people", "roads.pass>top.queue_vehicles"),
        ("hour", "posts.manned_number", "roads.*"),
        ("replication", "hour"),
    ],
)
def test_it_gives_the_columns_of_the_whole(series: Series, columns: tuple[str, ...]) -> None:
    assert_frame_equal(series(*columns), columns_of(ROWS)(*columns))


def test_what_one_chart_draws_is_read_in_one_go(
    series: Series, asked: list[tuple[str, ...]]
) -> None:
    for column in ("posts.manned_number", "posts.temporary_number", "posts.none"):
        series("hour", column)
    assert asked == [("hour", "posts.*")]


def test_of_roads_only_those_are_read_that_are_asked_for(
    series: Series, asked: list[tuple[str, ...]]
) -> None:
    series("hour", "roads.pass>top.queue_vehicles")
    assert asked == [("hour", "roads.pass>top.queue_vehicles")]
