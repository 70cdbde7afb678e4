"""The replication that a report plays: chosen, read or run again, and kept."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sim.analysis.replay import NONE, Compared, Replay, choose, compared, parse_choice, replay_of
from sim.analysis.replay.logs import log_of, rows_of
from sim.errors import InputError
from sim.events.log import EventLog
from sim.experiments.replicate import run_one
from sim.results import digest
from sim.results.columns import OBSERVED, OUTCOME_KINDS
from sim.results.folder import RESOLVED
from sim.results.manifest import Manifest
from sim.results.replays import keep_log, kept_log
from sim.results.tables import Tables, frame
from sim.scenario.load import Loaded, parse_resolved
from sim.scenario.roster import Roster, make_roster
from sim.version import RESULTS_VERSION, VERSION

EVENTS = "events"
WITHOUT = "leave the replay out (--replay none)"

OnRerun = Callable[[int], None]
"""Told which replication is about to be run again."""


@dataclass(frozen=True, slots=True)
class Source:
    """Results out of which one replication is played.

    Attributes:
        tables: Gives a table by its name.
        manifest: What was run.
        resolved: The scenario as one file, as it was run.
        folder: Where the results are kept; None while they are in memory only.
    """

    tables: Tables
    manifest: Manifest
    resolved: str
    folder: Path | None


def replayed(source: Source, asked: str | int, on_rerun: OnRerun | None = None) -> Replay | None:
    """The replication that was asked for, as it is played; None if none was.

    Args:
        source: The results.
        asked: `median`, `worst`, `first`, `none`, or the number of a replication.
        on_rerun: Told if the replication has to be run again.

    Raises:
        InputError: If there is no such replication, or this version of the program does not get
            the rows of the results when it runs it again.
        ModelBug: If the program itself fails when it runs it again.
    """
    wanted = parse_choice(asked)
    if wanted == NONE:
        return None
    choice = choose(source.tables, wanted, replications=source.manifest.replications)
    roster = make_roster(_scenario(source).scenario)
    log = _there(source, roster, choice.number)
    if log is None:
        if on_rerun is not None:
            on_rerun(choice.number)
        log = _again(source, roster, choice.number)
        _keep(source, log, choice.number)
    return replay_of(log, roster, choice=choice, compared=_compared(source, roster, choice.number))


def _compared(source: Source, roster: Roster, number: int) -> tuple[Compared, ...]:
    """The replication beside what was observed; nothing where the case has no observations."""
    if OBSERVED not in source.manifest.tables:
        return ()
    return compared(source.tables, roster.scenario, roster.calendar, replication=number)


def _scenario(source: Source) -> Loaded:
    manifest = source.manifest
    place = RESOLVED if source.folder is None else str(source.folder / RESOLVED)
    try:
        loaded = parse_resolved(source.resolved, name=place)
    except InputError as error:
        raise InputError(f"{error}\nto have the report all the same, {WITHOUT}") from None
    is_same_program = (manifest.version, manifest.results_version) == (VERSION, RESULTS_VERSION)
    if is_same_program and loaded.digest != manifest.digest:
        raise InputError(
            f"{place} was changed: it is not the scenario of these results; put it back, or "
            f"{WITHOUT}"
        )
    return loaded


def _there(source: Source, roster: Roster, number: int) -> EventLog | None:
    """The log of a replication, if the results hold it; that of the first is one of their tables.

    A log that is not as it was written is as good as none.
    """
    if number == 0 and EVENTS in source.manifest.tables:
        with suppress(InputError):
            log = log_of(source.tables(EVENTS), roster)
            if log is not None and log.digest() == source.manifest.first_log:
                return log
    if source.folder is None:
        return None
    rows = kept_log(source.folder, number, question=_question(source))
    return None if rows is None else log_of(rows, roster)


def _again(source: Source, roster: Roster, number: int) -> EventLog:
    """The replication run again; it must leave the rows that the results have."""
    done = run_one(roster, seed=source.manifest.seed, number=number, with_log=True)
    differing = _differing(source, number, done.tables)
    if differing:
        raise InputError(
            f"replication {number} comes out otherwise when it is run again (table "
            f"'{differing}'): these results are of another version of the program, or were "
            f"changed; run the scenario again, or {WITHOUT}"
        )
    assert done.log is not None
    return done.log


def _differing(
    source: Source, number: int, tables: Mapping[str, Sequence[Mapping[str, object]]]
) -> str:
    """The first table in which a replication has other rows than the results; empty if none."""
    for name in OUTCOME_KINDS:
        if name not in source.manifest.tables or name not in tables:
            continue
        then = source.tables(name)
        then = then[then["replication"] == number]
        now = frame(name, list(tables[name]))
        if digest.by_replication(then) != digest.by_replication(now):
            return name
    return ""


def _keep(source: Source, log: EventLog, number: int) -> None:
    if source.folder is None:
        return
    # Where a folder cannot be written the page is made all the same, and next time anew.
    with suppress(OSError):
        keep_log(source.folder, number, rows_of(log), question=_question(source))


def _question(source: Source) -> str:
    return f"{source.manifest.fingerprint} {RESULTS_VERSION} {VERSION}"
