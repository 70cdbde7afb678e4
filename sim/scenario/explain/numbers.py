"""Numbers of a scenario in words: with their unit, and how chance decides them."""

from datetime import datetime

from sim.clock import instant_text
from sim.scenario.quantities import NAMED, Bounds, Quantity, figure

_UNITS = {
    "h": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "days": ("day", "days"),
    "km": ("km", "km"),
    "m": ("m", "m"),
    "km/h": ("km/h", "km/h"),
    "people": ("person", "people"),
    "vehicles": ("vehicle", "vehicles"),
    "loads": ("load", "loads"),
    "degrees": ("degree", "degrees"),
    "1/h": ("per hour", "per hour"),
    "vehicles/h": ("vehicle an hour", "vehicles an hour"),
    "vehicles/day": ("vehicle a day", "vehicles a day"),
    "vehicles/km": ("vehicle a km", "vehicles a km"),
    "loads/household": ("load a household", "loads a household"),
    "people/vehicle": ("person a vehicle", "people a vehicle"),
    "vehicles/household": ("vehicle a household", "vehicles a household"),
}
_PERCENT = ("share", "probability")


def amount(value: float, unit: str) -> str:
    """A number with its unit, as people say it.

    >>> amount(1, "h"), amount(0.35, "probability"), amount(400, "vehicles/h")
    ('1 hour', '35 %', '400 vehicles an hour')
    """
    if unit in _PERCENT:
        return f"{figure(100 * value)} %"
    if not unit:
        return figure(value)
    singular, plural = _UNITS.get(unit, (unit, unit))
    return f"{figure(value)} {singular if value == 1 else plural}"


def _alone(value: float, unit: str) -> str:
    minutes = 60 * value
    if unit == "h" and 0 < value < 1 and abs(minutes - round(minutes)) < 1e-9:
        return amount(round(minutes), "min")
    return amount(value, unit)


def in_words(quantity: Quantity, unit: str = "") -> str:
    """A quantity in words: what to expect, and how far it may go.

    >>> from sim.scenario.quantities import certain
    >>> in_words(certain(50), "km")
    '50 km'
    >>> in_words(Quantity(form="pert", parameters=(200.0, 400.0, 800.0)), "vehicles/h")
    'about 400 vehicles an hour (200 to 800)'
    """
    return _expected(quantity, unit) + _cut(quantity, unit)


def range_in_words(quantity: Quantity, unit: str = "") -> str:
    """A quantity in words for a table of many: the ends of its range before what is most likely.

    >>> range_in_words(Quantity(form="pert", parameters=(3.0, 8.0, 18.0)), "h")
    'between 3 and 18 hours, most likely 8'
    """
    if quantity.form not in _PEAKED:
        return in_words(quantity, unit)
    low, likely, high = quantity.parameters
    ends = f"between {_bare(low, unit)} and {_part(high, unit)}"
    peak = _part(likely, unit if unit in _PERCENT else "")
    return f"{ends}, most likely {peak}{_cut(quantity, unit)}"


_PEAKED = ("pert", "triangular")


def _expected(quantity: Quantity, unit: str) -> str:
    parameters = quantity.parameters
    match quantity.form:
        case "value":
            return _alone(quantity.value, unit)
        case "pert" | "triangular":
            low, likely, high = parameters
            return f"about {_part(likely, unit)} ({_bare(low, unit)} to {_bare(high, unit)})"
        case "uniform":
            return f"between {_bare(parameters[0], unit)} and {_part(parameters[1], unit)}"
        case "discrete":
            return _weighed(quantity, unit)
        case "lognormal":
            return _skewed(quantity, unit)
        case "normal":
            spread = _part(parameters[1], unit)
            return f"about {_part(parameters[0], unit)}, give or take {spread}"
        case "exponential":
            return f"{_part(parameters[0], unit)} on average, often less, sometimes far more"
        case form:
            named = zip(NAMED[form], parameters, strict=True)
            return f"{form} with " + ", ".join(f"{name} {_part(p, '')}" for name, p in named)


def _skewed(quantity: Quantity, unit: str) -> str:
    median, ratio = quantity.parameters
    if isinstance(median, Quantity) or isinstance(ratio, Quantity):
        times = _part(ratio, "")
        return f"half below {_part(median, unit)}, nine in ten below {times} times that"
    return f"typically {amount(median, unit)}, nine in ten below {_bare(median * ratio, unit)}"


def _weighed(quantity: Quantity, unit: str) -> str:
    total = sum(weight for _, weight in quantity.parameters)
    shown = [
        f"{amount(value, unit)} ({figure(100 * weight / total)} %)"
        for value, weight in quantity.parameters
    ]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _cut(quantity: Quantity, unit: str) -> str:
    ends = (("never below", quantity.low), ("never above", quantity.high))
    return "".join(f", {words} {amount(end, unit)}" for words, end in ends if end is not None)


def _part(parameter: float | Quantity, unit: str) -> str:
    if isinstance(parameter, Quantity):
        return in_words(parameter, unit)
    return amount(parameter, unit)


def _bare(parameter: float | Quantity, unit: str) -> str:
    """A part beside another that names the unit already."""
    if unit in _PERCENT and not isinstance(parameter, Quantity):
        return figure(100 * parameter)
    return _part(parameter, unit if unit in _PERCENT else "")


def drawn_in_words(quantity: Quantity, bounds: Bounds | None) -> str:
    """How often chance decides the number."""
    if bounds is not None and bounds.fixed:
        return "never drawn: it must be a certain number"
    each = bounds.each if bounds is not None else None
    if quantity.is_certain:
        return f"the same for every {each}" if each else "not drawn, the same in every run"
    return f"drawn for each {each}" if each else "drawn once per run"


def day_in_words(local: datetime) -> str:
    """A day as a calendar heads it.

    >>> day_in_words(datetime(2020, 11, 15))
    'Sunday, 15 Nov 2020'
    """
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    return f"{names[local.weekday()]}, {instant_text(local)[:-6]}"


def listed(words: list[str], last: str = "and") -> str:
    """Words as a sentence lists them.

    >>> listed(["cars", "buses", "lorries"])
    'cars, buses and lorries'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
