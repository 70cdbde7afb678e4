"""One form for all files that say the same, so that equal inputs can be known as equal."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sim.scenario.amounts import Quantity, Rival
from sim.scenario.blocks import Block


def digest(block: Block) -> str:
    """What a scenario is known by: equal for equal inputs, whatever their files look like."""
    text = json.dumps(canonical(block), sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def canonical(value: object) -> Any:
    """A value as plain data; what equals the schema's default is left out.

    Without the defaults a key that a later version adds changes no digest of an older file.
    """
    match value:
        case Block():
            found = {}
            for name, field in type(value).model_fields.items():
                inner = getattr(value, name)
                if field.is_required() or inner != field.default:
                    found[name] = canonical(inner)
            return found
        case Quantity() | Rival():
            return {field.name: canonical(getattr(value, field.name)) for field in fields(value)}
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(key): canonical(inner) for key, inner in value.items()}
        case tuple():
            return [canonical(inner) for inner in value]
        case _:
            return value
