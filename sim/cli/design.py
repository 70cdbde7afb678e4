"""`design`: the earliest due instants that are met with a given probability."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, styled, wrapped
from sim.cli.gathering import gathered
from sim.cli.keeping import Left
from sim.cli.options import CaseFile, StudyOptions
from sim.cli.progress import Waiting

if TYPE_CHECKING:
    from sim.analysis.dues.answer import DuesAnswer, DueTried, Sought
    from sim.api.designing import Wish


@dataclass(frozen=True, slots=True)
class Tried:
    """Which dues are tried, and what they are held to, as typed.

    Attributes:
        probability: With which they are to be met.
        clauses: Whose dues are moved; all, if none is named.
        first, last: The earliest and the latest, after those signed.
        every: From one to the next.
        alone: Whether each is also moved by itself.
        as_moved: Whether extensions count.
    """

    probability: Annotated[
        float,
        typer.Option("--probability", "-p", metavar="P", help="With which dues are to be met."),
    ] = 0.9
    clauses: Annotated[
        list[str] | None,
        typer.Option(
            "--clause",
            metavar="NAME",
            show_default=False,
            help="A clause whose due is moved; all, if none is named. May be repeated.",
            autocompletion=completions.clauses,
        ),
    ] = None
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="SHIFT",
            show_default=False,
            help="The earliest due tried, as -3d (the default) or 12h after the one signed.",
        ),
    ] = None
    last: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="SHIFT",
            show_default=False,
            help="The latest due tried; +15d by default, or as far as the run goes.",
        ),
    ] = None
    every: Annotated[str, typer.Option(metavar="STEP", help="From one due tried to the next.")] = (
        "1d"
    )
    alone: Annotated[
        bool, typer.Option("--alone", help="Also move each due by itself, the others as signed.")
    ] = False
    as_moved: Annotated[
        bool, typer.Option("--as-moved", help="Count dues as moved by extensions, not as written.")
    ] = False

    def wish(self) -> "Wish":
        """The same, understood.

        Raises:
            InputError: If a time is none.
        """
        from sim.api.designing import Wish
        from sim.experiments.dues import shift_hours

        return Wish(
            probability=self.probability,
            clauses=tuple(self.clauses or ()),
            from_hours=None if self.first is None else shift_hours(self.first),
            to_hours=None if self.last is None else shift_hours(self.last),
            every_hours=shift_hours(self.every),
            is_alone=self.alone,
            is_as_moved=self.as_moved,
        )


@gathered
def design(
    file: CaseFile,
    *,
    tried: Tried,
    seed: Annotated[
        int | None,
        typer.Option(metavar="S", show_default=False, help="Seed of all chance in a scenario; 1."),
    ] = None,
    options: StudyOptions,
) -> None:
    """Find the earliest dues that are met with a given probability.

    People leave by their due, so that each date is tried in runs of its own: all dues are moved
    together, by the same time, day by day. The answer is for each clause, and for all jointly, the
    earliest date that is met often enough, between which dates it surely lies, and what a day more
    buys. Dues that count from an event move with it. 50 runs at each date, if you do not say (-r).

    Of a study the dates are tried at each of its points, and told for each combination of levers,
    averaged over the uncertainties.

    The answer is kept in the folder of its rows, in the place of an earlier one to another
    question, and its charts beside it.
    """
    from sim.api.designing import KIND, designed, points_for
    from sim.cli.study import studied_points, tell_studied

    wish = tried.wish()
    points = points_for(
        file,
        wish,
        seed=seed,
        replications=options.replications,
        settings=options.set_by_hand,
    )
    studied = studied_points(points, KIND, options, typed=_typed(wish, seed))
    if studied is None:
        return
    with Waiting("telling the dues", is_quiet=options.quiet):
        found = designed(studied, points, wish)
    tell_studied(studied, found, options, partial(_tell, found.answer, file))


def _typed(wish: "Wish", seed: int | None) -> list[str]:
    """What was asked for, for the manifest; the probability decides no row."""
    found = []
    for clause in wish.clauses:
        found += ["--clause", clause]
    for option, hours in (("--from", wish.from_hours), ("--to", wish.to_hours)):
        found += [option, f"{hours}h"] if hours is not None else []
    found += ["--every", f"{wish.every_hours}h"]
    found += ["--alone"] if wish.is_alone else []
    return [*found, "--seed", str(seed)] if seed is not None else found


def _tell(found: "DuesAnswer", file: Path, left: Left) -> None:
    from sim.cli.study import tell_end, tell_head

    tell_head(found.asked, f"Dues of {file}")
    which = "as moved" if found.is_as_moved else "as written"
    groups: dict[tuple[str, ...], list[Sought]] = {}
    for each in found.sought:
        groups.setdefault((each.moved, *map(str, each.settings)), []).append(each)
    for group in groups.values():
        _group(group, found, which)
    for each in found.sought:
        _tried(each, found)
    if any(each.is_doubtful for each in found.sought):
        answer("")
        told = (
            "Where a line is marked with !, a later due was met less often than chance explains: "
            "what people do then depends on more than how late it is, and the curve says little."
        )
        answer(wrapped(told))
    tell_end(
        found.note, left, [("Rows", f'withdrawal-sim query {left.folder} "select * from clauses"')]
    )


def _group(group: "list[Sought]", found: "DuesAnswer", which: str) -> None:
    """The earliest dues of one way of moving them."""
    from sim.cli.levels import table
    from sim.cli.phrases import percent

    first = group[0]
    moved = "all dues moved together" if first.moved == "together" else "this due moved by itself"
    if first.moved == "together" and len(group) == 1:
        moved = "this due moved"
    answer("")
    head = f"Earliest due, {which}, met with {percent(found.probability)} %, {moved}"
    answer(styled(wrapped(f"{head}{_levers(first, found)}"), "bold"))
    rows = [
        [each.name, _local(each.signed, found), _earliest(each, found), _surely(each)]
        for each in group
    ]
    table(["", "signed", "earliest", "surely"], rows)


def _levers(each: "Sought", found: "DuesAnswer") -> str:
    from sim.cli.levels import setting_text

    pairs = zip(found.levers, each.settings, strict=True)
    told = ", ".join(f"{name} {setting_text(setting)}" for name, setting in pairs)
    return f"; {told}" if told else ""


def _earliest(each: "Sought", found: "DuesAnswer") -> str:
    if each.later_hours is None:
        return "none of those tried"
    shift = short(each.later_hours)
    # Of dues before the first that was tried nothing is known.
    more = " or earlier" if each.later_hours == each.tried[0].later_hours else ""
    return (f"{_local(each.due, found)} ({shift})" if each.due else shift) + more


def _surely(each: "Sought") -> str:
    """Between which dues the earliest lies beyond doubt."""
    after = "" if each.after_hours is None else f"after {short(each.after_hours)}"
    by = "" if each.by_hours is None else f"by {short(each.by_hours)}"
    return ", ".join(part for part in (after, by) if part) or "too few runs"


def short(hours: float) -> str:
    """A shift in few letters.

    >>> short(216), short(-72), short(12), short(0)
    ('+9 d', '-3 d', '+12 h', 'signed')
    """
    if hours == 0:
        return "signed"
    if hours % 24 == 0:
        return f"{hours / 24:+.0f} d"
    return f"{hours:+.0f} h"


def _local(text: str, found: "DuesAnswer") -> str:
    from sim.cli.phrases import TIE, Dates

    dates = Dates(found.asked.start, found.asked.end)
    return dates.local(text).replace(TIE, " ") if text else ""


def _tried(each: "Sought", found: "DuesAnswer") -> None:
    """The probability at each due that was tried."""
    from sim.cli.levels import table

    answer("")
    mark = " !" if each.is_doubtful else ""
    moved = "" if each.moved == "together" else ", moved by itself"
    answer(styled(wrapped(f"{each.name}{moved}{_levers(each, found)}{mark}"), "bold"))
    rows = [
        [
            _local(point.due, found),
            short(point.later_hours),
            _chance(point),
            f"{point.met} of {point.known}",
            _gain(point),
        ]
        for point in each.tried
    ]
    head = ["due", "shift", "met (95 %)", "runs", "a day more bought"]
    if not each.signed:
        head, rows = head[1:], [row[1:] for row in rows]
    table(head, rows)


def _chance(point: "DueTried") -> str:
    from sim.cli.phrases import percent

    share = point.met / point.known
    return f"{percent(share)} % ({percent(point.low)} to {percent(point.high)})"


def _gain(point: "DueTried") -> str:
    """In points of per cent, with an interval."""
    if point.per_day is None or point.per_day_low is None or point.per_day_high is None:
        return ""
    value, low, high = (
        round(100 * end) for end in (point.per_day, point.per_day_low, point.per_day_high)
    )
    return f"{value:+d} ({low:+d} to {high:+d})"
