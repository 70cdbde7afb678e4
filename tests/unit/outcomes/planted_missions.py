"""A busy log with peacekeepers, weather, violations and suspensions, and what is planted in it."""

from functools import cache

import numpy as np

from sim.catalogue import Cause, Kind
from tests.engines.crowded_mission import everybody
from tests.runs import Told, run
from tests.unit.outcomes.busy import Change, Corrupted

FORCE, GUARD = "contingents.force", "contingents.guard"
POST, UNIT, TEAM = "posts.a2", "troops.battalion", "clearing_teams.sappers"
CRISIS = "suspensions.crisis"
DAY = 86400


@cache
def mission() -> Told:
    """A replication in which the agreement holds, and everything else happens."""
    return run(everybody(), replication=15)


def of(log: Corrupted, row: int, column: str) -> int:
    return int(log.column(column)[row])


def first_unit(log: Corrupted) -> int:
    """The number of the first march unit."""
    return of(log, log.find(Kind.DEPART, FORCE)[0], "number")


def dropped(log: Corrupted) -> int:
    """Row with which a march unit leaves somebody behind on its way."""
    return int(log.find(Kind.IN_PLACE, FORCE, at=log.place("places.junction"))[0])


# --- sorties -------------------------------------------------------------------------------------


def took_off_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.TAKE_OFF, FORCE)[0])


def landed_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.LANDED, FORCE, number=3)[0])


def landed_without_taking_off(log: Corrupted) -> None:
    log.remove(log.find(Kind.TAKE_OFF, FORCE, number=3)[0])


def another_sortie_than_planned(log: Corrupted) -> None:
    log.add(log.find(Kind.TAKE_OFF, GUARD)[0], number=99)


def somebody_stayed_on_board(log: Corrupted) -> None:
    row = log.find(Kind.LANDED, FORCE, number=3)[0]
    log.set(row, people=of(log, row, "people") - 1)


def more_land_than_come(log: Corrupted) -> None:
    row = log.find(Kind.PRESENT, FORCE)[0]
    log.set(row, people=of(log, row, "people") - 1)


def a_piece_without_kind(log: Corrupted) -> None:
    log.remove(log.find(Kind.EQUIPMENT_LANDED, FORCE)[0])


def more_too_many_than_landed(log: Corrupted) -> None:
    log.set(log.find(Kind.EXCESS, FORCE)[-1], value=10_000)


def the_same_excess_again(log: Corrupted) -> None:
    row = log.find(Kind.EXCESS, FORCE)[0]
    log.add(row, second=of(log, row, "second") + 1)


def flew_faster_than_others(log: Corrupted) -> None:
    for number in (0, 1, 2, 3):
        row = log.find(Kind.LANDED, FORCE, number=number)[0]
        log.set(row, second=of(log, row, "second") - 60 * number)


def more_fly_than_there_are(log: Corrupted) -> None:
    log.remove(*log.find(Kind.LANDED, FORCE))


def took_off_at_night(log: Corrupted) -> None:
    row = log.find(Kind.TAKE_OFF, FORCE)[0]
    log.set(row, second=of(log, row, "second") // DAY * DAY)


def took_off_in_a_storm(log: Corrupted) -> None:
    sky = log.place("zones.sky")
    second = of(log, log.find(Kind.WEATHER, at=sky, value=2)[0], "second")
    log.set(log.find(Kind.TAKE_OFF, FORCE)[-1], second=second + DAY // 2)


# --- marches and posts ---------------------------------------------------------------------------


def marched_before_it_landed(log: Corrupted) -> None:
    log.set(log.find(Kind.DEPART, FORCE)[0], second=60)


def somebody_fell_out_of_the_march(log: Corrupted) -> None:
    row = log.find(Kind.ENTER, FORCE)[-1]
    log.set(row, people=of(log, row, "people") - 1)


def dropped_and_marched_on(log: Corrupted) -> None:
    log.remove(dropped(log))


def arrived_and_vanished(log: Corrupted) -> None:
    row = log.find(Kind.IN_PLACE, FORCE, at=log.place("places.camp"))[-1]
    log.remove(row)


def flew_there_and_vanished(log: Corrupted) -> None:
    log.remove(log.find(Kind.IN_PLACE, FORCE, number=-1)[0])


def in_place_without_marching(log: Corrupted) -> None:
    log.add(log.find(Kind.IN_PLACE, GUARD)[0], number=99)


def rested_longer_than_others(log: Corrupted) -> None:
    row = log.find(Kind.WAIT_END, FORCE, cause=int(Cause.HALT))[0]
    log.set(row, second=of(log, row, "second") + 60)


def a_unit_rests(log: Corrupted) -> None:
    begin = log.find(Kind.WAIT_BEGIN, UNIT)[0]
    log.set(begin, cause=int(Cause.HALT))


def manned_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.MANNED, POST)[0])


