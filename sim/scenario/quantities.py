"""Numbers with where they came from: a bare number, a value, or a distribution.

A distribution is given by what an analyst knows (lowest, most likely, highest; median and 90th
percentile). A quantity that is drawn per household, load or convoy may have parameters that are
quantities themselves, drawn once per run.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sim.scenario.texts import Wrong, described, did_you_mean, number

Confidence = Literal["measured", "reported", "assumed"]
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
        return self._end(min, self.low, lowest=True)

    def most(self) -> float:
        """The highest value it can take; infinity where nothing bounds it."""
        return self._end(max, self.high, lowest=False)

    def _end(
        self, choose: Callable[..., float], cut: float | None, *, lowest: bool
    ) -> float:
        if cut is not None:
            return cut
        match self.form:
            case "value":
                return self.value
            case "discrete":
                return choose(pair[0] for pair in self.parameters)
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
            inner = ", ".join(_shown(parameter) for parameter in self.parameters)
        else:
            names = ("median", "p90/median") if self.form == "lognormal" else NAMED[self.form]
            pairs = zip(names, self.parameters, strict=True)
            inner = ", ".join(f"{name} {_shown(parameter)}" for name, parameter in pairs)
        cuts = [("from", self.low), ("to", self.high)]
        cut = "".join(f" {word} {figure(v)}" for word, v in cuts if v is not None)
        return f"{self.form} {inner}{cut}"


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
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:g}"


def _shown(parameter: "float | Quantity") -> str:
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


@dataclass(frozen=True, slots=True)
class Bounds:
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
        """The bounds as a message says them."""
        kind = "a whole number" if self.whole else "a number"
        if self.least is not None and self.most is not None:
            return f"{kind} from {figure(self.least)} to {figure(self.most)}"
        if self.above is not None:
            return f"{kind} above {figure(self.above)}"
        if self.least is not None:
            return f"{kind} of at least {figure(self.least)}"
        return kind

    def admits(self, least: float, most: float) -> bool:
        """Whether every value between the two ends is allowed."""
        low_ok = (self.least is None or least >= self.least) and (
            self.above is None or least > self.above
        )
        return low_ok and (self.most is None or most <= self.most)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read the quantity by its form, reporting one problem at its own place."""

        def read(value: object, info: core_schema.ValidationInfo) -> Quantity:
            if isinstance(value, Quantity):
                return value
            try:
                return read_quantity(value, bounds=self, sources=known(info, "sources"))
            except Wrong as wrong:
                raise wrong.as_pydantic() from None

        return core_schema.with_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The quantity as an editor should offer it."""
        return quantity_schema(self)


def known(info: core_schema.ValidationInfo, collection: str) -> frozenset[str] | None:
    """The names defined in a collection of the file, or None when nobody said."""
    if not info.context:
        return None
    return cast("frozenset[str]", info.context["names"].get(collection, frozenset()))


def read_quantity(
    value: object, *, bounds: Bounds, sources: frozenset[str] | None = None
) -> Quantity:
    """A quantity from what stands in the file.

    Raises:
        Wrong: With the keys below the quantity that lead to the problem.
    """
    if not isinstance(value, Mapping):
        if isinstance(value, list):
            raise Wrong(f"{bounds.words()} is needed here, found a list; a distribution is named, "
                        "as {pert: [low, most likely, high]}")
        return _checked(certain(number(value)), bounds)
    form = _form(value, bounds)
    quantity = _read_form(form, value[form], bounds=bounds)
    if form in NAMED:
        quantity = _truncated(quantity, value, bounds=bounds)
    elif "low" in value or "high" in value:
        raise Wrong(f"low and high do not go with {form}, which is bounded by itself",
                    ("low" if "low" in value else "high",), at_key=True)
    quantity = _checked(quantity, bounds)
    origin = read_origin(value, sources)
    return replace(quantity, source=origin[0], confidence=origin[1], rivals=origin[2])


def _form(value: Mapping[str, Any], bounds: Bounds) -> str:
    allowed = (*FORMS, *ORIGIN_KEYS, "low", "high")
    for key in value:
        if key not in allowed:
            raise Wrong(f"unknown key; {did_you_mean(str(key), allowed)}", (key,), at_key=True)
    forms = [form for form in FORMS if form in value]
    if len(forms) != 1:
        found = " and ".join(forms) or "none"
        raise Wrong(f"a number needs exactly one of {', '.join(FORMS)}; found {found}")
    if bounds.fixed and forms[0] != "value":
        raise Wrong(f"this must be a certain number, found {forms[0]}", (forms[0],), at_key=True)
    return forms[0]


def _read_form(form: str, given: Any, *, bounds: Bounds) -> Quantity:
    if form == "value":
        try:
            return certain(number(given))
        except Wrong as wrong:
            raise wrong.under(form) from None
    if form == "discrete":
        return _read_discrete(given)
    if form in LISTED:
        names = LISTED[form]
        if not isinstance(given, list) or len(given) != len(names):
            raise Wrong(f"{form} takes a list of {len(names)}: [{', '.join(names)}]", (form,))
        pairs = list(enumerate(given))
    else:
        pairs = _named_parameters(form, given)
    parameters = tuple(
        _parameter(part, bounds=bounds, path=(form, key)) for key, part in pairs
    )
    return _shaped(form, parameters)


def _named_parameters(form: str, given: Any) -> list[tuple[Any, Any]]:
    names = NAMED[form]
    if not isinstance(given, Mapping):
        raise Wrong(f"{form} takes a mapping of {', '.join(names)}", (form,))
    wanted = list(names)
    if form == "lognormal" and "p90_over_median" in given:
        wanted = ["median", "p90_over_median"]
    for key in given:
        if key not in wanted:
            options = {*names, "p90_over_median"} if form == "lognormal" else set(names)
            raise Wrong(f"unknown key; {did_you_mean(str(key), options)}", (form, key), at_key=True)
    for key in wanted:
        if key not in given:
            raise Wrong(f"{form} also needs '{key}'", (form,))
    return [(key, given[key]) for key in wanted]


def _parameter(given: Any, *, bounds: Bounds, path: tuple[Any, ...]) -> "float | Quantity":
    try:
        if isinstance(given, Mapping):
            if bounds.each is None:
                raise Wrong("a distribution inside a distribution is only for what is drawn per "
                            "household, load or convoy; write a number")
            return read_quantity(given, bounds=Bounds())
        return number(given)
    except Wrong as wrong:
        raise wrong.under(*path) from None


def _read_discrete(given: Any) -> Quantity:
    if not isinstance(given, list) or not given:
        raise Wrong("discrete takes a list of [value, weight]", ("discrete",))
    pairs = []
    for position, pair in enumerate(given):
        if not isinstance(pair, list) or len(pair) != 2:
            raise Wrong("discrete takes a list of [value, weight]", ("discrete", position))
        try:
            value, weight = number(pair[0]), number(pair[1])
        except Wrong as wrong:
            raise wrong.under("discrete", position) from None
        if weight < 0:
            raise Wrong("a weight cannot be negative", ("discrete", position))
        pairs.append((value, weight))
    if sum(weight for _, weight in pairs) <= 0:
        raise Wrong("at least one weight must be above zero", ("discrete",))
    return Quantity(form="discrete", parameters=tuple(sorted(pairs)))


def _shaped(form: str, parameters: tuple[Any, ...]) -> Quantity:
    """The quantity once its parameters fit each other; ends of nested ones must fit too."""
    lows = [p.least() if isinstance(p, Quantity) else p for p in parameters]
    highs = [p.most() if isinstance(p, Quantity) else p for p in parameters]
    if form in LISTED and any(a > b for a, b in zip(highs, lows[1:], strict=False)):
        order = " <= ".join(LISTED[form])
        shown = ", ".join(_shown(parameter) for parameter in parameters)
        raise Wrong(f"{form} must be in order, {order}; found {shown}", (form,))
    if form == "lognormal":
        return _lognormal(parameters, lows)
    if form == "normal" and lows[1] < 0:
        raise Wrong("sd cannot be negative", (form, "sd"))
    if form in ("exponential", "weibull"):
        for name, low in zip(NAMED[form], lows, strict=True):
            if low <= 0:
                raise Wrong(f"{name} must be above zero", (form, name))
    return Quantity(form=form, parameters=parameters)


def _lognormal(parameters: tuple[Any, ...], lows: list[float]) -> Quantity:
    if lows[0] <= 0:
        raise Wrong("median must be above zero", ("lognormal", "median"))
    return Quantity(form="lognormal", parameters=parameters)


def _truncated(quantity: Quantity, value: Mapping[str, Any], *, bounds: Bounds) -> Quantity:
    if quantity.form == "lognormal":
        quantity = _with_ratio(quantity, value["lognormal"])
    ends: dict[str, float | None] = {"low": None, "high": None}
    for key in ends:
        if key in value:
            try:
                ends[key] = number(value[key])
            except Wrong as wrong:
                raise wrong.under(key) from None
    low, high = ends["low"], ends["high"]
    if low is not None and high is not None and low >= high:
        raise Wrong("low must be below high", ("low",))
    cut = replace(quantity, low=low, high=high)
    if (quantity.form != "normal" and high is not None and high <= 0) or (
        low is not None and high is None and low >= quantity.most()
    ):
        raise Wrong("nothing is left between low and high", ("high",))
    return cut


def _with_ratio(quantity: Quantity, given: Mapping[str, Any]) -> Quantity:
    median, spread = quantity.parameters
    if "p90_over_median" in given:
        least = spread.least() if isinstance(spread, Quantity) else spread
        if least < 1:
            raise Wrong("p90_over_median must be at least 1", ("lognormal", "p90_over_median"))
        return quantity
    if isinstance(median, Quantity) or isinstance(spread, Quantity):
        raise Wrong("with a drawn median or p90, give p90_over_median", ("lognormal",))
    if spread < median:
        raise Wrong("p90 must not be below the median", ("lognormal", "p90"))
    return replace(quantity, parameters=(median, spread / median))


def _checked(quantity: Quantity, bounds: Bounds) -> Quantity:
    least, most = quantity.least(), quantity.most()
    if quantity.is_certain:
        value = quantity.value
        if not bounds.admits(value, value):
            raise Wrong(f"{bounds.words()} is needed here, found {figure(value)}")
        if bounds.whole and value != int(value):
            raise Wrong(f"{bounds.words()} is needed here, found {figure(value)}")
        return quantity
    # A drawn rate may have zero as the end of its range only where zero itself is allowed;
    # lognormal, exponential and weibull come near zero but never reach it.
    touches = least == 0 and quantity.form in ("lognormal", "exponential", "weibull")
    shown = least + 1e-300 if touches and bounds.above == 0 else least
    if not bounds.admits(shown, most):
        ends = f"{_end_text(least)} to {_end_text(most)}"
        cut = "; cut it off with low and high" if quantity.form in NAMED else ""
        raise Wrong(f"{quantity.form} can leave its range: {bounds.words()} is needed, "
                    f"it goes from {ends}{cut}", (quantity.form,))
    return quantity


def _end_text(value: float) -> str:
    if value in (float("inf"), float("-inf")):
        return "minus infinity" if value < 0 else "infinity"
    return figure(value)


def read_origin(
    value: Mapping[str, Any], sources: frozenset[str] | None
) -> tuple[str | None, str | None, tuple[Rival, ...]]:
    """Source, confidence and rivals beside a value.

    Raises:
        Wrong: If a source is not defined or a confidence not one of the three words.
    """
    source = _source(value.get("source"), sources) if "source" in value else None
    confidence = None
    if "confidence" in value:
        confidence = value["confidence"]
        if confidence not in CONFIDENCES:
            raise Wrong(f"confidence is one of {', '.join(CONFIDENCES)}; found "
                        f"{described(confidence)}", ("confidence",))
    return source, str(confidence) if confidence else None, _rivals(value.get("rivals"), sources)


def _source(given: object, sources: frozenset[str] | None) -> str:
    if not isinstance(given, str):
        raise Wrong(f"the name of a source is needed here, found {described(given)}", ("source",))
    if sources is not None and given not in sources:
        raise Wrong(f"no source '{given}'; {did_you_mean(given, sources)}", ("source",))
    return str(given)


def _rivals(given: object, sources: frozenset[str] | None) -> tuple[Rival, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise Wrong("rivals are a list of {value, source}", ("rivals",))
    rivals = []
    for position, rival in enumerate(given):
        if not isinstance(rival, Mapping) or not set(rival) <= {"value", "source"}:
            raise Wrong("a rival is {value, source}", ("rivals", position))
        if not isinstance(rival.get("value"), str | int | float):
            raise Wrong("a rival needs a value", ("rivals", position))
        try:
            source = _source(rival["source"], sources) if "source" in rival else None
        except Wrong as wrong:
            raise wrong.under("rivals", position) from None
        rivals.append(Rival(value=str(rival["value"]), source=source))
    return tuple(rivals)


def quantity_schema(bounds: Bounds) -> JsonSchemaValue:
    """The JSON Schema of a quantity, for editors."""
    bare: dict[str, Any] = {"type": "integer" if bounds.whole else "number"}
    names = (("least", "minimum"), ("most", "maximum"), ("above", "exclusiveMinimum"))
    bare |= {theirs: getattr(bounds, ours) for ours, theirs in names
             if getattr(bounds, ours) is not None}
    number_part: dict[str, Any] = {"type": "number"}
    part = {"type": ["number", "object"]} if bounds.each else number_part
    forms: dict[str, Any] = {"value": bare}
    if not bounds.fixed:
        forms |= {form: {"type": "array", "items": part, "minItems": len(names_),
                         "maxItems": len(names_)} for form, names_ in LISTED.items()}
        forms |= {form: {"type": "object", "additionalProperties": False,
                         "properties": {name: part for name in (*names_, *(
                             ("p90_over_median",) if form == "lognormal" else ()))}}
                  for form, names_ in NAMED.items()}
        forms["discrete"] = {"type": "array", "items": {
            "type": "array", "items": number_part, "minItems": 2, "maxItems": 2}}
        forms |= {"low": number_part, "high": number_part}
    mapping = {
        "type": "object",
        "additionalProperties": False,
        "properties": forms | origin_schema(),
    }
    return {"anyOf": [bare, mapping]}


def origin_schema() -> dict[str, Any]:
    """The JSON Schema of source, confidence and rivals."""
    rival = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"value": {"type": ["string", "number"]}, "source": {"type": "string"}},
    }
    return {
        "source": {"type": "string"},
        "confidence": {"enum": list(CONFIDENCES)},
        "rivals": {"type": "array", "items": rival},
    }


Any_ = Annotated[Quantity, Bounds()]
Positive = Annotated[Quantity, Bounds(above=0)]
NonNegative = Annotated[Quantity, Bounds(least=0)]
Share = Annotated[Quantity, Bounds(least=0, most=1)]
Count = Annotated[Quantity, Bounds(least=0, whole=True)]
PositiveCount = Annotated[Quantity, Bounds(least=1, whole=True)]
FixedCount = Annotated[Quantity, Bounds(least=0, whole=True, fixed=True)]
FixedPositiveCount = Annotated[Quantity, Bounds(least=1, whole=True, fixed=True)]
FixedPositive = Annotated[Quantity, Bounds(above=0, fixed=True)]
FixedNonNegative = Annotated[Quantity, Bounds(least=0, fixed=True)]


def drawn_for(each: str, *, least: float | None = 0, above: float | None = None) -> Bounds:
    """Bounds of a number drawn for each household, load, convoy or request."""
    return Bounds(least=least, above=above, each=each)
