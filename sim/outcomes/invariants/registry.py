"""All invariants, and what a log says against them."""

from collections.abc import Callable, Iterator
from itertools import islice

from sim.events.log import EventLog
from sim.outcomes.invariants import (
    agreed,
    airlifts,
    capacity,
    closings,
    conservation,
    deployment,
    form,
    hazards,
    movement,
    timelines,
)
from sim.outcomes.invariants.journeys import Checked
from sim.scenario.roster import Roster

Invariant = Callable[[Checked], Iterator[str]]

READABLE: tuple[Invariant, ...] = (form.codes, form.amounts)
"""What must hold before anything else can be looked at."""
INVARIANTS: tuple[Invariant, ...] = (
    form.order,
    form.end,
    conservation.presence,
    conservation.totals,
    conservation.movers,
    conservation.out_before_arrival,
    conservation.carriage,
    movement.sequence,
    movement.positions,
    movement.places_of_waits,
    movement.standing,
    movement.driving_times,
    timelines.waits,
    timelines.partition,
    timelines.riders,
    capacity.entrances,
    capacity.turns,
    capacity.first_come,
    closings.shut_roads,
    closings.openings,
    agreed.dues,
    agreed.requests,
    agreed.completion,
    agreed.entries,
    airlifts.sorties,
    airlifts.strength,
    airlifts.aircraft,
    airlifts.airfields,
    deployment.marches,
    deployment.rests,
    deployment.posts,
    deployment.supply,
    hazards.collapse,
    hazards.pauses,
    hazards.weather,
    hazards.suspensions,
    hazards.clearing,
)
MOST = 5
"""So many violations of one invariant are told."""


def violations_of(log: EventLog, roster: Roster) -> list[str]:
    """What a log says against the invariants of the model; nothing where all of them hold.

    Args:
        log: The events of one replication.
        roster: The names in it.

    Returns:
        A sentence for each violation, at most a few for each invariant.
    """
    reading = Checked(log, roster)
    unreadable = _violations(READABLE, reading)
    return unreadable or _violations(INVARIANTS, reading)


def _violations(invariants: tuple[Invariant, ...], reading: Checked) -> list[str]:
    return [
        f"{_name(invariant)}: {what}"
        for invariant in invariants
        for what in islice(invariant(reading), MOST)
    ]


def _name(invariant: Invariant) -> str:
    return f"{invariant.__module__.rsplit('.', 1)[1]}.{invariant.__name__}"
