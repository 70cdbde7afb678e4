"""What `check` says of each clause without a run: whether it can be met, and by when it may be."""

from typing import TYPE_CHECKING

from sim.cli.console import record
from sim.clock import HOUR

if TYPE_CHECKING:
    from sim.feasibility import Reason, Verdict
    from sim.scenario.roster import Roster

Line = dict[str, object]


def feasibility(roster: "Roster") -> list[Line]:
    """Of each clause its due as signed, what no run can beat, and the estimate."""
    from sim.feasibility import verdicts

    return [_line(roster, verdict) for verdict in verdicts(roster)]


def _line(roster: "Roster", verdict: "Verdict") -> Line:
    return {
        "clause": verdict.clause,
        "feasible": verdict.is_feasible,
        "due": None if verdict.due is None else _instant(roster, verdict.due),
        "bound": _reason(roster, verdict.bound),
        "estimate": _reason(roster, verdict.estimate),
        "in_words": _in_words(roster, verdict),
    }


def _instant(roster: "Roster", second: int) -> Line:
    return {
        "local": f"{roster.calendar.local(second):%Y-%m-%d %H:%M}",
        "hours": second / HOUR,
    }


def _reason(roster: "Roster", reason: "Reason") -> Line:
    return {**_instant(roster, reason.second), "because": reason.because}


def _in_words(roster: "Roster", verdict: "Verdict") -> str:
    """The bound against due, what it comes from, and the estimate, called one."""
    calendar, bound, estimate = roster.calendar, verdict.bound, verdict.estimate
    can = "can be met from" if verdict.is_feasible else "cannot be met before"
    due = "due after an event" if verdict.due is None else f"due {calendar.text(verdict.due)}"
    is_late = verdict.due is not None and verdict.due < estimate.second
    after_due = ", after due" if is_late and verdict.is_feasible else ""
    because = "" if estimate.because == bound.because else f" ({estimate.because})"
    return (
        f"{can} {calendar.text(bound.second)} ({due}): {bound.because}; "
        f"fluid estimate {calendar.text(estimate.second)}{after_due}{because}"
    )


def told(line: Line) -> str:
    """One line of the answer; what cannot be met stands out."""
    head = f"agreement.clauses.{line['clause']}"
    style = "green" if line["feasible"] else "yellow"
    return record(head, f": {line['in_words']}", style=style)
