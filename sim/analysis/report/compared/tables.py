"""The tables of a comparison: what each scenario sets, what came of it, and what that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sim.analysis.comparing.changes import Setting, settings_changed
from sim.analysis.comparing.compared import Compared, Difference, Turn
from sim.analysis.comparing.figures import gap, level, verdict
from sim.analysis.outcome_words import Names, names_of, outcome_words, thing
from sim.analysis.phrases import chance, number
from sim.analysis.report.compared.sides import Side
from sim.analysis.report.founding import Number
from sim.analysis.report.tables import NOTHING, Table
from sim.analysis.summary import ClauseSummary, Summary
from sim.catalogue.naming import outcome_name

NAMED = 8
"""So many replications that turned are named to look at."""
NOT_SET = "not set"
FEW_SETTINGS = 3
"""So many settings can be told in a sentence each."""


def on_time_tables(known: Sequence[Side]) -> Iterator[Table]:
    """How probable it is that each clause is on time, in each scenario.

    Dates as moved have a table of their own, unless no date is moved in any scenario.
    """
    yield _on_time("On time by the dates as signed", known, is_signed=True)
    if any(clause.moved.count for side in known for clause in side.summary.clauses):
        yield _on_time("On time by the dates as moved", known, is_signed=False)


def _on_time(caption: str, known: Sequence[Side], *, is_signed: bool) -> Table:
    names = {
        clause.clause: clause.name for side in reversed(known) for clause in side.summary.clauses
    }
    ordered = [clause.clause for side in known for clause in side.summary.clauses]
    clauses = list(dict.fromkeys(ordered))
    together = ("All clauses together",) if len(clauses) > 1 else ()
    head = ("Scenario", *(names[clause] for clause in clauses), *together)
    return Table(
        caption,
        head,
        tuple(
            (
                f"{side.name} (base)" if side is known[0] else side.name,
                *(_of_clause(side.summary, clause, is_signed=is_signed) for clause in clauses),
                *((_jointly(side.summary, is_signed=is_signed),) if together else ()),
            )
            for side in known
        ),
    )


def _of_clause(summary: Summary, name: str, *, is_signed: bool) -> str:
    found: ClauseSummary | None = next(
        (each for each in summary.clauses if each.clause == name), None
    )
    if found is None:
        return NOTHING
    return chance(found.on_time_as_signed if is_signed else found.on_time)


def _jointly(summary: Summary, *, is_signed: bool) -> str:
    return chance(summary.all_on_time_as_signed if is_signed else summary.all_on_time)


def settings_table(base: Side, other: Side) -> Table:
    """What a scenario sets otherwise than the base, in words; no row where it sets nothing so."""
    return Table(
        "What it sets otherwise",
        ("Setting", "in the base", "here", "who says so", "where it stands"),
        tuple(
            (
                _setting(alike),
                alike[0].was or NOT_SET,
                alike[0].now or NOT_SET,
                _origin(alike[0]),
                ", ".join(each.path for each in alike),
            )
            for alike in _together(settings_changed(base.loaded, other.loaded))
        ),
    )


def _together(found: Sequence[Setting]) -> Iterator[list[Setting]]:
    """Settings that say the same of several things, which are told once."""
    alike: dict[Setting, list[Setting]] = {}
    for each in found:
        alike.setdefault(replace(each, path="", subject=""), []).append(each)
    yield from alike.values()


def _setting(alike: Sequence[Setting]) -> str:
    subjects = "; ".join(dict.fromkeys(filter(None, map(_subject, alike))))
    return f"{subjects}: {alike[0].meaning}" if subjects else alike[0].meaning


def _subject(each: Setting) -> str:
    """What people call the thing, else its key in words."""
    collection, *names = each.path.removeprefix("agreement.").split(".")
    return each.subject or (thing(f"{collection}.{names[0]}", {}) if len(names) > 1 else "")


def _origin(each: Setting) -> str:
    told = [part for part in (each.source, each.confidence) if part]
    return ", ".join(told) or NOTHING


def settings_told(settings: Table) -> str:
    """What a scenario sets otherwise, in a sentence; of many settings how many they are."""
    rows = settings.rows
    if not rows:
        return "It sets nothing otherwise than the base."
    if len(rows) > FEW_SETTINGS:
        return f"It sets {number(len(rows))} things otherwise than the base."
    told = (f"{setting}: {now} instead of {was}" for setting, was, now, *_ in rows)
    return f"It sets otherwise: {'. '.join(told)}."


def differences_table(found: Compared, base: Side, other: Side) -> Table:
    """What a scenario changes, outcome by outcome."""
    mine = [each for each in found.differences if each.scenario == other.label]
    names = names_of(base.loaded.scenario, (outcome_name(each.outcome) for each in mine))
    percent = f"{100 * found.confidence:g} %"
    return Table(
        "What that changes",
        ("Outcome", "in the base", "here", f"difference, with its {percent} interval", "clear?"),
        tuple(_difference(each, names) for each in mine),
    )


def _difference(each: Difference, names: Names) -> tuple[str, ...]:
    name = outcome_words(each.outcome, names)
    levels = (level(each.first, each), level(each.second, each))
    name = f"{name} ({each.measure})" if each.measure != "share" else name
    if each.is_same:
        return name, *levels, "the same in every run", NOTHING
    return name, *levels, gap(each), NOTHING if each.value is None else verdict(each)


def turns_table(found: Compared, base: Side, other: Side) -> Table:
    """In how many replications a clause or an area turned, and in which; what did not is left out.

    No row where nothing turned.
    """
    mine = [each for each in found.turns if each.scenario == other.label and each.turned]
    return Table(
        "What turned, replication by replication",
        ("What", "due", "turned to on time", "turned to late", "on time in both", "late in both"),
        tuple(
            (
                _what(each, base.summary),
                each.due,
                _which(each.to_on_time),
                _which(each.to_late),
                number(each.on_time),
                number(each.late),
            )
            for each in mine
        ),
    )


def _what(each: Turn, summary: Summary) -> str:
    if each.level == "run":
        return "All clauses"
    clauses = {clause.clause: clause.name for clause in summary.clauses}
    areas = {area.area: area.name for area in summary.areas}
    if each.level == "clause":
        return clauses.get(each.name, each.name)
    return f"{areas.get(each.name, each.name)}, all who must leave it"


def _which(replications: Sequence[int]) -> str:
    """In how many replications, and the numbers of a few.

    >>> _which(()), _which((3, 5))
    ('none', '2 (number 3, 5)')
    """
    if not replications:
        return "none"
    shown = ", ".join(map(str, replications[:NAMED]))
    more = " ..." if len(replications) > NAMED else ""
    return f"{number(len(replications))} (number {shown}{more})"


def numbers_changed(base: Side, other: Side) -> tuple[tuple[str, Number], ...]:
    """Every number and date of a scenario that the base has not, or has otherwise.

    Returns:
        What it is in the base, empty where it is not set there; and the number itself.
    """
    before = {each.path: each for _, group in base.founding.groups for each in group}
    now = [each for _, group in other.founding.groups for each in group]
    return tuple(
        (before[each.path].value if each.path in before else "", each)
        for each in now
        if each.path not in before or before[each.path].value != each.value
    )
