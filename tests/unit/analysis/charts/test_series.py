"""Series are read in few goes, each once, and give the fans of the columns that were recorded."""

import pandas as pd
import pytest

from sim.analysis.charts.series import Series
from tests.unit.analysis.charts.cases import columns_of

ROWS = pd.DataFrame(
    {
        "replication": [0, 0, 1, 1, 2, 2],
        "hour": [0, 1, 0, 1, 0, 1],
        "areas.hill.troops_inside_people": [9, 0, 7, 0, 5, 0],
        "posts.manned_number": [0, 2, 0, 3, 0, 4],
        "posts.temporary_number": [0, 0, 0, 0, 0, 0],
        "roads.pass>top.queue_vehicles": [5, 6, 5, 6, 5, 6],
    }
)
TROOPS, QUEUE = "areas.hill.troops_inside_people", "roads.pass>top.queue_vehicles"
MANNED, TEMPORARY = "posts.manned_number", "posts.temporary_number"


@pytest.fixture
def asked() -> list[tuple[str, ...]]:
    return []


@pytest.fixture
def series(asked: list[tuple[str, ...]]) -> Series:
    def read(*columns: str) -> pd.DataFrame:
        asked.append(columns)
        return columns_of(ROWS)(*columns)

    return Series(read)


def test_a_fan_spreads_the_values_of_each_hour_over_the_replications(series: Series) -> None:
    found = series.fan(MANNED)
    assert found is not None
    assert (list(found.hours), list(found.low)) == ([0, 1], [0, 2])
    assert (list(found.middle), list(found.high)) == ([0, 3], [0, 4])


def test_several_are_told_by_name_whichever_kind_they_are(series: Series) -> None:
    found = series.fans([QUEUE, TROOPS])
    assert {name: list(fan.middle) for name, fan in found.items() if fan} == {
        TROOPS: [7, 0],
        QUEUE: [5, 6],
    }


def test_what_is_always_zero_was_recorded_and_has_no_fan(series: Series) -> None:
    assert series.of_kind("posts")[TEMPORARY] is None
    assert series.fan(TEMPORARY) is None


def test_what_was_not_recorded_has_no_fan_and_no_name(series: Series) -> None:
    assert series.fan("posts.none") is None
    assert series.fan("areas.none.troops_inside_people") is None
    assert series.fans(["roads.none>top.queue_vehicles"]) == {}
    assert series.of_kind("flows") == {}


def test_a_run_without_rows_has_no_fan() -> None:
    empty = Series(columns_of(ROWS.iloc[:0]))
    assert empty.fan(MANNED) is None
    assert empty.fans([TROOPS]) == {}


def test_of_posts_all_are_read_in_one_go_and_once(
    series: Series, asked: list[tuple[str, ...]]
) -> None:
    for column in (MANNED, TEMPORARY, "posts.none", MANNED):
        series.fan(column)
    assert asked == [("hour", "posts.*")]


def test_of_roads_only_those_are_read_that_are_asked_for(
    series: Series, asked: list[tuple[str, ...]]
) -> None:
    series.fans([QUEUE])
    assert asked == [("hour", QUEUE)]


def test_of_many_roads_no_more_are_read_at_once_than_memory_holds_easily(
    series: Series, asked: list[tuple[str, ...]]
) -> None:
    names = [f"roads.pass-{number}>top.queue_vehicles" for number in range(100)]
    series.fans(names)
    assert [name for columns in asked for name in columns if name != "hour"] == names
    assert max(map(len, asked)) < 20
