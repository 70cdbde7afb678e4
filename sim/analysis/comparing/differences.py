"""Differences of outcomes between scenarios that share their chance, judged all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sim.analysis.comparing.compared import Difference
from sim.catalogue.naming import OutcomeName
from sim.statistics.families import holm
from sim.statistics.flips import flips
from sim.statistics.means import mean
from sim.statistics.paired import PairedMean, difference, differences, paired_mean
from sim.statistics.quantiles import quantile
from sim.statistics.shares import CONFIDENCE

Floats = npt.NDArray[np.float64]
Values = Mapping[OutcomeName, Floats]
"""What came of each outcome, replication by replication: NaN is not known, infinity never came."""


@dataclass(frozen=True, slots=True)
class _Pairs:
    """One outcome in two scenarios, in the replications in which both are known."""

    first: Floats
    second: Floats
    unknown: int


def judged(
    base: Values,
    others: Mapping[str, Values],
    outcomes: Sequence[OutcomeName],
    *,
    confidence: float = CONFIDENCE,
) -> tuple[Difference, ...]:
    """The differences of all outcomes of all scenarios, as one family of questions.

    Args:
        base: Outcomes of the first scenario.
        others: Those of the others, by their labels.
        outcomes: The ones to compare.
        confidence: Of the intervals, and of no false alarm among all differences.
    """
    found = [
        one_difference(name, label, base[name], values[name], confidence=confidence)
        for name in outcomes
        for label, values in others.items()
    ]
    tests = {f"{number}": each.p_value for number, each in enumerate(found)}
    verdicts = holm(tests, confidence=confidence).values()
    return tuple(
        replace(each, adjusted=verdict.adjusted, is_clear=verdict.is_clear)
        for each, verdict in zip(found, verdicts, strict=True)
    )


def one_difference(
    name: OutcomeName,
    scenario: str,
    first: Floats,
    second: Floats,
    *,
    confidence: float = CONFIDENCE,
) -> Difference:
    """What a change does to one outcome, judged alone."""
    known = ~(np.isnan(first) | np.isnan(second))
    pairs = _Pairs(first[known], second[known], int((~known).sum()))
    if name.kind == "truth":
        return _of_truths(name, scenario, pairs, confidence)
    return _of_numbers(name, scenario, pairs, confidence)


def _of_truths(name: OutcomeName, scenario: str, pairs: _Pairs, confidence: float) -> Difference:
    found = flips(pairs.first, pairs.second, confidence=confidence)
    gaps = paired_mean(pairs.first, pairs.second)
    return replace(
        _untold(name, scenario, pairs),
        measure="share",
        first=_share(pairs.first),
        second=_share(pairs.second),
        value=found.value,
        low=found.low if found.pairs else None,
        high=found.high if found.pairs else None,
        p_value=found.p_value if found.pairs > 1 else None,
        variance_ratio=None if gaps is None else gaps.variance_ratio,
    )


def _of_numbers(name: OutcomeName, scenario: str, pairs: _Pairs, confidence: float) -> Difference:
    plain = _untold(name, scenario, pairs)
    found = difference(pairs.first, pairs.second, confidence=confidence)
    if found is None:
        return plain
    told = replace(plain, value=found.value, low=found.low, high=found.high, p_value=found.p_value)
    if isinstance(found, PairedMean):
        means = mean(pairs.first), mean(pairs.second)
        return replace(
            told,
            measure="mean",
            first=None if means[0] is None else means[0].value,
            second=None if means[1] is None else means[1].value,
            variance_ratio=found.variance_ratio,
        )
    return replace(
        told,
        measure="median",
        first=quantile(pairs.first, 0.5).value,
        second=quantile(pairs.second, 0.5).value,
    )


def _untold(name: OutcomeName, scenario: str, pairs: _Pairs) -> Difference:
    """The counts of a difference, before anything is estimated."""
    gaps = differences(pairs.first, pairs.second)
    fell, rose = int((gaps < 0).sum()), int((gaps > 0).sum())
    return Difference(
        outcome=str(name),
        unit=name.unit,
        measure="mean",
        scenario=scenario,
        first=None,
        second=None,
        value=None,
        low=None,
        high=None,
        p_value=None,
        adjusted=None,
        is_clear=False,
        variance_ratio=None,
        fell=fell,
        tied=len(gaps) - fell - rose,
        rose=rose,
        never_first=int(np.isinf(pairs.first).sum()),
        never_second=int(np.isinf(pairs.second).sum()),
        unknown=pairs.unknown,
    )


def _share(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None
