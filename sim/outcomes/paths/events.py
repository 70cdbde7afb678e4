"""When events happened that others wait for, as far as the log tells."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.reading import Reading
from sim.scenario.words import CLASSES

ROWS = {
    ("clauses", "completed"): Kind.COMPLETED,
    ("clauses", "due"): Kind.DUE,
    ("troops", "ready"): Kind.READY,
    ("posts", "manned"): Kind.MANNED,
    ("receiving_armies", "entered"): Kind.ENTERED,
    ("suspensions", "begun"): Kind.SUSPENDED,
    ("suspensions", "ended"): Kind.RESUMED,
    ("contingents", "deployed"): Kind.IN_PLACE,
}
"""Events that are a row of their subject; of several the last."""
REQUESTS = {"asked": Kind.ASKED, "agreed": Kind.GRANTED, "refused": Kind.REFUSED}
MOVERS = ("troops", "civilians")


def second_of(reading: Reading, event: str) -> int | None:
    """When an event happened; None where it did not, or the log does not tell."""
    if event == "signed":
        return max(0, reading.roster.signed)
    collection, name, what = event.split(".")
    if collection in MOVERS and what == "out":
        return last_out(reading, f"{collection}.{name}")
    if collection == "roads":
        return _of_road(reading, name, what)
    kind = ROWS.get((collection, what))
    subjects = [f"{collection}.{name}"]
    if collection == "extensions":
        kind = REQUESTS.get(what)
        clauses = reading.roster.scenario.agreement.extensions[name].clauses
        subjects = [f"clauses.{clause}" for clause in clauses]
    if kind is None:
        return None
    rows = reading.of(kind)
    codes = [reading.subjects[path] for path in subjects]
    seconds = rows["second"][np.isin(rows["subject"], codes)]
    if not len(seconds):
        return None
    return int(seconds[0] if collection == "extensions" else seconds[-1])


def last_out(reading: Reading, path: str) -> int | None:
    """When the last of a unit or group was out; None where somebody still is not."""
    out, code = reading.movers_out, reading.subjects[path]
    own = out.where(out["subject"] == code)
    vehicles = reading.by_subject(Kind.PRESENT, "vehicles")[code]
    if own["people"].sum() < reading.leaving_people[code] or own["vehicles"].sum() < vehicles:
        return None
    return int(own["second"][-1]) if len(own) else 0


def _of_road(reading: Reading, name: str, what: str) -> int | None:
    if what == "cleared":
        lanes = [code for road, _, code in reading.lanes if road == name]
        rows = reading.of(Kind.CLEARED)
        seconds = rows["second"][np.isin(rows["at"], lanes)]
    else:
        bit = 1 << CLASSES.index(what.removeprefix("opened-to-"))
        rows = reading.of(Kind.OPENED_TO)
        own = (rows["subject"] == reading.subjects[f"roads.{name}"]) & (rows["value"] == bit)
        seconds = rows["second"][own]
    return int(seconds[0]) if len(seconds) else None


def waited_for(reading: Reading, path: str) -> Iterator[str]:
    """What a unit's convoys may have had to wait for: its needs, and of a rear guard civilians."""
    scenario = reading.roster.scenario
    unit = scenario.troops[path.partition(".")[2]]
    yield from unit.needs
    if unit.rear_guard is not None:
        area = reading.roster.bases[path].area
        for name in scenario.civilians:
            if reading.roster.bases[f"civilians.{name}"].area == area:
                yield f"civilians.{name}.out"
