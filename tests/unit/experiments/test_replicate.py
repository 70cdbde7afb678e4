"""Replications depend on nothing but the roster, the seed and their number."""

import pytest

from sim.errors import ModelBug
from sim.experiments import replicate as module
from sim.experiments.replicate import Replication, replicate, run_one
from sim.outcomes.measure import measure
from sim.scenario.roster import Roster, make_roster
from tests.builders import scenario


@pytest.fixture(scope="module")
def roster() -> Roster:
    return make_roster(scenario(civilians=None).scenario)


def told(found: Replication) -> tuple[object, bytes]:
    return found.tables, found.series.values.tobytes()


def test_a_replication_is_the_same_alone_and_among_others(roster: Roster) -> None:
    among = list(replicate(roster, seed=1, replications=4))
    assert [found.number for found in among] == [0, 1, 2, 3]
    assert told(among[2]) == told(run_one(roster, seed=1, number=2))


def test_a_later_batch_goes_on_where_the_first_ended(roster: Roster) -> None:
    whole = [told(found) for found in replicate(roster, seed=1, replications=3)]
    rest = [told(found) for found in replicate(roster, seed=1, replications=2, first=1)]
    assert rest == whole[1:]


def test_another_seed_is_another_run() -> None:
    varied = {"troops": {"battalion": {"personnel": {"uniform": [100, 10_000]}}}}
    roster = make_roster(scenario(varied).scenario)
    one, other = (run_one(roster, seed=seed, number=0) for seed in (1, 2))
    assert told(one) != told(other)


def test_nothing_runs_before_it_is_asked_for(
    roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []
    simulate = module.simulate
    monkeypatch.setattr(
        module,
        "simulate",
        lambda *a, **k: numbers.append(k["replication"]) or simulate(*a, **k),
    )
    replications = replicate(roster, seed=1, replications=1000)
    next(replications)
    assert numbers == [0]


def test_progress_is_told_after_each(roster: Roster) -> None:
    seen: list[tuple[int, int]] = []
    for _ in replicate(roster, seed=1, replications=2, on_progress=lambda *done: seen.append(done)):
        pass
    assert seen == [(1, 2), (2, 2)]


def test_only_the_logs_asked_for_are_kept(roster: Roster) -> None:
    found = list(replicate(roster, seed=1, replications=3, logs={1}))
    assert [each.log is not None for each in found] == [False, True, False]
    log = found[1].log
    assert log is not None
    assert len(log) == found[1].events_number
    assert measure(log, roster, replication=1) == found[1].tables


@pytest.mark.parametrize(
    ("error", "told", "second"),
    [
        (ModelBug("two convoys in one place", second=7), "two convoys in one place", 7),
        (KeyError("kelbajar"), "KeyError: 'kelbajar'", None),
    ],
)
def test_a_bug_is_told_with_all_that_is_needed_to_replay_it(
    roster: Roster,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    told: str,
    second: int | None,
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module, "simulate", failing)
    with pytest.raises(ModelBug) as caught:
        list(replicate(roster, seed=5, replications=3, first=2))
    bug = caught.value
    assert (bug.what, bug.seed, bug.replication, bug.second) == (told, 5, 2, second)
    assert bug.scenario_digest == scenario(civilians=None).digest
    assert bug.__cause__ is error


def test_ctrl_c_is_not_taken_for_a_bug(roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "simulate", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(replicate(roster, seed=1, replications=1))


def test_a_log_that_breaks_an_invariant_is_caught_when_asked(
    roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_one(roster, seed=1, number=0, is_checked=True)
    monkeypatch.setattr(module, "violations_of", lambda log, roster: ["a convoy is twice", "more"])
    run_one(roster, seed=1, number=0)
    with pytest.raises(ModelBug, match="a convoy is twice; more"):
        run_one(roster, seed=1, number=0, is_checked=True)
