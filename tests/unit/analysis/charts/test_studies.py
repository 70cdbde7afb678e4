"""Charts of studies: what is drawn is what the answer holds, told in words, on any study."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.study_catalogue import BY_KIND, OF_SENSITIVITY, OF_SWEEP
from sim.analysis.charts.style import house_style
from sim.analysis.charts.sweep_heat import sweep_heat_chart
from sim.analysis.charts.sweep_lines import sweep_lines_chart
from sim.analysis.sweeps import Setting, SweepAnswer
from sim.errors import InputError
from tests.unit.analysis.charts import answers
from tests.unit.analysis.charts.answers import (
    LEVERS,
    NAMES,
    NEVER,
    ON_TIME,
    OUT,
    QUEUE,
    UNKNOWN,
    level,
    sought,
    sweep,
)
from tests.unit.analysis.charts.cases import line, parts, texts, xs, ys
from tests.unit.analysis.charts.pictures import difference, picture
from tests.unit.analysis.charts.test_layout import LONG, SCRIPTS, problems

LINES, HEAT = OF_SWEEP
INDICES, TORNADO = OF_SENSITIVITY
(WAY,) = BY_KIND["discovery"]
(CURVES,) = BY_KIND["design"]


# --- what is drawn -----------------------------------------------------------------------------


def test_a_line_goes_through_the_shares_of_its_combinations() -> None:
    axes = sweep_lines_chart(sweep(), ON_TIME.name, "lorries")
    assert ys(axes, "line.0") == pytest.approx([0, 20, 40])
    assert ys(axes, "line.1") == pytest.approx([10, 30, 50])
    assert xs(axes, "line.0") == pytest.approx([40, 120, 400], abs=5)


def test_a_field_holds_the_shares_of_its_combinations() -> None:
    axes = sweep_heat_chart(sweep(), ON_TIME.name)
    field = parts(axes)["field"]
    assert isinstance(field, QuadMesh)
    assert field.get_array().tolist() == [
        pytest.approx([0, 10]),
        pytest.approx([20, 30]),
        pytest.approx([40, 50]),
    ]
    assert "30 25 to 35" in texts(axes)


def test_the_factor_that_moves_most_is_on_top() -> None:
    axes = TORNADO.axes(answers.sensitivity(), {})
    assert xs(axes, "answer") == [-50]
    assert xs(axes, "answer.interval") == pytest.approx([-60, -40])
    assert ys(axes, "answer") < ys(axes, "lorries") < ys(axes, "loads")
    low, high = axes.get_ylim()
    assert low > high


def test_effects_are_drawn_with_their_intervals() -> None:
    axes = INDICES.axes(answers.sensitivity(), {})
    assert xs(axes, "lorries.first") == [30]
    assert xs(axes, "lorries.second") == [15]
    assert xs(axes, "lorries.first.interval") == pytest.approx([20, 40])


def test_sobol_indices_are_shares() -> None:
    axes = INDICES.axes(answers.sensitivity(is_sobol=True), {})
    assert xs(axes, "answer.first") == [0.5]
    assert xs(axes, "answer.second") == [0.6]
    assert xs(TORNADO.axes(answers.sensitivity(is_sobol=True), {}), "answer") == [-50]


def test_the_way_and_its_boxes_are_drawn_in_per_cent() -> None:
    axes = WAY.axes(answers.discovery(boxes=2), {})
    assert xs(axes, "way") == [100, 80, 50]
    assert ys(axes, "way") == [30, 60, 90]
    assert (xs(axes, "box.1"), ys(axes, "box.1")) == ([40], [80])


def test_a_curve_goes_through_the_dues_that_were_tried() -> None:
    axes = CURVES.axes(answers.design(sought()), {})
    assert xs(axes, "curve.0") == [0, 1, 2]
    assert ys(axes, "curve.0") == [10, 50, 95]
    assert ys(axes, "tried.0") == [10, 50, 95]


# --- words -------------------------------------------------------------------------------------


def test_outcomes_and_levers_are_told_in_words_with_units() -> None:
    axes = sweep_lines_chart(sweep(outcomes=[QUEUE]), QUEUE.name, "lorries")
    told = texts(axes)
    assert "What becomes of “Pass Road, toward Top: longest queue” as “lorries” changes?" in told
    assert any("Here “lorries” is “Army lorries: vehicles”" in words for words in told)
    assert axes.get_xlabel() == "lorries, vehicles"
    assert axes.get_ylabel() == "Mean, vehicles"
    assert "answer never" in told
    assert not any("longest_queue_vehicles" in words for words in told)


def test_a_condition_is_told_in_words() -> None:
    told = texts(WAY.axes(answers.discovery(), {}))
    assert "Where does it hold that “Handover of the Hill: on time” = no?" in told


def test_instants_in_a_field_are_local_dates() -> None:
    found = sweep(outcomes=[OUT], levels=[level(24.0 * day, 24.0, 250.0) for day in range(6)])
    told = texts(sweep_heat_chart(found, OUT.name))
    assert any(words.startswith("12 Nov 00:00 11 Nov 00:00 to 20 Nov 10:00") for words in told)


def test_without_names_the_keys_are_told_in_words() -> None:
    told = texts(sweep_heat_chart(sweep(names={}), ON_TIME.name))
    assert any("“Hill handover: on time”" in words for words in told)


def test_letters_that_the_font_lacks_give_way_to_keys() -> None:
    names = NAMES | {"clauses.hill-handover": "測試區域"}
    told = texts(sweep_heat_chart(sweep(names=names), ON_TIME.name))
    assert any("“Hill handover: on time”" in words for words in told)


def test_a_title_in_letters_that_the_font_lacks_gives_way_to_the_name() -> None:
    told = texts(sweep_heat_chart(sweep(title="測試區域"), ON_TIME.name))
    assert any(words.startswith("study ") for words in told)
    assert not any("測" in words for words in told)


# --- what is chosen ----------------------------------------------------------------------------


def test_the_first_of_everything_is_drawn_if_nothing_is_chosen() -> None:
    found = sweep(outcomes=[ON_TIME, QUEUE])
    assert LINES.chosen(found, {}) == {"outcome": ON_TIME.name, "lever": "lorries"}
    one = {"outcome": QUEUE.name, "lever": None}
    assert LINES.chosen(found, one) == {"outcome": QUEUE.name, "lever": "lorries"}


def test_all_that_can_be_chosen_has_a_file_of_its_own() -> None:
    found = sweep(outcomes=[ON_TIME, QUEUE])
    stems = [LINES.stem(found, choices) for choices in LINES.all_choices(found)]
    assert len(stems) == len(set(stems)) == 4
    assert stems[0] == "lines-clauses-hill-handover-on_time-lorries"
    assert HEAT.stem(sweep(), HEAT.chosen(sweep(), {})) == "heat"


def test_a_name_too_long_for_a_file_is_cut_and_stays_its_own() -> None:
    long = [replace(ON_TIME, name=f"clauses.{'very-' * 50}{end}.on_time") for end in "ab"]
    stems = [
        LINES.stem(sweep(outcomes=long), one) for one in LINES.all_choices(sweep(outcomes=long))
    ]
    assert len(set(stems)) == 4
    assert {len(stem) for stem in stems} == {160}


def test_curves_of_nothing_and_of_the_same_are_not_worth_a_chart() -> None:
    alone = [sought("a", "A", moved="a"), sought("b", "B", moved="b")]
    found = answers.design(sought("a", "A"), sought("b", "B"), sought("", "All jointly"), *alone)
    stems = [CURVES.stem(found, choices) for choices in CURVES.all_choices(found)]
    assert stems == [
        *(f"curves-together-{clause}" for clause in ("all", "a", "b", "jointly")),
        *("curves-a-a", "curves-b-b"),
    ]


def test_more_curves_than_go_into_one_chart_are_told_apart_by_clause() -> None:
    found = answers.design(*(sought(f"c{number}", f"Clause {number}") for number in range(9)))
    stems = [CURVES.stem(found, choices) for choices in CURVES.all_choices(found)]
    assert stems == [f"curves-c{number}" for number in range(9)]


@pytest.mark.parametrize(
    ("chart", "choices", "told"),
    [
        (LINES, {"lever": "width"}, "no lever 'width'; there are lorries, answer"),
        (LINES, {"outcome": "x"}, "no outcome of interest 'x'; there are clauses"),
        (HEAT, {"lever": "lorries"}, "no lever can be chosen for heat; outcome can"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    chart: AnswerChart[object], choices: dict[str, str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        chart.axes(sweep(), choices)


def test_a_study_without_two_levers_has_no_field_and_says_why() -> None:
    found = sweep({"lorries": (40, 120)})
    assert not HEAT.has(found)
    assert list(HEAT.all_choices(found)) == []
    with pytest.raises(InputError, match="a field needs a study with two levers"):
        HEAT.axes(found, {})


def test_of_many_curves_one_clause_can_be_chosen() -> None:
    clauses = [sought(f"c{number}", f"Clause {number}") for number in range(9)]
    found = answers.design(*clauses, sought("", "All jointly"))
    assert any("choose one clause" in words for words in texts(CURVES.axes(found, {})))
    axes = CURVES.axes(found, {"clause": "c4"})
    assert "Clause 4" in texts(axes)
    assert "curve.1" not in parts(axes)
    assert "All jointly" in texts(CURVES.axes(found, {"clause": "jointly"}))


# --- any study ---------------------------------------------------------------------------------


def test_what_never_came_and_what_nobody_knows_is_said_in_its_field() -> None:
    levels = [NEVER, UNKNOWN, *[level(24.0, None, None)] * 4]
    told = texts(sweep_heat_chart(sweep(outcomes=[OUT], levels=levels), OUT.name))
    assert {"never", "not known", "11 Nov 00:00"} <= set(told)


def test_where_nothing_came_at_all_a_chart_is_drawn_still() -> None:
    found = sweep(outcomes=[OUT], levels=[NEVER] * 6)
    assert "never" in texts(sweep_heat_chart(found, OUT.name))
    assert all(map(math.isnan, ys(sweep_lines_chart(found, OUT.name, "lorries"), "line.0")))


def test_where_nothing_was_found_it_says_why() -> None:
    assert any(
        "Nothing was found: too few runs." in words
        for words in texts(WAY.axes(answers.discovery(boxes=0, why_not="too few runs"), {}))
    )
    empty = answers.sensitivity(factors={}, why_not="nothing varies")
    assert "Nothing to tell: nothing varies." in texts(INDICES.axes(empty, {}))
    assert "Nothing to draw: nothing varies." in texts(TORNADO.axes(empty, {}))


LONG_NAMES = dict.fromkeys(NAMES, LONG)
SCRIPT_NAMES = dict(zip(NAMES, [*SCRIPTS.values(), "حي الجبل الشمالي"], strict=True))
WIDE = {"lorries": tuple(range(12)), "answer": ("as-soon-as-possible", "never", "x" * 40)}
CLOSE = {"lorries": (1, 2, 3, 1000), "answer": ("always", "never")}
MANY = {f"a factor with a long name of its own {n}": 0.1 * n for n in range(40)}
DRAWN = {
    "lines": lambda names: LINES.axes(sweep(names=names), {}),
    "lines over words": lambda names: LINES.axes(sweep(WIDE, names=names), {"lever": "answer"}),
    "lines close": lambda names: LINES.axes(sweep(CLOSE, names=names), {}),
    "heat": lambda names: HEAT.axes(sweep(names=names, title=LONG * 2), {}),
    "heat wide": lambda names: HEAT.axes(sweep(WIDE, names=names), {}),
    "heat across": lambda names: HEAT.axes(sweep(dict(reversed(WIDE.items())), names=names), {}),
    "heat of instants": lambda names: HEAT.axes(
        sweep(
            dict(reversed(WIDE.items())),
            [OUT],
            names=names,
            levels=[level(24.0 * n, 24.0, 250.0) for n in range(36)],
        ),
        {},
    ),
    "indices": lambda names: INDICES.axes(answers.sensitivity(names=names), {}),
    "forty factors": lambda names: INDICES.axes(answers.sensitivity(QUEUE, MANY, names=names), {}),
    "tornado": lambda names: TORNADO.axes(answers.sensitivity(QUEUE, MANY, names=names), {}),
    "one factor": lambda names: TORNADO.axes(
        answers.sensitivity(QUEUE, {"lorries": 0.3}, names=names), {}
    ),
    "way": lambda names: WAY.axes(answers.discovery(names=names), {}),
    "curves": lambda names: CURVES.axes(
        answers.design(
            *(sought(f"c{n}", names["areas.hill"], settings=(Setting(n, n),)) for n in range(6)),
            levers=("lorries",),
        ),
        {},
    ),
}


def hide_ticks_that_are_not_drawn(axes: Axes) -> None:
    """matplotlib has labels for ticks beyond the ends of an axis, too, and draws none of them."""
    axes.figure.canvas.draw()
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():
            tick.label1.set_visible(low <= tick.get_loc() <= high)


@pytest.mark.parametrize(
    "names", [NAMES, LONG_NAMES, SCRIPT_NAMES], ids=["plain", "long", "scripts"]
)
@pytest.mark.parametrize("name", DRAWN)
def test_no_text_lies_upon_another_or_is_cut(name: str, names: dict[str, str]) -> None:
    axes = DRAWN[name](names)

    with house_style():
        hide_ticks_that_are_not_drawn(axes)
        assert problems(axes.figure) == []


@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_says_on_how_many_points_and_runs_it_rests(name: str) -> None:
    told = " ".join(" ".join(texts(DRAWN[name](NAMES))).split())
    assert re.search(r"\d points?\b.* \d+ runs? at each|\d runs? at each of \d+ points", told)


def test_looks_of_lines_differ_in_more_than_colour() -> None:
    axes = sweep_lines_chart(sweep(), ON_TIME.name, "lorries")
    assert line(axes, "line.0").get_marker() != line(axes, "line.1").get_marker()


def test_every_kind_of_answer_has_charts_with_names_of_their_own() -> None:
    for charts in BY_KIND.values():
        names = [chart.name for chart in charts]
        assert names
        assert len(set(names)) == len(names)
        assert all(chart.question.endswith("?") for chart in charts)


def test_levers_keep_the_order_of_the_study() -> None:
    assert LINES.offers(sweep())["lever"] == tuple(LEVERS)


# --- as it looks -------------------------------------------------------------------------------


def shares(*percent: float) -> SweepAnswer:
    return sweep(levels=[level(each / 100, each / 100, each / 100) for each in percent])


LOOKED_AT = (0, 20, 45, 60, 80, 100)


def test_a_field_looks_as_it_did_when_it_was_looked_at(tmp_path: Path) -> None:
    axes = HEAT.axes(shares(*LOOKED_AT), {})
    assert difference("heat.png", picture([axes], tmp_path / "heat.png")) is None


@pytest.mark.parametrize("changed", [(0, 20, 60, 60, 80, 100), (20, 0, 45, 60, 80, 100)])
def test_a_share_that_changes_is_seen(changed: tuple[float, ...], tmp_path: Path) -> None:
    axes = HEAT.axes(shares(*changed), {})
    assert difference("heat.png", picture([axes], tmp_path / "heat.png")) is not None


def test_lines_look_as_they_did_when_they_were_looked_at(tmp_path: Path) -> None:
    axes = LINES.axes(shares(*LOOKED_AT), {})
    assert difference("lines.png", picture([axes], tmp_path / "lines.png")) is None


def test_a_line_that_bends_is_seen(tmp_path: Path) -> None:
    axes = LINES.axes(shares(0, 20, 55, 60, 80, 100), {})
    assert difference("lines.png", picture([axes], tmp_path / "lines.png")) is not None
