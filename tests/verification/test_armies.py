"""The receiving army against pencil and paper: when it enters, whom it waits for, how it advances.

Troops and a household are in one town; the army stands at the border, an hour from it for cars and
two for convoys, on a road that lets in a vehicle a second. Signed and started at second 0, due on
the fifth midnight, 120 h.

That a clause falls due at s is heard at s + 1, and the decision to enter is acted upon a second
later: straight after due the first column crosses at due + 2 s, any hours after due at due + those
hours + 1 s. Who is out at the very second of the decision is out.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.catalogue import Kind
from sim.outcomes.measure import measure
from tests.builders import changed, minimal
from tests.runs import DAY, HOUR, MINUTE, Told, run

Tree = dict[str, Any]

ARMY = "receiving_armies.army"
DUE = 5 * DAY


def at(seconds: int) -> str:
    """A local instant so many seconds (whole minutes) after the start."""
    assert seconds % MINUTE == 0
    return (datetime(2020, 11, 10) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M")


def facing(
    changes: Tree | None = None, *, troops: float = 0, people: float = 0, **army: Any
) -> Tree:
    """The scenario with an army; more of what the army is comes by name.

    Args:
        changes: What else is different.
        troops: Hour at which the battalion, one convoy of one vehicle, is ready to leave.
        people: Hour at which the household is told to leave.
        army: More of the army.
    """
    block = {
        "party": "receiver",
        "area": "district",
        "clause": "handover",
        "entry": "border",
        "columns": {"first": {"vehicles": 5, "reaches": ["town"], "advance_speed_kmh": 10}},
        **army,
    }
    tree = changed(
        minimal(),
        {
            "roads": {"road": {"saturation_vehicles_per_hour": 3600, "convoy_spacing_m": 0}},
            "troops": {
                "battalion": {
                    "personnel": 20,
                    "vehicles": 1,
                    "ready_after_hours": troops,
                    "loading_hours": 0,
                }
            },
            "civilians": {"townspeople": {"people": 4, "household_people": 4}},
            "notices": {
                "order": {"at": at(int(people * HOUR)), "groups": ["townspeople"], "says": "leave"}
            },
            "receiving_armies": {"army": block},
        },
    )
    return changed(tree, changes or {})


def entered(told: Told) -> int | None:
    """When the first column crossed."""
    found = told.seconds(Kind.ENTERED, subject=ARMY)
    assert len(found) <= 1
    return found[0] if found else None


def troops_out(ready: int) -> int:
    """Ready at some hour, loading a second from the second after; let in; two hours of driving."""
    return ready * HOUR + 1 + 1 + 1 + 2 * HOUR


def came_of(told: Told) -> dict[str, object]:
    """What came of the area, as tables tell it."""
    return measure(told.log, told.roster, replication=0)["areas"][0]


# --- when it enters ------------------------------------------------------------------------------


def test_it_enters_an_empty_area_straight_after_due() -> None:
    """Everybody left on the first day; due + 2 s."""
    assert entered(run(facing())) == DUE + 2


@pytest.mark.parametrize("hours", [0.5, 8, 100])
def test_it_enters_so_many_hours_after_due(hours: float) -> None:
    """Decided at due + hours, done a second later."""
    assert entered(run(facing(enters_after_due_hours=hours))) == DUE + hours * HOUR + 1


def test_it_enters_after_due_as_moved() -> None:
    """A request at 6 h is granted five days: due + 5 x 24 h + 8 h + 1 s."""
    more = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 0.001,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": 5},
        "grant": "always",
    }
    changes = {"agreement": {"extensions": {"more": more}}}
    told = run(facing(changes, troops=20, enters_after_due_hours=8))
    assert entered(told) == DUE + 5 * DAY + 8 * HOUR + 1


@pytest.mark.parametrize(("ready", "second"), [(100, DUE + 2), (130, 130 * HOUR + 1)])
def test_it_does_not_enter_before_it_is_ready(ready: int, second: int) -> None:
    """Ready before due it enters after due; ready ten hours later, then."""
    assert entered(run(facing(ready_after_hours=ready))) == second


@pytest.mark.parametrize("waits_for", ["troops", "troops-and-civilians"])
def test_who_stays_keeps_nobody_waiting(waits_for: str) -> None:
    """The household never leaves: due + 2 s all the same."""
    changes = {"civilians": {"townspeople": {"stays_share": 1}}}
    assert entered(run(facing(changes, waits_for=waits_for))) == DUE + 2


# --- a late area ---------------------------------------------------------------------------------


def test_it_waits_for_troops_to_be_out() -> None:
    """Ready at 125 h, out at 127 h + 3 s; the army enters the second after."""
    told = run(facing(troops=125))
    assert told.one(Kind.OUT, subject="troops.battalion").second == troops_out(125)
    assert entered(told) == troops_out(125) + 1


def test_an_area_empty_after_due_but_before_its_hour_is_entered_at_its_hour() -> None:
    """Troops are out at 123 h + 3 s; it is to enter 8 h after due: 128 h + 1 s."""
    told = run(facing(troops=121, enters_after_due_hours=8))
    assert DUE < told.one(Kind.OUT, subject="troops.battalion").second < DUE + 8 * HOUR
    assert entered(told) == DUE + 8 * HOUR + 1


def test_whoever_is_out_in_the_second_of_the_decision_is_out() -> None:
    """It is to enter 2 h and some seconds after 120 h, just when the troops' tail is out; the
    decision comes after all that happens in a second.
    """
    hours = (troops_out(120) - DUE) / HOUR
    told = run(
        facing(troops=120, enters_after_due_hours=hours, late_area="waits-hours", wait_hours=9)
    )
    assert entered(told) == troops_out(120) + 1


def test_it_waits_for_as_long_as_it_takes() -> None:
    """The troops are never ready within the run: the army never enters."""
    assert entered(run(facing(troops=2000))) is None


def test_it_waits_for_so_many_hours() -> None:
    """To enter at due + 8 h, it waits six hours more: due + 14 h + 1 s."""
    told = run(facing(troops=2000, enters_after_due_hours=8, late_area="waits-hours", wait_hours=6))
    assert entered(told) == DUE + 14 * HOUR + 1


def test_its_hours_of_waiting_begin_when_it_could_enter() -> None:
    """Ready at 130 h only: 130 h + 6 h + 1 s."""
    told = run(facing(troops=2000, ready_after_hours=130, late_area="waits-hours", wait_hours=6))
    assert entered(told) == 136 * HOUR + 1


def test_it_stops_waiting_when_the_area_is_empty() -> None:
    """The troops are out at 127 h + 3 s, before the ten hours are over."""
    told = run(facing(troops=125, late_area="waits-hours", wait_hours=10))
    assert entered(told) == troops_out(125) + 1


def test_it_can_enter_all_the_same() -> None:
    """The troops are still there: due + 2 s."""
    assert entered(run(facing(troops=125, late_area="enters"))) == DUE + 2


def test_waiting_for_troops_it_does_not_wait_for_civilians() -> None:
    """The household is told at 130 h; the troops are long out: due + 2 s."""
    told = run(facing(people=130))
    assert told.one(Kind.OUT, subject="civilians.townspeople").second > 130 * HOUR
    assert entered(told) == DUE + 2


def test_it_can_wait_for_civilians_too() -> None:
    """Told at 130 h, the household sets out a second later, and is out an hour and a second after
    that; the army enters yet another second later.
    """
    told = run(facing(people=130, waits_for="troops-and-civilians"))
    assert entered(told) == 130 * HOUR + 1 + 1 + HOUR + 1


def test_it_waits_for_the_later_of_both() -> None:
    """Civilians are out at 131 h, troops at 142 h + 3 s: then."""
    told = run(facing(people=130, troops=140, waits_for="troops-and-civilians"))
    assert entered(told) == troops_out(140) + 1


# --- a request that stands -----------------------------------------------------------------------


def open_at_due(answer: int, grant: str) -> Tree:
    """Asked at 114 h (late by 6 h), answered at some hour; it stands for 24 h."""
    more = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 0.1,
        "ask_if_late_by_hours": 3,
        "ask": {"prudence": 1, "most_days": 1},
        "answer_hours": answer - 114,
        "grant": grant,
    }
    return {"agreement": {"extensions": {"more": more}}}


@pytest.mark.parametrize(
    ("answer", "grant", "falls_due", "second"),
    [
        (140, "never", 140 * HOUR + 2, 140 * HOUR + 4),
        (150, "never", 144 * HOUR, 144 * HOUR + 2),
        (140, "always", 144 * HOUR, 144 * HOUR + 2),
        (150, "always", 144 * HOUR, 144 * HOUR + 2),
    ],
)
def test_while_a_request_stands_nobody_enters(
    answer: int, grant: str, falls_due: int, second: int
) -> None:
    """Asked at 114 h, there a second later, answered at 140 h + 1 s: refused, the clause falls due
    a second after that; granted, a day after the due of 120 h. Not answered by 144 h it lapses.
    The army, which enters all the same, crosses two seconds after the clause has fallen due.
    """
    told = run(facing(open_at_due(answer, grant), troops=2000, late_area="enters"))
    assert told.one(Kind.ASKED).second == 114 * HOUR
    assert told.one(Kind.DUE).second == falls_due
    assert entered(told) == second


def test_hours_after_due_count_from_due_and_not_from_the_end_of_waiting() -> None:
    """Due at 120 h, held open until 144 h; to enter 30 h after due is to enter at 150 h + 1 s."""
    changes = open_at_due(150, "never")
    told = run(facing(changes, troops=2000, late_area="enters", enters_after_due_hours=30))
    assert told.one(Kind.DUE).second == 144 * HOUR
    assert entered(told) == 150 * HOUR + 1


# --- how it advances -----------------------------------------------------------------------------

BEYOND = {
    "places": {"village": {"name": "Village"}},
    "areas": {"district": {"places": ["town", "village"]}},
    "roads": {
        "lane": {
            "from": "town",
            "to": "village",
            "length_km": 20,
            "car_speed_kmh": 60,
            "convoy_speed_kmh": 5,
            "saturation_vehicles_per_hour": 3600,
            "convoy_spacing_m": 0,
        }
    },
}


def reached(told: Told, column: str = "first") -> list[tuple[str, int]]:
    """The places a column reached, and when."""
    rows = told.rows(Kind.REACHED, subject=f"{ARMY}.columns.{column}")
    return [(row.at, row.second) for row in rows]


def column(
    speed: float, *, vehicles: int = 5, reaches: tuple[str, ...] = ("town", "village")
) -> Tree:
    return {
        "vehicles": vehicles,
        "reaches": list(reaches),
        "advance_speed_kmh": speed,
        "personnel": 50,
    }


def test_a_column_reaches_its_places_in_order_at_its_own_speed() -> None:
    """60 km at 10 km/h are 6 h, and five vehicles enter the road in 5 s. The lane of 20 km is
    driven at the road's 5 km/h, which is less: 4 h, and another 5 s.
    """
    told = run(facing(BEYOND, columns={"first": column(10)}))
    town = DUE + 2 + 5 + 6 * HOUR
    assert reached(told) == [("places.town", town), ("places.village", town + 5 + 4 * HOUR)]


def test_a_column_is_never_faster_than_the_road() -> None:
    """It could do 100 km/h: the road's convoys do 30, so 2 h for 60 km."""
    told = run(facing(columns={"first": column(100, reaches=("town",))}))
    assert reached(told) == [("places.town", DUE + 2 + 5 + 2 * HOUR)]


