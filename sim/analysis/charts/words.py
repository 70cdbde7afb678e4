"""The words in a chart: labels that the font can show, that fit, and shares that do not mislead."""

import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from sim.analysis.charts.style import FONT

POINTS = 72.0
"""Points in an inch."""
HARD_SPACE = "\u00a0"
"""A space at which no line is broken: inside dates and shares."""
_TO_THE_RIGHT = "\u200e"
"""A mark that keeps what is written from right to left from turning the words around it."""
_HINTED = 1.04
"""A notebook draws letters hinted, and so up to this much wider."""

_SIZE = 100.0
"""In which words are measured, in points."""

_FEW = 20
"""Below so many replications a share is told as a count: a percentage would feign precision."""


def inches(text: str, size: float, *, weight: str = "normal") -> float:
    """How wide the widest line of a text is."""
    widths = (points_wide(line, size, weight=weight) for line in text.split("\n"))
    return _HINTED * max(widths) / POINTS


def points_wide(line: str, size: float, *, weight: str = "normal") -> float:
    """How wide a line is in points, on paper: its words and the spaces between them.

    No letter of the font moves nearer to a space or away from it.
    """
    words = line.split(" ")
    spaces = (len(words) - 1) * _word_wide(" ", weight)
    return (sum(_word_wide(word, weight) for word in words if word) + spaces) * (size / _SIZE)


@lru_cache(maxsize=20_000)
def _word_wide(word: str, weight: str) -> float:
    """How wide a word is in points at one size; at others it is in proportion."""
    font = FontProperties(family=FONT, size=_SIZE, weight=weight)
    return float(text_to_path.get_text_width_height_descent(word, font, False)[0])


def line_inches(size: float) -> float:
    """How high a line of text is, with the space to the next."""
    return 1.35 * size / POINTS


def text_inches(text: str, size: float) -> float:
    """How high a text of several lines is."""
    return line_inches(size) * (text.count("\n") + 1) if text else 0.0


def wrapped(text: str, size: float, *, width: float, weight: str = "normal") -> str:
    """A text broken at spaces into lines no wider than so many inches; a longer word is cut."""
    lines = [""]
    for word in text.split(" "):
        for part in _parts(word, size, width, weight):
            longer = f"{lines[-1]} {part}".strip()
            if inches(longer, size, weight=weight) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return "\n".join(line for line in lines if line)


def _parts(word: str, size: float, width: float, weight: str) -> list[str]:
    if inches(word, size, weight=weight) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and inches(parts[-1] + letter, size, weight=weight) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def shown(label: str, name: str) -> str:
    """A label if the font has all its letters, else the name, which every font has."""
    known = _letters()
    can = all(ord(c) in known or c.isspace() or unicodedata.category(c) == "Cf" for c in label)
    if not can:
        return name
    plain = " ".join(label.split())
    runs_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in plain)
    return f"{_TO_THE_RIGHT}{plain}{_TO_THE_RIGHT}" if runs_left else plain


@cache
def _letters() -> frozenset[int]:
    """The letters that the font has, upright and bold."""
    fonts = (FontProperties(family=FONT, weight=weight) for weight in ("normal", "bold"))
    return frozenset.intersection(
        *(frozenset(get_font(findfont(font)).get_charmap()) for font in fonts)
    )


def share(count: int, of: int) -> str:
    """So many of so many replications: a count where they are few, else a percentage.

    >>> [share(count, 1000).replace(HARD_SPACE, "_") for count in (433, 1, 999, 1000)]
    ['43_%', 'under_1_%', 'over_99_%', '100_%']
    >>> share(7, 12).replace(HARD_SPACE, "_")
    '7_of_12'
    """
    percent = 100 * count / of
    if of < _FEW:
        told = f"{count} of {of}"
    elif 0 < percent < 1:
        told = "under 1 %"
    else:
        told = "over 99 %" if 99 < percent < 100 else f"{percent:.0f} %"
    return told.replace(" ", HARD_SPACE)


def replications(number: int) -> str:
    """How many runs a chart rests on.

    >>> replications(1), replications(100)
    ('one replication', '100 replications')
    """
    return "one replication" if number == 1 else f"{number:,} replications"
