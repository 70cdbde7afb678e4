"""What YAML 1.1 would read as something else means what it says, or is refused; never changed."""

import pytest

from tests.builders import minimal, parse_scenario, refusals, text

TRAPS = [
    "no", "NO", "off", "y", "yes", "on", "true", "12:30", "1:30:00", "010", "0o17", "0x1f", "0b1",
    "1_000", "1e3", "+1", "1.", ".5", ".inf", "-.inf", ".nan", "2020-11-15", "2020-11-15T01:00:00Z",
    "0", "3.10", "=",
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_where_text_is_needed_it_is_text(trap: str):
    written = text(minimal()).replace("One road out", trap)
    assert parse_scenario(written).scenario.title == trap


@pytest.mark.parametrize("trap", TRAPS)
def test_where_a_number_is_needed_it_is_that_number_or_refused(trap: str):
    written = text(minimal()).replace("personnel: 400", f"personnel: {trap}")
    found = refusals(written=written)
    if trap in ("0", "1e3", "+1"):
        assert found == []
        personnel = parse_scenario(written).scenario.troops["battalion"].personnel
        assert personnel.value == {"0": 0, "1e3": 1000, "+1": 1}[trap]
    else:
        assert [path for _, path, _ in found] == ["troops.battalion.personnel"]


@pytest.mark.parametrize("trap", TRAPS)
def test_where_an_instant_is_needed_it_is_refused(trap: str):
    written = text(minimal()).replace("due: 2020-11-15 00:00", f"due: {trap}")
    assert [path for _, path, _ in refusals(written=written)] == ["agreement.clauses.handover.due"]


@pytest.mark.parametrize("name", ["no", "yes", "on", "true", "010", "1e3", "2020"])
def test_as_a_name_it_is_a_name(name: str):
    written = text(minimal()).replace("border", name)
    loaded = parse_scenario(written)
    assert name in loaded.scenario.places
    assert loaded.scenario.roads["road"].to == name


@pytest.mark.parametrize("trap", ["~", "null", ""])
def test_nothing_is_refused_rather_than_taken_for_a_value(trap: str):
    for line, path in (
        ("title: One road out", "title"),
        ("personnel: 400", "troops.battalion.personnel"),
        ("due: 2020-11-15 00:00", "agreement.clauses.handover.due"),
    ):
        key = line.split(":")[0]
        found = refusals(written=text(minimal()).replace(line, f"{key}: {trap}"))
        assert [p for _, p, _ in found] == [path]


def test_a_class_of_the_zodiac_of_booleans_is_no_choice():
    found = refusals({"troops": {"battalion": {"departure": True}}})
    assert [path for _, path, _ in found] == ["troops.battalion.departure"]
