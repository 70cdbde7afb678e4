"""What each change would do to each clause: the sentences say what the comparison says."""

from dataclasses import replace
from math import inf

import pytest

from sim.analysis.comparing.compared import Compared, Difference
from sim.analysis.report.compared.sentences import change_answers, verdict_of_all
from sim.analysis.report.compared.sides import Side

ON_TIME, LATE = "clauses.handover.on_time", "clauses.handover.lateness_hours"
Known = tuple[Side, ...]


def words(found: Compared, known: Known, place: int = 1) -> list[str]:
    """All that is said of what one scenario does."""
    told = change_answers(found, known[0], known[place])
    return [
        sentence.replace("\N{NO-BREAK SPACE}", " ")
        for answer in told
        for sentence in (answer.first, *answer.further)
    ]


def varied(found: Compared, outcome: str, **how: object) -> Compared:
    """The comparison with another difference of one outcome for the shorter road."""
    return replace(
        found,
        differences=tuple(
            replace(each, **how)  # type: ignore[arg-type]
            if (each.outcome, each.scenario) == (outcome, "shorter")
            else each
            for each in found.differences
        ),
    )


def of(found: Compared, outcome: str) -> Difference:
    return next(
        each for each in found.differences if (each.outcome, each.scenario) == (outcome, "shorter")
    )


def test_the_probability_here_comes_first_and_that_of_the_base_after(
    compared: Compared, known: Known
) -> None:
    changed = varied(
        compared,
        ON_TIME,
        first=0.4,
        second=0.9,
        value=0.5,
        low=0.2,
        high=0.7,
        rose=5,
        tied=5,
        fell=0,
        is_clear=True,
        adjusted=0.01,
    )
    assert words(changed, known)[0] == (
        "District would have been cleared by 10 Nov 03:30 with probability 90 % (60 to 98) instead "
        "of 40 % (17 to 69): 50 points more (20 to 70 more), clear."
    )


def test_numbers_are_those_of_the_comparison(compared: Compared, known: Known) -> None:
    found = of(compared, ON_TIME)
    assert found.first is not None
    assert found.second is not None
    assert found.value is not None
    sentence = words(compared, known)[0]
    base, here = (f"{100 * share:.0f} %" for share in (found.first, found.second))
    assert f"with probability {here} (" in sentence or f"in all {found.pairs} runs" in sentence
    assert f"instead of {base} (" in sentence or "instead of in none" in sentence
    assert f"{100 * found.value:.0f} points more" in sentence


def test_a_swap_of_the_two_scenarios_tells_another_story(compared: Compared, known: Known) -> None:
    found = of(compared, ON_TIME)
    swapped = varied(compared, ON_TIME, first=found.second, second=found.first)
    assert words(swapped, known)[0] != words(compared, known)[0]


def test_what_is_the_same_in_every_run_is_said_so(compared: Compared, known: Known) -> None:
    assert all(
        sentence.endswith(": the same in every run.") for sentence in words(compared, known, 2)
    )
    assert verdict_of_all(compared, "same") == "It changes nothing of this: no run differs."


def test_what_is_always_so_has_a_bound(compared: Compared, known: Known) -> None:
    always = varied(compared, ON_TIME, first=0.5, second=1.0, tied=5, rose=5)
    assert "in all 10 runs (probability at least 74 %) instead of 50 %" in words(always, known)[0]


def test_how_late_it_is_counts_from_its_date(compared: Compared, known: Known) -> None:
    late = varied(
        compared,
        LATE,
        first=2.5,
        second=-1.5,
        value=-4.0,
        low=-5.0,
        high=-3.0,
        is_clear=True,
        adjusted=0.01,
    )
    assert words(late, known)[1] == (
        "Cleared 1.5 h before its date, on average, instead of 2.5 h after it: 4.0 h earlier "
        "(3.0 to 5.0 earlier), clear."
    )


def test_what_never_came_is_told_with_how_often(compared: Compared, known: Known) -> None:
    never = varied(
        compared,
        LATE,
        measure="median",
        second=inf,
        value=inf,
        low=inf,
        high=inf,
        never_second=10,
        is_clear=True,
        adjusted=0.01,
    )
    sentence = words(never, known)[1]
    assert "never instead of" in sentence
    assert sentence.endswith("to never: clear. Not by the end in 10 of 10 runs, instead of 0.")


def test_what_is_not_known_in_both_is_counted(compared: Compared, known: Known) -> None:
    some = varied(compared, ON_TIME, tied=7, rose=0, fell=0, unknown=3)
    sentence = "Not known in both in 3 of 10 replications, which are left out."
    assert sentence in words(some, known)


def test_where_nothing_is_known_in_both_that_is_all_that_is_said(
    compared: Compared, known: Known
) -> None:
    none = varied(compared, ON_TIME, first=None, second=None, value=None, low=None, high=None)
    assert words(none, known)[0].endswith(": in no replication is it known in both scenarios.")


@pytest.mark.parametrize(
    ("clear", "says"),
    [
        ((True, False), "1 of its 2 differences is clear."),
        ((True, True), "2 of its 2 differences are clear."),
        ((False, False), "None of its 2 differences is clear."),
    ],
)
def test_how_much_is_clear_is_counted_first(
    compared: Compared, clear: tuple[bool, bool], says: str
) -> None:
    judged = varied(compared, ON_TIME, is_clear=clear[0], adjusted=0.01, tied=9, rose=1, fell=0)
    judged = varied(judged, LATE, is_clear=clear[1], adjusted=0.01)
    assert verdict_of_all(judged, "shorter") == says


def test_one_replication_says_nothing_of_a_change(compared: Compared) -> None:
    one = varied(compared, ON_TIME, adjusted=None, tied=0, rose=1, fell=0)
    one = varied(one, LATE, adjusted=None)
    assert verdict_of_all(one, "shorter").startswith("One replication shows what may happen")


def test_any_other_outcome_is_told_by_the_comparisons_own_figures(
    compared: Compared, known: Known
) -> None:
    gap = replace(
        of(compared, LATE),
        outcome="areas.district.gap_hours",
        first=3.0,
        second=2.0,
        value=-1.0,
        low=-2.0,
        high=0.5,
        is_clear=False,
        adjusted=0.3,
    )
    told = words(replace(compared, differences=(gap,)), known)
    assert told == [
        "District: nobody in charge: 2.0 h instead of 3.0 h; difference -1.0 h (-2.0 to +0.50): no "
        "clear difference."
    ]
