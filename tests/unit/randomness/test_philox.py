"""Philox agrees with its publication, and its numbers look like chance."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from sim.randomness.philox import Words, philox4x32, uniforms, unit

WORD = 2**32 - 1
words = st.integers(0, WORD)
addresses = st.integers(0, 2**64 - 1)


def scalar_philox(counter: tuple[int, ...], key: tuple[int, ...]) -> tuple[int, ...]:
    """The generator as the paper writes it, for one counter in Python integers."""
    c0, c1, c2, c3 = counter
    for i in range(10):
        k0 = (key[0] + i * 0x9E3779B9) % 2**32
        k1 = (key[1] + i * 0xBB67AE85) % 2**32
        high0, low0 = divmod(0xD2511F53 * c0, 2**32)
        high1, low1 = divmod(0xCD9E8D57 * c2, 2**32)
        c0, c1, c2, c3 = high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0
    return c0, c1, c2, c3


def scalar_uniform(seed: int, replication: int, address: int, index: int) -> float:
    """One uniform from the scalar generator: the centre of its cell."""
    counter = (address % 2**32, address >> 32, index, replication)
    first, second, _, _ = scalar_philox(counter, (seed % 2**32, seed >> 32))
    return (2 * ((first << 32 | second) >> 12) + 1) / 2**53


def array_of(*values: int) -> Words:
    return np.array(values, dtype=np.uint32)


def sample(
    *, seed: int = 1, replication: int = 0, address: int = 0, count: int = 20_000
) -> NDArray[np.float64]:
    """Consecutive numbers of one address."""
    return uniforms(
        seed=seed,
        replication=replication,
        addresses=np.array(address, dtype=np.uint64),
        indices=np.arange(count),
    )


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        (
            (0, 0, 0, 0),
            (0, 0),
            (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
        ),
        (
            (WORD, WORD, WORD, WORD),
            (WORD, WORD),
            (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
        ),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
    ids=["zeros", "ones", "digits of pi"],
)
def test_the_known_answers_published_with_random123_are_met(
    counter: tuple[int, int, int, int], key: tuple[int, int], expected: tuple[int, ...]
) -> None:
    a, b, c, d = (array_of(word) for word in counter)
    found = philox4x32((a, b, c, d), key)
    assert tuple(int(word[0]) for word in found) == expected
    assert scalar_philox(counter, key) == expected


@given(st.lists(st.tuples(words, words, words, words), min_size=1, max_size=5), words, words)
def test_arrays_agree_with_the_scalar_generator(
    counters: list[tuple[int, int, int, int]], left: int, right: int
) -> None:
    a, b, c, d = (array_of(*column) for column in zip(*counters, strict=True))
    found = np.stack(philox4x32((a, b, c, d), (left, right)), axis=-1)
    assert found.dtype == np.uint32
    expected = [scalar_philox(counter, (left, right)) for counter in counters]
    assert [tuple(row) for row in found.tolist()] == expected


def test_a_key_may_be_an_array_and_inputs_are_left_alone() -> None:
    counter, keys = array_of(1, 2, 3), array_of(7, 8, 9)
    found = np.stack(philox4x32((counter, counter, counter, counter), (keys, keys)), axis=-1)
    assert counter.tolist() == [1, 2, 3]
    assert keys.tolist() == [7, 8, 9]
    assert [tuple(row) for row in found.tolist()] == [
        scalar_philox((c, c, c, c), (k, k)) for c, k in zip((1, 2, 3), (7, 8, 9), strict=True)
    ]


@given(
    addresses, st.integers(0, WORD), st.lists(addresses, max_size=4), st.lists(words, max_size=3)
)
def test_uniforms_place_seed_address_index_and_replication_as_written(
    seed: int, replication: int, places: list[int], numbers: list[int]
) -> None:
    found = uniforms(
        seed=seed,
        replication=replication,
        addresses=np.array(places, dtype=np.uint64)[:, np.newaxis],
        indices=np.array(numbers, dtype=np.int64),
    )
    assert found.shape == (len(places), len(numbers))
    assert found.tolist() == [
        [scalar_uniform(seed, replication, place, number) for number in numbers] for place in places
    ]


def test_one_by_one_gives_the_same_as_a_batch_of_any_shape() -> None:
    places = np.array([3, 2**40, 2**64 - 1], dtype=np.uint64)
    numbers = np.arange(50, dtype=np.uint32)
    batch = uniforms(seed=9, replication=4, addresses=places[:, np.newaxis], indices=numbers)
    swapped = uniforms(seed=9, replication=4, addresses=places, indices=numbers[:, np.newaxis])
    assert np.array_equal(batch, swapped.T)
    for (row, place), (column, number) in itertools.product(enumerate(places), enumerate(numbers)):
        alone = uniforms(
            seed=9, replication=4, addresses=np.asarray(place), indices=np.asarray(number)
        )
        assert alone.shape == ()
        assert alone == batch[row, column]


def test_the_smallest_and_the_largest_words_stay_strictly_inside() -> None:
    extremes = unit(array_of(0, WORD), array_of(0, WORD))
    assert extremes.tolist() == [2.0**-53, 1.0 - 2.0**-53]


def test_numbers_are_centres_of_cells_and_mirror_exactly() -> None:
    first, second = array_of(5, WORD - 5, 2**31), array_of(77 << 12, WORD - (77 << 12), 0)
    found = unit(first, second)
    assert found[0] + found[1] == 1.0
    assert found[2] == 0.5 + 2.0**-53


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("seed", -1),
        ("seed", 2**64),
        ("replication", -1),
        ("replication", 2**32),
        ("addresses", np.array([-1])),
        ("indices", np.array([3, -1])),
        ("indices", np.array([2**32])),
        ("indices", np.array([0.5])),
        ("indices", np.array([True])),
    ],
)
def test_what_does_not_fit_its_words_is_refused(name: str, wrong: object) -> None:
    arguments: dict[str, object] = {
        "seed": 1,
        "replication": 0,
        "addresses": np.array([1], dtype=np.uint64),
        "indices": np.array([1]),
    }
    with pytest.raises(ValueError, match=r"from 0 to 2\*\*"):
        uniforms(**(arguments | {name: wrong}))  # type: ignore[arg-type]


def test_the_largest_seed_replication_and_index_are_accepted() -> None:
    found = uniforms(
        seed=2**64 - 1,
        replication=WORD,
        addresses=np.array([2**64 - 1], dtype=np.uint64),
        indices=np.array([WORD]),
    )
    assert found.tolist() == [scalar_uniform(2**64 - 1, WORD, 2**64 - 1, WORD)]


@pytest.mark.parametrize("seed", [1, 2, 2**63 + 11])
def test_numbers_are_spread_evenly(seed: int) -> None:
    found = sample(seed=seed, address=0x9E3779B97F4A7C15, count=100_000)
    counts = np.bincount((found * 256).astype(np.int64), minlength=256)
    assert stats.chisquare(counts).pvalue > 1e-4
    assert stats.kstest(found, "uniform").pvalue > 1e-4


def test_pairs_of_neighbours_are_spread_evenly() -> None:
    found = sample(count=100_000)
    cells = (found[:-1:2] * 16).astype(np.int64) * 16 + (found[1::2] * 16).astype(np.int64)
    assert stats.chisquare(np.bincount(cells, minlength=256)).pvalue > 1e-4


@pytest.mark.parametrize(
    "neighbour",
    [
        sample(seed=2),
        sample(seed=1 + 2**32),
        sample(replication=1),
        sample(address=1),
        sample(address=2**32),
        np.roll(sample(), 1),
    ],
    ids=["seed", "seed high", "replication", "address", "address high", "index"],
)
def test_neighbours_are_not_correlated(neighbour: NDArray[np.float64]) -> None:
    correlation = np.corrcoef(sample(), neighbour)[0, 1]
    assert abs(correlation) < 4.0 / np.sqrt(neighbour.size)
