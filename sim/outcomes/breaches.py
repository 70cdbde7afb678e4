"""Breaches of the agreement in order: clauses missed, violations, strength not authorised."""

from collections.abc import Iterator

from sim.catalogue import Kind
from sim.outcomes.clauses import fulfilment
from sim.outcomes.reading import Reading, hours

LATE, VIOLATION, EXCESS, COLLAPSE = "late", "violation", "excess", "collapse"


def breach_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """One row a breach, in order of time; each kind of excess counts once, when it begins."""
    found = sorted({*_late(reading), *_of_places(reading), *_excess(reading)})
    for number, (second, what, where) in enumerate(found):
        yield {"number": number, "hours": hours(second), "breach": what, "where": where}


Breach = tuple[int, str, str]


def _late(reading: Reading) -> Iterator[Breach]:
    for name in reading.roster.scenario.agreement.clauses:
        found = fulfilment(reading, name)
        if found.on_time is False and found.due is not None and found.due <= reading.ended:
            yield found.due, LATE, name


def _of_places(reading: Reading) -> Iterator[Breach]:
    for kind, what in ((Kind.VIOLATION, VIOLATION), (Kind.COLLAPSED, COLLAPSE)):
        rows = reading.of(kind)
        for second, at in zip(rows["second"].tolist(), rows["at"].tolist(), strict=True):
            yield second, what, reading.log.places[at].removeprefix("areas.")


def _excess(reading: Reading) -> Iterator[Breach]:
    rows = reading.of(Kind.EXCESS)
    seen: set[tuple[int, int]] = set()
    cells = zip(*(rows[key].tolist() for key in ("second", "subject", "at")), strict=True)
    for second, subject, at in cells:
        if (subject, at) not in seen:
            seen.add((subject, at))
            yield second, EXCESS, reading.log.places[at].removeprefix("equipment.")
