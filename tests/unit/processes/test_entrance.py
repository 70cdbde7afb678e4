"""The entrance of a road, by itself: turns, clearing, closings, waits and what is written down."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from sim.events.log import EventLog, Recorder
from sim.processes.entrance import Entrance, OutOfBreakdowns, split
from sim.processes.instant import Instant
from sim.processes.lane import Lane, Mover, Request, Stop, Traits
from sim.processes.road import Roads

SUBJECTS = ("cars", "lorries", "roads.pass", "units")
CARS, LORRIES, ROAD, UNITS = range(4)


def traits(seconds: float = 10, probability: float = 0) -> Traits:
    """A drive of a hundred seconds, so many seconds a vehicle to enter, thirty to clear."""
    return Traits(
        speed_kmh=36,
        travel_seconds=100,
        entrance_seconds=seconds,
        clearing_seconds=30,
        breakdown_probability=probability,
    )


def lane_to(place: str, **changes: Any) -> Lane:
    """One direction of a road of a kilometre between a and b."""
    places = ("roads.pass>a", "roads.pass>b")
    origin = "b" if place == "a" else "a"
    return Lane(
        name=f"roads.pass>{place}",
        code=places.index(f"roads.pass>{place}"),
        road="pass",
        road_code=ROAD,
        origin=origin,
        destination=place,
        length_km=1,
        **{"traits": {name: traits() for name in ("car", "lorry", "troops")}, **changes},
    )


class Comer(Request):
    """A mover that comes to an entrance, and what is done when it is let in."""

    def __init__(self, mover: Mover, tail: int, told: Callable[[int, int], None]) -> None:
        super().__init__(mover, tail)
        self.told = told

    def let_in(self, head_second: int, tail_second: int) -> None:
        self.told(head_second, tail_second)


class Site:
    """A road, movers that ask for it at given seconds, and when they were let in."""

    def __init__(self, *lanes: Lane, together: bool = False, **changes: Any) -> None:
        self.instant = Instant()
        self.recorder = Recorder(SUBJECTS, ("roads.pass>a", "roads.pass>b"))
        groups = [lanes] if together else [(lane,) for lane in lanes]
        self.entrances = [
            Entrance(self.instant, self.recorder, group, **changes) for group in groups
        ]
        self.roads = Roads(self.instant, self.recorder, self.entrances)
        self.let_in: list[tuple[int, int, int]] = []
        self.lanes = lanes

    def comes(self, second: int, subject: int, number: int = 0, **mover: Any) -> None:
        """Somebody comes to the entrance at a second."""
        made = Mover(
            subject,
            number,
            mover.pop("mover_class", "car"),
            vehicles=mover.pop("vehicles", 1),
            people=mover.pop("people", 0),
            most_speed_kmh=mover.pop("most_speed_kmh", None),
        )
        lane = mover.pop("lane", self.lanes[0])
        tail = mover.pop("tail", second)
        entrance = next(found for found in self.entrances if lane in found.lanes)

        def let_in(head_second: int, tail_second: int) -> None:
            self.let_in.append((self.instant.second, subject, number))

        self.instant.at(second, lambda: entrance.ask(lane, Comer(made, tail, let_in)))

    def run(self, end: int = 10_000) -> EventLog:
        """Let it all happen."""
        self.instant.run_to(end)
        self.roads.finish(end)
        return self.recorder.log(end)


def test_one_mover_after_another_in_the_order_of_arrival_then_name_then_number() -> None:
    """Ten seconds each; of those who come together the path decides, then the number."""
    site = Site(lane_to("b"))
    for second, subject, number in ((5, UNITS, 0), (5, CARS, 1), (5, CARS, 0), (4, LORRIES, 0)):
        site.comes(second, subject, number)
    site.run()
    assert site.let_in == [(4, LORRIES, 0), (14, CARS, 0), (24, CARS, 1), (34, UNITS, 0)]


def test_an_entrance_that_is_free_in_the_midst_of_a_second_grants_at_its_end() -> None:
    """7.5 s each: free at 7.5, granted at 8; the next at 15.0, granted at 15."""
    site = Site(lane_to("b", traits={"car": traits(7.5)}))
    for number in range(4):
        site.comes(0, CARS, number)
    site.run()
    assert [second for second, _, _ in site.let_in] == [0, 8, 15, 23]


def test_the_entrance_is_taken_until_the_tail_has_come_up() -> None:
    """The first one's tail comes at 60, though it needs ten seconds only."""
    site = Site(lane_to("b"))
    site.comes(0, CARS, 0, tail=60)
    site.comes(1, CARS, 1)
    log = site.run()
    assert site.let_in == [(0, CARS, 0), (60, CARS, 1)]
    assert log.of_kind(Kind.ENTER)[0][9] == 60


