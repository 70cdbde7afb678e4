"""What happens when: the dated lines of a scenario in order, and what follows events instead."""

from collections.abc import Iterator
from datetime import datetime

from sim.clock import instant_text
from sim.scenario.actors import Flow, Notice, ReceivingArmy
from sim.scenario.blocks import AfterEvent, DatedInstant, fixed_instant
from sim.scenario.explain.duties import what_is_owed
from sim.scenario.explain.hazards import suspensions
from sim.scenario.explain.names import Names, classes_in_words, sentence
from sim.scenario.explain.numbers import in_words, listed
from sim.scenario.explain.peacekeepers import deployments
from sim.scenario.explain.people import traffic
from sim.scenario.explain.telling import Dated, Happening, Telling
from sim.scenario.geography import Closing, OpenTo, Road

When = datetime | DatedInstant | AfterEvent


def calendar(names: Names) -> tuple[Dated, ...]:
    """All that is dated, in order; what falls on one instant stands as in the file."""
    scenario = names.scenario
    dated = [
        Dated(scenario.start, "start", "The simulation begins."),
        Dated(scenario.agreement.signed, "agreement.signed", "The agreement is signed."),
    ]
    for happening in happenings(names):
        at = fixed_instant(happening.when)
        if at is not None:
            dated.append(Dated(at, happening.path, happening.text))
    dated.append(Dated(scenario.end, "end", "The simulation ends."))
    return tuple(sorted(dated, key=lambda line: line.at))


def rules(names: Names) -> tuple[Telling, ...]:
    """All that has no date of its own: what follows events, and what always holds."""
    said = [
        Telling(happening.path, sentence(f"{names.when(happening.when)}: {happening.text}"))
        for happening in happenings(names)
        if fixed_instant(happening.when) is None
    ]
    return (*said, *_standing(names))


def happenings(names: Names) -> Iterator[Happening]:
    """All that the file sets an instant for."""
    scenario = names.scenario
    for name, notice in scenario.notices.items():
        yield Happening(f"notices.{name}", notice.at, _told(names, notice))
    for name, road in scenario.roads.items():
        yield from _of_road(names, name, road)
    for name, flow in scenario.flows.items():
        yield from _of_flow(names, name, flow)
    for name, pool in scenario.vehicle_pools.items():
        if pool.available_from is not None:
            text = sentence(f"{names.of('vehicle_pools', name)} can be sent out from here on")
            yield Happening(f"vehicle_pools.{name}.available_from", pool.available_from, text)
    for name, clause in scenario.agreement.clauses.items():
        text = sentence(f"{names.clause(name)} is due: {what_is_owed(names, clause)}")
        yield Happening(f"agreement.clauses.{name}.due", clause.due, text)
    for name, army in scenario.receiving_armies.items():
        due = scenario.agreement.clauses[army.clause].due
        yield Happening(f"receiving_armies.{name}", due, _entry(names, name, army))
    yield from deployments(names)
    yield from suspensions(names)


def _told(names: Names, notice: Notice) -> str:
    groups = listed([names.of("civilians", group) for group in notice.groups])
    orders = {"leave": "to leave", "stay": "to stay"}
    order = orders.get(notice.says, "to leave")
    if notice.says == "leave-by" and notice.by is not None:
        order = f"to leave by {instant_text(notice.by)}"
    heeded = notice.heeded_by
    some = "" if heeded.least() >= 1 else f" ({in_words(heeded, 'share')} of households heed it)"
    return sentence(f"{groups} are told {order}{some}")


def _of_road(names: Names, name: str, road: Road) -> Iterator[Happening]:
    called = names.road(name)
    for key, closing in road.closings.items():
        path = f"roads.{name}.closings.{key}"
        to = _bound(closing)
        yield Happening(f"{path}.closed_from", closing.closed_from, _now(called, f"closes{to}"))
        if closing.closed_until is not None:
            text = _now(called, f"opens again{to}")
            yield Happening(f"{path}.closed_until", closing.closed_until, text)
    for (when, how), classes in _openings(road).items():
        text = _now(called, f"opens to {classes_in_words(classes)}{how}")
        yield Happening(f"roads.{name}.open_to.{classes[0]}", when, text)


def _openings(road: Road) -> dict[tuple[When, str], list[str]]:
    """The classes a road opens to, by instant and speed; never is told among the rules."""
    found: dict[tuple[When, str], list[str]] = {}
    for vehicle_class, opening in road.open_to.items():
        when = opening.opens if isinstance(opening, OpenTo) else opening
        if isinstance(when, str):
            continue
        speed = opening.speed_kmh if isinstance(opening, OpenTo) else None
        how = f", at {in_words(speed, 'km/h')}" if speed is not None else ""
        found.setdefault((when, how), []).append(vehicle_class)
    return found


def _now(road: str, what: str) -> str:
    return sentence(f"{road} {what}")


def _bound(closing: Closing) -> str:
    return f" to {classes_in_words(closing.classes)}" if closing.classes else ""


def _of_flow(names: Names, name: str, flow: Flow) -> Iterator[Happening]:
    called = names.of("flows", name)
    begins = flow.begins if flow.begins is not None else names.scenario.start
    yield Happening(f"flows.{name}.begins", begins, sentence(f"{called} begins, {traffic(flow)}"))
    if flow.until is not None:
        yield Happening(f"flows.{name}.until", flow.until, sentence(f"{called} ends"))


def _entry(names: Names, name: str, army: ReceivingArmy) -> str:
    called, area = names.of("receiving_armies", name), names.area(army.area)
    after = army.enters_after_due_hours
    later = f" {in_words(after, 'h')} later" if after.most() > 0 else ""
    return sentence(f"{called} enters {area} from {names.place(army.entry)}{later}{_if_late(army)}")


def _if_late(army: ReceivingArmy) -> str:
    whom = "troops" if army.waits_for == "troops" else "troops or civilians"
    if army.late_area == "enters":
        return ", even if troops are still inside"
    if army.late_area == "waits-hours" and army.wait_hours is not None:
        hours = in_words(army.wait_hours, "h")
        return f"; if {whom} are still inside it waits, but at most {hours}"
    return f"; if {whom} are still inside it waits"


def _standing(names: Names) -> Iterator[Telling]:
    scenario = names.scenario
    night = scenario.night
    if night is not None:
        binds = f"; {classes_in_words(night.binds)} enter no road at night" if night.binds else ""
        yield Telling("night", sentence(f"night is from {night.begins} to {night.ends}{binds}"))
    for name, road in scenario.roads.items():
        never = [key for key, opening in road.open_to.items() if opening == "never"]
        if never:
            text = f"{names.road(name)} is never open to {classes_in_words(never)}"
            yield Telling(f"roads.{name}.open_to", sentence(text))
