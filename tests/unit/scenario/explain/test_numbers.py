"""Numbers in words, as a reader who knows no distributions would have them."""

from datetime import datetime

import pytest

from sim.scenario.amounts import Quantity, certain
from sim.scenario.explain.numbers import (
    amount,
    day_in_words,
    drawn_in_words,
    in_words,
    listed,
)
from sim.scenario.quantities import Bounds

PERT = Quantity(form="pert", parameters=(1.0, 3.0, 8.0))


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        (certain(50), "km", "50 km"),
        (certain(1), "days", "1 day"),
        (certain(0.5), "h", "30 minutes"),
        (certain(1.5), "h", "1.5 hours"),
        (certain(0.07), "share", "7 %"),
        (certain(12), "", "12"),
        (PERT, "days", "about 3 days (1 to 8)"),
        (PERT, "probability", "about 300 % (100 to 800)"),
        (Quantity(form="triangular", parameters=(1.0, 3.0, 8.0)), "h", "about 3 hours (1 to 8)"),
        (Quantity(form="uniform", parameters=(4.0, 10.0)), "h", "between 4 and 10 hours"),
        (
            Quantity(form="lognormal", parameters=(5.0, 2.0)),
            "h",
            "typically 5 hours, nine in ten below 10",
        ),
        (
            Quantity(form="lognormal", parameters=(PERT, 2.5)),
            "days",
            "half below about 3 days (1 to 8), nine in ten below 2.5 times that",
        ),
        (
            Quantity(form="normal", parameters=(120.0, 30.0), low=40.0, high=240.0),
            "vehicles",
            "about 120 vehicles, give or take 30 vehicles, never below 40 vehicles, "
            "never above 240 vehicles",
        ),
        (
            Quantity(form="exponential", parameters=(1.0,)),
            "h",
            "1 hour on average, often less, sometimes far more",
        ),
        (
            Quantity(form="discrete", parameters=((5.0, 3.0), (15.0, 1.0))),
            "vehicles",
            "5 vehicles (75 %) or 15 vehicles (25 %)",
        ),
        (
            Quantity(form="weibull", parameters=(30.0, 1.5)),
            "h",
            "weibull with scale 30, shape 1.5",
        ),
    ],
)
def test_quantity_in_words(quantity: Quantity, unit: str, words: str) -> None:
    assert in_words(quantity, unit) == words


def test_unit_without_words_of_its_own_stands_as_it_is() -> None:
    assert amount(3, "km2") == "3 km2"


@pytest.mark.parametrize(
    ("quantity", "bounds", "words"),
    [
        (certain(3), Bounds(fixed=True), "never drawn: it must be a certain number"),
        (certain(3), Bounds(), "not drawn, the same in every run"),
        (certain(3), Bounds(each="load"), "the same for every load"),
        (PERT, Bounds(), "drawn once per run"),
        (PERT, Bounds(each="load"), "drawn for each load"),
        (PERT, None, "drawn once per run"),
    ],
)
def test_how_often_chance_decides(quantity: Quantity, bounds: Bounds | None, words: str) -> None:
    assert drawn_in_words(quantity, bounds) == words


def test_day_is_headed_with_its_weekday() -> None:
    assert day_in_words(datetime(2020, 11, 15, 12, 0)) == "Sunday, 15 Nov 2020"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence
