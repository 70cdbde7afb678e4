"""Units, groups, pools and other traffic in words: who is there to leave or to help."""

from sim.scenario.actors import CivilianGroup, Flow, TroopUnit, VehiclePool
from sim.scenario.explain.names import CLASSES, Names, classes_in_words, sentence
from sim.scenario.explain.numbers import amount, in_words
from sim.scenario.explain.telling import Telling
from sim.scenario.quantities import Quantity

_PATTERNS = {
    "as-soon-as-possible": "as soon as it can",
    "spread": "spread over the time until due",
    "late": "as late as it can",
}


def present(names: Names) -> tuple[Telling, ...]:
    """Troop units, civilian groups, pools of vehicles and other traffic, in this order."""
    scenario = names.scenario
    return (
        *(_unit(names, name, unit) for name, unit in scenario.troops.items()),
        *(_group(names, name, group) for name, group in scenario.civilians.items()),
        *(_pool(names, name, pool) for name, pool in scenario.vehicle_pools.items()),
        *(_flow(names, name, flow) for name, flow in scenario.flows.items()),
    )


def _unit(names: Names, name: str, unit: TroopUnit) -> Telling:
    text = (
        f"{names.of('troops', name)} ({names.party(unit.party)}) at {names.place(unit.place)}: "
        f"{in_words(unit.personnel, 'people')} and {in_words(unit.vehicles, 'vehicles')}"
    )
    details = [_departure(names, unit)]
    if unit.rear_guard is not None:
        share = in_words(unit.rear_guard.share, "share")
        hours = in_words(unit.rear_guard.hours_before_due, "h")
        details.append(
            f"The last {share} of its convoys wait until the civilians are out, at the latest "
            f"until {hours} before due."
        )
    if unit.needs:
        details.append(sentence(f"its convoys wait until {names.events(unit.needs)}"))
    if unit.lifted_by is not None and unit.lift_loads.most() > 0:
        hours = in_words(unit.destroyed_hours_before_due, "h")
        details.append(
            f"{amount_of(unit.lift_loads, 'loads')} can only be moved by "
            f"{names.of('vehicle_pools', unit.lifted_by)}; what is not begun {hours} before due "
            "is destroyed."
        )
    return Telling(f"troops.{name}", sentence(text), tuple(details))


def amount_of(quantity: Quantity, unit: str) -> str:
    """A quantity in words that begin a sentence."""
    words = in_words(quantity, unit)
    return words[:1].upper() + words[1:]


def _departure(names: Names, unit: TroopUnit) -> str:
    convoy = in_words(unit.convoy_vehicles, "vehicles")
    to = names.place(unit.to) if unit.to else "the nearest exit"
    said = f"It leaves for {to} in convoys of up to {convoy}, {_PATTERNS[unit.departure]}"
    begins = []
    if unit.ready_after is not None:
        begins.append(f"once {names.event(unit.ready_after)}")
    if unit.ready_after_hours.most() > 0:
        from_when = "after that" if unit.ready_after else "after the start"
        begins.append(f"{in_words(unit.ready_after_hours, 'h')} {from_when}")
    if begins:
        said += f"; it is ready {' and '.join(begins)}"
    return said + "."


def _group(names: Names, name: str, group: CivilianGroup) -> Telling:
    called, place = names.of("civilians", name), names.place(group.place)
    where = "" if place in called else f" in {place}"
    text = (
        f"{called}{where}: "
        f"{in_words(group.people, 'people')}, {in_words(group.household_people)} to a household"
    )
    to = names.place(group.to) if group.to else "the nearest exit"
    details = [f"They leave for {to}{_means(names, group)}.", *_preparation(group)]
    if group.loads_by is not None and group.loads_per_household.most() > 0:
        details.append(
            f"They take {in_words(group.loads_per_household, 'loads/household')}, carried by "
            f"{names.of('vehicle_pools', group.loads_by)}."
        )
    if group.stays_share.most() > 0:
        details.append(
            sentence(f"{in_words(group.stays_share, 'share')} of the households stay for good")
        )
    return Telling(f"civilians.{name}", sentence(text), tuple(details))


def _means(names: Names, group: CivilianGroup) -> str:
    own = group.own_vehicle_share
    if own.is_certain and own.value == 1:
        return " in vehicles of their own"
    others = names.of("vehicle_pools", group.people_by) if group.people_by else "other vehicles"
    if own.most() == 0:
        return f" with {others}"
    return (
        f": {in_words(own, 'share')} of the households in their own vehicle, the others with "
        f"{others}"
    )


def _preparation(group: CivilianGroup) -> tuple[str, ...]:
    said = []
    if group.departure_curve is not None:
        half = in_words(group.departure_curve.half_time_hours, "h")
        said.append(f"Half of them have left {half} after being told, along an S-shaped curve.")
    if group.prepare_days is not None:
        said.append(
            f"A household's time to prepare, once told: {in_words(group.prepare_days, 'days')}."
        )
    if group.margin_hours.most() > 0:
        said.append(
            "Told or not, it means to begin so long before due: "
            f"{in_words(group.margin_hours, 'h')}."
        )
    if group.last_call_hours.most() > 0:
        said.append(
            sentence(
                f"{in_words(group.last_call_hours, 'h')} before due it goes with what is loaded"
            )
        )
    return tuple(said)


def _pool(names: Names, name: str, pool: VehiclePool) -> Telling:
    what = "goods" if pool.carries == "loads" else "people"
    text = (
        f"{names.of('vehicle_pools', name)}, based at {names.place(pool.base)}: "
        f"{in_words(pool.vehicles, 'vehicles')}"
    )
    unloads = names.place(pool.unloads_at) if pool.unloads_at else "their base"
    where = "at the door" if pool.loads_at == "door" else "at a loading point"
    details = [
        f"They drive in empty, as {CLASSES[pool.vehicle_class]}, and carry {what} out.",
        f"Loading {where} takes {in_words(pool.loading_hours, 'h')}, unloading at {unloads} "
        f"{in_words(pool.unloading_hours, 'h')}.",
    ]
    return Telling(f"vehicle_pools.{name}", sentence(text), tuple(details))


def _flow(names: Names, name: str, flow: Flow) -> Telling:
    text = (
        f"{names.of('flows', name)}, from {names.place(flow.from_)} to {names.place(flow.to)}: "
        f"{traffic(flow)}, as {classes_in_words([flow.vehicle_class])}"
    )
    details = []
    if flow.night_share is not None:
        details.append(sentence(f"{in_words(flow.night_share, 'share')} of it at night"))
    return Telling(f"flows.{name}", sentence(text), tuple(details))


def traffic(flow: Flow) -> str:
    """How much other traffic there is."""
    if flow.vehicles_by_date:
        days = sorted(flow.vehicles_by_date)
        return f"by date, from {days[0]} to {days[-1]}"
    if flow.vehicles_per_day is None:
        return amount(0, "vehicles/day")
    return in_words(flow.vehicles_per_day, "vehicles/day")
