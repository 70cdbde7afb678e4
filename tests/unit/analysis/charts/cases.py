"""Small results to draw charts from: a list gives one value a replication, None what never came."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text

from sim.analysis.charts.catalogue import charts_of
from sim.analysis.charts.data import (
    ChartData,
    ClauseFacts,
    ContingentFacts,
    PlaceFacts,
    PostFacts,
    RoadFacts,
)
from sim.analysis.charts.saving import draw_charts
from sim.analysis.charts.series import Columns, Series
from sim.analysis.observed import Observed, ObservedOutcome
from sim.clock import Calendar
from sim.results.tables import chosen

Hours = Sequence[float | None]

WHEN = datetime(2020, 11, 10, 0, 0)
HILL = {"hill": "Hill District"}
PLACES = (
    PlaceFacts(name="town", label="Town", area="hill", latitude=40.0, longitude=46.0),
    PlaceFacts(name="top", label="Top", latitude=40.2, longitude=46.0),
)
Breach = tuple[float, str, str]
"""Hours, kind and where."""


def case(
    areas: Mapping[str, str] = HILL,
    *,
    first: Hours = (10, 12, 14),
    last: Hours = (100, 110, 130),
    entered: Hours = (121, 122, 131),
    due: float = 120,
    moved: Mapping[int, float] | None = None,
    on_time: Sequence[bool | None] | None = None,
    inside: Mapping[str, Sequence[Sequence[float]]] | None = None,
    queue: Mapping[str, Sequence[Sequence[float]]] | None = None,
    longest: Mapping[str, Hours] | None = None,
    vehicles_per_km: float = 100,
    party: str = "Veldia",
    title: str = "A test of one's eyes",
    zone: str = "Asia/Yerevan",
    start: datetime = WHEN,
    end_hours: float = 480,
    clauses: Sequence[ClauseFacts] | None = None,
    roads: Sequence[RoadFacts] | None = None,
    contingents: Sequence[ContingentFacts] = (),
    peacekeepers: Mapping[str, Sequence[Sequence[float]]] | None = None,
    observed: Sequence[Observed] = (),
    observed_outcomes: Sequence[ObservedOutcome] = (),
    places: Sequence[PlaceFacts] = PLACES,
    posts: Sequence[PostFacts] = (),
    manned: Mapping[str, Hours] | None = None,
    breaches: Sequence[Sequence[Breach]] = (),
    carried: Mapping[str, Sequence[float]] | None = None,
    clause_hours: Mapping[str, Hours] | None = None,
    jam: Hours | None = None,
    covered: Hours | None = None,
    collapsed: Hours | None = None,
    area_columns: Mapping[str, Sequence[object]] | None = None,
    clause_columns: Mapping[str, Sequence[object]] | None = None,
    unrecorded: Sequence[str] = (),
) -> ChartData:
    """Areas that all fare alike, each with one clause, and a road over the pass.

    Args:
        areas: Labels by name.
        first, last, entered: Hours by replication.
        due: As signed, in every replication.
        moved: As moved, by replication.
        on_time: As moved, by replication; worked out where it is not given.
        inside: By who (`troops_inside_people` and so on): values by replication and hour.
        queue: By place toward which: values by replication and hour.
        longest: By place toward which: the longest queue by replication.
        vehicles_per_km: Jam density.
        party: Who must leave.
        title, zone, start, end_hours: Of the run.
        clauses: In the place of one clause an area.
        roads: In the place of the pass.
        contingents: Peacekeepers, if there are any.
        peacekeepers: By series of contingents and posts: values by replication and hour.
        observed: Of series.
        observed_outcomes: Of single outcomes.
        places: Of the network.
        posts: Of the peacekeepers.
        manned: By post: hours by replication.
        breaches: By replication, in order of time.
        carried: By place toward which: vehicles by replication.
        clause_hours: Further columns of `clauses`, by replication.
        jam: Vehicles an hour in the longest jam of every direction, by replication.
        covered: When the first post that covers them was manned, by replication.
        collapsed: When the agreement collapsed, by replication.
        area_columns, clause_columns: Columns of `areas` and `clauses` in the place of those that
            follow from the rest, by replication.
        unrecorded: Series that the run did not record.
    """
    number = len(last)
    dues = [(moved or {}).get(replication, due) for replication in range(number)]
    if clauses is None:
        clauses = [
            ClauseFacts(name=f"{name}-handover", label="Handover", party=party, areas=(name,))
            for name in areas
        ]
    if roads is None:
        roads = [RoadFacts(name="pass", label="Pass Road", ends={"top": "Top", "town": "Town"})]
    in_time = on_time or [out is not None and out <= by for out, by in zip(last, dues, strict=True)]
    in_time_as_signed = [out is not None and out <= due for out in last]
    tables = {
        "runs": pd.DataFrame(
            {
                "replication": pd.Series(range(number), dtype="Int64"),
                "collapsed_hours": pd.Series(collapsed or [None] * number, dtype="float64"),
                "on_time_jointly": pd.Series(in_time, dtype="boolean"),
                "on_time_as_signed_jointly": pd.Series(in_time_as_signed, dtype="boolean"),
            }
        ),
        "areas": _each(
            [*areas],
            "area",
            **(_left(first, last, entered, covered, end_hours) | {**(area_columns or {})}),
        ),
        "clauses": _each(
            [clause.name for clause in clauses],
            "clause",
            **(
                {
                    "due_as_signed_hours": [due] * number,
                    "due_hours": dues,
                    "completed_hours": last,
                    "on_time": in_time,
                    "on_time_as_signed": in_time_as_signed,
                }
                | _nobody_asked([out is None or out > due for out in last])
                | {**(clause_hours or {})}
                | {**(clause_columns or {})}
            ),
        ),
        "roads": _roads(roads, longest or {}, number, vehicles_per_km, carried or {}, jam),
        "posts": pd.concat(
            _each([post.name], "post", manned_hours=(manned or {}).get(post.name, [None] * number))
            for post in posts
        )
        if posts
        else _each([], "post", manned_hours=[]),
        "breaches": _breaches(breaches),
    }
    for column in ("on_time", "on_time_as_signed"):
        tables["clauses"][column] = tables["clauses"][column].astype("boolean")
    columns = {
        f"areas.{area}.{who}": values for area in areas for who, values in (inside or {}).items()
    }
    columns |= {
        f"roads.{road.name}>{place}.queue_vehicles": values
        for road in roads
        for place, values in (queue or {}).items()
        if place in road.ends
    }
    columns |= peacekeepers or {}
    return ChartData(
        title=title,
        calendar=Calendar(start=start, zone=zone),
        end_hours=end_hours,
        areas=areas,
        clauses=tuple(clauses),
        roads=tuple(roads),
        tables=tables,
        series=Series(columns_of(_series(columns, number).drop(columns=list(unrecorded)))),
        contingents=tuple(contingents),
        places=tuple(places),
        posts=tuple(posts),
        observed=tuple(observed),
        observed_outcomes=tuple(observed_outcomes),
    )


def _left(
    first: Hours, last: Hours, entered: Hours, covered: Hours | None, end_hours: float
) -> dict[str, Sequence[object]]:
    """Gaps and overlaps of areas whose troops and people are all out at the same time."""
    number = len(last)
    posts = covered or [None] * number
    gaps = [_lasting(out, at, end_hours) for out, at in zip(last, entered, strict=True)]
    overlaps = [_lasting(at, out, end_hours) for out, at in zip(last, entered, strict=True)]
    return {
        "first_out_hours": first,
        "last_out_hours": last,
        "entered_hours": entered,
        "troops_out_hours": last,
        "civilians_out_hours": last,
        "troops_people": [500] * number,
        "civilians_people": [3000] * number,
        "stayed_people": [0] * number,
        "covered_from_hours": posts,
        "gap_hours": gaps,
        "gap_uncovered_hours": _before(last, gaps, posts),
        "overlap_hours": overlaps,
        "overlap_uncovered_hours": _before(entered, overlaps, posts),
    }


def _lasting(begin: float | None, end: float | None, end_hours: float) -> float:
    return 0 if begin is None else max(0, (end_hours if end is None else end) - begin)


def _before(begins: Hours, lasting: Sequence[float], posts: Hours) -> list[float]:
    """Of times that begin so and last so long, the part before a post was manned."""
    return [
        lasted if post is None or begin is None else min(lasted, max(0, post - begin))
        for begin, lasted, post in zip(begins, lasting, posts, strict=True)
    ]


def _nobody_asked(is_late: Sequence[bool]) -> dict[str, Sequence[object]]:
    """What there is to tell of more time where none was asked for."""
    number = len(is_late)
    return {
        "requests_number": [0] * number,
        "first_asked_hours": [None] * number,
        "asked_days": [None] * number,
        "granted_days": [0] * number,
        "answer": ["not asked"] * number,
        "asked_not_needed": [False] * number,
        "needed_not_asked": is_late,
    }


def columns_of(rows: pd.DataFrame) -> Columns:
    """Reads columns of a table as charts do."""
    return lambda *columns: rows[chosen(rows.columns, columns)]


def drawn_into(folder: Path, data: ChartData) -> list[Path]:
    """The files of every chart that there is something for."""
    return draw_charts(charts_of(data), data, folder)


def _breaches(by_replication: Sequence[Sequence[Breach]]) -> pd.DataFrame:
    rows = [
        {"replication": number, "number": place, "hours": hours, "breach": kind, "where": where}
        for number, breaches in enumerate(by_replication)
        for place, (hours, kind, where) in enumerate(breaches)
    ]
    return pd.DataFrame(rows, columns=["replication", "number", "hours", "breach", "where"])


def _each(names: Sequence[str], key: str, **columns: Sequence[object]) -> pd.DataFrame:
    """The same rows for every name, one a replication."""
    number = len(next(iter(columns.values())))
    rows = [
        {"replication": replication, key: name}
        | {column: values[replication] for column, values in columns.items()}
        for replication in range(number)
        for name in names
    ]
    found = pd.DataFrame(rows, columns=["replication", key, *columns])
    hours = [column for column in columns if column.endswith("_hours")]
    return found.astype(dict.fromkeys(hours, "float64"))


def _roads(
    roads: Sequence[RoadFacts],
    longest: Mapping[str, Hours],
    number: int,
    vehicles_per_km: float,
    carried: Mapping[str, Sequence[float]],
    jam: Hours | None,
) -> pd.DataFrame:
    rows = [
        {
            "replication": replication,
            "road": road.name,
            "toward": place,
            "vehicles": round(carried.get(place, [0] * number)[replication]),
            "longest_queue_vehicles": (
                found := round(longest.get(place, [0] * number)[replication] or 0)
            ),
            "longest_queue_km": found / vehicles_per_km,
            "jam_vehicles_per_hour": jam[replication] if jam else None,
        }
        for replication in range(number)
        for road in roads
        for place in road.ends
    ]
    numbers = ["vehicles", "longest_queue_vehicles", "longest_queue_km", "jam_vehicles_per_hour"]
    found = pd.DataFrame(rows, columns=["replication", "road", "toward", *numbers])
    whole = dict.fromkeys(numbers[:2], "Int64")
    return found.astype(dict.fromkeys(numbers[2:], "float64") | whole)


def _series(columns: Mapping[str, Sequence[Sequence[float]]], number: int) -> pd.DataFrame:
    """Every run as long as the longest: what ends early keeps its last value."""
    hours = max((len(run) for runs in columns.values() for run in runs), default=1)
    made: dict[str, list[float]] = {
        "replication": [replication for replication in range(number) for _ in range(hours)],
        "hour": [*range(hours)] * number,
    }
    for name, runs in columns.items():
        made[name] = [value for run in runs for value in (*run, *[run[-1]] * (hours - len(run)))]
    return pd.DataFrame(made)


def parts(axes: Axes) -> dict[str, Artist]:
    """What is drawn, by the names the chart gives to its parts."""
    return {
        str(artist.get_gid()): artist for artist in axes.findobj() if artist.get_gid() is not None
    }


def line(axes: Axes, name: str) -> Line2D:
    """A line or mark by its name."""
    found = parts(axes)[name]
    assert isinstance(found, Line2D)
    return found


def xs(axes: Axes, name: str) -> list[float]:
    """The hours at which a line or mark stands."""
    return [float(x) for x in line(axes, name).get_xdata()]


def texts(axes: Axes) -> list[str]:
    """Everything that is written on the page, unbroken and with plain spaces."""
    found = (text.get_text() for text in axes.figure.findobj(Text) if text.get_visible())
    return [" ".join(words.split()) for words in found if words.strip()]


def ys(axes: Axes, name: str) -> list[float]:
    """How high a line or mark stands."""
    return [float(y) for y in line(axes, name).get_ydata()]
