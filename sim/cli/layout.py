"""Text set in columns and lines of a terminal, by how wide letters are shown.

Letters of some scripts take two columns, marks that stand on another letter none.
"""

import re
from collections.abc import Iterator, Sequence

TIE = "\N{NO-BREAK SPACE}"
NARROW = 60
"""In fewer columns a label stands on a line of its own."""
STEP = 4
"""Columns by which what belongs to a line above is set in."""
_SPACE = re.compile(r"([ \t\n\r\f\v]+)")
_AFTER = "-_.,;:" + TIE


def cells(text: str) -> int:
    """How many columns a text takes.

    >>> cells("Lachin"), cells("拉钦"), cells("e\u0301")
    (6, 4, 1)
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # takes longer to load than most texts to be set

    return cell_len(text)


def padded(text: str, width: int) -> str:
    """A text with spaces behind it, up to a width."""
    return text + " " * max(width - cells(text), 0)


def cut(text: str, width: int) -> str:
    """A text that takes no more than a width, with … where something is missing.

    >>> cut("Kelbajar", 5), cut("拉钦走廊", 5)
    ('Kelb…', '拉钦…')
    """
    if cells(text) <= width:
        return text
    kept = ""
    for letters in _clusters(text):
        if cells(kept) + cells(letters) > width - 1:
            break
        kept += letters
    return f"{kept}…"


def filled(text: str, width: int, *, first: str, rest: str) -> str:
    """A text in lines that fit.

    Paths and addresses stay whole, so that they can be copied; another word that is longer than a
    line goes on in the next.

    Args:
        text: The text.
        width: How wide a line may be.
        first: What the first line begins with.
        rest: What every further line begins with.
    """
    lines, line, is_fresh = [], first, True
    parts = _SPACE.split(text)
    for number in range(0, len(parts), 2):
        space = " " * len(parts[number - 1]) if number else ""
        for word in _pieces(parts[number], width - cells(rest)):
            if not is_fresh and cells(line) + len(space) + cells(word) > width:
                lines.append(line.rstrip(" "))
                line, space = rest, ""
            line += (space if not is_fresh else "") + word
            is_fresh, space = False, ""
    return "\n".join([*lines, line.rstrip(" ")] if line.strip(" ") else lines)


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word, or where it fits no line and is no path the parts in which it does."""
    if cells(word) <= room or "/" in word or "\\" in word:
        yield word
        return
    piece, last = "", 0
    for letters in _clusters(word):
        if piece and cells(piece) + cells(letters) > room:
            at = last or len(piece)
            yield piece[:at]
            piece, last = piece[at:], 0
        piece += letters
        if letters in _AFTER and cells(piece) > room // 2:
            last = len(piece)
    yield piece


def _clusters(text: str) -> Iterator[str]:
    """Letters, each with the marks that stand on it."""
    cluster = ""
    for letter in text:
        if cluster and cells(letter) > 0:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def set_row(row: Sequence[str], widths: Sequence[int], *, room: int, indent: int = 0) -> str:
    """A row of a table whose columns have widths that are known beforehand.

    A cell too long for its column has a line of its own. Where that does not fit either, every cell
    has one.

    Args:
        row: The cells; a tie keeps words together.
        widths: Of all columns but the last.
        room: How wide a line may be.
        indent: Columns before the first.
    """
    lines, line, start = [], "", indent
    for number, cell in enumerate(row):
        if number and cells(line) >= start:
            lines.append(line)
            line = ""
        line = padded(line, start) + cell
        start += widths[number] if number < len(widths) else 0
    told = [each.rstrip(" ") for each in (*lines, line) if each.strip(" ")]
    if all(cells(each) <= room for each in told):
        return "\n".join(told).replace(TIE, " ")
    return stacked(row, room=room, indent=indent).replace(TIE, " ")


def stacked(row: Sequence[str], *, room: int, indent: int) -> str:
    """Every cell on a line of its own, all but the first set in."""
    first, *others = row
    start, inner = " " * indent, " " * (indent + STEP)
    told = [filled(first, room, first=start, rest=inner)] if first.strip() else []
    told += [filled(cell, room, first=inner, rest=inner) for cell in others if cell.strip()]
    return "\n".join(told)


def labelled(label: str, text: str, *, room: int, column: int, indent: int = 0) -> str:
    """A text behind its label, or below it where there are few columns.

    Args:
        label: The label; empty where the text belongs to the one above.
        text: The text.
        room: How wide a line may be.
        column: Where the text begins.
        indent: Columns before the label.
    """
    if room < NARROW:
        return stacked((label, text), room=room, indent=indent)
    first = padded(" " * indent + label, column)
    if cells(first) > column or (label and first[-1:] != " "):
        first = padded(f"{' ' * indent}{label} ", column)
    return filled(text, room, first=first, rest=" " * column)
