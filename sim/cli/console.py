"""Where words go: the answer to stdout, all else to stderr, colour to terminals only."""

import json
import math
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import TextIO

from sim.cli.layout import STEP, TIE, cells, filled, labelled, set_row

IS_ANSWERED: ContextVar[bool] = ContextVar("is_answered", default=False)
"""Whether this call has written its document; there is never a second one."""
WIDEST = 80
"""Prose is never set wider than this, however wide the terminal."""

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=[a-z%(])")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Styled(str):
    """Text that already carries the terminal's codes for its style."""

    __slots__ = ()


def answer(*parts: str, end: str = "\n") -> None:
    """Write a piece of the answer to stdout."""
    _write(sys.stdout, parts, end)


def say(*parts: str, end: str = "\n") -> None:
    """Write what is not the answer, such as progress or a problem, to stderr."""
    _write(sys.stderr, parts, end)


def note(text: str) -> None:
    """Write a sentence to stderr: in lines that fit on a terminal, whole for a program."""
    say(wrapped(text) if is_terminal(sys.stderr) else text)


def document(content: object) -> None:
    """Write the answer as one JSON document to stdout; a number that is none is null in it."""
    ascii_only = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    IS_ANSWERED.set(True)
    text = json.dumps(_finite(content), indent=2, ensure_ascii=ascii_only, allow_nan=False)
    _write(sys.stdout, (text,), "\n")


def _finite(content: object) -> object:
    match content:
        case float():
            return content if math.isfinite(content) else None
        case Mapping():
            return {key: _finite(value) for key, value in content.items()}
        case list() | tuple():
            return [_finite(value) for value in content]
        case _:
            return content


def styled(text: str, style: str, *, stream: TextIO | None = None) -> str:
    """The text in a style (such as `bold`), where the stream, stdout if none, shows styles."""
    shown = without_controls(text)
    if not has_colour(sys.stdout if stream is None else stream):
        return shown
    return Styled(f"\x1b[{_CODES[style]}m{shown}\x1b[0m")


def has_colour(stream: TextIO | None) -> bool:
    """Whether styles may be written: to a terminal that knows them, if NO_COLOR is not set."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and _knows_colour()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody watches the stream."""
    return stream is not None and not stream.closed and stream.isatty()


def width() -> int:
    """Columns that prose is set in."""
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return max(40, min(columns, WIDEST))


def wrapped(text: str, *, indent: int = 0, hanging: int = 0, first: str | None = None) -> str:
    """The text broken into lines that fit, indented; lines after the first hang further in."""
    start = " " * indent if first is None else first
    rest = " " * (indent + hanging)
    return untied(filled(tied(text), width(), first=start, rest=rest))


def behind(label: str, text: str, *, column: int, indent: int = 0) -> str:
    """The text behind its label, broken into lines that fit; below it on a narrow terminal."""
    return untied(labelled(label, tied(text), room=width(), column=column, indent=indent))


def row(told: Sequence[str], widths: Sequence[int], *, indent: int = 0) -> str:
    """A row of a table whose columns have widths that are known beforehand."""
    return set_row(told, widths, room=width(), indent=indent)


def command(typed: str, *, indent: int = 0) -> str:
    """A command to be copied: on a terminal in lines that fit and still are one command."""
    line = " " * indent + typed
    return broken(typed, indent=indent) if is_terminal(sys.stdout) else line


def broken(typed: str, *, indent: int = 0) -> str:
    """A command in lines that fit, joined as a shell joins them."""
    line = " " * indent + typed
    if cells(line) <= width():
        return line
    inner = " " * (indent + STEP)
    whole = _QUOTED.sub(lambda found: found[0].replace(" ", TIE), typed)
    told = filled(whole, width() - 2, first=" " * indent, rest=inner)
    return untied(" \\\n".join(told.split("\n")))


def tied(text: str) -> str:
    """The text in which no number stands at the end of a line with its unit on the next."""
    return _NUMBER_AND_UNIT.sub(TIE, text)


def untied(text: str) -> str:
    """The text with plain spaces in the place of those at which no line is broken."""
    return text.replace(TIE, " ")


def record(head: str, rest: str, *, style: str, stream: TextIO | None = None) -> str:
    """One line about one thing: broken for a reader at a terminal, whole for a program.

    Args:
        head: What it begins with, set in the style.
        rest: What follows; it begins with its own separator.
        style: The style of the head.
        stream: Where it will be written; stdout if none.
    """
    stream = sys.stdout if stream is None else stream
    line = f"{head}{rest}"
    if is_terminal(stream):
        line = wrapped(line, hanging=4)
    if not line.startswith(head):  # the head itself was broken
        return line
    return Styled(styled(head, style, stream=stream) + without_controls(line[len(head) :]))


def without_controls(text: str) -> str:
    r"""The text with control characters spelt out, so that a file cannot steer the terminal.

    >>> without_controls("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def _knows_colour() -> bool:
    return os.environ.get("TERM") != "dumb"


def _write(stream: TextIO | None, parts: tuple[str, ...], end: str) -> None:
    if stream is None:  # closed by whoever started the program
        return
    shown = (part if isinstance(part, Styled) else without_controls(part) for part in parts)
    stream.write("".join(shown) + end)
