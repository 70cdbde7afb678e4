"""A comparison in words: what differs and how clearly, what pairing bought, what turned.

The effect stands before its p-value, and where nothing is clear the words say so.
"""

import math
import shlex
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from sim.analysis.comparing.compared import Compared, ConvoyTurn, Difference, Ran, Turn
from sim.analysis.comparing.figures import gap, level, times, verdict

WIDTH = 80
VALUE, GAP = 12, 29
"""Columns for a level, and for a difference with its interval."""
WHAT, TURNED = 36, 21
"""Columns for what turned, and for how often."""
NAMED = 4
"""So many replications are named to look at."""
UNITS = 12
"""So many units and groups are told of at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the answer.

    Attributes:
        text: What it says.
        indent: Columns it begins at.
        is_head: Whether it is a heading.
        is_set: Whether it is a row of a table, and must not be broken.
    """

    text: str
    indent: int = 0
    is_head: bool = False
    is_set: bool = False


BLANK = Line("", is_set=True)


def tell(found: Compared) -> Iterator[Line]:
    """The comparison, line by line."""
    yield from _heading(found)
    yield from _differences(found)
    yield BLANK
    yield from _legend(found)
    for other in found.others:
        yield from _turned(found, other)
    yield from _replaying(found)
    for note in notes_on(found):
        yield BLANK
        yield Line(note)


def letters(found: Compared) -> dict[str, str]:
    """A letter for each scenario, by its label."""
    names = [*ascii_uppercase, *(f"{n}" for n in range(27, 27 + len(found.scenarios)))]
    return dict(zip((each.label for each in found.scenarios), names, strict=False))


def _heading(found: Compared) -> Iterator[Line]:
    yield Line(found.title, is_head=True)
    runs = "1 replication" if found.replications == 1 else f"{found.replications} replications"
    yield Line(f"{runs} of each, seed {found.seed}; run by run they share their chance")
    yield BLANK
    for label, letter in letters(found).items():
        yield Line(f"{letter}  {label}", 2)


def _differences(found: Compared) -> Iterator[Line]:
    names = letters(found)
    for outcome, group in groupby(found.differences, key=lambda each: each.outcome):
        rows = list(group)
        yield BLANK
        yield Line(outcome, is_head=True)
        first = {level(each.first, each) for each in rows}
        # Pairs that are not known are left out, and may be others for each scenario.
        is_one = len(first) == 1
        if is_one:
            yield Line(
                f"{names[found.base.label]}  {level(rows[0].first, rows[0])}", 2, is_set=True
            )
        for each in rows:
            yield Line(_row(each, names[each.scenario], is_told=is_one), 2, is_set=True)
            for more in _more(each, names[found.base.label], names[each.scenario]):
                yield Line(more, 5)


def _row(each: Difference, letter: str, *, is_told: bool) -> str:
    if each.value is None:
        return f"{letter}  in no replication is it known in both"
    value = level(each.second, each)
    if not is_told:
        value = f"{value}, before {level(each.first, each)}"
    if each.is_same:
        return f"{letter}  {_cell(value, VALUE)}the same in every run"
    return f"{letter}  {_cell(value, VALUE)}{_cell(gap(each), GAP)}{verdict(each)}"


def _cell(text: str, width: int) -> str:
    """A text with the room of its column; of a longer one the next stands apart."""
    return f"{text:<{width - 1}} "


def _more(each: Difference, base: str, other: str) -> Iterator[str]:
    if each.measure == "median" and each.value is not None:
        yield (
            f"medians; not by the end in {each.never_first} of {each.pairs} runs of {base} and "
            f"{each.never_second} of {other}"
        )
    if each.unknown:
        yield f"not known in {each.unknown} of {each.pairs + each.unknown} replications"


def _legend(found: Compared) -> Iterator[Line]:
    told = [each for each in found.differences if each.adjusted is not None]
    if not told:
        yield Line("One replication shows what may happen, not what a change does (-r 100).")
        return
    clear = sum(each.is_clear for each in told)
    many = len(told)
    percent = f"{100 * found.confidence:g} %"
    if all(each.is_same for each in found.differences):
        yield Line("No run differs in any of these outcomes.")
    elif many == 1:
        yield Line("The difference is clear." if clear else "There is no clear difference.")
    else:
        head = f"{clear} of {many} differences {'is' if clear == 1 else 'are'} clear."
        yield Line(
            f"{head if clear else f'None of {many} differences is clear.'} The p-values allow for "
            "all of them (Holm): that any is called clear by chance alone has a probability of at "
            f"most {1 - found.confidence:.2g}."
        )
    yield Line(
        f"In brackets the {percent} interval of each alone; it covers chance alone, for these "
        "inputs."
    )
    ratios = sorted(
        each.variance_ratio
        for each in told
        if each.variance_ratio is not None and math.isfinite(each.variance_ratio)
    )
    if ratios:
        yield Line(bought(ratios))


