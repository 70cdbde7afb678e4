"""From the tables of a run to its summary."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from sim.analysis.beside import OBSERVED, Beside, beside
from sim.analysis.breaches import breaches
from sim.analysis.estimates import amounts, chance, moments
from sim.analysis.peacekeeping import ceasefire, contingents
from sim.analysis.summary import (
    AreaSummary,
    ClauseSummary,
    Hindrance,
    MoreTime,
    Outcome,
    Summary,
)
from sim.analysis.traffic import openings, queues
from sim.clock import HOUR, Calendar
from sim.results.manifest import Manifest
from sim.results.tables import Tables, remembered

INSTANT = "%Y-%m-%d %H:%M"
ANSWERS = ("granted", "refused", "lapsed", "pending", "not asked")
OF_CHOICE = ("not-ready", "planned-later")
"""Waits that nothing but their own plan imposes on people; they hold nobody up."""


def summarise(tables: Tables, manifest: Manifest) -> Summary:
    """What came of a scenario, from its tables of results."""
    tables = remembered(tables)
    calendar = calendar_of(manifest)
    runs = tables("runs")
    return Summary(
        scenario=manifest.scenario,
        title=manifest.title,
        time_zone=manifest.time_zone,
        start=manifest.start,
        end=manifest.end,
        seed=manifest.seed,
        replications=manifest.replications,
        all_on_time=chance(runs["on_time_jointly"]),
        all_on_time_as_signed=chance(runs["on_time_as_signed_jointly"]),
        no_breach=chance(runs["breaches_number"] == 0),
        clauses=tuple(_clauses(tables, calendar)),
        areas=tuple(_areas(tables, calendar)),
        queues=tuple(queues(tables)),
        openings=tuple(openings(tables, calendar)),
        contingents=tuple(contingents(tables, calendar)),
        ceasefire=ceasefire(tables, calendar),
        breaches=breaches(tables, calendar),
        observed=_observed(tables, manifest, calendar),
    )


def _observed(tables: Tables, manifest: Manifest, calendar: Calendar) -> tuple[Beside, ...]:
    if OBSERVED not in manifest.tables or "series" not in manifest.tables:
        return ()
    return beside(tables, calendar, replications=manifest.replications)


def calendar_of(manifest: Manifest) -> Calendar:
    """The calendar of the runs a manifest describes."""
    start = datetime.strptime(manifest.start, INSTANT)
    return Calendar(start=start, zone=manifest.time_zone)


def _clauses(tables: Tables, calendar: Calendar) -> Iterable[ClauseSummary]:
    outcomes, causes = tables("clauses"), tables("causes")
    replications = len(tables("runs"))
    for fact in tables("case_clauses").to_dict("records"):
        rows = outcomes[outcomes["clause"] == fact["clause"]]
        moved = rows["due_hours"] > rows["due_as_signed_hours"]
        asked_for = bool((rows["requests_number"] > 0).any())
        yield ClauseSummary(
            clause=fact["clause"],
            name=fact["name"],
            party=fact["party"],
            areas=() if pd.isna(fact["areas"]) else tuple(fact["areas"].split()),
            due_as_signed=moments(rows["due_as_signed_hours"], calendar),
            due=moments(rows["due_hours"], calendar),
            moved=chance(moved),
            due_where_moved=moments(rows.loc[moved, "due_hours"], calendar),
            on_time=chance(rows["on_time"]),
            on_time_as_signed=chance(rows["on_time_as_signed"]),
            completed=moments(rows["completed_hours"], calendar),
            troops_at_due=amounts(rows["troops_inside_at_due_people"]),
            civilians_at_due=amounts(rows["civilians_inside_at_due_people"]),
            troops_at_due_as_signed=amounts(rows["troops_inside_at_due_as_signed_people"]),
            civilians_at_due_as_signed=amounts(rows["civilians_inside_at_due_as_signed_people"]),
            more_time=_more_time(rows, calendar) if asked_for or fact["may_move"] else None,
            hindrances=tuple(_hindrances(causes, fact["clause"], replications)),
        )


def _more_time(rows: pd.DataFrame, calendar: Calendar) -> MoreTime:
    asked = rows[rows["requests_number"] > 0]
    granted = rows[rows["answer"] == "granted"]
    return MoreTime(
        asked=chance(rows["requests_number"] > 0),
        granted=chance(rows["answer"] == "granted"),
        first_asked=moments(asked["first_asked_hours"], calendar),
        first_relayed=moments(asked["first_relayed_hours"].dropna(), calendar),
        asked_days=amounts(asked["asked_days"]),
        granted_days=amounts(granted["granted_days"]),
        public=moments(rows["public_hours"].dropna(), calendar),
        asked_not_needed=chance(rows["asked_not_needed"]),
        needed_not_asked=chance(rows["needed_not_asked"]),
        by_answer=tuple(_by_answer(rows, calendar)),
    )


def _by_answer(rows: pd.DataFrame, calendar: Calendar) -> Iterable[Outcome]:
    """Granted and refused always, for the reader who looks for them; others where they occur."""
    for answer in ANSWERS:
        chosen = rows[rows["answer"] == answer]
        if len(chosen) or answer in ("granted", "refused"):
            yield Outcome(
                answer=answer,
                on_time=chance(chosen["on_time"]),
                on_time_as_signed=chance(chosen["on_time_as_signed"]),
                completed=moments(chosen["completed_hours"], calendar),
            )


def _hindrances(causes: pd.DataFrame, clause: str, replications: int) -> Iterable[Hindrance]:
    rows = causes[(causes["clause"] == clause) & ~causes["cause"].isin(OF_CHOICE)]
    waited = rows.groupby("cause")["person_seconds"].sum()
    total = int(waited.sum())
    for cause, seconds in sorted(waited.items(), key=lambda item: (-int(item[1]), str(item[0]))):
        if seconds:
            yield Hindrance(
                cause=str(cause),
                share=int(seconds) / total,
                person_hours=int(seconds) / HOUR / replications,
            )


def _areas(tables: Tables, calendar: Calendar) -> Iterable[AreaSummary]:
    outcomes = tables("areas")
    for fact in tables("case_areas").to_dict("records"):
        rows = outcomes[outcomes["area"] == fact["area"]]
        is_covered = bool(rows["covered_from_hours"].notna().any())
        yield AreaSummary(
            area=fact["area"],
            name=fact["name"],
            has_troops=bool((rows["troops_people"] > 0).any()),
            has_civilians=bool((rows["civilians_people"] > 0).any()),
            last_out=moments(rows["last_out_hours"], calendar),
            entered=moments(rows["entered_hours"], calendar),
            troops_at_entry=amounts(rows["troops_inside_at_entry_people"]),
            civilians_at_entry=amounts(rows["civilians_inside_at_entry_people"]),
            gap_hours=amounts(rows["gap_hours"]),
            overlap_hours=amounts(rows["overlap_hours"]),
            gap_uncovered_hours=amounts(rows["gap_uncovered_hours"]) if is_covered else None,
            overlap_uncovered_hours=(
                amounts(rows["overlap_uncovered_hours"]) if is_covered else None
            ),
            stayed_people=amounts(rows["stayed_people"]),
            loads_abandoned=amounts(rows["loads_abandoned"]),
            loads_destroyed=amounts(rows["loads_destroyed"]),
        )
