"""A log folded up tells what became of everybody and everything."""

from sim.catalogue import Kind
from sim.outcomes.folding import Balance, fold
from tests.builders import minimal
from tests.logs import Written
from tests.unit.outcomes.busy import RIDERS, UNIT, busy

GROUP = "civilians.townspeople"


def test_people_and_loads_are_inside_out_or_arrived():
    log = Written(minimal()).add(0, Kind.PRESENT, GROUP, people=20, vehicles=5, loads=9)
    log.add(0, Kind.STAYS, GROUP, people=2)
    log.add(1, Kind.OUT, GROUP, number=0, people=4, vehicles=1)
    log.add(1, Kind.OUT, GROUP, number=1, people=4, vehicles=1)
    log.add(1, Kind.OUT, GROUP, number=0, loads=1)
    log.add(2, Kind.ARRIVE, GROUP, number=0, people=4, vehicles=1)
    log.add(2, Kind.ARRIVE, GROUP, number=0, loads=1)
    log.add(3, Kind.ABANDONED, GROUP, number=2, loads=2)
    log.add(3, Kind.DESTROYED, GROUP, loads=3)
    found = fold(log.log())[GROUP]
    assert found == Balance(
        people=20,
        vehicles=5,
        loads=9,
        stays=2,
        people_out=8,
        vehicles_out=2,
        loads_out=1,
        people_arrived=4,
        vehicles_arrived=1,
        loads_arrived=1,
        loads_abandoned=2,
        loads_destroyed=3,
    )
    assert (found.people_inside, found.loads_inside) == (10, 3)


def test_who_rides_with_others_arrives_all_the_same():
    found = fold(busy().log)[RIDERS]
    assert (found.people_out, found.people_arrived, found.vehicles_out) == (40, 40, 0)


def test_equipment_is_told_by_kind():
    assert fold(busy().log)[UNIT].equipment_out == {"guns": 6}


def test_only_units_and_groups_have_a_balance():
    assert set(fold(busy().log)) == {UNIT, GROUP, RIDERS}
