"""Dotted paths of a scenario, completed level by level, and the values that stand there."""

from typing import TYPE_CHECKING

from sim.cli.completing.completions import Offer, starting

if TYPE_CHECKING:
    from sim.scenario.nodes import Node
    from sim.scenario.stepping import Step

MOST_LETTERS = 60
"""Longer values are cut where they are only told."""


def path_offers(root: "Node | None", typed: str) -> list[Offer]:
    """Paths of a scenario, as `explain` takes them."""
    return _walked(root, typed, ending="")


def setting_offers(root: "Node | None", typed: str) -> list[Offer]:
    """Settings of a scenario: a path, then `=`, then the value that stands there."""
    path, equals, value = typed.partition("=")
    if root is None:
        return []
    if equals:
        return [(f"{path}={word}", told) for word, told in _values(root, path, value)]
    found = _walked(root, typed, ending="=")
    if len(found) == 1 and found[0][0].endswith("="):
        # Two words keep the shell from setting a space behind the only one.
        found += setting_offers(root, found[0][0])
    return found


def variant_offers(root: "Node | None", typed: str) -> list[Offer]:
    """A variant as `compare` takes it: behind a label, settings parted by semicolons."""
    _, colon, rest = typed.partition(":")
    if not colon:
        return []
    last = rest.rpartition(";")[2].lstrip()
    before = typed[: len(typed) - len(last)]
    return [(before + word, told) for word, told in setting_offers(root, last)]


def _walked(root: "Node | None", typed: str, *, ending: str) -> list[Offer]:
    """Paths that begin as typed; a step without choice is taken at once."""
    from sim.scenario.stepping import steps_below

    if root is None:
        return []
    *above, last = typed.split(".")
    steps = [step for step in steps_below(root, tuple(above)) if step.key.startswith(last)]
    while len(steps) == 1 and steps[0].goes_on:
        above.append(steps[0].key)
        steps = steps_below(root, tuple(above))
    before = "".join(f"{part}." for part in above)
    return [(f"{before}{each.key}{'.' if each.goes_on else ending}", _told(each)) for each in steps]


def _told(step: "Step") -> str:
    if step.goes_on:
        return ""
    if not step.value:
        return "not set"
    return "now " + cut(step.value)


def cut(text: str) -> str:
    """A text short enough to stand beside a word.

    >>> cut("a" * 70)[-3:], cut("short")
    ('aa…', 'short')
    """
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def _values(root: "Node", path: str, typed: str) -> list[Offer]:
    """The words that may stand at a path, or else what stands there."""
    from sim.scenario.stepping import steps_below

    *above, last = path.split(".")
    for step in steps_below(root, tuple(above)):
        if step.key == last and not step.goes_on:
            words = step.words or ((step.value,) if step.value else ())
            told = {step.value: "as it is now"}
            return starting(typed, [(word, told.get(word, "")) for word in words])
    return []
