"""Numbers drawn once per run are the same, one replication at a time or many at once."""

import pytest

from sim.randomness.lookup import Lookup, drawn_once
from sim.scenario.roster import Roster
from tests.runs import roster_of
from tests.verification.stage import battalion, stage

FORMS = (
    {"pert": [1, 2, 9]},
    {"triangular": [1, 2, 9]},
    {"uniform": [1, 9]},
    {"lognormal": {"median": 2, "p90_over_median": 2.5}},
    {"normal": {"mean": 5, "sd": 2}, "low": 0.5},
    {"exponential": {"mean": 3}, "high": 20},
    {"weibull": {"scale": 3, "shape": 1.5}},
    {"discrete": [[1, 0.25], [2, 0.5], [4, 0.25]]},
)


@pytest.fixture(scope="module")
def roster() -> Roster:
    """A unit for each form of distribution, and a whole number that is unsure too."""
    return roster_of(
        stage(
            troops={
                f"battalion-{number}": battalion(
                    ready_after_hours=form, vehicles={"uniform": [10, 40]}
                )
                for number, form in enumerate(FORMS)
            }
        )
    )


def test_many_replications_at_once_have_the_values_of_each_by_itself(roster: Roster) -> None:
    numbers = (0, 3, 250)
    together = drawn_once(roster, seed=7, replications=numbers)
    for values, number in zip(together, numbers, strict=True):
        alone = Lookup(roster, seed=7, replication=number).values
        # Equal to the last bit, and in the same order.
        assert list(values.items()) == list(alone.items())


def test_each_replication_has_values_of_its_own_and_whole_ones_where_only_those_are(
    roster: Roster,
) -> None:
    found = drawn_once(roster, seed=7, replications=range(9))
    assert len({values["troops.battalion-0.ready_after_hours"] for values in found}) == 9
    for values in found:
        assert values["troops.battalion-0.vehicles"].is_integer()
        assert values["troops.battalion-0.convoy_vehicles"] == 12


def test_no_replication_has_no_values(roster: Roster) -> None:
    assert drawn_once(roster, seed=7, replications=()) == []


def test_where_all_is_certain_nothing_is_drawn() -> None:
    certain = roster_of(stage(troops={"battalion": battalion(ready_after_hours=1)}))
    first, second = drawn_once(certain, seed=7, replications=range(2))
    assert first == second
    assert first["troops.battalion.ready_after_hours"] == 1
