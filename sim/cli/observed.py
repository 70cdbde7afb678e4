"""What was observed beside what the runs say, in 80 columns."""

from sim.analysis.beside import Beside
from sim.analysis.beside_words import Days, runs_words, seen_words, what_words
from sim.analysis.summary import Summary
from sim.cli.console import answer, row, styled, wrapped
from sim.cli.phrases import percent

WHAT, SEEN, RUNS = 29, 16, 26
"""Columns for what it is about, for what was seen, and for what the runs say."""


def tell_observed(summary: Summary) -> None:
    """Every observation on which no number of the case rests, and how many of the others there are.

    The others agree because they were made to; they say nothing of the model.
    """
    judged = [each for each in summary.observed if each.is_scored]
    others = len(summary.observed) - len(judged)
    dates = Days(summary)
    answer("")
    head = ("What was observed", "observed", "median (80 %)", "agree")
    answer(styled(row(head, (WHAT, SEEN, RUNS)), "bold"))
    things = sorted(dict.fromkeys(each.name for each in judged), key=bool)
    for thing in things:
        if thing:
            answer(wrapped(thing, indent=4, first="  "))
        for each in judged:
            if each.name == thing:
                answer(_row(each, dates, summary.replications))
    if others:
        known = "1 more observation is" if others == 1 else f"{others} more observations are"
        why = "numbers of the case rest on them, so that they cannot judge it"
        answer(wrapped(f"{known} not shown: {why}", indent=2, first="  "))


def _row(found: Beside, dates: Days, replications: int) -> str:
    label = what_words(found, dates)
    seen, runs = seen_words(found, dates), runs_words(found, dates, replications)
    share = "" if found.agree.value is None else f"{percent(found.agree.value)} %"
    return row((label, seen, runs, share), (WHAT - 4, SEEN, RUNS), indent=4)
