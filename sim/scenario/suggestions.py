"""What somebody may have meant who wrote an unknown word."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from sim.scenario.texts import Meant, printable

MANY = 100
"""Among more words than this only so many of about the same length and ends are compared."""
SHOWN = 12


def suggestion(meant: Meant) -> str:
    """The end of a message, with what separates it; empty if there is nothing to add.

    >>> suggestion(Meant("leav", ("leave", "arrive"), is_listed=True))
    "; did you mean 'leave'?"
    """
    if meant.is_listed and nearest(meant.word, meant.allowed) is None:
        return ""
    return f"; {did_you_mean(meant.word, meant.allowed)}"


def did_you_mean(word: str, allowed: Collection[str]) -> str:
    """The end of a message about an unknown word: the nearest allowed one, or all of them.

    >>> did_you_mean("kelbajr", ["kelbajar", "lachin"])
    "did you mean 'kelbajar'?"
    >>> did_you_mean("tokyo", ["kelbajar", "lachin"])
    'allowed: kelbajar, lachin'
    """
    near = nearest(word, allowed)
    if near is not None:
        return f"did you mean '{printable(near, 100)}'?"
    return _listed(frozenset(allowed))


def nearest(word: str, allowed: Collection[str]) -> str | None:
    """The allowed word most like an unknown one, or None if none is like it.

    >>> nearest("rodas", ["roads", "places"])
    'roads'
    """
    if len(word) > 100:
        return None
    words = _in_order(frozenset(allowed))
    if len(words) > MANY:
        words = tuple(islice(_alike(word, words), MANY))
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return near[0] if near else None


def _alike(word: str, words: tuple[str, ...]) -> Iterator[str]:
    begin, end, length = word[:2], word[-2:], len(word)
    for other in words:
        if -2 <= len(other) - length <= 2 and (other.startswith(begin) or other.endswith(end)):
            yield other


@lru_cache(maxsize=64)
def _in_order(allowed: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(allowed))


@lru_cache(maxsize=64)
def _listed(allowed: frozenset[str]) -> str:
    if not allowed:
        return "there is none to name"
    words = _in_order(allowed)
    shown = ", ".join(printable(word) for word in words[:SHOWN])
    return f"allowed: {shown}" + (", ..." if len(words) > SHOWN else "")
