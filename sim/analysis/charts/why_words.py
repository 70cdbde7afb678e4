"""What stands below a clause's bar of causes: all hours until it was fulfilled, and their parts."""

import numpy as np

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.words import HARD_SPACE
from sim.analysis.estimates import Amounts, Chance
from sim.analysis.why.analyse import OF_CHOICE
from sim.analysis.why.answer import OnPath, WhyClause

_MOST = 4
"""So many causes are told; the bar has all."""
_WHOLE_HOURS = 20
"""From so many hours on no part of an hour is told."""


def why_words(data: ChartData, why: WhyClause) -> str:
    """All hours and their parts, how often it was late, and how often not fulfilled.

    Args:
        data: Of the chart.
        why: What is known of the clause.
    """
    told = [_hours(data, why), _late(data, why), _missing(why)]
    return " ".join(f"{sentence}." for sentence in told if sentence)


def _hours(data: ChartData, why: WhyClause) -> str:
    """`Of about 175 h until the last were out: 112 h planned for later, 63 h delay and travel`."""
    known = [(each, each.hours) for each in why.causes if each.hours is not None]
    choice = [(each.label, hours.mean) for each, hours in known if each.key in OF_CHOICE]
    own = [(each, hours) for each, hours in known if each.key not in OF_CHOICE and hours.mean > 0]
    rest = sum(hours.mean for _, hours in own)
    if not known:
        return ""
    shares = [*choice, ("delay and travel", rest)]
    digits = 0 if sum(mean for _, mean in shares) >= _WHOLE_HOURS else 1
    shares = [(label, round(mean, digits)) for label, mean in shares if round(mean, digits) > 0]
    total = sum(mean for _, mean in shares)
    parts = ", ".join(f"{_tied(f'{mean:.{digits}f} h')} {label}" for label, mean in shares)
    until = f"Of about {_tied(f'{total:.{digits}f} h')} until {_end(data, why)}"
    causes = ", ".join(_cause(each, hours) for each, hours in own[:_MOST])
    return f"{until}: {parts}" + (f": {causes}" if causes else "")


def _cause(each: OnPath, hours: Amounts) -> str:
    return f"{each.label} {_tied(f'{_interval(hours)} h')}"


def _interval(found: Amounts) -> str:
    if found.mean_low is None or found.mean_high is None:
        return f"{found.mean:.1f}"
    return f"{found.mean:.1f} ({max(0, found.mean_low):.1f} to {found.mean_high:.1f})"


def _end(data: ChartData, why: WhyClause) -> str:
    """What ended it: that the last were out, if that was so wherever it was fulfilled."""
    (facts,) = (each for each in data.clauses if each.name == why.clause)
    rows = data.of("clauses", "clause", why.clause).set_index("replication")["completed_hours"]
    done = rows.dropna()
    left = data.tables["areas"]
    left = left[left["area"].isin(list(facts.areas))]
    last = left.groupby("replication")["last_out_hours"].max().reindex(done.index)
    is_left = len(last) > 0 and np.allclose(
        last.to_numpy(dtype=float, na_value=np.nan), done.to_numpy(dtype=float), atol=1e-3
    )
    return "the last were out" if is_left else "it was fulfilled"


def _late(data: ChartData, why: WhyClause) -> str:
    """`Late in 60 of 100 against the date as signed, in 28 as moved`."""
    signed, moved = why.late_as_signed, why.late
    if data.replications_number == 1 or not moved.runs:
        return ""
    if not signed.runs or _counted(signed) == _counted(moved):
        return f"Late in {_counted(moved)}"
    rest = f"{moved.count}" if moved.runs == signed.runs else _counted(moved)
    return f"Late in {_counted(signed)} against the date as signed, in {rest} as moved"


def _counted(found: Chance) -> str:
    return _tied(f"{found.count} of {found.runs}")


def _missing(why: WhyClause) -> str:
    missing, of = why.fulfilled.runs - why.fulfilled.count, why.fulfilled.runs
    if not missing:
        return ""
    if missing == of:
        return "Not fulfilled by the end" if of == 1 else f"Not fulfilled by the end in any of {of}"
    return f"Not fulfilled by the end, and left out of the hours, in {missing}"


def _tied(text: str) -> str:
    return text.replace(" ", HARD_SPACE)
