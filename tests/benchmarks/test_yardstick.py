"""The yardstick runs both models, and notices when they do not tell the same."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest

from tests.benchmarks.running import BENCHMARKS, run


@pytest.fixture
def yardstick(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The benchmark as a module; its folder is on the path as when it is run."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import yardstick

    yield yardstick
    for name in ("yardstick", "plain_simpy"):
        sys.modules.pop(name, None)


def test_the_ratio_is_that_of_the_rates() -> None:
    found = json.loads(run("yardstick.py", "-r", "4", "--json"))
    rates = found["replications_per_second"]
    assert found["ratio"] == pytest.approx(rates["engine"] / rates["plain"])


def test_both_models_send_the_same_convoys_and_sorties_out_by_the_same_hours() -> None:
    found = json.loads(run("yardstick.py", "-r", "4", "--json"))
    assert found["agree"]
    for told in found["told"].values():
        assert (told["convoys_out"], told["sorties_landed"]) == (600, 250)


def test_due_instants_move_twice_in_both(yardstick: ModuleType) -> None:
    """Each of two clauses, at the same hours and by the same days."""
    happened = yardstick.ConvoyRoad(1).run()
    plain = [row.second for row in happened if row.what == "due moved"]
    roster = yardstick.make_roster(yardstick.load_scenario(yardstick.SCENARIO).scenario)
    log = yardstick.simulate(roster, seed=1, replication=0)
    moved = log.of_kind(yardstick.Kind.DUE_MOVED)
    assert plain == moved[:, 0].tolist() == [18 * 3600] * 2 + [30 * 3600] * 2
    assert moved[-1, 9] == 7 * 24 * 3600


@pytest.mark.parametrize("change", [{"convoys_out": 599}, {"last_out_hours": 180.0}])
def test_models_that_tell_otherwise_do_not_agree(
    yardstick: ModuleType, change: dict[str, float]
) -> None:
    told = yardstick.Told(600, 250, 174.0, 281.0, 3754)
    assert yardstick.do_agree([told], [replace(told, rows=8400)])
    assert not yardstick.do_agree([told], [replace(told, **change)])
