"""Boxes among the points of a study: planted ones are found, chance is not told as one."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.discovery.find import search
from sim.experiments.designs import points_of
from sim.scenario.studies.study import Study
from tests.studies import LENGTH, study

REPLICATIONS = 4


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder: Path = tmp_path_factory.mktemp("boxes")
    return study(
        folder,
        levers={
            "length": {"path": LENGTH, "range": [10, 110]},
            "departure": {
                "path": "troops.battalion.departure",
                "values": ["as-soon-as-possible", "spread", "late"],
            },
        },
        uncertainties={
            "people": {"path": "civilians.townspeople.people"},
            "speed": {"path": "roads.road.car_speed_kmh", "range": [30, 60]},
        },
        design={"latin-hypercube": {"points": 200}},
    )


def values(of: Study) -> dict[str, list]:
    points = points_of(of)
    return {factor.name: [point.values[factor.name] for point in points] for factor in of.factors}


def holds(of: Study, rule) -> np.ndarray:
    told = values(of)
    rows = [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]
    return np.repeat([[float(rule(row))] for row in rows], REPLICATIONS, axis=1)


def test_a_planted_box_is_found_with_its_limits(planted: Study) -> None:
    inside = holds(planted, lambda row: row["length"] > 60 and row["people"] > 400)
    found = search(planted.factors, values(planted), inside, seed=1)
    (box,) = found.boxes
    limits = {limit.factor: limit for limit in box.limits}
    assert set(limits) == {"length", "people"}
    assert limits["length"].low == pytest.approx(60, abs=6)
    assert limits["people"].low == pytest.approx(400, abs=25)
    assert box.density > 0.9
    assert box.coverage > 0.9
    assert box.by_chance <= 0.05


def test_a_planted_word_is_found_and_then_a_box_among_the_rest(planted: Study) -> None:
    inside = holds(planted, lambda row: row["departure"] == "late" or row["length"] < 30)
    found = search(planted.factors, values(planted), inside, seed=1)
    first, second = found.boxes[:2]
    assert [limit.words for limit in first.limits] == [("late",)]
    assert [limit.factor for limit in second.limits] == ["length"]
    assert first.coverage + second.coverage > 0.9


def test_where_chance_alone_decides_nothing_is_told(planted: Study) -> None:
    told = 0
    for seed in range(10):
        chance = np.random.default_rng(seed)
        runs = (chance.random((200, REPLICATIONS)) < 0.3).astype(float)
        found = search(planted.factors, values(planted), runs, seed=seed)
        told += bool(found.boxes)
        assert bool(found.boxes) != bool(found.why_not)
    assert told <= 2


@pytest.mark.parametrize(("value", "word"), [(0.0, "no run"), (1.0, "every run")])
def test_what_holds_never_or_always_is_told_so(planted: Study, value: float, word: str) -> None:
    runs = np.full((200, REPLICATIONS), value)
    found = search(planted.factors, values(planted), runs, seed=1)
    assert (found.boxes, found.why_not) == ((), f"the condition holds in {word}")


def test_points_that_do_not_tell_are_left_out(planted: Study) -> None:
    inside = holds(planted, lambda row: row["length"] > 60)
    inside[:20] = np.nan
    found = search(planted.factors, values(planted), inside, seed=1)
    assert [limit.factor for limit in found.boxes[0].limits] == ["length"]


def test_few_points_are_too_few(planted: Study) -> None:
    told = {name: column[:5] for name, column in values(planted).items()}
    runs = holds(planted, lambda row: row["length"] > 60)[:5]
    assert "too few" in search(planted.factors, told, runs, seed=1).why_not


def test_few_points_of_many_runs_bear_a_box_too(tmp_path: Path) -> None:
    """Eighteen points: none of the boxes they bear is as dense as wished, with limits to spare."""
    few = study(
        tmp_path,
        levers={
            "length": {"path": LENGTH, "values": [10, 60, 110]},
            "departure": {"path": "troops.battalion.departure", "values": ["spread", "late"]},
        },
        uncertainties={"speed": {"path": "roads.road.car_speed_kmh", "range": [30, 60]}},
        design={"grid": {"levels": 3}},
    )
    told = values(few)
    late = [0.75 if length == 110 else 0.2 for length in told["length"]]
    runs = (np.arange(20) / 20 < np.array(late)[:, None]).astype(float)
    (box, *_) = search(few.factors, told, runs, seed=1).boxes
    assert [limit.factor for limit in box.limits] == ["length"]
    assert box.points == 6
    assert box.density == pytest.approx(0.75)
