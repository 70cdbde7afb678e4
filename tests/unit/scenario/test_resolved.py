"""One scenario, however its files look: what it is known by, and how it is written out whole."""

from pathlib import Path

import pytest

from sim.scenario.load import Loaded, load_scenario, parse_scenario
from tests.builders import changed, minimal, scenario, text, two_districts

EVERYTHING = Path(__file__).with_name("everything.yaml")
SOURCES = {"sources": {"survey": {"title": "Survey"}, "article": {"title": "Article"}}}


def again(loaded: Loaded) -> Loaded:
    """What its resolved text says, read where the file it came from lies."""
    return parse_scenario(loaded.resolved_text(), name=loaded.path)


def backwards(tree: object) -> object:
    """The same mappings with their keys in the opposite order."""
    if isinstance(tree, dict):
        return {key: backwards(tree[key]) for key in reversed(tree)}
    return tree


class TestDigest:
    def test_comments_and_layout_do_not_count(self):
        plain = text(minimal())
        other = "# A note\n" + plain.replace("length_km: 60", "length_km:   60   # measured")
        assert parse_scenario(other).digest == parse_scenario(plain).digest

    def test_the_order_of_keys_does_not_count(self):
        turned = parse_scenario(text(backwards(two_districts())))
        assert turned.digest == parse_scenario(text(two_districts())).digest

    def test_the_order_of_a_list_counts(self):
        one = scenario(agreement={"clauses": {"handover": {"what": ["civilians", "troops"]}}})
        assert one.digest != scenario().digest

    @pytest.mark.parametrize("written", ["60.0", "6e1", "{value: 60}", "{value: 60.00}"])
    def test_spellings_of_a_number_do_not_count(self, written: str):
        other = text(minimal()).replace("length_km: 60", f"length_km: {written}")
        assert parse_scenario(other).digest == scenario().digest

    def test_what_equals_the_default_does_not_count(self):
        assert scenario({"roads": {"road": {"breakdown_probability": 0}}}).digest == (
            scenario().digest
        )

    @pytest.mark.parametrize(
        "changes",
        [
            {"roads": {"road": {"length_km": 61}}},
            {"roads": {"road": {"length_km": {"value": 60, "confidence": "assumed"}}}},
            {"roads": {"road": {"length_km": {"uniform": [60, 60]}}}},
            {"roads": {"road": {"closings": {"storm": {"closed_from": "2020-11-11 00:00"}}}}},
            {"title": "Another"},
            {"troops": {"battalion": {"departure": "late"}}},
            {"agreement": {"clauses": {"handover": {"due": "2020-11-15 00:01"}}}},
            {"agreement": {"clauses": {"handover": {"due": {"value": "2020-11-15 00:00"}}}}},
            {"places": {"haven": {"name": "Haven"}}},
        ],
    )
    def test_every_change_of_meaning_counts(self, changes: dict):
        assert scenario(changes).digest != scenario().digest

    def test_it_is_the_same_on_every_machine(self):
        assert scenario().digest == "1c44a3d028aaf26d7d3d99eb2c59c3b3"


class TestResolvedText:
    def test_it_reads_as_the_same_scenario(self):
        loaded = load_scenario(EVERYTHING)
        read = again(loaded)
        assert read.scenario == loaded.scenario
        assert read.digest == loaded.digest
        assert read.resolved_text() == loaded.resolved_text()

    def test_settings_stand_in_it_with_their_source(self):
        settings = ["roads.road.length_km=50", "title='a: b # c'"]
        loaded = parse_scenario(text(minimal()), settings=settings)
        assert "length_km: {value: 50, source: command line}" in loaded.resolved_text()
        assert again(loaded).scenario == loaded.scenario

    @pytest.mark.parametrize(
        "title",
        [
            "no",
            "null",
            "12:30",
            "- a",
            "a: b",
            "a # b",
            "  spaces  ",
            "",
            "'quoted' \"twice\"",
            "two\nlines",
            "tab\there",
            "Քարվաճառ",
            "\u2028\x85\ufeff",
            "🚚",
            "[a]",
            "&x",
            "!t",
            "%y",
            "@z",
            "{a: 1}",
            "2020-11-15",
            "-",
            "---",
            "...",
            "\\",
            "~",
            "a,b",
            "a]b",
        ],
    )
    def test_any_text_comes_back_as_it_was(self, title: str):
        loaded = scenario(title=title)
        assert loaded.scenario.title == title
        assert again(loaded).scenario.title == title

    def test_quotes_stay_for_other_readers_of_yaml(self):
        loaded = parse_scenario(text(minimal()).replace("One road out", "'010'"))
        assert 'title: "010"\n' in loaded.resolved_text()

    def test_extending_files_become_one(self, tmp_path: Path):
        (tmp_path / "base.yaml").write_text(text(two_districts()), encoding="utf-8")
        (tmp_path / "variant.yaml").write_text(
            "extends: base.yaml\nroads: {road: {length_km: 70}}\n", encoding="utf-8"
        )
        loaded = load_scenario(tmp_path / "variant.yaml")
        assert "extends" not in loaded.resolved_text()
        whole = changed(two_districts(), {"roads": {"road": {"length_km": 70}}})
        assert again(loaded).digest == loaded.digest == parse_scenario(text(whole)).digest

    def test_a_number_set_in_another_file_does_not_come_under_the_source_of_its_block(
        self, tmp_path: Path
    ):
        base = changed(minimal(), {**SOURCES, "roads": {"road": {"source": "survey"}}})
        (tmp_path / "base.yaml").write_text(text(base), encoding="utf-8")
        (tmp_path / "variant.yaml").write_text(
            "extends: base.yaml\n"
            "roads: {road: {length_km: 70, car_speed_kmh: {pert: [1, 2, 3]}}}\n",
            encoding="utf-8",
        )
        loaded = load_scenario(tmp_path / "variant.yaml")
        written = loaded.resolved_text()
        assert "source: survey" in written
        assert "length_km: {value: 70, source: null}" in written
        assert "car_speed_kmh: {pert: [1, 2, 3], source: null}" in written
        assert "convoy_speed_kmh: 30\n" in written
        assert again(loaded).scenario == loaded.scenario

    def test_a_source_of_its_own_stays(self, tmp_path: Path):
        base = changed(minimal(), {**SOURCES, "roads": {"road": {"source": "survey"}}})
        (tmp_path / "base.yaml").write_text(text(base), encoding="utf-8")
        (tmp_path / "variant.yaml").write_text(
            "extends: base.yaml\nroads: {road: {length_km: {value: 70, source: article}}}\n",
            encoding="utf-8",
        )
        loaded = load_scenario(tmp_path / "variant.yaml")
        assert "length_km: {value: 70, source: article}" in loaded.resolved_text()
        assert again(loaded).scenario == loaded.scenario


class TestScenario:
    def test_nobody_can_change_it(self):
        loaded = scenario().scenario
        with pytest.raises(ValueError, match="frozen"):
            loaded.title = "Another"
        with pytest.raises(TypeError, match="cannot be changed"):
            loaded.roads["other"] = loaded.roads["road"]
        with pytest.raises(TypeError, match="cannot be changed"):
            loaded.roads |= {}

    def test_it_travels_between_processes(self):
        import pickle

        loaded = load_scenario(EVERYTHING)
        other = pickle.loads(pickle.dumps(loaded))
        assert other.scenario == loaded.scenario
        assert other.digest == loaded.digest
        assert other.resolved_text() == loaded.resolved_text()
