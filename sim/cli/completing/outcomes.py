"""Names of outcomes and clauses of a scenario, completed level by level."""

import re
from typing import TYPE_CHECKING

from sim.catalogue import CAUSES, OUTCOMES
from sim.catalogue.naming import LISTS, OutcomeName, key_columns, value_columns
from sim.cli.completing.completions import Offer, starting

if TYPE_CHECKING:
    from sim.scenario.nodes import Node

NAMES = {
    "clause": ("agreement", "clauses"),
    "area": ("areas",),
    "road": ("roads",),
    "contingent": ("contingents",),
    "post": ("posts",),
}
"""Under which keys of a scenario the names stand that a key column holds."""
MEMBERS = ("troops", "civilians")
"""What a float can be of."""
_COMPARED = re.compile(r"^(?P<path>[^\s=!<>]+) *(?P<rest>[=!<>].*)?$")


def clause_offers(root: "Node | None", typed: str) -> list[Offer]:
    """Names of clauses, each with what it is called."""
    return [] if root is None else starting(typed, _named(root, NAMES["clause"]))


def outcome_offers(root: "Node | None", typed: str) -> list[Offer]:
    """Names of outcomes that are numbers, times or truth values."""
    if root is None:
        return []
    *above, last = typed.split(".")
    offers = starting(last, _next(root, above))
    while len(offers) == 1 and offers[0][0].endswith("."):
        above.append(offers[0][0][:-1])
        offers = _next(root, above)
    before = "".join(f"{part}." for part in above)
    return [(before + word, told) for word, told in offers]


def precision_offers(root: "Node | None", typed: str) -> list[Offer]:
    """Outcomes with how precisely they may be wanted, as `run --until-precise` takes them."""
    path, equals, width = typed.partition("=")
    if equals:
        known = [("0.03", "a half-width, in the outcome's unit"), ("10%", "a part of the estimate")]
        return [(f"{path}={word}", told) for word, told in starting(width, known)]
    found = [(w if w.endswith(".") else f"{w}=", t) for w, t in outcome_offers(root, typed)]
    if len(found) == 1 and found[0][0].endswith("="):
        found += precision_offers(root, found[0][0])
    return found


def condition_offers(root: "Node | None", typed: str) -> list[Offer]:
    """Conditions on outcomes, as `discover --when` takes them."""
    last = re.split(r" and +", typed)[-1]
    before = typed[: len(typed) - len(last)]
    compared = [] if " " in last or _is_outcome(last) else outcome_offers(root, last)
    is_done = not compared or (len(compared) == 1 and not compared[0][0].endswith("."))
    found = _comparisons(compared[0][0] if compared else last) if is_done else compared
    return [(before + word, told) for word, told in found if (before + word).startswith(typed)]


def _is_outcome(text: str) -> bool:
    table, *rest = text.split(".")
    return bool(rest) and table in OUTCOMES and rest[-1] in value_columns(table)


def _comparisons(text: str) -> list[Offer]:
    """What a whole outcome may be compared with."""
    found = _COMPARED.match(text)
    if found is None or not _is_outcome(found["path"]):
        return []
    path = found["path"]
    kind = _kind(path.split(".")[0], path.rpartition(".")[2])
    words = ("= no", "= yes") if kind == "truth" else ("> 24", "<= 24", "= never")
    return [(f"{path} {each}", "") for each in (words if kind != "number" else words[:2])]


def _next(root: "Node", above: list[str]) -> list[Offer]:
    """What may come next in the name of an outcome, with a dot where it goes on."""
    if not above:
        return [(f"{table}.", "") for table in OUTCOMES if table not in LISTS]
    table, *keys = above
    if table not in OUTCOMES or table in LISTS:
        return []
    columns = key_columns(table)
    if len(keys) < len(columns):
        return [(f"{name}.", told) for name, told in _subjects(root, columns[len(keys)], keys)]
    if len(keys) > len(columns):
        return []
    entries = {entry.name: entry for entry in OUTCOMES[table]}
    return [
        (name, f"{entries[name].meaning}{f' ({unit})' if (unit := entries[name].unit) else ''}")
        for name in value_columns(table)
        if _kind(table, name) != "word"
    ]


def _kind(table: str, column: str) -> str:
    return OutcomeName(table, (), column).kind


def _subjects(root: "Node", column: str, keys: list[str]) -> list[Offer]:
    """The names that a key column may hold."""
    match column:
        case "toward":
            ends = [root.node_at(("roads", keys[0], end)) for end in ("from", "to")]
            return [(str(end.text), "") for end in ends if end is not None]
        case "cause":
            return [(cause.name, "") for cause in CAUSES.values()]
        case "collection":
            return [(name, "") for name in MEMBERS]
        case "member":
            return _named(root, (keys[-1],))
        case _:
            return _named(root, NAMES.get(column, ()))


def _named(root: "Node", keys: tuple[str, ...]) -> list[Offer]:
    node = root.node_at(keys) if keys else None
    if node is None:
        return []
    names = {str(key): child.children.get("name") for key, child in node.children.items()}
    return [(key, str(name.text) if name is not None else "") for key, name in names.items()]
