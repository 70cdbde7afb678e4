"""Files made to hurt are refused quickly, without recursion and without growing."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sim.errors import ScenarioError
from sim.scenario.document import text_of
from sim.scenario.load import parse_scenario
from tests.builders import minimal, text

PATIENCE_SECONDS = 5.0
"""Processor time; far above what a refusal takes, far below what running away would."""


@contextmanager
def quickly() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < PATIENCE_SECONDS


def refused(written: str) -> list[str]:
    with quickly(), pytest.raises(ScenarioError) as caught:
        parse_scenario(written)
    return [problem.what for problem in caught.value.problems]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{", "a: [", "{a: "])
def test_fifty_thousand_levels_are_refused(opening: str):
    found = refused(opening * 50_000)
    assert any(what.startswith(("nested deeper than 40", "cannot be read")) for what in found)
    assert len(found) < 50


def test_fifty_thousand_levels_by_indentation_are_refused():
    assert refused("\n".join(" " * depth + "a:" for depth in range(1500))) == [
        "nested deeper than 40 levels"
    ]


def test_ten_megabytes_are_refused():
    with quickly(), pytest.raises(ScenarioError, match="is larger than 2 MB"):
        text_of(b"a: 1\n" * 2_000_000, "f.yaml")
    assert refused("a: 1\n" * 2_000_000) == ["is larger than 2 MB, the most a scenario file may be"]


def test_three_hundred_thousand_values_are_refused():
    assert refused("[" + "1," * 300_000 + "]") == [
        "the file holds more than 100000 keys and values"
    ]


def test_a_billion_laughs_are_refused_before_anybody_laughs():
    laughs = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert "an anchor (&a0) may not be used; write the value again where it is needed" in refused(
        "\n".join(laughs)
    )


@pytest.mark.parametrize(
    "written",
    [
        "a: " + "9" * 1_900_000,
        "a" * 1_900_000 + ": 1",
        "? " + "a" * 1_900_000 + "\n: 1",
        '"' + "\\x00" * 400_000 + '": 1',
        "'" * 1_000_000,
        "#" * 1_900_000,
        " " * 1_900_000 + "a: 1",
        "\n" * 1_900_000 + "a",
        "a: |\n" + "  x\n" * 400_000,
        "!" * 1_000_000,
        "- " * 900_000,
        "a: &" + "x" * 1_000_000 + " 1",
    ],
    ids=lambda written: written[:8],
)
def test_one_endless_line_is_refused(written: str):
    for what in refused(written):
        assert len(what) < 500


def test_thousands_of_unknown_keys_are_refused_quickly():
    assert (
        len(refused(text(minimal()) + "\n".join(f"raods{n}: 1" for n in range(40_000)))) >= 40_000
    )


def test_thousands_of_unknown_names_among_thousands_of_known_ones_are_refused_quickly():
    places = "\n".join(f"  place-{n}: {{name: Place}}" for n in range(12_000))
    exits = ", ".join(f"plaec-{n}" for n in range(30_000))
    written = text(minimal()).replace("places:\n", f"places:\n{places}\n", 1)
    written = written.replace("    exits:\n    - border\n", f"    exits: [{exits}]\n")
    found = refused(written)
    assert len(found) == 30_000
    assert sum("did you mean" in what for what in found) > 100


def test_thousands_of_broken_numbers_are_refused_quickly():
    roads = "".join(
        f"  road-{n}: {{from: town, to: border, length_km: {{prt: 1}}, car_speed_kmh: fast,"
        f" convoy_speed_kmh: 010, saturation_vehicles_per_hour: 12:30}}\n"
        for n in range(5000)
    )
    written = text(minimal()).replace("roads:\n", f"roads:\n{roads}", 1)
    assert len(refused(written)) == 20_000


def test_thousands_of_areas_and_units_are_read_quickly():
    def repeated(line: str) -> str:
        return "".join(line.replace("N", str(n)) for n in range(1500))

    written = text(minimal())
    for key, line in (
        ("places", "  place-N: {name: Place}\n"),
        ("areas", "  area-N: {name: Area, places: [place-N], exits: [border]}\n"),
        ("roads", "  road-N: {from: place-N, to: border, length_km: 5, car_speed_kmh: 50, "
                  "convoy_speed_kmh: 30, saturation_vehicles_per_hour: 600}\n"),
        ("  clauses", "    clause-N: {party: leaver, who: {area: area-N}, what: [troops], due: "
                      "2020-11-15 00:00, needs: [troops.unit-N.ready]}\n"),
        ("troops", "  unit-N: {party: leaver, place: place-N, personnel: 5, vehicles: 1}\n"),
    ):  # fmt: skip
        written = written.replace(f"{key}:\n", f"{key}:\n{repeated(line)}", 1)
    with quickly():
        assert len(parse_scenario(written).scenario.troops) == 1501


def test_it_needs_no_deep_stack():
    """A caller that is itself deep down can still load a file nested as deep as allowed."""
    written = text(minimal()) + "zz: " + "[" * 38 + "]" * 38

    def at_depth(left: int) -> str:
        if left:
            return at_depth(left - 1)
        with pytest.raises(ScenarioError) as caught:
            parse_scenario(written)
        return str(caught.value)

    limit = sys.getrecursionlimit()
    assert "zz: unknown key" in at_depth(limit - 400)
