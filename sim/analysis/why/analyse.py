"""From the tables of paths and floats to why each clause was fulfilled when it was."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from sim.analysis.estimates import amounts, chance
from sim.analysis.terms import cause_words
from sim.analysis.why.answer import Longest, OnPath, Why, WhyClause
from sim.analysis.why.names import Labels, labels_of
from sim.catalogue import CAUSES, WORK, Cause
from sim.errors import InputError
from sim.results.manifest import Manifest
from sim.results.tables import Tables

OF_CHOICE = frozenset({CAUSES[Cause.NOT_READY].name, CAUSES[Cause.PLANNED_LATER].name})
"""What somebody takes or plans for himself; told as what held up where nothing else did."""
SHORT_HOURS = 1.0
"""What else held up for less than this does not count as that."""
MOST_LONGEST = 3
"""So many of what held up longest are told."""
AT_ROADS = frozenset(
    CAUSES[cause].name
    for cause in (
        Cause.ROAD_QUEUE,
        Cause.BREAKDOWN,
        Cause.CLOSED,
        Cause.WEATHER,
        Cause.NIGHT,
        Cause.PAUSE,
    )
)


def why(tables: Tables, manifest: Manifest, *, clause: str | None = None) -> Why:
    """Why each clause was fulfilled when it was, over all replications.

    Args:
        tables: Gives a table by its name.
        manifest: What the run was.
        clause: The one clause to look at; all of them, if none is named.

    Raises:
        InputError: If there is no such clause, or the folder is that of a study.
    """
    if manifest.points > 1:
        raise InputError("a study has many scenarios; 'why' looks at one: name a scenario or run")
    names = [str(name) for name in tables("case_clauses")["clause"]]
    if clause is not None and clause not in names:
        raise InputError(f"there is no clause '{clause}'; there are {', '.join(names)}")
    return Why(
        title=manifest.title,
        seed=manifest.seed,
        replications=manifest.replications,
        time_zone=manifest.time_zone,
        start=manifest.start,
        end=manifest.end,
        clauses=why_clauses(
            tables, [name for name in names if clause in (None, name)], labels_of(tables)
        ),
    )


def why_clauses(tables: Tables, names: Sequence[str], labels: Labels) -> tuple[WhyClause, ...]:
    """Why some clauses were fulfilled when they were.

    Args:
        tables: Gives clauses, paths and floats.
        names: Of the clauses.
        labels: What people call things.
    """
    whole = _Whole(tables, labels)
    return tuple(whole.of(name) for name in names)


class _Whole:
    """The tables that tell of paths, read once."""

    def __init__(self, tables: Tables, labels: Labels) -> None:
        self._labels = labels
        self._outcomes = tables("clauses")
        self._floats = tables("floats")
        paths = tables("paths")
        self._paths = paths.assign(
            hours=paths["to_hours"] - paths["from_hours"],
            road=_named(paths["where"], "roads"),
            pool=_pools(paths),
        )

    def of(self, name: str) -> WhyClause:
        """Why one clause was fulfilled when it was."""
        outcomes = self._outcomes[self._outcomes["clause"] == name].set_index("replication")
        found = _OneClause(
            outcomes,
            self._paths[self._paths["clause"] == name],
            self._floats[self._floats["clause"] == name],
            self._labels,
        )
        late = outcomes.index[outcomes["on_time"].eq(False).fillna(False)]
        chosen = late if len(late) else outcomes.index
        return WhyClause(
            clause=name,
            name=self._labels.clause(name),
            late=chance(~outcomes["on_time"]),
            late_as_signed=chance(~outcomes["on_time_as_signed"]),
            fulfilled=chance(outcomes["completed_hours"].notna()),
            last=tuple(found.last(chosen)),
            is_of_late=bool(len(late)),
            longest=tuple(found.longest(chosen))[:MOST_LONGEST],
            causes=tuple(found.causes()),
            roads=tuple(found.roads()),
            pools=tuple(found.pools()),
            members=tuple(found.members()),
        )


class _OneClause:
    """The rows of one clause.

    Args:
        outcomes: Its outcomes by replication.
        paths: The steps of its paths, with hours, road and pool.
        floats: Its units and groups.
        labels: What people call things.
    """

    def __init__(
        self, outcomes: pd.DataFrame, paths: pd.DataFrame, floats: pd.DataFrame, labels: Labels
    ) -> None:
        self._runs = outcomes.index
        self._done = outcomes.index[outcomes["completed_hours"].notna()]
        self._paths = paths
        self._floats = floats
        self._labels = labels

    def last(self, runs: pd.Index) -> Iterator[tuple[str, int]]:
        """Whose the last step was, most often first; where the clause itself waits, nobody's."""
        rows = self._paths[self._paths["replication"].isin(runs)]
        last = rows.groupby("replication")["who"].last()
        moved = last[~last.str.startswith("clauses.")]
        for who, count in moved.value_counts(sort=True).items():
            yield self._labels.who(str(who)), int(count)

    def longest(self, runs: pd.Index) -> Iterator[Longest]:
        """What waits took longest of all, by cause and road or pool; most often first."""
        rows = self._paths[
            self._paths["replication"].isin(runs) & ~self._paths["cause"].isin(list(WORK))
        ]
        if rows.empty:
            return
        what = rows["road"].where(rows["cause"].isin(list(AT_ROADS)))
        what = what.fillna(rows["pool"].where(rows["cause"] == CAUSES[Cause.LORRY].name))
        needs = rows["cause"] == CAUSES[Cause.PREREQUISITE].name
        what = what.fillna(rows["where"].where(needs)).fillna("")
        sums = rows.groupby(["replication", "cause", what.rename("what")])["hours"].sum()
        table = sums.reset_index().sort_values(
            ["replication", "hours", "cause", "what"], ascending=[True, False, True, True]
        )
        is_minor = table["cause"].isin(list(OF_CHOICE)) | (table["hours"] < SHORT_HOURS)
        first = table[~is_minor].drop_duplicates("replication")
        rest = table[~table["replication"].isin(first["replication"])]
        first = pd.concat([first, rest.drop_duplicates("replication")])
        groups = [(len(own), key, own) for key, own in first.groupby(["cause", "what"])]
        for count, (cause, key), own in sorted(groups, key=lambda group: (-group[0], group[1])):
            hours = amounts(own["hours"])
            assert hours is not None
            yield Longest(str(cause), self._what(str(key)), count, len(runs), hours)

    def _what(self, key: str) -> str:
        collection, _, name = key.partition(".")
        if collection == "roads" and "." not in name:
            return self._labels.road(name)
        return self._labels.where(key)

    def causes(self) -> Iterator[OnPath]:
        """How every cause that is on any path bears on it, most hours first."""
        return self._of("cause", self._paths, cause_words)

    def roads(self) -> Iterator[OnPath]:
        """Roads: on the path where it is driven or waited for; hours are those stood there."""
        waits = self._paths[~self._paths["cause"].isin(list(WORK))]
        return self._of("road", waits, lambda key: self._labels.road(key.partition(".")[2]))

    def pools(self) -> Iterator[OnPath]:
        """Pools: on the path where they are waited for, or carry somebody out."""
        return self._of("pool", self._paths, self._labels.who)

    def _of(
        self, column: str, counted: pd.DataFrame, label: Callable[[str], str]
    ) -> Iterator[OnPath]:
        """Whatever a column names: how often on the path, and hours of the rows that count."""
        on_path = self._paths.dropna(subset=[column]).groupby(column)["replication"].unique()
        counted = counted.dropna(subset=[column])
        found = []
        for key, runs in on_path.items():
            own = counted[counted[column] == key]
            hours = own.groupby("replication")["hours"].sum()
            found.append(
                OnPath(
                    key=str(key),
                    label=label(str(key)),
                    on_path=chance(pd.Series(self._runs.isin(runs))),
                    hours=amounts(hours.reindex(self._done, fill_value=0.0)),
                    is_work=str(key) in WORK,
                )
            )
        found.sort(key=lambda each: (-(each.hours.mean if each.hours else 0), each.key))
        return iter(found)

    def members(self) -> Iterator[OnPath]:
        """Units and groups: how often on the path, and their float."""
        for (collection, member), own in self._floats.groupby(["collection", "member"], sort=True):
            key = f"{collection}.{member}"
            yield OnPath(
                key=key,
                label=self._labels.who(key),
                on_path=chance(own["is_on_path"]),
                float_hours=amounts(own["float_hours"]),
            )


def _named(where: "pd.Series[str]", collection: str) -> "pd.Series[str]":
    """`roads.NAME` of directions of roads; empty for everything else."""
    named = where.str.startswith(f"{collection}.", na=False)
    return where.str.split(">").str[0].where(named & where.str.contains(">", na=False))


def _pools(paths: pd.DataFrame) -> "pd.Series[str]":
    """The pool a step waits for, or whose vehicle's step it is."""
    prefix = "vehicle_pools."
    of_vehicle = paths["who"].where(paths["who"].str.startswith(prefix, na=False))
    waited_for = paths["where"].where(paths["where"].str.startswith(prefix, na=False))
    return of_vehicle.fillna(waited_for)
