"""The signing: hours count from it, also where the run begins later."""

import pytest

from sim.catalogue import Kind
from tests.runs import HOUR, Told, run
from tests.verification.stage import stage


def signed(local: str) -> Told:
    """A notice twenty hours after the signing, and talks due forty hours after it."""
    return run(
        stage(
            {
                "agreement": {
                    "signed": local,
                    "clauses": {
                        "talks": {
                            "party": "leaver",
                            "must": "happen",
                            "duration_hours": 1,
                            "due": {"event": "signed", "after_hours": 40},
                        }
                    },
                },
                "notices": {
                    "order": {
                        "at": {"event": "signed", "after_hours": 20},
                        "groups": ["townspeople"],
                        "says": "leave",
                    }
                },
            }
        )
    )


@pytest.mark.parametrize(
    ("local", "hours"),
    [("2020-11-10 00:00", 0), ("2020-11-10 06:00", 6), ("2020-11-09 12:00", -12)],
)
def test_hours_count_from_the_signing_before_or_after_the_start(local: str, hours: int) -> None:
    """Told at signed + 20 h, due at signed + 40 h."""
    told = signed(local)
    assert told.one(Kind.NOTICE).second == (hours + 20) * HOUR
    assert told.one(Kind.DUE, subject="clauses.talks").second == (hours + 40) * HOUR


def test_what_was_due_before_the_start_happens_when_the_signing_is_heard_of() -> None:
    """Signed a day before: the notice of four hours ago is given a second after the start."""
    told = signed("2020-11-09 00:00")
    assert told.one(Kind.NOTICE).second == 1
