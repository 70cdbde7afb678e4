"""Peacekeepers in words: how they come, where they stand, who clears the roads for them."""

from collections.abc import Iterator

from sim.scenario.explain.names import Names, sentence
from sim.scenario.explain.numbers import in_words, listed
from sim.scenario.explain.telling import Happening, Telling
from sim.scenario.peacekeeping import Airlift, ClearingTeam, Contingent, Post


def peacekeepers(names: Names) -> tuple[Telling, ...]:
    """All contingents, their posts and the clearing teams, in the order of the file."""
    scenario = names.scenario
    return (
        *(_contingent(names, name, found) for name, found in scenario.contingents.items()),
        *(_post(names, name, found) for name, found in scenario.posts.items()),
        *(_team(names, name, found) for name, found in scenario.clearing_teams.items()),
    )


def deployments(names: Names) -> Iterator[Happening]:
    """What peacekeepers and clearing teams have instants for."""
    scenario = names.scenario
    for name, contingent in scenario.contingents.items():
        called, path = names.of("contingents", name), f"contingents.{name}"
        text = f"the airlift of {called} to {names.place(contingent.airlift.to)} begins"
        yield Happening(f"{path}.airlift.begins", contingent.airlift.begins, sentence(text))
        for kind, leg in contingent.air_legs.items():
            text = f"{in_words(leg.number)} {kind} of {called} fly to {names.place(leg.to)}"
            yield Happening(f"{path}.air_legs.{kind}.leaves", leg.leaves, sentence(text))
    for name, post in scenario.posts.items():
        if post.not_before is not None:
            text = sentence(f"{names.of('posts', name)} may be begun from here on")
            yield Happening(f"posts.{name}.not_before", post.not_before, text)
    for name, team in scenario.clearing_teams.items():
        text = sentence(f"{names.of('clearing_teams', name)} begin to clear roads")
        yield Happening(f"clearing_teams.{name}.begins", team.begins, text)


def _contingent(names: Names, name: str, found: Contingent) -> Telling:
    text = (
        f"{names.of('contingents', name)} ({names.party(found.party)}): "
        f"{in_words(found.personnel, 'people')}"
    )
    kinds = [f"{in_words(number)} {kind}" for kind, number in found.equipment.items()]
    details = [f"with {listed(kinds)}"] if kinds else []
    allowed = [f"{in_words(number)} {kind}" for kind, number in found.authorised.items()]
    if allowed:
        details.append(f"authorised are {listed(allowed)}; what exceeds that is recorded")
    details += [*_airlift(names, found.airlift), *_march(names, found)]
    return Telling(f"contingents.{name}", sentence(text), tuple(map(sentence, details)))


def _airlift(names: Names, airlift: Airlift) -> Iterator[str]:
    kinds = [f"{in_words(kind.fleet)} {kind.name or key}" for key, kind in airlift.aircraft.items()]
    yield (
        f"they land at {names.place(airlift.to)} by {in_words(airlift.sorties)} sorties, "
        f"{in_words(airlift.sorties_per_day)} a day as planned, with {listed(kinds)}"
    )
    if airlift.parking_places is not None:
        yield f"{in_words(airlift.parking_places)} aircraft can stand there at once"


def _march(names: Names, found: Contingent) -> Iterator[str]:
    march = found.march
    yield (
        f"march units of {in_words(march.unit_personnel, 'people')} drive to "
        f"{names.place(march.to)}, resting {in_words(march.rest_hours, 'h')} after at most "
        f"{in_words(march.drive_hours, 'h')} on the road; one leaves with fewer after "
        f"{in_words(march.longest_wait_hours, 'h')}"
    )
    yield f"at most {in_words(found.posts_begun_per_day)} posts are begun a day"


def _post(names: Names, name: str, post: Post) -> Telling:
    kind = "a temporary post" if post.is_temporary.value else "a post"
    text = (
        f"{names.of('posts', name)}: {kind} at {names.place(post.place)} with "
        f"{in_words(post.personnel, 'people')} and {in_words(post.vehicles, 'vehicles')}, number "
        f"{in_words(post.order)} of the plan"
    )
    watched = [names.area(area) for area in post.covers.areas]
    watched += [names.road(road) for road in post.covers.roads]
    details = [sentence(f"it watches over {listed(watched)}")] if watched else []
    return Telling(f"posts.{name}", sentence(text), tuple(details))


def _team(names: Names, name: str, team: ClearingTeam) -> Telling:
    roads = listed([names.road(road) for road in team.roads])
    text = (
        f"{names.of('clearing_teams', name)} ({names.party(team.party)}) clear {roads}, "
        f"{in_words(team.km_per_day, 'km')} a day"
    )
    return Telling(f"clearing_teams.{name}", sentence(text), ())
