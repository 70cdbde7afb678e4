"""Small scenarios to tell test stories on, as plain dicts that become YAML text."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import yaml

from sim.errors import ScenarioError
from sim.scenario.load import Loaded, parse_scenario

WHOLE = {"who", "measure", "due", "grant", "pending_at_due"}
"""Keys whose mappings are replaced, not merged: other keys inside them mean something else."""


def minimal() -> dict[str, Any]:
    """The smallest scenario in which troops and civilians leave one area over one road."""
    return {
        "title": "One road out",
        "time_zone": "Asia/Yerevan",
        "start": "2020-11-10 00:00",
        "end": "2020-12-01 00:00",
        "parties": {
            "leaver": {"name": "Leaver", "roles": ["withdrawing"]},
            "receiver": {"name": "Receiver", "roles": ["receiving"]},
        },
        "places": {"town": {"name": "Town"}, "border": {"name": "Border"}},
        "roads": {
            "road": {
                "from": "town",
                "to": "border",
                "length_km": 60,
                "car_speed_kmh": 60,
                "convoy_speed_kmh": 30,
                "saturation_vehicles_per_hour": 600,
            }
        },
        "areas": {"district": {"name": "District", "places": ["town"], "exits": ["border"]}},
        "agreement": {
            "signed": "2020-11-10 00:00",
            "clauses": {
                "handover": {
                    "party": "leaver",
                    "who": {"area": "district"},
                    "what": ["troops", "civilians"],
                    "due": "2020-11-15 00:00",
                }
            },
        },
        "troops": {
            "battalion": {"party": "leaver", "place": "town", "personnel": 400, "vehicles": 40}
        },
        "civilians": {
            "townspeople": {
                "party": "leaver",
                "place": "town",
                "people": 400,
                "household_people": 4,
            }
        },
    }


def two_districts() -> dict[str, Any]:
    """Two areas with a road each to a crossing, and one road from there to the border."""
    made = minimal()
    made["title"] = "Two districts and a shared road"
    for side in ("north", "south"):
        made["places"][side] = {"name": side.title()}
        made["roads"][f"{side}-crossing"] = {**made["roads"]["road"], "from": side, "to": "town"}
        made["areas"][side] = {"name": side.title(), "places": [side], "exits": ["town"]}
        made["agreement"]["clauses"][f"{side}-handover"] = {
            **made["agreement"]["clauses"]["handover"],
            "who": {"area": side},
        }
        made["troops"][f"{side}-battalion"] = {
            **made["troops"]["battalion"],
            "place": side,
            "to": "border",
        }
        made["civilians"][f"{side}-people"] = {
            **made["civilians"]["townspeople"],
            "place": side,
            "to": "border",
        }
    for collection, name in (
        ("areas", "district"),
        ("troops", "battalion"),
        ("civilians", "townspeople"),
    ):
        del made[collection][name]
    del made["agreement"]["clauses"]["handover"]
    return made


def changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The base with changes merged in, key by key; None deletes."""
    made = dict(deepcopy(base))
    for key, change in changes.items():
        if change is None:
            made.pop(key, None)
        elif isinstance(change, Mapping) and isinstance(made.get(key), dict) and key not in WHOLE:
            made[key] = changed(made[key], change)
        else:
            made[key] = deepcopy(change)
    return made


class _Plain(yaml.SafeDumper):
    """Writes the same dict twice rather than by anchor, which scenario files refuse."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def text(tree: Mapping[str, Any]) -> str:
    """The YAML text of a scenario given as plain dicts."""
    return yaml.dump(dict(tree), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=1000)


def scenario(changes: Mapping[str, Any] | None = None, **top: Any) -> Loaded:
    """The minimal scenario with changes merged in, loaded; None deletes.

    `scenario(troops=None)` and `scenario({"troops": None})` say the same.
    """
    return parse_scenario(text(changed(changed(minimal(), changes or {}), top)))


def refusals(
    changes: Mapping[str, Any] | None = None,
    *,
    settings: Sequence[str] = (),
    written: str | None = None,
    **top: Any,
) -> list[tuple[str, str, str]]:
    """What is refused about the minimal scenario with changes, or about a text.

    Each as (what stands at the place named, up to the end of its line; path; message), so that a
    test sees that the place is the right one without counting lines.
    """
    source = text(changed(changed(minimal(), changes or {}), top)) if written is None else written
    try:
        parse_scenario(source, settings=settings)
    except ScenarioError as error:
        return [
            (_at(problem.place, source), problem.path, problem.what) for problem in error.problems
        ]
    return []


def _at(place: str, source: str) -> str:
    """What stands at a place of the text; the place itself if it is none of the text."""
    file, _, column = place.rpartition(":")
    file, _, line = file.rpartition(":")
    if file != "scenario.yaml":
        return place
    lines = source.split("\n")
    return lines[int(line) - 1][int(column) - 1 :]
