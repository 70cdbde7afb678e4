"""Looks numbers up by address for one replication, whatever they are for."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.clock import HOUR, whole_number
from sim.randomness.distributions import invert
from sim.randomness.philox import uniforms
from sim.randomness.purposes import Purpose, address
from sim.scenario.listing import Listed
from sim.scenario.quantities import Quantity, parameter_key
from sim.scenario.roster import Roster

Floats = npt.NDArray[np.float64]


class Lookup:
    """Draws by address for one replication; knows the numbers drawn once per run."""

    def __init__(self, roster: Roster, *, seed: int, replication: int) -> None:
        self.roster = roster
        self.seed = seed
        self.replication = replication
        self.values = drawn_once(roster, seed=seed, replications=[replication])[0]

    def _at(self, addresses: Sequence[int], indices: npt.NDArray[np.int64]) -> Floats:
        return uniforms(
            seed=self.seed,
            replication=self.replication,
            addresses=np.array(addresses, dtype=np.uint64),
            indices=indices,
        )

    def uniforms(self, purpose: Purpose, entity: str, count: int) -> Floats:
        """Uniforms of one entity, by index."""
        return self._at([address(purpose, entity)], np.arange(count))

    def at_indices(self, purpose: Purpose, entity: str, indices: npt.NDArray[np.int64]) -> Floats:
        """Uniforms of one entity at given indices."""
        return self._at([address(purpose, entity)], indices)

    def quantity(self, path: str) -> Quantity:
        """A quantity whose own parameters have been drawn."""
        quantity = self.roster.numbers[path].quantity
        if not any(True for _ in quantity.nested()):
            return quantity
        parameters = tuple(
            self.values[f"{path}.{quantity.form}.{parameter_key(quantity.form, position)}"]
            if isinstance(parameter, Quantity)
            else parameter
            for position, parameter in enumerate(quantity.parameters)
        )
        return replace(quantity, parameters=parameters)

    def each(self, path: str, purpose: Purpose, entity: str, count: int) -> Floats:
        """A number drawn for each of so many."""
        quantity = self.quantity(path)
        if quantity.is_certain:
            return np.full(count, quantity.value)
        return inverted(quantity, self.uniforms(purpose, entity, count))

    def whole(self, path: str) -> int:
        """A whole number drawn once per run."""
        return int(self.values[path])


def drawn_once(roster: Roster, *, seed: int, replications: Sequence[int]) -> list[dict[str, float]]:
    """The numbers drawn once per run, by path, in each of some replications.

    All replications' values of one number are inverted together, which takes hardly longer than
    those of one.
    """
    listed = [each for each in roster.numbers.values() if each.bounds.each is None]
    drawn = [each for each in listed if not each.quantity.is_certain]
    addresses = [address(Purpose.QUANTITY, each.path) for each in drawn]
    found = _at_first(addresses, seed=seed, replications=replications)
    certain = {each.path: each.quantity.value for each in listed if each.quantity.is_certain}
    values = {each.path: _settled(each, found[:, place]) for place, each in enumerate(drawn)}
    return [
        certain | {path: of_number[place] for path, of_number in values.items()}
        for place in range(len(replications))
    ]


def _at_first(addresses: Sequence[int], *, seed: int, replications: Sequence[int]) -> Floats:
    """The first uniform of every address; shape (replications, addresses)."""
    where, first = np.array(addresses, dtype=np.uint64), np.zeros(1, dtype=np.int64)
    found = [
        uniforms(seed=seed, replication=each, addresses=where, indices=first)
        for each in replications
    ]
    return np.array(found).reshape(len(replications), len(addresses))


def _settled(listed: Listed, found: Floats) -> list[float]:
    """A number's values at given uniforms, rounded where only whole ones have a meaning."""
    values: list[float] = inverted(listed.quantity, found).tolist()
    return [float(whole_number(value)) for value in values] if listed.bounds.whole else values


def inverted(quantity: Quantity, found: Floats) -> Floats:
    """The values a quantity takes at given uniforms."""
    parameters = (quantity.parameters,) if quantity.form == "discrete" else quantity.parameters
    return invert(quantity.form, parameters, found, low=quantity.low, high=quantity.high)


def to_seconds(hours: Floats) -> tuple[int, ...]:
    """Durations in hours as whole seconds."""
    # As `clock.duration_seconds` has it, all at once.
    seconds = np.maximum(1.0, np.floor(hours * HOUR + 0.5))
    return tuple(map(int, seconds.tolist()))
