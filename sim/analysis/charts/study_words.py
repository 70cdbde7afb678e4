"""Outcomes, factors and their values as the charts of studies and comparisons write them."""

from collections.abc import Mapping
from datetime import datetime

from sim.analysis.asked import INSTANT, FactorAsked, StudyAsked
from sim.analysis.charts.words import shown
from sim.analysis.outcome_words import Names, outcome_words, path_words, thing, told_in_words, words
from sim.analysis.sweeps import Setting
from sim.clock import instant_text
from sim.scenario.studies.study import Value

_NO_UNIT = ("", "date")


def can_show(names: Names) -> Names:
    """Names in letters that the font has; any other gives way to the key in words."""
    return {path: shown(name, thing(path, {})) for path, name in names.items()}


def case_title(title: str, name: str) -> str:
    """What a study or a case is called; its name where the font lacks letters of the title."""
    return shown(title, shown(name, ""))


def study_told(asked: StudyAsked) -> str:
    """What a study is called, and on how many runs it rests."""
    points = "1 point" if asked.points == 1 else f"{asked.points:,} points"
    runs = "1 run" if asked.replications == 1 else f"{asked.replications:,} runs"
    return f"{case_title(asked.title, asked.name)} ({points}, {runs} at each)".lstrip()


def outcome_title(outcome: str, names: Names) -> str:
    """An outcome in words."""
    return outcome_words(outcome, can_show(names))


def condition_words(condition: str, names: Names) -> str:
    """A condition with its outcomes in words."""
    return told_in_words(condition, can_show(names))


def factor_words(name: str) -> str:
    """A factor: the name that its study gives it, in words."""
    return shown(words(name), name)


def factor_head(asked: StudyAsked, name: str) -> str:
    """A factor with its unit, as it stands beside an axis."""
    factor = factor_of(asked, name)
    unit = "" if factor.unit in _NO_UNIT else f", {factor.unit}"
    return f"{factor_words(name)}{unit}"


def factors_told(asked: StudyAsked, names: Mapping[str, str]) -> str:
    """What the factors of a study stand for in the scenario, a sentence.

    Args:
        asked: The study.
        names: Factors that are told of, each with the word that the sentence begins with.
    """
    called = can_show(asked.names)
    told = []
    for name, word in names.items():
        paths = factor_of(asked, name).paths
        if not paths:
            continue
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        told.append(f"{word} is “{path_words(paths[0], called)}”{more}")
    return f"Here {', '.join(told)}." if told else ""


def factor_told(asked: StudyAsked, name: str) -> str:
    """A factor with what it is in the scenario, as `loads (Kelbajar: loads per household)`."""
    paths = factor_of(asked, name).paths
    if not paths:
        return factor_words(name)
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{factor_words(name)} ({path_words(paths[0], can_show(asked.names))}{more})"


def factor_of(asked: StudyAsked, name: str) -> FactorAsked:
    """A factor by its name."""
    return next(factor for factor in asked.factors if factor.name == name)


def setting_words(setting: Setting) -> str:
    """What a lever is in a combination."""
    low, high = (value_words(value) for value in (setting.low, setting.high))
    return f"{low} to {high}" if setting.is_part else low


def value_words(value: Value) -> str:
    """A value of a factor: a number, an instant, or a word.

    >>> value_words(0.5), value_words("as-soon-as-possible"), value_words("2020-11-15 00:00")
    ('0.5', 'as soon as possible', '15 Nov 2020 00:00')
    """
    if not isinstance(value, str):
        return f"{value:,g}"
    try:
        return instant_text(datetime.strptime(value, INSTANT))
    except ValueError:
        return shown(words(value), value)
