"""The scenario that a half-typed line names."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.completing.completions import is_folder
from sim.cli.nearby import kind_of

if TYPE_CHECKING:
    from sim.scenario.nodes import Node

RESOLVED = "scenario.resolved.yaml"


def tree_on_line(ctx: typer.Context) -> "Node | None":
    """What the first file on the line says, of a study its scenario; None if none is named yet.

    Raises:
        ScenarioError: If the file cannot be read.
    """
    case = _first_file(ctx)
    return None if case is None else tree_of(case)


def _first_file(ctx: typer.Context) -> Path | None:
    for parameter in ctx.command.params:
        found = ctx.params.get(parameter.name or "")
        if parameter.param_type_name == "argument" and found:
            first = found[0] if isinstance(found, list | tuple) else found
            return Path(first).expanduser()
    # Behind an option whose value is being typed, what came before is not sorted out yet.
    return Path(ctx.args[0]).expanduser() if ctx.args else None


def tree_of(case: Path) -> "Node":
    """What a scenario says: from its file, from a study of it, or from a results folder.

    Raises:
        ScenarioError: If it cannot be read.
    """
    from sim.scenario.trees import read_tree

    if is_folder(case):
        return read_tree(case / RESOLVED)
    if kind_of(case) == "study":
        return read_tree(_scenario_of(case))
    return read_tree(case)


def _scenario_of(study: Path) -> str:
    from sim.scenario.document import read_document
    from sim.scenario.files import Asked, beside_of, read_file

    name = str(study)
    node = read_document(read_file(name, Asked(name)), name).root.children.get("scenario")
    return beside_of(name, str(node.text) if node is not None else "")
