"""What each change would do to each clause, in sentences made of the comparison's own estimates.

What is not clear is told as not clear, and what is the same in every run as the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis.comparing.compared import Compared, Difference
from sim.analysis.comparing.figures import gap, level, plain
from sim.analysis.estimates import Chance, Moments, chance_of
from sim.analysis.outcome_words import Names, names_of, outcome_words
from sim.analysis.phrases import Dates, number
from sim.analysis.report.answers import Answer, Subject, subjects
from sim.analysis.report.compared.sides import Side
from sim.analysis.report.compared.sizes import HOURS_LATE, POINTS, is_plain, judged
from sim.analysis.report.likelihoods import probably
from sim.analysis.report.quantities import by_date
from sim.analysis.summary import ClauseSummary
from sim.catalogue.naming import outcome_name

SIGNED, MOVED, LATE = "on_time_as_signed", "on_time", "lateness_hours"
JOINTLY = {
    "on_time_as_signed_jointly": "by their dates as signed",
    "on_time_jointly": "by their dates as moved",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A clause in both scenarios."""

    first: ClauseSummary
    second: ClauseSummary
    about: Subject
    dates: Dates
    many: int

    @property
    def is_moved(self) -> bool:
        """Whether its date is moved in any run of either scenario."""
        return bool(self.first.moved.count or self.second.moved.count)


def change_answers(found: Compared, base: Side, other: Side) -> tuple[Answer, ...]:
    """What one scenario does to each clause, to all together, and to whatever else was asked for.

    Args:
        found: The comparison.
        base: Its base.
        other: The scenario.
    """
    return tuple(_answers(found, base, other))


def verdict_of_all(found: Compared, label: str) -> str:
    """How much of what a scenario changes is clear, in a sentence."""
    mine = [each for each in found.differences if each.scenario == label]
    told = [each for each in mine if each.adjusted is not None]
    if mine and all(each.is_same for each in mine):
        return "It changes nothing of this: no run differs."
    if not told:
        return "One replication shows what may happen, not what a change does."
    clear, many = sum(each.is_clear for each in told), len(told)
    if clear == 0:
        return f"None of its {number(many)} differences is clear." if many > 1 else "Nothing clear."
    verb = "is" if clear == 1 else "are"
    return f"{number(clear)} of its {number(many)} differences {verb} clear."


def _answers(found: Compared, base: Side, other: Side) -> Iterator[Answer]:
    mine = {each.outcome: each for each in found.differences if each.scenario == other.label}
    told = found.differences
    many = sum(each.adjusted is not None for each in told)
    dates = Dates(base.summary.start, base.summary.end)
    theirs = {clause.clause: clause for clause in other.summary.clauses}
    used: set[str] = set()
    for clause, about in zip(base.summary.clauses, subjects(base.summary), strict=True):
        names = [f"clauses.{clause.clause}.{column}" for column in (SIGNED, MOVED, LATE)]
        used.update(names)
        if clause.clause in theirs:
            pair = _Pair(clause, theirs[clause.clause], about, dates, many)
            sentences = list(_of_clause(pair, *(mine.get(name) for name in names)))
        else:
            sentences = [f"{about.what}: there is no such clause in this scenario."]
        if sentences:
            yield Answer(clause.name, sentences[0], tuple(sentences[1:]))
    ours = {clause.clause for clause in base.summary.clauses}
    for clause in other.summary.clauses:
        if clause.clause not in ours:
            yield Answer(clause.name, f"{clause.name}: the base has no such clause.", ())
    if together := list(_together(mine, many, is_moved=_is_moved(base) or _is_moved(other))):
        used.update(f"runs.{column}" for column in JOINTLY)
        yield Answer("All together", together[0], tuple(together[1:]))
    called = names_of(base.loaded.scenario, map(outcome_name, mine))
    if further := [_plainly(each, many, called) for name, each in mine.items() if name not in used]:
        yield Answer("What else was compared", further[0], tuple(further[1:]))


def _of_clause(
    pair: _Pair, signed: Difference | None, moved: Difference | None, late: Difference | None
) -> Iterator[str]:
    done, lead = pair.about.done, signed or moved
    if lead is not None:
        by = _by(pair, is_signed=lead is signed)
        yield _share(f"{pair.about.what} would have been {done} {by}", lead, pair.many)
        if signed is not None and moved is not None:
            yield _share(f"By the date as moved it would have been {done}", moved, pair.many)
    if late is not None:
        yield _late(late, pair)
    for each in (lead, moved if moved is not lead else None, late):
        if each is not None and each.unknown:
            yield _unknown(each)