def test_a_slow_column_takes_its_own_time_to_drive() -> None:
    """At 6 km/h a kilometre takes 600 s, where the road would take 100 s."""
    site = Site(lane_to("b"))
    found = []
    mover = Mover(UNITS, 0, "troops", vehicles=2, most_speed_kmh=6)
    comer = Comer(mover, 0, lambda head, tail: found.append((head, tail)))
    site.instant.at(0, lambda: site.entrances[0].ask(site.lanes[0], comer))
    site.run()
    assert found == [(600, 620)]


def test_precedence_puts_one_class_first_and_interrupts_nobody() -> None:
    """Lorries first: the lorry that comes last enters next, after the car that is entering."""
    site = Site(lane_to("b"), precedence="lorry")
    for number in range(3):
        site.comes(0, CARS, number)
    site.comes(5, LORRIES, mover_class="lorry")
    site.run()
    assert site.let_in == [(0, CARS, 0), (10, LORRIES, 0), (20, CARS, 1), (30, CARS, 2)]


def one_lane(turn: float = float("inf")) -> Site:
    """Both directions share one entrance."""
    return Site(lane_to("a"), lane_to("b"), together=True, turn_vehicles=turn)


def test_a_turn_is_over_after_so_many_vehicles() -> None:
    """Two by two; each change waits for the last to enter, and thirty seconds to clear."""
    site = one_lane(turn=2)
    for number in range(4):
        site.comes(0, CARS, number, lane=site.lanes[0])
        site.comes(0, UNITS, number, lane=site.lanes[1])
    log = site.run()
    assert site.let_in == [
        (0, CARS, 0),
        (10, CARS, 1),
        (50, UNITS, 0),
        (60, UNITS, 1),
        (100, CARS, 2),
        (110, CARS, 3),
        (150, UNITS, 2),
        (160, UNITS, 3),
    ]
    assert log.of_kind(Kind.TURN)[:, 0].tolist() == [20, 70, 120]


def test_without_turns_it_changes_when_the_other_side_alone_waits() -> None:
    """All cars first, then, when the stretch is clear, the units."""
    site = one_lane()
    for number in range(3):
        site.comes(0, UNITS, number, lane=site.lanes[1])
        site.comes(1, CARS, number, lane=site.lanes[0])
    site.run()
    assert [found[1] for found in site.let_in] == [UNITS] * 3 + [CARS] * 3
    assert site.let_in[3] == (60, CARS, 0)


def test_the_first_side_served_turns_nothing() -> None:
    """Nobody has entered yet: there is nothing to clear, whichever side comes first."""
    site = one_lane()
    site.comes(7, UNITS, lane=site.lanes[1])
    log = site.run()
    assert site.let_in == [(7, UNITS, 0)]
    assert len(log.of_kind(Kind.TURN)) == 0


def test_a_stretch_that_cleared_long_ago_is_entered_at_once() -> None:
    """The last one from the other side entered an hour ago: no wait, though a turn."""
    site = one_lane()
    site.comes(0, UNITS, lane=site.lanes[1])
    site.comes(3600, CARS, lane=site.lanes[0])
    log = site.run()
    assert site.let_in[1] == (3600, CARS, 0)
    assert len(log.of_kind(Kind.TURN)) == 1


def test_people_on_foot_must_have_cleared_the_stretch_too() -> None:
    """No vehicle to count, no time to enter, and thirty seconds to clear."""
    site = one_lane()
    site.comes(0, UNITS, vehicles=0, lane=site.lanes[1])
    site.comes(1, CARS, lane=site.lanes[0])
    site.run()
    assert site.let_in == [(0, UNITS, 0), (30, CARS, 0)]


def test_a_closed_road_grants_nothing_until_a_second_after_it_opens() -> None:
    """Closed at 5, open again by a decision at 40; the second car waits closed, then enters."""
    site = Site(lane_to("b"))
    stops: list[Stop] = []
    site.instant.decide(
        5, (1, "close", 0), lambda: stops.append(site.roads.close("pass", Cause.CLOSED))
    )
    site.instant.decide(40, (1, "open", 0), lambda: site.roads.reopen("pass", stops[0]))
    site.comes(0, CARS, 0)
    site.comes(20, CARS, 1)
    log = site.run()
    assert site.let_in == [(0, CARS, 0), (41, CARS, 1)]
    begins = [(row.second, row.cause) for row in log.rows() if row.kind is Kind.WAIT_BEGIN]
    ends = [(row.second, row.cause) for row in log.rows() if row.kind is Kind.WAIT_END]
    assert begins == [(20, Cause.CLOSED)]
    assert ends == [(41, Cause.CLOSED)]


