"""Which replication a replay shows.

Replications are ordered by how late the agreement as a whole was kept: by the latest of its
clauses, each against its date as signed. A clause that was not fulfilled is later than any that
was; one that never had a date says nothing. Equals are ordered by how many duties were broken, then
by their numbers. The median is the one in the middle (of an even number the earlier of both in the
middle), the worst the last.
"""

import math
import re
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from sim.errors import InputError
from sim.results.tables import Tables

MEDIAN, WORST, FIRST, NONE = "median", "worst", "first", "none"
WORDS = (MEDIAN, WORST, FIRST, NONE)
NUMBER = "number"
"""How a replication was chosen that was named by its number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The replication that a replay shows, and why it does.

    Attributes:
        number: Of the replication.
        chosen: By which word it was chosen; `number` where it was named by its number.
        place: Its place among all that did not fail, from the earliest on, counted from 1.
        of: How many did not fail.
        lateness_hours: How late the latest of its clauses was against its date as signed; infinite
            where one was not fulfilled, minus infinite where none ever had a date.
        breaches: How many duties were broken in it.
    """

    number: int
    chosen: str
    place: int
    of: int
    lateness_hours: float
    breaches: int


def parse_choice(asked: str | int) -> str | int:
    """What somebody asked for: `median`, `worst`, `first`, `none`, or the number of a replication.

    Raises:
        InputError: If it is none of these.

    >>> parse_choice("Worst"), parse_choice("7"), parse_choice(7)
    ('worst', 7, 7)
    """
    word = str(asked).strip().lower()
    if word in WORDS:
        return word
    if re.fullmatch(r"[0-9]{1,18}", word):
        return int(word)
    near = get_close_matches(word, WORDS, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise InputError(
        f"'{asked}' chooses no replication for the replay: it is {', '.join(WORDS)} or the number "
        f"of one{hint}"
    )


def choose(tables: Tables, asked: str | int, *, replications: int) -> Choice:
    """The replication that was asked for.

    Args:
        tables: Gives a table by its name; `clauses` and `runs` are read.
        asked: `median`, `worst`, `first`, or a number.
        replications: How many there are, failed ones included.

    Raises:
        InputError: If there is no such replication, or it failed.
    """
    ranked = ranking(tables("clauses"), tables("runs"))
    numbers = [int(number) for number in ranked["replication"]]
    if isinstance(asked, int):
        place = _place_of(asked, numbers, replications)
    else:
        _refuse_empty(numbers)
        place = {
            MEDIAN: (len(numbers) - 1) // 2,
            WORST: len(numbers) - 1,
            FIRST: numbers.index(min(numbers)),
        }[asked]
    row = ranked.iloc[place]
    return Choice(
        number=numbers[place],
        chosen=NUMBER if isinstance(asked, int) else asked,
        place=place + 1,
        of=len(numbers),
        lateness_hours=float(row["lateness"]),
        breaches=int(row["breaches"]),
    )


def ranking(clauses: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """All replications from the one that kept the agreement earliest to the latest.

    Args:
        clauses: A row a replication and clause, as the catalogue has it.
        runs: A row a replication.

    Returns:
        Columns replication, lateness (hours), breaches, a row a replication.
    """
    lateness = clauses["lateness_as_signed_hours"].astype("float64")
    had_date = clauses["due_as_signed_hours"].notna()
    told = pd.DataFrame(
        {
            "replication": clauses["replication"].astype("int64"),
            "lateness": lateness.where(lateness.notna(), math.inf).where(had_date, -math.inf),
        }
    )
    latest = told.groupby("replication")["lateness"].max()
    numbers = runs["replication"].astype("int64")
    found = pd.DataFrame(
        {
            "replication": numbers.to_numpy(),
            "lateness": latest.reindex(numbers, fill_value=-math.inf).to_numpy(),
            "breaches": runs["breaches_number"].astype("int64").to_numpy(),
        }
    )
    return found.sort_values(["lateness", "breaches", "replication"], ignore_index=True)


def _place_of(number: int, numbers: list[int], replications: int) -> int:
    if number in numbers:
        return numbers.index(number)
    if 0 <= number < replications:
        raise InputError(f"replication {number} failed; there is nothing of it to replay")
    last = replications - 1
    there = f"replications 0 to {last}" if last else "replication 0 only"
    raise InputError(f"there is no replication {number} to replay; the results have {there}")


def _refuse_empty(numbers: list[int]) -> None:
    if not numbers:
        raise InputError("every replication failed; leave the replay out (--replay none)")
