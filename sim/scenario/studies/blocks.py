"""The keys of a study file."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from sim.scenario import texts
from sim.scenario.blocks import Keyed, Named, Words
from sim.scenario.quantities import Any_
from sim.scenario.texts import Wrong, described

MOST_SEED = 2**63 - 1
MOST_REPLICATIONS = 1_000_000
MOST_POINTS = 1_000_000
MOST_LEVELS = 1_000
MOST_VALUES = 1_000
DESIGNS = "one of {grid: {levels: 5}}, {latin-hypercube: {points: 64}}, {sobol: {points: 64}}"


def _whole(value: object, *, least: int, most: int) -> int:
    """A whole number of a study, read as strictly as those of a scenario."""
    needed = f"a whole number from {least:,} to {most:,}".replace(",", " ")
    if not isinstance(value, str) or getattr(value, "quoted", False) or len(value) > 20:
        raise Wrong(f"{needed} is needed here, found {described(value)}").as_pydantic()
    if not value.isascii() or not value.isdigit() or str(int(value)) != value:
        raise Wrong(f"{needed} is needed here, found {described(value)}").as_pydantic()
    if not least <= int(value) <= most:
        raise Wrong(f"{needed} is needed here, found {described(value)}").as_pydantic()
    return int(value)


def _whole_number(least: int, most: int) -> tuple[PlainValidator, WithJsonSchema]:
    return (
        PlainValidator(lambda value: _whole(value, least=least, most=most)),
        WithJsonSchema({"type": "integer", "minimum": least, "maximum": most}),
    )


def _listed(value: object, *, what: str, most: int = MOST_VALUES) -> tuple[Any, ...]:
    if not isinstance(value, list) or not value:
        found = "an empty list" if isinstance(value, list) else described(value)
        raise Wrong(f"a list of {what} is needed here, found {found}").as_pydantic()
    if len(value) > most:
        raise Wrong(f"at most {most} {what} are possible, found {len(value)}").as_pydantic()
    return tuple(value)


def _texts(value: object, *, what: str) -> tuple[str, ...]:
    found = _listed(value, what=what)
    for position, item in enumerate(found):
        if not isinstance(item, str):
            raise Wrong(f"text is needed here, found {described(item)}", (position,)).as_pydantic()
    return tuple(str(item) for item in found)


def _paths(value: object) -> tuple[str, ...]:
    if value is not None and isinstance(value, str):
        return (str(value),)
    if isinstance(value, dict):
        raise Wrong("a path, or a list of paths, is needed here, found a mapping").as_pydantic()
    return _texts(value, what="paths")


def _range(value: object) -> tuple[float, float]:
    try:
        if not isinstance(value, list) or len(value) != 2:
            raise Wrong(f"a range is a list of two numbers, [low, high]; found {described(value)}")
        ends = []
        for position, end in enumerate(value):
            try:
                ends.append(texts.number(end))
            except Wrong as wrong:
                raise wrong.under(position) from None
        if not ends[0] < ends[1]:
            raise Wrong(f"low must be below high, found {ends[0]:g} and {ends[1]:g}")
    except Wrong as wrong:
        raise wrong.as_pydantic() from None
    return ends[0], ends[1]


_A_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "minItems": 1, "items": _A_TEXT}
_NUMBERS = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}}
Paths = Annotated[
    tuple[str, ...], PlainValidator(_paths), WithJsonSchema({"anyOf": [_A_TEXT, _TEXTS]})
]
Values = Annotated[
    tuple[Any, ...],
    PlainValidator(lambda value: _listed(value, what="values")),
    WithJsonSchema({"type": "array", "minItems": 1, "maxItems": MOST_VALUES}),
]
Ends = Annotated[tuple[float, float], PlainValidator(_range), WithJsonSchema(_NUMBERS)]
Outcomes = Annotated[
    tuple[str, ...],
    PlainValidator(lambda value: _texts(value, what="outcomes")),
    WithJsonSchema(_TEXTS),
]
Kept = Annotated[
    tuple[str, ...],
    PlainValidator(lambda value: _texts(value, what="tables")),
    WithJsonSchema(_TEXTS),
]
Seed = Annotated[int, *_whole_number(0, MOST_SEED)]
Replications = Annotated[int, *_whole_number(1, MOST_REPLICATIONS)]
PointsNumber = Annotated[int, *_whole_number(2, MOST_POINTS)]
Levels = Annotated[int, *_whole_number(1, MOST_LEVELS)]


class LeverBlock(Keyed):
    """Something that the parties or the planners choose."""

    path: Paths
    """The path of the value in the scenario, or a list of paths that all take the same value."""
    values: Values | None = None
    """The values it may have, as the scenario would write them: numbers, instants, words, ..."""
    range_: Ends | None = None
    """Instead of values: [low, high] of a number, and anything between them."""


class UncertaintyBlock(Keyed):
    """Something that nobody chooses and nobody knows.

    With a path alone it varies as the scenario's own distribution has it; with several paths, each
    as its own, all high or all low together.
    """

    path: Paths
    """The path of the value in the scenario, or a list of paths that vary together."""
    values: Values | None = None
    """Some values, all alike probable, the same at every path."""
    range_: Ends | None = None
    """[low, high] of a number, anything between them alike probable, the same at every path."""
    distribution: Any_ | None = None
    """A distribution as the scenario writes them, as {pert: [1, 2, 4]}; the same at every path."""


class GridBlock(Keyed):
    """Every value of each factor with every value of all others."""

    levels: Levels | None = None
    """How many values a range or a distribution is cut into: the middles (medians) of so many
    equally probable parts. Needed where one is varied; factors with values have all of them."""


class LatinHypercubeBlock(Keyed):
    """Points so spread that each of as many equally probable parts of each factor has one."""

    points: PointsNumber
    """How many points."""


class SobolBlock(Keyed):
    """Scrambled Sobol' points, spread evenly over all factors together."""

    points: PointsNumber
    """How many points; a power of two keeps their balance."""


class DesignBlock(Keyed):
    """Which points of all that are possible are run; exactly one of the three."""

    grid: GridBlock | None = None
    """Every value of each factor with every value of all others."""
    latin_hypercube: LatinHypercubeBlock | None = Field(default=None, alias="latin-hypercube")
    """Points so spread that each of as many equally probable parts of each factor has one."""
    sobol: SobolBlock | None = None
    """Scrambled Sobol' points, spread evenly over all factors together."""


class StudyBlock(Keyed):
    """A question that many runs answer: what is varied, how, and what is looked at."""

    title: Words
    """The question, in one line."""
    description: Words | None = None
    """What else a reader should know."""
    scenario: Words
    """The scenario file that is varied, as seen from the study file."""
    seed: Seed = 1
    """Seed of the design and of what chance decides in every run."""
    replications: Replications
    """How many runs at each point, which differ in what chance decides."""
    levers: Named[LeverBlock] = {}
    """What the parties or the planners choose."""
    uncertainties: Named[UncertaintyBlock] = {}
    """What nobody chooses."""
    design: DesignBlock
    """Which points are run."""
    outcomes: Outcomes
    """The outcomes of interest, as the outcomes reference names them: `table.NAME.column`."""
    keep: Kept = ("outcomes",)
    """Which tables are kept: outcomes (all of them), series, or single outcome tables."""

    @field_validator("*", mode="after")
    @classmethod
    def _keep_valid(cls, value: object, info: ValidationInfo) -> object:
        """Hand every value that is right to whoever asked, even if others are wrong."""
        if info.context and "valid" in info.context:
            info.context["valid"][info.field_name] = value
        return value
