"""The parts of a study file, each read as far as the others allow."""

import os.path
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from sim.catalogue.naming import OutcomeName
from sim.errors import Problem, ScenarioError
from sim.scenario.document import read_document
from sim.scenario.files import Asked, beside_of, read_file
from sim.scenario.load import Loaded, parse_scenario
from sim.scenario.nodes import Node, dotted
from sim.scenario.problems import Found, of_schema, placed
from sim.scenario.shapes import shape_of
from sim.scenario.studies.blocks import DesignBlock, LeverBlock, StudyBlock, UncertaintyBlock
from sim.scenario.studies.design import misfits, read_design
from sim.scenario.studies.factors import WAYS, Reading, read_factor
from sim.scenario.studies.outcomes import ALL, read_kept, read_outcomes
from sim.scenario.studies.places import Places
from sim.scenario.studies.recognising import is_study_root
from sim.scenario.studies.study import Design, Factor
from sim.scenario.studies.trying import tried
from sim.scenario.texts import Key, printable

KINDS: dict[str, type[LeverBlock] | type[UncertaintyBlock]] = {
    "levers": LeverBlock,
    "uncertainties": UncertaintyBlock,
}
RESERVED = ("point", "replication", "seed")
"""Columns that stand beside the factors in tables of points."""


@dataclass(slots=True)
class Parts:
    """The parts of a study file, and what is wrong with them.

    Attributes:
        root: The tree.
        problems: What is wrong with the text and with the scenario.
        emptied: The keys without a value, which are not in the tree.
        found: What is wrong with the study.
        valid: The values of the top level that the schema allows.
    """

    root: Node
    problems: list[Problem]
    emptied: Mapping[tuple[Key, ...], Node]
    found: list[Found] = field(default_factory=list)
    valid: dict[str, Any] = field(default_factory=dict)

    def block(self) -> StudyBlock | None:
        """The whole file, if the schema allows it."""
        # Which sources there are, the scenario says; they are looked up with the factors.
        context = {"valid": self.valid, "names": {"sources": None}}
        try:
            return StudyBlock.model_validate(self.root.plain(), context=context)
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
            shape = shape_of(StudyBlock)
            self.found += of_schema(errors, self.root, shape=shape, further=())
            return None

    def scenario(self, name: str, settings: Sequence[str]) -> Loaded | None:
        """The scenario that is varied."""
        node = self.root.children.get("scenario")
        if node is None or node.text is None:
            return None
        path = os.path.normpath(beside_of(name, node.text))
        try:
            text = read_file(path, Asked(node.place, "scenario"))
            if is_study_root(read_document(text, path).root):
                what = f"'{printable(path, 200)}' is a study itself; name a scenario"
                raise ScenarioError([Problem(node.place, "scenario", what)])
            return parse_scenario(text, name=path, settings=settings)
        except ScenarioError as error:
            self.problems += error.problems
            return None

    def factors(self, loaded: Loaded | None) -> tuple[Factor, ...]:
        """The factors that can be read."""
        named = list(self._named())
        self._check_names(named)
        if loaded is None:
            return ()
        places = Places(loaded)
        read = [self._factor(*one, places=places, loaded=loaded) for one in named]
        factors = tuple(factor for factor in read if factor is not None)
        self.found += _overlaps(factors)
        return factors

    def _named(self) -> Iterator[tuple[str, str, Node]]:
        for kind in KINDS:
            node = self.root.children.get(kind)
            if node is not None and node.kind == "mapping":
                yield from ((kind, str(name), child) for name, child in node.children.items())

    def _check_names(self, named: Sequence[tuple[str, str, Node]]) -> None:
        kind_of: dict[str, str] = {}
        for kind, name, _ in named:
            if name in kind_of:
                what = f"the {kind_of[name]} have one of this name already"
                self.found.append(Found((kind, name), what, at_key=True))
            elif name in RESERVED:
                what = f"'{name}' cannot name a factor: tables have a column of this name"
                self.found.append(Found((kind, name), what, at_key=True))
            kind_of.setdefault(name, kind)
        written = [kind for kind in KINDS if kind in self.root.children]
        if not named and all(kind in self.valid for kind in written):
            what = "varies nothing; name what is varied under 'levers' or 'uncertainties'"
            self.found.append(Found((), what))

    def _factor(
        self, kind: str, name: str, node: Node, *, places: Places, loaded: Loaded
    ) -> Factor | None:
        try:
            block = KINDS[kind].model_validate(node.plain())
        except ValidationError:
            return None
        sources = tuple(loaded.scenario.sources)
        reading = Reading(block, node, keys=(kind, name), places=places, sources=sources)
        factor = read_factor(reading)
        self.found += reading.found
        return factor

    def design(self, factors: Sequence[Factor]) -> Design | None:
        """The design, held against the factors that can be read."""
        block = self.valid.get("design")
        if not isinstance(block, DesignBlock):
            return None
        design = read_design(block, self.root.children["design"], found=self.found)
        if design is not None and len(factors) == len(list(self._named())):
            self.found += misfits(design, factors)
        return design

    def outcomes(self, loaded: Loaded | None) -> tuple[OutcomeName, ...]:
        """The outcomes of interest."""
        texts = self.valid.get("outcomes", ())
        return read_outcomes(texts, loaded.scenario if loaded else None, found=self.found)

    def tables(self, outcomes: Sequence[OutcomeName]) -> tuple[str, ...]:
        """The tables that are kept."""
        if "keep" in self.root.children and "keep" not in self.valid:
            return ()
        return read_kept(self.valid.get("keep", (ALL,)), outcomes, found=self.found)

    def try_all(
        self, factors: Sequence[Factor], loaded: Loaded | None, outcomes: Sequence[OutcomeName]
    ) -> None:
        """Try every value of every factor on the scenario."""
        if loaded is None:
            return
        for factor in factors:
            keys: tuple[Key, ...] = ("levers" if factor.is_lever else "uncertainties", factor.name)
            node = self.root.node_at(keys)
            written = node.children if node is not None else {}
            way = next((way for way in WAYS if way in written), "path")
            self.found += tried(factor, keys, way=way, loaded=loaded, outcomes=outcomes)

    @property
    def is_wrong(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.problems or self.emptied or self.found)

    def refusal(self) -> ScenarioError:
        """All that is wrong, each at its place."""
        what = "is empty; give a value or leave the key out"
        empty = [Problem(node.key_place, dotted(keys), what) for keys, node in self.emptied.items()]
        first = [*self.problems, *empty]
        told = {problem.place for problem in first}
        further = placed(self.found, self.root, emptied=self.emptied)
        return ScenarioError([*first, *(one for one in further if one.place not in told)])


def _overlaps(factors: Sequence[Factor]) -> Iterator[Found]:
    """Factors that set the same value, or of which one sets what holds another's."""
    before: list[tuple[str, Factor]] = []
    for factor in factors:
        for target in factor.targets:
            for path, other in before:
                if other is not factor and _overlap(path, target.number):
                    keys = ("levers" if factor.is_lever else "uncertainties", factor.name, "path")
                    what = f"'{target.path}' is varied by '{other.name}' already, as '{path}'"
                    yield Found(keys, what)
                    break
        before += [(target.number, factor) for target in factor.targets]


def _overlap(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
