"""The design of a study: whether it fits the factors, and what may be said of it."""

from collections.abc import Iterator, Sequence

from sim.scenario.nodes import Node
from sim.scenario.problems import Found
from sim.scenario.studies.blocks import DESIGNS, MOST_POINTS, DesignBlock
from sim.scenario.studies.study import Design, Factor, Grid, Sample, Study, most_points


def read_design(block: DesignBlock, node: Node, *, found: list[Found]) -> Design | None:
    """The design, or None if the file names none or several.

    Args:
        block: What the file says.
        node: Where it says it.
        found: What is wrong is added to it.
    """
    if len(node.children) != 1:
        named = " and ".join(str(key) for key in node.children) or "none"
        found.append(Found(("design",), f"{DESIGNS} is needed here, found {named}"))
        return None
    if block.grid is not None:
        return Grid(levels=block.grid.levels)
    if block.latin_hypercube is not None:
        return Sample(kind="latin-hypercube", points=block.latin_hypercube.points)
    return Sample(kind="sobol", points=block.sobol.points) if block.sobol is not None else None


def misfits(design: Design, factors: Sequence[Factor]) -> Iterator[Found]:
    """Why a design cannot be made of some factors."""
    if isinstance(design, Sample):
        return
    continuous = [factor.name for factor in factors if factor.is_continuous]
    if continuous and design.levels is None:
        what = f"needs 'levels': into how many values {_listed(continuous)} is cut"
        yield Found(("design", "grid"), what)
    elif factors and not continuous and design.levels is not None:
        what = "means nothing here, because every factor lists its values; leave it out"
        yield Found(("design", "grid", "levels"), what)
    elif (number := most_points(design, tuple(factors))) > MOST_POINTS:
        what = (
            f"has {_spaced(number)} points, {_spaced(MOST_POINTS)} is the most; take fewer "
            "levels or values, or spread points with latin-hypercube or sobol"
        )
        yield Found(("design", "grid"), what)


def advice(study: Study) -> tuple[str, ...]:
    """What may be better done otherwise, though it can be run as it is."""
    return tuple(_advice(study))


def _advice(study: Study) -> Iterator[str]:
    design = study.design
    if isinstance(design, Grid):
        return
    if design.kind == "sobol" and design.points & (design.points - 1):
        fewer = 1 << (design.points.bit_length() - 1)
        yield (
            f"design.sobol.points: {design.points} is no power of two, by which the points lose "
            f"some of their balance; take {fewer} or {2 * fewer}"
        )
    for factor in study.factors:
        if len(factor.choices) > design.points:
            yield (
                f"{factor.name}: {len(factor.choices)} values, but {design.points} points; some "
                "values will not be run"
            )


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")
