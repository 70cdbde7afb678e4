"""Which events are stepped to, and when there is nothing left to see."""

from typing import Any

from sim.analysis.replay.steps import AFTERWARDS_MINUTES, seen_until, steps_of
from sim.analysis.replay.telling import replay_data
from sim.analysis.trace.telling import tell
from sim.catalogue import Kind
from sim.outcomes.reading import Reading
from tests.builders import changed, minimal
from tests.runs import Told, run
from tests.verification.test_violations import front

BAD_DAYS = {"weather": {"zones": {"hills": {"slow_days_share": 0.5}}}}

IN_THE_AFTERNOON = {"agreement": {"clauses": {"handover": {"due": "2020-11-15 14:00"}}}}


def ran(changes: dict[str, Any] | None = None) -> Told:
    return run(changed(minimal(), changes or {}))


def kinds(told: Told) -> set[Kind | None]:
    lines = tell(told.log, told.roster)
    return {lines[number].kind for number in steps_of(lines)}


def test_the_clause_and_the_last_who_are_out_are_steps_and_setting_out_is_none() -> None:
    found = kinds(ran())
    assert {Kind.DUE_SET, Kind.OUT, Kind.COMPLETED, Kind.DUE} <= found
    assert not {Kind.PRESENT, Kind.DEPART, Kind.READY, Kind.ENDED, None} & found


def test_weather_is_told_and_stepped_over() -> None:
    told = ran(BAD_DAYS)
    lines = tell(told.log, told.roster)
    weather = {number for number, line in enumerate(lines) if line.kind is Kind.WEATHER}
    assert weather
    assert not weather & set(steps_of(lines))


def test_where_nothing_is_a_step_everything_is() -> None:
    told = ran()
    lines = [line for line in tell(told.log, told.roster) if line.kind is Kind.PRESENT]
    assert steps_of(lines) == list(range(len(lines)))


def test_weeks_of_weather_after_the_last_due_date_are_not_played() -> None:
    told = ran({**BAD_DAYS, **IN_THE_AFTERNOON, "end": "2020-12-20 00:00"})
    lines = tell(told.log, told.roster)
    done = max(line.second for line in lines if line.kind in (Kind.DUE, Kind.OUT))
    until = seen_until(lines, Reading(told.log, told.roster))
    assert until == -(-done // 60) + AFTERWARDS_MINUTES < told.rows(Kind.WEATHER)[-1].second // 60


def test_a_violation_long_after_everybody_left_is_played() -> None:
    told = ran({**BAD_DAYS, "violations": front()["violations"], "end": "2020-12-20 00:00"})
    lines = tell(told.log, told.roster)
    last = max(line.second for line in lines if line.kind is Kind.VIOLATION)
    assert last > max(told.seconds(Kind.DUE, Kind.OUT)) + 24 * 60 * 60
    assert seen_until(lines, Reading(told.log, told.roster)) >= last // 60


def test_the_sum_of_the_last_day_is_played_though_its_midnight_is_far() -> None:
    """The last are out an hour after midnight: what left that day is summed up at the next."""
    told = ran({**BAD_DAYS, "end": "2020-12-20 00:00"})
    lines = tell(told.log, told.roster)
    summed = max(line.second for line in lines if "over the day" in line.text)
    assert summed > max(told.seconds(Kind.DUE, Kind.OUT)) + 60 * AFTERWARDS_MINUTES
    assert seen_until(lines, Reading(told.log, told.roster)) == summed // 60


def test_a_clause_that_is_never_fulfilled_is_played_to_the_end() -> None:
    never = {"troops": {"battalion": {"ready_after_hours": 10_000}}}
    told = ran({**never, "end": "2020-11-20 00:00"})
    assert not told.rows(Kind.COMPLETED)
    data = replay_data(Reading(told.log, told.roster))
    assert data["end"] == data["ended"]


def test_what_is_played_holds_every_entry_and_every_clause() -> None:
    told = ran(BAD_DAYS)
    data = replay_data(Reading(told.log, told.roster))
    last = max(at for row in data["rows"] for at, what, _ in row["marks"] if what == "done")
    assert last <= data["end"] <= data["ended"]
