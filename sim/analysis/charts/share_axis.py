"""An axis of shares: from none of the replications to all of them, in per cent."""

from matplotlib.axes import Axes

from sim.analysis.charts.panels import PANEL

PERCENT = 100.0
_LABEL_INCHES = 0.62
"""From the frame to the middle of the label, as on axes of numbers."""


def share_axis(axes: Axes, label: str, *, below: float = 0.0) -> None:
    """Make the upright axis of a panel one of shares.

    Args:
        axes: The panel.
        label: What happened in so many of the replications.
        below: Inches kept free below zero.
    """
    axes.set_ylim(-PERCENT * below / (PANEL - below), PERCENT)
    axes.set_yticks([0, 25, 50, 75, 100])
    axes.tick_params(axis="y", labelsize=8.5)
    axes.set_ylabel(f"{label}, %", fontsize=8.5)
    axes.yaxis.set_label_coords(-_LABEL_INCHES * axes.figure.dpi / axes.bbox.width, 0.5)
