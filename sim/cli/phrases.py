"""The words for estimates that commands use; `console.wrapped` never breaks a line within one."""

from sim.analysis.phrases import (
    INSTANT,
    TIE,
    Dates,
    amount,
    at_least,
    at_most,
    chance,
    number,
    percent,
    tied,
    unknown,
)

__all__ = [
    "INSTANT",
    "TIE",
    "Dates",
    "amount",
    "at_least",
    "at_most",
    "chance",
    "number",
    "percent",
    "tied",
    "unknown",
]
