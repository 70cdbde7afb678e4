"""The JSON Schema of numbers and of what stands beside them, for editors."""

from typing import Any

from sim.scenario.amounts import CONFIDENCES, FORMS, LISTED, NAMED, Range


def quantity_schema(bounds: Range) -> dict[str, Any]:
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
