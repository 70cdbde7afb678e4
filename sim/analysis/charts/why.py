"""What held each clause up, and which roads and fleets decided when it was fulfilled?"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, Page, page, sentence
from sim.analysis.charts.style import BROKEN, INK, MUTED, RULE, house_style
from sim.analysis.charts.why_words import why_words
from sim.analysis.charts.words import line_inches, replications, text_inches, wrapped
from sim.analysis.estimates import Amounts, Chance
from sim.analysis.terms import CHAIN, cause_words
from sim.analysis.why.analyse import OF_CHOICE, why_clauses
from sim.analysis.why.answer import OnPath, WhyClause
from sim.statistics.means import mean

TITLE = "What held each clause up, and which roads and fleets decided when it was fulfilled?"
NOTHING = "There is nothing to show: no replication, or no clause that anything was waited for."

LOOKS = {
    "lorry": ("#d4511e", ""),
    "loading-point": ("#e8b04a", "////"),
    "road-queue": ("#12436d", ""),
    "breakdown": ("#7b5aa6", "xxxx"),
    "closed": ("#1b8a80", "--"),
    "night": ("#1b8a80", "||||"),
    "weather": ("#1b8a80", "++"),
    "pause": ("#801650", "\\\\\\\\"),
    "suspension": ("#801650", ""),
    "prerequisite": ("#8a949e", "//"),
    "loading": ("#c3ccd6", ""),
    "driving": ("#e4e8ec", ""),
}
"""Fill and hatch of each cause; what is not named looks like the rest."""
REST = ("#55606b", "")
_BAR, _SIZE, _NAME_SIZE, _GAP = 0.3, 8.5, 9.5, 0.22
_BARS_WIDTH, _LABELS_WIDTH, _SHARES_WIDTH = 4.9, 3.3, 1.45
_ROW = 0.21
_MOST_ROWS = 7


def why_chart(data: ChartData) -> Axes:
    """For each clause a bar of the hours on its critical path by cause, and what lay on that path.

    The bar holds means over the replications in which the clause was fulfilled, without what people
    took to be ready and planned for themselves; the words below begin with all hours until then, of
    which that is often the most. Its whisker is the interval of their sum. To the right stand the
    shares of replications in which roads, fleets, units and groups lay on the path, with their
    intervals.
    """
    with house_style():
        found = _clauses(data) if data.replications_number else []
        if not found:
            return sentence(TITLE, [data.title], NOTHING)
        return _draw(data, found)


def has_paths(data: ChartData) -> bool:
    """Whether any clause has a path at all."""
    return "paths" in data.tables and len(data.tables["paths"]) > 0


@dataclass(frozen=True, slots=True)
class _Block:
    """What is drawn of one clause.

    Attributes:
        why: What is known of it.
        total: The mean of what the bar holds, with its interval; None where it never ended.
        name: What people call it, broken into lines.
        words: Below the bar.
        height: Of all of it, in inches.
    """

    why: WhyClause
    total: Amounts | None
    name: str
    words: str
    height: float

    @property
    def parts(self) -> list[OnPath]:
        """The parts of the bar."""
        held = [each for each in self.why.causes if each.key not in OF_CHOICE]
        order = [*LOOKS, *(each.key for each in held)]
        return sorted(held, key=lambda each: order.index(each.key))

    @property
    def rows(self) -> list[OnPath]:
        """Roads, fleets, units and groups by the share of paths they lie on."""
        found = [*self.why.roads, *self.why.pools, *self.why.members]
        found = [each for each in found if each.on_path.count]
        return sorted(found, key=lambda each: -each.on_path.count)[:_MOST_ROWS]


def _clauses(data: ChartData) -> list[_Block]:
    if not has_paths(data):
        return []
    with_paths = set(data.tables["paths"]["clause"])
    names = [clause.name for clause in data.clauses if clause.name in with_paths]
    return [
        _block(data, each)
        for each in why_clauses(lambda name, *_: data.tables[name], names, data.labels)
    ]


def _block(data: ChartData, why: WhyClause) -> _Block:
    words = wrapped(why_words(data, why), _SIZE, width=_BARS_WIDTH)
    name = wrapped(why.name, _NAME_SIZE, width=_BARS_WIDTH, weight="bold")
    plain = _Block(why, _total(data, why), name, words, 0)
    left = text_inches(name, _NAME_SIZE) + 0.08 + _BAR + 0.06 + text_inches(words, _SIZE)
    right = line_inches(_NAME_SIZE) + _ROW * len(plain.rows)
    return _Block(why, plain.total, name, words, max(left, right) + _GAP)


def _total(data: ChartData, why: WhyClause) -> Amounts | None:
    """The mean of all hours but those of choice, over replications in which it was fulfilled."""
    rows = data.of("clauses", "clause", why.clause)
    done = rows.loc[rows["completed_hours"].notna(), "replication"]
    paths = data.of("paths", "clause", why.clause)
    own = paths[~paths["cause"].isin(list(OF_CHOICE))]
    sums = (own["to_hours"] - own["from_hours"]).groupby(own["replication"]).sum()
    hours = sums.reindex(done, fill_value=0.0).to_numpy(dtype=float)
    found = mean(hours)
    if found is None:
        return None
    return Amounts(
        runs=found.total,
        p10=0,
        median=0,
        p90=0,
        mean=found.value,
        mean_low=found.low,
        mean_high=found.high,
        most=float(hours.max()),
    )


def _draw(data: ChartData, blocks: Sequence[_Block]) -> Axes:
    body = sum(block.height for block in blocks)
    made = page(TITLE, _explanation(data), body=body + 0.5, key=_key(blocks))
    bars = made.axes(left=MARGIN, top=0, width=_BARS_WIDTH, height=body)
    _scale(bars, max((_end(block.total) for block in blocks), default=0.0), body)
    shares = _shares_axes(made, body)
    top = 0.0
    for block in blocks:
        _draw_bar(bars, block, top)
        _draw_shares(made, shares, block, top)
        top += block.height
    return bars


def _scale(bars: Axes, most: float, body: float) -> None:
    """The axis of hours; none where no bar stands on it."""
    bars.set(xlim=(0, 1.05 * most if most > 0 else 1.0), ylim=(body, 0), yticks=[])
    bars.spines["left"].set_visible(False)
    if most > 0:
        bars.set_xlabel("mean hours on the critical path, by cause", fontsize=_SIZE)
        bars.tick_params(axis="x", labelsize=_SIZE)
    else:
        bars.spines["bottom"].set_visible(False)
        bars.set_xticks([])


def _end(total: Amounts | None) -> float:
    if total is None:
        return 0.0
    return total.mean if total.mean_high is None else total.mean_high


def _shares_axes(made: Page, body: float) -> Axes:
    axes = made.axes(
        left=WIDTH - MARGIN - _SHARES_WIDTH - 0.15, top=0, width=_SHARES_WIDTH, height=body
    )
    axes.set(xlim=(0, 1), ylim=(body, 0), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f}"))
    axes.tick_params(axis="x", labelsize=_SIZE)
    axes.set_xlabel("% of replications on the path", fontsize=_SIZE)
    return axes


def _draw_bar(axes: Axes, block: _Block, top: float) -> None:
    name = block.why.clause
    axes.text(
        0, top, block.name, fontsize=_NAME_SIZE, fontweight="bold", va="top", linespacing=1.25
    )
    y = top + text_inches(block.name, _NAME_SIZE) + 0.08 + _BAR / 2
    left = 0.0
    for part in block.parts:
        width = 0.0 if part.hours is None else part.hours.mean
        colour, hatch = LOOKS.get(part.key, REST)
        if width > 0:
            axes.barh(
                [y],
                [width],
                left=left,
                height=_BAR,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0.8,
                zorder=2,
                gid=f"bar.{name}.{part.key}",
            )
        left += width
    total = block.total
    if total is not None and total.mean_low is not None and total.mean_high is not None:
        axes.plot(
            [max(0.0, total.mean_low), total.mean_high],
            [y, y],
            color=INK,
            linewidth=1.3,
            marker="|",
            markersize=8,
            zorder=4,
            gid=f"total.{name}",
        )
    axes.text(
        0, y + _BAR / 2 + 0.06, block.words, fontsize=_SIZE, va="top", color=MUTED, linespacing=1.25
    )


def _draw_shares(made: Page, axes: Axes, block: _Block, top: float) -> None:
    for number, row in enumerate(block.rows):
        y = top + line_inches(_NAME_SIZE) + _ROW * (number + 0.5)
        label = wrapped(row.label, _SIZE, width=_LABELS_WIDTH).split("\n")
        made.figure.text(
            (WIDTH - MARGIN - _SHARES_WIDTH - 0.25) / WIDTH,
            1 - (made.top + y) / made.height,
            label[0] + (" …" if len(label) > 1 else ""),
            ha="right",
            va="center",
            fontsize=_SIZE,
            color=INK,
        )
        for x in (0, 0.5, 1):
            axes.plot([x, x], [y - _ROW / 2, y + _ROW / 2], color=RULE, linewidth=0.6, zorder=1)
        name = f"share.{block.why.clause}.{row.key}"
        if row.on_path.runs > 1:
            axes.plot(
                _ends(row.on_path),
                [y, y],
                color=INK,
                linewidth=1.1,
                marker="|",
                zorder=3,
                gid=f"{name}.range",
            )
        axes.plot(
            [row.on_path.value or 0.0],
            [y],
            marker="o",
            markersize=5.5,
            color=BROKEN.colour,
            linestyle="none",
            clip_on=False,
            zorder=4,
            gid=name,
        )


def _ends(found: Chance) -> list[float]:
    """The interval of a share; one bound for what was always or never so."""
    if found.bound is None:
        return [found.low, found.high]
    return [found.bound, 1.0] if found.count else [0.0, found.bound]


def _explanation(data: ChartData) -> list[str]:
    number = data.replications_number
    told = (
        f"The critical path of a clause is {CHAIN}: it leads back from the last who was out, "
        "through the lorry or the people waited for, to the start. Bars hold what took time on it, "
        "as the mean over the replications in which the clause was fulfilled, without what was not "
        "yet ready or planned for later, which the words below them tell; the thin line is the "
        "95 % interval of the sum. Dots tell in what share of replications a road, a fleet, a unit "
        "or a group lay on the path, with the 95 % interval."
    )
    if number == 1:
        return [data.title, f"One replication, which chance decided. {told}"]
    return [data.title, f"Of {replications(number)}, for these inputs. {told}"]


def _key(blocks: Sequence[_Block]) -> list[KeyItem]:
    used = {part.key for block in blocks for part in block.parts if part.hours}
    key: list[KeyItem] = [
        (Patch(facecolor=colour, hatch=hatch, edgecolor="white"), cause_words(cause))
        for cause, (colour, hatch) in LOOKS.items()
        if cause in used
    ]
    if used - LOOKS.keys():
        key.append((Patch(facecolor=REST[0]), "other"))
    line = Line2D([], [], color=INK, linewidth=1.2, marker="|", markersize=6)
    dot = Line2D([], [], color=BROKEN.colour, marker="o", linestyle="none", markersize=5.5)
    return [*key, (line, "95 % interval"), (dot, "share of replications on the path")]


CHART = Chart(
    name="why",
    question=TITLE,
    shows=(
        f"For each clause the mean hours on its critical path, {CHAIN}, by cause, and in what "
        "share of replications roads, fleets, units and groups lay on it."
    ),
    draw=why_chart,
    has=has_paths,
)
