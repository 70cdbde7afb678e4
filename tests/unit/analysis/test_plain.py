"""Answers become plain data and come back as they were."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pytest

from sim.analysis.plain import from_plain, plain


@dataclass(frozen=True)
class Part:
    value: int | float | str
    low: float | None


@dataclass(frozen=True)
class Whole:
    name: str
    method: Literal["morris", "sobol"]
    parts: tuple[Part, ...]
    is_sure: bool


WHOLE = Whole("x", "sobol", (Part(3, math.inf), Part(2.5, None), Part("late", 0.0)), True)


def test_what_is_written_reads_back_as_it_was() -> None:
    text = json.dumps(plain(WHOLE), allow_nan=False)
    again = from_plain(Whole, json.loads(text))
    assert again == WHOLE
    assert [type(part.value) for part in again.parts] == [int, float, str]


def test_for_readers_what_never_came_is_empty() -> None:
    assert plain((math.inf, math.nan, 1.0), later=None) == [None, None, 1.0]


@pytest.mark.parametrize(
    "broken",
    [
        {"name": 3},
        {"method": "guess"},
        {"parts": {}},
        {"parts": [{"value": 1}]},
        {"is_sure": 1},
        {"parts": [{"value": None, "low": None}]},
    ],
)
def test_data_of_something_else_are_refused(broken: dict) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        from_plain(Whole, plain(WHOLE) | broken)


@dataclass(frozen=True)
class Grown(Whole):
    names: Mapping[str, str] = field(default_factory=dict)


def test_an_answer_from_before_there_was_a_field_reads_with_its_default() -> None:
    again = from_plain(Grown, plain(WHOLE))
    assert again.names == {}
    assert from_plain(Grown, plain(again) | {"names": {"a": "A"}}).names == {"a": "A"}
