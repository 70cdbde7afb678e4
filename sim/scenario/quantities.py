"""The kinds of numbers a scenario file may hold, as fields of the schema."""

from dataclasses import dataclass
from typing import Annotated, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from sim.scenario.amounts import (
    CONFIDENCES,
    FORMS,
    LISTED,
    NAMED,
    ORIGIN_KEYS,
    UNITS,
    Quantity,
    Range,
    Rival,
    certain,
    figure,
    parameter_key,
    unit_of,
)
from sim.scenario.reading import read_origin, read_quantity
from sim.scenario.texts import Wrong


@dataclass(frozen=True, slots=True)
class Bounds(Range):
    """What a number of the schema may be, and how often it is drawn."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read the quantity by its form, reporting one problem at its own place."""

        def read(value: object, info: core_schema.ValidationInfo) -> Quantity:
            if isinstance(value, Quantity):
                return value
            try:
                return read_quantity(value, bounds=self, sources=known(info, "sources"))
            except Wrong as wrong:
                raise wrong.as_pydantic() from None

        return core_schema.with_info_plain_validator_function(read)


def known(info: core_schema.ValidationInfo, collection: str) -> frozenset[str] | None:
    """The names defined in a collection of the file, or None where nobody can tell."""
    if not info.context:
        return None
    return cast("frozenset[str] | None", info.context["names"][collection])


Any_ = Annotated[Quantity, Bounds()]
Positive = Annotated[Quantity, Bounds(above=0)]
NonNegative = Annotated[Quantity, Bounds(least=0)]
Share = Annotated[Quantity, Bounds(least=0, most=1)]
Count = Annotated[Quantity, Bounds(least=0, whole=True)]
PositiveCount = Annotated[Quantity, Bounds(least=1, whole=True)]
FixedCount = Annotated[Quantity, Bounds(least=0, most=1_000_000, whole=True, fixed=True)]
FixedPositiveCount = Annotated[Quantity, Bounds(least=1, most=1_000_000, whole=True, fixed=True)]
FixedPositive = Annotated[Quantity, Bounds(above=0, most=1_000_000, fixed=True)]
FixedNonNegative = Annotated[Quantity, Bounds(least=0, most=1_000_000, fixed=True)]


def drawn_for(each: str, *, least: float | None = 0, above: float | None = None) -> Bounds:
    """Bounds of a number drawn for each household, load, convoy or request."""
    return Bounds(least=least, above=above, each=each)


__all__ = [
    "CONFIDENCES",
    "FORMS",
    "LISTED",
    "NAMED",
    "ORIGIN_KEYS",
    "UNITS",
    "Any_",
    "Bounds",
    "Count",
    "FixedCount",
    "FixedNonNegative",
    "FixedPositive",
    "FixedPositiveCount",
    "NonNegative",
    "Positive",
    "PositiveCount",
    "Quantity",
    "Range",
    "Rival",
    "Share",
    "certain",
    "drawn_for",
    "figure",
    "known",
    "parameter_key",
    "read_origin",
    "read_quantity",
    "unit_of",
]
