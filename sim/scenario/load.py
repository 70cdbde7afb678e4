"""From files and settings to a scenario that can be run, or to all that is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.scenario.canonical import digest
from sim.scenario.checks import check
from sim.scenario.document import read_document
from sim.scenario.files import (
    Asked,
    extended,
    missing_observed,
    observed_file,
    read_file,
)
from sim.scenario.merging import Merging
from sim.scenario.model import Scenario
from sim.scenario.nodes import Document, Node
from sim.scenario.problems import placed
from sim.scenario.settings import apply
from sim.scenario.shapes import shape_of
from sim.scenario.trees import merged
from sim.scenario.validating import validate
from sim.scenario.writing import yaml_text

OF_STUDIES = frozenset({"levers", "uncertainties", "design", "replications", "outcomes"})
"""Keys by which a study is known that was given in the place of a scenario."""


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A scenario that can be run, with the text it came from.

    Attributes:
        scenario: What is assumed.
        document: The merged tree; each node knows the file, or the option, that set it.
        path: The file as the user named it.
    """

    scenario: Scenario
    document: Document
    path: str

    @property
    def digest(self) -> str:
        """What the resolved inputs are known by; comments, order and layout do not count."""
        return digest(self.scenario)

    @property
    def observed(self) -> Path | None:
        """The csv file with what was observed, if the scenario names one."""
        return observed_file(self.document.root, self.path)

    def resolved_text(self) -> str:
        """The scenario as one file, with what it extends and all settings put in."""
        return yaml_text(self.document.root, shape_of(Scenario))


def load_scenario(path: str | Path, settings: Sequence[str] = ()) -> Loaded:
    """The scenario in a file.

    Args:
        path: The file.
        settings: Values set by hand, each as `path=value`.

    Raises:
        ScenarioError: With all problems found in the file, in the one it extends, and in the
            settings.
    """
    name = str(path)
    return parse_scenario(read_file(name, Asked(name)), name=name, settings=settings)


def parse_scenario(
    text: str, *, name: str = "scenario.yaml", settings: Sequence[str] = ()
) -> Loaded:
    """The scenario in a text.

    Args:
        text: The text.
        name: What places call it; what it extends is looked for beside it.
        settings: Values set by hand, each as `path=value`.

    Raises:
        ScenarioError: With all problems found.
    """
    own = read_document(text, name)
    if own.root.kind != "mapping":
        what = "a scenario is a mapping of keys such as title, places and roads"
        raise ScenarioError([*own.problems, Problem(own.root.place, "", what)])
    if len(OF_STUDIES & own.root.children.keys()) >= 2:
        what = "this is a study; a scenario is needed here, such as the one it names"
        raise ScenarioError([Problem(own.root.place, "", what)])
    base, problems = extended(own, name)
    form = [*own.problems, *(base.problems if base is not None else ()), *problems]
    merging = Merging()
    root = merged(base, own, settings=settings, merging=merging, form=form)
    if problems:
        # What another file would have set is missing everywhere; only its absence is told.
        raise ScenarioError([*form, *merging.problems])
    form = [*form, *merging.problems, *missing_observed(root, name)]
    return _validated(root, name, merging=merging, form=form)


def parse_resolved(text: str, *, name: str) -> Loaded:
    """The scenario that a results folder keeps: one file that extends no other.

    The csv file with what was observed, if it names one, stayed where it was, and no run needs it.

    Args:
        text: The text.
        name: What places call it.

    Raises:
        ScenarioError: With all problems found, as when an older version of the program wrote it.
    """
    own = read_document(text, name)
    if own.root.kind != "mapping":
        raise ScenarioError([*own.problems, Problem(own.root.place, "", "this is no scenario")])
    merging = Merging()
    root = merged(None, own, settings=(), merging=merging, form=[])
    return _validated(root, name, merging=merging, form=[*own.problems, *merging.problems])


def vary(loaded: Loaded, settings: Sequence[str]) -> Loaded:
    """A scenario with further values set by hand, without reading its files again.

    Args:
        loaded: The scenario.
        settings: Each as `path=value`.

    Raises:
        ScenarioError: With all problems the settings bring.
    """
    merging, form = Merging(), list[Problem]()
    root = loaded.document.root
    for setting in settings:
        try:
            root = apply(setting, root, shape=shape_of(Scenario), merging=merging)
        except ScenarioError as error:
            form.extend(error.problems)
    return _validated(root, loaded.path, merging=merging, form=[*form, *merging.problems])


def _validated(root: Node, name: str, *, merging: Merging, form: Sequence[Problem]) -> Loaded:
    validated = validate(root)
    found = [*validated.found, *check(validated.scenario, validated.broken)]
    told = {problem.place for problem in form}
    further = [
        problem
        for problem in placed(found, root, emptied=merging.emptied)
        if problem.place not in told
    ]
    if form or further:
        raise ScenarioError([*form, *further])
    return Loaded(scenario=validated.scenario, document=Document(root), path=name)
