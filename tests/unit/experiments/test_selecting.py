"""Selecting batch by batch: the best is found, those behind are run no more, the cap holds."""

from collections.abc import Sequence

import numpy as np
import pytest

from sim.experiments.selecting import Floats, select
from sim.statistics.selection import Selection, selection


class Policies:
    """Policies of known means that share most of their chance; remembers what was run."""

    def __init__(self, means: dict[str, float], *, seed: int = 1, spread: float = 4.0) -> None:
        self._means = means
        random = np.random.default_rng(seed)
        self._common = random.normal(0, spread, size=5000)
        self._own = {name: random.normal(0, 2, size=5000) for name in means}
        self.asked: list[tuple[tuple[str, ...], int]] = []

    def __call__(self, names: Sequence[str], replications: int) -> dict[str, Floats]:
        self.asked.append((tuple(names), replications))
        return {
            name: (self._means[name] + self._common + self._own[name])[:replications]
            for name in names
        }


KNOWN = {"far": 25.0, "near": 20.8, "best": 20.0, "middle": 22.0}


def race(**more: float) -> Selection:
    return selection(tuple(KNOWN), indifference=more.get("indifference", 0.5))


def test_the_known_best_is_selected_and_the_others_leave_in_turn() -> None:
    policies = Policies(KNOWN)
    found = select(race(), policies)
    assert found.best == "best"
    after = dict(found.screened)
    assert after["far"] <= after["middle"] <= after["near"] == found.replications


def test_nothing_more_is_run_of_a_policy_that_left() -> None:
    policies = Policies(KNOWN)
    found = select(race(), policies)
    far_out = dict(found.screened)["far"]
    later = [names for names, replications in policies.asked if replications > far_out + 10]
    assert later
    assert all("far" not in names for names in later)


def test_the_best_is_selected_as_often_as_was_promised() -> None:
    """At the edge of indifference 95 %; of 2,000 series of 200 races one has under 179 right."""
    at_edge = {"a": 0.5, "b": 0.5, "best": 0.0}
    right = sum(
        select(selection(tuple(at_edge), indifference=0.5), Policies(at_edge, seed=seed)).best
        == "best"
        for seed in range(200)
    )
    assert right >= 179


def test_the_cap_ends_a_race_without_a_winner() -> None:
    policies = Policies({"one": 1.0, "two": 1.0})
    found = select(selection(("one", "two"), indifference=0.01), policies, most=33)
    assert (found.best, found.replications) == (None, 33)
    assert max(replications for _, replications in policies.asked) == 33


def test_the_first_look_is_when_the_first_may_leave() -> None:
    policies = Policies(KNOWN)
    select(race(), policies)
    assert policies.asked[0][1] == race().first_stage


def test_an_outcome_that_did_not_happen_is_refused() -> None:
    with pytest.raises(ValueError, match="has no value in replication 0"):
        select(
            selection(("a", "b"), indifference=1),
            lambda names, number: {name: np.full(number, np.inf) for name in names},
        )
