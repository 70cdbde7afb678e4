"""Asking for more time, against pencil and paper: looks, projections, requests and answers.

One battalion, two hours of driving from the border, signed and started at second 0, due on the
fifth midnight, 120 h. Where nothing else is said it is never ready within the run, so that its ten
vehicles are left at every look, and the party counts on a road of one vehicle an hour: at second s
it projects to be out at s + 10 h + 2 h, and looks every six hours.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from scipy.stats import binom

from sim.catalogue import Kind
from tests.builders import changed, minimal
from tests.runs import DAY, HOUR, MINUTE, Told, roster_of, run

Tree = dict[str, Any]

CLAUSE = "clauses.handover"
DUE = 5 * DAY
NEVER = 2000
"""Hours: after the end of every run here."""


def at(seconds: int) -> str:
    """A local instant so many seconds (whole minutes) after the start."""
    assert seconds % MINUTE == 0
    return (datetime(2020, 11, 10) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M")


def asking(changes: Tree | None = None, **policy: Any) -> Tree:
    """The battalion and its party's policy; more of what the policy is comes by name."""
    extension = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 1,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": 10},
        "grant": "always",
        **policy,
    }
    tree = changed(
        minimal(),
        {
            "civilians": None,
            "agreement": {
                "clauses": {"handover": {"what": ["troops"]}},
                "extensions": {"more": extension},
            },
            "troops": {"battalion": {"personnel": 80, "vehicles": 10, "ready_after_hours": NEVER}},
        },
    )
    return changed(tree, changes or {})


def eager(changes: Tree | None = None, **policy: Any) -> Tree:
    """The same with a party that looks late from its first look on, at 6 h.

    It counts on a vehicle in a thousand hours: over a year, however many days it is given.
    """
    return asking(changes, **{"planned_vehicles_per_hour": 0.001, **policy})


def asked(told: Told) -> list[int]:
    """When it asked."""
    return told.seconds(Kind.ASKED, subject=CLAUSE)


def days(told: Told, kind: Kind = Kind.ASKED) -> list[int]:
    """For how many days it asked, or how many were granted."""
    return [row.value for row in told.rows(kind, subject=CLAUSE)]


# --- when it looks and what it sees --------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "every", "first"),
    [(0, 6, 114), (0, 5, 110), (0, 107, None), (0, 108, None), (0, 109, 109), (3, 6, 111)],
)
def test_a_party_looks_every_so_many_hours_from_the_signing_on(
    signed: int, every: int, first: int | None
) -> None:
    """Late where s + 12 h > 120 h, so at the first look after 108 h: at 114 h; every five hours,
    at 110 h; signed at 3 h, at 111 h. It looks at 108 h: late by nothing, it does not ask; nor
    when it is due already (the look after 107 h is at 214 h).
    """
    told = run(asking({"agreement": {"signed": at(signed * HOUR)}}, review_every_hours=every))
    assert asked(told) == ([] if first is None else [first * HOUR])


@pytest.mark.parametrize(("tolerance", "first"), [(0, 114), (5, 114), (5.99, 114), (6, None)])
def test_it_asks_only_if_late_by_more_than_it_tolerates(
    tolerance: float, first: int | None
) -> None:
    """At 114 h it is late by 114 + 12 − 120 = 6 h; the next look is at due, too late to ask."""
    told = run(asking(ask_if_late_by_hours=tolerance))
    assert asked(told) == ([] if first is None else [first * HOUR])


def test_its_last_planned_convoy_counts_too() -> None:
    """Spread to the very end, the last convoy leaves at 120 h and is out two hours later: late by
    2 h at the first look; with a margin of 2 h (a sixtieth of 120 h) it is not late.
    """
    unit = {"departure": "spread", "ready_after_hours": 0}
    tree = asking({"troops": {"battalion": unit}}, planned_vehicles_per_hour=1000)
    assert asked(run(tree)) == [6 * HOUR]
    margin = {"troops": {"battalion": {"margin_share": 1 / 60}}}
    assert asked(run(changed(tree, margin))) == []


def test_who_is_out_asks_for_nothing() -> None:
    """Ready at once, all are out soon after 3 h: at 6 h there is nothing to project."""
    assert asked(run(eager({"troops": {"battalion": {"ready_after_hours": 0}}}))) == []


