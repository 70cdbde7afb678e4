"""Which duties were broken, when, and in what order?"""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter

from sim.analysis.charts.breach_order import KINDS, Broken, broken, in_share, orders_told
from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.instants import draw_instants
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, Page, page, sentence
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.style import BROKEN, END, INK, RULE, house_style
from sim.analysis.charts.telling import range_words
from sim.analysis.charts.timeline import Lane, Row, Timeline, draw_timeline, timeline
from sim.analysis.charts.words import line_inches, replications, share, text_inches, wrapped
from sim.analysis.terms import BEYOND
from sim.statistics.shares import Share

TITLE = "Which duties were broken, when, and in what order?"
INPUTS = (
    f"Amounts put into the case {BEYOND} are inputs, not results: every replication has them. "
    "Only when they came is a result."
)
NOTHING = "There is nothing to show: no replication, or no clause and no breach."

_HEADERS = {
    "late": "Clauses that fell due, as moved, before they were fulfilled",
    "excess": f"Strength {BEYOND}",
    "violation": "Fire or a clash",
    "collapse": "The agreement collapsed after fire or a clash",
}
_LANE, _SIZE, _NAME_SIZE = 0.34, 8.5, 9.5
_SHARES_WIDTH, _WORDS_WIDTH = 1.0, 1.95


def breaches_chart(data: ChartData) -> Axes:
    """A lane for each clause and for all else that was ever broken, with when and how often.

    What was broken several times in a replication counts once, at its first instant. To the right
    stand the shares of replications with their intervals, below the orders that came about.
    """
    with house_style():
        found = broken(data) if data.replications_number else []
        if not found:
            return sentence(TITLE, [data.title], NOTHING)
        return _draw(data, found)


def _rows(data: ChartData, found: Sequence[Broken]) -> list[Row]:
    return [
        Row(kind, _HEADERS[kind], (), tuple(_lane(data, each) for each in mine))
        for kind in KINDS
        if (mine := [each for each in found if each.duty[0] == kind])
    ]


def _lane(data: ChartData, each: Broken) -> Lane:
    came = Spread(each.first.came)
    return Lane(
        label=each.label,
        words=tuple(_words(data, each)),
        height=_LANE,
        instants=(came,),
        draw=lambda strip: draw_instants(strip, came, BROKEN, name=".".join(each.duty)),
    )


def _words(data: ChartData, each: Broken) -> list[str]:
    of = data.replications_number
    came = Spread(each.first.came)
    if of == 1:
        return [range_words(data, came)] if len(came.values) else ["never"]
    told = ["an input: in every one" if each.is_input else in_share(each.share.count, of)]
    if len(came.values):
        told.append(range_words(data, came))
    if each.foremost:
        told.append(f"first of all in {share(each.foremost, of)}")
    if each.most > 1:
        told.append(f"up to {each.most} times in one")
    return told


def _draw(data: ChartData, found: Sequence[Broken]) -> Axes:
    rows = _rows(data, found)
    is_single = data.replications_number == 1
    latest = max((float(each.first.came[-1]) for each in found if len(each.first.came)), default=0)
    dues = data.tables["clauses"]["due_hours"].dropna()
    least = min(data.end_hours, max([latest, *dues]))
    line = timeline(
        data, rows, least_end=1.03 * least, words_width=_WORDS_WIDTH + _right(is_single)
    )
    orders = [wrapped(text, _SIZE, width=WIDTH - 2 * MARGIN) for text in orders_told(data)]
    below = sum(text_inches(text, _SIZE) for text in orders)
    below += line_inches(_NAME_SIZE) + 0.2 if orders else 0.1
    made = page(
        TITLE,
        _explanation(data, found),
        body=line.body + below,
        key=_key(found, is_single=is_single, is_end_shown=line.end > data.end_hours),
    )
    axes = draw_timeline(made, line, data)
    if not is_single:
        _draw_shares(
            made, line, [each for row in rows for each in found if each.duty[0] == row.name]
        )
    if orders:
        aside = ", inputs left aside" if any(each.is_input for each in found) else ""
        _write_orders(made, orders, top=line.body + 0.1, aside=aside)
    return axes


