"""No order of the program's statements decides anything, peacekeepers and hazards included."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sim.catalogue import Kind
from sim.processes.contingents import Peacekeepers
from sim.processes.instant import Rank
from sim.processes.posts import RollOut
from sim.processes.slots import Slots
from sim.scenario.load import load_scenario
from sim.scenario.roster import make_roster
from tests.engines.crowded_mission import everybody
from tests.engines.shuffled import digests
from tests.runs import roster_of, run

CASE = Path(__file__).parents[2] / "scenarios" / "nagorno-karabakh-2020.yaml"


@pytest.mark.parametrize("replication", range(6))
def test_the_small_theatre_is_the_same_in_any_order(replication: int) -> None:
    assert len(digests(roster_of(everybody()), replication=replication, number=3)) == 1


def test_the_main_case_is_the_same_in_any_order() -> None:
    roster = make_roster(load_scenario(CASE).scenario)
    assert len(digests(roster, number=1)) == 1


def test_everybody_acts_in_the_small_theatre() -> None:
    """What the test above proves it proves of every kind of event there is."""
    roster = roster_of(everybody())
    kinds = {row.kind for number in range(8) for row in run(roster, replication=number).rows()}
    silent = {
        Kind.STAYS,
        Kind.BREAKDOWN_BEGIN,
        Kind.BREAKDOWN_END,
        Kind.ABANDONED,
        Kind.DESTROYED,
        Kind.UNLOAD_BEGIN,
        Kind.UNLOAD_END,
        Kind.EQUIPMENT_OUT,
        Kind.LAPSED,
        Kind.ENTERED,
        Kind.REACHED,
    }
    assert set(Kind) - kinds <= silent


# --- planted dependences on order ----------------------------------------------------------------


def count_at_once(patch: pytest.MonkeyPatch) -> None:
    """Whoever of a second lands first is first above the authorised strength."""
    land = Peacekeepers.land

    def landed(self: Peacekeepers, *cargo: Any) -> None:
        land(self, *cargo)
        self._count()

    patch.setattr(Peacekeepers, "land", landed)


def drop_in_any_order(patch: pytest.MonkeyPatch) -> None:
    """Of two units that pass in one second whichever is asked first begins the post."""

    def dropping(self: Peacekeepers, mover: Any, route: Any) -> Callable[[str, int], None]:
        def pass_place(place: str, second: int) -> None:
            if place != route[-1].destination:
                key = (Rank.DEPLOY, self.path, 9)
                self.world.instant.decide(second, key, partial(self._drop, mover, place))

        return pass_place

    patch.setattr(Peacekeepers, "_dropping", dropping)


def choose_before_all_are_known(patch: pytest.MonkeyPatch) -> None:
    """Of posts that come of age together whichever is heard first is begun first."""

    def start(self: RollOut) -> None:
        def may_now(name: str) -> None:
            self._not_yet.discard(name)
            self.roll_out()

        for name in sorted(self._not_yet):
            moment, path = self._post(name).not_before, f"posts.{name}.not_before"
            self.world.when(moment, path, self._key(3), partial(may_now, name))

    patch.setattr(RollOut, "start", start)


def serve_by_insertion(patch: pytest.MonkeyPatch) -> None:
    """Aircraft and parking places go to whoever's request was made first."""
    asked = count()
    ask = Slots.ask

    def insert(self: Slots, subject: int, number: int) -> Any:
        return ask(self, next(asked), number)

    patch.setattr(Slots, "ask", insert)


@pytest.mark.parametrize(
    "plant", [count_at_once, drop_in_any_order, choose_before_all_are_known, serve_by_insertion]
)
def test_a_dependence_on_order_is_caught(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    roster = roster_of(everybody())
    assert any(
        len(digests(roster, replication=replication, number=3)) > 1 for replication in range(6)
    )
