"""How things stood at whole hours."""

from typing import Any, cast

import numpy as np
import pytest

from sim.catalogue import SERIES, Cause, Kind
from sim.outcomes.measure import measure
from sim.outcomes.series import series
from tests.builders import changed, minimal, two_districts
from tests.engines.crowded import CROWDED
from tests.logs import HOUR, Written
from tests.runs import run

UNIT, GROUP = "troops.battalion", "civilians.townspeople"
SECOND = 1 / HOUR


def short(hours: float = 5, **changes: Any) -> dict[str, Any]:
    """The minimal scenario, ended after a few hours; due at 4 h."""
    minutes = round(hours * 60)
    end = f"2020-11-10 {minutes // 60:02d}:{minutes % 60:02d}"
    due = {"agreement": {"clauses": {"handover": {"due": "2020-11-10 04:00"}}}}
    return changed(changed(minimal(), {"end": end, **due}), changes)


def test_a_value_is_what_stands_when_the_hours_first_second_is_over():
    log = Written(short()).add(0, Kind.PRESENT, UNIT, people=10)
    log.add(2, Kind.OUT, UNIT, number=0, people=3)
    log.add(2 + SECOND, Kind.OUT, UNIT, number=1, people=7)
    assert log.values("areas.district.troops_inside_people") == [10, 10, 7, 0, 0, 0]
    assert log.values("areas.district.out_people") == [0, 0, 3, 10, 10, 10]


def test_the_end_itself_is_the_last_value():
    log = Written(short()).add(0, Kind.PRESENT, UNIT, people=10)
    log.add(5, Kind.OUT, UNIT, number=0, people=10)
    assert log.values("areas.district.troops_inside_people")[-1] == 0


def test_an_end_within_an_hour_adds_none():
    log = Written(short(5.5)).add(0, Kind.PRESENT, UNIT, people=10)
    log.add(5.25, Kind.OUT, UNIT, number=0, people=10)
    assert log.values("areas.district.troops_inside_people") == [10] * 6


def test_those_who_stay_are_never_inside():
    log = (
        Written(short()).add(0, Kind.PRESENT, GROUP, people=10).add(0, Kind.STAYS, GROUP, people=4)
    )
    log.add(1, Kind.OUT, GROUP, number=0, people=6)
    log.add(3, Kind.ARRIVE, GROUP, number=0, people=6)
    assert log.values("areas.district.civilians_inside_people") == [6, 0, 0, 0, 0, 0]
    assert log.values("areas.district.arrived_people") == [0, 0, 0, 6, 6, 6]


def test_loads_leave_are_abandoned_or_destroyed():
    log = Written(short()).add(0, Kind.PRESENT, GROUP, loads=9)
    log.add(1, Kind.OUT, GROUP, number=0, loads=2).add(2, Kind.ABANDONED, GROUP, loads=3)
    log.add(3, Kind.DESTROYED, UNIT, loads=1)
    assert log.values("areas.district.loads_inside") == [9, 7, 4, 3, 3, 3]


def test_a_queue_counts_vehicles_of_all_causes_at_its_own_entrance():
    log = Written(short()).wait(1, 3, UNIT, at="road>border", number=0, vehicles=20)
    log.wait(2, 4, GROUP, at="road>border", number=0, vehicles=1, cause=Cause.BREAKDOWN)
    log.wait(2, None, GROUP, at="road>town", number=1, vehicles=1, cause=Cause.NIGHT)
    log.wait(0, 5, UNIT, at="town", number=1, vehicles=7, cause=Cause.NOT_READY)
    assert log.values("roads.road>border.queue_vehicles") == [0, 20, 21, 1, 0, 0]
    assert log.values("roads.road>town.queue_vehicles") == [0, 0, 1, 1, 1, 1]


def test_an_extension_is_in_force_from_when_due_moves():
    log = Written(short()).add(0, Kind.DUE_SET, "clauses.handover", value=4 * HOUR)
    log.add(1.5, Kind.DUE_MOVED, "clauses.handover", value=(4 + 24 * 5) * HOUR)
    log.add(3, Kind.DUE_MOVED, "clauses.handover", value=(4 + 24 * 7) * HOUR)
    assert log.values("clauses.handover.extension_days") == [0, 0, 5, 7, 7, 7]


@pytest.mark.parametrize("hours", [23, 25])
def test_a_day_on_which_summer_time_changes_is_a_day(hours: int):
    log = Written(short()).add(0, Kind.DUE_SET, "clauses.handover", value=4 * HOUR)
    log.add(1, Kind.DUE_MOVED, "clauses.handover", value=(4 + hours) * HOUR)
    assert log.values("clauses.handover.extension_days")[-1] == 1


def test_a_clause_without_a_due_has_no_extension():
    assert Written(short()).values("clauses.handover.extension_days") == [0] * 6


def test_every_entry_of_the_catalogue_has_a_series_for_every_thing():
    found = Written(two_districts()).series()
    things = {
        "areas": ["areas.north", "areas.south"],
        "roads": [
            "roads.road>border",
            "roads.road>town",
            "roads.north-crossing>town",
            "roads.north-crossing>north",
            "roads.south-crossing>town",
            "roads.south-crossing>south",
        ],
        "clauses": ["clauses.north-handover", "clauses.south-handover"],
        "contingents": [],
        "posts": [],
        "flows": [],
    }
    expected = [
        f"{thing}.{entry.name.rsplit('.', 1)[1]}"
        for entry in SERIES
        for thing in things[entry.name.split(".", 1)[0]]
    ]
    assert list(found.names) == expected
    assert found.values.shape == (505, len(expected))
    assert found.values.dtype == np.int32


@pytest.mark.parametrize("name", CROWDED)
def test_series_end_with_what_the_tables_say(name: str):
    told = run(CROWDED[name]())
    found = series(told.log, told.roster)
    last = dict(zip(found.names, found.values[-1].tolist(), strict=True))
    for area in measure(told.log, told.roster, replication=0)["areas"]:
        path, number = f"areas.{area['area']}", cast("dict[str, int]", area)
        inside = last[f"{path}.troops_inside_people"] + last[f"{path}.civilians_inside_people"]
        here = number["troops_people"] + number["civilians_people"] - number["stayed_people"]
        assert last[f"{path}.out_people"] + inside == here
        gone = ("loads_out", "loads_abandoned", "loads_destroyed")
        left = number["loads"] - sum(number[key] for key in gone)
        assert last[f"{path}.loads_inside"] == left
