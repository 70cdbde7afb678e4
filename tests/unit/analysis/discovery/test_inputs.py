"""Factors as numbers that boxes can limit, and limits as words again."""

from pathlib import Path

import pytest

from sim.analysis.discovery.inputs import between, ends, inputs_of, words_inside
from sim.scenario.studies.study import Factor
from tests.studies import LENGTH, study


@pytest.fixture(scope="module")
def factors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Factor]:
    folder: Path = tmp_path_factory.mktemp("inputs")
    levers = {
        "length": {"path": LENGTH, "values": [30, 60, 90]},
        "departure": {
            "path": "troops.battalion.departure",
            "values": ["as-soon-as-possible", "spread", "late"],
        },
        "due": {
            "path": "agreement.clauses.handover.due",
            "values": ["2020-11-20 00:00", "2020-11-15 00:00"],
        },
    }
    found = study(folder, levers=levers)
    return {factor.name: factor for factor in found.factors}


def test_numbers_stand_for_themselves(factors: dict[str, Factor]) -> None:
    (of,) = inputs_of(factors["people"], [400, 200, 400])
    assert of.column([400, 200, 400]).tolist() == [400, 200, 400]


def test_dates_stand_in_the_order_of_time(factors: dict[str, Factor]) -> None:
    values = ["2020-11-20 00:00", "2020-11-15 00:00"]
    (of,) = inputs_of(factors["due"], values)
    late, early = of.column(values)
    assert late > early
    assert words_inside(of, late, None) == ("2020-11-20 00:00",)


def test_each_of_three_words_has_a_column_of_its_own(factors: dict[str, Factor]) -> None:
    values = ["late", "spread", "as-soon-as-possible", "late"]
    columns = {of.name: of for of in inputs_of(factors["departure"], values)}
    late = columns["departure=late"]
    assert late.column(values).tolist() == [1, 0, 0, 1]
    assert words_inside(late, 1.0, None) == ("late",)
    assert words_inside(late, None, 0.0) == ("as-soon-as-possible", "spread")


def test_an_end_of_a_range_is_told_rounded_between_the_runs(factors: dict[str, Factor]) -> None:
    (of,) = inputs_of(factors["people"], [200, 297, 304, 400])
    low, high = ends(of, 304.0, None)
    assert low is not None
    assert (low.value, low.is_exact, high) == (300.0, False, None)


def test_an_end_of_listed_numbers_is_one_of_them(factors: dict[str, Factor]) -> None:
    (of,) = inputs_of(factors["length"], [30, 60, 90])
    low, high = ends(of, None, 60.0)
    assert high is not None
    assert (low, high.value, high.is_exact) == (None, 60, True)
    assert words_inside(of, None, 60.0) == (30, 60)


@pytest.mark.parametrize(("one", "other"), [(0.1, 0.2), (1e-9, 2e-9), (99.999, 100.001)])
def test_what_is_told_lies_between(one: float, other: float) -> None:
    assert one < between(one, other) < other