def test_columns_set_out_together_and_enter_the_road_one_after_another() -> None:
    """Five vehicles before seven, by name; both set out when the army enters."""
    columns = {name: column(30, vehicles=n, reaches=("town",)) for name, n in (("a", 5), ("b", 7))}
    told = run(facing(columns=columns))
    assert reached(told, "a") == [("places.town", DUE + 2 + 5 + 2 * HOUR)]
    assert reached(told, "b") == [("places.town", DUE + 2 + 12 + 2 * HOUR)]
    row = told.one(Kind.ENTERED)
    assert (row.people, row.vehicles) == (100, 12)


# --- between the two -----------------------------------------------------------------------------


def test_the_gap_is_from_the_last_troops_out_until_the_first_column_in() -> None:
    """Out at 102 h + 3 s, in at 120 h + 2 s."""
    row = came_of(run(facing(troops=100)))
    assert row["gap_hours"] == pytest.approx((DUE + 2 - troops_out(100)) / HOUR)
    assert row["overlap_hours"] == 0


def test_the_overlap_is_from_the_first_column_in_until_the_last_troops_out() -> None:
    """In at 120 h + 2 s, out at 127 h + 3 s; twenty troops inside at the entry."""
    row = came_of(run(facing(troops=125, late_area="enters")))
    assert row["overlap_hours"] == pytest.approx((troops_out(125) - DUE - 2) / HOUR)
    assert row["gap_hours"] == 0
    assert row["troops_inside_at_entry_people"] == 20
