"""What turned between scenarios: bars are the counts, words are what the comparison judged."""

from dataclasses import replace

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.analysis.charts.differences import differences_chart
from sim.analysis.charts.flips import CHART, NOTHING, flips_chart
from sim.analysis.charts.flips_rows import MOST_BARS, groups_of
from sim.analysis.charts.style import house_style
from sim.analysis.comparing.compared import Compared, Level, Ran, Turn
from sim.analysis.comparing.frames import frame_of
from sim.statistics.flips import difference_interval
from tests.unit.analysis.charts.cases import parts, texts
from tests.unit.analysis.charts.test_differences import ON_TIME, SHARE
from tests.unit.analysis.charts.test_layout import LONG, SCRIPTS, problems
from tests.unit.analysis.charts.test_studies import hide_ticks_that_are_not_drawn

NAMES = {"clauses.handover": "Handover of the Hill", "areas.hill": "Hill District"}


def turn(
    *,
    to_on_time: int = 0,
    to_late: int = 0,
    on_time: int = 0,
    late: int = 0,
    unknown: int = 0,
    level: Level = "clause",
    name: str = "handover",
    scenario: str = "shorter",
    **other: object,
) -> Turn:
    return Turn(
        scenario=scenario,
        level=level,
        name=name,
        due=other.get("due", "as moved"),  # type: ignore[arg-type]
        to_on_time=tuple(range(to_on_time)),
        to_late=tuple(range(to_on_time, to_on_time + to_late)),
        on_time=on_time,
        late=late,
        unknown=unknown,
    )


def compared(
    *turns: Turn, names: dict[str, str] | None = None, labels: tuple[str, ...] = ("shorter",)
) -> Compared:
    return Compared(
        scenarios=tuple(Ran(label, "case.yaml", (), "results") for label in ("case", *labels)),
        title="A test of one's eyes",
        seed=1,
        replications=20,
        confidence=0.95,
        differences=(),
        turns=turns,
        names=NAMES if names is None else names,
    )


def shares(axes: Axes, name: str) -> dict[str, tuple[float, float]]:
    """From where to where each part of a bar goes, in per cent."""
    found = {}
    for gid, part in parts(axes).items():
        if gid.startswith(f"{name}."):
            assert isinstance(part, Rectangle)
            found[gid.removeprefix(f"{name}.")] = (part.get_x(), part.get_x() + part.get_width())
    return found


BAR = "clause.handover.shorter.as moved"


def test_a_bar_is_as_long_as_the_counts_of_the_table() -> None:
    found = compared(turn(to_on_time=4, to_late=2, on_time=5, late=8, unknown=1))
    axes = flips_chart(found)
    (row,) = frame_of(found, "turns").to_dict("records")

    drawn = {kind: (end - begin) / 100 * 20 for kind, (begin, end) in shares(axes, BAR).items()}
    told = {kind: row[kind] for kind in ("to_on_time", "to_late", "on_time", "late", "unknown")}
    assert drawn == pytest.approx(told)


def test_what_is_on_time_before_and_after_lies_together() -> None:
    """So that the first two parts are the share in the base, the second and third that after it."""
    found = shares(flips_chart(compared(turn(to_on_time=4, to_late=2, on_time=5, late=9))), BAR)
    assert found["to_late"] == pytest.approx((0, 10))
    assert found["on_time"] == pytest.approx((10, 35))
    assert found["to_on_time"] == pytest.approx((35, 55))
    assert found["late"] == pytest.approx((55, 100))


def test_counts_are_written_where_there_is_room_for_them() -> None:
    told = texts(flips_chart(compared(turn(to_on_time=1, on_time=7, late=999))))
    assert "999" in told
    assert "1" not in told


def test_a_clause_is_told_as_the_comparison_judged_it() -> None:
    found = replace(compared(turn(to_on_time=4, to_late=2, late=14)), differences=(SHARE,))
    assert "+10.0 points (-5.0 to +25.0); no clear difference (p 0.3)" in texts(flips_chart(found))


def test_an_area_has_the_same_interval_and_no_verdict() -> None:
    area = turn(to_on_time=4, to_late=1, late=15, level="area", name="hill")
    low, high = (100 * end for end in difference_interval(4, 1, total=20))
    told = texts(flips_chart(compared(area)))
    assert f"+15.0 points ({low:+.1f} to {high:+.1f})" in told
    assert "Hill District, all who must leave it" in told


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (turn(on_time=12, late=8), "the same in every run"),
        (turn(unknown=20), "in no replication known in both"),
        (turn(to_on_time=1), "one run tells no more"),
    ],
)
def test_where_there_is_no_difference_to_tell_it_says_so(one: Turn, told: str) -> None:
    assert told in texts(flips_chart(compared(one)))


