"""Where a factor's paths lead in the scenario, and which of them a study may vary."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sim.errors import ScenarioError
from sim.scenario.amounts import LISTED, Quantity, certain, parameter_key
from sim.scenario.listing import Listed, numbers
from sim.scenario.load import Loaded
from sim.scenario.model import Scenario
from sim.scenario.quantities import Bounds
from sim.scenario.settings import shape_at
from sim.scenario.shapes import Number, Shape, shape_of
from sim.scenario.studies.study import Target
from sim.scenario.texts import Wrong, printable

FRAME = ("start", "end", "time_zone")
"""What all runs of a study have in common, so that their hours and dates can be compared."""
LABELS = ("title", "description", "name", "url", "source", "confidence", "rivals", "observed")
"""What no run depends on."""
_HOLE = "\x00"


@dataclass(frozen=True, slots=True)
class Place:
    """What a path leads to.

    Attributes:
        path: The path.
        shape: What may stand there.
        bounds: What a number there may be; None where it takes no number.
        drawn: The number as the scenario has it; None where it has none.
        number: The path that is set: above `path`, if that leads to a parameter of a number.
        before, after: What stands around a parameter.
    """

    path: str
    shape: Shape
    bounds: Bounds | None
    drawn: Quantity | None
    number: str
    before: str = ""
    after: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it takes whole numbers only."""
        return self.bounds is not None and self.bounds.whole

    def target(self, law: Quantity | None) -> Target:
        """The place as a factor sets it."""
        return Target(
            path=self.path,
            law=law,
            is_whole=self.is_whole,
            number=self.number,
            before=self.before,
            after=self.after,
        )


class Places:
    """Finds what paths lead to in one scenario."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._numbers: Mapping[str, Listed] = numbers(loaded.scenario)

    def at(self, path: str) -> Place:
        """What a path leads to.

        Raises:
            Wrong: If it leads nowhere, or to what a study may not vary.
        """
        shown = f"'{printable(path, 200)}'"
        _may_vary(path, shown)
        parameter = self._parameter(path)
        if parameter is not None:
            return parameter
        try:
            shape = shape_at(
                path, self._loaded.document.root, shape=shape_of(Scenario), place="study"
            )
        except ScenarioError as error:
            raise Wrong(f"{shown}: {error.problems[0].what}") from None
        listed = self._numbers.get(path)
        bounds = shape.bounds if isinstance(shape, Number) else None
        drawn = listed.quantity if listed is not None else None
        return Place(path=path, shape=shape, bounds=bounds, drawn=drawn, number=path)

    def _parameter(self, path: str) -> Place | None:
        """The parameter of a distribution that a path leads to, if it does."""
        parts = path.split(".")
        number = ".".join(parts[:-2])
        listed = self._numbers.get(number)
        if (
            listed is None
            or parts[-2] != listed.quantity.form
            or parts[-2] in ("value", "discrete")
        ):
            return None
        quantity = listed.quantity
        keys = [str(parameter_key(quantity.form, n)) for n in range(len(quantity.parameters))]
        if parts[-1] not in keys:
            return None
        at = keys.index(parts[-1])
        drawn = quantity.parameters[at]
        before, after = _around(quantity, at)
        return Place(
            path=path,
            shape=Number(Bounds()),
            bounds=Bounds(),
            drawn=drawn if isinstance(drawn, Quantity) else certain(drawn),
            number=number,
            before=before,
            after=after,
        )


def _may_vary(path: str, shown: str) -> None:
    parts = path.split(".")
    if path in FRAME:
        raise Wrong(
            f"{shown} is the same in all runs of a study, so that they can be compared; give "
            "another scenario another study"
        )
    if parts[-1] in LABELS or parts[0] in ("sources", "extends"):
        raise Wrong(f"no run depends on {shown}; a study varies what runs depend on")
    if not all(parts):
        raise Wrong(f"{shown} is no path; paths are written as roads.NAME.length_km")


def _around(quantity: Quantity, at: int) -> tuple[str, str]:
    """The text of a distribution before and after one of its parameters."""
    before, _, after = _text(quantity, at).partition(_HOLE)
    return before, after


def _text(quantity: Quantity, hole: int | None = None) -> str:
    """A quantity as a scenario writes it, with a hole for one of its parameters."""
    form = quantity.form
    if form == "discrete":
        return f"{{discrete: [{', '.join(f'[{v!r}, {w!r}]' for v, w in quantity.parameters)}]}}"
    parts = []
    for position, parameter in enumerate(quantity.parameters):
        text = _text(parameter) if isinstance(parameter, Quantity) else repr(parameter)
        parts.append(_HOLE if position == hole else text)
    if form == "value":
        return f"{{value: {parts[0]}}}"
    keys = [parameter_key(form, position) for position in range(len(parts))]
    pairs = (f"{key}: {part}" for key, part in zip(keys, parts, strict=True))
    inner = f"[{', '.join(parts)}]" if form in LISTED else f"{{{', '.join(pairs)}}}"
    ends = (("low", quantity.low), ("high", quantity.high))
    cuts = "".join(f", {key}: {end!r}" for key, end in ends if end is not None)
    return f"{{{form}: {inner}{cuts}}}"


def unbound(bounds: Bounds) -> Bounds:
    """The same bounds for a number that the design makes certain before any run."""
    return replace(bounds, fixed=False, each=None)
