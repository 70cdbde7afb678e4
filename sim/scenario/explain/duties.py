"""Clauses in words: who must leave what, arrive, or do something, by when."""

from datetime import datetime

from sim.clock import instant_text
from sim.scenario.agreement import (
    Clause,
    MeasureAtMost,
    MeasureNumber,
    MeasureShare,
    WhoArea,
    WhoNames,
)
from sim.scenario.blocks import DatedInstant
from sim.scenario.explain.names import Names, sentence
from sim.scenario.explain.numbers import in_words, listed
from sim.scenario.explain.telling import Telling


def duties(names: Names) -> tuple[Telling, ...]:
    """All clauses, dated ones first, in the order of their dates."""
    clauses = names.scenario.agreement.clauses
    return tuple(duty(names, name) for name in sorted(clauses, key=lambda n: _order(clauses[n])))


def duty(names: Names, name: str) -> Telling:
    """One clause: the duty, and where its date comes from."""
    clause = names.scenario.agreement.clauses[name]
    text = f"{names.clause(name)}: {what_is_owed(names, clause)}{_by_when(names, clause)}"
    details = (*_conditions(names, clause), *_date_origin(names, clause))
    return Telling(f"agreement.clauses.{name}", sentence(text), details)


def what_is_owed(names: Names, clause: Clause) -> str:
    """The duty without its date: `Armenia must have all troops out of Kelbajar district`."""
    party = names.party(clause.party)
    if clause.must == "happen":
        length = ""
        if clause.duration_hours is not None:
            length = f", which takes {in_words(clause.duration_hours, 'h')}"
        return f"{party} must see to it that it happens{length}"
    whom = _measured(clause)
    match clause.who:
        case WhoArea():
            area = names.area(clause.who.area)
            if clause.must == "leave":
                return f"{party} must have {whom} out of {area}"
            return f"{party} must have {whom} of {area} where they are to go"
        case WhoNames():
            members = listed([names.member(member) for member in clause.who.names])
            if clause.must == "leave":
                return f"{party} must have {whom} of {members} out"
            return f"{party} must have {whom} of {members} where they are to go"
        case _:
            return f"{party} must have {whom} out"


def _measured(clause: Clause) -> str:
    counted = listed([kind.replace("-", " ") for kind in clause.what]) or "people"
    match clause.measure:
        case MeasureShare():
            return f"{in_words(clause.measure.share, 'share')} of the {counted}"
        case MeasureNumber():
            return f"at least {in_words(clause.measure.number)} of the {counted}"
        case MeasureAtMost():
            return f"all but {in_words(clause.measure.at_most)} of the {counted}"
        case _:
            return f"all {counted}"


def _by_when(names: Names, clause: Clause) -> str:
    when = names.when(clause.due)
    return f", {when}" if when.startswith("as soon as") else f" by {when}"


def _conditions(names: Names, clause: Clause) -> tuple[str, ...]:
    said = []
    if clause.needs:
        said.append(sentence(f"it counts only once {names.events(clause.needs)}"))
    if clause.stragglers_share.likely() > 0:
        missing = in_words(clause.stragglers_share, "share")
        said.append(sentence(f"it is met even if {missing} of them are missing"))
    return tuple(said)


def _date_origin(names: Names, clause: Clause) -> tuple[str, ...]:
    due = clause.due
    if not isinstance(due, DatedInstant):
        return ()
    sources = names.scenario.sources
    said = []
    if due.source in sources:
        said.append(f"The date is from: {sources[due.source].title}.")
    elif due.confidence == "assumed":
        said.append("The date is assumed.")
    for rival in due.rivals:
        by = f" ({sources[rival.source].title})" if rival.source in sources else ""
        said.append(f"Another source has {_rival_date(rival.value)}{by}.")
    return tuple(said)


def _rival_date(written: str) -> str:
    try:
        return instant_text(datetime.strptime(written, "%Y-%m-%d %H:%M"))
    except ValueError:
        return written


def _order(clause: Clause) -> tuple[bool, datetime]:
    due = clause.due
    if isinstance(due, datetime):
        return False, due
    return (False, due.value) if isinstance(due, DatedInstant) else (True, datetime.max)
