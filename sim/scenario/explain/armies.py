"""Receiving armies in words: which columns enter, from where, and what they reach."""

from sim.scenario.actors import Column, ReceivingArmy
from sim.scenario.explain.names import Names, sentence
from sim.scenario.explain.numbers import in_words
from sim.scenario.explain.telling import Telling


def armies(names: Names) -> tuple[Telling, ...]:
    """All armies that enter, in the order of the file."""
    found = names.scenario.receiving_armies.items()
    return tuple(_army(names, name, army) for name, army in found)


def _army(names: Names, name: str, army: ReceivingArmy) -> Telling:
    text = (
        f"{names.of('receiving_armies', name)} ({names.party(army.party)}) stands at "
        f"{names.place(army.entry)} and enters {names.area(army.area)} by the date of "
        f"{names.clause(army.clause)}"
    )
    details = [_column(names, key, column) for key, column in army.columns.items()]
    if army.ready_after_hours.most() > 0:
        ready = in_words(army.ready_after_hours, "h")
        details.insert(0, f"It is not ready before {ready} after the start.")
    return Telling(f"receiving_armies.{name}", sentence(text), tuple(details))


def _column(names: Names, key: str, column: Column) -> str:
    people = f", {in_words(column.personnel, 'people')}" if column.personnel.most() > 0 else ""
    return sentence(
        f"column '{key}', {in_words(column.vehicles, 'vehicles')}{people}, reaches "
        f"{names.places(column.reaches)} at {in_words(column.advance_speed_kmh, 'km/h')}"
    )
