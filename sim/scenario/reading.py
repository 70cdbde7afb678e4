"""A quantity from what stands in the file: which form it has, and whether its numbers fit it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sim.scenario.amounts import (
    CONFIDENCES,
    FORMS,
    LISTED,
    NAMED,
    ORIGIN_KEYS,
    Quantity,
    Range,
    Rival,
    certain,
    figure,
    shown,
)
from sim.scenario.nodes import COMMAND_LINE
from sim.scenario.texts import Meant, Wrong, described, number
from sim.scenario.truncation import LEAST_PROBABILITY, probability_between

Sources = Collection[str] | None
LEAST_SHAPE = 0.1
"""Below it a Weibull distribution has values beyond all meaning."""


def read_quantity(value: object, *, bounds: Range, sources: Sources = None) -> Quantity:
    """A quantity from what stands in the file.

    Raises:
        Wrong: With the keys below the quantity that lead to the problem.
    """
    if isinstance(value, list):
        raise Wrong(
            f"{bounds.words()} is needed here, found a list; a distribution is named, "
            "as {pert: [low, most likely, high]}"
        )
    if not isinstance(value, Mapping):
        return _within(certain(_number(value, bounds=bounds)), bounds)
    form = _form(value, bounds)
    quantity = _of_form(form, value[form], bounds=bounds, sources=sources)
    if form in NAMED:
        quantity = _cut_off(quantity, value)
    elif "low" in value or "high" in value:
        key = "low" if "low" in value else "high"
        raise Wrong(f"'{key}' does not go with {form}, which has ends already", (key,), at_key=True)
    quantity = _within(quantity, bounds)
    source, confidence, rivals = read_origin(value, sources)
    return replace(quantity, source=source, confidence=confidence, rivals=rivals)


def _number(value: object, *, bounds: Range) -> float:
    if value is None:
        raise Wrong(f"{bounds.words()} is needed here, found nothing")
    return number(value)


def _form(value: Mapping[str, Any], bounds: Range) -> str:
    allowed = (*FORMS, *ORIGIN_KEYS, "low", "high")
    for key in value:
        if key not in allowed:
            raise Wrong("unknown key", (key,), at_key=True, meant=Meant(str(key), allowed))
    forms = [form for form in FORMS if form in value]
    if len(forms) != 1:
        found = " and ".join(forms) or "none"
        raise Wrong(f"a number needs exactly one of {', '.join(FORMS)}; found {found}")
    if bounds.fixed and forms[0] != "value":
        raise Wrong(
            f"this must be a certain number, found {forms[0]}; write {{value: ...}}",
            (forms[0],),
            at_key=True,
        )
    return forms[0]


def _of_form(form: str, given: Any, *, bounds: Range, sources: Sources) -> Quantity:
    if form == "value":
        try:
            return certain(_number(given, bounds=bounds))
        except Wrong as wrong:
            raise wrong.under(form) from None
    if form == "discrete":
        return _discrete(given)
    if form in LISTED:
        names = LISTED[form]
        if not isinstance(given, list) or len(given) != len(names):
            raise Wrong(f"{form} takes a list of {len(names)}: [{', '.join(names)}]", (form,))
        pairs = list(enumerate(given))
    else:
        pairs = _named_parameters(form, given)
    parameters = tuple(
        _parameter(part, bounds=bounds, sources=sources, path=(form, key)) for key, part in pairs
    )
    return _fitting(form, parameters, keys=[key for key, _ in pairs])


def _named_parameters(form: str, given: Any) -> list[tuple[Any, Any]]:
    names = NAMED[form]
    if not isinstance(given, Mapping):
        raise Wrong(f"{form} takes a mapping of {', '.join(names)}", (form,))
    wanted = names
    if form == "lognormal" and "p90_over_median" in given and "p90" not in given:
        wanted = ("median", "p90_over_median")
    options = {*names, "p90_over_median"} if form == "lognormal" else set(names)
    for key in given:
        if key not in options:
            raise Wrong("unknown key", (form, key), at_key=True, meant=Meant(str(key), options))
        if key not in wanted:
            raise Wrong("give p90 or p90_over_median, not both", (form, key), at_key=True)
    for key in wanted:
        if key not in given:
            either = " (or 'p90_over_median')" if key == "p90" else ""
            raise Wrong(f"{form} needs '{key}'{either}", (form,))
    return [(key, given[key]) for key in wanted]


def _parameter(
    given: Any, *, bounds: Range, sources: Sources, path: tuple[Any, ...]
) -> "float | Quantity":
    try:
        if not isinstance(given, Mapping):
            return number(given)
        if bounds.each is None:
            raise Wrong(
                "a distribution inside a distribution is only for what is drawn per household, "
                "load or convoy; write a number"
            )
        return read_quantity(given, bounds=Range(), sources=sources)
    except Wrong as wrong:
        raise wrong.under(*path) from None


def _discrete(given: Any) -> Quantity:
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
            raise Wrong("a weight cannot be negative", ("discrete", position, 1))
        pairs.append((value, weight))
    if sum(weight for _, weight in pairs) <= 0:
        raise Wrong("at least one weight must be above zero", ("discrete",))
    return Quantity(form="discrete", parameters=tuple(sorted(pairs)))


def _fitting(form: str, parameters: tuple[Any, ...], *, keys: list[Any]) -> Quantity:
    """The quantity once its parameters fit each other; ends of nested ones must fit too."""
    lows = [p.least() if isinstance(p, Quantity) else p for p in parameters]
    highs = [p.most() if isinstance(p, Quantity) else p for p in parameters]
    if form in LISTED:
        if any(high > low for high, low in zip(highs, lows[1:], strict=False)):
            order = " <= ".join(LISTED[form])
            found = ", ".join(shown(parameter) for parameter in parameters)
            raise Wrong(f"{form} must be in order, {order}; found {found}", (form,))
        return Quantity(form=form, parameters=parameters)
    for key, low, parameter in zip(keys, lows, parameters, strict=True):
        positive = _stays_positive(parameter) if isinstance(parameter, Quantity) else low > 0
        if not positive and (form == "exponential" or key != "mean"):
            raise Wrong(f"{key} must be above zero, found {shown(parameter)}", (form, key))
    if form == "weibull" and lows[1] < LEAST_SHAPE:
        raise Wrong(f"shape must be at least {LEAST_SHAPE}", (form, "shape"))
    if form == "lognormal":
        return _lognormal(parameters, keys=keys, lows=lows)
    return Quantity(form=form, parameters=parameters)


def _stays_positive(parameter: Quantity) -> bool:
    least = parameter.least()
    return least > 0 or (least == 0 and _only_nears_zero(parameter))


def _only_nears_zero(quantity: Quantity) -> bool:
    """Lognormal, exponential and Weibull come near zero but never reach it."""
    return quantity.form in ("lognormal", "exponential", "weibull")


def _lognormal(parameters: tuple[Any, ...], *, keys: list[Any], lows: list[float]) -> Quantity:
    median, spread = parameters
    if keys[1] == "p90_over_median":
        if lows[1] < 1:
            raise Wrong("p90_over_median must be at least 1", ("lognormal", "p90_over_median"))
        return Quantity(form="lognormal", parameters=parameters)
    if isinstance(median, Quantity) or isinstance(spread, Quantity):
        raise Wrong("with a drawn median or p90, give p90_over_median", ("lognormal",))
    if spread < median:
        raise Wrong("p90 must not be below the median", ("lognormal", "p90"))
    return Quantity(form="lognormal", parameters=(median, spread / median))


def _cut_off(quantity: Quantity, value: Mapping[str, Any]) -> Quantity:
    ends: dict[str, float | None] = {"low": None, "high": None}
    for key in ends:
        if key in value:
            try:
                ends[key] = number(value[key])
            except Wrong as wrong:
                raise wrong.under(key) from None
    low, high = ends["low"], ends["high"]
    if low is not None and high is not None and low >= high:
        raise Wrong(f"low must be below high, found {figure(low)} and {figure(high)}", ("low",))
    if probability_between(quantity, low, high) < LEAST_PROBABILITY:
        key = "low" if low is not None else "high"
        raise Wrong(f"next to nothing of the {quantity.form} is left between low and high", (key,))
    return replace(quantity, low=low, high=high)


def _within(quantity: Quantity, bounds: Range) -> Quantity:
    least, most = quantity.least(), quantity.most()
    if quantity.is_certain:
        if not bounds.admits(least, most) or (bounds.whole and least != int(least)):
            raise Wrong(f"{bounds.words()} is needed here, found {figure(least)}")
        return quantity
    # A drawn rate may have zero as the end of its range only where it never reaches zero.
    inside = least + 1e-300 if least == 0 and _only_nears_zero(quantity) else least
    if not bounds.admits(inside, most):
        cut = "; cut it off with low and high" if quantity.form in NAMED else ""
        raise Wrong(
            f"{quantity.form} can leave its range: {bounds.words()} is needed, "
            f"it goes from {figure(least)} to {figure(most)}{cut}",
            (quantity.form,),
        )
    return quantity


def read_origin(
    value: Mapping[str, Any], sources: Sources
) -> tuple[str | None, str | None, tuple[Rival, ...]]:
    """Source, confidence and rivals beside a value.

    Raises:
        Wrong: If a source is not defined or a confidence not one of the three words.
    """
    source = None
    # `source: null` says that the source of the block around does not hold for this number.
    if value.get("source") is not None:
        source = read_source(value["source"], sources)
    confidence = None
    if "confidence" in value:
        confidence = value["confidence"]
        if confidence not in CONFIDENCES:
            raise Wrong(
                f"one of {', '.join(CONFIDENCES)} is needed here, found {described(confidence)}",
                ("confidence",),
                meant=Meant(str(confidence), CONFIDENCES, is_listed=True),
            )
    rivals = read_rivals(value["rivals"], sources) if "rivals" in value else ()
    return source, str(confidence) if confidence else None, rivals


def read_source(given: object, sources: Sources) -> str:
    """The name of a source of the file."""
    if not isinstance(given, str):
        raise Wrong(f"the name of a source is needed here, found {described(given)}", ("source",))
    if sources is not None and given not in sources and given != COMMAND_LINE:
        raise Wrong(f"no source {described(given)}", ("source",), meant=Meant(given, sources))
    return str(given)


def read_rivals(given: object, sources: Sources) -> tuple[Rival, ...]:
    """Figures that other sources give, as {value, source}."""
    if not isinstance(given, list | tuple):
        raise Wrong(
            f"a list of {{value, source}} is needed here, found {described(given)}", ("rivals",)
        )
    return tuple(_rival(rival, sources, position=position) for position, rival in enumerate(given))


def _rival(given: object, sources: Sources, *, position: int) -> Rival:
    if not isinstance(given, Mapping):
        raise Wrong(f"a rival is {{value, source}}, found {described(given)}", ("rivals", position))
    for key in given:
        if key not in ("value", "source"):
            meant = Meant(str(key), ("value", "source"))
            raise Wrong("unknown key", ("rivals", position, key), at_key=True, meant=meant)
    if not isinstance(given.get("value"), str | int | float):
        raise Wrong("a rival needs a 'value'", ("rivals", position))
    try:
        source = read_source(given["source"], sources) if given.get("source") is not None else None
    except Wrong as wrong:
        raise wrong.under("rivals", position) from None
    return Rival(value=str(given["value"]), source=source)
