"""The kinds of numbers a scenario file may hold, as fields of the schema."""

from dataclasses import dataclass
from typing import Annotated, Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
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

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The quantity as an editor should offer it."""
        return quantity_schema(self)


def known(info: core_schema.ValidationInfo, collection: str) -> frozenset[str] | None:
    """The names defined in a collection of the file, or None when nobody said."""
    if not info.context:
        return None
    return cast("frozenset[str]", info.context["names"].get(collection, frozenset()))


def quantity_schema(bounds: Range) -> JsonSchemaValue:
    """The JSON Schema of a quantity, for editors."""
    bare: dict[str, Any] = {"type": "integer" if bounds.whole else "number"}
    names = (("least", "minimum"), ("most", "maximum"), ("above", "exclusiveMinimum"))
    bare |= {
        theirs: getattr(bounds, ours) for ours, theirs in names if getattr(bounds, ours) is not None
    }
    forms = {"value": bare} if bounds.fixed else {"value": bare} | _forms(drawn=bool(bounds.each))
    mapping = {
        "type": "object",
        "additionalProperties": False,
        "properties": forms | origin_schema(),
        "oneOf": [{"required": [form]} for form in FORMS if form in forms],
    }
    return {"anyOf": [bare, mapping]}


def _forms(*, drawn: bool) -> dict[str, Any]:
    part: dict[str, Any] = {"type": ["number", "object"] if drawn else "number"}
    pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    forms: dict[str, Any] = {}
    for form, names in LISTED.items():
        size = len(names)
        forms[form] = {"type": "array", "items": part, "minItems": size, "maxItems": size}
    for form, names in NAMED.items():
        keys = (*names, "p90_over_median") if form == "lognormal" else names
        properties = dict.fromkeys(keys, part)
        forms[form] = {
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
            "required": [names[0]],
        }
    ends = {key: {"type": "number"} for key in ("low", "high")}
    return forms | {"discrete": {"type": "array", "items": pair, "minItems": 1}} | ends


def origin_schema() -> dict[str, Any]:
    """The JSON Schema of source, confidence and rivals."""
    rival = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"value": {"type": ["string", "number"]}, "source": {"type": "string"}},
        "required": ["value"],
    }
    return {
        "source": {"type": ["string", "null"]},
        "confidence": {"enum": list(CONFIDENCES)},
        "rivals": {"type": "array", "items": rival},
    }


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
    "origin_schema",
    "parameter_key",
    "quantity_schema",
    "read_origin",
    "read_quantity",
    "unit_of",
]