def manned_before_it_was_begun(log: Corrupted) -> None:
    log.remove(log.find(Kind.POST_BEGUN, POST)[0])


def more_on_a_post_than_it_takes(log: Corrupted) -> None:
    row = log.find(Kind.MANNED, POST)[0]
    log.set(row, people=of(log, row, "people") + 1)


def larger_posts_throughout(log: Corrupted) -> None:
    code = log.clean.subjects.index(POST)
    for row in np.flatnonzero(log.column("subject") == code):
        if of(log, int(row), "people"):
            log.set(int(row), people=of(log, int(row), "people") + 1)


def manned_elsewhere(log: Corrupted) -> None:
    log.set(log.find(Kind.MANNED, POST)[0], at=log.place("places.border"))


def never_got_to_its_post(log: Corrupted) -> None:
    log.remove(log.find(Kind.ARRIVE, moving_post(log))[0])


def moving_post(log: Corrupted) -> str:
    """A post whose people drive there from the end of the march."""
    rows = np.flatnonzero(log.column("kind") == Kind.DEPART)
    paths = (log.clean.subjects[of(log, int(row), "subject")] for row in rows)
    return next(path for path in paths if path.startswith("posts."))


def begun_from_nobody(log: Corrupted) -> None:
    log.remove(*log.find(Kind.IN_PLACE, GUARD))


def too_many_posts_a_day(log: Corrupted) -> None:
    begun = [log.find(Kind.POST_BEGUN, f"posts.b{number}")[0] for number in range(5)]
    last = max(of(log, int(row), "second") for row in begun)
    for row in begun:
        log.set(int(row), second=last)


# --- what comes between --------------------------------------------------------------------------


def collapsed_and_went_on(log: Corrupted) -> None:
    log.add(log.find(Kind.VIOLATION)[0], kind=int(Kind.COLLAPSED))


def ended_as_if_collapsed(log: Corrupted) -> None:
    log.set(log.find(Kind.ENDED)[0], value=2)


def paused_for_nothing(log: Corrupted) -> None:
    for row in log.find(Kind.CLOSED, cause=int(Cause.PAUSE)):
        log.set(int(row), second=of(log, int(row), "second") + 1)


def paused_only_one_of_its_roads(log: Corrupted) -> None:
    """Violations of the heights pause two roads that meet in the camp."""
    ridge = log.find(Kind.CLOSED, "roads.ridge", cause=int(Cause.PAUSE))
    log.remove(ridge[0])


def open_in_a_storm(log: Corrupted) -> None:
    log.remove(log.find(Kind.CLOSED, cause=int(Cause.WEATHER))[0])


def shut_in_the_sun(log: Corrupted) -> None:
    log.remove(log.find(Kind.OPENED, cause=int(Cause.WEATHER))[0])


def the_same_weather_again(log: Corrupted) -> None:
    row = log.find(Kind.WEATHER, at=log.place("zones.sky"))[0]
    log.add(row, second=of(log, row, "second") + 60)


def suspended_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.SUSPENDED, CRISIS)[0])


def took_it_up_too_soon(log: Corrupted) -> None:
    row = log.find(Kind.RESUMED, CRISIS)[0]
    log.set(row, second=of(log, row, "second") - 60)


def never_took_it_up(log: Corrupted) -> None:
    log.remove(log.find(Kind.RESUMED, CRISIS)[0])


def released_during_a_suspension(log: Corrupted) -> None:
    begun = of(log, log.find(Kind.SUSPENDED, CRISIS)[0], "second")
    log.set(log.find(Kind.LOAD_BEGIN, UNIT)[0], second=begun + 60)


