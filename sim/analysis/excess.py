"""Strength beyond what was authorised: whose it was, and whether it was put into the case."""

from collections.abc import Iterable, Iterator

import pandas as pd


def kinds_told(text: str) -> Iterator[tuple[str, int]]:
    """The kinds in excess that one replication tells of a contingent, each with by how much.

    >>> list(kinds_told("helicopters 8, rocket-launchers 2"))
    [('helicopters', 8), ('rocket-launchers', 2)]
    """
    for part in text.split(", "):
        kind, over = part.rsplit(" ", 1)
        yield kind, int(over)


def contingents_of(rows: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """By kind the contingents that ever brought more of it than was authorised.

    Args:
        rows: The outcome table of contingents.
    """
    found: dict[str, dict[str, None]] = {}
    for name, told in _told(rows):
        for kind, _ in kinds_told(told):
            found.setdefault(kind, {})[name] = None
    return {kind: tuple(names) for kind, names in found.items()}


def put_in(rows: pd.DataFrame, replications: Iterable[int]) -> frozenset[str]:
    """Kinds of which every replication has the same excess: chance had no part in it.

    What a contingent brings and what it is authorised to bring are numbers of the case; an excess
    that no replication changes is what they were set to, and no finding. A single replication
    cannot tell the two apart: none is said to be put in then.

    Args:
        rows: The outcome table of contingents.
        replications: All of them.
    """
    every = set(replications)
    if len(every) < _LEAST:
        return frozenset()
    seen: dict[str, dict[str, dict[int, int]]] = {}
    for number, name, told in zip(*(rows[it] for it in _COLUMNS), strict=True):
        for kind, over in kinds_told(str(told)) if not pd.isna(told) else ():
            seen.setdefault(kind, {}).setdefault(str(name), {})[int(number)] = over
    return frozenset(
        kind
        for kind, by_contingent in seen.items()
        if all(
            set(overs) == every and len(set(overs.values())) == 1
            for overs in by_contingent.values()
        )
    )


_LEAST = 2
"""In one replication chance looks like what was put in."""
_COLUMNS = ("replication", "contingent", "excess")


def _told(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    known = rows.dropna(subset=["excess"])
    for name, told in zip(known["contingent"], known["excess"], strict=True):
        yield str(name), str(told)
