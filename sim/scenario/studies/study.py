"""A study as it is run: every factor, its values and where they go, with all names looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from sim.catalogue.naming import OutcomeName
from sim.scenario.amounts import Quantity
from sim.scenario.load import Loaded
from sim.scenario.nodes import Document

Value: TypeAlias = int | float | str
"""What a factor is at a point: a whole number, a number, or an instant or word as written."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Every value of each factor with every value of all others.

    Attributes:
        levels: How many values a continuous factor is cut into; None if there is none.
    """

    levels: int | None


@dataclass(frozen=True, slots=True)
class Sample:
    """Points spread over all factors.

    Attributes:
        kind: How they are spread.
        points: How many.
    """

    kind: Literal["latin-hypercube", "sobol"]
    points: int


Design: TypeAlias = Grid | Sample


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values listed for a factor.

    Attributes:
        value: The value as tables hold it.
        text: The value as the scenario writes it.
    """

    value: Value
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the scenario that a factor sets.

    Attributes:
        path: Its path.
        law: The distribution it is drawn from; None where the factor's values are listed.
        is_whole: Whether the scenario wants a whole number there.
        number: The path that is set: that of the whole number, where `path` leads to a parameter
            of its distribution.
        before, after: What stands around the value in that case.
    """

    path: str
    law: Quantity | None
    is_whole: bool
    number: str
    before: str = ""
    after: str = ""

    def setting(self, text: str) -> str:
        """The setting, `path=value`, that gives it a value."""
        return f"{self.number}={self.before}{text}{self.after}"


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that is varied.

    Attributes:
        name: Its name in the study, and in tables.
        is_lever: Whether somebody chooses it.
        targets: What it sets, all at once.
        choices: The values listed for it; empty where it is continuous.
        unit: Its unit; `date` for an instant, empty for a plain number or a word.
    """

    name: str
    is_lever: bool
    targets: tuple[Target, ...]
    choices: tuple[Choice, ...]
    unit: str

    @property
    def is_continuous(self) -> bool:
        """Whether its values come from a range or a distribution."""
        return not self.choices

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.is_continuous or not isinstance(self.choices[0].value, str)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths it sets."""
        return tuple(target.path for target in self.targets)


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """A question that many runs answer.

    Attributes:
        title, description: What it asks.
        path: The study file as the user named it.
        scenario: What is varied, with `settings` put in.
        settings: Values set by hand for the whole study, each as `path=value`.
        seed: Of the design, and of what chance decides in every run.
        replications: Runs at each point.
        factors: What is varied: the levers, then the uncertainties, each as in the file.
        design: Which points are run.
        outcomes: The outcomes of interest.
        tables: The tables that are kept.
        document: The study file; each node knows its place.
    """

    title: str
    description: str
    path: str
    scenario: Loaded
    settings: tuple[str, ...]
    seed: int
    replications: int
    factors: tuple[Factor, ...]
    design: Design
    outcomes: tuple[OutcomeName, ...]
    tables: tuple[str, ...]
    document: Document

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return Path(self.path).stem

    @property
    def levers(self) -> Mapping[str, Factor]:
        """What the parties or planners choose, by name."""
        return {factor.name: factor for factor in self.factors if factor.is_lever}

    @property
    def uncertainties(self) -> Mapping[str, Factor]:
        """What nobody chooses, by name."""
        return {factor.name: factor for factor in self.factors if not factor.is_lever}

    def at(self, *keys: str | int) -> str:
        """Where something stands in the study file, as `file:line:column`."""
        node = self.document.node_at(keys)
        return node.key_place if node is not None else self.path


def most_points(design: Design, factors: tuple[Factor, ...]) -> int:
    """How many points a design has; a grid has fewer where whole numbers coincide."""
    if isinstance(design, Sample):
        return design.points
    found = 1
    for factor in factors:
        found *= len(factor.choices) or design.levels or 1
    return found