def entered_a_mined_road(log: Corrupted) -> None:
    row = log.find(Kind.CLEARED, TEAM)[0]
    log.set(row, second=of(log, row, "second") + 5 * DAY)


def cleared_without_beginning(log: Corrupted) -> None:
    log.remove(log.find(Kind.CLEARING, TEAM)[0])


# --- what holds of everybody ---------------------------------------------------------------------


def landed_and_was_never_announced(log: Corrupted) -> None:
    log.remove(log.find(Kind.PRESENT, GUARD)[0])


def marched_from_elsewhere(log: Corrupted) -> None:
    log.set(log.find(Kind.DEPART, FORCE)[0], at=log.place("places.camp"))


def rested_elsewhere(log: Corrupted) -> None:
    begin = log.find(Kind.WAIT_BEGIN, FORCE, cause=int(Cause.HALT))[0]
    number = of(log, begin, "number")
    end = log.find(Kind.WAIT_END, FORCE, cause=int(Cause.HALT), number=number)[0]
    for row in (begin, end):
        log.set(row, at=log.place("places.camp"))


def marched_faster_than_others(log: Corrupted) -> None:
    row = log.find(Kind.ARRIVE, FORCE)[-1]
    log.set(row, second=of(log, row, "second") - 60)


def marched_on_before_the_rest_was_over(log: Corrupted) -> None:
    number = of(log, log.find(Kind.WAIT_END, FORCE, cause=int(Cause.HALT))[0], "number")
    row = log.find(Kind.ENTER, FORCE, number=number)[-1]
    log.set(row, second=of(log, row, "second") - 60)


def set_out_for_its_post_twice(log: Corrupted) -> None:
    row = log.find(Kind.ARRIVE, moving_post(log))[0]
    log.add(row, kind=int(Kind.DEPART), second=of(log, row, "second") + 1, at=of(log, row, "at"))


def marched_into_a_storm(log: Corrupted) -> None:
    """The road it marched in on is closed all the time."""
    log.remove(*log.find(Kind.OPENED, "roads.valley"))


OF_MISSIONS: dict[str, tuple[Change, ...]] = {
    "airlifts.sorties": (
        took_off_twice,
        landed_twice,
        landed_without_taking_off,
        another_sortie_than_planned,
        somebody_stayed_on_board,
    ),
    "airlifts.strength": (
        more_land_than_come,
        a_piece_without_kind,
        more_too_many_than_landed,
        the_same_excess_again,
    ),
    "airlifts.aircraft": (flew_faster_than_others, more_fly_than_there_are),
    "airlifts.airfields": (took_off_at_night, took_off_in_a_storm),
    "deployment.marches": (
        marched_before_it_landed,
        somebody_fell_out_of_the_march,
        dropped_and_marched_on,
        arrived_and_vanished,
        flew_there_and_vanished,
        in_place_without_marching,
    ),
    "deployment.rests": (rested_longer_than_others, a_unit_rests),
    "deployment.posts": (
        manned_twice,
        manned_before_it_was_begun,
        more_on_a_post_than_it_takes,
        larger_posts_throughout,
        manned_elsewhere,
        never_got_to_its_post,
    ),
    "deployment.supply": (begun_from_nobody, too_many_posts_a_day),
    "hazards.collapse": (collapsed_and_went_on, ended_as_if_collapsed),
    "hazards.pauses": (paused_for_nothing, paused_only_one_of_its_roads),
    "hazards.weather": (open_in_a_storm, shut_in_the_sun, the_same_weather_again),
    "hazards.suspensions": (
        suspended_twice,
        took_it_up_too_soon,
        never_took_it_up,
        released_during_a_suspension,
    ),
    "hazards.clearing": (entered_a_mined_road, cleared_without_beginning),
}
"""Against what must hold of peacekeepers and of what comes between."""

OF_EVERYBODY: dict[str, tuple[Change, ...]] = {
    "conservation.presence": (landed_and_was_never_announced,),
    "movement.positions": (marched_from_elsewhere,),
    "movement.places_of_waits": (rested_elsewhere,),
    "movement.driving_times": (marched_faster_than_others, marched_on_before_the_rest_was_over),
    "movement.sequence": (set_out_for_its_post_twice,),
    "closings.shut_roads": (marched_into_a_storm,),
}
"""Against what must hold of them as of everybody else."""
