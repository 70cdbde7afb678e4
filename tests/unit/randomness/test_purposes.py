"""Addresses of random numbers never move: results would change without a word."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.randomness.purposes import Purpose, address

# Append new purposes here too; never change or reorder a line.
WRITTEN = [
    ("QUANTITY", "quantity"),
    ("HOUSEHOLD_PREPARE", "household_prepare"),
    ("HOUSEHOLD_MARGIN", "household_margin"),
    ("HOUSEHOLD_OBEDIENCE", "household_obedience"),
    ("HOUSEHOLD_LOADS", "household_loads"),
    ("HOUSEHOLD_STAYS", "household_stays"),
    ("HOUSEHOLD_VEHICLE", "household_vehicle"),
    ("HOUSEHOLD_CURVE", "household_curve"),
    ("LOAD_LOADING", "load_loading"),
    ("LOAD_UNLOADING", "load_unloading"),
    ("CONVOY_LOADING", "convoy_loading"),
    ("FLOW_GAP", "flow_gap"),
    ("BREAKDOWN_GAP", "breakdown_gap"),
    ("BREAKDOWN_TIME", "breakdown_time"),
    ("REQUEST_RELAY", "request_relay"),
    ("REQUEST_ANSWER", "request_answer"),
    ("REQUEST_PUBLIC", "request_public"),
    ("REQUEST_GRANT", "request_grant"),
    ("ENTRY_DELAY", "entry_delay"),
    ("CLAUSE_DURATION", "clause_duration"),
]


def test_purposes_are_only_ever_appended() -> None:
    # __members__ and not iteration: an alias would otherwise go unseen.
    found = [(name, purpose.value) for name, purpose in Purpose.__members__.items()]
    assert found[: len(WRITTEN)] == WRITTEN


def test_all_purposes_are_distinct() -> None:
    members = Purpose.__members__.values()
    assert len({purpose.value for purpose in members}) == len(members)
    assert len({address(purpose, "troops.kelbajar") for purpose in members}) == len(members)


def test_every_purpose_is_explained() -> None:
    explained = Purpose.__doc__ or ""
    assert [name for name in Purpose.__members__ if f"{name}: " not in explained] == []


def test_no_purpose_holds_the_separator() -> None:
    assert [purpose for purpose in Purpose if "\0" in purpose.value] == []


@pytest.mark.parametrize(
    ("purpose", "entity", "expected"),
    [
        (Purpose.QUANTITY, "troops.kelbajar", 12607461089786533444),
        (Purpose.QUANTITY, "roads.north.saturation_vehicles_per_hour", 6436600266731784420),
        (Purpose.HOUSEHOLD_PREPARE, "civilians.kelbajar-town", 14252992248375817588),
        (Purpose.ENTRY_DELAY, "receiving_armies.kelbajar", 807339137991820546),
    ],
)
def test_an_address_stays_what_it_was(purpose: Purpose, entity: str, expected: int) -> None:
    assert address(purpose, entity) == expected


def test_an_address_does_not_depend_on_the_process() -> None:
    code = (
        "from sim.randomness.purposes import Purpose, address;"
        "print(address(Purpose.QUANTITY, 'troops.kelbajar'))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {str(address(Purpose.QUANTITY, "troops.kelbajar"))}


@given(st.sampled_from(Purpose), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_path_has_an_address_of_64_bits(purpose: Purpose, entity: str) -> None:
    assert 0 <= address(purpose, entity) < 2**64


def test_neighbouring_paths_are_far_apart() -> None:
    found = [
        address(Purpose.LOAD_LOADING, f"civilians.town-{i}.loads.{j}")
        for i in range(100)
        for j in range(100)
    ]
    assert len(set(found)) == len(found)
