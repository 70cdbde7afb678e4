"""Combinations of levers among the points of a study, and what came of each."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.levels import level
from sim.analysis.sweeps import PARTS, combinations
from sim.experiments.designs import points_of
from sim.scenario.studies.study import Study
from tests.studies import LENGTH, study

NAN, NEVER = np.nan, np.inf


def told(of: Study, outcome: np.ndarray, kind: str = "number"):
    points = points_of(of)
    levers = tuple(of.levers.values())
    values = {each.name: [point.values[each.name] for point in points] for each in levers}
    return combinations(levers, values, [(kind, outcome)], points=len(points))


def test_points_that_differ_in_uncertainties_alone_are_one_combination(tmp_path: Path) -> None:
    found = told(study(tmp_path), np.array([[1.0, 3.0], [2.0, 4.0], [10.0, 10.0], [20.0, 20.0]]))
    assert [(each.settings[0].low, each.points) for each in found] == [(30, 2), (60, 2)]
    assert [each.levels[0].value for each in found] == [2.5, 15.0]


def test_values_stand_in_the_order_of_the_study(tmp_path: Path) -> None:
    levers = {"departure": {"path": "troops.battalion.departure", "values": ["spread", "late"]}}
    found = told(study(tmp_path, levers=levers), np.ones((4, 2)))
    assert [each.settings[0].low for each in found] == ["spread", "late"]


def test_a_lever_of_many_values_is_told_in_parts(tmp_path: Path) -> None:
    levers = {"length": {"path": LENGTH, "range": [10, 110]}}
    of = study(tmp_path, levers=levers, design={"latin-hypercube": {"points": 30}})
    found = told(of, np.ones((30, 2)))
    assert [each.points for each in found] == [10] * PARTS
    ends = [end for each in found for end in (each.settings[0].low, each.settings[0].high)]
    assert ends == sorted(ends)
    assert all(each.settings[0].is_part for each in found)


def test_without_levers_there_is_one_combination(tmp_path: Path) -> None:
    (found,) = told(study(tmp_path, levers=None), np.ones((2, 2)))
    assert (found.settings, found.points) == ((), 2)


@pytest.mark.parametrize(
    ("kind", "values", "value", "never", "unknown"),
    [
        ("truth", [1.0, 0.0, NAN, 1.0], 2 / 3, 0, 1),
        ("number", [1.0, 4.0, NAN, 4.0], 3.0, 0, 1),
        ("time", [5.0, 7.0, NEVER], 7.0, 1, 0),
        ("time", [5.0, NEVER, NEVER], NEVER, 2, 0),
        ("truth", [NAN, NAN], None, 0, 2),
    ],
)
def test_what_an_outcome_is_over_some_points(kind, values, value, never, unknown) -> None:
    found = level(np.array([values]), kind=kind)
    assert found.value == (None if value is None else pytest.approx(value))
    assert (found.never, found.unknown) == (never, unknown)


def test_a_single_replication_has_no_interval() -> None:
    assert level(np.array([[1.0], [0.0]]), kind="truth").low is None