def _by(pair: _Pair, *, is_signed: bool) -> str:
    """By when, in both; where nothing is moved, the date as signed is the date as moved."""
    firsts, seconds = pair.first.due_as_signed, pair.second.due_as_signed
    if not is_signed and pair.is_moved:
        return "by its date as moved"
    if firsts is None or seconds is None or not firsts.happened or not seconds.happened:
        return "by its date"
    if by_date(firsts, pair.dates) == (now := by_date(seconds, pair.dates)):
        return f"by {now}"
    was, now = (_middle(due, pair.dates) for due in (firsts, seconds))
    return f"by its date ({now} instead of {was})"


def _middle(due: Moments, dates: Dates) -> str:
    middle = dates.moment(due.median)
    return middle if due.p10 == due.p90 else f"in the middle run {middle}"


def _share(start: str, each: Difference, many: int) -> str:
    if each.first is None or each.second is None:
        return f"{start}: in no replication is it known in both scenarios."
    first, second = (_chance(value, each) for value in (each.first, each.second))
    if each.is_same:
        return f"{start} {probably(second)}: the same in every run."
    if each.pairs == 1:
        return f"{start} {probably(second)}; without the change it is the other way."
    text = f"{start} {probably(second)} instead of {_instead(first)}"
    return text + judged(each, POINTS, many=many)


def _chance(value: float, each: Difference) -> Chance:
    """The share of the pairs, with the interval that any share of so many runs has."""
    return chance_of(round(value * each.pairs), each.pairs, unknown=each.unknown)


def _instead(found: Chance) -> str:
    return probably(found).removeprefix("with probability ")


def _late(each: Difference, pair: _Pair) -> str:
    done, many = pair.about.done.capitalize(), pair.many
    if each.value is None:
        return f"{done}: in no replication is it known in both scenarios."
    if not is_plain(each):
        return _plainly(each, many, {f"clauses.{pair.first.clause}": pair.first.name})
    assert each.first is not None
    assert each.second is not None
    date = "its date as moved" if pair.is_moved else "its date"
    middle = "" if each.pairs == 1 else ", on average" if each.measure == "mean" else " (median)"
    start = f"{done} {_from(each.second, date)}{middle}"
    if each.is_same:
        return f"{start}: the same in every run."
    comma = "," if middle.startswith(",") else ""
    text = f"{start}{comma} instead of {_from(each.first, 'it')}"
    return text + judged(each, HOURS_LATE, many=many)


def _from(late: float, date: str) -> str:
    """How long before or after a date something is.

    >>> _from(2.25, "it"), _from(-6.4, "its date"), _from(0.0, "it")
    ('2.2 h after it', '6.4 h before its date', 'on it to the second')
    """
    if late == 0:
        return f"on {date} to the second"
    return f"{plain(abs(late))} h {'after' if late > 0 else 'before'} {date}"


def _is_moved(side: Side) -> bool:
    return any(clause.moved.count for clause in side.summary.clauses)


def _together(mine: dict[str, Difference], many: int, *, is_moved: bool) -> Iterator[str]:
    for column, when in JOINTLY.items():
        each = mine.get(f"runs.{column}")
        if each is not None:
            by = when if is_moved else "by their dates"
            yield _share(f"All clauses would have been kept {by}", each, many)


def _plainly(each: Difference, many: int, names: Names) -> str:
    """Any outcome, as the comparison itself tells it."""
    name = outcome_words(each.outcome, names)
    if each.value is None:
        return f"{name}: in no replication is it known in both scenarios."
    levels = f"{name}: {level(each.second, each)} instead of {level(each.first, each)}"
    middle = " (medians)" if each.measure == "median" else ""
    never = _never(each)
    if each.is_same:
        return f"{name}: {level(each.second, each)}{middle}: the same in every run.{never}"
    if each.adjusted is None:
        return f"{levels}{middle}, which one run cannot tell from chance.{never}"
    word = "clear" if each.is_clear else "no clear difference"
    among = f" among {number(many)}" if many > 1 and not each.is_clear else ""
    return f"{levels}{middle}; difference {gap(each)}: {word}{among}.{never}"


def _never(each: Difference) -> str:
    if not each.never_first and not each.never_second:
        return ""
    of = f"{number(each.pairs)} runs"
    return f" Not by the end in {each.never_second} of {of}, instead of {each.never_first}."


def _unknown(each: Difference) -> str:
    of = number(each.pairs + each.unknown)
    return f"Not known in both in {number(each.unknown)} of {of} replications, which are left out."