def town(households: int, **group: Any) -> Tree:
    """Households of four with cars, in the place of the battalion."""
    return {
        "troops": None,
        "agreement": {"clauses": {"handover": {"what": ["civilians"]}}},
        "civilians": {
            "townspeople": {
                "party": "leaver",
                "place": "town",
                "people": 4 * households,
                "household_people": 4,
                **group,
            }
        },
        "notices": {"order": {"at": at(0), "groups": ["townspeople"], "says": "leave"}},
    }


def with_lorries(households: int, *, lorries: int, loads: int, capacity: int = 1) -> Tree:
    """Households that begin at 48 h, and lorries: 2 h in, 5 h loading, 2 h out, 1 h unloading."""
    pool = {
        "base": "border",
        "vehicles": lorries,
        "loading_hours": 5,
        "unloading_hours": 1,
        "capacity": capacity,
    }
    group = {"prepare_days": 2, "loads_per_household": loads, "loads_by": "lorries"}
    return {**town(households, **group), "vehicle_pools": {"lorries": pool}}


def test_no_false_alarm_at_the_first_look() -> None:
    """400 households with 800 loads and one lorry, ten hours a load: 8000 h, once people ask for
    it, at 48 h. Before that nobody knows, and 400 cars at 400 an hour are out in time.
    """
    tree = asking(with_lorries(400, lorries=1, loads=2), planned_vehicles_per_hour=400)
    assert asked(run(tree)) == [48 * HOUR]


@pytest.mark.parametrize(
    ("due", "capacity", "is_late"),
    [(99 * 60, 1, False), (99 * 60 - 1, 1, True), (74 * 60, 2, False), (74 * 60 - 1, 2, True)],
)
def test_the_lorries_work_is_loads_times_round_trip_over_fleet(
    due: int, capacity: int, is_late: bool
) -> None:
    """At 48 h ten loads are asked for: 10 x 10 h / 2 lorries = 50 h; and an hour's drive: 99 h.
    With room for two loads in each lorry 25 h: 74 h. Due a minute before that, it asks.
    """
    tree = asking(
        with_lorries(10, lorries=2, loads=1, capacity=capacity),
        planned_vehicles_per_hour=400,
        review_every_hours=48,
    )
    tree["agreement"]["clauses"]["handover"]["due"] = at(due * MINUTE)
    assert (48 * HOUR in asked(run(tree))) == is_late


# --- the capacity that a queue reveals -----------------------------------------------------------


def jammed(households: int = 480, *, begins: int = 0, **policy: Any) -> Tree:
    """A road that lets in ten vehicles an hour, on which thirty an hour set out from 60 s on.

    Each second of the run that is 60 + 120 k sees one more; so the queue stands from the second
    one on. The households themselves are told nothing: they go at due.
    """
    people = town(households)
    del people["notices"]
    flow = {
        "from": "town",
        "to": "border",
        "vehicles_by_date": {"2020-11-10": 720, "2020-11-11": 720},
        "arrivals": "even",
        "begins": at(begins),
    }
    return asking(
        {
            **people,
            "roads": {"road": {"saturation_vehicles_per_hour": 10}},
            "flows": {"others": flow},
        },
        **{"planned_vehicles_per_hour": 100, **policy},
    )


@pytest.mark.parametrize(("prudence", "asks_for"), [(12, 1), (12.1, 2)])
def test_a_day_in_a_queue_reveals_what_the_road_lets_through(
    prudence: float, asks_for: int
) -> None:
    """At 24 h the queue has stood all day but 180 s. The road let in 240, none of them its own:
    it counts on half, 5 an hour. 480 cars take 96 h, and an hour's drive: out at 121 h, two hours
    after due at 119 h. By its plan of 100 an hour it was in time at all looks before. Two hours
    times 12 are a day, times 12.1 more than a day.
    """
    tree = jammed(ask={"prudence": prudence, "most_days": 10})
    tree["agreement"]["clauses"]["handover"]["due"] = at(DUE - HOUR)
    told = run(tree)
    assert asked(told) == [24 * HOUR]
    assert days(told) == [asks_for]


