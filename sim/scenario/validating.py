"""From a merged tree to a scenario, with everything that is wrong with it found in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from sim.scenario.model import Scenario
from sim.scenario.nodes import Node
from sim.scenario.problems import Found, of_schema
from sim.scenario.shapes import shape_of

_TOP = (
    "places",
    "roads",
    "areas",
    "parties",
    "troops",
    "civilians",
    "vehicle_pools",
    "receiving_armies",
    "contingents",
    "posts",
    "clearing_teams",
    "suspensions",
    "sources",
)


@dataclass(frozen=True, slots=True)
class Validated:
    """What the schema made of a tree.

    Attributes:
        scenario: The scenario; its broken blocks are left out, so it may only be asked for others.
        broken: Keys of the top level with something wrong below them.
        found: What is wrong.
    """

    scenario: Scenario
    broken: frozenset[str]
    found: tuple[Found, ...]


def validate(root: Node) -> Validated:
    """The scenario a tree describes, as far as the schema allows it."""
    shape = shape_of(Scenario)
    valid: dict[str, Any] = {}
    context = {"names": names_in(root), "valid": valid}
    try:
        scenario = Scenario.model_validate(root.plain(), context=context)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        found = of_schema(errors, root, shape=shape)
        partial = Scenario.model_construct(**valid)
        broken = frozenset(str(one["loc"][0]) for one in errors if one["loc"])
        return Validated(partial, broken, tuple(found))
    return Validated(scenario, frozenset(), ())


def names_in(root: Node) -> Mapping[str, frozenset[str] | None]:
    """The names a file defines, by collection, whether or not what they name is right.

    None where a collection is no mapping: then nobody can tell what it meant to define.
    """
    names = {collection: _keys(root, collection) for collection in _TOP}
    for collection in ("clauses", "extensions"):
        names[collection] = _keys(root, "agreement", collection)
    names["zones"] = _keys(root, "weather", "zones")
    troops, civilians = names["troops"], names["civilians"]
    if troops is None or civilians is None:
        names["members"] = None
    else:
        units, groups = (f"troops.{name}" for name in troops), (f"civilians.{n}" for n in civilians)
        names["members"] = frozenset((*units, *groups))
    return names


def _keys(root: Node, *path: str) -> frozenset[str] | None:
    node = root
    for key in path:
        if node.kind != "mapping":
            return None
        if key not in node.children:
            return frozenset()
        node = node.children[key]
    return frozenset(str(key) for key in node.children) if node.kind == "mapping" else None
