"""Checks of what people are told."""

from collections.abc import Iterator

from sim.scenario.blocks import fixed_instant
from sim.scenario.checks.searching import repeated
from sim.scenario.model import Scenario
from sim.scenario.problems import Found


def complete(scenario: Scenario) -> Iterator[Found]:
    """A notice tells somebody something that can still be done."""
    for name, notice in scenario.notices.items():
        path = ("notices", name)
        if not notice.groups:
            yield Found((*path, "groups"), "a notice needs at least one group that is told")
        for position, group in repeated(notice.groups):
            yield Found((*path, "groups", position), f"'{group}' stands here twice")
        if notice.says == "leave-by" and notice.by is None:
            yield Found(path, "needs 'by': the instant by which they are told to leave")
        if notice.by is None:
            continue
        if notice.says != "leave-by":
            what = f"an instant goes with 'leave-by' only, and this notice says '{notice.says}'"
            yield Found((*path, "by"), what)
        told = fixed_instant(notice.at)
        if told is not None and notice.by <= told:
            yield Found((*path, "by"), "this has passed when they are told")
