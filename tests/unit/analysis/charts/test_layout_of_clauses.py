"""Charts of a panel a clause: nothing written lies upon something else, and nothing is cut."""

import random
from collections.abc import Callable

import pytest
from matplotlib.axes import Axes

from sim.analysis.charts.clearance import clearance_chart
from sim.analysis.charts.convergence import convergence_chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.style import house_style
from sim.analysis.observed import ObservedOutcome
from tests.unit.analysis.charts.agreements import Fares, agreement
from tests.unit.analysis.charts.test_layout import CASES, LONG, SCRIPTS, problems

CHARTS: dict[str, Callable[[ChartData], Axes]] = {
    "clearance": lambda data: clearance_chart(data)[0],
    "convergence": lambda data: convergence_chart(data)[0],
}
LABELS = [*SCRIPTS.values(), LONG, "Aghdam" * 40, "$5 or $6"]
SEEN = [
    ObservedOutcome("clauses", "c0", "completed_hours", low, high, 90, 174, is_scored)
    for low, high, is_scored in ((96, 120, True), (None, 170, False), (150, None, True))
]


def clauses(number: int, *, replications: int, **more: object) -> ChartData:
    """Clauses with names in many scripts, whose dates move, that sometimes are never fulfilled."""
    chance = random.Random(7)

    def fares(which: int) -> Fares:
        due = 100.0 + 20 * which
        return Fares(
            [
                None if chance.random() < 0.1 else chance.uniform(due - 40, due + 30)
                for _ in range(replications)
            ],
            due=due if which % 4 else [due + 7 * (one % 3) for one in range(replications)],
            moved={one: due + 33.25 * (1 + one % 4) for one in range(which % 3, replications, 3)},
            label=LABELS[which % len(LABELS)],
        )

    return agreement({f"c{which}": fares(which) for which in range(number)}, **more)


def unknown() -> ChartData:
    """Dates beyond the end, none at all, and nothing fulfilled."""
    open_answers = [True, False, None, None] * 6
    moved = dict.fromkeys(range(24), 9000.0)
    return agreement(
        {
            "some": Fares([100, 130, None, None] * 6, moved=moved, on_time=open_answers),
            "none": Fares([None] * 24, due=None),
            "late": Fares([None] * 24, due=9000.0, on_time_as_signed=[None] * 24, label=LONG),
        }
    )


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", CASES)
def test_no_text_of_any_case_lies_upon_another_or_is_cut(name, chart):
    figure = CHARTS[chart](CASES[name]()).figure

    with house_style():
        assert problems(figure) == []


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("replications", [1, 2, 30])
@pytest.mark.parametrize("number", [1, 3, 12, 25])
def test_many_clauses_with_long_names_lie_upon_nothing(number, replications, chart):
    data = clauses(number, replications=replications, observed_outcomes=SEEN)
    figure = CHARTS[chart](data).figure

    with house_style():
        assert problems(figure) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_what_is_not_known_lies_upon_nothing_either(chart):
    figure = CHARTS[chart](unknown()).figure

    with house_style():
        assert problems(figure) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_notebook_that_draws_letters_in_its_own_way_cuts_nothing_either(chart):
    figure = CHARTS[chart](clauses(12, replications=30)).figure

    assert problems(figure) == []
