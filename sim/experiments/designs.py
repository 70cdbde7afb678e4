"""Points of a study: which values its factors have together, and the settings that give them.

Every design is a matrix of numbers from 0 to 1, a row a point and a column a factor; a column is
turned into values by the factor's own distribution, or by its list of values in equal parts.

Sources: McKay, Beckman and Conover (1979), Technometrics 21(2), 239-245 (Latin hypercube);
    Owen (1995), "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (scrambled Sobol' points);
    Joe and Kuo (2008), SIAM J. Sci. Comput. 30(5), 2635-2654 (the direction numbers scipy has).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from sim.errors import Problem, ScenarioError
from sim.randomness.lookup import inverted
from sim.scenario.load import Loaded, vary
from sim.scenario.studies.study import Factor, Grid, Sample, Study, Target, Value
from sim.scenario.studies.values import ends_of, text_of_value, value_of

Floats: TypeAlias = NDArray[np.float64]
Column: TypeAlias = tuple[tuple[Value, tuple[str, ...]], ...]

TAIL = 0.001
"""A distribution without an end is varied from its 0.1 % to its 99.9 % quantile, so that designs
which ask for its ends, as Morris screening does, get values that can be run."""


@dataclass(frozen=True, slots=True)
class Point:
    """One combination of values.

    Attributes:
        number: Its number in the design, from 0.
        values: The value of each factor by name, in the order of the study. Of a factor with
            several paths and a distribution at each: the value at the first.
        settings: All that has to be set in the study's scenario file, each as `path=value`.
    """

    number: int
    values: Mapping[str, Value]
    settings: tuple[str, ...]


class Points(Sequence[Point]):
    """The points of a design, each made when it is asked for.

    Attributes:
        study: The study.
    """

    def __init__(self, study: Study, columns: Sequence["_Values"], number: int) -> None:
        self.study = study
        self._columns = tuple(columns)
        self._number = number

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> Point: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Point, ...]: ...

    def __getitem__(self, index: int | slice) -> Point | tuple[Point, ...]:
        """The point of a number, or those of several."""
        if isinstance(index, slice):
            return tuple(self._point(number) for number in range(self._number)[index])
        return self._point(range(self._number)[index])

    def _point(self, number: int) -> Point:
        values: dict[str, Value] = {}
        settings = list(self.study.settings)
        for column in self._columns:
            value, own = column.at(number)
            values[column.factor.name] = value
            settings += own
        return Point(number, MappingProxyType(values), tuple(settings))


def points_of(study: Study) -> Points:
    """The points of a study's own design, the same on every call and machine.

    A grid goes through the values of the last factor first; where levels of a factor coincide, as
    whole numbers and discrete distributions make them, it has each once. The other designs may have
    equal points.
    """
    if isinstance(study.design, Grid):
        return _grid(study, study.design)
    return points_at(study, unit_rows(study, study.design))


def points_at(study: Study, rows: Floats) -> Points:
    """The points at the rows of a matrix, such as a method of sensitivity analysis asks for.

    Args:
        study: The study.
        rows: Numbers from 0 to 1, shape (points, factors), columns in the order of
            `study.factors`. 0 and 1 are the ends of a range or distribution, the first and the
            last of listed values.

    Raises:
        ValueError: If the matrix has another shape, or holds numbers outside 0 to 1.
    """
    matrix = np.asarray(rows, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[1] != len(study.factors):
        raise ValueError(f"a column for each of {len(study.factors)} factors is needed")
    if not np.all((matrix >= 0.0) & (matrix <= 1.0)):
        raise ValueError("numbers from 0 to 1 are needed")
    columns = [
        _values(factor, matrix[:, position]) for position, factor in enumerate(study.factors)
    ]
    return Points(study, columns, len(matrix))


def unit_rows(study: Study, sample: Sample) -> Floats:
    """The matrix of a Latin hypercube or of scrambled Sobol' points, seeded by the study.

    The random numbers are those of `numpy.random.default_rng(study.seed)`. Sobol' points are the
    first of the next larger power of two.
    """
    from scipy.stats import qmc

    chance, width = np.random.default_rng(study.seed), len(study.factors)
    if sample.kind == "latin-hypercube":
        return np.asarray(qmc.LatinHypercube(width, rng=chance).random(sample.points))
    power = math.ceil(math.log2(sample.points))
    return np.asarray(qmc.Sobol(width, rng=chance).random_base2(power)[: sample.points])


def scenario_at(study: Study, point: Point) -> Loaded:
    """The scenario of a study at one of its points, without reading any file again.

    Raises:
        ScenarioError: If the scenario refuses the values together, though it takes each alone; says
            at which point.
    """
    try:
        return vary(study.scenario, point.settings[len(study.settings) :])
    except ScenarioError as error:
        values = ", ".join(f"{name} {value}" for name, value in point.values.items())
        place = f"{study.path}: point {point.number} ({values})"
        raise ScenarioError(
            [Problem(place, problem.path, problem.what) for problem in error.problems]
        ) from None


@dataclass(frozen=True, slots=True)
class _Values:
    """What one factor is at every point.

    Attributes:
        factor: The factor.
        which: The number of its choice at each point, shape (points,); None if continuous.
        exact: The values of its distributions, shape (targets, points); empty if it is not.
    """

    factor: Factor
    which: NDArray[np.int64] | None
    exact: Floats

    def at(self, number: int) -> tuple[Value, list[str]]:
        """Its value at a point, and the settings."""
        targets = self.factor.targets
        if self.which is not None:
            choice = self.factor.choices[int(self.which[number])]
            return choice.value, [target.setting(choice.text) for target in targets]
        exact = self.exact[:, number].tolist()
        values = [value_of(one, target) for one, target in zip(exact, targets, strict=True)]
        pairs = zip(targets, values, strict=True)
        return values[0], [target.setting(text_of_value(value)) for target, value in pairs]


def _values(factor: Factor, shares: Floats) -> _Values:
    if factor.choices:
        count = len(factor.choices)
        which = np.minimum((shares * count).astype(np.int64), count - 1)
        return _Values(factor, which, np.empty((0, len(shares))))
    exact = np.array([_quantiles(target, shares) for target in factor.targets])
    return _Values(factor, None, exact)


def _quantiles(target: Target, shares: Floats) -> Floats:
    """The values of a target's distribution, its ends at 0 and 1."""
    assert target.law is not None
    low, high = ends_of(target.law)
    least = TAIL if low is None else 2.0**-53
    most = 1.0 - (TAIL if high is None else 2.0**-53)
    found = inverted(target.law, np.clip(shares, least, most))
    if low is not None:
        found = np.where(shares <= 0.0, low, found)
    return found if high is None else np.where(shares >= 1.0, high, found)


def _grid(study: Study, grid: Grid) -> Points:
    levels = [_levels(factor, grid.levels or 1) for factor in study.factors]
    sizes = [
        len(level.which) if level.which is not None else level.exact.shape[1] for level in levels
    ]
    chosen = np.indices(sizes).reshape(len(sizes), -1)
    columns = [
        _Values(
            level.factor,
            level.which[picked] if level.which is not None else None,
            level.exact[:, picked] if level.which is None else level.exact,
        )
        for level, picked in zip(levels, chosen, strict=True)
    ]
    return Points(study, columns, chosen.shape[1])


def _levels(factor: Factor, count: int) -> _Values:
    """The values of one factor in a grid, each once."""
    if factor.choices:
        return _Values(factor, np.arange(len(factor.choices)), np.empty((0, 0)))
    values = _values(factor, (np.arange(count) + 0.5) / count)
    first: dict[tuple[str, ...], int] = {}
    for number in range(count):
        first.setdefault(tuple(values.at(number)[1]), number)
    return _Values(factor, None, values.exact[:, list(first.values())])
