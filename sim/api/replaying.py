"""Looking at convoys: a few replications of a comparison run once more, for their logs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sim.analysis.comparing.compared import ConvoyTurn, Replayed, Turn
from sim.analysis.comparing.convoys import Fleet, convoy_turns, fleets, worth_replaying
from sim.api.cases import Case
from sim.errors import InputError
from sim.experiments.replicate import run_one
from sim.scenario.roster import Roster

OnReplay = Callable[[int, int], None]
"""Told how many replications are run once more, and of how many."""


@dataclass
class Replaying:
    """Runs a few replications once more, for their logs: tables do not tell of single convoys.

    Attributes:
        base: The scenario with which the others are compared.
        seed: Of all that chance decides.
        number: In how many replications to look.
        on_replay: Told how many are done, and of how many.
    """

    base: Case
    seed: int
    number: int
    on_replay: OnReplay | None
    _known: dict[int, dict[str, Fleet]] = field(default_factory=dict)
    _done: int = 0
    _total: int = 0

    def all(
        self, others: Sequence[Case], turned: Mapping[str, Sequence[Turn]]
    ) -> list[tuple[Replayed, list[ConvoyTurn]]]:
        """The convoys that turned, for every other scenario."""
        chosen = {
            case.label: worth_replaying(
                turned[case.label],
                number=self.number,
                replications=self.base.side.replications,
                failed={*self.base.finished.failures, *case.finished.failures},
            )
            for case in others
        }
        once = {number for each in chosen.values() for number in each}
        self._total = len(once) + sum(map(len, chosen.values()))
        return [
            (
                Replayed(case.label, chosen[case.label]),
                [
                    one
                    for number in chosen[case.label]
                    for one in convoy_turns(
                        self._of_base(number),
                        self._fleets(case.side.roster, number),
                        scenario=case.label,
                        replication=number,
                    )
                ],
            )
            for case in others
        ]

    def _of_base(self, number: int) -> dict[str, Fleet]:
        if number not in self._known:
            self._known[number] = self._fleets(self.base.side.roster, number)
        return self._known[number]

    def _fleets(self, roster: Roster, number: int) -> dict[str, Fleet]:
        done = run_one(roster, seed=self.seed, number=number, with_log=True, with_series=False)
        assert done.log is not None
        self._done += 1
        if self.on_replay is not None:
            self.on_replay(self._done, self._total)
        return fleets(done.log, roster, done.tables["clauses"])


def refuse_convoys(number: int) -> None:
    """Refuse a number of replications to look for convoys in that cannot be.

    Raises:
        InputError: If it is negative.
    """
    if number < 0:
        raise InputError(f"convoys cannot be looked at in {number} replications")
