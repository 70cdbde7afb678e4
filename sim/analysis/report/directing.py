"""Words from right to left, as Hebrew and Arabic are, in sentences that run from left to right."""

import re

MARK = "\N{LEFT-TO-RIGHT MARK}"
_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks that Unicode sets aside for scripts from right to left (UAX 9, DerivedBidiClass)."""
_WORDS = re.compile(
    f"[{_LETTERS}](?:[{_LETTERS}\\s'\N{RIGHT SINGLE QUOTATION MARK}-]*[{_LETTERS}])?"
)


def directed(text: str) -> str:
    """A text in which words from right to left turn nothing around that stands beside them.

    A number or a colon after such words would go to their other side, and a sentence that begins
    with them would run from right to left as a whole.

    >>> directed("\N{HEBREW LETTER ALEF}: 3 of 4") == f"{MARK}\N{HEBREW LETTER ALEF}{MARK}: 3 of 4"
    True
    """
    return _WORDS.sub(lambda found: f"{MARK}{found[0]}{MARK}", text)
