"""The nearest curve that never falls: equal where the data would fall, theirs where they rise."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = Sequence[float] | npt.NDArray[np.floating[Any] | np.integer[Any]]


def isotonic(values: Numbers, weights: Numbers) -> npt.NDArray[np.float64]:
    """The values that never fall and lie nearest to those given, by weighted squares.

    Neighbours that fall are pooled into their weighted mean until none do. Of shares, weighted by
    their runs, the result is the likeliest curve that never falls.

    Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid and E. Silverman, Annals of Mathematical
    Statistics 26 (1955).

    Raises:
        ValueError: If there are not as many weights as values, or one is 0 or less.

    >>> isotonic([0.2, 0.6, 0.4, 0.9], [10, 10, 10, 10])
    array([0.2, 0.5, 0.5, 0.9])
    """
    given, weight = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if len(given) != len(weight) or not (weight > 0).all():
        raise ValueError(f"{len(given)} values need as many weights, each more than 0")
    pools: list[tuple[float, float, int]] = []
    for value, heavy in zip(given.tolist(), weight.tolist(), strict=True):
        pool = (value, heavy, 1)
        while pools and pools[-1][0] >= pool[0]:
            pool = _merged(pools.pop(), pool)
        pools.append(pool)
    return np.repeat([pool[0] for pool in pools], [pool[2] for pool in pools]).astype(np.float64)


def _merged(
    one: tuple[float, float, int], other: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = one[1] + other[1]
    return (one[0] * one[1] + other[0] * other[1]) / weight, weight, one[2] + other[2]
