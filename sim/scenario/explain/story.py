"""A whole scenario in words."""

from sim.scenario.explain.armies import armies
from sim.scenario.explain.days import calendar, rules
from sim.scenario.explain.duties import duties
from sim.scenario.explain.hazards import hazards
from sim.scenario.explain.more_time import more_time
from sim.scenario.explain.names import Names
from sim.scenario.explain.peacekeepers import peacekeepers
from sim.scenario.explain.people import present
from sim.scenario.explain.roads import roads
from sim.scenario.explain.telling import Story
from sim.scenario.model import Scenario


def story(scenario: Scenario) -> Story:
    """What the scenario says, for a reader who knows neither its format nor the program."""
    names = Names(scenario)
    return Story(
        title=scenario.title,
        description=scenario.description or "",
        start=scenario.start,
        end=scenario.end,
        time_zone=scenario.time_zone,
        duties=duties(names),
        more_time=more_time(names),
        present=(*present(names), *peacekeepers(names), *armies(names)),
        roads=roads(names),
        calendar=calendar(names),
        rules=(*rules(names), *hazards(names)),
    )
