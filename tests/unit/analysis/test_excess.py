"""Whose the excess is, and whether chance had a part in it."""

from collections.abc import Sequence

import pandas as pd
import pytest

from sim.analysis.excess import contingents_of, put_in


def told(*by_replication: Sequence[str | None], names: Sequence[str] = ("force",)) -> pd.DataFrame:
    """For each replication what is said of each contingent."""
    return pd.DataFrame(
        [
            {"replication": number, "contingent": name, "excess": text}
            for number, texts in enumerate(by_replication)
            for name, text in zip(names, texts, strict=True)
        ]
    )


def test_every_contingent_that_brought_too_much_is_named() -> None:
    rows = told(["guns 2", "cars 1, guns 1"], [None, "cars 1"], names=["first", "second"])
    assert contingents_of(rows) == {"guns": ("first", "second"), "cars": ("second",)}


@pytest.mark.parametrize(
    ("by_replication", "inputs"),
    [
        ([["guns 2, cars 1"], ["guns 2, cars 1"]], {"guns", "cars"}),
        ([["guns 2, cars 1"], ["guns 2"]], {"guns"}),
        ([["guns 2"], ["guns 3"]], set()),
        ([[None], [None]], set()),
    ],
)
def test_only_what_no_replication_changes_was_put_in(
    by_replication: list[list[str | None]], inputs: set[str]
) -> None:
    assert put_in(told(*by_replication), range(2)) == inputs


def test_what_one_of_two_contingents_owes_to_chance_was_not_put_in() -> None:
    rows = told(["guns 2", "guns 1"], ["guns 2", None], names=["first", "second"])
    assert put_in(rows, range(2)) == frozenset()


def test_one_replication_cannot_tell_what_was_put_in_from_chance() -> None:
    assert put_in(told(["guns 2"]), range(1)) == frozenset()
