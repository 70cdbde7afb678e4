"""Deliberate bugs, each caught by a known answer: the proof that the proofs can fail.

Each bug is planted in a rule or an actor for the time of a test, and the test that is to catch it
is then called as it stands; it must fail.
"""

import math
from collections.abc import Callable
from typing import Any

import pytest

from sim.outcomes.clauses import Fulfilment
from sim.processes import (
    agreement,
    civilians,
    entrance,
    extensions,
    instant,
    jobs,
    lane,
    laying,
    troops,
)
from sim.processes import vehicle_pools as pools
from sim.rules import answer, departure, entry, fulfilment, passing, projection
from tests.verification import (
    test_armies,
    test_breakdowns,
    test_clauses,
    test_closings,
    test_households,
    test_lorries,
    test_negotiation,
    test_one_convoy,
    test_one_lane,
    test_precedence,
    test_release,
    test_units,
)

Check = Callable[[], None]
entrance_seconds = passing.entrance_seconds
begin_second = departure.begin_second
patience_days = answer.patience_days
may_enter = entry.may_enter
extend = agreement.Agreement.extend


def no_spacing(vehicles: int, **road: float) -> float:
    return entrance_seconds(vehicles, **road | {"spacing_m": 0})


def fraction_lost(*, free_at: float, asked_second: int, granted_second: int) -> float:
    return granted_second


def tail_forgotten(*, start: float, entrance_seconds: float, tail_second: int) -> float:
    return start + entrance_seconds


def never_by_turn(**queue: Any) -> bool:
    return bool(queue["other_waits"] and not queue["own_waits"])


def margin_after_due(*args: Any, **household: Any) -> int | None:
    return begin_second(*args, **household | {"margin": -household["margin"]})


def clock_never_stops(*args: Any, **household: Any) -> int | None:
    return begin_second(*args, **household | {"stopped": 0})