def test_a_queue_reveals_nothing_before_there_was_a_day() -> None:
    """Looking every 11 h: at 22 h the queue has stood for more than nine tenths of a day, but the
    day to divide by is not over; at 33 h it is.
    """
    assert asked(run(jammed(600, review_every_hours=11))) == [33 * HOUR]


@pytest.mark.parametrize(("begins", "first"), [(8400, 24), (8520, 30)])
def test_a_queue_must_have_stood_for_nine_tenths_of_the_day(begins: int, first: int) -> None:
    """Nine tenths of 24 h are 77,760 s. The queue stands from the flow's second car on, which comes
    60 s before or after 8640 s:

        from 8400 s on, cars at 8460 s, 8580 s: 86,400 − 8580 = 77,820 s by 24 h, enough;
        from 8520 s on, cars at 8580 s, 8700 s: 86,400 − 8700 = 77,700 s, so not before 30 h.
    """
    assert asked(run(jammed(600, begins=begins))) == [first * HOUR]


@pytest.mark.parametrize(("prudence", "asks_for"), [(11, 1), (12, 2)])
def test_a_party_that_fills_the_queue_counts_on_all_of_it(prudence: float, asks_for: int) -> None:
    """1200 cars, all there from 1 s on, ten an hour; by 24 h 240 were let in, all its own, and 229
    are out (let in at 1 + 360 k, out 3960 s later). 971 are left, 97.1 h: out at 24 + 97.1 + 1 =
    122.1 h, late by 2.1 h: x 11 = 23.1 h, x 12 = 25.2 h. Of half of it, it would ask for weeks.
    """
    tree = asking(
        {**town(1200), "roads": {"road": {"saturation_vehicles_per_hour": 10}}},
        planned_vehicles_per_hour=1000,
        ask={"prudence": prudence, "most_days": 10},
    )
    told = run(tree)
    assert asked(told) == [24 * HOUR]
    assert days(told) == [asks_for]


def test_a_queue_never_reveals_more_than_the_plan() -> None:
    """The road lets in ten an hour, half of which is 5; the plan is 4 an hour: 240 cars need 60 h,
    so the party is late at the first look after 120 − 61 = 59 h, as without any queue.
    """
    for flow in (jammed(240, planned_vehicles_per_hour=4), jammed(240, begins=200 * HOUR)):
        flow["agreement"]["extensions"]["more"]["planned_vehicles_per_hour"] = 4
        assert asked(run(flow)) == [60 * HOUR]


# --- how much it asks for, and how often ---------------------------------------------------------


@pytest.mark.parametrize(
    ("prudence", "multiple", "most", "asks_for"),
    [(4, 1, 10, 1), (4.1, 1, 10, 2), (4, 5, 10, 5), (20, 5, 10, 5), (20.1, 5, 10, 10),
     (400, 5, 10, 10), (400, 1, 3, 3)],
)  # fmt: skip
def test_a_request_is_prudent_rounded_up_and_capped(
    prudence: float, multiple: int, most: int, asks_for: int
) -> None:
    """At 114 h it is late by 6 h. Times 4 that is a day, times 20 five days; in fives 5 and 5; a
    little more is 2 days and 10; times 400 a hundred days, of which it may ask for the most.
    """
    ask = {"prudence": prudence, "round_up_to_days": multiple, "most_days": most}
    assert days(run(asking(ask=ask))) == [asks_for]


@pytest.mark.parametrize(
    ("again", "looks"), [(0, [6, 12, 18]), (23, [6, 30, 54]), (24, [6, 36, 66])]
)
def test_refused_it_asks_again_after_a_while(again: int, looks: list[int]) -> None:
    """Refused a second after it asked, it asks at the first look at least so many hours later, and
    three times at most: 24 h after 6 h + 1 s the look of 30 h is too early, that of 36 h is not.
    """
    told = run(eager(grant="never", most_requests=3, ask_again_after_hours=again))
    assert asked(told) == [look * HOUR for look in looks]
    assert told.seconds(Kind.REFUSED) == [look * HOUR + 1 for look in looks]


