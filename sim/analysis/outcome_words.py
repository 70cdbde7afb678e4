"""Outcomes, and paths of a scenario, in words that people use."""

import re
from collections.abc import Iterable, Mapping

from sim.analysis.terms import cause_words
from sim.catalogue.naming import OutcomeName, outcome_name
from sim.errors import InputError
from sim.scenario.explain.names import begun, classes_in_words
from sim.scenario.model import Scenario

Names = Mapping[str, str]
"""What people call things, by their dotted paths, as `clauses.hill-handover`."""

ALL = "All clauses"
COLUMNS = {
    "on_time_jointly": "on time",
    "on_time_as_signed": "on time as signed",
    "on_time_as_signed_jointly": "on time as signed",
    "lateness_hours": "late by",
    "lateness_as_signed_hours": "late by, as signed",
    "completed_hours": "fulfilled",
    "ended_hours": "end of the run",
    "first_breach_hours": "first due that was missed",
    "breaches_number": "clauses that missed their due",
    "stayed_people": "people who never leave",
    "delay_person_hours": "time of people in queues",
    "collapsed_hours": "the agreement collapsed",
    "posts_manned_number": "posts manned",
    "troops_people": "troops",
    "civilians_people": "civilians",
    "troops_inside_at_due_people": "troops inside at due",
    "civilians_inside_at_due_people": "civilians inside at due",
    "troops_inside_at_due_as_signed_people": "troops inside at due as signed",
    "civilians_inside_at_due_as_signed_people": "civilians inside at due as signed",
    "troops_inside_at_entry_people": "troops inside at entry",
    "civilians_inside_at_entry_people": "civilians inside at entry",
    "requests_number": "requests for more time",
    "first_asked_hours": "first request for more time",
    "asked_days": "time asked for",
    "first_relayed_hours": "request reached the other side",
    "granted_days": "time granted",
    "first_granted_hours": "first request granted",
    "public_hours": "answer publicly known",
    "asked_not_needed": "asked for more time without need",
    "needed_not_asked": "needed more time and never asked",
    "first_out_hours": "first departure",
    "last_out_hours": "all out",
    "entered_hours": "the other army enters",
    "covered_from_hours": "covered by a post",
    "gap_hours": "nobody in charge",
    "gap_uncovered_hours": "nobody in charge and nobody watching",
    "overlap_hours": "both sides inside",
    "overlap_uncovered_hours": "both sides inside and nobody watching",
    "loads_out": "loads brought out",
    "loads_abandoned": "loads left behind",
    "abandoned_loads": "loads left behind",
    "longest_queue_vehicles": "longest queue",
    "longest_queue_km": "length of the longest queue",
    "longest_queue_at_hours": "instant of the longest queue",
    "queue_hours": "time with a queue",
    "longest_jam_from_hours": "beginning of the longest jam",
    "jam_vehicles_per_hour": "let in during the longest jam",
    "delay_vehicle_hours": "time of vehicles in queues",
    "delay_road_queue_vehicle_hours": "time of vehicles behind others",
    "breakdown_hours": "time blocked by breakdowns",
    "seconds": "time waited",
    "person_seconds": "time of people who waited",
    "personnel_people": "people",
    "excess": "beyond what was authorised",
    "excess_number": "vehicles and people beyond what was authorised",
    "first_in_place_hours": "first in place",
    "strength_50_hours": "half of the strength in place",
    "strength_90_hours": "nine tenths of the strength in place",
    "strength_100_hours": "all of the strength in place",
    "is_on_path": "on the critical path",
    "float_hours": "could have been later by",
}
"""Columns whose names, without unit, would not say enough."""
MEASURED = {
    "landed_people": "people landed",
    "landed_vehicles": "vehicles landed",
    "in_place_people": "people in place",
    "in_place_vehicles": "vehicles in place",
    "arrived_people": "people arrived",
    "out_people": "people out",
    "manned_number": "posts manned",
    "temporary_number": "temporary posts manned",
    "extension_days": "days by which due was moved",
    "asked_days": "days asked for",
    "granted_days": "days granted",
    "jam_vehicles_per_hour": "vehicles an hour let in during the longest jam",
    "queue_vehicles": "vehicles in the queue",
    "longest_queue_vehicles": "vehicles in the longest queue",
    "longest_queue_km": "km of the longest queue",
    "troops_out_hours": "last troops out",
    "civilians_out_hours": "last civilians out",
}
"""Columns of outcomes and series whose amounts stand without a unit: what is counted leads."""
_OPENED = re.compile(r"opened_to_(\w+)_hours")
_UNIT = re.compile(r"_(vehicle_hours|person_hours|hours|number|days|km)$")
_OUTCOME = re.compile(r"[a-z]+(?:\.[\w>-]+)+")
_OF = {"troops": "troops of", "civilians": "civilians of"}


def column_words(column: str) -> str:
    """A column of an outcome table, its unit left out.

    >>> column_words("on_time"), column_words("gap_hours"), column_words("troops_out_hours")
    ('on time', 'nobody in charge', 'troops out')
    """
    return COLUMNS.get(column, words(_UNIT.sub("", column)))


