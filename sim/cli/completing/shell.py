"""The conversation with a shell: what it asks in its environment, and what it may be told.

The scripts that typer installs hand over the words of the line and take completions, one a line.
Bash alone parts words at `=` and `:` as well, which paths and settings are full of.
"""

import io
import os
import re
import shlex
import sys
from collections.abc import Callable, MutableMapping
from contextlib import redirect_stderr, redirect_stdout

WORDS, PLACE = "COMP_WORDS", "COMP_CWORD"
_BREAKS = "=:"
_SPECIAL = re.compile(r"([^\w@%+=:,./~-])")


def answer_shell(instruction: str, ask: Callable[[], object]) -> int:
    """Tell a shell what could be typed next; nothing at all if something is wrong.

    Args:
        instruction: What the shell wants, as `complete_bash`.
        ask: Finds the completions, writes them to stdout and leaves.

    Returns:
        The exit code.
    """
    # With rich, typer sets each help text in lines, which takes longer than all else.
    sys.modules["rich"] = None  # type: ignore[assignment]  # None is how Python is told: not there
    is_bash = instruction == "complete_bash"
    line = BashLine(os.environ) if is_bash else None
    told, code = io.StringIO(), 0
    try:
        with redirect_stdout(told), redirect_stderr(io.StringIO()):
            ask()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    except Exception:  # noqa: BLE001 - a traceback in the middle of a line helps nobody
        return 1
    text = told.getvalue()
    if line is not None:
        text = "".join(f"{line.shown(word)}\n" for word in text.splitlines() if word)
    sys.stdout.write(text)
    sys.stdout.flush()
    return code


class BashLine:
    """A line as bash hands it over, with the words put together that it parted.

    Args:
        environment: Of the process; its words and their number are set anew.
    """

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        words = environment.get(WORDS, "").split("\n")
        place = int(environment.get(PLACE, "0") or 0)
        current = words[place] if place < len(words) else ""
        self.is_quoted = current[:1] in ("'", '"')
        joined, place = _joined([*words[:place], current])
        environment[WORDS] = "\n".join(joined)
        environment[PLACE] = str(place)
        whole = _plain(joined[-1])
        if whole.startswith("--"):  # an option and its value in one word
            whole = whole.partition("=")[2]
        shown = "" if current in _BREAKS else _plain(current)
        self._before = whole[: len(whole) - len(shown)]

    def shown(self, word: str) -> str:
        """A completion as bash takes it: of the part that it takes for the word."""
        part = word.removeprefix(self._before)
        return part if self.is_quoted else _SPECIAL.sub(r"\\\1", part)


def _joined(words: list[str]) -> tuple[list[str], int]:
    """Words with those put together that were parted at `=` or `:`, and the place of the last."""
    found: list[str] = []
    is_open = False
    for word in words:
        is_break = word != "" and all(letter in _BREAKS for letter in word)
        if found and len(found) > 1 and (is_break or (is_open and word)):
            found[-1] += word
        else:
            found.append(word)
        is_open = is_break
    return found, len(found) - 1


def _plain(word: str) -> str:
    """A word without its quotes, as far as it is typed."""
    lexer = shlex.shlex(word, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        return next(iter(lexer), "")
    except ValueError:
        return lexer.token
