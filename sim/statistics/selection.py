"""Select the best of several policies with a stated guarantee, dropping the worse ones on the way.

The procedure KN: after a first stage that learns how far differences spread, every further
replication is one run of each policy still in; a policy leaves as soon as another is ahead of it by
more than chance explains. Runs of one replication may, and should, share their chance.

Source: S.-H. Kim and B. L. Nelson, ACM Transactions on Modeling and Computer Simulation 11 (2001),
with c = 1 and the correction that holds under common random numbers.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

FIRST_STAGE = 20
"""Replications before the first policy may leave: fewer know the spread badly, and make the race
long; many more are wasted on policies that are far behind."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Selection:
    """How far a selection is. It starts as `selection(...)` and goes on as `.fed(rows)`.

    Attributes:
        names: The policies.
        indifference: The smallest difference of means worth finding, in the unit of the outcome.
        prefer: Whether less or more of the outcome is better.
        confidence: How often the best is selected.
        first_stage: Replications before the first policy may leave.
        replications: Rows that were used.
        screened: Policies that left, with the replication after which each did, in that order.
        best: The policy selected; None while the race goes on.
    """

    names: tuple[str, ...]
    indifference: float
    prefer: Literal["least", "most"]
    confidence: float
    first_stage: int
    replications: int = 0
    screened: tuple[tuple[str, int], ...] = ()
    best: str | None = None
    _sums: tuple[float, ...] = ()
    _early: tuple[tuple[float, ...], ...] = ()
    _variances: tuple[tuple[Pair, float], ...] = ()

    @property
    def alive(self) -> tuple[str, ...]:
        """The policies still in, of which alone further runs are needed."""
        out = {name for name, _ in self.screened}
        return tuple(name for name in self.names if name not in out)

    @property
    def means(self) -> dict[str, float]:
        """The mean of each policy over the replications it was in; empty before the first."""
        if not self.replications:
            return {}
        left = dict(self.screened)
        return {
            name: total / left.get(name, self.replications)
            for name, total in zip(self.names, self._sums, strict=True)
        }

    @property
    def most_replications(self) -> int | None:
        """The replication at which it is over at the latest; None before the end of stage one."""
        if self.replications < self.first_stage:
            return None
        longest = max(self._lengths(self._in()).values(), default=0.0)
        return max(self.replications, math.floor(longest) + 1)

    @property
    def guarantee(self) -> str:
        """What the selection promises, and what on."""
        better = "less" if self.prefer == "least" else "more"
        return (
            f"with at least {100 * self.confidence:g} % confidence the policy selected is the one"
            f" with the {self.prefer} on average, if that one has at least {self.indifference:g}"
            f" {better} than every other; among policies closer than that, any may be selected."
            " It holds for outcomes that are about normally distributed, whatever chance the"
            " policies share within a replication"
        )

    def fed(self, rows: Iterable[Sequence[float]]) -> "Selection":
        """The selection after more replications; the same for any batches of the same rows.

        Args:
            rows: For each replication the outcome of every policy, in the order of the names; of
                those that left anything, such as NaN. Rows after the end are not used.

        Raises:
            ValueError: If a row has not one value for each policy, or one that is still in has no
                finite value.
        """
        state = self
        for row in rows:
            if state.best is not None:
                break
            state = state._with(row)
        return state

    def _in(self) -> tuple[int, ...]:
        alive = set(self.alive)
        return tuple(index for index, name in enumerate(self.names) if name in alive)

    def _with(self, row: Sequence[float]) -> "Selection":
        values, runs = self._checked(row), self.replications + 1
        sums = list(self._sums) or [0.0] * len(values)
        for index in self._in():
            sums[index] += values[index]
        state = replace(self, replications=runs, _sums=tuple(sums))
        if runs > self.first_stage:
            return state._raced()
        state = replace(state, _early=(*self._early, values))
        if runs < self.first_stage:
            return state
        variances = _variances(state._early)
        return replace(state, _early=(), _variances=tuple(variances.items()))._raced()

    def _checked(self, row: Sequence[float]) -> tuple[float, ...]:
        values = tuple(float(value) for value in row)
        if len(values) != len(self.names):
            raise ValueError(f"{len(values)} values for {len(self.names)} policies")
        for index in self._in():
            if not math.isfinite(values[index]):
                raise ValueError(
                    f"{self.names[index]} has no value in replication {self.replications}: means"
                    " cannot be compared where something did not happen; select by how often it"
                    " happens instead"
                )
        return values

    def _lengths(self, inside: tuple[int, ...]) -> dict[Pair, float]:
        """For each pair still in, the replications after which the mean alone decides."""
        scale = _scale(len(self.names), self.first_stage, self.confidence)
        return {
            pair: scale * variance / self.indifference**2
            for pair, variance in self._variances
            if pair[0] in inside and pair[1] in inside
        }

    def _raced(self) -> "Selection":
        """Screen once, and end where one is left or the longest race is over."""
        inside = self._in()
        lengths = self._lengths(inside)
        sign = 1.0 if self.prefer == "most" else -1.0
        runs = self.replications
        behind = set()
        for (one, other), length in lengths.items():
            slack = max(0.0, self.indifference / 2 * (length - runs))
            ahead = sign * (self._sums[one] - self._sums[other])
            if abs(ahead) > slack:
                behind.add(other if ahead > 0 else one)
        left = [index for index in inside if index not in behind]
        out = tuple((self.names[index], runs) for index in inside if index in behind)
        over = len(left) == 1 or runs > max(lengths.values(), default=0.0)
        best = max(left, key=lambda index: sign * self._sums[index]) if over else None
        return replace(
            self,
            screened=self.screened + out,
            best=None if best is None else self.names[best],
        )


