"""Was each area left by its date, and when did the other army enter?"""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.typing import LineStyleType

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.marks import key_of_marks
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.schedule_rows import schedule_rows
from sim.analysis.charts.style import END, ENTERING, INK, LEAVING, MOVED, SIGNED, Look, house_style
from sim.analysis.charts.timeline import Row, draw_timeline, timeline
from sim.analysis.charts.words import replications

TITLE = "Was each area left by its date, and when did the other army enter?"
NOTHING = "There is nothing to show: no replication, or no area and no clause."


def schedule_chart(data: ChartData) -> Axes:
    """Areas as bars from first departure to last out, their due instants, and entries.

    Each instant is drawn with its spread over the replications, and below it what was observed;
    what did not happen by the end of the run is said. Clauses that concern no area follow below.
    """
    with house_style():
        rows = schedule_rows(data) if data.replications_number else []
        if not rows:
            return sentence(TITLE, [data.title], NOTHING)
        found = timeline(data, rows)
        key = _key(data, rows, is_end_shown=found.end > data.end_hours)
        made = page(TITLE, _explanation(data), body=found.body, key=key)
        return draw_timeline(made, found, data)


def _explanation(data: ChartData) -> list[str]:
    number = data.replications_number
    if number == 1:
        return [data.title, "One replication, which chance decided; others may go otherwise."]
    return [
        data.title,
        f"Median, and what lies between 10 and 90 % of {replications(number)}; for these inputs. "
        "Heights tell how often an instant fell there (the most frequent is highest). What never "
        "came ranks as later than everything.",
    ]


def _key(data: ChartData, rows: list[Row], *, is_end_shown: bool) -> list[KeyItem]:
    dues = [due for row in rows for due in row.dues]
    words: dict[str, Line2D | Patch] = {}
    if data.areas:
        words["first departure to last out"] = Patch(
            facecolor=LEAVING.pale, edgecolor=LEAVING.colour
        )
    if any(due.signed is not None for due in dues):
        words["due as signed"] = _mark(SIGNED, SIGNED.dash)
    if any(due.moved is not None for due in dues):
        words["due as moved"] = _mark(MOVED, MOVED.dash)
    if any(lane.label == "entry" for row in rows for lane in row.lanes):
        words["the other army enters"] = _mark(ENTERING, "none")
    if data.replications_number > 1:
        words["how often (height)"] = Patch(facecolor=LEAVING.colour)
        words["10 to 90 %"] = Line2D([], [], color=INK, linewidth=1.1, marker="|", markersize=6)
    if is_end_shown:
        words["end of the run"] = Line2D([], [], color=END.colour, linewidth=1, linestyle=END.dash)
    found: list[KeyItem] = [(handle, label) for label, handle in words.items()]
    return found + key_of_marks(
        instants=[each for row in rows for lane in row.lanes for each in lane.observed]
    )


def _mark(look: Look, dash: LineStyleType) -> Line2D:
    return Line2D(
        [],
        [],
        color=look.colour,
        linestyle=dash,
        linewidth=1,
        marker=look.marker,
        markersize=5.5,
        markerfacecolor="white" if look.is_hollow else look.colour,
    )


CHART = Chart(
    name="schedule",
    question=TITLE,
    shows=(
        "For each area its due dates as signed and as moved, a bar from the first departure "
        "to the last out, and when the army entered; clauses about no area below."
    ),
    draw=schedule_chart,
)
