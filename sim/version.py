"""Which program made a result, and whether its rows can still be compared."""

VERSION = "0.1.0"
"""Version of the package."""

RESULTS_VERSION = 2
"""Raised when the same inputs give different rows."""
