"""What stands in words above a panel of clearance: how often in time, by which dates, and when."""

from sim.analysis import phrases
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.fulfilments import ALL, Fulfilment, InTime
from sim.analysis.charts.telling import came_words, observed_words, range_words
from sim.analysis.charts.words import share

NO_POINT = (
    "The curve tells when the last of them is fulfilled. They do not fall due together, so no "
    "point of it tells how often all are in time."
)
_NEVER = "not fulfilled by the end"


def clearance_words(data: ChartData, found: Fulfilment) -> list[str]:
    """Paragraphs about one clause, or about all of them together."""
    told = [_told(data, found, each) for each in found.in_time]
    if found.name == ALL and found.in_time[0].due is None:
        told.append(NO_POINT)
    if found.total == 1 or found.when.missing == found.total:
        told.append(came_words(data, found.when, came="fulfilled", never=_NEVER))
    elif found.when.missing:
        told.append(f"{_NEVER} in {share(found.when.missing, found.total)}")
    return told + observed_words(data, found.observed)


def _told(data: ChartData, found: Fulfilment, one: InTime) -> str:
    if one.due is None and found.name != ALL:
        return "never fell due"
    said = f"{_share(one)} {_dates(data, found, one)}"
    if one.found.value is None or not one.found.unknown:
        return said
    return f"{said}; not known by the end in {share(one.found.unknown, one.total)}"


def _share(one: InTime) -> str:
    """How often it was in time, with the interval; two bounds where some do not tell."""
    found = one.found
    if found.value is None:
        return "not known by the end whether"
    if one.total == 1:
        return "in time" if found.count else "not in time"
    if not found.unknown:
        return phrases.chance(found)
    ends = [one.least.low, one.most.high]
    values = [one.least.value or 0.0, one.most.value or 0.0] if one.is_open else [found.value]
    told, interval = (" to ".join(map(phrases.percent, each)) for each in (values, ends))
    return phrases.tied(f"{told} % ({interval})")


def _dates(data: ChartData, found: Fulfilment, one: InTime) -> str:
    """By which dates, when they are, and in how many replications they were moved."""
    when = f", {range_words(data, one.due)}" if one.due is not None else ""
    by = f"by the date as {one.by}" if one.due is not None else f"each by its date as {one.by}"
    if one.by == "signed" or found.total == 1:
        return f"{by}{when}"
    moved = f"moved in {share(found.moved, found.total)}"
    if one.due is None:
        return f"{by}; one of them at least was {moved}"
    return f"{by}; {moved} to {range_words(data, one.due)}"
