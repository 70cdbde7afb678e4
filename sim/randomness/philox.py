"""Random numbers as a pure function of an address: Philox 4x32-10 on arrays.

Nothing here has a state. The same seed, replication, address and index give the same number in
whatever order, batch or process they are asked for.

Source: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3",
    Proceedings of SC11, doi:10.1145/2063384.2063405.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Words: TypeAlias = NDArray[np.uint32]
Counter: TypeAlias = tuple[Words, Words, Words, Words]
Key: TypeAlias = tuple[Words | int, Words | int]

_ROUNDS = 10
_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_KEY_STEPS = (np.uint64(0x9E3779B9), np.uint64(0xBB67AE85))
_WORD = np.uint64(0xFFFFFFFF)
_WORD_BITS = np.uint64(32)


def philox4x32(counter: Counter, key: Key) -> Counter:
    """Scramble a counter under a key into four random 32-bit words (Philox 4x32-10).

    Args:
        counter: four uint32 arrays (or scalars) that broadcast against one another.
        key: two uint32 arrays or ints, broadcast likewise.

    Returns:
        Four uint32 arrays of the common shape, the words in the order of the publication.

    Source: Salmon et al. (2011); constants and number of rounds as in their library Random123.
    """
    # In 64-bit words neither a product of two words nor a step of the key can overflow.
    a, b, c, d = (np.asarray(word, dtype=np.uint32).astype(np.uint64) for word in counter)
    left, right = (np.asarray(word, dtype=np.uint32).astype(np.uint64) for word in key)
    lefts, rights = (
        _round_keys(word, step) for word, step in zip((left, right), _KEY_STEPS, strict=True)
    )
    for left, right in zip(lefts, rights, strict=True):
        first, second = a * _MULTIPLIERS[0], c * _MULTIPLIERS[1]
        a, b, c, d = (
            (second >> _WORD_BITS) ^ b ^ left,
            second & _WORD,
            (first >> _WORD_BITS) ^ d ^ right,
            first & _WORD,
        )
    return _word(a), _word(b), _word(c), _word(d)


def _round_keys(word: NDArray[np.uint64], step: np.uint64) -> NDArray[np.uint64]:
    """A word of the key as it is in each round, along the first axis."""
    rounds = np.arange(_ROUNDS, dtype=np.uint64).reshape(-1, *(1,) * word.ndim)
    return (word + rounds * step) & _WORD


def uniforms(
    *,
    seed: int,
    replication: int,
    addresses: NDArray[np.uint64],
    indices: NDArray[np.integer[Any]],
) -> NDArray[np.float64]:
    """Random numbers strictly between 0 and 1, one for each address and index.

    The key is the seed; the counter is (address low, address high, index, replication).

    Args:
        seed: of the study, 0 to 2**64 - 1.
        replication: number of the run within the study, 0 to 2**32 - 1.
        addresses: what each number is for, see `sim.randomness.purposes.address`.
        indices: which number of that address, 0 to 2**32 - 1; broadcasts against `addresses`.

    Returns:
        The numbers, in the common shape of `addresses` and `indices`.

    Raises:
        ValueError: a seed, replication, address or index that is out of range or no integer.
    """
    seeds = _whole("seed", seed, bits=64)
    replications = _whole("replication", replication, bits=32)
    whole_addresses = _whole("address", addresses, bits=64)
    whole_indices = _whole("index", indices, bits=32)
    first, second, _, _ = philox4x32(
        (
            _word(whole_addresses & _WORD),
            _word(whole_addresses >> _WORD_BITS),
            _word(whole_indices),
            _word(replications),
        ),
        (_word(seeds & _WORD), _word(seeds >> _WORD_BITS)),
    )
    return unit(first, second)


def unit(first: Words, second: Words) -> NDArray[np.float64]:
    """The number strictly between 0 and 1 that two random words stand for.

    The upper 52 bits k of the 64 name one of 2**52 equal cells; the number is its centre,
    (2 k + 1) / 2**53. The smallest is 2**-53, the largest 1 - 2**-53, and 1 - u is one of them
    whenever u is.
    """
    # With 53 bits for the cell, centres above one half would need 54 and the last round to 1.
    cell = (first.astype(np.uint64) << np.uint64(20)) | (second.astype(np.uint64) >> np.uint64(12))
    odd = (cell << np.uint64(1)) | np.uint64(1)
    return np.asarray(odd.astype(np.float64) * 2.0**-53)


def _word(values: NDArray[np.uint64]) -> Words:
    """Values known to fit, as 32-bit words."""
    return np.asarray(values, dtype=np.uint64).astype(np.uint32)


def _whole(name: str, values: object, *, bits: int) -> NDArray[np.uint64]:
    """The values as unsigned 64-bit integers, refused unless integers from 0 to 2**bits - 1."""
    if type(values) is int and 0 <= values < 2**bits:
        return np.asarray(values, dtype=np.uint64)
    array = np.asarray(values)
    # An object array is what numpy makes of an int beyond 64 bits; an empty list is of floats.
    if array.size and array.dtype.kind not in "iu":
        raise ValueError(f"{name} must be an integer from 0 to 2**{bits} - 1, not {values!r}")
    # Compared as Python ints: a bound of 2**64 fits no dtype.
    if array.size and (int(array.min()) < 0 or int(array.max()) >= 2**bits):
        raise ValueError(f"{name} must lie from 0 to 2**{bits} - 1, found {values!r}")
    return array.astype(np.uint64)