@pytest.mark.parametrize(
    ("extensions", "requests", "looks"), [(1, 5, [6]), (2, 5, [6, 12]), (5, 2, [6, 12])]
)
def test_extensions_and_requests_are_limited(
    extensions: int, requests: int, looks: list[int]
) -> None:
    """Granted a second later, it asks again at the next look, up to either limit."""
    told = run(eager(most_extensions=extensions, most_requests=requests))
    assert asked(told) == [look * HOUR for look in looks]


def test_one_request_at_a_time() -> None:
    """The answer takes 30 h; at the looks of 12 h to 36 h the request is still open."""
    told = run(eager(answer_hours=30, most_extensions=2, most_requests=5))
    assert asked(told) == [6 * HOUR, 42 * HOUR]


# --- on its way ----------------------------------------------------------------------------------


def test_a_request_is_passed_on_answered_and_made_public() -> None:
    """Asked at 6 h; + 2 h it is there; + 3 h answered, agreed; + 4 h people know: 8, 11, 15 h."""
    told = run(eager(relay_hours=2, answer_hours=3, public_after_hours=4, ask=ask(5)))
    assert told.one(Kind.RELAYED).second == 8 * HOUR
    assert told.one(Kind.GRANTED).second == 11 * HOUR
    moved, public = told.one(Kind.DUE_MOVED), told.one(Kind.PUBLIC)
    assert (moved.second, moved.value) == (11 * HOUR, DUE + 5 * DAY)
    assert (public.second, public.value) == (15 * HOUR, DUE + 5 * DAY)
    assert told.one(Kind.DUE).second == DUE + 5 * DAY


def ask(most_days: int) -> Tree:
    return {"prudence": 1, "most_days": most_days}


def test_a_refusal_is_made_public_too() -> None:
    """Refused at 11 h; people hear at 15 h that due is what it was."""
    told = run(
        eager(relay_hours=2, answer_hours=3, public_after_hours=4, grant="never", ask=ask(5))
    )
    assert told.one(Kind.REFUSED).second == 11 * HOUR
    public = told.one(Kind.PUBLIC)
    assert (public.second, public.value) == (15 * HOUR, DUE)
    assert told.one(Kind.DUE).second == DUE


def test_without_delays_it_takes_a_second_to_pass_it_on() -> None:
    """Passed on, answered and public at 6 h + 1 s."""
    told = run(eager())
    for kind in (Kind.RELAYED, Kind.GRANTED, Kind.DUE_MOVED, Kind.PUBLIC):
        assert told.one(kind).second == 6 * HOUR + 1


def test_armies_plan_again_when_it_is_agreed_and_people_when_it_is_public() -> None:
    """Five days more, agreed at 6 h + 1 s, public 100 h later. The unit, late, leaves at 240 h; of
    the households those with a margin of 30 h left at 90 h, not knowing, those with one of 10 h
    know by 106 h and leave at 230 h.
    """
    groups = {
        name: {
            "party": "leaver",
            "place": "town",
            "people": 4,
            "household_people": 4,
            "margin_hours": margin,
        }
        for name, margin in (("hasty", 30), ("calm", 10))
    }
    tree = eager(
        {
            "civilians": groups,
            "agreement": {"clauses": {"handover": {"what": ["troops", "civilians"]}}},
            "troops": {"battalion": {"departure": "late", "ready_after_hours": 0}},
        },
        public_after_hours=100,
        ask=ask(5),
    )
    told = run(tree)
    assert told.seconds(Kind.LOAD_BEGIN, subject="troops.battalion") == [240 * HOUR]
    assert told.one(Kind.BEGIN, subject="civilians.hasty").second == 90 * HOUR
    assert told.one(Kind.BEGIN, subject="civilians.calm").second == 230 * HOUR


# --- the answer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("grant", "granted"), [("always", [7]), ("never", [])])
def test_always_and_never(grant: str, granted: list[int]) -> None:
    """All seven days asked for, or none."""
    told = run(eager(grant=grant, ask=ask(7)))
    assert days(told, Kind.GRANTED) == granted
    assert days(told, Kind.REFUSED) == ([] if granted else [7])


def share_granted(tree: Tree, *, replications: int = 300) -> int:
    """In how many replications the first request was granted."""
    short = roster_of(changed(tree, {"end": at(DUE)}))
    found = (run(short, replication=number) for number in range(replications))
    return sum(bool(told.rows(Kind.GRANTED)) for told in found)


