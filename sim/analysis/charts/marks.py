"""One way to draw what was observed: a mark, as far as it is open a line, and arrows for bounds.

A filled diamond is what runs are judged by, a hollow circle what numbers of the case rest on. A
line through the mark reaches as far as its time or number is open; where a source names but one
bound, the mark stands at it and an arrow points to the side that is open.
"""

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path

from sim.analysis.charts.page import KeyItem
from sim.analysis.charts.style import INK, MUTED
from sim.analysis.observed import Observed, ObservedOutcome

LINE_INCHES = 0.17
"""Height of a line of its own for an observed instant."""
_MARK, _ARROW = 6.0, 30.0
_SHAFT = ((0.0, 0.0), (1.0, 0.0), (0.7, 0.18), (1.0, 0.0), (0.7, -0.18))
_CODES = (Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO, Path.LINETO)


def _arrow(x: int, y: int, *, shift: float = 0) -> Path:
    """An arrow toward where x and y point, from the point it is drawn at if not shifted."""
    return Path(
        [
            ((along + shift) * x - aside * y, (along + shift) * y + aside * x)
            for along, aside in _SHAFT
        ],
        _CODES,
    )


LEFT, RIGHT, UP, DOWN = _arrow(-1, 0), _arrow(1, 0), _arrow(0, 1), _arrow(0, -1)
_KEY_LEFT, _KEY_RIGHT = _arrow(-1, 0, shift=-0.5), _arrow(1, 0, shift=-0.5)
_KEY_UP, _KEY_DOWN = _arrow(0, 1, shift=-0.5), _arrow(0, -1, shift=-0.5)


def draw_value(axes: Axes, found: Observed, colour: str, *, name: str) -> None:
    """A value at some time, in axes of hours and values.

    Args:
        axes: Where to draw; what lies beyond its hours is left out.
        found: What was observed.
        colour: Of the series.
        name: What the parts are called in the picture: `NAME`, `NAME.open` for an arrow.
    """
    ends = [found.value if bound is None else bound for bound in (found.low, found.high)]
    _draw_line(axes, [found.earliest, found.latest], [found.value] * 2, colour)
    _draw_line(axes, [found.hours] * 2, ends, colour)
    arrow = UP if found.high is None else DOWN if found.low is None else None
    _draw_mark(axes, found.hours, found.value, colour, found.is_scored, arrow, name=name)


def draw_instant(axes: Axes, found: ObservedOutcome, y: float, *, name: str) -> None:
    """An instant, in axes of hours.

    Args:
        axes: Where to draw; an instant beyond its hours is left out.
        found: What was observed of an outcome in hours.
        y: How high the mark stands.
        name: What the parts are called in the picture: `NAME`, `NAME.open` for an arrow.
    """
    ends = [found.value if bound is None else bound for bound in (found.low, found.high)]
    _draw_line(axes, ends, [y, y], INK)
    arrow = RIGHT if found.high is None else LEFT if found.low is None else None
    _draw_mark(axes, found.value, y, INK, found.is_scored, arrow, name=name)


def _draw_line(axes: Axes, xs: list[float], ys: list[float], colour: str) -> None:
    """A level or upright line with caps, as far as its hours are shown; nothing for a point."""
    begin, end = axes.get_xlim()
    if (xs[0], ys[0]) == (xs[1], ys[1]) or xs[1] < begin or xs[0] > end:
        return
    axes.plot(
        [min(max(x, begin), end) for x in xs],
        ys,
        color=colour,
        linewidth=1.3,
        marker="_" if xs[0] == xs[1] else "|",
        markersize=6,
        solid_capstyle="butt",
        clip_on=False,
        zorder=6,
    )


def _draw_mark(
    axes: Axes,
    x: float,
    y: float,
    colour: str,
    is_scored: bool,
    arrow: Path | None,
    *,
    name: str,
) -> None:
    begin, end = axes.get_xlim()
    if not begin <= x <= end:
        return
    axes.plot(
        [x],
        [y],
        marker="D" if is_scored else "o",
        markersize=_MARK,
        color=colour,
        markerfacecolor=colour if is_scored else "white",
        linestyle="none",
        clip_on=False,
        zorder=7,
        gid=name,
    )
    if arrow is not None:
        axes.plot(
            [x],
            [y],
            marker=arrow,
            markersize=_ARROW,
            markerfacecolor="none",
            markeredgecolor=colour,
            markeredgewidth=1.3,
            linestyle="none",
            clip_on=False,
            zorder=6.5,
            gid=f"{name}.open",
        )


def key_of_marks(
    values: Iterable[Observed] = (), instants: Iterable[ObservedOutcome] = ()
) -> list[KeyItem]:
    """What the marks drawn mean; empty where there are none."""
    values, instants = list(values), list(instants)
    drawn: list[Observed | ObservedOutcome] = [*values, *instants]
    wanted = (
        ("D", MUTED, "observed, runs are judged by it", any(each.is_scored for each in drawn)),
        (
            "o",
            "white",
            "observed, the case rests on it",
            any(not each.is_scored for each in drawn),
        ),
        (_KEY_UP, "none", "observed, at least so many", any(each.high is None for each in values)),
        (_KEY_DOWN, "none", "observed, at most so many", any(each.low is None for each in values)),
        (_KEY_RIGHT, "none", "observed, not before", any(each.high is None for each in instants)),
        (_KEY_LEFT, "none", "observed, by then", any(each.low is None for each in instants)),
    )
    return [
        (
            Line2D(
                [],
                [],
                linestyle="none",
                marker=marker,
                markersize=10 if isinstance(marker, Path) else _MARK,
                markeredgecolor=MUTED,
                markerfacecolor=face,
            ),
            words,
        )
        for marker, face, words, occurs in wanted
        if occurs
    ]
