"""One look for all charts: who has which colour and line, and the house's font and ink.

Every colour has a line style or a marker of its own beside it, so that a chart can be read by the
colour-blind and from a grey print. An actor looks the same in every chart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

import matplotlib as mpl
from matplotlib.typing import LineStyleType

INK = "#1f2933"
"""Text, dates and whatever is certain."""
MUTED = "#55606b"
"""Explanations."""
RULE = "#d5dae0"
"""Grid lines and frames."""
BAND = "#eef1f4"
"""Behind the names of areas."""
FONT = "DejaVu Sans"
"""Comes with matplotlib, so a chart is the same everywhere; has Latin, Cyrillic, Armenian,
Georgian, Greek, Hebrew and Arabic letters."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one actor, or one kind of date, is drawn.

    Attributes:
        colour: Of its lines and marks.
        dash: Line style, as matplotlib has it.
        marker: Of its median.
        is_hollow: Whether that marker is empty inside.
        pale: Of areas that something else lies upon, where there are any.
    """

    colour: str
    dash: LineStyleType = "solid"
    marker: str = "o"
    is_hollow: bool = False
    pale: str = ""


LEAVING = Look("#3d4f63", marker="|", pale="#c3ccd6")
DONE = Look("#3d4f63", marker="s")
CIVILIANS = Look("#d4511e")
TROOPS = Look("#12436d", dash=(0, (5, 2)))
LOADS = Look("#1b8a80", dash=(0, (1, 1.5)))
ENTERING = Look("#801650", marker="s")
SIGNED = Look(INK, marker="v")
MOVED = Look(INK, dash=(0, (4, 2.5)), marker="v", is_hollow=True, pale="#8a949e")
END = Look(INK, dash="dotted")
LEVEL = Look(INK, dash=(0, (7, 2, 1, 2)))
LANDED = Look("#7b5aa6", dash=(0, (5, 2)))
IN_PLACE = Look("#3b6e22")
POSTS = Look("#3b6e22")
TEMPORARY = Look("#9a6a00", dash=(0, (1, 1.5)))
BROKEN = Look("#9b2335", marker="s")
IN_TIME_AS_SIGNED = Look(INK)
IN_TIME_AS_MOVED = Look("#2f7fc1", dash=(0, (4, 2)))
CARRIED = Look("#3d4f63", pale="#aab6c3")
QUEUE = "#c2410c"
"""Of discs that stand for queues."""
AREA_EDGE = "#8a949e"
"""Around the places of an area."""
OUTWARD = Look(INK)
INWARD = Look("#9a6a00", dash=(0, (4, 1.5)))

_lock = RLock()


@contextmanager
def house_style() -> Iterator[None]:
    """The house's settings while a chart is drawn or written, whatever the user's own are.

    matplotlib keeps its settings in one place for the whole process; hence the lock.
    """
    with _lock, mpl.rc_context():
        mpl.rcdefaults()
        _set()
        yield


def _set() -> None:
    mpl.rc("font", family=FONT, size=9)
    # Hinted letters are wider on a screen than on paper, and would not fit where they were
    # measured. A dollar sign in a name is no formula.
    mpl.rc("text", color=INK, parse_math=False, hinting="none")
    mpl.rc("axes", edgecolor=MUTED, labelcolor=MUTED, linewidth=0.8)
    mpl.rc("axes.spines", top=False, right=False)
    mpl.rc("xtick", color=MUTED, labelcolor=INK)
    mpl.rc("ytick", color=MUTED, labelcolor=INK)
    mpl.rc("grid", color=RULE, linewidth=0.6)
    mpl.rc("legend", frameon=False)
    mpl.rc("svg", fonttype="path", hashsalt="withdrawal-sim")