def test_with_a_probability() -> None:
    """Granted in a binomial number of 300 replications, p = 0.3; all seven days, or none."""
    tree = eager(grant={"probability": 0.3}, ask=ask(7))
    low, high = binom.interval(0.999, 300, 0.3)
    assert low <= share_granted(tree) <= high
    granted = [days(run(tree, replication=number), Kind.GRANTED) for number in range(10)]
    assert {tuple(found) for found in granted} == {(), (7,)}


def test_each_request_has_its_own_chance() -> None:
    """Three requests at p = 0.5: at least one granted with 1 − 0.5³ = 0.875."""
    tree = eager(grant={"probability": 0.5}, most_requests=3, ask_again_after_hours=0)
    low, high = binom.interval(0.999, 300, 0.875)
    assert low <= share_granted(tree) <= high


def patience(days: float, none: float = 0) -> Tree:
    return {"patience": {"none_probability": none, "days": days}}


def test_patience_is_none_with_a_probability() -> None:
    """Ten days with 0.65, none at all with 0.35: a binomial number of 300, p = 0.65."""
    low, high = binom.interval(0.999, 300, 0.65)
    assert low <= share_granted(eager(grant=patience(10, none=0.35))) <= high


def test_patience_is_drawn_once_a_run() -> None:
    """With none at the first request there is none at the second: granted at all with 0.5, were it
    drawn anew with 1 − 0.5³ = 0.875.
    """
    tree = eager(grant=patience(10, none=0.5), most_requests=3, ask_again_after_hours=0)
    low, high = binom.interval(0.999, 300, 0.5)
    assert low <= share_granted(tree) <= high


@pytest.mark.parametrize(("willing", "granted"), [(7.9, [7]), (10, [10]), (30, [10]), (0.9, [])])
def test_as_many_whole_days_as_patience_allows(willing: float, granted: list[int]) -> None:
    """Of ten days asked for, patience downwards to whole days; less than one is a refusal."""
    assert days(run(eager(grant=patience(willing))), Kind.GRANTED) == granted


def test_patience_is_halved_by_each_extension_given() -> None:
    """Eleven days, then 5.5, 2.75, 1.375, 0.6875: granted 10 (asked for no more), 5, 2, 1, none."""
    told = run(eager(grant=patience(11), most_extensions=9, most_requests=5))
    assert days(told, Kind.GRANTED) == [10, 5, 2, 1]
    assert days(told, Kind.REFUSED) == [10]


def duty(party: str, due: str, hours: float) -> Tree:
    """Something a party must let happen, taking so many hours."""
    clause = {"party": party, "must": "happen", "duration_hours": hours, "due": due}
    return {"agreement": {"clauses": {"duty": clause}}}


@pytest.mark.parametrize(
    ("party", "hours", "granted"),
    [
        ("leaver", 3, [10]),  # done at due itself
        ("leaver", 4, []),  # done, but late
        ("leaver", NEVER, []),  # not done
        ("receiver", NEVER, [10]),  # missed by the other side
    ],
)
def test_patience_is_over_after_a_breach(party: str, hours: float, granted: list[int]) -> None:
    """A duty due at 3 h, before the request of 6 h, missed by the side that asks."""
    told = run(eager(duty(party, at(3 * HOUR), hours), grant=patience(10)))
    assert days(told, Kind.GRANTED) == granted


def test_a_duty_not_yet_due_is_no_breach() -> None:
    """Not done by 6 h, but due at 7 h only."""
    told = run(eager(duty("leaver", at(7 * HOUR), NEVER), grant=patience(10)))
    assert days(told, Kind.GRANTED) == [10]


def army(ready_hours: float) -> Tree:
    """A receiving army that is ready so many hours after the start."""
    column = {"vehicles": 5, "reaches": ["town"], "advance_speed_kmh": 10}
    return {
        "receiving_armies": {
            "army": {
                "party": "receiver",
                "area": "district",
                "clause": "handover",
                "entry": "border",
                "ready_after_hours": ready_hours,
                "columns": {"first": column},
            }
        }
    }


