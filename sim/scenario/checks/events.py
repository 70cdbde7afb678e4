"""Checks of instants that count from an event."""

from collections.abc import Iterator

from sim.scenario.blocks import AfterEvent
from sim.scenario.checks.searching import values
from sim.scenario.model import Scenario
from sim.scenario.problems import Found


def counted_one_way(scenario: Scenario) -> Iterator[Found]:
    """An instant counts after an event, or before one whose instant is known beforehand."""
    for path, when in values(scenario, AfterEvent):
        if when.before_hours is None:
            continue
        if when.after_hours is not None:
            what = "give after_hours or before_hours, not both"
            yield Found((*path, "before_hours"), what, at_key=True)
        is_due = when.event.startswith("clauses.") and when.event.endswith(".due")
        if not is_due:
            what = (
                f"nobody knows beforehand when {when.event} will be; before_hours is only for "
                "clauses.NAME.due"
            )
            yield Found((*path, "before_hours"), what, at_key=True)
