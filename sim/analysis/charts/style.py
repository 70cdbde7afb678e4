"""One look for all charts: who has which colour and line, and the house's font and ink.

Every colour has a line, a hatch or a marker of its own beside it, so that a chart can be read by
the colour-blind and from a grey print. An actor looks the same in every chart.
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
        pale: Of areas that must not hide what lies behind or inside them.
        dash: Line style, as matplotlib has it.
        hatch: Of its bands, where bands may lie upon each other.
        marker: Of its median.
        is_hollow: Whether that marker is empty inside.
    """

    colour: str
    pale: str
    dash: LineStyleType = "solid"
    hatch: str = ""
    marker: str = "o"
    is_hollow: bool = False


LEAVING = Look(colour="#3d4f63", pale="#c3ccd6", marker="|")
CIVILIANS = Look(colour="#d4511e", pale="#f3c4ae")
TROOPS = Look(colour="#12436d", pale="#a9bfd4", dash=(0, (5, 2)), hatch="////")
LOADS = Look(colour="#1b8a80", pale="#a8d8d2", dash=(0, (1, 1.5)), hatch="....")
DONE = Look(colour="#3d4f63", pale="#c3ccd6", marker="o")
ENTERING = Look(colour="#801650", pale="#d9a9c4", marker="D")
SIGNED = Look(colour=INK, pale=RULE, marker="v")
MOVED = Look(colour=INK, pale="#8a949e", dash=(0, (4, 2.5)), marker="v", is_hollow=True)
END = Look(colour=INK, pale=RULE, dash="dotted")
OUTWARD = Look(colour=INK, pale="#a3abb4")
INWARD = Look(colour="#9a6a00", pale="#f0d28a", dash=(0, (4, 1.5)), hatch="////")

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
    mpl.rc("hatch", linewidth=0.5)
    mpl.rc("legend", frameon=False)
    mpl.rc("svg", fonttype="path", hashsalt="withdrawal-sim")
