"""Every value of every factor tried on the scenario, so that a study is refused before it runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.catalogue.naming import OutcomeName
from sim.errors import ScenarioError
from sim.scenario.load import Loaded, vary
from sim.scenario.problems import Found
from sim.scenario.studies.outcomes import missing_subject
from sim.scenario.studies.study import Factor
from sim.scenario.studies.values import ends_of, text_of_value, value_of
from sim.scenario.texts import Key, printable

TOLD = 3
"""So much is told of what the scenario says against one value."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One value of a factor, all others left as the scenario has them.

    Attributes:
        keys: Where it stands in the study file.
        text: The value.
        settings: What it sets.
    """

    keys: tuple[Key, ...]
    text: str
    settings: tuple[str, ...]

    def on(self, loaded: Loaded) -> tuple[Loaded | None, tuple[Found, ...]]:
        """The scenario with the value put in, or what the scenario says against it."""
        try:
            return vary(loaded, self.settings), ()
        except ScenarioError as error:
            paths = {setting.partition("=")[0] for setting in self.settings}
            problems = sorted({(problem.path, problem.what) for problem in error.problems})
            told = [
                self._refusal(path, what, is_own=path in paths) for path, what in problems[:TOLD]
            ]
            if len(problems) > TOLD:
                told[-1] += f" (and {len(problems) - TOLD} more)"
            return None, tuple(Found(self.keys, what) for what in told)

    def _refusal(self, path: str, what: str, *, is_own: bool) -> str:
        value = printable(self.text)
        if is_own:
            return f"the scenario refuses {value} for {path}: {what}"
        return f"the scenario refuses {value}: {path}: {what}"


def trials(factor: Factor, keys: tuple[Key, ...], *, way: str) -> Iterator[Trial]:
    """Each value listed for a factor; of a range or a distribution the ends it has.

    Args:
        factor: The factor.
        keys: Where it stands in the study file.
        way: The key under which its range or distribution stands.
    """
    if factor.choices:
        for position, choice in enumerate(factor.choices):
            settings = tuple(target.setting(choice.text) for target in factor.targets)
            yield Trial((*keys, "values", position), choice.text, settings)
        return
    for side in (0, 1):
        texts = tuple(_ends(factor, side))
        if len(texts) == len(factor.targets):
            pairs = zip(factor.targets, texts, strict=True)
            settings = tuple(target.setting(text) for target, text in pairs)
            yield Trial((*keys, way), texts[0], settings)


def _ends(factor: Factor, side: int) -> Iterator[str]:
    for target in factor.targets:
        end = ends_of(target.law)[side] if target.law is not None else None
        if end is not None:
            yield text_of_value(value_of(end, target))


def tried(
    factor: Factor,
    keys: tuple[Key, ...],
    *,
    way: str,
    loaded: Loaded,
    outcomes: Sequence[OutcomeName],
) -> Iterator[Found]:
    """What the scenario says against the values of a factor, each put in alone.

    Args:
        factor: The factor.
        keys: Where it stands in the study file.
        way: The key under which its range or distribution stands.
        loaded: The scenario.
        outcomes: The outcomes of interest, which every value must leave their subjects.
    """
    for trial in trials(factor, keys, way=way):
        varied, found = trial.on(loaded)
        yield from found
        if varied is not None:
            for outcome in outcomes:
                missing = missing_subject(outcome, varied.scenario)
                if missing is not None:
                    what = f"with {printable(trial.text)} there is {missing.what} for '{outcome}'"
                    yield Found(trial.keys, what)
