"""The JSON Schema of study files, by which editors complete and check them while one types."""

import json
from pathlib import Path
from typing import Any

from sim.scenario.schema import schema_of
from sim.scenario.shapes import shape_of
from sim.scenario.studies.blocks import StudyBlock
from sim.scenario.studies.outcomes import KEPT

SCHEMA_FILE = Path(__file__).with_name("study.schema.json")
"""Where the schema is checked in, so that editors need no Python."""


def json_schema() -> dict[str, Any]:
    """The schema of a whole study file."""
    definitions: dict[str, Any] = {}
    whole = schema_of(shape_of(StudyBlock), definitions)
    study = definitions["StudyBlock"]
    study["properties"]["keep"]["items"] = {"enum": list(KEPT)}
    study["anyOf"] = [{"required": ["levers"]}, {"required": ["uncertainties"]}]
    definitions["LeverBlock"]["oneOf"] = [{"required": ["values"]}, {"required": ["range"]}]
    definitions["DesignBlock"] |= {"minProperties": 1, "maxProperties": 1}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A study of withdrawal-sim",
        **whole,
        "definitions": dict(sorted(definitions.items())),
    }


def json_schema_text() -> str:
    """The schema as it is checked in."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(json_schema_text(), encoding="utf-8")
