"""Whole numbers as short text: what changed, and after how long.

A number is written in digits of five bits, the lowest first, each a letter of base 64 whose sixth
bit says that more follow; the lowest bit of all is the sign. Most changes take one letter.

Source: the "base64 VLQ" of source maps (ECMA-426, Source map format, 2024).
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BITS = 5
_MORE = 1 << _BITS

Ints = npt.NDArray[np.int64]


def packed(numbers: Iterable[int]) -> str:
    """Whole numbers as text.

    >>> packed([0, 1, -1, 15, 16, -1000])
    'ACDegBx+B'
    """
    return "".join(map(_written, numbers))


def unpacked(text: str) -> list[int]:
    """The numbers again.

    >>> unpacked('ACDegBx+B')
    [0, 1, -1, 15, 16, -1000]
    """
    found, value, shift = [], 0, 0
    for letter in text:
        digit = LETTERS.index(letter)
        value |= (digit & (_MORE - 1)) << shift
        shift += _BITS
        if not digit & _MORE:
            found.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return found


def steps(when: Ints, amounts: Ints) -> str:
    """What something adds up to over time: pairs of how much later, and by how much it changes.

    Args:
        when: Whole units of time from the start on, in any order.
        amounts: By how much it changes then; those of one instant are added up.
    """
    instants, which = np.unique(when, return_inverse=True)
    sums = np.bincount(which, weights=amounts, minlength=len(instants)).astype(np.int64)
    changes = sums != 0
    instants, sums = instants[changes], sums[changes]
    later = np.diff(instants, prepend=0)
    return packed(np.column_stack((later, sums)).ravel().tolist())


def _written(number: int) -> str:
    rest = abs(number) << 1 | (number < 0)
    text = ""
    while True:
        digit = rest & (_MORE - 1)
        rest >>= _BITS
        text += LETTERS[digit | _MORE if rest else digit]
        if not rest:
            return text
