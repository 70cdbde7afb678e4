"""Selecting the best of several scenarios from Python."""

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.api.selecting import select_best
from sim.errors import InputError
from sim.results.folder import read_folder
from tests.builders import scenario

VARIED: dict[str, Any] = {
    "roads": {"road": {"convoy_speed_kmh": {"uniform": [20, 40]}}},
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:20", "what": ["troops"]}}},
    "civilians": None,
}
ROADS = {"longer": ["roads.road.length_km=90"], "shorter": ["roads.road.length_km=40"]}
LATENESS, ON_TIME = "clauses.handover.lateness_hours", "clauses.handover.on_time"


def test_the_shortest_road_is_best(tmp_path: Path) -> None:
    found = select_best(
        scenario(VARIED),
        outcome=LATENESS,
        prefer="least",
        indifference=0.1,
        variants=ROADS,
        out=tmp_path,
    )
    assert found.selected == "shorter"
    rows = found.to_dataframe().set_index("scenario")
    assert rows["is_selected"].to_dict() == {
        "scenario": False,
        "longer": False,
        "shorter": True,
    }
    assert rows.loc["longer", "screened_after"] == 20
    assert rows["mean"].idxmin() == "shorter"
    assert "95 % confidence" in found.to_json()["guarantee"]


def test_of_what_is_behind_nothing_more_is_run(tmp_path: Path) -> None:
    """The longer road is out after the first stage; two alike on average go on for a while."""
    found = select_best(
        scenario(VARIED),
        outcome=LATENESS,
        prefer="least",
        indifference=0.1,
        variants={
            "longer": ROADS["longer"],
            "alike": ["roads.road.convoy_speed_kmh={uniform: [16, 48]}"],
        },
        out=tmp_path,
    )
    done = {
        label: read_folder(Path(place)).manifest.replications
        for label, place in found.folders.items()
    }
    assert done["longer"] == 20
    assert done["scenario"] == done["alike"] > 20


def test_for_shares_the_first_stage_is_long_enough_to_see_a_difference_worth_finding(
    tmp_path: Path,
) -> None:
    """Two that differ in 5 % of runs look equal in 20 of them in one case of three."""
    with pytest.raises(InputError, match="at least 59 replications"):
        select_best(
            scenario(VARIED),
            outcome=ON_TIME,
            prefer="most",
            indifference=0.05,
            most=58,
            variants=ROADS,
            out=tmp_path,
        )
    found = select_best(
        scenario(VARIED),
        outcome=ON_TIME,
        prefer="most",
        indifference=0.1,
        variants=ROADS,
        out=tmp_path,
    )
    assert found.selected == "shorter"
    assert found.race.first_stage == 29


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"indifference": 0}, "more than 0"),
        ({"indifference": -1}, "more than 0"),
        ({"outcome": ON_TIME, "indifference": 5}, "lies below 1"),
        ({"outcome": "clauses.handver.on_time"}, "did you mean 'handover'"),
        ({"confidence": 95}, "it is not 95"),
        ({"confidence": 0.2}, "which is luck"),
        ({"most": 19}, "at least 20 replications"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_run(
    asked: dict[str, Any], told: str, tmp_path: Path
) -> None:
    plain = {"outcome": LATENESS, "prefer": "least", "indifference": 1}
    with pytest.raises(InputError, match=told):
        select_best(scenario(VARIED), variants=ROADS, out=tmp_path, **{**plain, **asked})
    assert list(tmp_path.iterdir()) == []


def test_means_of_what_did_not_happen_are_refused(tmp_path: Path) -> None:
    """The run ends before anybody is out."""
    with pytest.raises(InputError, match="select by how often it happens instead"):
        select_best(
            scenario(VARIED, end="2020-11-10 03:25"),
            outcome=LATENESS,
            prefer="least",
            indifference=1,
            variants={"longer": ["roads.road.length_km=200"]},
            out=tmp_path,
        )


def test_the_door_leads_there() -> None:
    assert sim.select_best is select_best
