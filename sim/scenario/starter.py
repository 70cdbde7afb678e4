"""The commented file that a new case begins with, and the schema that goes beside it."""

from importlib.resources import files

SCHEMA_NAME = "scenario.schema.json"


def starter_text() -> str:
    """A small, complete scenario of an invented country, with a comment for each block."""
    return _shipped("starter.yaml")


def schema_text() -> str:
    """The JSON Schema by which editors complete and check scenario files."""
    return _shipped(SCHEMA_NAME)


def _shipped(name: str) -> str:
    return files("sim.scenario").joinpath(name).read_text(encoding="utf-8")
