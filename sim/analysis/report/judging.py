"""What was observed beside the runs: the tables, and how agreement with them is to be read."""

from collections.abc import Iterator

from sim.analysis.beside import Beside
from sim.analysis.beside_words import Days, runs_words, seen_words, what_words
from sim.analysis.phrases import chance
from sim.analysis.report.tables import Table, table_of
from sim.analysis.summary import Summary

JUDGED = (
    "What nothing in the case rests on may judge the model. What was used to set the model may "
    "not: agreement there is no success, disagreement is a failure still. A run agrees with an "
    "amount that was seen on some day, or over some days, if it had or passed through such an "
    "amount at any full hour of that time; with everything else, if its own value lies within what "
    "was observed. Amounts of the runs are told as they were at the end of that time: a run may "
    "have passed through what was observed by then."
)


def observed_tables(summary: Summary, *, is_scored: bool) -> Iterator[Table]:
    """What was observed beside the runs: what they are judged by, or what was known beforehand.

    Args:
        summary: What came of the scenario.
        is_scored: Which of the two.
    """
    days = Days(summary)
    yield from table_of(
        "Judged by: nothing in the case rests on these"
        if is_scored
        else "Known beforehand: numbers of the case rest on these, so that they cannot judge it",
        (
            "Of whom",
            "what",
            "observed",
            "in the runs, median (80 %); amounts at the end of the time observed",
            "runs that agree",
        ),
        (
            _row(each, days, summary.replications)
            for each in summary.observed
            if each.is_scored == is_scored
        ),
    )


def _row(found: Beside, days: Days, replications: int) -> tuple[str, ...]:
    return (
        found.name or "Whole case",
        what_words(found, days),
        seen_words(found, days),
        runs_words(found, days, replications),
        chance(found.agree),
    )
