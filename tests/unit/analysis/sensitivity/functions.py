"""Functions whose Sobol' indices are known."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ISHIGAMI_FIRST = (0.3139, 0.4424, 0.0)
ISHIGAMI_TOTAL = (0.5576, 0.4424, 0.2437)
"""Ishigami and Homma (1990) with a = 7, b = 0.1; e.g. Saltelli et al., Global Sensitivity Analysis
(2008), table 4.4 and its formulas."""
WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0])
"""Of the g-function of Sobol' (1993); the smaller, the more a factor matters."""


def ishigami(rows: Floats) -> Floats:
    x = np.pi * (2 * rows - 1)
    first, second, third = x.T
    return np.sin(first) + 7 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)


def g(rows: Floats) -> Floats:
    return np.prod((np.abs(4 * rows - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1)


def g_indices() -> tuple[Floats, Floats]:
    """First and total indices of the g-function."""
    parts = (1 / 3) / (1 + WEIGHTS) ** 2
    whole = np.prod(1 + parts) - 1
    others = np.array([np.prod(1 + np.delete(parts, one)) for one in range(len(parts))])
    return parts / whole, parts * others / whole
