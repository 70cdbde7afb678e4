"""Numbers of a scenario, certain or drawn, with where they came from.

A distribution is given by what an analyst knows (lowest, most likely, highest; median and 90th
percentile). A quantity that is drawn per household, load or convoy may have parameters that are
quantities themselves, drawn once per run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

CONFIDENCES: tuple[str, ...] = ("measured", "reported", "assumed")
LISTED = {
    "pert": ("low", "most likely", "high"),
    "triangular": ("low", "most likely", "high"),
    "uniform": ("low", "high"),
}
NAMED = {
    "lognormal": ("median", "p90"),
    "normal": ("mean", "sd"),
    "exponential": ("mean",),
    "weibull": ("scale", "shape"),
}
FORMS = ("value", *LISTED, *NAMED, "discrete")
ORIGIN_KEYS = ("source", "confidence", "rivals")
UNITS = (
    ("vehicles_per_hour", "vehicles/h"),
    ("vehicles_per_day", "vehicles/day"),
    ("vehicles_per_km", "vehicles/km"),
    ("per_hour", "1/h"),
    ("hours_before_due", "h"),
    ("late_by_hours", "h"),
    ("hours", "h"),
    ("minutes", "min"),
    ("days", "days"),
    ("kmh", "km/h"),
    ("km", "km"),
    ("m", "m"),
    ("probability", "probability"),
    ("share", "share"),
    ("heeded_by", "share"),
    ("latitude", "degrees"),
    ("longitude", "degrees"),
    ("people", "people"),
    ("personnel", "people"),
    ("vehicles", "vehicles"),
    ("loads", "loads"),
    ("loads_per_household", "loads/household"),
    ("people_per_vehicle", "people/vehicle"),
    ("vehicles_per_household", "vehicles/household"),
)


def unit_of(key: str) -> str:
    """The unit a key's name ends in; empty where it is a plain number.

    >>> unit_of("saturation_vehicles_per_hour"), unit_of("prudence")
    ('vehicles/h', '')
    """
    ends = [(name, unit) for name, unit in UNITS if key == name or key.endswith("_" + name)]
    return max(ends, key=lambda end: len(end[0]))[1] if ends else ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another figure for the same thing, from another source; kept beside the one used."""

    value: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the scenario, certain or drawn.

    Attributes:
        form: `value` or the name of a distribution.
        parameters: Numbers in the order of the form; lognormal holds (median, p90 over median),
            discrete holds pairs of value and weight. A parameter may be a quantity where the
            number is drawn per household, load or convoy.
        low, high: Bounds by which an unbounded form is cut off.
        source: Name of its source in the file, as set at this number.
        confidence: measured, reported or assumed.
        rivals: Figures of other sources.
    """

    form: str
    parameters: tuple[Any, ...]
    low: float | None = None
    high: float | None = None
    source: str | None = None
    confidence: str | None = None
    rivals: tuple[Rival, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the number needs no draw."""
        return self.form == "value"

    @property
    def value(self) -> float:
        """The number itself; only of a certain quantity."""
        if not self.is_certain:
            raise ValueError("a drawn quantity has no single value")
        return cast(float, self.parameters[0])

    def likely(self) -> float:
        """The most likely (or median, or mean) value, by which plans and routes are made."""
        first = _likely(self.parameters[0]) if self.form != "discrete" else 0.0
        match self.form:
            case "pert" | "triangular":
                found = _likely(self.parameters[1])
            case "uniform":
                found = (first + _likely(self.parameters[1])) / 2
            case "discrete":
                found = cast(float, max(self.parameters, key=lambda pair: (pair[1], -pair[0]))[0])
            case _:
                found = first
        return _clipped(found, self.low, self.high)

    def least(self) -> float:
        """The lowest value it can take; minus infinity where nothing bounds it."""
        end = self._end(min, lowest=True)
        return end if self.low is None else max(end, self.low)

    def most(self) -> float:
        """The highest value it can take; infinity where nothing bounds it."""
        end = self._end(max, lowest=False)
        return end if self.high is None else min(end, self.high)

    def _end(self, choose: Callable[..., float], *, lowest: bool) -> float:
        match self.form:
            case "value":
                return self.value
            case "discrete":
                return choose(value for value, weight in self.parameters if weight > 0)
            case "pert" | "triangular" | "uniform":
                end = self.parameters[0] if lowest else self.parameters[-1]
                if isinstance(end, Quantity):
                    return end.least() if lowest else end.most()
                return cast(float, end)
            case "normal":
                return float("-inf") if lowest else float("inf")
            case _:
                return 0.0 if lowest else float("inf")

    def nested(self) -> Iterator[tuple[tuple[str | int, ...], "Quantity"]]:
        """The parameters that are quantities themselves, each with its keys below this one."""
        for position, parameter in enumerate(self.parameters):
            if isinstance(parameter, Quantity):
                yield (self.form, parameter_key(self.form, position)), parameter

    def text(self) -> str:
        """The quantity in words: `3`, or `pert 200, 400, 800`."""
        if self.is_certain:
            return figure(self.value)
        if self.form == "discrete":
            inner = ", ".join(f"{figure(v)} (weight {figure(w)})" for v, w in self.parameters)
        elif self.form in LISTED:
            inner = ", ".join(shown(parameter) for parameter in self.parameters)
        else:
            names = ("median", "p90/median") if self.form == "lognormal" else NAMED[self.form]
            pairs = zip(names, self.parameters, strict=True)
            inner = ", ".join(f"{name} {shown(parameter)}" for name, parameter in pairs)
        cuts = [("from", self.low), ("to", self.high)]
        cut = "".join(f" {word} {figure(v)}" for word, v in cuts if v is not None)
        return f"{self.form} {inner}{cut}"


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be, and how often it is drawn.

    Attributes:
        least, most: Closed bounds.
        above: An open lower bound, such as zero for a rate.
        whole: Whether only whole numbers make sense; drawn ones are rounded.
        fixed: Whether it must be a certain number (an input of the program, not of the world).
        each: What it is drawn for (`household`, `load`, ...) if not once per run.
    """

    least: float | None = None
    most: float | None = None
    above: float | None = None
    whole: bool = False
    fixed: bool = False
    each: str | None = None

    def words(self) -> str:
        """The range as a message says it."""
        kind = "a whole number" if self.whole else "a number"
        if self.least is not None and self.most is not None:
            return f"{kind} from {figure(self.least)} to {figure(self.most)}"
        if self.above is not None:
            up_to = f" and up to {figure(self.most)}" if self.most is not None else ""
            return f"{kind} above {figure(self.above)}{up_to}"
        if self.least is not None:
            return f"{kind} of at least {figure(self.least)}"
        return kind

    def admits(self, least: float, most: float) -> bool:
        """Whether every value between the two ends is allowed."""
        low_ok = (self.least is None or least >= self.least) and (
            self.above is None or least > self.above
        )
        return low_ok and (self.most is None or most <= self.most)


def parameter_key(form: str, position: int) -> str | int:
    """The key under which a form's parameter stands in the file."""
    if form in LISTED:
        return position
    if form == "lognormal" and position == 1:
        return "p90_over_median"
    return NAMED[form][position]


def certain(value: float) -> Quantity:
    """A quantity that is just this number."""
    return Quantity(form="value", parameters=(float(value),))


def figure(value: float) -> str:
    """A number without needless digits.

    >>> figure(3.0), figure(0.25), figure(1600.0)
    ('3', '0.25', '1600')
    """
    if value in (float("inf"), float("-inf")):
        return "minus infinity" if value < 0 else "infinity"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:g}"


def shown(parameter: "float | Quantity") -> str:
    """A parameter in words, in brackets if it is drawn itself."""
    if isinstance(parameter, Quantity):
        return f"[{parameter.text()}]"
    return figure(parameter)


def _likely(parameter: "float | Quantity") -> float:
    return parameter.likely() if isinstance(parameter, Quantity) else parameter


def _clipped(value: float, low: float | None, high: float | None) -> float:
    if low is not None and value < low:
        return low
    if high is not None and value > high:
        return high
    return value
