"""What somebody may have meant who wrote an unknown word."""

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

from sim.scenario.texts import Meant, printable

MANY = 300
"""Among more words than this only those with about the same length and ends are compared."""
SHOWN = 12


def suggestion(meant: Meant) -> str:
    """The end of a message, with what separates it; empty if there is nothing to add.

    >>> suggestion(Meant("leav", ("leave", "arrive"), is_listed=True))
    "; did you mean 'leave'?"
    """
    near = nearest(meant.word, meant.allowed)
    if near is None and meant.is_listed:
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
        words = _alike(word, words)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return near[0] if near else None


def _alike(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    near = [
        other
        for other in words
        if abs(len(other) - len(word)) <= 2 and (other[:2] == word[:2] or other[-2:] == word[-2:])
    ]
    return tuple(near[:MANY])


@lru_cache(maxsize=64)
def _in_order(allowed: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(allowed))


@lru_cache(maxsize=64)
def _listed(allowed: frozenset[str]) -> str:
    if not allowed:
        return "there is none to name"
    words = _in_order(allowed)
    return f"allowed: {', '.join(printable(word) for word in words[:SHOWN])}" + (
        ", ..." if len(words) > SHOWN else ""
    )