@pytest.mark.parametrize(
    ("ready", "willing", "granted"),
    [(120 + 60, 0, [2]), (120 + 12, 0, []), (90, 0, []), (120 + 60, 4, [4]), (600, 4, [10])],
)
def test_waiting_until_its_own_army_is_ready_costs_nothing(
    ready: int, willing: float, granted: list[int]
) -> None:
    """Ready 60 h after due, it grants at least 60 / 24 = 2.5 days, whole days downwards; ready 12 h
    after, less than a day; before due, nothing; never less than it is willing to.
    """
    told = run(eager(army(ready), grant=patience(willing)))
    assert days(told, Kind.GRANTED) == granted


# --- days, and the last moment -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "more"), [("2020-10-20", HOUR), ("2021-03-23", -HOUR), ("2021-06-01", 0)]
)
def test_days_are_calendar_days(start: str, more: int) -> None:
    """Due on the fifth midnight, five days more: the tenth midnight. Where clocks go back or
    forward by an hour between the two, that is an hour more or less than 120 h.
    """
    first = datetime.fromisoformat(start)
    tree = eager(ask=ask(5))
    tree["time_zone"] = "Europe/Berlin"
    tree["start"] = tree["agreement"]["signed"] = f"{start} 00:00"
    for key, after in (("due", 5), ("end", 20)):
        date = f"{(first + timedelta(days=after)):%Y-%m-%d} 00:00"
        (tree if key == "end" else tree["agreement"]["clauses"]["handover"])[key] = date
    told = run(tree)
    assert told.one(Kind.DUE_SET).value == 120 * HOUR
    assert told.one(Kind.DUE_MOVED).value == 240 * HOUR + more


def pending(answer_seconds: int, *, at_due: Any, **policy: Any) -> Told:
    """Asked at 114 h, there a second later, answered so many seconds after 120 h."""
    answer = (DUE + answer_seconds - 114 * HOUR - 1) / HOUR
    return run(asking(answer_hours=answer, pending_at_due=at_due, **policy))


def test_an_answer_at_exactly_due_counts() -> None:
    """Answers come before dues among the decisions of a second."""
    told = pending(0, at_due="lapses")
    assert told.one(Kind.GRANTED).second == DUE
    assert told.one(Kind.DUE).second == DUE + DAY
    assert told.rows(Kind.LAPSED) == []


def test_a_request_open_at_due_can_lapse() -> None:
    """The answer would come a second too late: the request lapses, and no answer is written."""
    told = pending(1, at_due="lapses")
    assert told.one(Kind.LAPSED).second == told.one(Kind.DUE).second == DUE
    assert told.rows(Kind.GRANTED, Kind.DUE_MOVED, Kind.PUBLIC) == []


def test_a_request_open_at_due_can_keep_it_open() -> None:
    """Answered after 20 h of 24 that it stands: a day more than the due of 120 h, at 144 h."""
    told = pending(20 * HOUR, at_due={"stands_hours": 24})
    assert told.one(Kind.GRANTED).second == DUE + 20 * HOUR
    due = told.one(Kind.DUE)
    assert (due.second, due.value) == (DUE + DAY, DUE + DAY)


def test_refused_while_it_was_kept_open_it_falls_due_at_once() -> None:
    """Refused at 140 h: it falls due a second after that decision, its due instant still 120 h."""
    told = pending(20 * HOUR, at_due={"stands_hours": 24}, grant="never")
    assert told.one(Kind.REFUSED).second == DUE + 20 * HOUR
    due = told.one(Kind.DUE)
    assert (due.second, due.value) == (DUE + 20 * HOUR + 1, DUE)


@pytest.mark.parametrize(("late", "kind"), [(0, Kind.GRANTED), (1, Kind.LAPSED)])
def test_a_request_stands_no_longer_than_it_may(late: int, kind: Kind) -> None:
    """It stands for 24 h: an answer at 144 h itself counts, one a second later does not come."""
    told = pending(DAY + late, at_due={"stands_hours": 24}, ask={"prudence": 9, "most_days": 3})
    found = told.rows(Kind.GRANTED, Kind.REFUSED, Kind.LAPSED)
    assert [(row.kind, row.second) for row in found] == [(kind, DUE + DAY)]
    falls_due = DUE + 3 * DAY if kind is Kind.GRANTED else DUE + DAY
    assert told.one(Kind.DUE).second == falls_due


