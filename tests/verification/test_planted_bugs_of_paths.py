"""Deliberate bugs in the reading of paths, each caught by a known answer."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.outcomes.paths import clauses, rows
from sim.outcomes.paths.carriers import Carriers
from sim.outcomes.paths.diary import Diaries, _Backwards
from tests.verification import test_paths as known

Check = Callable[[], None]
own_wait = Diaries._wait


def never_behind(self: _Backwards, step: int) -> bool:
    return False


def all_queues(self: Diaries, position: int) -> Any:
    return own_wait(self, position)._replace(cause="road-queue")


def never_breaks(self: Diaries, who: Any, entry: Any) -> list[Any]:
    return [self.segment(who, entry.second, entry.free, cause="driving", at=entry.lane)]


def blames_the_fleet(self: Carriers, vehicle: Any, wait: Any, until: int, *, at: int) -> list[Any]:
    return [wait._replace(end=until)]


def knows_nobody_else(self: Any, event: str, second: int) -> list[Any]:
    return []


def no_bus(self: Carriers, who: Any, pool: str, second: int, *, at: int) -> None:
    return None


def all_the_time(clause: str, path: str, completed: Any, *, last: int, is_on_path: bool) -> Any:
    collection, _, member = path.partition(".")
    return {
        "clause": clause,
        "collection": collection,
        "member": member,
        "out_hours": last / 3600,
        "is_on_path": is_on_path,
        "float_hours": completed / 3600,
    }


@pytest.mark.parametrize(
    ("owner", "name", "bug", "check"),
    [
        (
            _Backwards,
            "_is_behind",
            never_behind,
            known.test_over_two_roads_a_wait_that_its_tail_hid_is_not_on_the_path,
        ),
        (Diaries, "_wait", all_queues, known.test_at_a_loading_point),
        (Diaries, "_wait", all_queues, known.test_a_road_closed_by_order),
        (Diaries, "entering", never_breaks, known.test_a_broken_vehicle_of_its_own),
        (Carriers, "coming", blames_the_fleet, known.test_a_lorry_held_at_a_loading_point),
        (Carriers, "ride", no_bus, known.test_people_who_ride_are_held_up_by_their_bus),
        (
            clauses.ClausePaths,
            "_followed_by",
            knows_nobody_else,
            known.test_the_rear_guard_rests_on_the_civilians_it_waited_for,
        ),
        (
            rows,
            "_float_row",
            all_the_time,
            known.test_the_float_of_who_was_out_before_is_the_time_until_completion,
        ),
    ],
)
def test_a_planted_bug_is_caught(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, bug: Callable[..., Any], check: Check
) -> None:
    check()
    monkeypatch.setattr(owner, name, bug)
    with pytest.raises(AssertionError):
        check()