def one_interval_too_many(first: int, last: int, *, convoys: int) -> list[int]:
    return [first + (last - first) * number // max(1, convoys) for number in range(convoys)]


def share_of_everybody(total: int, to_move: int, **measure: Any) -> int:
    return math.ceil(measure["amount"] * total) if measure["measure"] == "share" else to_move


def never_halved(**side: Any) -> float:
    return patience_days(**side | {"earlier_extensions": 0})


def patience_rounded_up(asked_days: int, *, patience_days: float) -> int:
    return min(asked_days, math.ceil(patience_days))


def uncapped(late: float, *, prudence: float, round_up_to_days: int, most_days: int) -> int:
    days = math.ceil(prudence * late / 24)
    return math.ceil(days / round_up_to_days) * round_up_to_days


def rate_since_the_beginning(*args: Any, **queue: Any) -> float:
    return float(queue["planned_vehicles_per_hour"])


def due_before_answers(self: agreement.Agreement, clause: agreement.ClauseState) -> instant.Key:
    return (instant.Rank.ROAD, clause.name, 0)


def public_at_once(self: agreement.Agreement, clause: agreement.ClauseState, due: int) -> None:
    extend(self, clause, due)
    clause.public_due = clause.due
    self._announce(clause.on_public)


def before_due(self: Fulfilment) -> bool:
    return self.completed is not None and self.due is not None and self.completed < self.due


def out_with_the_head(self: jobs.ExitWatch, place: str, second: int) -> None:
    if not self._is_done and place in self._exits:
        self._is_done = True
        self._instant.at(self._instant.second + 1, lambda: self._leave(place))


def never_back(self: pools.Pool, number: int, place: str) -> None:
    """A lorry that has unloaded is of no more use to anybody."""


BUGS: dict[str, tuple[Any, str, Any, Check]] = {
    "a column keeps no spacing": (
        passing,
        "entrance_seconds",
        no_spacing,
        test_one_convoy.test_over_one_road_it_is_out_after_its_pass_time_and_the_drive,
    ),
    "the remainder of a service is lost": (
        passing,
        "service_start",
        fraction_lost,
        test_release.test_over_an_hour_of_rush_the_throughput_is_exact,
    ),
    "the entrance is free before the tail has come up": (
        passing,
        "entrance_free_at",
        tail_forgotten,
        test_one_convoy.test_a_follower_waits_for_the_tail_of_a_convoy_that_is_strung_out,
    ),
    "out with the head instead of the tail": (
        jobs.ExitWatch,
        "__call__",
        out_with_the_head,
        test_one_convoy.test_over_one_road_it_is_out_after_its_pass_time_and_the_drive,
    ),
    "breakdowns stop nobody": (
        entrance.Entrance,
        "_breakdown",
        lambda *_, **__: 0,
        test_breakdowns.test_a_breakdown_holds_up_those_behind_and_not_the_one_that_broke_down,
    ),
    "lorries break down no more often than cars": (
        laying,
        "HEAVY_CLASSES",
        (),
        lambda: test_breakdowns.test_the_kth_breakdown_comes_when_the_exposure_fills_the_kth_gap(
            "lorry", 3
        ),
    ),
    "a one-lane stretch needs no clearing": (
        passing,
        "clearing_seconds",
        lambda **_: 0.0,
        test_one_lane.test_the_first_of_the_other_side_enters_when_the_last_has_cleared,
    ),
    "a turn is never over while its side waits": (
        passing,
        "must_turn",
        never_by_turn,
        lambda: test_one_lane.test_saturated_on_both_sides_a_cycle_is_two_turns_and_two_clearings(
            5
        ),
    ),
    "nobody has precedence": (
        lane.Lane,
        "first",
        lambda self, _, first=lane.Lane.first: first(self, None),
        test_precedence.test_the_class_with_precedence_enters_after_the_service_that_is_under_way,
    ),
    "a closed road grants all the same": (
        lane.Lane,
        "is_open_to",
        lambda *_: True,
        test_closings.test_a_window_lets_nobody_in_from_after_its_beginning_to_its_end,
    ),
    "lorries never return": (
        pools.Pool,
        "_free",
        never_back,
        lambda: test_lorries.test_one_lorry_needs_a_cycle_for_each_load(3),
    ),
    "margins count from due on": (
        departure,
        "begin_second",
        margin_after_due,
        test_households.test_one_that_nobody_tells_goes_by_due_alone,
    ),
    "an order to stay stops no clock": (
        departure,
        "begin_second",
        clock_never_stops,
        test_households.test_orders_to_stay_stop_the_clock_of_preparation,
    ),
    "the last call is never heard": (
        civilians.Group,
        "_call",
        lambda _: None,
        test_households.test_at_the_last_call_people_leave_loads_not_begun,
    ),
    "who heeds a strong notice heeds a weak one": (
        departure,
        "heeds",
        lambda obedience, *, heeded_by: obedience >= heeded_by,
        test_households.test_one_that_heeds_none_goes_by_due_alone,
    ),
    "a spread plan ends before its end": (
        departure,
        "spread_plan",
        one_interval_too_many,
        test_units.test_spread_runs_from_readiness_to_a_margin_before_due,
    ),
    "nobody plans again when due moves": (
        troops.Unit,
        "replan",
        lambda self, replan=troops.Unit.replan: None if self.plan else replan(self),
        test_units.test_late_what_is_left_is_late_by_the_new_due,
    ),
    "the rear guard waits for nobody": (
        departure,
        "rear_guard_count",
        lambda **_: 0,
        test_units.test_the_rear_guard_waits_for_the_civilians,
    ),
    "a share counts those who stay": (
        fulfilment,
        "needed",
        share_of_everybody,
        test_clauses.test_those_who_stay_are_left_out_of_the_whole,
    ),
    "on time means before due": (
        Fulfilment,
        "on_time",
        property(before_due),
        lambda: test_clauses.test_at_exactly_due_is_on_time(0, True),
    ),
    "due comes before the answers of its second": (
        agreement.Agreement,
        "_due_key",
        due_before_answers,
        test_negotiation.test_an_answer_at_exactly_due_counts,
    ),
    "what is agreed is public at once": (
        agreement.Agreement,
        "extend",
        public_at_once,
        test_households.test_what_is_agreed_but_not_public_moves_nobody,
    ),
    "patience is never halved": (
        answer,
        "patience_days",
        never_halved,
        test_negotiation.test_patience_is_halved_by_each_extension_given,
    ),
    "patience counts begun days": (
        answer,
        "granted_by_patience",
        patience_rounded_up,
        lambda: test_negotiation.test_as_many_whole_days_as_patience_allows(7.9, [7]),
    ),
    "a request is never capped": (
        projection,
        "extension_days",
        uncapped,
        lambda: test_negotiation.test_a_request_is_prudent_rounded_up_and_capped(400, 1, 3, 3),
    ),
    "a standing queue reveals nothing": (
        projection,
        "revealed_vehicles_per_hour",
        rate_since_the_beginning,
        lambda: test_negotiation.test_a_day_in_a_queue_reveals_what_the_road_lets_through(12, 1),
    ),
    "an army that waits so many hours waits for ever": (
        entry,
        "may_enter",
        lambda **army: may_enter(**army | {"waited_seconds": 0}),
        test_armies.test_it_waits_for_so_many_hours,
    ),
    "a party never gives up asking": (
        extensions.Negotiation,
        "_may_ask",
        lambda self: not self.clause.is_pending,
        lambda: test_negotiation.test_refused_it_asks_again_after_a_while(24, [6, 36, 66]),
    ),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, planted, check = BUGS[bug]
    check()
    monkeypatch.setattr(place, name, planted)
    with pytest.raises((AssertionError, LookupError)):
        check()
