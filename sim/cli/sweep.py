"""`sweep`: every point of a study, and what came of each combination of levers."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.console import answer, styled, width, wrapped
from sim.cli.gathering import gathered
from sim.cli.keeping import Left
from sim.cli.options import StudyFile, StudyOptions
from sim.cli.progress import Waiting

if TYPE_CHECKING:
    from sim.analysis.sweeps import SweepAnswer

MOST_ROWS = 40
"""Further combinations are told by --json."""


@gathered
def sweep(study: StudyFile, *, options: StudyOptions) -> None:
    """Run every point of a study: what came of each combination of levers.

    The answer is a table for each outcome of interest: a line for each combination of levers,
    averaged over the uncertainties. A truth value is told as the share of runs in which it holds,
    an instant or a delay as its median (runs in which it never came rank last), all else as its
    mean. A lever with many values is told in three parts.

    All points share the chance of their runs, so that they differ by their inputs alone. What is
    there is never run again: an interrupted study goes on, and more replications (-r) extend it.

    The answer is kept in the folder of its rows, in the place of an earlier one to another
    question, and its charts beside it.
    """
    from sim.api.answers import study_from
    from sim.api.sweeping import KIND, swept
    from sim.cli.study import studied_points, tell_studied
    from sim.experiments.designs import points_of

    points = points_of(study_from(study, options.set_by_hand))
    studied = studied_points(points, KIND, options)
    if studied is None:
        return
    with Waiting("telling the points", is_quiet=options.quiet):
        found = swept(studied)
    tell_studied(studied, found, options, partial(_tell, found.answer, study))


def _tell(found: "SweepAnswer", study: Path, left: Left) -> None:
    from sim.cli.study import tell_end, tell_head

    tell_head(found.asked, f"Sweep of {study}")
    if not found.levers:
        answer("")
        answer(wrapped("No lever is varied: each line is over all points, whatever they are."))
    for number in range(len(found.outcomes)):
        _outcome(found, number)
    alone = "One run at each point shows what may happen, not how sure a line is (-r 10)."
    note = found.note if found.asked.replications > 1 else alone
    tell_end(note, left, _further(found, study, left.folder))


def _outcome(found: "SweepAnswer", number: int) -> None:
    """The table of one outcome."""
    from sim.cli.levels import LED, Telling, kind_of_estimate, setting_text, table, table_width

    outcome, telling = found.outcomes[number], Telling(found.asked)
    answer("")
    answer(styled(wrapped(outcome.name), "bold"))
    answer(wrapped(outcome.what, indent=2, first="  "))
    levers = {factor.name: factor for factor in found.asked.factors if factor.is_lever}
    shown = found.combinations[:MOST_ROWS]
    has_never = any(each.levels[number].never for each in shown)
    head = [*(_head(levers[name].name, levers[name].unit) for name in found.levers)]
    levels = [each.levels[number] for each in shown]
    head += [kind_of_estimate(outcome, levels), *(["never"] if has_never else []), "runs"]
    rows = []
    for each in shown:
        level = each.levels[number]
        never = [f"{100 * level.never / level.runs:.0f} %" if level.runs else ""]
        cells = [setting_text(setting) for setting in each.settings]
        cells += [telling.level(level, outcome), *(never if has_never else []), f"{level.runs:,}"]
        rows.append(cells)
    if table_width(head, rows) <= width():
        table(head, rows)
    else:
        number_of = len(found.levers)
        leads = [
            ", ".join(f"{name} {cell}" for name, cell in zip(head, row, strict=False))
            for row in [each[:number_of] for each in rows]
        ]
        table(head[number_of:], [row[number_of:] for row in rows], indent=LED, leads=leads)
    more = len(found.combinations) - MOST_ROWS
    if more > 0:
        answer(wrapped(f"and {more} more combinations (--json lists all)", indent=2))
    unknown = sum(each.levels[number].unknown for each in found.combinations)
    if unknown:
        answer(wrapped(f"not known in {unknown} runs, which are left out", indent=2, first="  "))


def _head(name: str, unit: str) -> str:
    return name if unit in ("", "date") else f"{name} ({unit})"


def _further(found: "SweepAnswer", study: Path, folder: Path) -> list[tuple[str, str]]:
    """How the same rows answer more."""
    first = found.outcomes[0]
    condition = f"{first.name} = no" if first.kind == "truth" else f"{first.name} > 24"
    table = first.name.partition(".")[0]
    return [
        ("Where?", f'withdrawal-sim discover {study} --when "{condition}"'),
        ("Why?", f"withdrawal-sim sensitivity {study}"),
        ("Rows", f'withdrawal-sim query {folder} "select * from {table}"'),
    ]
