"""What an answer of a study was asked, in a few words that tell it from others of its kind."""

from functools import singledispatch

from sim.analysis.asked import StudyAsked
from sim.analysis.discovery.answer import DiscoveryAnswer
from sim.analysis.dues.answer import DuesAnswer
from sim.analysis.sensitivity.answer import SensitivityAnswer
from sim.analysis.sweeps import SweepAnswer


@singledispatch
def question_of(answer: object) -> str:
    """What was asked: of which outcomes, under which condition, of how many runs.

    Points and factors are not told: an answer lies in the folder that is known by them.
    """
    raise TypeError(answer)


@question_of.register
def _of_sweep(answer: SweepAnswer) -> str:
    return f"{', '.join(each.name for each in answer.outcomes)}, {_runs(answer.asked)}"


@question_of.register
def _of_sensitivity(answer: SensitivityAnswer) -> str:
    return f"{', '.join(each.outcome.name for each in answer.outcomes)}, {_runs(answer.asked)}"


@question_of.register
def _of_discovery(answer: DiscoveryAnswer) -> str:
    return f"{answer.condition}, density {answer.wished:g}, {_runs(answer.asked)}"


@question_of.register
def _of_design(answer: DuesAnswer) -> str:
    which = "as moved" if answer.is_as_moved else "as written"
    return f"probability {answer.probability:g}, dues {which}, {_runs(answer.asked)}"


def _runs(asked: StudyAsked) -> str:
    return "1 run a point" if asked.replications == 1 else f"{asked.replications} runs a point"
