"""The seed of all chance, as it is typed."""

import secrets

from sim.errors import InputError

RANDOM_BITS = 32


def seed_of(text: str) -> int:
    """A whole number, or one that chance chooses for `random`.

    Raises:
        InputError: If it is neither.
    """
    if text == "random":
        return secrets.randbits(RANDOM_BITS)
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"--seed takes a whole number from 0 on, or 'random'; found '{text}'")
    return int(text)
