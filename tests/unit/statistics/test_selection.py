"""A race between policies: who is in, who left and when, and who is best."""

import math

import numpy as np
import pytest

from sim.statistics.selection import Selection, selection

Rows = list[list[float]]


def race(*names: str, **changes: float | str | int) -> Selection:
    return selection(names or ("a", "b"), **({"indifference": 1.0, "first_stage": 3} | changes))


def noisy(*means: float, runs: int = 400, seed: int = 1) -> Rows:
    """Independent normal outcomes of deviation 1 about each mean."""
    return np.random.default_rng(seed).normal(means, 1, (runs, len(means))).tolist()


def test_before_the_first_replication_all_are_in_and_nothing_is_known() -> None:
    found = race()
    assert (found.alive, found.best, found.means) == (("a", "b"), None, {})


def test_nobody_leaves_during_the_first_stage() -> None:
    found = race().fed([[0, 100], [0, 100]])
    assert (found.alive, found.best, found.most_replications) == (("a", "b"), None, None)


def test_a_policy_behind_by_more_than_chance_leaves_at_the_end_of_the_first_stage() -> None:
    found = race().fed([[0, 100], [1, 100], [2, 101]])
    assert (found.best, found.screened, found.alive) == ("a", (("b", 3),), ("a",))
    assert found.means == pytest.approx({"a": 1, "b": 100 + 1 / 3})


def test_more_may_be_better() -> None:
    rows = [[0, 100], [1, 100], [2, 101]]
    assert race(prefer="most").fed(rows).best == "b"
    mirrored = [[-value for value in row] for row in rows]
    assert race(prefer="most").fed(mirrored).best == race().fed(rows).best


def test_the_slack_is_that_of_kim_and_nelson() -> None:
    """Two policies, n0 = 3: eta = ((2 x 0.05)^(-1) - 1) / 2 = 4.5, h^2 = 2 x 4.5 x 2 = 18.

    Differences 1, 2, 3 have variance 1: W(3) = 1 / (2 x 3) x (18 - 3) = 2.5, and the lead is 2. A
    difference worth finding of 0.9 has W(3) = 0.9 / 6 x (22.2 - 3) = 2.88; of 1.2: 1.9.
    """
    rows: Rows = [[0, 1], [0, 2], [0, 3]]
    assert race(indifference=0.9).fed(rows).best is None
    assert race(indifference=1.0).fed(rows).best is None
    assert race(indifference=1.2).fed(rows).best == "a"


def test_it_ends_when_a_lead_can_no_longer_be_worth_anything() -> None:
    """At 87.5 % eta = (0.25^(-1) - 1) / 2, h^2 = 6: from 6 on any lead decides, at 7 even none."""
    tied: Rows = [[0, -1], [0, 0], [0, 1], *([[0, 0]] * 20)]
    found = race(confidence=0.875).fed(tied[:6])
    assert (found.best, found.most_replications) == (None, 7)
    assert race(confidence=0.875).fed(tied).replications == 7
    ahead = [*tied[:4], [0, 0.25], [0, 0]]
    assert race(confidence=0.875).fed(ahead[:5]).best is None
    assert race(confidence=0.875).fed(ahead).screened == (("b", 6),)


def test_policies_that_are_always_equal_end_it_at_once() -> None:
    """Without any spread nothing can be learned: the first named is as good as any."""
    found = race("a", "b", "c").fed([[1, 1, 1]] * 3)
    assert (found.best, found.screened, found.replications) == ("a", (), 3)


@pytest.mark.parametrize("batch", [1, 7, 400])
def test_the_answer_is_the_same_for_any_batches(batch: int) -> None:
    rows = noisy(0.5, 0, 3, 0.7)
    at_once = race("a", "b", "c", "d", first_stage=10).fed(rows)
    found = race("a", "b", "c", "d", first_stage=10)
    for start in range(0, len(rows), batch):
        found = found.fed(rows[start : start + batch])
    assert found == at_once
    assert found.best is not None
    assert found.replications < len(rows)


def test_what_left_needs_no_further_runs() -> None:
    """From the replication on after which it left, its values are not looked at."""
    rows = noisy(0, 0.2, 5)
    start = race("a", "b", "c", first_stage=10, indifference=0.2)
    first = start.fed(rows[:10])
    gone = first.means["c"]
    assert first.alive == ("a", "b")
    without = [[one, other, math.nan] for one, other, _ in rows[10:]]
    assert first.fed(without).best == start.fed(rows).best
    assert start.fed(rows).means["c"] == gone


@pytest.mark.parametrize("missing", [math.inf, math.nan])
def test_one_still_in_must_have_a_value(missing: float) -> None:
    with pytest.raises(ValueError, match="b has no value in replication 1: means cannot"):
        race().fed([[0, 1], [0, missing]])


def test_a_row_has_one_value_for_each_policy() -> None:
    with pytest.raises(ValueError, match="3 values for 2 policies"):
        race().fed([[0, 1, 2]])


def test_the_guarantee_says_what_is_promised_and_on_what() -> None:
    said = race(indifference=6, confidence=0.9).guarantee
    assert "at least 90 % confidence" in said
    assert "at least 6 less than every other" in said
    assert "normally distributed" in said
    assert "6 more than" in race(indifference=6, prefer="most").guarantee


@pytest.mark.parametrize(
    ("names", "changes", "said"),
    [
        (("a",), {}, "two or more"),
        (("a", "a"), {}, "names of their own"),
        (("a", "b"), {"indifference": 0}, "more than 0"),
        (("a", "b"), {"confidence": 0.5}, "which is luck"),
        (("a", "b"), {"confidence": 1}, "which is luck"),
        (("a", "b"), {"first_stage": 1}, "two replications"),
    ],
)
def test_a_race_that_cannot_be_run_is_refused(
    names: tuple[str, ...], changes: dict[str, float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        race(*names, **changes)
