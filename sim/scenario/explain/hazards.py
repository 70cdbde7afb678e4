"""Weather, violations and suspensions in words."""

from collections.abc import Iterator

from sim.scenario.explain.names import Names, sentence
from sim.scenario.explain.numbers import in_words, listed
from sim.scenario.explain.telling import Happening, Telling
from sim.scenario.hazards import Violations, Weather


def hazards(names: Names) -> tuple[Telling, ...]:
    """What may come between, with no date of its own."""
    scenario = names.scenario
    found = []
    if scenario.weather is not None:
        found += _weather(scenario.weather)
    if scenario.violations is not None:
        found.append(_violations(names, scenario.violations))
    for name, halt in scenario.suspensions.items():
        if halt.after_violation_probability is not None:
            text = (
                f"after a violation {names.party(halt.party)} suspends its withdrawal with a "
                f"probability of {in_words(halt.after_violation_probability, 'share')}, for "
                f"{in_words(halt.lasts_hours, 'h')}"
            )
            found.append(Telling(f"suspensions.{name}", sentence(text), ()))
    return tuple(found)


def suspensions(names: Names) -> Iterator[Happening]:
    """Suspensions that are dated."""
    for name, halt in names.scenario.suspensions.items():
        if halt.begins is not None:
            due = "due dates are kept" if halt.due == "kept" else "its due dates move by as long"
            text = (
                f"{names.party(halt.party)} suspends its withdrawal for "
                f"{in_words(halt.lasts_hours, 'h')}; {due}"
            )
            yield Happening(f"suspensions.{name}.begins", halt.begins, sentence(text))


def _weather(weather: Weather) -> list[Telling]:
    return [
        Telling(
            f"weather.zones.{name}",
            sentence(
                f"weather in {zone.name or name}: bad on {in_words(zone.slow_days_share, 'share')} "
                f"of days, when roads carry {in_words(zone.slow_factor, 'share')} of what they "
                f"carry otherwise; closed on {in_words(zone.closed_days_share, 'share')} of days"
            ),
            (),
        )
        for name, zone in weather.zones.items()
    ]


def _violations(names: Names, found: Violations) -> Telling:
    text = (
        f"the ceasefire is fragile with a probability of "
        f"{in_words(found.fragile_probability, 'share')}: then there are "
        f"{in_words(found.fragile_per_day)} violations a day, otherwise "
        f"{in_words(found.held_per_day)}, in {listed([names.area(name) for name in found.areas])}"
    )
    covered = f"where a manned post watches, {in_words(found.covered_factor, 'share')} of them"
    return Telling("violations", sentence(text), (sentence(f"{covered} still happen"),))
