"""What a variant sets otherwise: old and new in words, with who says so, and nothing else."""

from typing import Any

import pytest

from sim.analysis.comparing.changes import Setting, settings_changed
from tests.builders import minimal, scenario

ATLAS = {"atlas": {"title": "An atlas"}}


def found(changes: dict[str, Any], base: dict[str, Any] | None = None) -> tuple[Setting, ...]:
    """What the minimal scenario with changes sets otherwise than without them."""
    return settings_changed(scenario(base or {}), scenario({**(base or {}), **changes}))


def one(changes: dict[str, Any], base: dict[str, Any] | None = None) -> Setting:
    (setting,) = found(changes, base)
    return setting


def test_the_same_scenario_sets_nothing_otherwise() -> None:
    assert found({}) == ()


@pytest.mark.parametrize(
    "about",
    [
        {"title": "Another"},
        {"description": "Another one"},
        {"sources": ATLAS},
        {"roads": {"road": {"length_km": {"value": 60, "confidence": "assumed"}}}},
    ],
)
def test_what_tells_about_a_case_or_its_sources_sets_nothing(about: dict[str, Any]) -> None:
    assert found(about) == ()


def test_a_number_is_told_before_and_after_with_its_unit_and_source() -> None:
    longer = {"value": 90, "source": "atlas", "confidence": "reported"}
    setting = one({"sources": ATLAS, "roads": {"road": {"length_km": longer}}})
    assert (setting.path, setting.was, setting.now) == ("roads.road.length_km", "60 km", "90 km")
    assert (setting.source, setting.confidence) == ("An atlas", "reported")


def test_a_range_is_told_in_words() -> None:
    setting = one({"roads": {"road": {"length_km": {"uniform": [50, 70]}}}})
    assert setting.now == "between 50 and 70 km"


def test_a_date_is_told_as_people_write_it() -> None:
    setting = one({"agreement": {"clauses": {"handover": {"due": "2020-11-20 00:00"}}}})
    assert (setting.was, setting.now) == ("15 Nov 2020 00:00", "20 Nov 2020 00:00")


def test_a_list_is_told_as_a_whole() -> None:
    def snow(*classes: str) -> dict[str, Any]:
        closing = {"closed_from": "2020-11-12 00:00", "classes": [*classes]}
        return {"roads": {"road": {"closings": {"snow": closing}}}}

    setting = one(snow("car", "bus"), snow("car"))
    assert (setting.was, setting.now) == ("car", "car and bus")


def test_the_named_thing_around_a_setting_is_told_beside_it() -> None:
    named = {"troops": {"battalion": {**minimal()["troops"]["battalion"], "name": "The guard"}}}
    changed = {"troops": {"battalion": {**named["troops"]["battalion"], "vehicles": 50}}}
    assert one(changed, named).subject == "The guard"


def test_a_block_that_only_one_has_is_one_setting_told_by_its_name() -> None:
    guard = {**minimal()["troops"]["battalion"], "name": "The guard"}
    added = one({"troops": {**minimal()["troops"], "guard": guard}})
    assert (added.path, added.was, added.now) == ("troops.guard", "", "The guard")


def test_a_block_without_a_name_is_told_by_what_it_sets() -> None:
    closing = {"closed_from": "2020-11-12 00:00", "closed_until": "2020-11-12 06:00"}
    added = one({"roads": {"road": {"closings": {"snow": closing}}}})
    assert added.now == "closed from 12 Nov 2020 00:00; closed until 12 Nov 2020 06:00"


def test_every_setting_that_differs_is_told_once() -> None:
    paths = [each.path for each in found({"roads": {"road": {"length_km": 5, "car_speed_kmh": 9}}})]
    assert paths == ["roads.road.length_km", "roads.road.car_speed_kmh"]