def test_a_road_closed_to_a_class_serves_the_others() -> None:
    """Lorries wait, the car behind them goes."""
    site = Site(lane_to("b"))
    site.instant.decide(
        0, (1, "close", 0), lambda: site.roads.close("pass", Cause.NIGHT, ("lorry",))
    )
    site.comes(5, LORRIES, mover_class="lorry")
    site.comes(6, CARS)
    log = site.run(1000)
    assert site.let_in == [(6, CARS, 0)]
    waits = [row for row in log.rows() if row.kind in (Kind.WAIT_BEGIN, Kind.WAIT_END)]
    assert [(row.second, row.subject, row.cause) for row in waits] == [(5, "lorries", Cause.NIGHT)]


def test_a_breakdown_stops_the_lane_for_its_time_when_the_sum_fills_the_gap() -> None:
    """0.4 for each: the gap of 1 is filled by the third, which stops the lane for fifty seconds."""
    lane = lane_to(
        "b", traits={"car": traits(probability=0.4)}, thresholds=(1.0, 99.0), repairs=(50, 1)
    )
    site = Site(lane)
    for number in range(5):
        site.comes(0, CARS, number)
    log = site.run()
    assert [second for second, _, _ in site.let_in] == [0, 10, 20, 80, 90]
    (begin,) = log.of_kind(Kind.BREAKDOWN_BEGIN).tolist()
    (end,) = log.of_kind(Kind.BREAKDOWN_END).tolist()
    assert (begin[0], begin[9], end[0]) == (30, 50, 80)


def test_a_lane_whose_breakdowns_are_used_up_says_so() -> None:
    """Rather than to go on as if nothing could break down any more."""
    lane = lane_to("b", traits={"car": traits(probability=1)}, thresholds=(0.5,), repairs=(5,))
    site = Site(lane)
    site.comes(0, CARS)
    with pytest.raises(OutOfBreakdowns):
        site.run()


def test_who_still_waits_at_the_end_has_a_wait_without_an_end() -> None:
    """Three cars, and the run ends while the third waits."""
    site = Site(lane_to("b"))
    for number in range(3):
        site.comes(0, CARS, number)
    log = site.run(15)
    begins = [row.number for row in log.rows() if row.kind is Kind.WAIT_BEGIN]
    ends = [row.number for row in log.rows() if row.kind is Kind.WAIT_END]
    assert (begins, ends) == ([1, 2], [1])


@pytest.mark.parametrize(
    ("stops", "stretches"),
    [
        ([], [(10, 50, Cause.ROAD_QUEUE)]),
        ([Stop(0, Cause.CLOSED, end=10)], [(10, 50, Cause.ROAD_QUEUE)]),
        ([Stop(50, Cause.CLOSED, end=90)], [(10, 50, Cause.ROAD_QUEUE)]),
        ([Stop(0, Cause.CLOSED)], [(10, 50, Cause.CLOSED)]),
        (
            [Stop(20, Cause.BREAKDOWN, end=30)],
            [
                (10, 20, Cause.ROAD_QUEUE),
                (20, 30, Cause.BREAKDOWN),
                (30, 50, Cause.ROAD_QUEUE),
            ],
        ),
        (
            [Stop(20, Cause.BREAKDOWN, end=40), Stop(30, Cause.CLOSED, end=60)],
            [
                (10, 20, Cause.ROAD_QUEUE),
                (20, 30, Cause.BREAKDOWN),
                (30, 50, Cause.CLOSED),
            ],
        ),
        ([Stop(0, Cause.NIGHT, frozenset({"lorry"}))], [(10, 50, Cause.ROAD_QUEUE)]),
        (
            [Stop(10, Cause.CLOSED, end=20), Stop(20, Cause.CLOSED, end=50)],
            [(10, 50, Cause.CLOSED)],
        ),
    ],
)
def test_a_wait_is_cut_by_what_held_it_up(
    stops: list[Stop], stretches: list[tuple[int, int, Cause]]
) -> None:
    """Of a car that waits from 10 to 50: closings before breakdowns, the queue otherwise."""
    assert split(10, 50, stops, "car") == stretches
