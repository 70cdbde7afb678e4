"""How precisely outcomes are wanted, as people write it: `OUTCOME[:MEASURE]=HALFWIDTH`."""

import math
import re

from sim.catalogue.naming import OutcomeName, outcome_name
from sim.errors import InputError
from sim.statistics.precision import CAP, FLOOR, Goal, Measure, looks

_MEASURES: dict[str, Measure] = {"truth": "share", "time": "quantile", "number": "mean"}
"""What is estimated of an outcome unless somebody says otherwise: of an instant the median, because
what never happened has no mean."""
_QUANTILE = re.compile(r"p([0-9]{1,2}(?:\.[0-9]+)?)")


def goal_of(text: str) -> tuple[OutcomeName, Goal]:
    """An outcome and how precisely it is wanted.

    The half-width is in the unit of the outcome, or, with a `%`, a part of the estimate itself. Of
    a truth value the share is estimated, of an instant or delay the median, of any other number the
    mean; `:mean`, `:median` and `:p90` ask for something else.

    >>> goal_of("runs.on_time_jointly=0.05")[1].measure
    'share'
    >>> goal_of("runs.delay_person_hours:p90=10%")[1].probability
    0.9

    Raises:
        InputError: If it is not written so, or there is no such outcome.
    """
    written, equals, width = text.partition("=")
    path, colon, measure = written.strip().partition(":")
    if not equals or not path:
        raise InputError(
            f"'{text}': precision is written OUTCOME=HALFWIDTH, as "
            "clauses.NAME.on_time=0.03 or areas.NAME.gap_hours=5%"
        )
    name = outcome_name(path)
    if name.kind == "word":
        raise InputError(f"{name} is a word, of which there is no mean or share")
    kind, probability = _measure(name, measure if colon else "")
    half_width, is_relative = _width(width.strip(), text)
    told = f"{name}:{measure}" if colon else str(name)
    return name, Goal(told, half_width, kind, is_relative, probability)


def schedule_to(most: int | None) -> tuple[int, ...]:
    """The numbers of replications at which precision is looked at.

    Args:
        most: The most replications; what `sim.statistics.precision` stops at, if nothing is said.

    Raises:
        InputError: If that is less than the least.
    """
    cap = CAP if most is None else most
    if cap < FLOOR:
        raise InputError(
            f"{cap} replications are too few to stop by precision; the first look is taken at "
            f"{FLOOR}"
        )
    return looks(cap=cap)


def _measure(name: OutcomeName, word: str) -> tuple[Measure, float]:
    if not word:
        return _MEASURES[name.kind], 0.5
    quantile = _QUANTILE.fullmatch(word)
    if name.kind == "truth":
        raise InputError(f"{name} is yes or no: its share is estimated, not ':{word}'")
    if word == "mean":
        return "mean", 0.5
    if word == "median":
        return "quantile", 0.5
    if quantile is None or float(quantile[1]) == 0:
        raise InputError(f"{name}: ':{word}' is none of :mean, :median and :p1 to :p99")
    return "quantile", float(quantile[1]) / 100


def _width(text: str, whole: str) -> tuple[float, bool]:
    number = text.removesuffix("%").strip()
    try:
        found = float(number)
    except ValueError:
        found = math.nan
    if not 0 < found < math.inf:
        raise InputError(f"'{whole}': the half-width is a number above 0, or a part such as 5%")
    return (found / 100, True) if text.endswith("%") else (found, False)
