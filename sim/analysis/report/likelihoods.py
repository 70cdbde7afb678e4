"""How probable something is, at the end of a sentence."""

from sim.analysis.estimates import Chance
from sim.analysis.phrases import MANY, at_least, at_most, number, percent, tied


def probably(found: Chance) -> str:
    """A probability at the end of a sentence, with its interval or its bound.

    >>> none = Chance(count=0, runs=100, value=0.0, low=0.0, high=0.04, bound=0.03)
    >>> probably(none).replace("\N{NO-BREAK SPACE}", " ")
    'in none of 100 runs (probability at most 3 %)'
    """
    if found.value is None:
        return "in a share of runs that is not known"
    if found.runs == 1:
        return "in the one run that was made" if found.count else "in no run (one was made)"
    if found.bound is None:
        low, high = percent(found.low), percent(found.high)
        return f"with probability {tied(f'{percent(found.value)} % ({low} to {high})')}"
    how_many = number(found.runs) if found.runs < MANY else ""
    if found.count:
        bound = tied(f"probability at least {at_least(found.bound)} %")
        return f"in {' '.join(filter(None, ('all', how_many)))} runs ({bound})"
    bound = tied(f"probability at most {at_most(found.bound)} %")
    return f"in none of {how_many or 'the'} runs ({bound})"
