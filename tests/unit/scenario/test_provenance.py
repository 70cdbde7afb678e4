"""Which source holds for a number: its own, its block's, the command line's, or none."""

from pathlib import Path
from typing import Any

from sim.scenario.load import Loaded, load_scenario, parse_scenario
from sim.scenario.provenance import (
    Assumption,
    assumption_at,
    assumptions,
    counts,
    defaults,
    unit_of_path,
)
from tests.builders import changed, minimal, scenario, text

LENGTH = "roads.road.length_km"
SOURCES = {"survey": {"title": "Survey"}, "map": {"title": "Map"}}


def length(changes: dict[str, Any], **top: Any) -> Assumption:
    """The road's length in the minimal scenario with changes at the road and at the top."""
    return at(scenario({"sources": SOURCES, "roads": {"road": changes}, **top}), LENGTH)


def at(loaded: Loaded, path: str) -> Assumption:
    found = assumption_at(loaded, path)
    assert found is not None
    return found


def test_number_has_its_own_source() -> None:
    found = length({"length_km": {"value": 60, "source": "map"}, "source": "survey"})
    assert (found.source, found.source_title, found.source_block) == ("map", "Map", None)


def test_number_without_a_source_has_that_of_its_block() -> None:
    found = length({"source": "survey"})
    assert (found.source, found.source_block) == ("survey", "roads.road")


def test_source_of_the_nearest_block_holds() -> None:
    assert length({"source": "survey"}, source="map").source == "survey"
    assert length({}, source="map").source == "map"


def test_number_without_any_source_is_unsourced_unless_marked_as_assumed() -> None:
    bare = length({})
    assert (bare.source, bare.is_unsourced, bare.is_assumed) == (None, True, False)
    marked = length({"length_km": {"value": 60, "confidence": "assumed"}})
    assert (marked.source, marked.is_unsourced, marked.is_assumed) == (None, False, True)


def test_source_of_a_block_holds_only_for_numbers_of_the_same_file(tmp_path: Path) -> None:
    base = changed(minimal(), {"sources": SOURCES, "roads": {"road": {"source": "survey"}}})
    (tmp_path / "base.yaml").write_text(text(base))
    variant = tmp_path / "variant.yaml"
    variant.write_text("extends: base.yaml\nroads: {road: {length_km: 90}}\n")
    loaded = load_scenario(variant)
    assert at(loaded, LENGTH).source is None
    assert at(loaded, LENGTH).file == str(variant)
    assert at(loaded, "roads.road.car_speed_kmh").source == "survey"
    assert at(loaded, "roads.road.car_speed_kmh").file == str(tmp_path / "base.yaml")


def test_source_that_an_extending_file_replaces_still_holds_for_the_numbers_it_was_given_for(
    tmp_path: Path,
) -> None:
    base = changed(minimal(), {"sources": SOURCES, "roads": {"road": {"source": "survey"}}})
    (tmp_path / "base.yaml").write_text(text(base))
    variant = tmp_path / "variant.yaml"
    variant.write_text("extends: base.yaml\nroads: {road: {source: map, length_km: 90}}\n")
    loaded = load_scenario(variant)
    assert at(loaded, LENGTH).source == "map"
    assert at(loaded, "roads.road.car_speed_kmh").source == "survey"
    again = parse_scenario(loaded.resolved_text())
    assert at(again, LENGTH).source == "map"
    assert at(again, "roads.road.car_speed_kmh").source == "survey"


def test_replaced_source_of_a_clause_still_holds_for_its_date(tmp_path: Path) -> None:
    clause = {"source": "survey", "measure": {"share": 0.5}}
    changes = {"sources": SOURCES, "agreement": {"clauses": {"handover": clause}}}
    (tmp_path / "base.yaml").write_text(text(changed(minimal(), changes)))
    variant = tmp_path / "variant.yaml"
    variant.write_text(
        "extends: base.yaml\n"
        "agreement: {clauses: {handover: {source: map, stragglers_share: 0.1}}}\n"
    )
    loaded = load_scenario(variant)
    path = "agreement.clauses.handover"
    for told in (loaded, parse_scenario(loaded.resolved_text())):
        assert at(told, f"{path}.due").source == "survey"
        assert at(told, f"{path}.measure.share").source == "survey"
        assert at(told, f"{path}.stragglers_share").source == "map"


def test_setting_has_the_command_line_as_its_source() -> None:
    tree = changed(minimal(), {"sources": SOURCES, "roads": {"road": {"source": "survey"}}})
    loaded = parse_scenario(text(tree), settings=[f"{LENGTH}=70"])
    found = at(loaded, LENGTH)
    assert (found.text, found.source) == ("70", "command line")
    assert not found.is_unsourced


def test_defaults_are_kept_apart_from_what_the_file_sets() -> None:
    loaded = scenario()
    listed = {found.path for found in assumptions(loaded)}
    left = {found.path for found in defaults(loaded)}
    assert LENGTH in listed
    assert "roads.road.convoy_spacing_m" in left
    assert listed.isdisjoint(left)


def test_default_is_set_by_no_file_but_by_the_program() -> None:
    found = at(scenario(), "roads.road.convoy_spacing_m")
    assert (found.source, found.place, found.file) == ("default", "", "default")


def test_due_instants_count_with_or_without_a_source_of_their_own() -> None:
    path = "agreement.clauses.handover.due"
    assert at(scenario(), path).text == "2020-11-15 00:00"
    dated = {"value": "2020-11-16 00:00", "source": "survey", "confidence": "reported"}
    clauses = {"clauses": {"handover": {"due": dated}}}
    found = at(scenario(sources=SOURCES, agreement=clauses), path)
    assert (found.text, found.unit, found.source) == ("2020-11-16 00:00", "date", "survey")


def test_frame_of_the_run_is_no_assumption() -> None:
    listed = {found.path for found in assumptions(scenario())}
    assert listed.isdisjoint({"start", "end", "agreement.signed"})


def test_drawn_parameter_is_listed_with_its_number_unless_it_has_a_source_of_its_own() -> None:
    path = "civilians.townspeople.prepare_days"

    def paths(median: dict[str, Any]) -> list[str]:
        drawn = {"lognormal": {"median": median, "p90_over_median": 2.5}}
        loaded = scenario(sources=SOURCES, civilians={"townspeople": {"prepare_days": drawn}})
        return [found.path for found in assumptions(loaded) if found.path.startswith(path)]

    assert paths({"pert": [1, 3, 8]}) == [path]
    assert paths({"pert": [1, 3, 8], "source": "survey"}) == [path, f"{path}.lognormal.median"]


def test_counts_add_up() -> None:
    assumed = {"value": 60, "confidence": "assumed"}
    sourced = {"value": 50, "source": "survey"}
    road = {"length_km": assumed, "car_speed_kmh": sourced}
    known = counts(assumptions(scenario(sources=SOURCES, roads={"road": road})))
    assert (known.assumed, known.sourced) == (1, 1)
    assert known.all == known.assumed + known.sourced + known.unsourced


def test_unit_of_a_part_of_a_number() -> None:
    assert unit_of_path("civilians.a.prepare_days.lognormal.median") == "days"
    assert unit_of_path("civilians.a.prepare_days.lognormal.p90_over_median") == ""
    assert unit_of_path("roads.a.length_km.pert.1") == "km"
