"""Looks numbers up by address for one replication, whatever they are for."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.clock import HOUR, whole_number
from sim.randomness.distributions import invert
from sim.randomness.philox import uniforms
from sim.randomness.purposes import Purpose, address
from sim.scenario.quantities import Quantity, parameter_key
from sim.scenario.roster import Roster

Floats = npt.NDArray[np.float64]


class Lookup:
    """Draws by address for one replication; knows the numbers drawn once per run."""

    def __init__(self, roster: Roster, *, seed: int, replication: int) -> None:
        self.roster = roster
        self.seed = seed
        self.replication = replication
        self.values: dict[str, float] = {}
        drawn = []
        for path, listed in roster.numbers.items():
            if listed.bounds.each is not None:
                continue
            if listed.quantity.is_certain:
                self.values[path] = listed.quantity.value
            else:
                drawn.append(listed)
        if drawn:
            addresses = [address(Purpose.QUANTITY, listed.path) for listed in drawn]
            found = self._at(addresses, np.zeros(len(drawn), dtype=np.int64))
            for listed, uniform in zip(drawn, found, strict=True):
                value = float(inverted(listed.quantity, np.array([uniform]))[0])
                self.values[listed.path] = (
                    float(whole_number(value)) if listed.bounds.whole else value
                )

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


def inverted(quantity: Quantity, found: Floats) -> Floats:
    """The values a quantity takes at given uniforms."""
    parameters = (quantity.parameters,) if quantity.form == "discrete" else quantity.parameters
    return invert(quantity.form, parameters, found, low=quantity.low, high=quantity.high)


def to_seconds(hours: Floats) -> tuple[int, ...]:
    """Durations in hours as whole seconds."""
    # As `clock.duration_seconds` has it, all at once.
    seconds = np.maximum(1.0, np.floor(hours * HOUR + 0.5))
    return tuple(map(int, seconds.tolist()))
