"""Checks of the frame of a run: its first and last instant, its time zone, its nights."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from sim.clock import Calendar, instant_text
from sim.scenario.checks.searching import values
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Meant, described


def end_after_start(scenario: Scenario) -> Iterator[Found]:
    """The last instant comes after the first one."""
    if scenario.end <= scenario.start:
        what = f"the end must come after the start, which is {instant_text(scenario.start)}"
        yield Found(("end",), what)


def zone_known(scenario: Scenario) -> Iterator[Found]:
    """The time zone is one of the tz database."""
    zone = scenario.time_zone
    if not _is_zone(zone):
        what = (
            f"no time zone {described(zone)}; a name of the tz database is needed, as Asia/Yerevan"
        )
        near = Meant(zone, frozenset(available_timezones()))
        yield Found(("time_zone",), what, meant=near)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    # The machine's own zone would mean something else on every machine.
    return name != "localtime"


def instants_exist(scenario: Scenario, broken: frozenset[str]) -> Iterator[Found]:
    """Every instant is one that clocks in the zone show (summer time skips an hour)."""
    if not _is_zone(scenario.time_zone):
        return
    calendar = Calendar(start=datetime(2000, 1, 1), zone=scenario.time_zone)
    for path, local in values(scenario, datetime):
        if path[0] not in broken and not calendar.exists(local):
            what = (
                f"{local:%Y-%m-%d %H:%M} does not exist in {scenario.time_zone}: clocks skip it "
                "when summer time begins; write the hour after"
            )
            yield Found(path, what)


def signed_before_end(scenario: Scenario) -> Iterator[Found]:
    """The agreement is signed before the run ends."""
    signed = scenario.agreement.signed
    if signed > scenario.end:
        what = f"signed after the end of the run, {instant_text(scenario.end)}"
        yield Found(("agreement", "signed"), what)


def night_means_something(scenario: Scenario) -> Iterator[Found]:
    """Night has a length, and somebody is bound by it or some flow knows it."""
    night = scenario.night
    if night is None:
        return
    if night.begins == night.ends:
        yield Found(("night", "ends"), "night must end at another hour than it begins")
    flows = scenario.flows.values()
    if not night.binds and all(flow.night_share is None for flow in flows):
        what = "this night changes nothing: name the classes it 'binds', or leave it out"
        yield Found(("night",), what)
