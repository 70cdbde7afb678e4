"""Who was in each area when, and was it ever in nobody's charge?"""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.gaps_rows import NOBODY, gaps_row
from sim.analysis.charts.in_charge import InCharge, in_charge
from sim.analysis.charts.marks import key_of_marks
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.style import END, MOVED, SIGNED, house_style
from sim.analysis.charts.timeline import Row, draw_timeline, timeline
from sim.analysis.charts.words import replications, share

TITLE = "Who was in each area when, and was it ever in nobody's charge?"
NOTHING = "There is nothing to show: no replication or no area."
MOST_AREAS = 12
"""A page with more could not be taken in."""


def gaps_chart(data: ChartData) -> Axes:
    """For each area who was inside, hour by hour, and when nobody or both sides were in charge.

    Heights are shares of replications. Of many areas those are drawn that were longest in nobody's
    charge or in that of both sides, and it is said that others are left out.
    """
    with house_style():
        if not data.replications_number or not data.areas:
            return sentence(TITLE, [data.title], NOTHING)
        found = [in_charge(data, area) for area in data.areas]
        shown = _shown(found)
        rows = [gaps_row(data, each) for each in shown]
        line = timeline(data, rows)
        made = page(
            TITLE,
            [data.title, *_explanation(data, found, shown)],
            body=line.body,
            key=_key(shown, rows, is_end_shown=line.end > data.end_hours),
        )
        return draw_timeline(made, line, data)


def _shown(found: Sequence[InCharge]) -> list[InCharge]:
    """Those with the longest gaps and overlaps, in their own order."""
    longest = sorted(found, key=lambda each: -each.mean_hours)[:MOST_AREAS]
    names = {each.area for each in longest}
    return [each for each in found if each.area in names]


def _explanation(
    data: ChartData, found: Sequence[InCharge], shown: Sequence[InCharge]
) -> list[str]:
    of = data.replications_number
    told = (
        "One replication, which chance decided; others may go otherwise."
        if of == 1
        else f"Of {replications(of)}, for these inputs: the height of a band tells in what share "
        "of them somebody was inside at that hour, a full lane in all. Hours are the median and "
        "what lies between 10 and 90 %, none counted as 0; shares have the 95 % interval of their "
        "probability in brackets."
    )
    meant = (
        "Nobody: from the last of its own troops out until the first column of the other army in. "
        "Both sides: such a column inside while troops were. Both are cut off at the end. People "
        "who will never leave are not counted."
    )
    return [f"{told} {meant}", _collapsed(data), _left_out(found, shown)]


def _collapsed(data: ChartData) -> str:
    of = data.replications_number
    count = int(data.tables["runs"]["collapsed_hours"].notna().sum())
    in_how_many = "" if of == 1 else f" in {share(count, of)}"
    told = f"The agreement collapsed{in_how_many}; nobody is counted from then on."
    return told if count else ""


def _left_out(found: Sequence[InCharge], shown: Sequence[InCharge]) -> str:
    rest = [each for each in found if each not in shown]
    if not rest:
        return ""
    most = max(each.mean_hours for each in rest)
    how_long = f"; theirs were {most:.1f} h or less on average" if most >= 0 else ""
    return (
        f"Of {len(found)} areas those {len(shown)} are shown whose gaps and overlaps were longest"
        f"{how_long}. The outcome table areas has all."
    )


def _key(shown: Sequence[InCharge], rows: Sequence[Row], *, is_end_shown: bool) -> list[KeyItem]:
    key: list[KeyItem] = []
    times = [each for area in shown for each in (area.gap, area.overlap)]
    uncovered = [each for area in shown for each in (area.gap_uncovered, area.overlap_uncovered)]
    if any(each.count for each in times):
        key.append(
            (
                Patch(facecolor=NOBODY.pale, edgecolor=NOBODY.colour),
                "nobody or both sides: a post watching",
            )
        )
    if any(each.count for each in uncovered):
        key.append((Patch(facecolor=NOBODY.colour), "nobody or both sides: no post watching"))
    dues = [due for row in rows for due in row.dues]
    if any(due.signed is not None for due in dues):
        line = Line2D([], [], color=SIGNED.colour, linestyle=SIGNED.dash, linewidth=1)
        key.append((line, "due as signed"))
    if any(due.moved is not None for due in dues):
        line = Line2D([], [], color=MOVED.colour, linestyle=MOVED.dash, linewidth=1)
        key.append((line, "due as moved"))
    if is_end_shown:
        line = Line2D([], [], color=END.colour, linestyle=END.dash, linewidth=1)
        key.append((line, "end of the run"))
    return key + key_of_marks(
        instants=[each for row in rows for lane in row.lanes for each in lane.observed]
    )


CHART = Chart(
    name="gaps",
    question=TITLE,
    shows="For each area in what share of replications its troops, its civilians, a covering post "
    "and the other army were inside at each hour, and when nobody or both sides were.",
    draw=gaps_chart,
    has=lambda data: bool(data.areas),
)
