"""Files and folders that a word may become, level by level."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.cli.completing.completions import Offer, is_folder
from sim.cli.nearby import MANIFEST, entries, is_results, is_yaml, kind_of, results_below

MOST_DESCRIBED = 60
"""Of more results than these none is looked into for what it holds."""


def case_files(incomplete: str, *, kinds: Sequence[str]) -> list[Offer]:
    """Files of some kinds and folders in which they may be.

    Args:
        incomplete: What is typed so far.
        kinds: `scenario`, `study` or both.
    """

    def inside(typed: str) -> list[Offer]:
        found = []
        for name, path in _named(typed):
            if is_folder(path):
                if _may_hold_cases(path):
                    found.append((f"{name}/", "folder"))
            elif is_yaml(name) and (kind := kind_of(path)) in kinds:
                found.append((name, kind))
        return found

    return descended(inside, incomplete)


def results_folders(incomplete: str, *, kept: Sequence[str] = (MANIFEST,)) -> list[Offer]:
    """Results folders, and folders in which they are.

    Args:
        incomplete: What is typed so far.
        kept: The files of which such a folder holds one.
    """

    def inside(typed: str) -> list[Offer]:
        found = []
        for name, path in _named(typed):
            if not is_folder(path):
                continue
            if is_results(path, kept):
                found.append((name, path))
            elif next(results_below(path, kept=kept), None) is not None:
                found.append((f"{name}/", path))
        is_few = len(found) <= MOST_DESCRIBED
        return [(name, _held(path) if is_few else "") for name, path in found]

    return descended(inside, incomplete)


def folders(incomplete: str) -> list[Offer]:
    """Any folder."""
    return [(f"{name}/", "folder") for name, path in _named(incomplete) if is_folder(path)]


def descended(inside: Callable[[str], list[Offer]], typed: str) -> list[Offer]:
    """What goes on from what is typed; through a folder without choice to what is in it.

    A shell sets a space behind the only word there is, and a folder is seldom all one wants to
    type.
    """
    found = inside(typed)
    while len(found) == 1 and found[0][0].endswith("/") and found[0][0] != typed:
        further = inside(found[0][0])
        if not further:
            break
        typed, found = found[0][0], further
    return found


def _named(typed: str) -> list[tuple[str, Path]]:
    """What is in the folder that is typed and begins as typed, with the name as it is typed."""
    start = typed.rpartition("/")[0]
    before = typed[: len(typed) - len(typed.rpartition("/")[2])]
    folder = Path(before or ".").expanduser() if start or before else Path()
    last = typed.rpartition("/")[2]
    return [
        (f"{before}{entry.name}", folder / entry.name)
        for entry in entries(folder)
        if entry.name.startswith(last)
    ]


def _may_hold_cases(folder: Path, depth: int = 1) -> bool:
    """Whether YAML files lie in it or below it, apart from those of results."""
    if is_results(folder):
        return False
    found = entries(folder)
    if any(is_yaml(entry.name) for entry in found):
        return True
    inner = [folder / entry.name for entry in found if is_folder(folder / entry.name)]
    return any(
        _may_hold_cases(each, depth - 1) if depth else not is_results(each) for each in inner
    )


def _held(folder: Path) -> str:
    """What a results folder holds, in a few words."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return f"{content['replications']} replications, {content['title']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "folder"
