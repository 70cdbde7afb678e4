"""Can it be done at all? What no run can beat, and beside it a fluid estimate; without a run."""

from sim.feasibility.bounds import Earliest
from sim.feasibility.landing import least_landing
from sim.feasibility.numbers import Drawn, Likely, Numbers, Ranges, Reason
from sim.feasibility.verdicts import Verdict, least_second, verdicts

__all__ = [
    "Drawn",
    "Earliest",
    "Likely",
    "Numbers",
    "Ranges",
    "Reason",
    "Verdict",
    "least_landing",
    "least_second",
    "verdicts",
]
