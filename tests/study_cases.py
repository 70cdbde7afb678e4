"""A small study whose answers are known, as files: how long people prepare decides.

People hear at six on the first day that they should leave, prepare for so many days, all of them
as long, and drive an hour. Troops are gone by then, unless they leave late.
"""

from pathlib import Path

from tests.studies import LENGTH, case, written

PREPARE = "civilians.townspeople.prepare_days"
NOTICE = {"order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}}
DUE = "2020-11-12 00:00"
ON_TIME, DONE = "clauses.handover.on_time", "clauses.handover.completed_hours"
CHANGES = {
    "notices": NOTICE,
    "troops": {"battalion": {"departure": "as-soon-as-possible"}},
    "agreement": {"clauses": {"handover": {"due": DUE}}},
}
LEVERS = {
    "length": {"path": LENGTH, "values": [30, 60]},
    "departure": {
        "path": "troops.battalion.departure",
        "values": ["as-soon-as-possible", "late"],
    },
}
UNCERTAINTIES = {
    "prepare": {"path": PREPARE, "range": [0.5, 2]},
    "people": {"path": "civilians.townspeople.people"},
}


def study_file(folder: Path, *, name: str = "study.yaml", **top: object) -> Path:
    """The study, and beside it the scenario it varies, `case.yaml`."""
    case(folder, CHANGES)
    asked = {
        "replications": 2,
        "levers": LEVERS,
        "uncertainties": UNCERTAINTIES,
        "outcomes": [ON_TIME, DONE],
        **top,
    }
    path = folder / name
    path.write_text(written(**asked), "utf-8")
    return path
