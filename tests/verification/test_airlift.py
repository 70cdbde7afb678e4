"""The airlift against pencil and paper: slots, fleet, parking, hours, weather, loads, excess."""

import math
from collections import Counter
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import chdtri

from sim.catalogue import Cause, Kind
from sim.randomness.draws import draw
from sim.rules import airlift
from tests.builders import changed
from tests.runs import DAY, HOUR, MINUTE, Told, roster_of, run
from tests.verification.mission import FLIGHT, FORCE, GROUND, landings, mission, plane
from tests.verification.stage import interval

Tree = dict[str, Any]
HALF = 30 * MINUTE


def flying(*, planes: Tree | None = None, **changes: Any) -> Tree:
    """The mission with another airlift, and with other kinds of aircraft if any are given."""
    tree = mission({"airlift": changes})
    if planes is not None:
        tree["contingents"]["force"]["airlift"]["aircraft"] = planes
    return tree


def take_offs(told: Told) -> list[int]:
    """When the sorties took off, by their number."""
    return [row.second for row in sorted(told.rows(Kind.TAKE_OFF), key=lambda row: row.number)]


# --- slots -------------------------------------------------------------------------------------


def test_without_queues_the_kth_lands_a_flight_after_its_slot() -> None:
    """24 a day are one an hour, half a step from midnight: sortie k lands at k h + 30 min + 3 h."""
    told = run(mission())
    assert take_offs(told) == [k * HOUR + HALF for k in range(10)]
    assert landings(told) == [k * HOUR + HALF + FLIGHT * HOUR for k in range(10)]
    assert told.waits(Cause.AIRCRAFT) == told.waits(Cause.PARKING) == []


def test_of_the_first_day_only_the_hours_that_are_left_count() -> None:
    """From 07:00 on 17 of 24 hours are left, at one an hour, half a step after the beginning."""
    told = run(flying(begins="2020-11-10 07:00", sorties=20))
    assert take_offs(told) == [7 * HOUR + k * HOUR + HALF for k in range(20)]


def test_what_a_day_does_not_fill_is_carried_over() -> None:
    """One and a half a day: the k-th takes off at (k + 1/2) / 1.5 days, every 16 hours."""
    told = run(flying(sorties_per_day=1.5))
    assert take_offs(told) == [(2 * k + 1) * 8 * HOUR for k in range(10)]


def test_a_sortie_planned_after_the_end_never_takes_off() -> None:
    """One every three days: the run of 21 days sees seven of ten, and nobody is the last."""
    tree = flying(sorties_per_day=1 / 3)
    tree["contingents"]["force"]["march"]["longest_wait_hours"] = 1000
    told = run(tree)
    assert len(take_offs(told)) == 7
    assert told.rows(Kind.DEPART, subject=FORCE) == []


