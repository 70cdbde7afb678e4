"""Clauses: when they are due, what they need, and what merely happens."""

from functools import partial

from sim.clock import span_seconds
from sim.processes.agreement import ClauseState
from sim.processes.instant import Rank
from sim.processes.ledger import counted
from sim.processes.world import World
from sim.rules import fulfilment
from sim.scenario.agreement import Clause, MeasureAtMost, MeasureNumber, MeasureShare
from sim.scenario.blocks import AfterEvent, fixed_instant


def open_clauses(world: World) -> None:
    """Make every clause known to the agreement, before anybody is counted."""
    for name, block in sorted(world.scenario.agreement.clauses.items()):
        world.agreement.clauses[name] = ClauseState(
            name=name,
            code=world.codes[f"clauses.{name}"],
            falls_due=world.signals[f"clauses.{name}.due"],
            is_completed=world.signals[f"clauses.{name}.completed"],
            is_measured=block.must != "happen",
            open_needs=set(block.needs),
        )


def watch(world: World, name: str) -> None:
    """Follow one clause: count who leaves or arrives, hear what it needs, know when it is due."""
    block = world.scenario.agreement.clauses[name]
    clause = world.agreement.clauses[name]
    if block.must != "happen":
        _count_members(world, name, block, clause)
    _know_due(world, name, block, clause)
    for event in sorted(set(block.needs)):
        world.listen(
            event,
            (Rank.CLAUSE, f"clauses.{name}", 1),
            partial(_hear, world, clause, event),
        )
    if block.must == "happen" and not block.needs:
        world.listen(
            "signed", (Rank.CLAUSE, f"clauses.{name}", 1), lambda: _get_going(world, clause)
        )
    world.agreement.check(clause)


def _count_members(world: World, name: str, block: Clause, clause: ClauseState) -> None:
    what = frozenset(block.what)
    total = to_move = 0
    for path in world.roster.members[name]:
        account = world.ledger.accounts[path]
        count = partial(
            counted, account, what, vehicles=account.vehicles, equipment=account.equipment
        )
        total += count(people=account.people)
        to_move += count(people=account.people_to_move)
        counts = account.leaving if block.must == "leave" else account.arriving
        counts.append((clause, what))
    measure, amount = _measure(world, name, block)
    clause.needed = fulfilment.needed(
        total,
        to_move,
        measure=measure,
        amount=amount,
        stragglers_share=world.value(f"agreement.clauses.{name}.stragglers_share"),
    )


def _measure(world: World, name: str, block: Clause) -> tuple[str, float]:
    kinds = ((MeasureShare, "share"), (MeasureNumber, "number"), (MeasureAtMost, "at_most"))
    for kind, word in kinds:
        if isinstance(block.measure, kind):
            return word, world.value(f"agreement.clauses.{name}.measure.{word}")
    return "all", 0.0


def _know_due(world: World, name: str, block: Clause, clause: ClauseState) -> None:
    if not isinstance(block.due, AfterEvent):
        local = fixed_instant(block.due)
        assert local is not None
        world.agreement.set_due(clause, world.roster.second(local))
        return
    due = block.due
    hours = world.optional(f"agreement.clauses.{name}.due.after_hours") or 0.0

    def know() -> None:
        fired = world.signals[due.event].second
        assert fired is not None
        world.agreement.set_due(clause, max(world.now + 1, fired + span_seconds(hours)))

    world.listen(due.event, (Rank.CLAUSE, f"clauses.{name}", 0), know)


def _hear(world: World, clause: ClauseState, event: str) -> None:
    """Something it needs has happened."""
    clause.open_needs.discard(event)
    if clause.is_measured:
        world.agreement.check(clause)
    elif not clause.open_needs:
        _get_going(world, clause)


def _get_going(world: World, clause: ClauseState) -> None:
    """What must happen has all it needs: it takes its time, then it is done."""
    seconds = world.draws.durations.get(clause.name, 1)
    world.instant.at(world.now + seconds, lambda: world.agreement.complete(clause))
