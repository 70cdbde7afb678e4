"""The schema that editors use says what the program accepts."""

import json
import re
from typing import Any

import pytest

from sim.scenario.schema import SCHEMA_FILE, json_schema, json_schema_text
from tests.builders import changed, minimal, text
from tests.unit.scenario.test_misspelt_keys import EVERYTHING, everything

SCHEMA = json_schema()


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value fits the parts of JSON Schema that this schema uses."""
    if "$ref" in schema:
        return fits(value, SCHEMA["definitions"][schema["$ref"].rsplit("/", 1)[1]])
    if "if" in schema:
        return fits(value, schema["then" if fits(value, schema["if"]) else "else"])
    return (
        all(fits(value, part) for part in schema.get("allOf", ()))
        and ("anyOf" not in schema or any(fits(value, part) for part in schema["anyOf"]))
        and ("oneOf" not in schema or sum(fits(value, part) for part in schema["oneOf"]) == 1)
        and ("enum" not in schema or value in schema["enum"])
        and ("type" not in schema or of_type(value, schema["type"]))
        and (not isinstance(value, str) or re.search(schema.get("pattern", ""), value) is not None)
        and (not isinstance(value, dict) or fits_mapping(value, schema))
        and (not isinstance(value, list) or fits_list(value, schema))
        and (not of_type(value, "number") or fits_number(value, schema))
    )


def of_type(value: Any, kinds: str | list[str]) -> bool:
    types = {
        "string": str,
        "object": dict,
        "array": list,
        "number": (int, float),
        "integer": int,
        "null": type(None),
    }
    return any(
        isinstance(value, types[kind]) for kind in ([kinds] if isinstance(kinds, str) else kinds)
    )


def fits_mapping(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    if not set(schema.get("required", ())) <= set(value):
        return False
    for key, inner in value.items():
        if key in schema.get("properties", {}):
            found = schema["properties"][key]
        else:
            patterns = schema.get("patternProperties", {}).items()
            matching = [part for pattern, part in patterns if re.search(pattern, key)]
            if not matching and schema.get("additionalProperties") is False:
                return False
            found = matching[0] if matching else {}
        if not fits(inner, found):
            return False
    return True


def fits_list(value: list[Any], schema: dict[str, Any]) -> bool:
    inside = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9)
    return inside and all(fits(item, schema.get("items", {})) for item in value)


def fits_number(value: float, schema: dict[str, Any]) -> bool:
    return (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and schema.get("exclusiveMinimum", value - 1) < value
    )


def as_an_editor_reads(written: str) -> Any:
    """The file as YAML 1.2 reads it: numbers are numbers, dates and hours are text."""
    import yaml

    class Reader(yaml.SafeLoader):
        pass

    Reader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if "timestamp" not in tag]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    unsexagesimal = re.sub(r"(?<=: )(\d\d:\d\d)(?=[,}\n])", r"'\1'", written)
    return yaml.load(unsexagesimal, Loader=Reader)


def test_the_schema_checked_in_is_fresh():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == json_schema_text(), (
        "run: python -m sim.scenario.schema"
    )


def test_a_file_with_every_key_fits_it():
    assert fits(as_an_editor_reads(everything()), SCHEMA)
    assert EVERYTHING.exists()


def test_the_minimal_file_fits_it():
    assert fits(as_an_editor_reads(text(minimal())), SCHEMA)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"titel": "x"},
        {"start": "2020-11-10"},
        {"places": {"New Town": {"name": "x"}}},
        {"roads": {"road": {"length_km": "far"}}},
        {"roads": {"road": {"length_km": 0}}},
        {"roads": {"road": {"length_km": {"pert": [1, 2]}}}},
        {"roads": {"road": {"length_km": {"value": 1, "pert": [1, 2, 3]}}}},
        {"roads": {"road": {"open_to": {"cars": "never"}}}},
        {"troops": {"battalion": {"departure": "soon"}}},
        {"troops": {"battalion": {"ready_after": "clauses.handover"}}},
        {"agreement": {"clauses": {"handover": {"who": {"place": "town"}}}}},
        {"agreement": {"clauses": {"handover": {"due": {"value": "x"}}}}},
        {"flows": {"flow": {"from": "town", "to": "border", "vehicles_by_date": {"monday": 1}}}},
    ],
)
def test_what_does_not_fit_the_model_does_not_fit_it(changes: dict):
    assert not fits(as_an_editor_reads(text(changed(minimal(), changes))), SCHEMA)


def test_a_file_that_extends_another_need_not_be_complete_and_may_delete():
    fitting = {"extends": "base.yaml", "roads": {"road": {"length_km": 5, "precedence": None}}}
    assert fits(fitting, SCHEMA)
    assert fits({"extends": "base.yaml", "troops": None}, SCHEMA)
    assert not fits({**fitting, "roads": {"road": {"lenght_km": 5}}}, SCHEMA)
    assert not fits({"extends": 3}, SCHEMA)


def test_every_key_has_a_sentence_in_it():
    for name, block in json_schema()["definitions"].items():
        if "anyOf" not in block:
            assert block["description"], name
            for key, inner in block["properties"].items():
                assert inner["description"], (name, key)


def test_it_is_json():
    assert json.loads(json_schema_text()) == SCHEMA
