"""The JSON Schema of scenario files, by which editors complete and check them while one types."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.scenario.amounts import Range, figure
from sim.scenario.blocks import NAME_PATTERN
from sim.scenario.files import EXTENDS
from sim.scenario.model import Scenario
from sim.scenario.number_schema import quantity_schema
from sim.scenario.shapes import Collection, Fields, Forms, Items, Leaf, Number, Shape, shape_of

SCHEMA_FILE = Path(__file__).with_name("scenario.schema.json")
"""Where the schema is checked in, so that editors need no Python."""
_DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NULL = {"type": "null"}


def json_schema() -> dict[str, Any]:
    """The schema of a whole file; one that extends another may leave everything else out."""
    definitions: dict[str, Any] = {}
    whole = _of(shape_of(Scenario), definitions, partial=False)
    part = _of(shape_of(Scenario), definitions, partial=True)
    named = definitions[_name(shape_of(Scenario), partial=True)]
    extends = {"type": "string", "description": "The file that this one changes, beside it."}
    named["properties"] = {EXTENDS: extends, **named["properties"]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario of withdrawal-sim",
        "if": {"required": [EXTENDS]},
        "then": part,
        "else": whole,
        "definitions": dict(sorted(definitions.items())),
    }


def json_schema_text() -> str:
    """The schema as it is checked in."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def schema_of(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of whatever has a shape.

    Args:
        shape: The shape.
        definitions: The schemas of its blocks are added to it.
    """
    return _of(shape, definitions, partial=False)


def _of(shape: Shape, definitions: dict[str, Any], *, partial: bool) -> dict[str, Any]:
    match shape:
        case Leaf():
            return dict(shape.schema)
        case Number():
            return _number(shape.bounds, definitions)
        case Items():
            return {"type": "array", "items": _of(shape.item, definitions, partial=False)}
        case Forms():
            # A value of several forms is replaced whole, so it is whole even in an extending file.
            forms = [_of(form, definitions, partial=False) for form in shape.forms.values()]
            return {"anyOf": forms}
        case Collection():
            return _collection(shape, definitions, partial=partial)
        case Fields():
            return _block(shape, definitions, partial=partial)


def _collection(shape: Collection, definitions: dict[str, Any], *, partial: bool) -> dict[str, Any]:
    item = _or_null(_of(shape.item, definitions, partial=partial), partial=partial)
    if isinstance(shape.keys, tuple):
        known = {"properties": dict.fromkeys(shape.keys, item)}
    else:
        pattern = NAME_PATTERN if shape.keys == "name" else _DAY_PATTERN
        known = {"patternProperties": {pattern: item}}
    return {"type": "object", "additionalProperties": False, **known}


def _block(shape: Fields, definitions: dict[str, Any], *, partial: bool) -> dict[str, Any]:
    name = _name(shape, partial=partial)
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _fields(shape, definitions, partial=partial)
    return {"$ref": f"#/definitions/{name}"}


def _fields(shape: Fields, definitions: dict[str, Any], *, partial: bool) -> dict[str, Any]:
    properties = {}
    required = []
    for name, field in shape.model.model_fields.items():
        key = field.alias or name
        inner = _of(shape.fields[key], definitions, partial=partial)
        # `source: null` says that the source of the block around does not hold.
        inner = _or_null(inner, partial=partial or key == "source")
        # Beside a bare $ref editors would not show the description.
        inner = {"allOf": [inner]} if "$ref" in inner else inner
        properties[key] = {"description": field.description or "", **inner}
        if field.is_required():
            required.append(key)
    made: dict[str, Any] = {"type": "object", "description": _sentence(shape)}
    made |= {"additionalProperties": False, "properties": properties}
    return made if partial or not required else made | {"required": required}


def _sentence(shape: Fields) -> str:
    return (shape.model.__doc__ or "").partition("\n")[0]


def _or_null(schema: dict[str, Any], *, partial: bool) -> dict[str, Any]:
    return {"anyOf": [schema, _NULL]} if partial else schema


def _name(shape: Fields, *, partial: bool) -> str:
    return shape.model.__name__ + ("-changed" if partial else "")


def _number(bounds: Range, definitions: dict[str, Any]) -> dict[str, Any]:
    name = _number_name(bounds)
    definitions.setdefault(name, dict(quantity_schema(bounds)))
    return {"$ref": f"#/definitions/{name}"}


def _number_name(bounds: Range) -> str:
    ends: Mapping[str, float | None] = {
        "from": bounds.least,
        "above": bounds.above,
        "to": bounds.most,
    }
    words = ["fixed"] if bounds.fixed else []
    words += ["whole", "number"] if bounds.whole else ["number"]
    for word, end in ends.items():
        if end is not None:
            words += [word, figure(end).replace("-", "minus-")]
    return "-".join(words + (["each"] if bounds.each else []))


if __name__ == "__main__":
    SCHEMA_FILE.write_text(json_schema_text(), encoding="utf-8")
