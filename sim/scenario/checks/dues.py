"""When a clause is due, as far as the file alone decides it."""

from datetime import datetime, timedelta

from sim.clock import span_seconds
from sim.scenario.blocks import AfterEvent, fixed_instant
from sim.scenario.model import Scenario


def known_due(scenario: Scenario, clause: str) -> datetime | None:
    """The due instant of a clause as signed, or None where only the run decides it."""
    seen: set[str] = set()
    seconds = 0
    while clause not in seen:
        seen.add(clause)
        due = scenario.agreement.clauses[clause].due
        fixed = fixed_instant(due)
        if fixed is not None:
            return _moved(fixed, seconds)
        if not isinstance(due, AfterEvent):
            return None
        hours = _hours(due)
        if hours is None:
            return None
        seconds += span_seconds(hours)
        if due.event == "signed":
            return _moved(scenario.agreement.signed, seconds)
        collection, name, event = due.event.split(".")
        if (collection, event) != ("clauses", "due"):
            return None
        clause = name
    return None


def _hours(due: AfterEvent) -> float | None:
    after, before = due.after_hours, due.before_hours
    if any(hours is not None and not hours.is_certain for hours in (after, before)):
        return None
    return (after.value if after else 0.0) - (before.value if before else 0.0)


def _moved(local: datetime, seconds: int) -> datetime | None:
    try:
        return local + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max if seconds > 0 else datetime.min
