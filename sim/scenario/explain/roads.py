"""Roads in words: how long they are, how fast they are driven, what they carry."""

from sim.scenario.explain.names import CLASSES, Names, sentence
from sim.scenario.explain.numbers import in_words
from sim.scenario.explain.telling import Telling
from sim.scenario.geography import Road


def roads(names: Names) -> tuple[Telling, ...]:
    """All roads, in the order of the file."""
    return tuple(_road(names, name, road) for name, road in names.scenario.roads.items())


def _road(names: Names, name: str, road: Road) -> Telling:
    ends = f"{names.place(road.from_)} - {names.place(road.to)}"
    called = f"{road.name} ({ends})" if road.name else ends
    text = (
        f"{called}: {in_words(road.length_km, 'km')}; cars drive "
        f"{in_words(road.car_speed_kmh, 'km/h')}, lorries and convoys "
        f"{in_words(road.convoy_speed_kmh, 'km/h')}"
    )
    carries = in_words(road.saturation_vehicles_per_hour, "vehicles/h")
    details = [f"Undisturbed, one direction carries {carries}."]
    if road.one_lane_km is not None:
        turns = ""
        if road.turn_vehicles is not None:
            turns = f", after {in_words(road.turn_vehicles, 'vehicles')} at the latest"
        length = in_words(road.one_lane_km, "km")
        details.append(f"On a stretch of {length} the two directions take turns{turns}.")
    if road.breakdown_probability.most() > 0:
        chance = in_words(road.breakdown_probability, "probability")
        factor = in_words(road.heavy_breakdown_factor)
        details.append(
            f"Breakdowns: a car {chance}, a lorry or army vehicle {factor} times as often; each "
            f"stops its direction for {in_words(road.breakdown_hours, 'h')}."
        )
    if road.precedence is not None:
        details.append(sentence(f"{CLASSES[road.precedence]} go before all others"))
    return Telling(f"roads.{name}", sentence(text), tuple(details))