def test_after_it_has_fallen_due_nobody_asks() -> None:
    """Lapsed at 120 h, with four requests left, it does not ask again."""
    told = pending(HOUR, at_due="lapses", most_requests=5, ask_again_after_hours=0)
    assert len(asked(told)) == 1


# --- others who are concerned --------------------------------------------------------------------


def test_clauses_that_move_also_move_by_the_same_days() -> None:
    """The handover is due at 120 h, half of it at 72 h and a first tenth at 3 h: five days agreed
    at 6 h + 1 s move the first two; the third has fallen due.
    """
    more = {
        name: {
            "party": "leaver",
            "who": {"area": "district"},
            "what": ["troops"],
            "measure": {"share": share},
            "due": at(due),
        }
        for name, share, due in (("half", 0.5, 72 * HOUR), ("tenth", 0.1, 3 * HOUR))
    }
    tree = eager({"agreement": {"clauses": more}}, moves_also=["half", "tenth"], ask=ask(5))
    told = run(tree)
    moved = {row.subject: (row.second, row.value) for row in told.rows(Kind.DUE_MOVED)}
    agreed = 6 * HOUR + 1
    assert moved == {
        CLAUSE: (agreed, 240 * HOUR),
        "clauses.half": (agreed, 192 * HOUR),
    }
    assert told.one(Kind.DUE, subject="clauses.tenth").second == 3 * HOUR


def test_other_clauses_do_not_move_unless_the_file_says_so() -> None:
    """Half of it stays due at 72 h."""
    half = {
        "party": "leaver",
        "who": {"area": "district"},
        "what": ["troops"],
        "due": at(72 * HOUR),
    }
    told = run(eager({"agreement": {"clauses": {"half": half}}}, ask=ask(5)))
    assert told.one(Kind.DUE, subject="clauses.half").second == 72 * HOUR
    assert told.one(Kind.DUE, subject=CLAUSE).second == 240 * HOUR


@pytest.mark.parametrize(
    ("event", "grant", "heard"),
    [
        ("asked", "always", 6 * HOUR + 1),
        ("agreed", "always", 11 * HOUR + 1),
        ("public", "always", 15 * HOUR),
        ("refused", "never", 11 * HOUR + 1),
        ("public", "never", 15 * HOUR),
        ("agreed", "never", None),
        ("refused", "always", None),
    ],
)
def test_notices_can_follow_what_becomes_of_a_request(
    event: str, grant: str, heard: int | None
) -> None:
    """Asked at 6 h, answered at 11 h, public at 15 h. Asking and answering are decisions, so what
    they set off is decided a second later; that people hear of it happens, and is heard at once.
    """
    villagers = {"party": "leaver", "place": "town", "people": 4, "household_people": 4}
    notice = {"at": {"event": f"extensions.more.{event}"}, "groups": ["villagers"], "says": "leave"}
    tree = eager(
        {
            "civilians": {"villagers": villagers},
            "notices": {"news": notice},
            "agreement": {"clauses": {"handover": {"what": ["troops", "civilians"]}}},
        },
        relay_hours=2,
        answer_hours=3,
        public_after_hours=4,
        grant=grant,
    )
    told = run(tree)
    assert told.seconds(Kind.NOTICE) == ([] if heard is None else [heard])
    if heard is not None:
        assert told.one(Kind.BEGIN).second == heard + 1


def test_a_lapsed_request_is_heard_of_as_a_refusal() -> None:
    """It lapses at due, 120 h; the notice that waits for a refusal comes a second later."""
    villagers = {"party": "leaver", "place": "town", "people": 4, "household_people": 4}
    notice = {"at": {"event": "extensions.more.refused"}, "groups": ["villagers"], "says": "leave"}
    changes = {
        "civilians": {"villagers": villagers},
        "notices": {"news": notice},
        "agreement": {"clauses": {"handover": {"what": ["troops", "civilians"]}}},
    }
    told = run(asking(changes, answer_hours=13, pending_at_due="lapses"))
    assert told.one(Kind.LAPSED).second == DUE
    assert told.one(Kind.NOTICE).second == DUE + 1
