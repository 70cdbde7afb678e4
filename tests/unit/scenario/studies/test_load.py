"""A study file becomes a study in which every name is looked up."""

from pathlib import Path

import pytest

from sim.catalogue import OUTCOMES
from sim.scenario.amounts import Quantity
from sim.scenario.studies.study import Choice, Grid, Sample
from tests.studies import LENGTH, PEOPLE, case, study

SHIPPED = sorted((Path(__file__).parents[4] / "scenarios" / "studies").glob("*.yaml"))
MEDIAN = "civilians.townspeople.prepare_days.lognormal.median"


def test_everything_the_file_says_is_in_the_study(tmp_path: Path):
    made = study(tmp_path, description="More words.", seed=7)
    assert (made.title, made.description) == ("Does a longer road matter?", "More words.")
    assert (made.name, made.seed, made.replications) == ("study", 7, 2)
    assert made.scenario.scenario.title == "One road out"
    assert made.design == Grid(levels=2)
    assert [str(outcome) for outcome in made.outcomes] == ["clauses.handover.on_time"]
    assert list(made.levers) == ["length"]
    assert list(made.uncertainties) == ["people"]


def test_seed_is_one_and_series_are_not_kept_unless_the_file_says_so(tmp_path: Path):
    assert study(tmp_path).seed == 1
    assert study(tmp_path).tables == tuple(OUTCOMES)
    assert study(tmp_path, keep=["series", "outcomes"]).tables == (*OUTCOMES, "series")
    assert study(tmp_path, keep=["clauses", "runs"]).tables == ("runs", "clauses")


def test_lever_has_the_values_listed(tmp_path: Path):
    (length,) = study(tmp_path).levers.values()
    assert length.choices == (Choice(30.0, "30"), Choice(60.0, "60"))
    assert (length.unit, length.is_continuous, length.paths) == ("km", False, (LENGTH,))


def test_whole_numbers_words_and_instants_are_told_apart(tmp_path: Path):
    levers = {
        "people": {"path": PEOPLE, "values": [100, 200]},
        "due": {
            "path": "agreement.clauses.handover.due",
            "values": ["2020-11-15 00:00", "2020-11-20 00:00"],
        },
        "measure": {"path": "agreement.clauses.handover.measure", "values": ["all"]},
    }
    made = study(tmp_path, levers=levers, uncertainties=None, design={"grid": {}})
    people, due, measure = made.factors
    assert [choice.value for choice in people.choices] == [100, 200]
    assert all(isinstance(choice.value, int) for choice in people.choices)
    assert (people.unit, people.is_number) == ("people", True)
    assert [choice.value for choice in due.choices] == ["2020-11-15 00:00", "2020-11-20 00:00"]
    assert (due.unit, due.is_number) == ("date", False)
    assert (measure.unit, measure.choices) == ("", (Choice("all", "all"),))


def test_value_may_be_whatever_the_scenario_writes(tmp_path: Path):
    values = [{"pert": [30, 40, 60]}, {"value": 5}]
    made = study(tmp_path, levers={"length": {"path": LENGTH, "values": values}})
    texts = ["{pert: [30, 40, 60]}", "{value: 5}"]
    assert [choice.text for choice in made.levers["length"].choices] == texts


def test_null_takes_out_what_the_scenario_has(tmp_path: Path):
    levers = {"troops": {"path": "roads.road.breakdown_probability", "values": [None, 0.5]}}
    made = study(tmp_path, levers=levers)
    assert [choice.text for choice in made.levers["troops"].choices] == ["null", "0.5"]


def test_uncertainty_without_more_is_the_scenarios_own_distribution(tmp_path: Path):
    (people,) = study(tmp_path).uncertainties.values()
    assert people.targets[0].law == Quantity("uniform", (200.0, 600.0))
    assert people.targets[0].is_whole
    assert people.is_continuous


def test_range_is_a_uniform_distribution_at_every_path(tmp_path: Path):
    factor = {"path": [LENGTH, "roads.road.one_lane_km"], "range": [1, 5]}
    made = study(tmp_path, levers=None, uncertainties={"lengths": factor})
    laws = [target.law for target in made.factors[0].targets]
    assert laws == [Quantity("uniform", (1.0, 5.0))] * 2


def test_distribution_is_read_as_in_a_scenario(tmp_path: Path):
    law = {"lognormal": {"median": 50, "p90": 100}, "low": 10, "source": None}
    made = study(tmp_path, uncertainties={"length": {"path": LENGTH, "distribution": law}},
                 levers=None)  # fmt: skip
    assert made.factors[0].targets[0].law == Quantity("lognormal", (50.0, 2.0), low=10.0)


def test_path_may_lead_to_a_parameter_that_is_drawn(tmp_path: Path):
    made = study(tmp_path, uncertainties={"median": {"path": MEDIAN}}, levers=None)
    (target,) = made.factors[0].targets
    assert target.law == Quantity("uniform", (1.0, 3.0))
    setting = target.setting("2")
    path = "civilians.townspeople.prepare_days"
    assert setting == f"{path}={{lognormal: {{median: 2, p90_over_median: 2.0}}}}"
    assert made.factors[0].unit == "days"


def test_settings_hold_for_the_whole_study(tmp_path: Path):
    made = study(tmp_path, settings=(f"{PEOPLE}={{uniform: [300, 500]}}",))
    assert made.uncertainties["people"].targets[0].law == Quantity(
        "uniform", (300.0, 500.0), source="command line"
    )


def test_design_names_one_of_three(tmp_path: Path):
    assert study(tmp_path, design={"sobol": {"points": 8}}).design == Sample("sobol", 8)
    hypercube = {"latin-hypercube": {"points": 5}}
    assert study(tmp_path, design=hypercube).design == Sample("latin-hypercube", 5)


def test_scenario_is_looked_for_beside_the_study(tmp_path: Path):
    case(tmp_path)
    (tmp_path / "deep").mkdir()
    made = study(tmp_path, scenario="deep/../case.yaml")
    assert made.scenario.path == str(tmp_path / "case.yaml")


def test_study_knows_where_things_stand_in_its_file(tmp_path: Path):
    made = study(tmp_path)
    assert made.at("levers", "length").startswith(f"{made.path}:")
    assert made.at("levers", "nothing") == made.path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_studies_load(path: Path):
    from sim.scenario.studies.load import load_study

    made = load_study(path)
    assert made.factors
    assert made.title.endswith("?")


def test_there_are_shipped_studies():
    assert len(SHIPPED) >= 2
