"""One replication told as dated sentences, by `run` and by `rerun`."""

from typing import TYPE_CHECKING

from sim.cli.console import answer, behind, document, styled, wrapped

if TYPE_CHECKING:
    from sim.scenario.load import Loaded

STAMP = 19
"""Columns for the instant before a sentence."""


def tell_replication(
    loaded: "Loaded", *, seed: int, number: int, everything: bool, as_json: bool
) -> None:
    """Run one replication and tell it.

    Args:
        loaded: The scenario.
        seed: Of all that chance decides.
        number: Of the replication.
        everything: Whether every row is told, down to single households.
        as_json: Whether it is told as one JSON document.

    Raises:
        ModelBug: If the program itself is at fault.
    """
    from sim.analysis.trace.telling import tell
    from sim.api.running import check_numbers
    from sim.clock import instant_text
    from sim.experiments.replicate import run_one
    from sim.scenario.roster import make_roster

    check_numbers(seed=seed, replications=1)
    roster = make_roster(loaded.scenario)
    log = run_one(roster, seed=seed, number=number, with_log=True).log
    assert log is not None
    told = tell(log, roster, everything=everything)
    if as_json:
        document(
            {
                "scenario": loaded.path,
                "seed": seed,
                "replication": number,
                "told": [
                    {
                        "at": f"{each.at:%Y-%m-%d %H:%M:%S}",
                        "subject": each.subject,
                        "text": each.text,
                    }
                    for each in told
                ],
            }
        )
        return
    answer(styled(wrapped(loaded.scenario.title), "bold"))
    answer(wrapped(f"replication {number} of seed {seed}, {loaded.scenario.time_zone} time"))
    for each in told:
        answer(behind(instant_text(each.at), each.text, column=STAMP))
