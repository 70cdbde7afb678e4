"""A selection in words: which policy, what that promises, who was screened out and when."""

from collections.abc import Iterator

from sim.analysis.comparing.telling import BLANK, Line
from sim.catalogue.naming import OutcomeName, outcome_name
from sim.statistics.selection import Selection

MEAN = 14
"""Columns for a mean."""


def tell_selection(race: Selection, *, outcome: str, seed: int) -> Iterator[Line]:
    """The selection, line by line."""
    name = outcome_name(outcome)
    wanted = "the least" if race.prefer == "least" else "the most"
    yield Line(f"Which has {wanted} of {outcome} on average?", is_head=True)
    yield Line(f"seed {seed}; run by run they share their chance")
    yield BLANK
    left = dict(race.screened)
    sign = 1 if race.prefer == "least" else -1
    for label in sorted(race.names, key=lambda each: sign * race.means.get(each, 0.0)):
        yield Line(label, 2, is_head=label == race.best)
        told = _mean(race.means[label], name)
        yield Line(f"{told:<{MEAN}}{_fate(label, race, left)}", 6, is_set=True)
    yield BLANK
    if race.best is None:
        yield from _undecided(race)
        return
    yield Line(f"{race.best} is selected.", is_head=True)
    rivals = [label for label in race.alive if label != race.best]
    if rivals:
        yield Line(f"Not screened out, and perhaps as good: {', '.join(rivals)}.")
    guarantee = f"{race.guarantee[:1].upper()}{race.guarantee[1:]}."
    yield Line(guarantee)


def _mean(value: float, name: OutcomeName) -> str:
    if name.kind == "truth":
        return f"{100 * value:.3g} %"
    told = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return f"{told} {name.unit}".rstrip()


def _fate(label: str, race: Selection, left: dict[str, int]) -> str:
    if label in left:
        return f"screened out after {left[label]} replications"
    if label == race.best:
        return f"selected after {race.replications} replications"
    return f"not screened out in {race.replications} replications"


def _undecided(race: Selection) -> Iterator[Line]:
    means = race.means
    choose = min if race.prefer == "least" else max
    ahead = choose(race.alive, key=lambda each: means[each])
    yield Line("None is selected, and nothing is promised.", is_head=True)
    told = (
        f"After {race.replications} replications {len(race.alive)} are still in; {ahead} is ahead, "
        "which chance may explain."
    )
    if race.most_replications is not None:
        told += (
            f" {race.most_replications:,} replications of each are certain to suffice (-r "
            f"{race.most_replications}), and a larger --indifference needs fewer."
        )
    yield Line(told)