def _right(is_single: bool) -> float:
    """One replication has no shares, and leaves their room to the words."""
    return _SHARES_WIDTH + 0.2 if is_single else 0.0


def _draw_shares(made: Page, line: Timeline, found: Sequence[Broken]) -> None:
    """Dots at the shares of replications, with their intervals, in the rows of the lanes."""
    axes = made.axes(
        left=WIDTH - MARGIN - _SHARES_WIDTH - 0.1,
        top=line.above,
        width=_SHARES_WIDTH - 0.15,
        height=line.rows_height,
    )
    axes.set(xlim=(0, 1), ylim=(line.rows_height, 0), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.patch.set_visible(False)
    axes.xaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f}"))
    axes.tick_params(axis="x", labelsize=_SIZE)
    axes.set_xlabel("% of replications", fontsize=_SIZE)
    for each, (low, high) in zip(found, line.lane_heights(), strict=True):
        middle = (low + high) / 2
        name = f"share.{'.'.join(each.duty)}"
        for x in (0, 0.5, 1):
            axes.plot([x, x], [low, high], color=RULE, linewidth=0.6, zorder=1)
        ends = _ends(each.share)
        axes.plot(
            ends, [middle] * 2, color=INK, linewidth=1.1, marker="|", zorder=3, gid=f"{name}.range"
        )
        axes.plot(
            [each.share.count / each.share.total],
            [middle],
            marker="o",
            markersize=5.5,
            color=BROKEN.colour,
            linestyle="none",
            clip_on=False,
            zorder=4,
            gid=name,
        )


def _ends(found: Share) -> list[float]:
    """What an interval says in words too: one bound for what happened always or never."""
    if found.bound is None:
        return [found.low, found.high]
    return [found.bound, 1.0] if found.count else [0.0, found.bound]


def _write_orders(made: Page, orders: Sequence[str], *, top: float, aside: str) -> None:
    title = f"In what order, each at its first time{aside}"
    _write(made, title, top, size=_NAME_SIZE, weight="bold")
    top += line_inches(_NAME_SIZE) + 0.03
    for text in orders:
        _write(made, text, top, size=_SIZE)
        top += text_inches(text, _SIZE)


def _write(made: Page, text: str, top: float, *, size: float, weight: str = "normal") -> None:
    made.figure.text(
        MARGIN / WIDTH,
        1 - (made.top + top) / made.height,
        text,
        ha="left",
        va="top",
        fontsize=size,
        fontweight=weight,
        color=INK,
        linespacing=1.25,
    )


def _explanation(data: ChartData, found: Sequence[Broken]) -> list[str]:
    number = data.replications_number
    inputs = [INPUTS] if any(each.is_input for each in found) else []
    if number == 1:
        one = "One replication, which chance decided; others may go otherwise."
        return [data.title, one, *inputs]
    return [
        data.title,
        f"Of {replications(number)}, for these inputs: when a duty was first broken, over those in "
        "which it was (median, and what lies between 10 and 90 %; heights tell how often), and in "
        "how many, in brackets the 95 % interval of its probability. Every clause is shown, all "
        "else only where it was ever broken.",
        *inputs,
    ]


def _key(found: Sequence[Broken], *, is_single: bool, is_end_shown: bool) -> list[KeyItem]:
    key: list[KeyItem] = []
    if any(len(each.first.came) for each in found):
        mark = Line2D([], [], color=BROKEN.colour, marker=BROKEN.marker, linestyle="none")
        key.append((mark, "first broken" if is_single else "first broken, median"))
    if not is_single:
        line = Line2D([], [], color=INK, linewidth=1.1, marker="|", markersize=6)
        dot = Line2D([], [], color=BROKEN.colour, marker="o", linestyle="none", markersize=5.5)
        key += [
            (Patch(facecolor=BROKEN.colour), "how often (height)"),
            (line, "10 to 90 %; of a share its interval"),
            (dot, "share of replications"),
        ]
    if is_end_shown:
        end = Line2D([], [], color=END.colour, linewidth=1, linestyle=END.dash)
        key.append((end, "end of the run"))
    return key


CHART = Chart(
    name="breaches",
    question=TITLE,
    shows="Duties that were broken: in what share of the replications, and when first.",
    draw=breaches_chart,
)
