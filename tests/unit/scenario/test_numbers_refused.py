"""Numbers that cannot be meant: where they stand, and what is needed."""

import pytest

from sim.scenario.quantities import Quantity
from tests.builders import refusals, scenario


def length(value: object) -> list[tuple[str, str, str]]:
    return refusals({"roads": {"road": {"length_km": value}}})


def read(value: object) -> Quantity:
    return scenario({"roads": {"road": {"length_km": value}}}).scenario.roads["road"].length_km


def written(value: str) -> list[tuple[str, str, str]]:
    """The refusals of a length as it stands in the file, not as a dict would be written."""
    from tests.builders import minimal, text

    return refusals(written=text(minimal()).replace("length_km: 60", f"length_km: {value}"))


def test_a_bare_number_and_a_value_are_the_same_number():
    assert read(60) == read({"value": 60}) == Quantity("value", (60.0,))


def test_every_form_of_distribution_is_read():
    assert read({"pert": [1, 2, 4]}) == Quantity("pert", (1.0, 2.0, 4.0))
    assert read({"triangular": [1, 2, 4]}) == Quantity("triangular", (1.0, 2.0, 4.0))
    assert read({"uniform": [1, 2]}) == Quantity("uniform", (1.0, 2.0))
    assert read({"lognormal": {"median": 2, "p90": 5}}) == Quantity("lognormal", (2.0, 2.5))
    assert read({"exponential": {"mean": 2}}) == Quantity("exponential", (2.0,))
    assert read({"weibull": {"scale": 2, "shape": 3}}) == Quantity("weibull", (2.0, 3.0))
    assert read({"normal": {"mean": 2, "sd": 1}, "low": 1, "high": 3}) == Quantity(
        "normal", (2.0, 1.0), low=1.0, high=3.0
    )
    assert read({"discrete": [[2, 1], [1, 3]]}) == Quantity("discrete", ((1.0, 3.0), (2.0, 1.0)))


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("-1", "a number above 0 is needed here, found -1"),
        ("0", "a number above 0 is needed here, found 0"),
        ("fast", "a number is needed here, found 'fast'"),
        (".nan", "a number is needed here, found '.nan'"),
        (".inf", "a number is needed here, found '.inf'"),
        ("inf", "a number is needed here, found 'inf'"),
        ("1e999", "a number from 1e-12 to 1e+12 in size is needed here, found '1e999'"),
        ("1e-300", "a number from 1e-12 to 1e+12 in size is needed here, found '1e-300'"),
        ("'60'", "a number is needed here, found the text '60' in quotes"),
        ("[1, 2, 3]", "a number above 0 is needed here, found a list; a distribution is named, as"
                      " {pert: [low, most likely, high]}"),
        ("yes", "a number is needed here, found 'yes'"),
        ("12:30", "a number is needed here, found '12:30'; an hour of the day is not a number"),
        ("010", "a number is needed here, found '010'; write 10, without leading zeros"),
        ("1_000", "a number is needed here, found '1_000'; write 1000, without separators"),
        ("1,000", "a number is needed here, found '1,000'; write 1000, without separators"),
        ("0x1f", "a number is needed here, found '0x1f'"),
        ("0b11", "a number is needed here, found '0b11'"),
        (".5", "a number is needed here, found '.5'; write 0.5"),
        ("5%", "a number is needed here, found '5%'; write a share of 1, as 0.25"),
        ("५", "a number is needed here, found '५'"),
    ],
)  # fmt: skip
def test_what_is_no_number_above_zero_is_refused(value: str, what: str):
    assert written(value) == [(value, "roads.road.length_km", what)]


def test_numbers_with_a_power_of_ten_mean_what_they_say():
    assert written("1e1") == []
    assert read(1e1).value == 10


