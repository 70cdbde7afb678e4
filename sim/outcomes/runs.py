"""What came of a run as a whole."""

from collections.abc import Iterable

from sim.catalogue import Kind
from sim.outcomes.clauses import COLLAPSED, CUT_OFF, FINISHED, Fulfilment, fulfilment
from sim.outcomes.reading import Mask, Reading, hours


def how_it_ended(reading: Reading) -> str:
    """Whether nothing more could happen, the run was cut off, or the agreement collapsed."""
    return (CUT_OFF, FINISHED, COLLAPSED)[int(reading.of(Kind.ENDED)["value"].max())]


def run_row(reading: Reading) -> dict[str, object]:
    """The outcome of the run."""
    names = reading.roster.scenario.agreement.clauses
    clauses = {name: fulfilment(reading, name) for name in names}
    missed = _missed(clauses)
    first = min(missed, default=None)
    return {
        "ended_as": how_it_ended(reading),
        "ended_hours": hours(int(reading.of(Kind.ENDED)["second"].max())),
        "on_time_jointly": all_of(found.on_time for found in clauses.values()),
        "on_time_as_signed_jointly": all_of(found.on_time_as_signed for found in clauses.values()),
        "breaches_number": len(missed),
        "first_breach": first[1] if first else None,
        "first_breach_hours": hours(first[0]) if first else None,
        "stayed_people": int(reading.of(Kind.STAYS)["people"].sum()),
        "delay_person_hours": _delay_person_seconds(reading) / 3600,
        "abandoned_loads": int(reading.of(Kind.ABANDONED)["loads"].sum()),
        "destroyed_loads": int(reading.of(Kind.DESTROYED)["loads"].sum()),
        "requests_number": len(reading.of(Kind.ASKED)),
        "granted_days": int(reading.of(Kind.GRANTED)["value"].sum()),
        "violations_number": len(reading.of(Kind.VIOLATION)),
        "collapsed_hours": hours(first_second(reading, Kind.COLLAPSED)),
        "collapsed_area": _where_collapsed(reading),
        "posts_manned_number": len(reading.of(Kind.MANNED)),
    }


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether all hold: False as soon as one does not, None where that is not known.

    >>> all_of([True, None]), all_of([True, None, False]), all_of([True])
    (None, False, True)
    """
    found = list(answers)
    if False in found:
        return False
    return None if None in found else True


def _missed(clauses: dict[str, Fulfilment]) -> list[tuple[int, str]]:
    """Due instants that were missed, as moved, with their clauses."""
    return [
        (found.due, name)
        for name, found in clauses.items()
        if found.on_time is False and found.due is not None
    ]


def _delay_person_seconds(reading: Reading) -> int:
    """Time people of units and groups stood at roads, in their own vehicles or in pooled ones."""
    who: Mask = reading.are_troops | reading.are_civilians | reading.are_pools
    waits = reading.road_waits
    waits = waits.where(who[waits["subject"]])
    return int((waits.seconds * waits["people"]).sum())


def first_second(reading: Reading, kind: Kind) -> int | None:
    """When something first happened, or None."""
    seconds = reading.of(kind)["second"]
    return int(seconds[0]) if len(seconds) else None


def _where_collapsed(reading: Reading) -> str | None:
    places = reading.of(Kind.COLLAPSED)["at"].tolist()
    return reading.log.places[places[0]].removeprefix("areas.") if places else None
