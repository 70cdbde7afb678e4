"""What was observed in the 2020 case: each row says what it measures, and by what interval."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from sim.catalogue import OUTCOMES, SERIES
from sim.scenario.load import load_scenario
from sim.scenario.model import Scenario
from sim.scenario.roster import lane_name

CASE = Path(__file__).parents[3] / "scenarios" / "nagorno-karabakh-2020.yaml"
MAPPING = ("outcome", "used_for", "low", "high", "earliest", "latest")
Row = Mapping[str, str]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(CASE)).scenario


@pytest.fixture(scope="module")
def rows(scenario: Scenario) -> list[Row]:
    assert scenario.observed is not None
    with (CASE.parent / scenario.observed).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measurable(scenario: Scenario) -> set[str]:
    """Every series and outcome that a run of the scenario has, as a row would name it."""
    lanes = {
        lane_name(name, end).removeprefix("roads.")
        for name, road in scenario.roads.items()
        for end in (road.from_, road.to)
    }
    names = {
        "areas": set(scenario.areas),
        "clauses": set(scenario.agreement.clauses),
        "contingents": set(scenario.contingents),
        "flows": set(scenario.flows),
        "posts": set(scenario.posts),
        "roads": lanes,
    }
    found = set()
    for entry in SERIES:
        collection = entry.name.split(".")[0]
        own = entry.name.replace("NAME>PLACE", "NAME")
        found |= {f"series {own.replace('NAME', name)}" for name in names[collection]}
    for table, columns in OUTCOMES.items():
        for name in names.get(table, ()):
            found |= {f"outcome {table}.{name}.{column.name}" for column in columns}
    return found


def wrong(row: Row, known: set[str]) -> Iterator[str]:
    """What is wrong with how a row is mapped."""
    if row["used_for"] not in ("calibration", "scoring"):
        yield "used for neither calibration nor scoring"
    if row["outcome"] and row["outcome"] not in known:
        yield "no such series or outcome"
    bounds = [float(row[key]) for key in ("low", "high") if row[key]]
    if bool(row["outcome"]) != bool(bounds):
        yield "an outcome and an interval go together"
    instants = [datetime.fromisoformat(row[key]) for key in ("earliest", "latest") if row[key]]
    if bounds != sorted(bounds) or instants != sorted(instants):
        yield "an interval ends before it begins"
    if not row["latest"]:
        yield "no latest instant"
    if row["time_local_or_blank"] and instants[-1] < datetime.fromisoformat(
        f"{row['date']} {row['time_local_or_blank']}"
    ):
        yield "over before the hour it names"


def test_every_row_names_what_a_run_can_show_and_an_interval(
    scenario: Scenario, rows: list[Row]
) -> None:
    known = measurable(scenario)
    found = {row["id"]: list(wrong(row, known)) for row in rows}
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "series contingents.russian-peacekeepers.sortie"},
        {"outcome": "outcome areas.kelbajar.sorties_number"},
        {"outcome": ""},
        {"used_for": "both"},
        {"low": "", "high": ""},
        {"low": "57", "high": "56"},
        {"earliest": "2020-11-13 00:00"},
    ],
    ids=str,
)
def test_a_spoilt_row_is_found(scenario: Scenario, rows: list[Row], change: dict[str, str]) -> None:
    [sorties] = [row for row in rows if row["id"] == "NKO-014"]
    assert list(wrong({**sorties, **change}, measurable(scenario)))


def test_rows_are_distinct_and_mapped_ones_within_the_run(
    scenario: Scenario, rows: list[Row]
) -> None:
    assert len({row["id"] for row in rows}) == len(rows)
    assert list(rows[0])[-len(MAPPING) :] == list(MAPPING)
    for row in rows:
        if row["outcome"]:
            latest = datetime.fromisoformat(row["latest"])
            assert scenario.start <= latest <= scenario.end, row["id"]


def test_hours_from_the_start_agree_with_the_instants(scenario: Scenario, rows: list[Row]) -> None:
    for row in rows:
        if not row["outcome"].startswith("outcome ") or not row["outcome"].endswith("_hours"):
            continue
        for bound, instant in (("low", "earliest"), ("high", "latest")):
            if row[bound]:
                elapsed = datetime.fromisoformat(row[instant]) - scenario.start
                # A day lasts to the next midnight, and its last instant is written 23:59.
                hours = elapsed.total_seconds() / 3600
                assert float(row[bound]) == pytest.approx(hours, abs=0.02), row["id"]
