"""Differences between scenarios: their place, their intervals, and what is clear at a glance."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from sim.analysis.charts.differences import NOTHING, differences_chart, title
from sim.analysis.charts.saving import save
from sim.analysis.comparing.compared import Compared, Difference, Ran
from tests.unit.analysis.charts.cases import line, parts, texts, xs

ON_TIME, LATENESS = "clauses.handover.on_time", "clauses.handover.lateness_hours"
QUEUE = "roads.road.border.longest_queue_vehicles"
PLAIN = Difference(
    outcome=LATENESS,
    unit="h",
    measure="mean",
    scenario="shorter",
    first=30.0,
    second=20.0,
    value=-10.0,
    low=-14.0,
    high=-6.0,
    p_value=0.001,
    adjusted=0.002,
    is_clear=True,
    variance_ratio=3.0,
    fell=20,
    tied=0,
    rose=0,
    never_first=0,
    never_second=0,
    unknown=0,
)
SHARE = replace(
    PLAIN,
    outcome=ON_TIME,
    unit="",
    measure="share",
    first=0.4,
    second=0.5,
    value=0.1,
    low=-0.05,
    high=0.25,
    adjusted=0.3,
    is_clear=False,
)


def compared(*differences: Difference, labels: tuple[str, ...] = ("shorter",)) -> Compared:
    return Compared(
        scenarios=tuple(Ran(label, "case.yaml", (), "results") for label in ("case", *labels)),
        title="A test of one's eyes",
        seed=1,
        replications=20,
        confidence=0.95,
        differences=differences,
        turns=(),
        names={"clauses.handover": "Handover of the Hill"},
    )


def test_shares_and_hours_have_panels_of_their_own() -> None:
    shares, hours = differences_chart(compared(SHARE, PLAIN))
    assert xs(shares, f"{ON_TIME}.shorter") == [10]
    assert xs(shares, f"{ON_TIME}.shorter.interval") == [-5, 25]
    assert xs(hours, f"{LATENESS}.shorter") == [-10]
    assert xs(hours, f"{LATENESS}.shorter.interval") == [-14, -6]
    assert "percentage points" in shares.get_xlabel()
    assert "hours" in hours.get_xlabel()


def test_what_is_clear_is_filled_and_what_is_not_is_hollow() -> None:
    shares, hours = differences_chart(compared(SHARE, PLAIN))
    assert line(shares, f"{ON_TIME}.shorter").get_markerfacecolor() == "white"
    assert line(hours, f"{LATENESS}.shorter").get_markerfacecolor() != "white"


def test_the_effect_stands_beside_its_mark_before_its_p_value() -> None:
    shares, hours = differences_chart(compared(SHARE, PLAIN))
    (told,) = [words for words in texts(shares) if "points" in words and "clear" in words]
    told = " ".join(told.split())
    assert told == "+10.0 points (-5.0 to +25.0); no clear difference (p 0.3)"
    assert any("-10.0 h" in words for words in texts(hours))


def test_no_difference_lies_in_the_middle() -> None:
    (axes,) = differences_chart(compared(PLAIN))
    low, high = axes.get_xlim()
    assert low == -high
    assert xs(axes, "zero") == [0, 0]


def test_scenarios_differ_in_colour_and_in_mark() -> None:
    other = replace(PLAIN, scenario="longer", value=3.0)
    (axes,) = differences_chart(compared(PLAIN, other, labels=("shorter", "longer")))
    marks = [line(axes, f"{LATENESS}.{name}") for name in ("shorter", "longer")]
    assert marks[0].get_marker() != marks[1].get_marker()
    assert marks[0].get_markeredgecolor() != marks[1].get_markeredgecolor()
    assert marks[0].get_ydata()[0] < marks[1].get_ydata()[0]


def test_what_never_came_after_the_change_is_an_arrow_at_the_edge() -> None:
    never = replace(PLAIN, measure="median", value=math.inf, low=2.0, high=math.inf)
    (axes,) = differences_chart(compared(never))
    mark = line(axes, f"{LATENESS}.shorter")
    assert mark.get_marker() == ">"
    assert mark.get_xdata()[0] == axes.get_xlim()[1]


def test_outcomes_are_told_in_words_where_they_have_any() -> None:
    drawn = differences_chart(
        compared(SHARE, PLAIN, replace(PLAIN, outcome=QUEUE, unit="vehicles"))
    )
    told = [" ".join(words.split()) for axes in drawn for words in texts(axes)]
    assert "Handover of the Hill: on time" in told
    assert "Handover of the Hill: late by" in told
    assert "Road, toward Border: longest queue" in told
    assert not any("." in words and "_" in words for words in told)


def test_the_title_is_the_question() -> None:
    assert title(compared(PLAIN)) == "What does shorter change, compared with case?"
    both = compared(PLAIN, labels=("shorter", "longer"))
    assert title(both) == "What do the changes do, compared with case?"


@pytest.mark.parametrize("found", [(), (replace(PLAIN, value=None, low=None, high=None),)])
def test_where_nothing_is_known_it_says_so(found: tuple[Difference, ...]) -> None:
    (axes,) = differences_chart(compared(*found))
    assert NOTHING in texts(axes)


def test_a_single_pair_has_a_mark_and_no_interval() -> None:
    alone = replace(PLAIN, low=None, high=None, p_value=None, adjusted=None, is_clear=False)
    (axes,) = differences_chart(compared(alone))
    assert f"{LATENESS}.shorter" in parts(axes)
    assert f"{LATENESS}.shorter.interval" not in parts(axes)


def test_nothing_leaves_the_page_and_files_are_the_same_each_time(tmp_path: Path) -> None:
    names = tuple(f"a scenario with a long name of its own, number {n}" for n in range(7))
    long = "clauses.the-handover-of-a-district-with-a-very-long-name-indeed.on_time_as_signed"
    found = compared(
        *(replace(SHARE, outcome=long, scenario=name) for name in names),
        *(replace(PLAIN, outcome=QUEUE, unit="vehicles", scenario=name) for name in names),
        labels=names,
    )
    drawn = [save(differences_chart(found)[0], tmp_path / name, question="?") for name in "ab"]
    assert [path.read_bytes() for path in drawn[0]] == [path.read_bytes() for path in drawn[1]]
    for axes in differences_chart(found):
        for words in axes.texts:
            box = words.get_window_extent()
            assert axes.figure.bbox.x0 <= box.x0, words.get_text()
            assert box.x1 <= axes.figure.bbox.x1, words.get_text()
