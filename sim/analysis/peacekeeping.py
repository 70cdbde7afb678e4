"""From the tables of a run to what is told of peacekeepers and of the ceasefire."""

from collections.abc import Iterable

import pandas as pd

from sim.analysis.estimates import Amounts, amounts, chance, moments
from sim.analysis.excess import kinds_told
from sim.analysis.summary import CeasefireSummary, ContingentSummary, Excess, Place
from sim.clock import Calendar
from sim.results.tables import Tables


def contingents(tables: Tables, calendar: Calendar) -> Iterable[ContingentSummary]:
    """What came of each contingent."""
    outcomes, posts = tables("contingents"), tables("posts")
    replications = tables("runs")["replication"]
    for fact in tables("case_contingents").to_dict("records"):
        rows = outcomes[outcomes["contingent"] == fact["contingent"]]
        own = posts[posts["contingent"] == fact["contingent"]]
        lasting, temporary = own[~own["is_temporary"]], own[own["is_temporary"]]
        yield ContingentSummary(
            contingent=fact["contingent"],
            name=fact["name"],
            sorties=amounts(rows["sorties_number"]),
            first_in_place=moments(rows["first_in_place_hours"], calendar),
            half_in_place=moments(rows["strength_50_hours"], calendar),
            nine_tenths_in_place=moments(rows["strength_90_hours"], calendar),
            all_in_place=moments(rows["strength_100_hours"], calendar),
            posts=lasting["post"].nunique(),
            temporary_posts=temporary["post"].nunique(),
            posts_manned=_manned(lasting, replications),
            temporary_posts_manned=_manned(temporary, replications),
            excess=tuple(_excess(rows["excess"])),
        )


def _manned(posts: pd.DataFrame, replications: pd.Series) -> Amounts | None:
    """How many posts were manned by the end, over replications; those with none count too."""
    if posts.empty:
        return None
    manned = posts["manned_hours"].notna().groupby(posts["replication"]).sum()
    return amounts(manned.reindex(replications, fill_value=0))


def _excess(told: pd.Series) -> Iterable[Excess]:
    """Kinds landed beyond what was authorised, from what is told of each replication."""
    found: dict[str, list[int]] = {}
    for text in told.dropna():
        for kind, over in kinds_told(str(text)):
            found.setdefault(kind, []).append(over)
    for kind, overs in sorted(found.items()):
        happened = pd.Series([number < len(overs) for number in range(len(told))])
        yield Excess(kind=kind, happened=chance(happened), over=amounts(pd.Series(overs)))


def ceasefire(tables: Tables, calendar: Calendar) -> CeasefireSummary | None:
    """Violations and collapses; None where there was never a violation."""
    runs = tables("runs")
    violations = amounts(runs["violations_number"])
    if violations is None or violations.most == 0:
        return None
    names = {fact["area"]: fact["name"] for fact in tables("case_areas").to_dict("records")}
    counts = runs["collapsed_area"].dropna().value_counts()
    where = sorted(counts.items(), key=lambda item: (-int(item[1]), str(item[0])))
    return CeasefireSummary(
        violations=violations,
        collapsed=chance(runs["collapsed_hours"].notna()),
        collapsed_when=moments(runs["collapsed_hours"].dropna(), calendar),
        collapsed_where=tuple(
            Place(area=str(area), name=names[str(area)], count=int(count)) for area, count in where
        ),
    )