def test_due_as_signed_is_told_apart() -> None:
    axes = flips_chart(
        compared(turn(to_on_time=4, late=16), turn(to_on_time=1, late=19, due="as signed"))
    )
    assert "shorter, due as signed" in texts(axes)
    assert shares(axes, "clause.handover.shorter.as signed")["to_on_time"] == (0, 5)


def test_the_key_names_only_what_is_drawn() -> None:
    told = texts(flips_chart(compared(turn(to_on_time=4, late=16))))
    assert "late → on time" in told
    assert "on time → late" not in told
    assert "not known in one of the two" not in told


def test_what_turned_is_hatched_and_what_stayed_is_not() -> None:
    axes = flips_chart(compared(turn(to_on_time=4, to_late=2, on_time=5, late=9)))
    hatches = {
        gid.rpartition(".")[2]: part.get_hatch()
        for gid, part in parts(axes).items()
        if isinstance(part, Rectangle)
    }
    assert hatches["to_on_time"] != hatches["to_late"]
    assert not hatches["on_time"]
    assert not hatches["late"]


def test_without_a_clause_in_both_it_says_so() -> None:
    assert NOTHING in texts(flips_chart(compared()))
    assert CHART.title(compared(), {}).endswith("?")


def many(scenarios: int, things: int, *, turned: int) -> Compared:
    """Clauses in many scenarios; in the first of them something turns."""
    labels = tuple(f"scenario {number}" for number in range(scenarios))
    turns = [
        turn(name=f"c{thing}", scenario=label, to_on_time=int(thing < turned), late=19)
        for thing in range(things)
        for label in labels
    ]
    return compared(*turns, labels=labels)


def test_of_very_many_bars_those_are_drawn_in_which_something_turns() -> None:
    found = many(11, 40, turned=3)
    groups, left_out = groups_of(found, labels=2.9, words=2.5)
    assert (len(groups), left_out) == (3, 37)
    told = " ".join(texts(flips_chart(found)))
    assert "37 clauses and areas in which nothing turns are left out" in told


def test_of_few_bars_none_is_left_out() -> None:
    groups, left_out = groups_of(many(2, MOST_BARS // 2, turned=1), labels=2.9, words=2.5)
    assert (len(groups), left_out) == (MOST_BARS // 2, 0)


def all_of_them(labels: tuple[str, ...], names: dict[str, str]) -> Compared:
    things: list[tuple[Level, str]] = [("run", ""), ("clause", "handover"), ("area", "hill")]
    turns = [
        turn(
            to_on_time=4,
            to_late=2,
            on_time=5,
            late=8,
            unknown=1,
            level=level,
            name=name,
            scenario=label,
            due=due,
        )
        for level, name in things
        for label in labels
        for due in ("as moved", "as signed")
    ]
    differences = [
        replace(SHARE, outcome=outcome, scenario=label)
        for outcome in (ON_TIME, "runs.on_time_jointly")
        for label in labels
    ]
    return replace(compared(*turns, names=names, labels=labels), differences=tuple(differences))


LAID = {
    "one": all_of_them(("shorter",), NAMES),
    "twelve": all_of_them(tuple(f"scenario {number}" for number in range(12)), NAMES),
    "long": all_of_them((LONG, f"{LONG} again"), dict.fromkeys(NAMES, LONG * 2)),
    "no spaces": all_of_them(("shorter" * 30,), dict.fromkeys(NAMES, "Aghdam" * 40)),
    "scripts": all_of_them(
        (*SCRIPTS.values(), "حي الجبل الشمالي", "測試"),
        dict(zip(NAMES, SCRIPTS.values(), strict=False)),
    ),
    "many": many(11, 40, turned=8),
}


@pytest.mark.parametrize("name", LAID)
def test_no_text_lies_upon_another_or_is_cut(name: str) -> None:
    figure = flips_chart(LAID[name]).figure

    with house_style():
        assert problems(figure) == []


@pytest.mark.parametrize("name", LAID)
def test_differences_of_the_same_scenarios_lie_upon_nothing_either(name: str) -> None:
    axes = differences_chart(LAID[name])[0]

    with house_style():
        hide_ticks_that_are_not_drawn(axes)
        assert problems(axes.figure) == []
