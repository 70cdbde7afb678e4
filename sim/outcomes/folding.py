"""A log folded up: what became of everybody and everything by its last row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.catalogue import Kind
from sim.events.log import EventLog, Row


@dataclass(slots=True)
class Balance:
    """What a unit or group had, and where it is.

    Attributes:
        people, vehicles, loads: What was present at the start.
        stays: People who never leave.
        people_out, vehicles_out, loads_out: What has left the area.
        people_arrived, vehicles_arrived, loads_arrived: What has reached its destination.
        loads_abandoned, loads_destroyed: Loads that will never leave.
        equipment_out: What has left, by kind.
    """

    people: int = 0
    vehicles: int = 0
    loads: int = 0
    stays: int = 0
    people_out: int = 0
    vehicles_out: int = 0
    loads_out: int = 0
    people_arrived: int = 0
    vehicles_arrived: int = 0
    loads_arrived: int = 0
    loads_abandoned: int = 0
    loads_destroyed: int = 0
    equipment_out: dict[str, int] = field(default_factory=dict)

    @property
    def people_inside(self) -> int:
        """People still inside, those who stay left out."""
        return self.people - self.stays - self.people_out

    @property
    def loads_inside(self) -> int:
        """Loads still inside that may leave yet."""
        return self.loads - self.loads_out - self.loads_abandoned - self.loads_destroyed


State = Mapping[str, Balance]
"""The balance of every unit and group, by path."""


def fold(log: EventLog) -> State:
    """The balance of every unit and group after the last row of a log."""
    balances = {
        path: Balance() for path in log.subjects if path.startswith(("troops.", "civilians."))
    }
    for row in log.rows():
        if row.subject in balances:
            _book(balances[row.subject], row)
    return balances


def _book(balance: Balance, row: Row) -> None:
    """Enter one row into a balance."""
    match row.kind:
        case Kind.PRESENT:
            balance.people += row.people
            balance.vehicles += row.vehicles
            balance.loads += row.loads
        case Kind.STAYS:
            balance.stays += row.people
        case Kind.OUT:
            balance.people_out += row.people
            balance.vehicles_out += row.vehicles
            balance.loads_out += row.loads
        case Kind.ARRIVE:
            balance.people_arrived += row.people
            balance.vehicles_arrived += row.vehicles
            balance.loads_arrived += row.loads
        case Kind.ABANDONED:
            balance.loads_abandoned += row.loads
        case Kind.DESTROYED:
            balance.loads_destroyed += row.loads
        case Kind.EQUIPMENT_OUT:
            kind = row.at.removeprefix("equipment.")
            balance.equipment_out[kind] = balance.equipment_out.get(kind, 0) + row.value
        case _:
            pass
