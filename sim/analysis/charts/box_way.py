"""How dense is a box, and how much does it cover? The way from everything to a small dense box."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.analysis.charts.answer_chart import AnswerChart
from sim.analysis.charts.page import sentence
from sim.analysis.charts.study_page import LOOKS, mark, study_axes
from sim.analysis.charts.study_words import condition_words, study_told
from sim.analysis.charts.style import house_style
from sim.analysis.discovery.answer import DiscoveryAnswer


def title(found: DiscoveryAnswer) -> str:
    """The question."""
    return f"Where does it hold that {condition_words(found.condition, found.asked.names)}?"


def box_way_chart(found: DiscoveryAnswer) -> Axes:
    """Density over coverage on the way to the first box, and the boxes that are told.

    Args:
        found: The answer of a discovery.
    """
    question = title(found)
    explanation = [
        study_told(found.asked),
        "Each step takes a slice off: what is left is denser with runs in which the condition "
        "holds, and covers fewer of them. Further boxes are among what those before them leave.",
    ]
    with house_style():
        if not found.way:
            return sentence(question, explanation, f"Nothing was found: {found.why_not}.")
        names = [f"box {number + 1}" for number in range(len(found.boxes))]
        way = Line2D([], [], color=LOOKS[5].colour, marker=".", linewidth=1.0)
        key = [(way, "on the way")]
        key += [(mark(look, line=False), name) for look, name in zip(LOOKS, names, strict=False)]
        axes = study_axes(question, explanation, key=key)
        axes.plot(
            [100 * step.coverage for step in found.way],
            [100 * step.density for step in found.way],
            color=LOOKS[5].colour,
            marker=".",
            linewidth=1.0,
            gid="way",
        )
        for number, (box, look) in enumerate(zip(found.boxes, LOOKS, strict=False)):
            axes.plot(
                [100 * box.coverage],
                [100 * box.density],
                color=look.colour,
                marker=look.marker,
                markersize=9,
                linestyle="none",
                gid=f"box.{number}",
            )
        axes.set(xlim=(-3, 103), ylim=(-3, 103))
        axes.set_xlabel("Coverage: share of all such runs that lie in the box, %")
        axes.set_ylabel("Density: share of runs in the box, %")
        axes.grid()
        return axes


CHART: AnswerChart[DiscoveryAnswer] = AnswerChart(
    name="way",
    question="Where does it hold?",
    shows="Density over coverage on the way to the first box, and the boxes that are told.",
    offers=lambda _: {},
    why_not=lambda _: "",
    title=lambda found, _: title(found),
    paint=lambda found, _: box_way_chart(found),
)
