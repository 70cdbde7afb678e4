"""What is drawn of critical paths is what the tables hold."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.charts.catalogue import charts_of
from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.style import house_style
from sim.analysis.charts.why import NOTHING, why_chart
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