def selection(
    names: Sequence[str],
    *,
    indifference: float,
    prefer: Literal["least", "most"] = "least",
    confidence: float = 0.95,
    first_stage: int = FIRST_STAGE,
) -> Selection:
    """A race between policies, before its first replication.

    Args:
        names: The policies.
        indifference: The smallest difference of means worth finding, in the unit of the outcome.
        prefer: Whether less or more of the outcome is better.
        confidence: How often the best is to be selected; more than pure luck would.
        first_stage: Replications before the first policy may leave.

    Raises:
        ValueError: For fewer than two policies or names told twice, an indifference of 0 or less, a
            confidence that luck alone gives, or a first stage of less than two replications.

    >>> race = selection(["as agreed", "two lanes"], indifference=1, first_stage=5)
    >>> race = race.fed([[40, 30], [44, 31], [39, 30], [42, 28], [41, 33], [40, 30]])
    >>> race.best, race.screened
    ('two lanes', (('as agreed', 5),))
    """
    if len(names) < 2 or len(set(names)) < len(names):
        raise ValueError("a selection is between two or more policies with names of their own")
    if not 0 < indifference < math.inf:
        raise ValueError(f"a difference worth finding is more than 0, not {indifference}")
    if not 1 / len(names) < confidence < 1:
        raise ValueError(
            f"a confidence among {len(names)} lies between {1 / len(names):.2g}, which is luck,"
            f" and 1; it is not {confidence}"
        )
    if first_stage < 2:
        raise ValueError(f"spread shows in two replications or more, not in {first_stage}")
    return Selection(tuple(names), indifference, prefer, confidence, first_stage)


def _scale(policies: int, first_stage: int, confidence: float) -> float:
    """The constant h squared of the procedure: how far a lead may be chance.

    The probability 1 - confidence of a mistake is shared equally among the rivals of the best
    (Bonferroni), so that it holds whatever chance they share.
    """
    mistake = (1 - confidence) / (policies - 1)
    eta = (math.pow(2 * mistake, -2 / (first_stage - 1)) - 1) / 2
    return 2 * eta * (first_stage - 1)


def _variances(rows: Sequence[Sequence[float]]) -> dict[Pair, float]:
    """Sample variance of the difference of each pair of policies."""
    found = {}
    for one, other in combinations(range(len(rows[0])), 2):
        gaps = [row[one] - row[other] for row in rows]
        middle = math.fsum(gaps) / len(gaps)
        found[one, other] = math.fsum((gap - middle) ** 2 for gap in gaps) / (len(gaps) - 1)
    return found
