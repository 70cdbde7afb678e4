"""What came of each clause: whether in time, who was still inside, what was asked and granted."""

from dataclasses import dataclass

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.reading import Mask, Reading, Rows, hours

FINISHED, CUT_OFF, STUCK, COLLAPSED = "finished", "cut off", "stuck", "collapsed"
ANSWERS = {Kind.GRANTED: "granted", Kind.REFUSED: "refused", Kind.LAPSED: "lapsed"}


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """When a clause was due and when it was fulfilled.

    Attributes:
        due_as_signed, due: Seconds; None where the event they count from never happened.
        completed: When it was fulfilled, if it was.
        fell_due: Whether it fell due at all before the run ended.
        end: The last second of the run.
    """

    due_as_signed: int | None
    due: int | None
    completed: int | None
    fell_due: bool
    end: int

    @property
    def on_time(self) -> bool | None:
        """Whether it was fulfilled by its due as moved; None while that is open.

        It is open until the clause falls due: a request still pending may move due yet.
        """
        if self.completed is not None and self.due is not None and self.completed <= self.due:
            return True
        return False if self.fell_due else None

    @property
    def on_time_as_signed(self) -> bool | None:
        """The same against its due as signed."""
        if self.due_as_signed is None:
            return None
        if self.completed is not None:
            return self.completed <= self.due_as_signed
        return False if self.due_as_signed <= self.end else None

    def late_by(self, due: int | None) -> float | None:
        """Hours from a due instant to its fulfilment."""
        if due is None or self.completed is None:
            return None
        return hours(self.completed - due)


class ClauseRows:
    """The rows of one clause by kind."""

    def __init__(self, reading: Reading, name: str) -> None:
        self._reading = reading
        self._code = reading.subjects[f"clauses.{name}"]

    def of(self, kind: Kind) -> Rows:
        """Those of a kind."""
        rows = self._reading.of(kind)
        return rows.where(rows["subject"] == self._code)

    def first(self, kind: Kind, column: str) -> int | None:
        """A number of the first row of a kind, if there is one."""
        found = self.of(kind)[column]
        return int(found[0]) if len(found) else None

    def last(self, kind: Kind, column: str) -> int | None:
        """A number of the last row of a kind, if there is one."""
        found = self.of(kind)[column]
        return int(found[-1]) if len(found) else None


def fulfilment(reading: Reading, name: str) -> Fulfilment:
    """When a clause was due and when it was fulfilled."""
    rows = ClauseRows(reading, name)
    due_as_signed = rows.first(Kind.DUE_SET, "value")
    moved = rows.last(Kind.DUE_MOVED, "value")
    return Fulfilment(
        due_as_signed=due_as_signed,
        due=due_as_signed if moved is None else moved,
        completed=rows.first(Kind.COMPLETED, "second"),
        fell_due=len(rows.of(Kind.DUE)) > 0,
        end=reading.end,
    )


def clause_row(reading: Reading, name: str, *, run: str) -> dict[str, object]:
    """The outcome of one clause.

    Args:
        reading: The log.
        name: The clause.
        run: How the run ended.
    """
    found = fulfilment(reading, name)
    return {
        "clause": name,
        "due_as_signed_hours": hours(found.due_as_signed),
        "due_hours": hours(found.due),
        "completed_hours": hours(found.completed),
        "on_time": found.on_time,
        "on_time_as_signed": found.on_time_as_signed,
        "lateness_hours": found.late_by(found.due),
        "lateness_as_signed_hours": found.late_by(found.due_as_signed),
        "ended_as": ended_as(found.completed is not None, run=run),
        **_inside(reading, name, found),
        **_requests(ClauseRows(reading, name), found),
    }


def ended_as(is_done: bool, *, run: str) -> str:
    """How something ended: done, as the run did, or stuck when nothing more could happen.

    >>> ended_as(False, run="finished"), ended_as(False, run="collapsed")
    ('stuck', 'collapsed')
    """
    if is_done:
        return FINISHED
    return STUCK if run == FINISHED else run


def _inside(reading: Reading, name: str, found: Fulfilment) -> dict[str, object]:
    """Troops and civilians it concerns who were still inside when it was due."""
    members = reading.members(name)
    who = {"troops": members & reading.are_troops, "civilians": members & reading.are_civilians}
    dues = {"at_due": found.due, "at_due_as_signed": found.due_as_signed}
    return {
        f"{what}_inside_{when}_people": _inside_by(reading, mask, due)
        for when, due in dues.items()
        for what, mask in who.items()
    }


def _inside_by(reading: Reading, who: Mask, due: int | None) -> int | None:
    if due is None or due > reading.end or not who.any():
        return None
    return reading.inside(who, due)


def _requests(rows: ClauseRows, found: Fulfilment) -> dict[str, object]:
    """What was asked for, and with what answer."""
    asked = len(rows.of(Kind.ASKED))
    in_time = found.on_time_as_signed
    return {
        "requests_number": asked,
        "first_asked_hours": hours(rows.first(Kind.ASKED, "second")),
        "asked_days": rows.first(Kind.ASKED, "value"),
        "first_relayed_hours": hours(rows.first(Kind.RELAYED, "second")),
        "granted_days": int(rows.of(Kind.GRANTED)["value"].sum()),
        "first_granted_hours": hours(rows.first(Kind.GRANTED, "second")),
        "public_hours": hours(rows.first(Kind.PUBLIC, "second")),
        "answer": _answer(rows, asked),
        "asked_not_needed": in_time if asked else False,
        "needed_not_asked": _needed(in_time) if not asked else False,
    }


def _needed(in_time: bool | None) -> bool | None:
    return None if in_time is None else not in_time


def _answer(rows: ClauseRows, asked: int) -> str:
    """The answer in the end: granted if it ever was, else what became of the last request."""
    if not asked:
        return "not asked"
    answers = {kind: rows.of(kind)["second"] for kind in ANSWERS}
    if len(answers[Kind.GRANTED]):
        return "granted"
    if sum(map(len, answers.values())) < asked:
        return "pending"
    return ANSWERS[max(answers, key=lambda kind: int(np.max(answers[kind], initial=-1)))]
