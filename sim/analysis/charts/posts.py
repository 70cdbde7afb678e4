"""Which posts stood when?"""

from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData, PostFacts
from sim.analysis.charts.dates import draw_dates
from sim.analysis.charts.instants import Strip, draw_instants
from sim.analysis.charts.marks import key_of_marks
from sim.analysis.charts.number_panels import (
    Level,
    Panel,
    draw_panel,
    last_hour,
    line_of,
    marks_words,
    number_words,
    panels_key,
)
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.panels import NAME_SIZE, PANEL, SPACE, write_above
from sim.analysis.charts.spread import Spread, spread
from sim.analysis.charts.style import INK, POSTS, TEMPORARY, Look, house_style
from sim.analysis.charts.telling import came_words, observed_words
from sim.analysis.charts.timeline import Lane, Row, Timeline, draw_timeline, timeline
from sim.analysis.charts.words import line_inches
from sim.scenario.explain.names import begun

TITLE = "Which posts stood when?"
NOTHING = "There is nothing to show: no replication or no post."

KINDS: tuple[tuple[bool, str, str, Look], ...] = (
    (False, "permanent posts", "manned_number", POSTS),
    (True, "temporary posts", "temporary_number", TEMPORARY),
)
"""Of posts: whether they are temporary, what they are called, the end of their series' name."""

_LANE = 0.19


def posts_chart(data: ChartData) -> tuple[Axes, ...]:
    """How many posts were manned over time, those planned as a level; below, each post's instant.

    Permanent posts and temporary ones are told apart throughout. Posts stand in the order of the
    contingent's plan.
    """
    with house_style():
        if not data.replications_number or not data.posts:
            return (sentence(TITLE, [data.title], NOTHING),)
        rows = [row for kind in KINDS for row in _row(data, kind)]
        panels = _panels(data)
        found = timeline(data, rows, least_end=last_hour(data, panels))
        return _draw(data, panels, rows, found)


def _row(data: ChartData, kind: tuple[bool, str, str, Look]) -> list[Row]:
    is_temporary, name, _, look = kind
    posts = [post for post in data.posts if post.is_temporary == is_temporary]
    lanes = [lane for post in posts if (lane := _lane(data, post, look)) is not None]
    return [Row(name, begun(name), (), tuple(lanes))] if lanes else []


def _lane(data: ChartData, post: PostFacts, look: Look) -> Lane | None:
    manned = spread(data.of("posts", "post", post.name)["manned_hours"])
    observed = data.observed_cells("posts", post.name, "manned_hours")
    if manned is None:
        return None
    return Lane(
        label=post.label,
        words=(
            came_words(data, manned, came="", never="not manned by the end"),
            *observed_words(data, observed),
        ),
        height=_LANE,
        instants=(manned,),
        draw=lambda strip: _draw_post(strip, manned, look, name=post.name),
        observed=observed,
        name=f"manned.{post.name}",
    )


def _draw_post(strip: Strip, manned: Spread, look: Look, *, name: str) -> None:
    draw_instants(strip, manned, replace(look, marker="s"), name=f"manned.{name}")


def _panels(data: ChartData) -> list[Panel]:
    """A panel for each kind of post that is planned or was observed."""
    found = []
    for is_temporary, name, column, look in KINDS:
        planned = sum(post.is_temporary == is_temporary for post in data.posts)
        line = line_of(data, name, f"posts.{column}", look)
        if planned or line.observed:
            label = begun(f"{name} manned")
            found.append(Panel(label, "posts", (line,), Level("planned", planned)))
    return found


def _draw(
    data: ChartData, panels: list[Panel], rows: list[Row], found: Timeline
) -> tuple[Axes, ...]:
    header = line_inches(NAME_SIZE) + 0.06
    above = len(panels) * (header + PANEL + SPACE)
    told = (
        f"{number_words(data)} Below, when each post was manned: heights tell how often it fell "
        "there, the line reaches from 10 to 90 %, the square is the median."
    )
    told = number_words(data) if data.replications_number == 1 else told
    made = page(
        TITLE,
        [data.title, f"{told}{marks_words(panels)}"],
        body=above + found.body,
        key=_key(data, panels, rows, is_end_shown=found.end > data.end_hours),
    )
    drawn = []
    for number, panel in enumerate(panels):
        top = number * (header + PANEL + SPACE) + header
        axes = made.axes(left=found.left, top=top, width=found.width, height=PANEL)
        draw_dates(
            axes,
            data.calendar,
            begin=found.begin,
            end=found.end,
            width=found.width,
            is_labelled=False,
        )
        draw_panel(axes, panel, is_single=data.replications_number == 1)
        write_above(axes, panel.label, 0.06, size=NAME_SIZE, weight="bold")
        drawn.append(axes)
    return (*drawn, draw_timeline(made, found, data, top=above))


def _key(
    data: ChartData, panels: list[Panel], rows: list[Row], *, is_end_shown: bool
) -> list[KeyItem]:
    found = panels_key(panels, is_single=data.replications_number == 1)
    instants = [each for row in rows for lane in row.lanes for each in lane.observed]
    told = {words for _, words in found}
    found += [item for item in key_of_marks(instants=instants) if item[1] not in told]
    if is_end_shown:
        found.append((Line2D([], [], color=INK, linewidth=1, linestyle="dotted"), "end of the run"))
    return found


CHART = Chart(
    name="posts",
    question=TITLE,
    shows="Permanent and temporary posts manned over time, and when each post was.",
    draw=posts_chart,
    has=lambda data: bool(data.posts),
)
