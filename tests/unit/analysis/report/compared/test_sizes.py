"""How large a difference is: what is not clear must never read as if it were."""

from dataclasses import replace
from math import inf

import pytest

from sim.analysis.comparing.compared import Difference
from sim.analysis.report.compared.sizes import HOURS_LATE, POINTS, is_plain, judged

FALL = Difference(
    outcome="clauses.handover.on_time",
    unit="",
    measure="share",
    scenario="longer",
    first=0.34,
    second=0.21,
    value=-0.13,
    low=-0.19,
    high=-0.07,
    p_value=0.001,
    adjusted=0.01,
    is_clear=True,
    variance_ratio=2.0,
    fell=15,
    tied=83,
    rose=2,
    never_first=0,
    never_second=0,
    unknown=0,
)
UNCLEAR = replace(FALL, is_clear=False, adjusted=0.4)


def said(each: Difference, *, many: int = 9) -> str:
    return judged(each, POINTS, many=many).replace("\N{NO-BREAK SPACE}", " ")


def test_a_clear_difference_is_told_with_its_interval_and_its_verdict() -> None:
    assert said(FALL) == ": 13 points less (7 to 19 less), clear."


def test_a_rise_is_told_as_more() -> None:
    rise = replace(FALL, value=0.13, low=0.07, high=0.19)
    assert said(rise) == ": 13 points more (7 to 19 more), clear."


def test_an_interval_on_both_sides_of_none_leaves_open_which_way_it_goes() -> None:
    open_ = replace(UNCLEAR, high=0.03)
    assert said(open_) == (
        ". No clear difference: 13 points less, but anything from 19 less to 3 more fits the runs."
    )


def test_one_that_chance_may_bring_among_many_is_not_clear_though_its_interval_is_off_none() -> (
    None
):
    assert said(UNCLEAR) == (
        ". Not clear among 9 differences: 13 points less (7 to 19 less if it were looked at alone)."
    )


@pytest.mark.parametrize("ends", [(-0.19, 0.03), (-0.19, -0.07), (None, None)])
def test_what_is_not_clear_is_never_called_clear(ends: tuple[float | None, float | None]) -> None:
    words = said(replace(UNCLEAR, low=ends[0], high=ends[1]), many=1)
    assert words.startswith(". No clear difference")
    assert ", clear." not in words


def test_no_difference_at_all_is_said_so() -> None:
    same = replace(UNCLEAR, value=0.0, fell=0, rose=0, tied=100)
    assert said(same) == ": the same in every run."


def test_one_run_is_told_to_tell_no_more() -> None:
    one = replace(UNCLEAR, value=-1.0, low=None, high=None, adjusted=None, fell=1, tied=0, rose=0)
    assert said(one) == ": 100 points less in this one run, which tells no more."


def test_hours_are_earlier_or_later() -> None:
    late = replace(FALL, unit="h", measure="mean", value=2.25, low=-1.0, high=3.5, is_clear=False)
    words = judged(late, HOURS_LATE, many=1).replace("\N{NO-BREAK SPACE}", " ")
    assert words.endswith("2.2 h later, but anything from 1.0 earlier to 3.5 later fits the runs.")


@pytest.mark.parametrize("field", ["first", "second", "value", "low", "high"])
def test_what_never_came_has_no_size(field: str) -> None:
    assert is_plain(FALL)
    assert not is_plain(replace(FALL, **{field: inf}))


def test_an_interval_without_width_is_told_as_one_number() -> None:
    assert said(replace(FALL, low=-0.13)).endswith(" (7 to 13 less), clear.")
    assert said(replace(FALL, low=-0.13, high=-0.13)).endswith(" (13 less), clear.")
