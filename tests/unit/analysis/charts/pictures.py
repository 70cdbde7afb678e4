"""Charts as pictures that may be held against ones that were looked at and stored."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text

from sim.analysis.charts.style import house_style

STORED = Path(__file__).parent / "baseline"
TOLERANCE = 1.0
"""Root mean square of 255 shades: less than a line of another dash makes, and far less than a date
that lies a few hours later."""


def picture(panels: Sequence[Axes], place: Path) -> Path:
    """Panels one above the other in places of their own, without words and without a key.

    Letters are measured and drawn a little otherwise on every machine, and whatever stands where
    they leave room; so nothing of that is in the picture.
    """
    figure = panels[0].get_figure(root=True)
    assert figure is not None
    for legend in [*figure.legends]:
        legend.remove()
    for text in figure.findobj(Text):
        text.set_visible(False)
    figure.set_size_inches(8, 2 * len(panels))
    for row, axes in enumerate(reversed(panels)):
        axes.set_position((0.02, (row + 0.1) / len(panels), 0.88, 0.8 / len(panels)))
    with house_style():
        figure.savefig(place, dpi=60, metadata={"Software": None})
    return place


def difference(stored: str, found: Path) -> str | None:
    """In what a picture differs from the stored one; None where nobody would see it."""
    return compare_images(str(STORED / stored), str(found), TOLERANCE)
