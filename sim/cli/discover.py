"""`discover`: where among the inputs of a study a condition holds, as boxes in plain words."""

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

if TYPE_CHECKING:
    from sim.analysis.discovery.answer import BoxFound, DiscoveryAnswer, LimitFound


@gathered
def discover(
    study: StudyFile,
    when: Annotated[
        str,
        typer.Option(
            metavar="CONDITION",
            show_default=False,
            help='As "clauses.NAME.on_time = no" or "areas.NAME.gap_hours > 24".',
            autocompletion=completions.conditions,
        ),
    ],
    density: Annotated[
        float,
        typer.Option(metavar="D", help="In what share of the runs in a box it should hold."),
    ] = 0.8,
    *,
    options: StudyOptions,
) -> None:
    """Tell where among the inputs of a study a condition holds.

    The points of the study are run (those of sweep are there already), and PRIM searches for a
    box: limits of a few factors within which the condition holds far more often than elsewhere.
    Density is the share of runs in the box in which it holds; coverage is the share of all runs in
    which it holds that lie in the box. A box that shuffled runs would bear as well is not told.

    A condition compares outcomes: yes or no of a truth value, a number (24, 1.5d, 36h), a local
    date (2020-11-15 00:00) or never. What never happened is later than everything. Several are
    joined by 'and'.

    The answer is kept in the folder of its rows, in the place of an earlier one to another
    question, and its charts beside it.
    """
    from sim.api.answers import study_from
    from sim.api.discovering import check_density, condition_of, discovered
    from sim.cli.study import studied_points, tell_studied
    from sim.experiments.designs import points_of

    loaded = study_from(study, options.set_by_hand)
    asked = condition_of(loaded, when)
    check_density(density)
    points = points_of(loaded)
    studied = studied_points(points, "sweep", options)
    if studied is None:
        return
    with Waiting("searching for boxes", is_quiet=options.quiet):
        found = discovered(studied, asked, density=density)
    tell_studied(studied, found, options, partial(_tell, found.answer, study))


def _tell(found: "DiscoveryAnswer", study: Path, left: Left) -> None:
    from sim.cli.study import tell_end, tell_head

    tell_head(found.asked, f"Search in {study}")
    answer("")
    share = f" ({100 * found.holds / found.runs:.0f} %)" if found.runs else ""
    answer(styled(wrapped(found.condition), "bold"))
    told = f"holds in {found.holds:,} of {found.runs:,} runs{share}"
    told += f"; in {found.unknown} it is not known" if found.unknown else ""
    answer(wrapped(told, indent=2))
    if found.why_not:
        answer("")
        answer(wrapped(f"Nothing was found: {found.why_not}."))
    for number, box in enumerate(found.boxes):
        _box(box, found, number)
    notes = found.note if found.boxes else ""
    tell_end(
        notes or "Another condition asks the same runs again; none is run twice.",
        left,
        [("Why?", f"withdrawal-sim sensitivity {study}")],
    )


def _box(box: "BoxFound", found: "DiscoveryAnswer", number: int) -> None:
    """One box in plain words."""
    units = {factor.name: factor for factor in found.asked.factors}
    answer("")
    also = "It holds" if number == 0 else "Of the rest, it holds"
    head = f"{also} in {_percent(box.density)} of the runs where"
    answer(styled(wrapped(head), "bold"))
    for position, limit in enumerate(box.limits):
        lead = "  and " if position else "      "
        paths = units[limit.factor].paths
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        answer(wrapped(f"{limit_text(limit)}  [{paths[0]}{more}]", indent=6, first=lead))
    density = "" if box.density >= found.wished else "; no box is as dense as wished"
    told = (
        f"density {_percent(box.density)}, coverage {_percent(box.coverage)}, {box.points} of "
        f"{found.asked.points} points; shuffled runs bear such a box in at most "
        f"{_percent(box.by_chance)} of tries{density}"
    )
    answer(wrapped(told, indent=6, first="      "))


def limit_text(limit: "LimitFound") -> str:
    """What a box asks of one factor, in plain words."""
    from sim.cli.levels import exact, factor_value

    name, unit = limit.factor, limit.unit
    if limit.words:
        *most, last = [factor_value(word, unit) for word in limit.words]
        return f"{name} is {', '.join(most)} or {last}" if most else f"{name} is {last}"
    least, greatest = ("at least", "at most") if limit.is_exact else ("more than", "less than")
    if limit.low is None:
        assert limit.high is not None
        return f"{name} is {greatest} {factor_value(limit.high, unit)}"
    if limit.high is None:
        return f"{name} is {least} {factor_value(limit.low, unit)}"
    return f"{name} lies between {exact(limit.low)} and {factor_value(limit.high, unit)}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
