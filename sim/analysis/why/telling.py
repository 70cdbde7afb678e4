"""Why a clause was late, in words; and the path of one replication as dated sentences."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from sim.analysis.phrases import amount, number, percent, tied
from sim.analysis.summarise import calendar_of
from sim.analysis.terms import cause_words
from sim.analysis.why.answer import Longest, Step, WhyClause
from sim.analysis.why.names import Labels, labels_of
from sim.clock import HOUR
from sim.errors import InputError
from sim.results.manifest import Manifest
from sim.results.tables import Tables
from sim.scenario.explain.names import begun

HELD = {
    "not-ready": "not being ready, or not told, any earlier",
    "planned-later": "a plan to leave no earlier",
    "prerequisite": "the wait for {where}",
    "loading-point": "the wait for a loading point",
    "lorry": "the wait for {where} that were away",
    "road-queue": "the queue on {where}",
    "breakdown": "broken vehicles on {where}",
    "closed": "{where} being closed",
    "weather": "weather that closed {where}",
    "night": "{where} being closed at night",
    "pause": "the pauses after violations on {where}",
    "suspension": "the suspension of the withdrawal",
    "halt": "rests on the march",
}
"""What held somebody up, by cause."""
STEPS = {
    "not-ready": "is not ready or not told yet, in {where}",
    "planned-later": "is ready, but planned to leave later, in {where}",
    "prerequisite": "waits for {where}",
    "loading-point": "waits for a loading point in {where}",
    "lorry": "waits for a vehicle of {where}",
    "road-queue": "stands in the queue on {where}",
    "breakdown": "is stopped by a broken vehicle on {where}",
    "closed": "waits: closed, {where}",
    "weather": "waits for the weather: {where}",
    "night": "waits for the morning: {where}",
    "pause": "waits out the pause after a violation: {where}",
    "suspension": "waits: its side has suspended the withdrawal",
    "halt": "rests in {where}",
    "idle": "has nothing to carry, in {where}",
    "loading": "loads in {where}",
    "driving": "is on {where}",
    "setting-up": "is being set up",
    "clearing": "is being cleared of mines",
    "milestone": "takes its time",
    "untold": "the log does not tell what it rested on",
}
"""What happens in a step, by cause."""

_MOST_NAMED = 3
"""So many things that took longest are named where it is told in short."""


def sentences(clause: WhyClause, replications: int) -> Iterator[str]:
    """Whether a clause was late, who was last, and what held them up."""
    yield _late(clause, replications)
    if clause.last:
        who, count = clause.last[0]
        yield f"Last were {who}{_in_share(clause, count)}."
    if clause.longest:
        yield " ".join(_longest(clause))


def in_short(clause: WhyClause) -> str:
    """Who was last and what held them up longest, in two sentences; empty where nobody was last.

    Of the late runs, where there are any: of those a reader wants to know it.
    """
    if not clause.last:
        return ""
    who, count = clause.last[0]
    told = [f"Last were {who}{_in_share(clause, count)}."]
    if clause.longest:
        held = [_held_for(each, _runs(clause)) for each in clause.longest[:_MOST_NAMED]]
        *first, last = held
        listed = f"{', '.join(first)} or {last}" if first else last
        told.append(f"What took longest on the way there was {listed}.")
    return " ".join(told)


def _held_for(found: Longest, runs: int) -> str:
    """What held somebody up, and how long in the middle run of those that it held up."""
    hours = tied(f"{number(found.hours.median)} {'hour' if found.hours.median == 1 else 'hours'}")
    if runs == 1:
        return f"{_held(found)} ({hours})"
    middle = f"{hours} in the middle one" if found.count > 2 else hours
    return f"{_held(found)} (in {found.count}; {middle})"


def _late(clause: WhyClause, replications: int) -> str:
    late, name = clause.late, clause.name
    if not late.runs:
        told = f"Whether {name} was late is not known of any run."
    elif replications == 1:
        only_as_signed = clause.late_as_signed.count and not late.count
        in_time = (
            "late against the date as signed, on time as moved" if only_as_signed else "on time"
        )
        told = f"{name} was {'late' if late.count else in_time}."
    elif not late.count and not clause.late_as_signed.count:
        told = f"{name} was never late."
    else:
        told = f"{name} was late in {_share_late(clause)}."
    if clause.fulfilled.count < clause.fulfilled.runs:
        missing = clause.fulfilled.runs - clause.fulfilled.count
        told += f" In {missing} of {clause.fulfilled.runs} it was not fulfilled by the end."
    return told


def _share_late(clause: WhyClause) -> str:
    """How often it was late: against both its dates, where that is not the same."""
    moved, signed = clause.late, clause.late_as_signed
    share = f"{percent(moved.value or 0)} %"
    if not signed.runs or (moved.count, moved.runs) == (signed.count, signed.runs):
        return f"{share} of the runs"
    return (
        f"{percent(signed.value or 0)} % of the runs against the date as signed, {share} as moved"
    )


def _runs(clause: WhyClause) -> int:
    return clause.late.count if clause.is_of_late else clause.fulfilled.runs


def _in_share(clause: WhyClause, count: int) -> str:
    runs = _runs(clause)
    if runs == 1:
        return ""
    return f", in {count} of the {runs} {'late runs' if clause.is_of_late else 'runs'}"


def _longest(clause: WhyClause) -> Iterator[str]:
    first, *others = clause.longest
    yield f"Longest held up by {_held(first)}{_in_share(clause, first.count)}: {_hours(first)}."
    if others:
        told = [f"{_held(each)} (in {each.count})" for each in others]
        yield f"In others it was {' or '.join(told)}."


def _held(found: Longest) -> str:
    told = HELD.get(found.cause, cause_words(found.cause))
    return told.format(where=found.where or "something")


def _hours(found: Longest) -> str:
    return amount(found.hours, "hours")


def steps(tables: Tables, manifest: Manifest, clause: str, *, replication: int) -> tuple[Step, ...]:
    """The path of a clause in one replication, step by step.

    Raises:
        InputError: If there is no such replication.
    """
    rows, labels = tables("paths"), labels_of(tables)
    if replication not in set(tables("runs")["replication"]):
        raise InputError(f"there is no replication {replication} here")
    own = rows[(rows["clause"] == clause) & (rows["replication"] == replication)]
    calendar = calendar_of(manifest)
    found = []
    for row in own.to_dict("records"):
        begin = calendar.local(round(row["from_hours"] * HOUR))
        found.append(
            Step(
                begin_hours=float(row["from_hours"]),
                end_hours=float(row["to_hours"]),
                begin=f"{begin:%Y-%m-%d %H:%M}",
                cause=str(row["cause"]),
                text=_step(row, labels),
            )
        )
    return tuple(found)


def _step(row: Mapping[Hashable, Any], labels: Labels) -> str:
    where = "" if pd.isna(row["where"]) else labels.where(str(row["where"]))
    who = labels.mover(str(row["who"]), int(str(row["number"])))
    cause = str(row["cause"])
    told = STEPS.get(cause, cause_words(cause)).format(where=where)
    text = f"{who} {told}" if cause != "untold" else told
    return begun(text)
