"""What was observed of a clause and its areas, and how many runs agree, in a few words each."""

from sim.analysis.beside import Beside
from sim.analysis.beside_words import Days, seen_words
from sim.analysis.outcome_words import column_words
from sim.analysis.phrases import number, tied
from sim.analysis.summary import ClauseSummary, Summary
from sim.scenario.explain.names import begun

MOST = 4
"""More are left to the table of all that was observed."""
FIRST = ("completed_hours", "granted_days", "first_asked_hours")
"""What of a clause is told before the rest."""
UNITS = {"_days": "day", "_hours": "hour", "_km": "km"}
"""Of one, by the end of a column; others are counted. Instants have none."""
ONE_DAY = 24
FEW_HOURS = 2 * ONE_DAY
"""Up to here a difference is told in hours."""


def seen_of(clause: ClauseSummary, summary: Summary) -> tuple[str, ...]:
    """What was observed of a clause: of its areas first, then of itself.

    Args:
        clause: Which one.
        summary: What came of the scenario, with all that was observed.
    """
    things = {f"areas.{area}" for area in clause.areas} | {f"clauses.{clause.clause}"}
    mine = [each for each in summary.observed if _whose(each) in things and each.at_hours is None]
    mine.sort(key=_order)
    days = Days(summary)
    return tuple(_seen(each, days, clause) for each in mine[:MOST])


def _whose(found: Beside) -> str:
    return found.outcome.rpartition(".")[0]


def _column(found: Beside) -> str:
    return found.outcome.rpartition(".")[2]


def _order(found: Beside) -> tuple[bool, int, bool]:
    column = _column(found)
    place = FIRST.index(column) if column in FIRST else len(FIRST)
    return found.outcome.startswith("clauses."), place, not found.is_scored


def _seen(found: Beside, days: Days, clause: ClauseSummary) -> str:
    column = _column(found)
    is_area = found.outcome.startswith("areas.")
    where = f"{found.name}, " if is_area and len(clause.areas) > 1 else ""
    used = "" if found.is_scored else " (used to set the model: to agree is no success)"
    what = f"{where}{column_words(column)}: {_in_units(seen_words(found, days), found)}{used}"
    return f"{begun(what)}. {_runs(found)}."


def _in_units(told: str, found: Beside) -> str:
    """A number, a range or a bound with its unit; an instant as it is."""
    column = _column(found)
    unit = next((word for end, word in UNITS.items() if column.endswith(end)), "")
    if found.is_instant or not unit:
        return tied(told)
    is_one = " to " not in told and told.rpartition(" ")[2].lstrip("-") == "1"
    return tied(f"{told} {unit if is_one or unit == 'km' else f'{unit}s'}")


def _runs(found: Beside) -> str:
    """How many runs agree, and where the middle one lies if it does not."""
    if found.agree.runs == 1:
        return "The run agrees" if found.agree.count else f"The run {_aside(found) or 'does not'}"
    agree, runs, aside = found.agree.count, number(found.agree.runs), _aside(found)
    if agree == found.agree.runs:
        return f"All {runs} runs agree"
    count, verb = number(agree) if agree else "None", "agrees" if agree == 1 else "agree"
    told = f"{count} of {runs} runs {verb}"
    return f"{told}; the middle run {aside}" if aside else told


def _aside(found: Beside) -> str:
    """How far the middle of the runs lies from what was seen; empty where it does not."""
    middle = found.median
    if middle is None:
        return "never comes to it"
    if found.low is not None and middle < found.low:
        return _apart(found, found.low - middle, "earlier")
    if found.high is not None and middle > found.high:
        return _apart(found, middle - found.high, "later")
    return ""


def _apart(found: Beside, hours: float, word: str) -> str:
    if not found.is_instant:
        return f"has {_in_units(number(found.median), found) if found.median else 'none'}"
    if hours < 1:
        return f"is less than an hour {word}"
    if hours <= FEW_HOURS:
        count, unit = round(hours), "hour"
    else:
        count, unit = round(hours / ONE_DAY), "day"
    return f"is {number(count)} {unit}{'' if count == 1 else 's'} {word}"
