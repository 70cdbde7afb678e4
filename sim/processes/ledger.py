"""Who is inside, out and arrived: the one writer of what has left.

People, vehicles and equipment of a unit or group are in exactly one of three states; loads are
waiting, on the road, delivered, abandoned or destroyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.catalogue import Kind
from sim.events.log import Recorder
from sim.processes.agreement import Agreement, ClauseState
from sim.processes.instant import Instant, Signal
from sim.processes.lane import Mover


@dataclass(slots=True)
class Account:
    """What a unit or group has, and where it is.

    Attributes:
        path, code: Whose account it is.
        is_troops: Whether it is a unit of troops.
        area: Where it is based.
        people, vehicles, loads: What was present at the start.
        stays: People who never leave.
        people_out, vehicles_out, people_arrived: What has left and arrived.
        loads_waiting: Loads that have been asked to be carried and are not begun.
        equipment, equipment_out: By kind.
        out: Fired when all who are to leave have left.
        leaving, arriving: Clauses that count it, each with what it counts.
    """

    path: str
    code: int
    area: str
    out: Signal
    people: int = 0
    vehicles: int = 0
    loads: int = 0
    stays: int = 0
    people_out: int = 0
    vehicles_out: int = 0
    people_arrived: int = 0
    loads_waiting: int = 0
    equipment: Mapping[str, int] = field(default_factory=dict)
    equipment_out: dict[str, int] = field(default_factory=dict)
    leaving: list[tuple[ClauseState, frozenset[str]]] = field(default_factory=list)
    arriving: list[tuple[ClauseState, frozenset[str]]] = field(default_factory=list)
    is_troops: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_troops = self.path.startswith("troops.")

    @property
    def people_to_move(self) -> int:
        """People who are to leave at all."""
        return self.people - self.stays

    @property
    def people_inside(self) -> int:
        """People still inside, those who stay left out."""
        return self.people_to_move - self.people_out

    @property
    def is_out(self) -> bool:
        """Whether all who are to leave have left, vehicles too."""
        return self.people - self.stays == self.people_out and self.vehicles_out >= self.vehicles


def counted(
    account: Account,
    what: frozenset[str],
    *,
    people: int,
    vehicles: int,
    equipment: Mapping[str, int],
) -> int:
    """How much of what a clause counts there is among what an account's mover carries."""
    who = "troops" if account.is_troops else "civilians"
    amount = people if who in what else 0
    if "vehicles" in what and account.is_troops:
        amount += vehicles
    for kind, number in equipment.items():
        if kind in what:
            amount += number
    return amount


class Ledger:
    """The accounts of all units and groups."""

    def __init__(self, instant: Instant, recorder: Recorder, agreement: Agreement) -> None:
        self.accounts: dict[str, Account] = {}
        self._instant = instant
        self._recorder = recorder
        self._agreement = agreement

    def open(self, account: Account, place: int) -> None:
        """Write down what is present at the start."""
        self.accounts[account.path] = account
        now = self._instant
        self._recorder.record(
            now.second,
            now.phase,
            Kind.PRESENT,
            account.code,
            at=place,
            people=account.people,
            vehicles=account.vehicles,
            loads=account.loads,
        )
        if account.stays:
            self._recorder.record(
                now.second, now.phase, Kind.STAYS, account.code, at=place, people=account.stays
            )

    def leave(
        self,
        account: Account,
        mover: Mover,
        *,
        number: int,
        place: int,
        vehicles: int,
        equipment: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """A mover's tail has left the area with people and vehicles of an account.

        Args:
            account: Whose people and vehicles they are.
            mover: What has left; its people and loads count.
            number: Number of the convoy or household.
            place: Code of the exit place.
            vehicles: Vehicles of the account itself (a pool's lorry is not).
            equipment: Code and number by kind.
        """
        now = self._instant
        self._recorder.record(
            now.second,
            now.phase,
            Kind.OUT,
            account.code,
            number,
            place,
            mover.people,
            vehicles,
            mover.loads,
        )
        if equipment:
            self._equipment_leaves(account, number, equipment)
        account.people_out += mover.people
        account.vehicles_out += vehicles
        self._count(account.leaving, account, mover, vehicles, equipment)
        if account.is_out:
            account.out.fire()

    def arrive(
        self,
        account: Account,
        mover: Mover,
        *,
        number: int,
        place: int,
        vehicles: int,
        equipment: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """A mover's tail is at its destination."""
        now = self._instant
        self._recorder.record(
            now.second,
            now.phase,
            Kind.ARRIVE,
            account.code,
            number,
            place,
            mover.people,
            vehicles,
            mover.loads,
        )
        account.people_arrived += mover.people
        self._count(account.arriving, account, mover, vehicles, equipment)

    def _equipment_leaves(
        self, account: Account, number: int, equipment: Mapping[str, tuple[int, int]]
    ) -> None:
        now = self._instant
        for kind, (code, amount) in equipment.items():
            account.equipment_out[kind] = account.equipment_out.get(kind, 0) + amount
            if amount:
                self._recorder.record(
                    now.second,
                    now.phase,
                    Kind.EQUIPMENT_OUT,
                    account.code,
                    number,
                    code,
                    value=amount,
                )

    def _count(
        self,
        clauses: list[tuple[ClauseState, frozenset[str]]],
        account: Account,
        mover: Mover,
        vehicles: int,
        equipment: Mapping[str, tuple[int, int]] | None,
    ) -> None:
        if not clauses:
            return
        numbers = {kind: amount for kind, (_, amount) in equipment.items()} if equipment else {}
        people = mover.people
        for clause, what in clauses:
            self._agreement.count(
                clause,
                counted(account, what, people=people, vehicles=vehicles, equipment=numbers),
            )

    def inside(self, area: str, *, is_troops: bool) -> int:
        """People to move who are still inside an area."""
        return sum(
            account.people_inside
            for account in self.accounts.values()
            if account.area == area and account.is_troops == is_troops
        )

    def is_empty(self, area: str, *, waits_for: str) -> bool:
        """Whether those an army waits for are out."""
        if self.inside(area, is_troops=True):
            return False
        return waits_for == "troops" or not self.inside(area, is_troops=False)
