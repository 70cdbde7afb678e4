"""Breaches show which duty was broken first when, in how many replications, in what order."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.analysis.charts.breaches import NOTHING, breaches_chart
from sim.analysis.charts.data import ClauseFacts, ContingentFacts
from sim.analysis.charts.style import house_style
from sim.analysis.charts.words import HARD_SPACE
from sim.statistics.shares import share
from tests.unit.analysis.charts.cases import case, line, parts, texts, xs
from tests.unit.analysis.charts.test_layout import LONG, SCRIPTS, problems

LATE = "late.hill-handover"
LORRIES = "excess.fire-engines"
TWENTY = {"first": [1] * 20, "last": [100] * 20, "entered": [101] * 20}


def late(hours=120.0):
    return (hours, "late", "hill-handover")


def excess(hours):
    return (hours, "excess", "fire-engines")


def fire(hours):
    return (hours, "violation", "hill")


def page(axes):
    """The parts of both the timeline and the shares beside it."""
    return {name: part for one in axes.figure.axes for name, part in parts(one).items()}


def test_it_is_axes_with_a_lane_for_each_clause_broken_or_not():
    axes = breaches_chart(case(breaches=[[late()], [], []]))

    assert isinstance(axes, Axes)
    assert "Handover" in texts(axes)
    assert "Handover" in texts(breaches_chart(case()))


def test_a_lane_shows_when_it_was_first_broken_over_the_replications_in_which_it_was():
    axes = breaches_chart(case(breaches=[[fire(10), fire(90)], [fire(30)], []]))

    assert xs(axes, "violation.hill.median") == [10]
    assert xs(axes, "violation.hill.range") == [10, 30]


def test_shares_stand_beside_the_lanes_with_their_intervals():
    axes = breaches_chart(case(**TWENTY, breaches=[[late()]] * 7 + [[]] * 13))

    found = page(axes)
    wilson = share(7, 20)
    assert list(found[f"share.{LATE}"].get_xdata()) == [0.35]
    assert list(found[f"share.{LATE}.range"].get_xdata()) == [wilson.low, wilson.high]
    assert any("35 % (18 to 57 %)" in words for words in texts(axes))


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 % (at most 14 %)"), (20, "100 % (at least 86 %)")]
)
def test_what_always_or_never_happened_has_one_bound(number, words):
    axes = breaches_chart(case(**TWENTY, breaches=[[late()]] * number + [[]] * (20 - number)))

    low, high = page(axes)[f"share.{LATE}.range"].get_xdata()
    assert any(words in told for told in texts(axes))
    assert (low, round(high, 2)) == (0, 0.14) if number == 0 else (round(low, 2), high) == (0.86, 1)


def test_a_share_stands_in_the_row_of_its_lane():
    axes = breaches_chart(case(**TWENTY, breaches=[[excess(5), late(120)]] * 20))

    (axes_of_shares,) = (one for one in axes.figure.axes if one is not axes)
    for name in (LATE, LORRIES):
        dot = line(axes_of_shares, f"share.{name}").get_ydata()[0]
        mark = line(axes, f"{name}.median").get_ydata()[0]
        assert dot == pytest.approx(mark, abs=0.2)
    assert axes_of_shares.get_ylim() == axes.get_ylim()


def test_orders_are_told_the_most_frequent_first_each_duty_at_its_first_time():
    both = [excess(5), late(120), excess(130)]
    axes = breaches_chart(case(breaches=[both, both, [late(120), excess(121)]]))

    (order,) = [n for n, words in enumerate(texts(axes)) if words.startswith("2 of 3")]
    (other,) = [
        n for n, words in enumerate(texts(axes)) if words.endswith(", then too many fire engines")
    ]
    assert texts(axes)[order].endswith("too many fire engines, then Handover")
    assert order < other


def test_more_orders_than_can_be_told_are_counted():
    clauses = [
        ClauseFacts(name=f"c{number}", label=f"Clause {number}", party="") for number in range(9)
    ]
    nine = {"first": [1] * 9, "last": [100] * 9, "entered": [101] * 9}
    breaches = [[(50.0, "late", f"c{number}")] for number in range(9)]

    assert any(
        "3 other orders" in words
        for words in texts(breaches_chart(case(clauses=clauses, breaches=breaches, **nine)))
    )


def test_how_often_it_was_the_first_of_all_is_told():
    axes = breaches_chart(case(breaches=[[excess(5), late(120)], [late(120)], []]))

    told = [words for words in texts(axes) if "first of all in 1 of 3" in words]
    assert len(told) == 2


def test_one_replication_has_no_shares():
    axes = breaches_chart(case(first=[1], last=[130], entered=[131], breaches=[[late()]]))

    assert not any(name.startswith("share") for name in page(axes))
    assert xs(axes, f"{LATE}.median") == [120]
    assert not any("%" in words for words in texts(axes))


def with_excess(*told, breaches, **more):
    """A case whose contingent was said, replication by replication, to have brought too much."""
    made = case(
        breaches=breaches,
        contingents=[ContingentFacts(name="force", label="The Force", authorised_people=900)],
        **more,
    )
    rows = {"replication": range(len(told)), "contingent": "force", "excess": list(told)}
    return replace(made, tables={**made.tables, "contingents": pd.DataFrame(rows)})


SAME = ["fire-engines 3"] * 3


def one_line(axes):
    return " ".join(texts(axes)).replace("\n", " ").replace(HARD_SPACE, " ")


def test_excess_is_told_with_whose_it_was():
    axes = breaches_chart(with_excess(*SAME, breaches=[[excess(5)]] * 3))

    assert "The Force: fire engines" in one_line(axes)


def test_excess_that_no_replication_changes_is_said_to_be_an_input():
    axes = breaches_chart(with_excess(*SAME, breaches=[[excess(5)]] * 3))

    assert "put into the case beyond what was authorised are inputs, not results" in one_line(axes)
    assert "an input: in every one" in one_line(axes)


@pytest.mark.parametrize("other", ["fire-engines 2", None])
def test_excess_that_chance_changes_is_a_result(other):
    found = [[excess(5)], [excess(5)], [excess(5)] if other else []]
    axes = breaches_chart(with_excess(*SAME[:2], other, breaches=found))

    assert "inputs, not results" not in one_line(axes)
    assert "an input" not in one_line(axes)


def test_orders_are_left_out_where_they_only_repeat_the_lanes():
    found = [[excess(5), late(120)], [excess(5)], [excess(5), fire(9)]]
    axes = breaches_chart(with_excess(*SAME, breaches=found))

    assert "In what order" not in one_line(axes)


def test_inputs_are_left_aside_in_orders_and_in_what_came_first():
    found = [[excess(5), fire(9), late(120)], [excess(5)], [excess(5), late(120)]]
    told = one_line(breaches_chart(with_excess(*SAME, breaches=found)))

    assert "In what order, each at its first time, inputs left aside" in told
    assert "1 of 3 (6 to 79 %): fire or a clash in Hill District, then Handover" in told
    assert "too many" not in told
    assert told.count("first of all in 1 of 3") == 2


def test_without_replications_a_sentence_says_so():
    assert NOTHING in texts(breaches_chart(case(first=[], last=[], entered=[])))
    assert NOTHING in texts(breaches_chart(case(clauses=[])))


@pytest.mark.parametrize("label", ["The Force", LONG, *SCRIPTS.values()])
@pytest.mark.parametrize("number", [1, 3])
def test_with_inputs_no_text_lies_upon_another_or_is_cut(label, number):
    made = with_excess(*SAME[:number], breaches=[[excess(5), late(120)]] * number, **few(number))
    named = [ContingentFacts(name="force", label=label, authorised_people=900)]
    figure = breaches_chart(replace(made, contingents=tuple(named))).figure

    with house_style():
        assert problems(figure) == []


def few(number):
    return {name: values[:number] for name, values in TWENTY.items()}
