"""When was the contingent in place, and did it keep to what was authorised?"""

from collections.abc import Iterator

from matplotlib.axes import Axes

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData, ContingentFacts
from sim.analysis.charts.number_panels import Level, Panel, draw_panels, line_of
from sim.analysis.charts.page import sentence
from sim.analysis.charts.style import IN_PLACE, LANDED, Look, house_style

TITLE = "When was the contingent in place, and did it keep to what was authorised?"
NOTHING = "There is nothing to show: no replication or no contingent."
NEVER = "Nobody ever landed."
AUTHORISED = "authorised people"

_LOOKS: tuple[tuple[str, str, Look], ...] = (
    ("landed", "landed", LANDED),
    ("in place", "in_place", IN_PLACE),
)
"""What the key calls a line, the beginning of its series' name, its look."""


def peacekeepers_chart(data: ChartData) -> tuple[Axes, ...]:
    """People and vehicles landed and in place, a panel each and contingent, and the sorties."""
    with house_style():
        if not data.replications_number or not data.contingents:
            return (sentence(TITLE, [data.title], NOTHING),)
        panels = [panel for each in data.contingents for panel in _panels(data, each)]
        return draw_panels(
            data,
            panels,
            title=TITLE,
            explanation="In place is who has ended the march, or mans a post on the way.",
        )


def _panels(data: ChartData, contingent: ContingentFacts) -> Iterator[Panel]:
    people = contingent.authorised_people
    yield Panel(
        label=contingent.label,
        unit="people",
        lines=tuple(
            line_of(data, name, f"contingents.{contingent.name}.{what}_people", look)
            for name, what, look in _LOOKS
        ),
        level=None if people is None else Level(AUTHORISED, people),
        nothing=NEVER,
    )
    for panel in (_vehicles(data, contingent), _sorties(data, contingent)):
        if not panel.is_empty:
            yield panel


def _vehicles(data: ChartData, contingent: ContingentFacts) -> Panel:
    return Panel(
        label=f"{contingent.label}: vehicles and pieces",
        unit="vehicles",
        lines=tuple(
            line_of(data, name, f"contingents.{contingent.name}.{what}_vehicles", look)
            for name, what, look in _LOOKS
        ),
    )


def _sorties(data: ChartData, contingent: ContingentFacts) -> Panel:
    series = f"contingents.{contingent.name}.sorties_number"
    return Panel(
        label=f"{contingent.label}: sorties landed",
        unit="sorties",
        lines=(line_of(data, "landed", series, LANDED),),
    )


CHART = Chart(
    name="peacekeepers",
    question=TITLE,
    shows=(
        "People and vehicles landed and in place against the authorised strength, and "
        "sorties, over time."
    ),
    draw=peacekeepers_chart,
    has=lambda data: bool(data.contingents),
)
