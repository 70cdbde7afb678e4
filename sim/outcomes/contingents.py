"""What came of each contingent: sorties, strength over time, and strength above the authorised."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.reading import Reading, Rows, hours

SHARES = (50, 90, 100)


def contingent_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """One row a contingent."""
    for name in reading.roster.scenario.contingents:
        yield _row(reading, name)


def of_contingent(reading: Reading, kind: Kind, name: str) -> Rows:
    """The rows of a kind that a contingent is the subject of."""
    rows = reading.of(kind)
    return rows.where(rows["subject"] == reading.subjects[f"contingents.{name}"])


def _row(reading: Reading, name: str) -> dict[str, object]:
    present, landed, arrived = (
        of_contingent(reading, kind, name) for kind in (Kind.PRESENT, Kind.LANDED, Kind.IN_PLACE)
    )
    people = int(present["people"].sum())
    marched = arrived.where(arrived["number"] >= 0)
    excess = _excess(reading, name)
    row: dict[str, object] = {
        "contingent": name,
        "personnel_people": people,
        "sorties_number": int((landed["number"] >= 0).sum()),
        "landed_people": int(landed["people"].sum()),
        "landed_vehicles": int(landed["vehicles"].sum()),
        "in_place_people": int(arrived["people"].sum()),
        "in_place_vehicles": int(arrived["vehicles"].sum()),
        "first_in_place_hours": hours(int(marched["second"][0])) if len(marched) else None,
        "excess": ", ".join(f"{kind} {over}" for kind, over in excess.items()) or None,
        "excess_number": sum(excess.values()),
    }
    for share in SHARES:
        row[f"strength_{share}_hours"] = hours(_reached(arrived, people, share))
    return row


def _reached(arrived: Rows, people: int, share: int) -> int | None:
    """The second at which a share of all people was in place."""
    sums = np.cumsum(arrived["people"])
    enough = np.nonzero(sums * 100 >= people * share)[0]
    return int(arrived["second"][enough[0]]) if len(enough) and people else None


def _excess(reading: Reading, name: str) -> dict[str, int]:
    """By kind, how far what landed exceeds what was authorised."""
    rows = of_contingent(reading, Kind.EXCESS, name)
    found: dict[str, int] = {}
    for at, value in zip(rows["at"].tolist(), rows["value"].tolist(), strict=True):
        kind = reading.log.places[at].removeprefix("equipment.")
        found[kind] = max(value, found.get(kind, 0))
    return dict(sorted(found.items()))
