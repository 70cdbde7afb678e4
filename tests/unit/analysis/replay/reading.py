"""A replay's packed text read again, apart from the program that plays it."""

from sim.analysis.replay.packing import unpacked


def changes(text: str) -> list[tuple[int, int]]:
    """Instants, and the value from each of them on."""
    numbers = unpacked(text)
    found, when, value = [], 0, 0
    for later, change in zip(numbers[::2], numbers[1::2], strict=True):
        when, value = when + later, value + change
        found.append((when, value))
    return found


def at(text: str, moment: int) -> int:
    """The value at an instant."""
    return next((value for when, value in reversed(changes(text)) if when <= moment), 0)
