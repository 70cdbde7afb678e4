"""What is drawn of critical paths is what the tables hold."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.charts.catalogue import charts_of
from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.style import house_style
from sim.analysis.charts.why import NOTHING, why_chart
from sim.analysis.charts.words import HARD_SPACE
from tests.unit.analysis.charts.cases import case
from tests.unit.analysis.charts.test_layout import LONG, SCRIPTS, problems

Step = tuple[str, str, str, float]
HILL = "hill-handover"


def paths(*by_replication: list[Step], clause: str = HILL) -> pd.DataFrame:
    """Steps as cause, where, who and hours, one after another."""
    rows = []
    for replication, steps in enumerate(by_replication):
        at = 0.0
        for number, (cause, where, who, hours) in enumerate(steps):
            rows.append((replication, clause, number, cause, where, who, 0, at, at + hours))
            at += hours
    names = ["replication", "clause", "step", "cause", "where", "who", "number"]
    return pd.DataFrame(rows, columns=[*names, "from_hours", "to_hours"])


def floats(number: int, clause: str = HILL) -> pd.DataFrame:
    rows = [(one, clause, "troops", "guard", 90.0, True, 0.0) for one in range(number)]
    names = ["replication", "clause", "collection", "member", "out_hours"]
    return pd.DataFrame(rows, columns=[*names, "is_on_path", "float_hours"]).astype(
        {"is_on_path": "boolean"}
    )


ROAD, POOL, UNIT = "roads.pass>top", "vehicle_pools.lorries", "troops.guard"
QUEUED: list[Step] = [
    ("not-ready", "places.top", UNIT, 60.0),
    ("road-queue", ROAD, UNIT, 20.0),
    ("driving", ROAD, UNIT, 10.0),
]
LORRY: list[Step] = [
    ("not-ready", "places.top", UNIT, 60.0),
    ("lorry", POOL, UNIT, 40.0),
]


def drawn(*by_replication: list[Step], **changes: object) -> ChartData:
    """A case of as many replications as there are paths, each fulfilled when its path ends."""
    ends = [sum(step[3] for step in steps) for steps in by_replication]
    made = case(  # type: ignore[arg-type]
        **({"first": ends, "last": ends, "entered": ends} | changes)
    )
    tables = {"paths": paths(*by_replication), "floats": floats(len(by_replication))}
    return ChartData(**{**_fields(made), "tables": {**made.tables, **tables}})  # type: ignore[arg-type]


def _fields(made: ChartData) -> dict[str, object]:
    return {name: getattr(made, name) for name in made.__dataclass_fields__}


def widths(axes: Axes) -> dict[str, float]:
    return {
        str(patch.get_gid()).rsplit(".", 1)[1]: patch.get_width()  # type: ignore[attr-defined]
        for patch in axes.patches
        if str(patch.get_gid()).startswith("bar.")
    }


def shares(figure: Figure) -> dict[str, float]:
    return {
        str(line.get_gid()).removeprefix(f"share.{HILL}."): float(line.get_xdata()[0])  # type: ignore[index]
        for axes in figure.axes
        for line in axes.lines
        if str(line.get_gid()).startswith("share.") and not str(line.get_gid()).endswith("range")
    }


def test_a_bar_holds_the_mean_hours_of_each_cause_but_those_of_choice():
    axes = why_chart(drawn(QUEUED, QUEUED, QUEUED, LORRY))
    assert widths(axes) == {"road-queue": 15.0, "driving": 7.5, "lorry": 10.0}


def test_dots_stand_at_the_shares_of_paths():
    axes = why_chart(drawn(QUEUED, QUEUED, QUEUED, LORRY))
    figure = axes.get_figure(root=True)
    assert figure is not None
    assert shares(figure) == {"roads.pass": 0.75, POOL: 0.25, UNIT: 1.0}


def test_where_it_was_not_fulfilled_hours_are_left_out_and_that_is_said():
    data = drawn(QUEUED, QUEUED, LORRY, last=[90.0, 90.0, None])
    axes = why_chart(data)
    assert widths(axes) == {"road-queue": 20.0, "driving": 10.0}
    assert any(
        "left out of the hours, in 1" in text.get_text().replace("\n", " ") for text in axes.texts
    )


def said(data: ChartData) -> str:
    """All words beside the bars, on one line, hard spaces and all."""
    return " ".join(text.get_text() for text in why_chart(data).texts).replace("\n", " ")


def plain(data: ChartData) -> str:
    return said(data).replace(HARD_SPACE, " ")


def test_words_begin_with_all_hours_and_what_the_bar_leaves_out():
    assert (
        "Of about 93 h until the last were out: 60 h not ready, 33 h delay and travel: "
        in plain(drawn(QUEUED, QUEUED, LORRY, last=[90.0, 90.0, 100.0]))
    )


def test_parts_of_few_hours_are_told_to_a_tenth():
    few: list[Step] = [("planned-later", "places.top", UNIT, 2.5), ("driving", ROAD, UNIT, 1.5)]
    told = plain(drawn(few, few))
    assert "Of about 4.0 h until the last were out: 2.5 h planned for later, 1.5 h delay" in told


def test_a_clause_that_ends_later_than_the_last_are_out_is_not_said_to_end_with_them():
    told = plain(drawn(QUEUED, LORRY, clause_hours={"completed_hours": [95.0, 105.0]}))
    assert "h until it was fulfilled: " in told


def test_lateness_is_told_against_both_dates_where_they_differ():
    told = plain(drawn(QUEUED, QUEUED, LORRY, due=80, moved={0: 95, 1: 95}))
    assert "Late in 3 of 3 against the date as signed, in 1 as moved." in told
    assert "Late in 1 of 3." in plain(drawn(QUEUED, QUEUED, LORRY, due=95))


def test_hours_never_stand_at_the_beginning_of_a_line():
    told = said(drawn(*[QUEUED, LORRY] * 12))
    assert f"{HARD_SPACE}h" in told
    assert " h" not in told


def test_where_nothing_was_fulfilled_there_is_no_axis_of_hours():
    data = drawn(QUEUED, LORRY, last=[None, None])
    axes = why_chart(data)
    assert list(axes.get_xticks()) == []
    assert axes.get_xlabel() == ""
    assert "Not fulfilled by the end in any of 2." in plain(data)
    assert "Of about" not in plain(data)


def test_others_who_go_first_are_told_in_words_in_the_key():
    first: list[Step] = [("prerequisite", "civilians.town.out", UNIT, 40.0)]
    figure = why_chart(drawn(first)).get_figure(root=True)
    assert figure is not None
    keys = [text.get_text() for each in figure.legends for text in each.get_texts()]
    assert "waiting for others to go first" in keys
    assert "prerequisite" not in " ".join(keys)


def test_it_is_drawn_only_where_there_are_paths():
    assert "why" in {chart.name for chart in charts_of(drawn(QUEUED))}
    assert "why" not in {chart.name for chart in charts_of(case())}
    texts = [text.get_text() for text in why_chart(case()).texts]
    assert NOTHING in " ".join(texts).replace("\n", " ")


@pytest.mark.parametrize("number", [1, 2, 25])
@pytest.mark.parametrize("label", ["Hill", LONG, *SCRIPTS.values()])
def test_no_text_lies_upon_another_or_is_cut(label: str, number: int):
    named = ClauseFacts(name=HILL, label=label, party="Veldia", areas=("hill",))
    data = drawn(*([QUEUED, LORRY] * number)[:number], title=label, clauses=[named])
    figure = why_chart(data).get_figure(root=True)
    assert isinstance(figure, Figure)
    with house_style():
        assert problems(figure) == []