@pytest.mark.parametrize(
    ("value", "below", "at", "what"),
    [
        ({"pert": [3, 2, 1]}, "pert", "- 3", "pert must be in order, low <= most likely <= high; "
         "found 3, 2, 1"),
        ({"uniform": [3, 2]}, "uniform", "- 3", "uniform must be in order, low <= high; found 3, "
         "2"),
        ({"pert": [1, 2]}, "pert", "- 1", "pert takes a list of 3: [low, most likely, high]"),
        ({"pert": 5}, "pert", "5", "pert takes a list of 3: [low, most likely, high]"),
        ({"pert": [1, "x", 3]}, "pert.1", "x", "a number is needed here, found 'x'"),
        ({"pert": [-1, 2, 3]}, "pert", "- -1", "pert can leave its range: a number above 0 is "
         "needed, it goes from -1 to 3"),
        ({"normal": {"mean": 9, "sd": 1}}, "normal", "normal:", "normal can leave its range: a "
         "number above 0 is needed, it goes from minus infinity to infinity; cut it off with low "
         "and high"),
        ({"normal": {"mean": 9, "sd": 0}, "low": 1}, "normal.sd", "0", "sd must be above zero, "
         "found 0"),
        ({"normal": {"mean": 9}, "low": 1}, "normal", "normal:", "normal needs 'sd'"),
        ({"lognormal": {"median": 5}}, "lognormal", "lognormal:",
         "lognormal needs 'p90' (or 'p90_over_median')"),
        ({"lognormal": {"median": 5, "p90": 4}}, "lognormal.p90", "4",
         "p90 must not be below the median"),
        ({"lognormal": {"median": 5, "p90": 9, "p90_over_median": 2}},
         "lognormal.p90_over_median", "p90_over_median: 2",
         "give p90 or p90_over_median, not both"),
        ({"lognormal": {"median": 0, "p90": 4}}, "lognormal.median", "0",
         "median must be above zero, found 0"),
        ({"weibull": {"scale": 5, "shape": 0.01}}, "weibull.shape", "0.01",
         "shape must be at least 0.1"),
        ({"exponential": {"mean": -1}}, "exponential.mean", "-1",
         "mean must be above zero, found -1"),
        ({"lognormal": {"median": 5, "p90": 9}, "low": 6, "high": 5}, "low", "6",
         "low must be below high, found 6 and 5"),
        ({"normal": {"mean": 5, "sd": 1}, "low": 90, "high": 99}, "low", "90",
         "next to nothing of the normal is left between low and high"),
        ({"pert": [1, 2, 3], "low": 1}, "low", "low: 1",
         "'low' does not go with pert, which has ends already"),
        ({"discrete": []}, "discrete", "[]", "discrete takes a list of [value, weight]"),
        ({"discrete": [[1, 2, 3]]}, "discrete.0", "- 1",
         "discrete takes a list of [value, weight]"),
        ({"discrete": [[1, -1]]}, "discrete.0.1", "-1", "a weight cannot be negative"),
        ({"discrete": [[1, 0]]}, "discrete", "- - 1", "at least one weight must be above zero"),
        ({"discrete": [[0, 1], [5, 1]]}, "discrete", "- - 0", "discrete can leave its range: a "
         "number above 0 is needed, it goes from 0 to 5"),
        ({"prt": [1, 2, 3]}, "prt", "prt:", "unknown key; did you mean 'pert'?"),
        ({"value": 5, "confidence": "sure"}, "confidence", "sure",
         "one of measured, reported, assumed is needed here, found 'sure'; did you mean "
         "'measured'?"),
        ({"value": 5, "rivals": 3}, "rivals", "3",
         "a list of {value, source} is needed here, found '3'"),
        ({"value": 5, "rivals": [{"valu": 3}]}, "rivals.0.valu", "valu: 3",
         "unknown key; did you mean 'value'?"),
        ({"value": {"pert": [1, 2, 3]}}, "value", "value:",
         "a number is needed here, found a mapping"),
        ({"lognormal": {"median": {"pert": [1, 2, 3]}, "p90_over_median": 2}}, "lognormal.median",
         "median:", "a distribution inside a distribution is only for what is drawn per household, "
         "load or convoy; write a number"),
    ],
)  # fmt: skip
def test_a_distribution_that_means_nothing_is_refused(value: dict, below: str, at: str, what: str):
    assert length(value) == [(at, f"roads.road.length_km.{below}", what)]


