"""The proof proves something: a bug planted in each actor is caught by the check named for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from sim.clock import duration_seconds
from sim.processes import clauses, clearing_teams, closings, weather
from sim.processes.agreement import Agreement
from sim.processes.airlifts import Airlift
from sim.processes.contingents import Peacekeepers
from sim.processes.flows import Stream
from sim.processes.peace import Peace
from sim.processes.posts import RollOut
from sim.processes.road import Roads
from sim.processes.slots import Slots
from sim.processes.suspensions import Halt
from sim.processes.troops import Unit
from sim.processes.violations import Front
from sim.processes.world import World
from sim.rules import airlift, deployment, hazard
from tests.verification import (
    test_airlift,
    test_clearing,
    test_march,
    test_milestones,
    test_posts,
    test_suspensions,
    test_violations,
    test_weather,
)


@dataclass(frozen=True)
class Bug:
    """A bug and the check that catches it.

    Attributes:
        what: What is wrong.
        where, name: What is replaced.
        by: What stands there instead; it is given what stood there.
        caught_by: The test, and what it is called with.
    """

    what: str
    where: object
    name: str
    by: Callable[[Any], Any]
    caught_by: Callable[..., None]
    given: dict[str, Any] = field(default_factory=dict)


def always(value: object) -> Callable[[Any], Any]:
    """Always the same answer, and nothing done."""
    return lambda _: lambda *_args, **_kwargs: value


NEVER = always(None)


def grant_all(_: Any) -> Any:
    def grant(self: Slots) -> None:
        self._free = max(self._free, len(self._waiting))
        while self._waiting:
            self._instant.resume(self._waiting.pop(0)[1])

    return grant


def only_remember(_: Any) -> Any:
    def wait(self: Peacekeepers) -> None:
        self._gathered_since = self.world.now

    return wait


def collapse_goes_on(_: Any) -> Any:
    def collapse(self: Peace) -> None:
        self.collapsed = self._instant.second

    return collapse


def keyword(**changed: Any) -> Callable[[Any], Any]:
    """The same with other arguments."""
    return lambda stood: lambda *args, **named: stood(*args, **(named | changed))


BUGS = (
    Bug(
        "everybody parks",
        Slots,
        "grant",
        grant_all,
        test_airlift.test_through_one_parking_place_one_lands_each_time_another_has_unloaded,
    ),
    Bug(
        "an aircraft is lost on each flight",
        Slots,
        "leave",
        NEVER,
        test_airlift.test_one_aircraft_flies_round_after_round,
    ),
    Bug(
        "the first day is flown whole",
        airlift,
        "take_offs",
        keyword(begins=0),
        test_airlift.test_of_the_first_day_only_the_hours_that_are_left_count,
    ),
    Bug(
        "sorties held up leave at night",
        Airlift,
        "_next_opening",
        lambda _: lambda self: self.world.now,
        test_airlift.test_a_sortie_held_up_keeps_to_the_hours_of_operation,
    ),
    Bug(
        "aircraft fly in any weather",
        World,
        "is_shut",
        always(False),
        test_airlift.test_weather_holds_sorties_on_the_ground_at_home_until_the_day_after,
    ),
    Bug(
        "more land than there are",
        airlift,
        "carried",
        keyword(most=10**6),
        test_airlift.test_sorties_land_with_what_the_plan_says_until_all_have_come,
    ),
    Bug(
        "all pieces are of one kind",
        airlift,
        "dealt_kinds",
        lambda _: lambda number, shares: [shares[0][0]] * number,
        test_airlift.test_aircraft_and_equipment_come_by_their_shares,
    ),
    Bug(
        "nobody counts what was authorised",
        airlift,
        "excess",
        always(0),
        test_airlift.test_strength_above_the_authorised_is_recorded_as_it_lands,
    ),
    Bug(
        "helicopters never set out",
        Peacekeepers,
        "_set_out",
        NEVER,
        test_airlift.test_what_flies_itself_needs_no_sortie_and_is_in_place_when_it_lands,
    ),
    Bug(
        "vehicles are people",
        deployment,
        "march_leaves",
        lambda stood: lambda people, **rest: stood(people=people + rest["pieces"], **rest),
        test_march.test_vehicles_are_not_people,
    ),
    Bug(
        "the first unit takes all vehicles",
        deployment,
        "march_unit",
        lambda _: lambda people, pieces, unit_people: (min(people, unit_people), pieces),
        test_march.test_those_too_many_for_a_unit_wait_for_the_next_or_their_longest,
    ),
    Bug(
        "those who stay behind are forgotten",
        Peacekeepers,
        "_wait_from_now",
        only_remember,
        test_march.test_those_too_many_for_a_unit_wait_for_the_next_or_their_longest,
    ),
    Bug(
        "nobody rests",
        deployment,
        "stretches",
        lambda _: lambda drives, most_seconds: [len(drives)],
        test_march.test_it_rests_where_roads_meet_before_it_would_drive_too_long,
        {"drive_hours": 1.9, "rests": 1},
    ),
    Bug(
        "posts are never dropped",
        RollOut,
        "drop",
        always((0, 0)),
        test_march.test_a_unit_drops_a_post_when_its_tail_passes,
    ),
    Bug(
        "a day is never full",
        RollOut,
        "_is_day_full",
        always(False),
        test_posts.test_so_many_are_begun_in_a_calendar_day_and_no_more,
    ),
    Bug(
        "posts are begun out of nothing",
        deployment,
        "can_man",
        always(True),
        test_posts.test_a_post_takes_people_and_vehicles,
        {"needs": {"personnel": 101, "vehicles": 10}, "is_begun": False},
    ),
    Bug(
        "a team is half as fast",
        clearing_teams,
        "duration_seconds",
        lambda _: lambda hours: duration_seconds(2 * hours),
        test_clearing.test_a_team_clears_road_after_road_at_its_rate,
    ),
    Bug(
        "a cleared road stays slow",
        World,
        "clear",
        NEVER,
        test_clearing.test_its_own_speed_holds_until_then,
    ),
    Bug(
        "nobody hears that a road is open to him",
        World,
        "open_for",
        NEVER,
        test_clearing.test_a_road_opens_to_a_class_once_it_is_cleared,
    ),
    Bug(
        "it opens to somebody else",
        closings,
        "CLASSES",
        lambda stood: tuple(reversed(stood)),
        test_clearing.test_that_a_road_opens_to_a_class_is_written_down_for_that_class,
    ),
    Bug(
        "a flow never ends",
        Stream,
        "_end",
        NEVER,
        test_clearing.test_a_flow_may_end_when_a_road_is_cleared,
    ),
    Bug(
        "a flow is there from the start",
        Stream,
        "send",
        lambda stood: lambda self: stood(setattr(self, "_runs", True) or self),
        test_clearing.test_a_road_that_nothing_keeps_a_class_from_is_open_to_it_at_the_start,
    ),
    Bug(
        "no day is closed",
        weather,
        "weather_state",
        keyword(closed_above=99.0),
        test_weather.test_days_are_closed_or_slow_as_often_as_the_thresholds_say,
    ),
    Bug(
        "snow slows nobody",
        Roads,
        "slow",
        NEVER,
        test_weather.test_on_slow_days_a_road_carries_a_share_of_what_it_carries,
        {"factor": 0.5},
    ),
    Bug(
        "cover does nothing",
        hazard,
        "happens",
        always(True),
        test_violations.test_under_cover_a_share_of_them_is_left,
    ),
    Bug(
        "posts cover nothing",
        Peace,
        "man",
        NEVER,
        test_violations.test_a_post_covers_from_the_second_in_which_it_is_manned,
    ),
    Bug(
        "nothing pauses",
        Front,
        "_pause",
        NEVER,
        test_violations.test_a_pause_closes_the_roads_that_touch_the_area_for_so_long,
    ),
    Bug(
        "a run outlives its agreement",
        Peace,
        "collapse",
        collapse_goes_on,
        test_violations.test_a_collapse_ends_the_run,
    ),
    Bug(
        "nobody keeps to a suspension",
        Peace,
        "is_suspended",
        always(False),
        test_suspensions.test_from_its_second_on_no_convoy_begins_to_load,
    ),
    Bug(
        "a suspension never ends",
        Halt,
        "end",
        NEVER,
        test_suspensions.test_it_begins_at_its_date_and_lasts_as_long_as_it_says,
    ),
    Bug(
        "all leave at once when it is over",
        Unit,
        "_soonest",
        lambda _: lambda self: self.world.now,
        test_suspensions.test_the_headway_holds_from_the_last_one_gone,
    ),
    Bug(
        "due does not move with it",
        Agreement,
        "shift",
        NEVER,
        test_suspensions.test_due_may_move_by_as_long_as_it_lasts,
    ),
    Bug(
        "milestones take no time",
        clauses,
        "_get_going",
        lambda _: (
            lambda world, clause: world.instant.at(
                world.now + 1, lambda: world.agreement.complete(clause)
            )
        ),
        test_milestones.test_a_chain_takes_the_sum_of_its_parts,
    ),
)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.what.replace(" ", "-"))
def test_a_planted_bug_is_caught(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    bug.caught_by(**bug.given)
    monkeypatch.setattr(bug.where, bug.name, bug.by(getattr(bug.where, bug.name)))
    with pytest.raises(AssertionError):
        bug.caught_by(**bug.given)
