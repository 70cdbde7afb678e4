"""What was agreed is kept account of: dues, requests, completion, and entries."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.clauses import ClauseRows, fulfilment
from sim.outcomes.invariants.journeys import Checked
from sim.outcomes.reading import Ints
from sim.scenario.agreement import Clause

ANSWERS = (Kind.GRANTED, Kind.REFUSED, Kind.LAPSED)


def dues(reading: Checked) -> Iterator[str]:
    """A due instant is set once, moves only later, and comes unless a request holds it open."""
    for name in reading.roster.scenario.agreement.clauses:
        rows, found = ClauseRows(reading, name), fulfilment(reading, name)
        times = {kind: len(rows.of(kind)) for kind in (Kind.DUE_SET, Kind.DUE, Kind.COMPLETED)}
        yield from (f"{name}: {kind.word} {n} times" for kind, n in times.items() if n > 1)
        moves = rows.of(Kind.DUE_MOVED)
        values = np.concatenate((rows.of(Kind.DUE_SET)["value"], moves["value"]))
        if np.any(np.diff(values) <= 0):
            yield f"{name}: due moves to an earlier second"
        fallen = rows.of(Kind.DUE)
        if not len(fallen):
            if found.due is not None and _comes(reading, found.due) and not _open(rows, found.due):
                yield f"{name}: due at {found.due}, and it never comes"
            continue
        second, value = int(fallen["second"][0]), int(fallen["value"][0])
        if value != found.due or np.any(moves["second"] > second):
            yield f"{name}: falls due for {value}, although it is due at {found.due}"
        if second != value and not (second > value and _open(rows, value)):
            yield f"{name}: due at {value} and falls due at {second}"


def _comes(reading: Checked, second: int) -> bool:
    """Whether the run came to the end of a second; a collapse may come first within its own."""
    return second < reading.ended or second == reading.end


def _open(rows: ClauseRows, second: int) -> bool:
    """Whether a request was pending when a second was over."""
    asked = int((rows.of(Kind.ASKED)["second"] <= second).sum())
    answers = (rows.of(kind)["second"] for kind in ANSWERS)
    return asked > sum(int((seconds <= second).sum()) for seconds in answers)


def requests(reading: Checked) -> Iterator[str]:
    """One request is open at a time, and nobody is given more than was asked."""
    for name in reading.roster.scenario.agreement.clauses:
        rows = ClauseRows(reading, name)
        asked = rows.of(Kind.ASKED)
        answers = np.sort(np.concatenate([rows.of(kind)["second"] for kind in ANSWERS]))
        if len(answers) > len(asked) or len(asked) > len(answers) + 1:
            yield f"{name}: {len(asked)} requests and {len(answers)} answers"
            continue
        if np.any(asked["second"][: len(answers)] > answers):
            yield f"{name}: answered before it asked"
        if np.any(asked["second"][1:] < answers[: len(asked) - 1]):
            yield f"{name}: asks again before it is answered"
        granted = rows.of(Kind.GRANTED)
        if len(granted) and int(granted["value"].max()) > int(asked["value"].max()):
            yield f"{name}: given more days than it asked for"


def completion(reading: Checked) -> Iterator[str]:
    """A clause is completed at the second at which its measure is reached, not before or after."""
    for name, clause in reading.roster.scenario.agreement.clauses.items():
        completed = ClauseRows(reading, name).of(Kind.COMPLETED)
        if clause.must == "happen" or not _is_countable(clause):
            continue
        seconds, amounts = _counted(reading, name, clause)
        if not len(completed):
            continue
        second, needed = int(completed["second"][0]), int(completed["value"][0])
        reached = int(amounts[seconds <= second].sum())
        before = int(amounts[seconds < second].sum())
        if reached < needed:
            yield f"{name}: completed with {reached} of {needed}"
        if before >= needed and second > 0 and not clause.needs:
            yield f"{name}: {before} of {needed} before second {second}, and not completed"


def _is_countable(clause: Clause) -> bool:
    """Whether the log tells all that it counts: equipment is told when out, not on arrival."""
    return clause.must == "leave" or set(clause.what) <= {"troops", "civilians", "vehicles"}


def _counted(reading: Checked, name: str, clause: Clause) -> tuple[Ints, Ints]:
    """Seconds and amounts of all that a clause counts."""
    rows = reading.of(Kind.OUT if clause.must == "leave" else Kind.ARRIVE)
    members = reading.members(name)
    rows = rows.where(members[rows["subject"]])
    troops = reading.are_troops[rows["subject"]]
    people = np.where(troops, "troops" in clause.what, "civilians" in clause.what)
    amounts = rows["people"] * people + rows["vehicles"] * (troops & ("vehicles" in clause.what))
    gear = reading.of(Kind.EQUIPMENT_OUT)
    kinds = [reading.places.get(f"equipment.{kind}", -1) for kind in clause.what]
    gear = gear.where(members[gear["subject"]] & np.isin(gear["at"], kinds))
    return (
        np.concatenate((rows["second"], gear["second"])),
        np.concatenate((amounts, gear["value"])),
    )


def entries(reading: Checked) -> Iterator[str]:
    """An army enters once, after its clause fell due, and not while those it waits for are in."""
    for name, army in reading.roster.scenario.receiving_armies.items():
        rows = reading.of(Kind.ENTERED)
        rows = rows.where(rows["subject"] == reading.subjects[f"receiving_armies.{name}"])
        if not len(rows):
            continue
        second = int(rows["second"][0])
        if len(rows) > 1:
            yield f"{name} enters {len(rows)} times"
        due = ClauseRows(reading, army.clause).of(Kind.DUE)["second"]
        if not len(due) or second <= due[0]:
            yield f"{name} enters at {second}, before {army.clause} falls due"
        if army.late_area != "waits":
            continue
        based = reading.areas == list(reading.roster.scenario.areas).index(army.area)
        late = {"troops": reading.are_troops}
        if army.waits_for == "troops-and-civilians":
            late["civilians"] = reading.are_civilians
        for who, mask in late.items():
            if inside := reading.inside(based & mask, second):
                yield f"{name} enters at {second}, with {inside} {who} inside"
