"""Checks of the clauses: whom they concern, what they count, when they are due."""

from collections.abc import Iterator

from sim.clock import instant_text
from sim.scenario.actors import CivilianGroup
from sim.scenario.agreement import Clause, MeasureNumber, WhoArea, WhoNames
from sim.scenario.checks.dues import known_due
from sim.scenario.checks.members import concerned, counts, named
from sim.scenario.checks.searching import repeated
from sim.scenario.model import Scenario
from sim.scenario.problems import Found
from sim.scenario.texts import Meant, described

PEOPLE = ("troops", "civilians")
COUNTED = (*PEOPLE, "vehicles")


def who_and_what(scenario: Scenario) -> Iterator[Found]:
    """What must leave or arrive is somebody; what must happen takes time or waits."""
    for name, clause in scenario.agreement.clauses.items():
        path = ("agreement", "clauses", name)
        if clause.must == "happen":
            yield from _happening(path, clause)
        else:
            yield from _moving(path, clause)


def _happening(path: tuple[str, ...], clause: Clause) -> Iterator[Found]:
    meaningless = {
        "who": clause.who is not None,
        "what": bool(clause.what),
        "measure": clause.measure != "all",
        "stragglers_share": clause.stragglers_share.most() > 0,
    }
    for key, is_given in meaningless.items():
        if is_given:
            what = (
                f"what must 'happen' has no '{key}'; leave it out, or let somebody leave or arrive"
            )
            yield Found((*path, key), what, at_key=True)
    if clause.duration_hours is None and not clause.needs:
        what = "this would have happened at the start: give 'duration_hours' or what it 'needs'"
        yield Found(path, what)


def _moving(path: tuple[str, ...], clause: Clause) -> Iterator[Found]:
    if clause.who is None:
        yield Found(path, f"needs 'who': an area, or names, that must {clause.must}")
    if not clause.what:
        what = "needs 'what' is counted: troops, civilians, vehicles or a kind of equipment"
        yield Found(path, what)
    if clause.duration_hours is not None:
        what = f"a duration is only for what must 'happen', and this must '{clause.must}'"
        yield Found((*path, "duration_hours"), what, at_key=True)
    if isinstance(clause.who, WhoNames) and not clause.who.names:
        yield Found((*path, "who", "names"), "at least one unit or group must be named")
    for position, what in repeated(clause.what):
        yield Found((*path, "what", position), f"{described(what)} stands here twice")
    people = [what for what in clause.what if what in PEOPLE]
    if people and len(people) < len(clause.what):
        what = "people are not counted together with vehicles or equipment; write two clauses"
        yield Found((*path, "what"), what)
    elif "vehicles" in clause.what and len(set(clause.what)) > 1:
        what = "vehicles are not counted together with equipment; write two clauses"
        yield Found((*path, "what"), what)


def somebody_concerned(scenario: Scenario) -> Iterator[Found]:
    """Somebody has what a clause counts."""
    kinds = {kind for unit in scenario.troops.values() for kind in unit.equipment}
    for name, clause in scenario.agreement.clauses.items():
        if clause.must == "happen" or clause.who is None:
            continue
        path = ("agreement", "clauses", name)
        unknown = [what for what in clause.what if what not in COUNTED and what not in kinds]
        for what in unknown:
            position = clause.what.index(what)
            message = f"no unit has equipment {described(what)}"
            yield Found((*path, "what", position), message, meant=Meant(what, {*COUNTED, *kinds}))
        if not unknown and clause.what:
            yield from _concerned(path, scenario, clause)


def _concerned(path: tuple[str, ...], scenario: Scenario, clause: Clause) -> Iterator[Found]:
    members = named(scenario, clause)
    kinds = " or ".join(clause.what)
    if isinstance(clause.who, WhoArea):
        if not members:
            what = f"nobody is based in area '{clause.who.area}'; put troops or civilians into it"
            yield Found((*path, "who", "area"), what)
        elif not any(counts(clause, member) for member in members.values()):
            what = f"nobody based in area '{clause.who.area}' has {kinds}"
            yield Found((*path, "what"), what)
    if isinstance(clause.who, WhoNames):
        for position, member in enumerate(clause.who.names):
            if not counts(clause, members[member]):
                what = f"'{member}' has no {kinds}, which is what this clause counts"
                yield Found((*path, "who", "names", position), what)
        for position, member in repeated(clause.who.names):
            yield Found((*path, "who", "names", position), f"'{member}' stands here twice")
    if members and all(member.party != clause.party for member in members.values()):
        what = f"none of those concerned is of party '{clause.party}', which is to see to it"
        yield Found((*path, "party"), what)


def enough_to_count(scenario: Scenario) -> Iterator[Found]:
    """A number to be reached does not exceed what there is."""
    for name, clause in scenario.agreement.clauses.items():
        if not isinstance(clause.measure, MeasureNumber):
            continue
        total = _total(scenario, clause)
        if total > 0 and clause.measure.number.least() > total:
            path = ("agreement", "clauses", name, "measure", "number")
            what = (
                f"{clause.measure.number.text()} can never be reached: there are {total:g} at most"
            )
            yield Found(path, what)


def _total(scenario: Scenario, clause: Clause) -> float:
    total = 0.0
    for member in concerned(scenario, clause).values():
        if isinstance(member, CivilianGroup):
            total += member.people.most()
            continue
        for what in clause.what:
            if what == "troops":
                total += member.personnel.most()
            elif what == "vehicles":
                total += member.vehicles.most()
            elif what in member.equipment:
                total += member.equipment[what].most()
    return total


def dues_inside(scenario: Scenario) -> Iterator[Found]:
    """Every due instant that the file decides lies within the run, after the signing."""
    for name in scenario.agreement.clauses:
        due = known_due(scenario, name)
        if due is None:
            continue
        path = ("agreement", "clauses", name, "due")
        if due < scenario.start:
            what = f"due before the start of the run, {instant_text(scenario.start)}"
            yield Found(path, what)
        elif due > scenario.end:
            what = f"due after the end of the run, {instant_text(scenario.end)}; move 'end'"
            yield Found(path, what)
        elif due < scenario.agreement.signed:
            signed = instant_text(scenario.agreement.signed)
            yield Found(path, f"due before the agreement was signed, {signed}")