def measured_words(column: str) -> str:
    """A column of an outcome table or a series, with what is counted.

    >>> measured_words("landed_people"), measured_words("opened_to_car_hours")
    ('people landed', 'opened to cars')
    >>> measured_words("troops_inside_people")
    'troops inside'
    """
    opened = _OPENED.fullmatch(column)
    if opened is not None:
        return f"opened to {classes_in_words([opened[1]])}"
    return MEASURED.get(column) or column_words(column.removesuffix("_people"))


def outcome_words(name: OutcomeName | str, names: Names) -> str:
    """An outcome: whose it is, and what; a name that the catalogue has not stays as it is.

    >>> outcome_words("clauses.hill-handover.on_time", {"clauses.hill-handover": "The Hill"})
    'The Hill: on time'
    >>> outcome_words("areas.hill.gap_hours", {}), outcome_words("runs.breaches_number", {})
    ('Hill: nobody in charge', 'Clauses that missed their due')
    """
    try:
        found = outcome_name(name) if isinstance(name, str) else name
    except InputError:
        return str(name)
    what = column_words(found.column)
    if found.table == "runs":
        return f"{ALL}: {what}" if found.column.endswith("_jointly") else begun(what)
    return f"{_subject(found, names)}: {what}"


def _subject(name: OutcomeName, names: Names) -> str:
    match name.table, name.keys:
        case "roads", (road, toward):
            return f"{thing(f'roads.{road}', names)}, toward {thing(f'places.{toward}', names)}"
        case "causes", (clause, cause):
            return f"{thing(f'clauses.{clause}', names)}, {cause_words(cause)}"
        case "floats", (clause, collection, member):
            who = thing(f"{collection}.{member}", names)
            return f"{thing(f'clauses.{clause}', names)}, {_OF.get(collection, '')} {who}"
        case table, keys:
            return thing(f"{table}.{'.'.join(keys)}", names)


def thing(path: str, names: Names) -> str:
    """A clause, area, road or the like: what people call it, else its name in words.

    >>> thing("areas.north-hill", {})
    'North hill'
    """
    return names.get(path) or begun(words(path.partition(".")[2]))


def told_in_words(text: str, names: Names) -> str:
    """A text in which every name of an outcome is told in words, between quotation marks.

    >>> told_in_words("clauses.hill.on_time = no", {"clauses.hill": "The Hill"})
    '“The Hill: on time” = no'
    """

    def told(found: "re.Match[str]") -> str:
        name = found.group()
        said = outcome_words(name, names)
        return name if said == name else f"“{said}”"

    return _OUTCOME.sub(told, text)


def path_words(path: str, names: Names) -> str:
    """A value of a scenario: whose it is, and what.

    >>> path_words("vehicle_pools.goris-lorries.vehicles", {})
    'Goris lorries: vehicles'
    >>> path_words("agreement.clauses.hill-handover.due", {"clauses.hill-handover": "The Hill"})
    'The Hill: due'
    """
    parts = path.removeprefix("agreement.").split(".")
    if len(parts) == 1:
        return begun(words(path))
    what = ", ".join(words(part) for part in parts[2:])
    who = thing(".".join(parts[:2]), names)
    return f"{who}: {what}" if what else who


def words(key: str) -> str:
    """A key as words.

    >>> words("as-soon-as_possible")
    'as soon as possible'
    """
    return key.replace("-", " ").replace("_", " ")


def names_of(scenario: Scenario, used: Iterable[OutcomeName], paths: Iterable[str] = ()) -> Names:
    """What people call the things that some outcomes, and paths of the scenario, are about.

    Args:
        scenario: Whose they are.
        used: The outcomes.
        paths: Dotted paths of values.
    """
    wanted = {path for name in used for path in _paths(name)}
    wanted |= {".".join(path.removeprefix("agreement.").split(".")[:2]) for path in paths}
    called = _called(scenario)
    return {path: called[path] for path in sorted(wanted) if path in called}


def _paths(name: OutcomeName) -> Iterable[str]:
    match name.table, name.keys:
        case "roads", (road, toward):
            return (f"roads.{road}", f"places.{toward}")
        case "causes", (clause, _):
            return (f"clauses.{clause}",)
        case "floats", (clause, collection, member):
            return (f"clauses.{clause}", f"{collection}.{member}")
        case table, keys:
            return (f"{table}.{'.'.join(keys)}",)


def _called(scenario: Scenario) -> dict[str, str]:
    """What people call everything that has a name of its own for them."""
    collections: dict[str, Mapping[str, object]] = {
        "clauses": scenario.agreement.clauses,
        "areas": scenario.areas,
        "places": scenario.places,
        "contingents": scenario.contingents,
        "posts": scenario.posts,
        "troops": scenario.troops,
        "civilians": scenario.civilians,
        "vehicle_pools": scenario.vehicle_pools,
        "flows": scenario.flows,
        "receiving_armies": scenario.receiving_armies,
        "clearing_teams": scenario.clearing_teams,
    }
    found = {
        f"{collection}.{key}": str(called)
        for collection, blocks in collections.items()
        for key, block in blocks.items()
        if (called := getattr(block, "name", None))
    }
    for key, road in scenario.roads.items():
        ends = " - ".join(scenario.places[end].name for end in (road.from_, road.to))
        found[f"roads.{key}"] = road.name or ends
    return found
