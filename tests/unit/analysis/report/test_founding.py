"""On what the results rest: every number, the least founded first."""

from pathlib import Path

import pytest

from sim.analysis.report.founding import founding
from sim.scenario.load import load_scenario
from sim.scenario.provenance import assumptions
from tests.builders import changed, minimal, scenario, text

CASE = Path(__file__).parents[4] / "scenarios" / "nagorno-karabakh-2020.yaml"
SOURCED = {
    "sources": {"atlas": {"title": "An atlas", "url": "https://example.org/atlas"}},
    "roads": {
        "road": {
            "length_km": {
                "value": 60,
                "source": "atlas",
                "confidence": "reported",
                "rivals": [{"value": "70 km", "source": "atlas"}],
            },
            "car_speed_kmh": {"value": 50, "confidence": "assumed"},
        }
    },
}


def test_unsourced_and_assumed_numbers_come_first() -> None:
    found = founding(text(changed(minimal(), SOURCED)))
    titles = [title.partition(":")[0] for title, _ in found.groups]
    assert titles == ["Unsourced", "Assumed", "With a source", "Left to the program"]
    assert [number.path for number in found.groups[1][1]] == ["roads.road.car_speed_kmh"]


def test_a_number_is_told_with_its_unit_source_and_rivals() -> None:
    found = founding(text(changed(minimal(), SOURCED)))
    (number,) = found.groups[2][1]
    assert (number.value, number.source, number.confidence) == ("60 km", "An atlas", "reported")
    assert number.rivals == ("70 km (An atlas)",)


def test_what_is_drawn_is_told_by_its_range_and_what_is_most_likely() -> None:
    drawn = {"roads": {"road": {"length_km": {"pert": [50, 60, 80], "confidence": "assumed"}}}}
    found = founding(text(changed(minimal(), drawn)))
    told = {number.path: number.value for _, numbers in found.groups for number in numbers}
    assert told["roads.road.length_km"] == "between 50 and 80 km, most likely 60"
    assert not [value for value in told.values() if "pert" in value or "lognormal" in value]


def test_the_numbers_counted_are_those_listed() -> None:
    found = founding(text(changed(minimal(), SOURCED)))
    listed = [len(numbers) for _, numbers in found.groups]
    assert listed == [
        found.counts.unsourced,
        found.counts.assumed,
        found.counts.sourced,
        found.defaults,
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    changes = {"sources": {"atlas": {"title": "An atlas", "url": url}}}
    assert founding(text(changed(minimal(), changes))).publications[0].url == ""


def test_the_main_case_rests_on_what_its_file_says() -> None:
    loaded = load_scenario(CASE)
    found = founding(loaded.resolved_text())
    listed = {number.path for title, numbers in found.groups[:-1] for number in numbers}
    assert listed == {item.path for item in assumptions(loaded)}


def test_a_scenario_without_sources_has_none() -> None:
    assert founding(scenario().resolved_text()).publications == ()