def test_a_days_number_is_the_runs_times_a_lognormal_factor() -> None:
    """On a day whose factor is f sorties are 1 h / f apart: ln f has mean 0, deviation 0.08."""
    roster = roster_of(flying(sorties=430, day_spread=0.08))
    logs = []
    for replication in range(15):
        second = draw(roster, seed=1, replication=replication).contingents[FORCE].take_offs
        for day in range(17):
            slots = [slot for slot in second if slot // DAY == day]
            logs.append(math.log((len(slots) - 1) * HOUR / (slots[-1] - slots[0])))
    low, high = interval(logs)
    assert low <= 0 <= high
    squares = sum(value * value for value in logs) / 0.08**2
    assert chdtri(len(logs), 0.995) < squares < chdtri(len(logs), 0.005)


# --- fleet and parking -------------------------------------------------------------------------


def test_one_aircraft_flies_round_after_round() -> None:
    """Sortie k takes off k x (3 + 2 + 3 + 4) h after the first, and waits for it until then."""
    told = run(flying(planes={"plane": plane(fleet=1)}))
    cycle = (2 * FLIGHT + GROUND + 4) * HOUR
    assert take_offs(told) == [HALF + k * cycle for k in range(10)]
    waits = [(k * HOUR + HALF, HALF + k * cycle) for k in range(1, 10)]
    assert told.waits(Cause.AIRCRAFT, subject=FORCE) == waits


def test_through_one_parking_place_one_lands_each_time_another_has_unloaded() -> None:
    """One comes every six minutes; the k-th lands k x 2 h after the first, and waits until then."""
    told = run(flying(sorties_per_day=240, parking_places=1))
    first = 3 * MINUTE + FLIGHT * HOUR
    assert landings(told) == [first + k * GROUND * HOUR for k in range(10)]
    came = [first + k * 6 * MINUTE for k in range(10)]
    expected = list(zip(came[1:], landings(told)[1:], strict=True))
    assert told.waits(Cause.PARKING, subject=FORCE) == expected


def most(taken: list[int], freed: list[int]) -> int:
    """The most in use at once; what is given back is free in the same second."""
    changes = sorted([(second, 1) for second in taken] + [(second, -1) for second in freed])
    return max(accumulate(change for _, change in changes))


def test_no_more_aircraft_fly_and_no_more_park_than_there_are() -> None:
    """A sortie holds its aircraft until it is home, its place until it has unloaded."""
    planes = {"plane": plane(fleet=5, ground_hours={"uniform": [1, 5]})}
    told = run(flying(planes=planes, sorties=60, parking_places=2))
    ground = draw(told.roster, seed=1, replication=0).contingents[FORCE].ground
    unloaded = [second + stays for second, stays in zip(landings(told), ground, strict=True)]
    home = [second + (FLIGHT + 4) * HOUR for second in unloaded]
    assert most(landings(told), unloaded) == 2
    assert most(take_offs(told), home) == 5


def test_kinds_wait_for_aircraft_of_their_own() -> None:
    """Two kinds in turn, one aircraft each: those of one kind are its rounds apart."""
    planes = {"big": plane(fleet=1, home_hours=10), "small": plane(fleet=1)}
    told = run(flying(planes=planes))
    seconds = take_offs(told)
    assert [later - earlier for earlier, later in pairwise(seconds[::2])] == [18 * HOUR] * 4
    assert [later - earlier for earlier, later in pairwise(seconds[1::2])] == [12 * HOUR] * 4


# --- hours and weather -------------------------------------------------------------------------


def test_within_hours_of_operation_a_days_number_is_flown_closer() -> None:
    """Six a day from 06:00 to 09:00 are half an hour apart, the first a quarter past six."""
    told = run(flying(sorties_per_day=6, opens="06:00", shuts="09:00"))
    day = [6 * HOUR + 15 * MINUTE + k * HALF for k in range(6)]
    assert take_offs(told) == [*day, *(DAY + second for second in day[:4])]


def test_hours_may_run_over_midnight() -> None:
    """Four a night from 22:00 to 02:00; the two hours left of the first night hold two."""
    told = run(flying(sorties_per_day=4, sorties=6, opens="22:00", shuts="02:00"))
    night = [22 * HOUR + k * HOUR + HALF for k in range(4)]
    assert take_offs(told) == [HALF, HOUR + HALF, *night]


def test_a_sortie_held_up_keeps_to_the_hours_of_operation() -> None:
    """One aircraft is back every 12 h: at 18:30 operation is over, so it goes at 06:00 next day."""
    told = run(flying(planes={"plane": plane(fleet=1)}, sorties=2, opens="06:00", shuts="18:00"))
    assert take_offs(told) == [6 * HOUR + 15 * MINUTE, DAY + 6 * HOUR]
    assert told.waits(Cause.AIRCRAFT) == [(6 * HOUR + 45 * MINUTE, 18 * HOUR + 15 * MINUTE)]
    assert told.waits(Cause.CLOSED) == [(18 * HOUR + 15 * MINUTE, DAY + 6 * HOUR)]


def snow(**zone: Any) -> Tree:
    """Weather in a zone of its own, every day by chance and without memory."""
    return {"weather": {"persistence": 0, "zones": {"sky": zone}}}


def test_nothing_takes_off_after_hours_on_the_last_evening() -> None:
    """Back every 12 h, the one aircraft is home when operation is over and will not open again."""
    tree = flying(planes={"plane": plane(fleet=1)}, sorties=3, opens="06:00", shuts="18:00")
    end = "2020-11-11 23:00"
    due = {"clauses": {"handover": {"due": end}}}
    told = run(changed(tree, {"end": end, "agreement": due}))
    assert take_offs(told) == [6 * HOUR + 15 * MINUTE, DAY + 6 * HOUR]
    assert told.waits(Cause.CLOSED)[1:] == [(DAY + 18 * HOUR, None)]


def test_weather_holds_sorties_on_the_ground_at_home_until_the_day_after() -> None:
    """A closed day holds back all its slots; they take off a second after it opens again."""
    tree = changed(flying(sorties=200, weather_zone="sky"), snow(closed_days_share=0.4))
    told = run(tree)
    closed = weather_days(told, 2)
    assert closed
    assert len(closed) < 20
    for second in take_offs(told):
        assert (second - 1) // DAY not in closed
    held = told.waits(Cause.WEATHER, subject=FORCE)
    assert held
    for _, end in held:
        if end is not None:
            assert end % DAY == 1
            assert (end // DAY - 1) in closed


def weather_days(told: Told, state: int) -> set[int]:
    """Days (from 0) that begin in a state of the one zone: 0 fair, 1 slow, 2 closed."""
    turns = {row.second // DAY: row.value for row in told.rows(Kind.WEATHER)}
    states = accumulate(range(21), lambda now, day: turns.get(day, now), initial=0)
    return {day for day, now in enumerate(list(states)[1:]) if now == state}


# --- what they carry ---------------------------------------------------------------------------


@given(
    st.integers(1, 200),
    st.dictionaries(st.integers(1, 120), st.floats(0, 30), min_size=1, max_size=3),
    st.integers(0, 2000),
)
def test_what_sorties_carry_follows_the_plan_and_never_passes_the_total(
    sorties: int, plan: dict[int, float], most: int
) -> None:
    """After any sortie the sum is the plan's, to the nearest whole one, or all there is."""
    stages = sorted(plan.items())
    carried = airlift.carried(sorties, stages, most=most)
    assert len(carried) == sorties
    planned = 0.0
    for sortie, total in enumerate(accumulate(carried), start=1):
        planned += ([mean for first, mean in stages if first <= sortie] or [0.0])[-1]
        assert total <= most
        assert abs(total - min(planned, most)) <= 0.5 + 1e-6


def test_sorties_land_with_what_the_plan_says_until_all_have_come() -> None:
    """14.5 people a sortie for four, then 5: 15, 14, 15, 14, then 5; the eleventh finds 7 left."""
    tree = flying(sorties=14)
    plan = {
        "first": {"from_sortie": 1, "personnel": 14.5, "vehicles": 0.5},
        "later": {"from_sortie": 5, "personnel": 5, "vehicles": 2},
    }
    tree["contingents"]["force"]["airlift"]["load_plan"] = plan
    told = run(tree)
    rows = told.rows(Kind.LANDED, subject=FORCE)
    assert [row.people for row in rows] == [15, 14, 15, 14, 5, 5, 5, 5, 5, 5, 5, 5, 2, 0]
    assert [row.vehicles for row in rows] == [1, 0, 1, 0, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5), st.integers(0, 120))
def test_kinds_are_dealt_evenly_by_share(shares: list[int], number: int) -> None:
    """After any sortie a kind is never two away from its share; all together they come out even."""
    names = [(chr(ord("a") + place), float(share)) for place, share in enumerate(shares)]
    total = sum(shares)
    dealt = airlift.dealt_kinds(number + total, names)
    for place in range(len(dealt) + 1):
        found = Counter(dealt[:place])
        assert all(abs(found[name] - place * share / total) < 2 for name, share in names)
    assert Counter(dealt[:total]) == dict(names)


def test_aircraft_and_equipment_come_by_their_shares() -> None:
    """One sortie in ten by the big one; of twenty pieces in ten sorties fifteen are trucks."""
    tree = flying(planes={"big": plane(share=1, flight_hours=5), "small": plane(share=9)})
    force = tree["contingents"]["force"]
    force["equipment"] = {"trucks": 15, "carriers": 5}
    force["airlift"]["load_plan"]["all"]["vehicles"] = 2
    told = run(tree)
    flights = [landed - left for landed, left in zip(landings(told), take_offs(told), strict=True)]
    assert sorted(flights) == [3 * HOUR] * 9 + [5 * HOUR]
    kinds: Counter[str] = Counter()
    for row in told.rows(Kind.EQUIPMENT_LANDED, subject=FORCE):
        kinds[row.at] += row.value
    assert kinds == {"equipment.trucks": 15, "equipment.carriers": 5}


def test_strength_above_the_authorised_is_recorded_as_it_lands() -> None:
    """552 vehicles against 470: the first above is the 471st, the last makes 82 too many.

    Twelve a sortie, so the 40th brings the total to 480. Two launchers of a kind that was not
    authorised are too many from the first on; people are within what was agreed.
    """
    tree = flying(sorties=47, sorties_per_day=24)
    force = tree["contingents"]["force"]
    force |= {
        "personnel": 94,
        "equipment": {"vehicles": 552, "launchers": 2},
        "authorised": {"personnel": 100, "vehicles": 470},
    }
    force["airlift"]["load_plan"]["all"] = {"from_sortie": 1, "personnel": 2, "vehicles": 12}
    told = run(tree)
    over = told.rows(Kind.EXCESS, at="equipment.vehicles")
    launchers = told.rows(Kind.EXCESS, at="equipment.launchers")
    assert [row.value for row in over][-1:] == [82]
    assert [row.value for row in launchers] == [1, 2]
    assert told.rows(Kind.EXCESS, at="equipment.personnel") == []
    landed = 0
    first = min(row.second for row in over)
    for row in told.rows(Kind.EQUIPMENT_LANDED, at="equipment.vehicles"):
        assert (landed + row.value > 470) == (row.second >= first)
        landed += row.value


def test_nobody_is_too_many_where_nothing_was_agreed() -> None:
    assert run(mission()).rows(Kind.EXCESS) == []


# --- flights of one's own ----------------------------------------------------------------------


def test_what_flies_itself_needs_no_sortie_and_is_in_place_when_it_lands() -> None:
    """Helicopters leave at 08:00; a second later they are in the air, three hours later there.

    Their crews are part of the contingent: 20 of the hundred, so sorties bring 80.
    """
    tree = mission(
        {
            "equipment": {"helicopters": 8},
            "authorised": {"personnel": 100, "trucks": 10},
            "air_legs": {
                "helicopters": {
                    "leaves": "2020-11-11 08:00",
                    "to": "camp",
                    "number": 8,
                    "personnel": 20,
                    "hours": 3,
                }
            },
        }
    )
    told = run(tree)
    there = DAY + 11 * HOUR + 1
    landed = told.one(Kind.LANDED, at="places.camp")
    assert (landed.second, landed.people, landed.vehicles) == (there, 20, 8)
    in_place = told.one(Kind.IN_PLACE, number=-1)
    assert (in_place.second, in_place.people, in_place.vehicles) == (there, 20, 8)
    assert told.one(Kind.EXCESS).at == "equipment.helicopters"
    by_sortie = [row for row in told.rows(Kind.LANDED) if row.number >= 0]
    assert sum(row.people for row in by_sortie) == 80
    assert sum(row.vehicles for row in by_sortie) == 10


@pytest.mark.parametrize("event", ["landed", "deployed"])
def test_others_may_wait_for_a_contingent(event: str) -> None:
    """Landed: the tenth has unloaded, 9 h 30 min + 3 h + 2 h. Deployed: all are in the camp.

    The unit leaves a second after that look, its tail enters ten seconds later: two hours more.
    """
    clause = {
        "party": "keeper",
        "must": "happen",
        "needs": [f"contingents.force.{event}"],
        "due": "2020-11-20 00:00",
    }
    told = run(mission(agreement={"clauses": {"there": clause}}))
    landed = 14 * HOUR + HALF
    expected = {"landed": landed, "deployed": landed + 1 + 10 + 2 * HOUR}
    assert told.one(Kind.COMPLETED, subject="clauses.there").second == expected[event] + 1
