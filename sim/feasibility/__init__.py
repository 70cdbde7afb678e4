"""Can it be done at all? What no run can beat, and beside it a fluid estimate; without a run."""

from sim.feasibility.bounds import Earliest
from sim.feasibility.landing import least_landing
from sim.feasibility.limits import Limits, limits
from sim.feasibility.numbers import Drawn, Kind, Likely, Numbers, Ranges, Reason, Typical
from sim.feasibility.verdicts import Verdict, least_second, verdicts

__all__ = [
    "Drawn",
    "Earliest",
    "Kind",
    "Likely",
    "Limits",
    "Numbers",
    "Ranges",
    "Reason",
    "Typical",
    "Verdict",
    "least_landing",
    "least_second",
    "limits",
    "verdicts",
]
