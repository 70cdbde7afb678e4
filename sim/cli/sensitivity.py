"""`sensitivity`: which factors move the outcomes of a study, and what share is chance."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, styled, wrapped
from sim.cli.gathering import gathered
from sim.cli.keeping import Left
from sim.cli.options import StudyFile, StudyOptions
from sim.cli.progress import Waiting
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.analysis.sensitivity.answer import OutcomeSensitivity, SensitivityAnswer
    from sim.analysis.sensitivity.effects import Spread
    from sim.analysis.sensitivity.indices import Index
    from sim.cli.levels import Telling


TRACE = 1e-9
"""Below this a number differs from 0 only by rounding."""


@gathered
def sensitivity(
    study: StudyFile,
    method: Annotated[
        str,
        typer.Option(
            metavar="METHOD",
            help="morris (screening) or sobol (shares of variance).",
            autocompletion=completions.methods,
        ),
    ] = "morris",
    trajectories: Annotated[
        int | None,
        typer.Option(metavar="N", show_default=False, help="Of Morris screening; 10 by default."),
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            show_default=False,
            help="Of Sobol' indices, a power of two; 64 by default.",
        ),
    ] = None,
    *,
    options: StudyOptions,
) -> None:
    """Tell which factors of a study move its outcomes, and what share is chance.

    Levers and uncertainties are varied together over all the study holds possible; its own design
    does not count. Morris screening moves one factor at a time along trajectories (N x (factors +
    1) points): mu* is by how much the outcome moves on average, sigma how uneven that is. Sobol'
    indices share out the variance (N x (factors + 2) points): first is what a factor explains by
    itself, total what it explains together with others.

    An outcome is looked at as its mean over the replications of a point. One that never comes in
    some run has no mean: then the ranks of all runs are looked at, those in which it never came
    sharing the last, and the answer says so.

    The answer is kept in the folder of its rows, in the place of an earlier one to another
    question, and its charts beside it.
    """
    from sim.api.answers import study_from
    from sim.api.sensing import screen, sensed
    from sim.cli.study import studied_points, tell_studied

    screened = screen(
        study_from(study, options.set_by_hand),
        method=method,
        size=_size(method, trajectories, samples),
    )
    kind = "--trajectories" if screened.method == "morris" else "--samples"
    typed = ("--method", method, kind, str(screened.size))
    studied = studied_points(screened.points, screened.purpose, options, typed=typed)
    if studied is None:
        return
    with Waiting("telling factors from chance", is_quiet=options.quiet):
        found = sensed(studied, screened)
    tell_studied(studied, found, options, partial(_tell, found.answer, study))


def _size(method: str, trajectories: int | None, samples: int | None) -> int | None:
    if method == "morris" and samples is not None:
        raise InputError("--samples goes with --method sobol; Morris screening has --trajectories")
    if method == "sobol" and trajectories is not None:
        raise InputError("--trajectories goes with --method morris; Sobol' indices have --samples")
    return trajectories if method == "morris" else samples


def _tell(found: "SensitivityAnswer", study: Path, left: Left) -> None:
    from sim.cli.levels import Telling
    from sim.cli.study import tell_end, tell_head

    how = (
        f"Morris screening of {study}, {found.size} trajectories"
        if found.method == "morris"
        else f"Sobol' indices of {study}, {found.size} samples"
    )
    tell_head(found.asked, how)
    telling = Telling(found.asked)
    for each in found.outcomes:
        _outcome(each, found, telling)
    answer("")
    answer(wrapped(_legend(found.method)))
    table = found.outcomes[0].outcome.name.partition(".")[0]
    tell_end(
        found.note, left, [("Rows", f'withdrawal-sim query {left.folder} "select * from {table}"')]
    )


def _outcome(each: "OutcomeSensitivity", found: "SensitivityAnswer", telling: "Telling") -> None:
    from sim.cli.levels import table

    answer("")
    answer(styled(wrapped(each.outcome.name), "bold"))
    answer(wrapped(each.outcome.what, indent=2, first="  "))
    told = f"Over all points: {telling.level(each.overall, each.outcome)}"
    answer(wrapped(told, indent=2))
    if each.why_not:
        answer(wrapped(f"Nothing to tell of factors: {each.why_not}.", indent=2, first="  "))
        return
    if each.scale == "rank":
        told = (
            f"It never came in {each.overall.never} of {each.overall.runs} runs, so that it has no "
            "mean: what follows is about the rank of each run among all (0 first, 1 last). An "
            "on_time outcome would tell how probable it is."
        )
        answer(wrapped(told, indent=2, first="  "))
    if each.left_out:
        told = f"{each.left_out} replications were left out: not known at every point."
        answer(wrapped(told, indent=2))
    _chance(each, found.method)
    is_morris = found.method == "morris"
    rows = _effects(each) if is_morris else _indices(each)
    middle = ("mu*", "sigma", "mu") if is_morris else ("first", "total", "low to high")
    head = ["factor", *(f"{name} (95 %)" for name in middle)]
    table(head, rows)


def _chance(each: "OutcomeSensitivity", method: str) -> None:
    """What share of the variance no factor explains."""
    if each.chance is None:
        return
    found = each.chance
    told = f"Chance is {100 * found.value:.0f} % of the variance of single runs"
    if found.low is not None and found.high is not None:
        told += f" ({100 * found.low:.0f} to {100 * found.high:.0f})"
    told += f", told from {found.replications} replications"
    if method == "morris":
        told += " at points that favour the ends"
    answer(wrapped(f"{told}.", indent=2, first="  "))


def _unit(each: "OutcomeSensitivity") -> str:
    """The unit of a change of the outcome; none of a change of ranks."""
    if each.scale == "rank":
        return ""
    return "%" if each.outcome.kind == "truth" else each.outcome.unit


def _effects(each: "OutcomeSensitivity") -> list[list[str]]:
    """A line a factor, the one that moves most first."""
    unit = _unit(each)
    ordered = sorted(each.effects, key=lambda one: -one.mu_star.value)
    return [
        [one.factor, *(_spread(found, unit) for found in (one.mu_star, one.sigma, one.mu))]
        for one in ordered
    ]


def _spread(found: "Spread | None", unit: str) -> str:
    if found is None:
        return "not known"
    times = 100 if unit == "%" else 1
    value, low, high = (_amount(times * end) for end in (found.value, found.low, found.high))
    return f"{value} {unit}".rstrip() + f" ({low} to {high})"


def _amount(value: float) -> str:
    """Two digits are as many as such a number has.

    >>> _amount(6.643), _amount(1e-16), _amount(0.012345), _amount(1234.5)
    ('6.6', '0', '0.012', '1,234')
    """
    if abs(value) < TRACE:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _indices(each: "OutcomeSensitivity") -> list[list[str]]:
    """A line a factor, the one that explains most first."""
    ordered = sorted(each.indices, key=lambda one: -one.total.value)
    shifts = {one.factor: _spread(one.change, _unit(each)) for one in each.shifts}
    return [
        [one.factor, _index(one.first), _index(one.total), shifts[one.factor]] for one in ordered
    ]


def _index(found: "Index") -> str:
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def _legend(method: str) -> str:
    if method == "morris":
        told = (
            "mu*: by how much the outcome moves on average as the factor goes from one end to the "
            "other, or from one listed value to another; where sigma is as large, that depends on "
            "the other factors, or on where it is. mu: the same with its sign, below 0 where the "
            "outcome falls as the factor rises, or goes on along the list."
        )
    else:
        told = (
            "Share of the variance between points that the factor explains by itself (first) and "
            "together with others (total); by chance they may come out below 0 or above 1. Low to "
            "high: the mean change from the lower to the upper half of the factor, all else equal."
        )
    return told