def test_a_number_without_or_with_two_forms_is_refused():
    forms = "value, pert, triangular, uniform, lognormal, normal, exponential, weibull, discrete"
    for value, found in (
        ({"confidence": "assumed"}, "none"),
        ({"value": 5, "pert": [1, 2, 3]}, "value and pert"),
    ):
        assert length(value) == [
            (
                "length_km:",
                "roads.road.length_km",
                f"a number needs exactly one of {forms}; found {found}",
            )
        ]


def test_a_drawn_rate_may_come_near_zero_but_not_be_zero():
    assert read({"exponential": {"mean": 5}}).least() == 0
    assert length({"uniform": [0, 5]})


def test_a_cut_beyond_the_natural_end_changes_nothing():
    assert read({"exponential": {"mean": 5}, "low": -1}).least() == 0
    assert read({"lognormal": {"median": 5, "p90": 9}, "low": -1, "high": 99}).most() == 99


@pytest.mark.parametrize(
    "value", [-0.1, 1.1, {"uniform": [0.5, 1.5]}, {"exponential": {"mean": 0.1}}]
)
def test_a_probability_outside_nought_to_one_is_refused(value: object):
    [(_, path, what)] = refusals({"roads": {"road": {"breakdown_probability": value}}})
    assert path.startswith("roads.road.breakdown_probability")
    assert "a number from 0 to 1 is needed" in what


def test_a_count_must_be_whole_but_a_drawn_one_is_rounded_later():
    battalion = {"vehicles": 2.5}
    assert refusals(troops={"battalion": battalion}) == [
        (
            "2.5",
            "troops.battalion.vehicles",
            "a whole number of at least 0 is needed here, found 2.5",
        )
    ]
    assert not refusals(troops={"battalion": {"vehicles": {"uniform": [0.5, 2.5]}}})


def test_an_input_of_the_program_cannot_be_drawn():
    changes = {"troops": {"battalion": {"convoy_vehicles": {"uniform": [10, 20]}}}}
    assert refusals(changes) == [
        (
            "uniform:",
            "troops.battalion.convoy_vehicles.uniform",
            "this must be a certain number, found uniform; write {value: ...}",
        )
    ]


def test_what_is_drawn_for_each_may_have_drawn_parameters():
    drawn = {"lognormal": {"median": {"pert": [1, 3, 8]}, "p90_over_median": 2.5}}
    loaded = scenario(civilians={"townspeople": {"prepare_days": drawn}})
    quantity = loaded.scenario.civilians["townspeople"].prepare_days
    assert quantity.parameters == (Quantity("pert", (1.0, 3.0, 8.0)), 2.5)


@pytest.mark.parametrize(
    ("drawn", "below"),
    [
        ({"lognormal": {"median": {"pert": [0, 3, 8]}, "p90_over_median": 2.5}}, "median"),
        (
            {"lognormal": {"median": {"normal": {"mean": 3, "sd": 1}}, "p90_over_median": 2}},
            "median",
        ),
        ({"lognormal": {"median": 3, "p90_over_median": {"pert": [0.5, 2, 3]}}}, "p90_over_median"),
        ({"lognormal": {"median": {"pert": [3, 2, 1]}, "p90_over_median": 2}}, "median.pert"),
        ({"lognormal": {"median": {"value": 1, "source": "x"}, "p90": 3}}, "median.source"),
    ],
)
def test_drawn_parameters_must_fit_at_both_their_ends(drawn: dict, below: str):
    [(_, path, _)] = refusals(civilians={"townspeople": {"prepare_days": drawn}})
    assert path == f"civilians.townspeople.prepare_days.lognormal.{below}"