def bought(ratios: Sequence[float]) -> str:
    """What sharing chance was worth, from the variance ratios in ascending order.

    >>> bought([3.0]).endswith("3.0 times the runs.")
    True
    """
    low, high, middle = ratios[0], ratios[-1], ratios[(len(ratios) - 1) // 2]
    told = f"{times(middle)} times the runs"
    if times(low) != times(high):
        told += f" in the middle of the outcomes, {times(low)} to {times(high)} times over all"
    return f"Without shared chance the same intervals would take {told}."


def _turned(found: Compared, other: Ran) -> Iterator[Line]:
    names = letters(found)
    pair = f"from {names[found.base.label]} to {names[other.label]}"
    mine = [each for each in found.turns if each.scenario == other.label]
    turned = [each for each in mine if each.turned]
    head = f"What turns {pair}"
    if turned:
        head = f"{head:<{WHAT + 2}}{'to on time':<{TURNED}}to late"
    yield BLANK
    yield Line(head, is_head=True, is_set=True)
    for each in turned:
        name = _what(each)
        told = _in(each.to_on_time), _in(each.to_late)
        if len(name) >= WHAT:
            yield Line(name, 2, is_set=True)
            name = ""
        yield Line(f"{name:<{WHAT}}{told[0]:<{TURNED}}{told[1]}".rstrip(), 2, is_set=True)
    if not turned:
        yield Line("no clause and no area, in any replication", 2)
    yield from _convoys(found, other)


def _what(each: Turn) -> str:
    name = "all clauses" if each.level == "run" else f"{each.level} {each.name}"
    return f"{name}, {each.due}"


def _in(replications: Sequence[int]) -> str:
    """In how many replications, and the numbers of a few."""
    if not replications:
        return "0"
    shown = ", ".join(map(str, replications[:NAMED]))
    return f"{len(replications)} ({shown}{' ...' if len(replications) > NAMED else ''})"


def _convoys(found: Compared, other: Ran) -> Iterator[Line]:
    seen = next((each for each in found.replayed if each.scenario == other.label), None)
    if seen is None or not seen.replications:
        return
    names = ", ".join(map(str, seen.replications))
    word = "replication" if len(seen.replications) == 1 else "replications"
    where = f"convoys and households, looked at in {word} {names} alone:"
    mine = [each for each in found.convoys if each.scenario == other.label]
    by_path = {path: [one for one in mine if one.path == path] for path in _paths(mine)}
    turned = {path: rows for path, rows in by_path.items() if any(_count(one) for one in rows)}
    yield Line(where if turned else f"{where} none", 2)
    for path, rows in list(turned.items())[:UNITS]:
        better, worse = sum(one.to_on_time for one in rows), sum(one.to_late for one in rows)
        most = max(rows, key=_count)
        yield Line(
            f"{path}: {better} to on time, {worse} to late, of {sum(r.compared for r in rows)}; "
            f"in replication {most.replication} {_numbers(most)}",
            4,
        )
    if len(turned) > UNITS:
        yield Line(f"and {len(turned) - UNITS} units and groups more (--json lists all)", 4)


def _paths(mine: Sequence[ConvoyTurn]) -> list[str]:
    return list(dict.fromkeys(each.path for each in mine))


def _count(each: ConvoyTurn) -> int:
    return each.to_on_time + each.to_late


def _numbers(each: ConvoyTurn) -> str:
    """The numbers of a few convoys, and which way they turned."""
    way = "on time" if each.to_on_time >= each.to_late else "late"
    all_of_them = each.first_to_on_time if way == "on time" else each.first_to_late
    shown = ", ".join(map(str, all_of_them[:NAMED]))
    count = max(each.to_on_time, each.to_late)
    return f"number {shown}{' ...' if count > NAMED else ''} to {way}"


def _replaying(found: Compared) -> Iterator[Line]:
    turned = next((each for each in found.turns if each.turned), None)
    if turned is None:
        return
    number = (turned.to_on_time or turned.to_late)[0]
    yield BLANK
    yield Line(f"To follow replication {number}, where there is a turn ({_what(turned)}):")
    ran = {each.label: each for each in found.scenarios}
    for each in (found.base, ran[turned.scenario]):
        yield Line(replay(each, seed=found.seed, replication=number), 2, is_set=True)


def replay(ran: Ran, *, seed: int, replication: int) -> str:
    """The command that tells one replication of a scenario as dated sentences."""
    words = ["withdrawal-sim", "run", ran.file, "--trace", "--replication", str(replication)]
    words += ["--seed", str(seed)] if seed != 1 else []
    for setting in ran.settings:
        words += ["--set", setting]
    return shlex.join(words)


def notes_on(found: Compared) -> Iterator[str]:
    """What a reader must know beside the numbers: what is not compared, what failed."""
    yield from found.notes
    for each in found.absent:
        yield f"{each.outcome} is not compared: {', '.join(each.scenarios)} has no such thing."
    for ran in found.scenarios:
        if ran.failed:
            numbers = ", ".join(map(str, ran.failed[:NAMED]))
            many = "1 replication" if len(ran.failed) == 1 else f"{len(ran.failed)} replications"
            often = f"in {many} of {ran.label} ({numbers})"
            yield f"The program failed {often}; no pairs are made of them."


def told(found: Compared) -> str:
    """The comparison as one text of at most 80 columns."""
    return "\n".join(set_line(line) for line in tell(found))


def set_line(line: Line) -> str:
    """A line, broken where it is too long."""
    start = " " * line.indent
    if line.is_set:
        return f"{start}{line.text}".rstrip()
    return textwrap.fill(
        line.text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    )
