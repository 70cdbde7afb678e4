"""Precedence: one class first, and nobody is interrupted."""

from sim.catalogue import Kind
from tests.runs import run
from tests.verification.stage import LANE, enters, flow, road, stage


def traffic(precedence: str | None) -> dict[str, object]:
    """A rush of cars on a road that serves one in 40 s, and a bus every five minutes."""
    first = {"precedence": precedence} if precedence else {}
    return stage(
        {
            "roads": {"test": road(saturation_vehicles_per_hour=90, **first)},
            "flows": {
                "cars": flow(14400, until="2020-11-10 01:00"),
                "buses": flow(288, vehicle_class="bus", until="2020-11-10 03:00"),
            },
        }
    )


def test_the_class_with_precedence_enters_after_the_service_that_is_under_way() -> None:
    """wait = rest of the service in progress, below 40 s, however long the queue is."""
    told = run(traffic("bus"))
    departs = {row.number: row.second for row in told.rows(Kind.DEPART, subject="flows.buses")}
    grants = {row.number: row.second for row in told.rows(Kind.ENTER, subject="flows.buses")}
    cars = enters(told, subject="flows.cars")
    assert len(grants) == 36
    for number, came in departs.items():
        under_way = max(second for second in cars if second <= came)
        assert grants[number] in (came, under_way + 40)


def test_within_each_class_who_came_first_goes_first() -> None:
    """Numbers rise within cars and within buses."""
    told = run(traffic("bus"))
    for subject in ("flows.cars", "flows.buses"):
        numbers = [row.number for row in told.rows(Kind.ENTER, subject=subject, at=LANE)]
        assert numbers == sorted(numbers)


def test_precedence_shifts_waits_and_leaves_the_throughput_as_it_is() -> None:
    """The instants of all grants taken together are the same with and without."""
    with_it, without = run(traffic("bus")), run(traffic(None))
    assert enters(with_it) == enters(without)
    assert enters(with_it, subject="flows.buses") != enters(without, subject="flows.buses")


def test_without_precedence_ties_go_by_name_then_by_number() -> None:
    """Four flows send one car each in the same second: let in by the order of their paths."""
    names = ("delta", "alpha", "charlie", "bravo")
    told = run(stage({"flows": {name: flow(1) for name in names}}))
    assert [row.subject for row in told.rows(Kind.ENTER, at=LANE)] == [
        f"flows.{name}" for name in sorted(names)
    ]
